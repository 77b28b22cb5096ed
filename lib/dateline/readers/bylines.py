"""Bylines of databases to names: without places, jobs, addresses and remarks where these are certain."""

from __future__ import annotations

import re

from dateline.readers.newswire import AGENCIES

_BY = re.compile(
    r"^(?:(?:(?:edited|compiled|written|report(?:ed|ing)?|words|interview|text)\s+by|by|from|von|par|door|por|af|av)\s*:?\s+)+(?=[^\W\d_])",
    re.IGNORECASE,
)
_JOB = (
    r"(?:correspondents?|reporters?|editors?|writers?|staff|bureau|chief|columnists?|desk|agenc(?:y|ies)|"
    r"korrespondent(?:in)?|redakteur(?:in)?|redaktion|correspondante?|envoyée?|rédact(?:eur|rice)|redacteur|"
    r"verslaggever|verslaggeefster|corresponsal|redactora?|redacción|corrispondente|inviat[oa]|redazione)"
)
_HAS_JOB = re.compile(rf"\b{_JOB}\b", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|\S{1,80}@\S{1,80}|(?<!\w)@\w{1,40}|https?://\S{1,200}")
_PLACE = re.compile(r"\s+(?:in|à|aus|reporting from|from|en|te)\s+(?=[A-ZÀ-Þ]).{0,80}$", re.DOTALL)
_SPLIT = re.compile(r"\s*(?:\band\b|\bund\b|\bet\b|\ben\b(?!\s+[A-ZÀ-Þ]\w+$)|&|\by\b|\be\b)\s*", re.IGNORECASE)
_PARTICLE = re.compile(r"(?:van|von|vom|de|der|den|del|della|di|da|du|dos|das|la|le|ter|ten|bin|al|el|zu|[A-ZÀ-Þ]\.?)$")
LONGEST = 80


def names_in(byline: str) -> list[str]:
    """Return the names in a byline.

    Args:
        byline: What the field says: "By Ada Brook in Almar; Tom Quill, Political Editor".
    """
    names: list[str] = []
    text = " ".join(_REMARK.sub(" ", byline[:2000]).split())
    for part in re.split(r"\s*[;|/]\s*", text):
        for piece in _BY.sub("", part.strip(" ,.")).split(","):
            names += _names(piece.strip())
    return [name for name in dict.fromkeys(names) if name not in AGENCIES]


def agency_in(byline: str) -> str | None:
    """Return the agency that a byline credits, where it is nothing else: "By Reuters"."""
    parts = re.split(r"\s*[;,|/]\s*|\s+and\s+", _BY.sub("", byline.strip()[:200]))
    return next((part.strip(" ().") for part in parts if part.strip(" ().") in AGENCIES), None)


def _names(piece: str) -> list[str]:
    """Return the names in a part of a byline between commas; none where it is a job."""
    piece = _PLACE.sub("", _BY.sub("", piece)).strip(" .-–")
    if _HAS_JOB.search(piece):
        # "Lisa Reed Political correspondent": what comes first is the name, where there are enough words for one.
        name = _first_name(piece.split())
        return [name] if name else []
    return [name for name in (part.strip(" .-–") for part in _SPLIT.split(piece)) if 1 < len(name) < LONGEST]


def _first_name(words: list[str]) -> str | None:
    end = 2
    while end < len(words) and _PARTICLE.match(words[end - 1]):
        end += 1
    name = words[:end]
    if (
        len(words) <= end
        or _HAS_JOB.search(" ".join(name))
        or not all(word[0].isupper() for word in (name[0], name[-1]))
    ):
        return None
    # "Our Political correspondent", "Political staff": no name of a person.
    return None if words[0].lower() in _NO_NAMES else " ".join(name)


_BEFORE_JOBS = (
    "our the a an political foreign economics city staff senior chief deputy news special sports science health crime "
    "legal education environment defence diplomatic unser unsere notre nos nuestro nuestra van onze"
)
_NO_NAMES = frozenset(_BEFORE_JOBS.split())
