"""EBSCO: exports as text, citations with the article behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.readers.bylines import names_in
from dateline.readers.fields import turn_names
from dateline.readers.formats import Format
from dateline.readers.newswire import find_agency
from dateline.readers.records import Check, Found, Item, Record
from dateline.readers.source import Source
from dateline.readers.spoken_dates import read_date
from dateline.readers.text_exports import body_text, fields_in, first_paragraph, label_of, one_line, text_end
from dateline.text import WORD, normalise

LABELS = {
    "title": "title",
    "authors": "authors",
    "author": "authors",
    "by": "authors",
    "source": "source",
    "publication": "source",
    "publication date": "published",
    "date": "published",
    "section": "section",
    "language": "language",
    "abstract": "abstract",
    "full text": "text",
    "full text word count": "words",
    "accession number": "id",
    "persistent link to this record (permalink)": "url",
    "persistent link to this record": "url",
    "permalink": "url",
    "database": "database",
} | dict.fromkeys(
    (
        "document type", "publication type", "subject terms", "subjects", "subject", "geographic terms", "people",
        "company/entity", "naics/industry codes", "author-supplied keywords", "keywords", "author affiliations",
        "author affiliation", "issn", "isbn", "doi", "cut and paste", "copyright", "images", "notes", "record",
        "reviews & products", "lexile", "entry date", "publisher", "document information",
    ),
    "known",
)  # fmt: skip
STRONG = {name: LABELS[name] for name in ("accession number", "full text word count", "database", "cut and paste")}
_RECORD = re.compile(r"\s*Record: ?\d{1,6}\s*")
_SEPARATOR = re.compile(r"\s*(?:_{5,}|={5,}|-{10,}|\*{5,})\s*")
_ROLE = re.compile(r"\((?:author|editor|reporter)\)|\S{1,80}@\S{1,80}|(?<=[^\W\d_])\d{1,2}\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_WORDED = re.compile(
    r"\b(?:[^\W\d_]{3,9}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4}|[A-Z][a-z]{2}\d{4})\b"
)
_TILDES = re.compile(r"\s*~{4,}\s*")
_NOTICE = re.compile(
    r"\s*(?:copyright of .{1,300} is the property of|the link information below|persistent link to this record"
    r"|cut and paste:|if you have any problems or questions|however, users may print|[\w ]{0,30}may not be copied or"
    r"|\(?(?:copyright|©|\(c\)).{0,200}$|https?://\S+$)",
    re.IGNORECASE,
)


def read_ebsco(source: Source) -> Found:
    """Read an export; what EBSCO adds around an article is no text.

    Yields:
        A record for each citation, with the words that it states where it has a text.
    """
    for number, lines in enumerate(_records(normalise(source.text).split("\n")), 1):
        yield from _article(lines, number)


def _records(lines: Sequence[str]) -> Iterator[list[str]]:
    """Divide a file at "Record: 2", or where there is none at titles that begin a citation."""
    begins = [place for place, line in enumerate(lines) if _RECORD.fullmatch(line)]
    if not begins:
        begins = [place for place in range(len(lines)) if _begins_citation(lines, place)]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield [line for line in lines[begin:end] if not _RECORD.fullmatch(line) and not _SEPARATOR.fullmatch(line)]


def _begins_citation(lines: Sequence[str], place: int) -> bool:
    found = label_of(lines[place], LABELS)
    if found is None or found[0] != "title":
        return False
    near = [field[0] for line in lines[place + 1 : place + 25] if (field := label_of(line, LABELS))]
    return "source" in near and "title" not in near[: near.index("source")]


def _article(lines: list[str], number: int) -> Iterator[Item]:
    begin, end = _text_place(lines)
    first = label_of(lines[begin], LABELS) if begin < end else None
    behind = [first[1], *lines[begin + 1 : end]] if first and first[0] == "text" else lines[begin:end]
    fields = fields_in([*lines[:begin], *lines[end:]], LABELS)
    title = first_paragraph(fields.get("title", []))
    text, section, names = _body(behind, title or "")
    outlet, day = _source(one_line(fields.get("source")) or "")
    abstract = one_line(fields.get("abstract"))
    record: dict[str, Any] = {
        "headline": title,
        "text": text or abstract,
        "completeness": "whole" if text else "excerpt",
        "outlet": outlet,
        "authors": _authors(fields.get("authors", [])) or names,
        "published": _day(one_line(fields.get("published")) or "") or day,
        "section": section or first_paragraph(fields.get("section", [])),
        "language": first_paragraph(fields.get("language", [])),
        "url": first_paragraph(fields.get("url", [])),
        "id": first_paragraph(fields.get("id", [])),
        "agency": find_agency(text.split("\n")[:4]),
    }
    yield Record(number, record)
    words = re.sub(r"\D", "", one_line(fields.get("words")) or "")[:9]
    if text and words:
        yield Check(number, "words", int(words), len(WORD.findall(text)))


def _text_place(lines: list[str]) -> tuple[int, int]:
    """Return where the text begins and ends: after "Full Text:", else after the database, which ends a citation."""
    labels = [found[0] if (found := label_of(line, LABELS)) else "" for line in lines]
    if "text" in labels:
        begin = labels.index("text")
        return begin, text_end(lines, begin, LABELS, STRONG)
    if "database" not in labels:
        return len(lines), len(lines)
    begin = labels.index("database")
    value = (label_of(lines[begin], LABELS) or ("", ""))[1]
    begin += 1
    while not value and begin < len(lines):
        value = lines[begin].strip()
        begin += 1
    return begin, len(lines)


def _body(lines: list[str], title: str) -> tuple[str, str | None, list[str]]:
    """Return the text, the section above it, and the names below it."""
    ends = [place for place, line in enumerate(lines) if _TILDES.fullmatch(line)]
    names: list[str] = []
    if ends:
        below = [line.strip() for line in lines[ends[0] + 1 :] if line.strip()]
        names = [name for line in below if line.lower().startswith("by ") for name in names_in(line)]
        lines = lines[: ends[0]]
    section, kept = None, list(lines)
    while kept and (found := _above(kept[0], title)) is not None:
        section = section or found or None
        kept.pop(0)
    while kept and (not kept[-1].strip() or _NOTICE.match(kept[-1])):
        kept.pop()
    return body_text(kept), section, names


def _above(line: str, title: str) -> str | None:
    """Return the section that a line above the text names, "" where it is blank or the title again; else None."""
    found = label_of(line, LABELS)
    if found and found[0] == "section":
        return found[1]
    again = line.strip().rstrip(".").lower() == title.rstrip(".").lower()
    return "" if not line.strip() or again or (found and found[0] in {"known", "url"}) or _NOTICE.match(line) else None


def _authors(lines: list[str]) -> list[str]:
    return turn_names(";".join(_ROLE.sub("", line) for line in lines))


def _source(stated: str) -> tuple[str | None, str | None]:
    """Return outlet and day of "Reed Daily, The (Almar). 3/4/2025, p1. 2p."."""
    found = _NUMBERS.search(stated) or _WORDED.search(stated)
    name = stated[: found.start()] if found else re.split(r",\s*(?:vol|issue|p)\b", stated, flags=re.IGNORECASE)[0]
    return name.strip(" .,;") or None, _day(found[0]) if found else None


def _day(stated: str) -> str | None:
    """Return a day as ISO 8601; in numbers the month stands first, as EBSCO writes it."""
    if found := _NUMBERS.search(stated):
        month, day = int(found[1]), int(found[2])
        month, day = (day, month) if month > 12 else (month, day)
        return f"{found[3]}-{month:02}-{day:02}"
    return read_date(stated) or stated or None


def _recognise(source: Source) -> bool:
    start = source.start
    if start.lstrip()[:1] in {"<", "{", "["} or "Database:" not in start:
        return False
    found = {field[0] for line in start.split("\n") if (field := label_of(line, LABELS))}
    return {"title", "source", "database"} <= found and bool({"id", "words"} & found)


EBSCO = Format("ebsco", "EBSCO, text (.txt)", _recognise, read_ebsco)
