"""NewsBank (Access World News): exports as text, with facts above and below each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Any

from dateline.readers.bylines import names_in
from dateline.readers.formats import Format
from dateline.readers.newswire import find_agency
from dateline.readers.records import Check, Found, Item, Record
from dateline.readers.source import Source
from dateline.readers.spoken_dates import read_date, starts_with_date
from dateline.readers.text_exports import body_text, label_of
from dateline.text import WORD, normalise

LABELS = {
    "title": "headline",
    "headline": "headline",
    "paper": "outlet",
    "source": "outlet",
    "publication": "outlet",
    "date": "published",
    "publication date": "published",
    "author": "authors",
    "author/byline": "authors",
    "byline": "authors",
    "section": "section",
    "language": "language",
    "article text": "text",
} | dict.fromkeys(
    (
        "page", "pages", "edition", "column", "readability", "dateline", "series", "topics", "zone", "location",
        "estimated printed pages", "correction", "website", "product",
    ),
    "known",
)  # fmt: skip
BELOW = {"record number": "id", "record": "id", "openurl link": "url"} | dict.fromkeys(
    ("caption", "memo", "note", "index terms", "keywords", "illustration", "subject", "copyright", "sqn"), "known"
)
_RIGHTS = re.compile(
    r"\s*(?:\(c\)|©|copyright,?\s*(?:\(c\)|©)?)[\s,]*(?:\D{0,80}\b)?\d{4}\b.{0,200}|\s*all rights reserved\.?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:openurl link\b.*|https?://\S+)\s*", re.IGNORECASE)
_CITATION = re.compile(r"\s*[•*]?\s*citation\b.{0,60}", re.IGNORECASE)
_WORDS = re.compile(r"(\d[\d,]{0,8}) words", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:_{5,}|={5,}|-{10,}|\*{5,})\s*")
_YEAR = re.compile(r"\d{4}")
_PLACE = re.compile(r".{2,100}\([^()]{2,60}\)\s*")
_SURE = re.compile(
    r"^(?:Record Number: ?\S|OpenURL Link\b|Author/Byline: ?\S|Readability: ?\S|[\d,]{1,9} Words \| )"
    r"|\b(?:infoweb|docs)\.newsbank\.com",
    re.MULTILINE,
)
_LIKELY = re.compile(
    r"^(?:Section|Page|Edition|Paper|Record|Author): ?\S|^Copyright,? \(c\)|^\(c\) Copyright", re.MULTILINE
)
LONGEST_FACT = 300


@dataclass(slots=True)
class _Head:
    """What stands above a text."""

    facts: dict[str, str] = field(default_factory=dict)
    words: int | None = None

    def take(self, piece: str, following: str) -> bool:
        """Take in a line or a part of one; tell whether it belongs to the facts."""
        if found := label_of(piece, LABELS):
            self.facts.setdefault(*found)
            return True
        if words := _WORDS.fullmatch(piece):
            self.words = int(words[1].replace(",", ""))
            return True
        if len(piece) > LONGEST_FACT:
            return False
        before, _, after = piece.rpartition(" - ")
        if before and starts_with_date(after):
            self.facts |= {"outlet": before, "published": after}
            return True
        if starts_with_date(piece) and "published" not in self.facts and len(piece) < 60:
            self.facts["published"] = piece
            return True
        return self._name(piece, following)

    def _name(self, piece: str, following: str) -> bool:
        """Take in the outlet or the headline, which have no label."""
        if "outlet" not in self.facts and _PLACE.fullmatch(piece) and ("headline" in self.facts or _dated(following)):
            self.facts["outlet"] = piece
        elif "headline" not in self.facts:
            self.facts["headline"] = piece
        elif "outlet" not in self.facts and label_of(following, LABELS) and not piece.endswith("."):
            # Facts between two lines without label: the first was the outlet.
            self.facts |= {"outlet": self.facts["headline"], "headline": piece}
        else:
            return False
        return True


def read_newsbank(source: Source) -> Found:
    """Read an export; records, rights and citations below an article are no text.

    Yields:
        A record for each article, with the words that it states.
    """
    for number, lines in enumerate(_records(normalise(source.text).split("\n")), 1):
        yield from _article(lines, number)


def _records(lines: Sequence[str]) -> Iterator[list[str]]:
    """Divide a file where after the end of an article the facts of another begin."""
    record: list[str] = []
    ended, cited = False, False
    for place, line in enumerate(lines):
        if _SEPARATOR.fullmatch(line) or (ended and not cited and _begins(lines, place)):
            if any(piece.strip() for piece in record) and (ended or _begins(lines, _filled(lines, place + 1))):
                yield record
                record, ended = [], False
            if _SEPARATOR.fullmatch(line):
                continue
        ended = ended or _is_end(line)
        # What follows "Citation" looks like the facts of an article.
        cited = bool(_CITATION.match(line)) or (cited and not line.strip())
        record.append(line)
    if any(piece.strip() for piece in record):
        yield record


def _filled(lines: Sequence[str], place: int) -> int:
    """Return the place of the next line that is not blank."""
    return next((later for later in range(place, min(place + 20, len(lines))) if lines[later].strip()), place)


@lru_cache(maxsize=64)
def _is_end(line: str) -> bool:
    found = label_of(line, BELOW)
    return bool(
        (found and found[0] != "known") or _RIGHTS.fullmatch(line) or _LINK.fullmatch(line) or _CITATION.match(line)
    )


def _begins(lines: Sequence[str], place: int) -> bool:
    """Tell whether the facts of an article begin at a line: a day or a label stands near, before any end."""
    filled = [line for line in lines[place : place + 12] if line.strip()][:5]
    near = list(takewhile(lambda line: not _is_end(line), filled))
    if not near or not lines[place].strip() or len(near[0]) > LONGEST_FACT:
        return False
    pieces = [piece for line in near for piece in line.split(" | ")]
    return any(_dated(piece) for piece in pieces)


@lru_cache(maxsize=64)
def _dated(piece: str) -> bool:
    return (
        len(piece) < 160
        and _YEAR.search(piece) is not None
        and any(starts_with_date(part) for part in re.split(r" \| | - |^Date: ", piece))
    )


def _article(lines: list[str], number: int) -> Iterator[Item]:
    head, begin = _Head(), len(lines)
    for place, line in enumerate(lines):
        following = next((after for after in lines[place + 1 : place + 5] if after.strip()), "")
        if "text" in head.facts or (line.strip() and not _take(head, line.strip(), following)):
            begin = place
            break
    body, below = _divide(lines[begin:])
    first = head.facts.get("text", "")
    text = body_text([first, *body])
    facts = head.facts
    record: dict[str, Any] = {
        "headline": facts.get("headline"),
        "text": text or None,
        "outlet": facts.get("outlet", "").strip(" ,") or None,
        "authors": names_in(facts.get("authors", "")),
        "published": read_date(facts.get("published", "")) or facts.get("published"),
        "section": facts.get("section"),
        "language": facts.get("language"),
        "agency": find_agency(text.split("\n")[:4]),
        **below,
    }
    yield Record(number, record)
    if head.words is not None and text:
        yield Check(number, "words", head.words, len(WORD.findall(text)))


def _take(head: _Head, line: str, following: str) -> bool:
    if _is_end(line):
        return False
    pieces = [piece.strip() for piece in line.split(" | ") if piece.strip()]
    taken = [head.take(piece, following) for piece in pieces]
    if len(pieces) == 2 and _dated(line) and "outlet" not in head.facts:
        head.facts["outlet"] = next((piece for piece in pieces if not starts_with_date(piece)), "")
    return all(taken) or (len(pieces) > 1 and any(taken))


def _divide(lines: list[str]) -> tuple[list[str], dict[str, str | None]]:
    """Return the lines of the text, and the facts below it."""
    end = next((place for place, line in enumerate(lines) if _is_end(line)), len(lines))
    facts = {found[0]: found[1] for line in lines[end:] if (found := label_of(line, BELOW)) and found[1]}
    link = next((match[0].strip() for line in lines[end:] if (match := re.match(r"\s*https?://\S+", line))), None)
    while end > 0 and (not lines[end - 1].strip() or label_of(lines[end - 1], BELOW)):
        end -= 1
    return lines[:end], {"id": facts.get("id"), "url": facts.get("url") or link}


def _recognise(source: Source) -> bool:
    start = source.start
    if start.lstrip()[:1] in {"<", "{", "["}:
        return False
    return _SURE.search(start) is not None and _LIKELY.search(start) is not None


NEWSBANK = Format("newsbank", "NewsBank, text (.txt)", _recognise, read_newsbank)
