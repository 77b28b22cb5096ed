"""Fields under the names that other tools give them, brought under ours."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "storiesid", "storyid", "guid", "uuid"),
    "headline": ("headline", "title", "hl", "headlinetext", "articletitle", "webtitle", "hlead"),
    "text": ("text", "body", "content", "articletext", "articlebody", "fulltext", "maintext", "bodytext", "plaintext"),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "medianame",
        "publication",
        "sitename",
        "sourcename",
        "newspaper",
        "medium",
        "site",
        "domain",
    ),
    "authors": ("authors", "author", "byline", "creator", "by", "writer"),
    "published": (
        "published",
        "date",
        "publicationdate",
        "publishdate",
        "datepublished",
        "publishedat",
        "pubdate",
        "published_at",
        "publisheddate",
        "webpublicationdate",
        "datetime",
        "dateandtime",
        "timestamp",
        "day",
    ),
    "language": ("language", "lang"),
    "url": ("url", "link", "weburl", "href", "permalink", "sourceurl"),
    "section": ("section", "sectionname", "desk", "category", "categories", "rubric"),
    "agency": ("agency", "newsagency", "wire"),
    "outlet_basis": ("outlet_basis",),
    "published_basis": ("published_basis",),
    "completeness": ("completeness",),
}
"""Our names, and those that mean the same, best first, in small letters without space, hyphen or underscore."""

_PLAIN = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """Return a field's name in small letters, without space, hyphen and underscore."""
    return _PLAIN.sub("", name.lower())


def find_fields(names: Iterable[Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return for each of our fields the name that a file gives it.

    Args:
        names: The names in the file.
        columns: Names that the user gives: ours to theirs. They win over the common ones.
    """
    there = {plain(name): name for name in reversed([name for name in names if isinstance(name, str)])}
    exact = set(there.values())
    found: dict[str, Any] = {}
    for ours, common in NAMES.items():
        wanted = columns.get(ours)
        if wanted is not None:
            if wanted in exact or plain(wanted) in there:
                found[ours] = wanted if wanted in exact else there[plain(wanted)]
            continue
        match = next((there[name] for name in map(plain, common) if name in there), None)
        if match is not None and match not in columns.values():
            found[ours] = match
    return found


def missing(value: Any) -> bool:
    """Tell whether a field holds nothing: None, NaN, or blank text."""
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or (isinstance(value, str) and not value.strip())
    )


def line(value: Any) -> str | None:
    """Return a value as one line of text; a nested object gives its name (as NewsAPI's ``source``)."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "value", "id") if not missing(value.get(key))), None)
    if isinstance(value, list | tuple):
        value = next((item for item in value if not missing(item)), None)
        return line(value) if isinstance(value, Mapping) else line(str(value)) if value is not None else None
    if missing(value) or isinstance(value, bool | bytes):
        return None
    text = " ".join(_clean(value if isinstance(value, str) else str(value)[:1000]).split())
    return text or None


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


_AND = re.compile(r"\s*(?:;|\band\b|&|,(?!\s*(?:Jr|Sr|II|III)\b))\s*")


def people(value: Any) -> list[str]:
    """Return the names in a byline or a list of authors, without "By"."""
    if isinstance(value, Mapping):
        value = line(value)
    if isinstance(value, list | tuple):
        return [name for item in value for name in people(item)]
    text = line(value)
    if text is None:
        return []
    text = re.sub(r"^(?:by|from)\s+", "", text, flags=re.IGNORECASE)
    parts = [part.strip(" .,;|") for part in (text.split(";") if ";" in text else _AND.split(text))]
    return [part for part in dict.fromkeys(parts) if part and len(part) < 100]


_LATER = re.compile(r"(?:Jr|Sr|II|III|IV)", re.IGNORECASE)


def turn_names(text: str | None) -> list[str]:
    """Return names that are given family name first ("Brook, Ada; Quill, Tom, Jr.") as they are spoken.

    What follows a name, as a job, is left out.
    """
    names = []
    for part in (text or "").split(";"):
        pieces = [piece.strip(" .") for piece in part.split(",")]
        family, given, *rest = [*[piece for piece in pieces if piece][:4], "", ""]
        names.append(" ".join([given, family, *(piece for piece in rest if _LATER.fullmatch(piece))]).strip())
    return [name for name in dict.fromkeys(names) if name and name.lower() not in {"anonymous", "anon"}]
