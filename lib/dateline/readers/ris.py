"""RIS: references as ProQuest, EBSCO, NewsBank, Factiva and reference managers hand them out; abstracts at most."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.readers.fields import line, turn_names
from dateline.readers.formats import Format
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import Source
from dateline.text import normalise

_BEGIN = re.compile(r"^TY {1,3}-(?: |$)", re.MULTILINE)
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,3}-(?: |$)")
_DAY = re.compile(r"(\d{4})[/.\- ](\d{1,2}|[^\W\d_]{3,12})[/.\- ](\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADLINES = ("title", "primary_title", "translated_title", "short_title")
_OUTLETS = (
    "secondary_title",
    "journal_name",
    "alternate_title3",
    "alternate_title2",
    "alternate_title1",
    "publication",
    "tertiary_title",
)
_ABSTRACTS = ("abstract", "notes_abstract")


def read_ris(source: Source) -> Found:
    """Read a file of references; what abstract a reference has is an excerpt of its article.

    Yields:
        A record for each reference; a refusal for what is cut off at the end.

    Raises:
        UnreadableError: There is no reference in it.
    """
    import rispy

    lines = _lines(normalise(source.text))
    entries = rispy.loads("\n".join(lines), mapping=_mapping(), delimiter_tags_mapping={}, newline="\n")
    for number, entry in enumerate(entries, 1):
        yield Record(number, _fields(entry))
    last = next((tag[:2] for tag in reversed(lines) if tag.startswith(("TY  - ", "ER  - "))), "")
    if last == "TY":
        yield Refusal(len(entries) + 1, "damaged", "the last reference does not end with ER")
    elif not entries:
        raise UnreadableError("not-records", "there is no reference in it")


def _lines(text: str) -> list[str]:
    """Return one line for each tag, written as the standard has it; some services leave a space out."""
    lines: list[list[str]] = []
    for written in text.split("\n"):
        if tag := _TAG.match(written):
            lines.append([f"{tag[1]}  - {written[tag.end() :].strip()}"])
        elif lines and written.strip():
            lines[-1].append(written.strip())
    return [" ".join(parts) for parts in lines]


def _mapping() -> Mapping[str, str]:
    """Return rispy's names of the tags, and those that it does not have."""
    from rispy.config import TAG_KEY_MAPPING

    return {**TAG_KEY_MAPPING, "BT": "publication"}


def _fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    abstract = _first(entry, _ABSTRACTS)
    urls = entry.get("urls")
    unknown = entry.get("unknown_tag") or {}
    return {
        "headline": _first(entry, _HEADLINES),
        "text": abstract,
        "completeness": "excerpt",
        "outlet": _first(entry, _OUTLETS),
        "authors": turn_names(";".join(_authors(entry))),
        "published": _day(entry),
        "language": line(entry.get("language")),
        "url": line(urls)
        or line(unknown.get("LK"))
        or _first(entry, ("url", "file_attachments2", "file_attachments1")),
        "section": line(entry.get("section")),
        "id": line(entry.get("accession_number")) or line(entry.get("id")),
    }


def _authors(entry: Mapping[str, Any]) -> list[str]:
    for name in ("authors", "first_authors"):
        if isinstance(entry.get(name), list) and entry[name]:
            return [str(author) for author in entry[name]]
    return []


def _first(entry: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := line(entry.get(name)))), None)


def _day(entry: Mapping[str, Any]) -> str | None:
    """Return the day as ISO 8601 where a tag states year, month and day: "2025/03/04/", "2025/Mar/04/morning"."""
    for name in ("date", "publication_year", "year"):
        found = _DAY.search(line(entry.get(name)) or "")
        if found:
            month = found[2]
            if not month.isdigit():
                month = str(_MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in _MONTHS else ""
            if month:
                return f"{found[1]}-{month:0>2}-{found[3]:0>2}"
    return _first(entry, ("date", "year", "publication_year"))


RIS = Format("ris", "RIS references (.ris)", lambda source: _BEGIN.search(source.start[:2000]) is not None, read_ris)
