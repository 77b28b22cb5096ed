"""Bylines of databases to names: without places, jobs, addresses and remarks where these are certain."""

from __future__ import annotations

import re

from dateline.readers.agencies import agency_named

BY = re.compile(
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
_AND = re.compile(r"\s+(?:and|And|AND|und|Und|UND|et|ET|en|y|e)\s+|\s*&\s*")
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
        found = [name for piece in BY.sub("", part.strip(" ,.")).split(",") for name in _names(piece.strip())]
        # One word after a name is a place: "Ada Brook, Almar".
        names += [name for name in found if " " in name or " " not in found[0]]
    return [name for name in dict.fromkeys(names) if not agency_named(name)]


def agency_in(byline: str) -> str | None:
    """Return the agency that a byline credits, where it is nothing else: "By Reuters"."""
    parts = re.split(r"\s*[;,|/]\s*|\s+and\s+", BY.sub("", byline.strip()[:200]))
    return next(filter(None, map(agency_named, parts)), None)


def _names(piece: str) -> list[str]:
    """Return the names in a part of a byline between commas; none where it is a job."""
    parts = [part for part in _AND.split(f" {piece}") if part.strip()]
    if len(parts) > 1 and not all(_is_name(part.split()) for part in parts) and _HAS_JOB.search(piece):
        # "Health and science correspondent" is one job.
        parts = [piece]
    # One word after others is the rest of a place: "in Trinidad and Tobago", "en París".
    kept = [part for place, part in enumerate(parts) if not place or " " in part.strip() or " " not in parts[0].strip()]
    return [name for name in map(_name, kept) if name]


def _name(part: str) -> str | None:
    """Return the name in a part of a byline for one person, without place and job."""
    part = _PLACE.sub("", BY.sub("", part.strip())).strip(" .-–")
    if _HAS_JOB.search(part):
        # "Lisa Reed Political correspondent": what comes first is the name, where there are enough words for one.
        return _first_name(part.split())
    return part if 1 < len(part) < LONGEST else None


def _is_name(words: list[str]) -> bool:
    """Tell whether words begin like a name: two with capitals, and no job."""
    return len(words) > 1 and all(word[0].isupper() and not _HAS_JOB.search(word) for word in words[:2])


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
