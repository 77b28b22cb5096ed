"""An article of LexisNexis or Nexis Uni: header, fields and text out of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.readers.agencies import agency_of
from dateline.readers.blocks import Block
from dateline.readers.bylines import agency_in, names_in
from dateline.readers.languages import language_code
from dateline.readers.newswire import find_agency
from dateline.readers.nexis_words import (
    AFTER,
    BODY,
    COPYRIGHT,
    EDITION,
    FURNITURE,
    HEADER,
    NO_HEADLINE,
    SURE,
    label_of,
    words_stated,
)
from dateline.readers.spoken_dates import read_date, starts_with_date
from dateline.text import normalise

_PAGES = re.compile(
    r"(?:pgs?|pages?|s|seiten?|blz|bladzijde|pág(?:ina)?s?|pag(?:ina)?s?|p|pp|version|versión|column|spalte|part)\b\.?\s?:?\s?"
    r"[\dA-Za-z]{0,4}\d[\w\-,. ]{0,20}$",
    re.IGNORECASE,
)
LONGEST_DATE = 160
MOST_BETWEEN = 6
"""Paragraphs without a label between the fields after the text, at most."""


@dataclass(slots=True)
class Article:
    """What was found in the paragraphs of an article.

    Attributes:
        fields: Values under our names of fields.
        words: The number of words that it states; None where it does not.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    words: int | None = None


def read_article(blocks: Sequence[Block], *, classic: bool) -> Article:
    """Return what the paragraphs of an article say.

    Args:
        blocks: Its paragraphs, header first, without what closes it.
        classic: Whether outlet and date stand before the headline; else the headline stands first.
    """
    blocks = _without_furniture(blocks)
    styled = any(block.bold and label_of(block.text) for block in blocks)
    labels = [_label(block, classic=classic, styled=styled) for block in blocks]
    head, start = _zones(blocks, labels, styled)
    end = _text_end(blocks, labels, start, classic=classic, styled=styled)
    values = _values(labels, blocks, [*range(head, start), *range(end, len(blocks))])
    text = _text(blocks, labels, start, end)
    fields = _fields(values, _header(blocks[:head], classic=classic), text)
    if not text and values.get("highlight"):
        fields |= {"text": normalise(values["highlight"]), "completeness": "excerpt"}
    return Article(fields, words_stated(values.get("length", "")))


def _without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Return paragraphs without page numbers, and without the headline that is printed again at the top of a page."""
    kept: list[Block] = []
    printed = False
    for block in blocks:
        if FURNITURE.match(block.text):
            printed = True
        elif not (printed and kept and block.text == kept[0].text):
            kept.append(block)
            printed = False
    return kept


Label = tuple[str, str]
BEFORE_TEXT = HEADER | SURE
LONGEST_VALUE = 80
LATEST_FIELD = 12
"""Paragraphs before the first field, at most."""
AFTER_UNI = frozenset(("graphic", "correction", "note"))
AFTER_CLASSIC = AFTER_UNI | {"subject", "other", "url", "highlight"}
"""Fields after the text that a newspaper might write itself: they count only where little but fields follows."""


def _label(block: Block, *, classic: bool, styled: bool) -> Label | None:
    """Return the field that a paragraph begins, where it looks like one: bold, or in capitals in classic files."""
    found = label_of(block.text)
    if found is None or (styled and not block.bold) or not _is_value(*found):
        return None
    name = block.text.split(":", 1)[0]
    return None if classic and not styled and not name.isupper() else found


def _is_value(key: str, value: str) -> bool:
    """Tell whether a field that ends the text holds what it should: "UPDATE: The dam is off" is a paragraph."""
    if key == "load":
        return not value or re.search(r"\b\d{4}\b", value[:60]) is not None
    return key not in SURE or len(value) <= LONGEST_VALUE


def _zones(blocks: Sequence[Block], labels: Sequence[Label | None], styled: bool) -> tuple[int, int]:
    """Return where the fields before the text begin, and where the text begins."""
    first = next((place for place, label in enumerate(labels) if label and label[0] in HEADER and place), None)
    for place in range(2, len(blocks)):
        if BODY.match(blocks[place].text) and (blocks[place].bold or not styled):
            if first is None or first <= place:
                return (place if first is None else first), place + 1
            break
    if first is None or first > LATEST_FIELD:
        head = _bare_header(blocks)
        return head, head
    place = first
    while place < len(blocks):
        label = labels[place]
        if (label and (label[0] == "body" or label[0] not in BEFORE_TEXT)) or not (label or blocks[place].more):
            break
        place += 1
    return first, place


def _bare_header(blocks: Sequence[Block]) -> int:
    """Return where the text begins in an article without fields: after outlet, date and headline."""
    date = next((place for place, block in enumerate(blocks[:6]) if place and _is_date(block)), 1)
    return min(date + 2, len(blocks))


def _text_end(
    blocks: Sequence[Block], labels: Sequence[Label | None], start: int, *, classic: bool, styled: bool
) -> int:
    """Return where the text ends: at the first field that stands after it, or at the notice of copyright."""
    headings = {
        place
        for place in range(start, len(blocks))
        if (blocks[place].bold or not styled) and AFTER.match(blocks[place].text)
    }
    marks = sorted(headings.union(place for place in range(start, len(blocks)) if labels[place]))
    fields = _fields_start(marks, len(blocks))
    for place in range(start, len(blocks)):
        label = labels[place]
        if label and label[0] in SURE:
            return place
        late = place >= len(blocks) - 2
        if COPYRIGHT.match(blocks[place].text) and (late or blocks[place].centred):
            return place
        opening = place in headings or (label and label[0] in (AFTER_CLASSIC if classic else AFTER_UNI))
        if opening and place >= fields:
            return place
    return len(blocks)


def _fields_start(marks: Sequence[int], end: int) -> int:
    """Return where little but fields begins, so that a paragraph before it that looks like a field is none."""
    for mark in reversed(marks):
        if end - mark > MOST_BETWEEN:
            break
        end = mark
    return end


def _values(labels: Sequence[Label | None], blocks: Sequence[Block], places: Sequence[int]) -> dict[str, str]:
    """Return the first value of each field; what is set apart in paragraphs of its own belongs to it."""
    values: dict[str, list[str]] = {}
    key = ""
    for place in places:
        label = labels[place]
        if label:
            key = label[0] if label[1] and label[0] not in values else ""
            if key:
                values[key] = [label[1]]
        elif key and blocks[place].more:
            values[key].append(blocks[place].text)
    return {key: "\n\n".join(texts) for key, texts in values.items()}


def _header(blocks: Sequence[Block], *, classic: bool) -> tuple[str, str, str]:
    """Return headline, outlet and date from the paragraphs before the first field; empty where they are not there."""
    lines = [block for block in _undone(blocks) if not COPYRIGHT.match(block.text)]
    date = next((place for place, block in enumerate(lines) if place and _is_date(block)), None)
    published = lines[date].text if date is not None else ""
    if date is None and len(lines) > 2 and re.search(r"\d", lines[1 if classic else 2].text):
        date = 1 if classic else 2
        published = lines[date].text[:LONGEST_DATE]
    if classic:
        return _classic_header(lines, date, published)
    if date is None:
        return _joined(lines[:1]), _outlet(lines[1:2]), ""
    return _joined(lines[: max(date - 1, 1)]), _outlet(lines[date - 1 : date] if date > 1 else []), published


def _classic_header(lines: Sequence[Block], date: int | None, published: str) -> tuple[str, str, str]:
    if date is None:
        return _joined(lines[1:2]), _outlet(lines[:1]), ""
    after = [block for block in lines[date + 1 :] if not EDITION.search(block.text[:60])] or lines[date + 1 :]
    headline = [block for block in after if not block.centred][:1] or after[:1] or lines[1:date]
    return _joined(headline), _outlet(lines[:1]), published


def _undone(blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a header, the date parted from an outlet that stands in the same one."""
    found: list[Block] = []
    for block in blocks:
        first, *rest = block.text.split("\n")
        if rest and starts_with_date(rest[0]) and not starts_with_date(first):
            found += [replace(block, text=first), replace(block, text="\n".join(rest))]
        else:
            found.append(block)
    return found


def _is_date(block: Block) -> bool:
    return len(block.text) <= LONGEST_DATE and starts_with_date(block.text)


def _joined(blocks: Sequence[Block]) -> str:
    text = " ".join(" ".join(block.text.split("\n")) for block in blocks)
    return "" if NO_HEADLINE.fullmatch(text.strip()) else text.strip(" ;")


def _outlet(blocks: Sequence[Block]) -> str:
    """Return an outlet as it is stated, without the edition in a line of its own."""
    if not blocks:
        return ""
    first, *rest = blocks[0].text.split("\n")
    return " ".join([first, *(line for line in rest if not EDITION.search(line) and not line.startswith("("))])


def _text(blocks: Sequence[Block], labels: Sequence[Label | None], start: int, end: int) -> str:
    paragraphs = []
    for place in range(start, end):
        label = labels[place]
        text = label[1] if label and label[0] == "body" and place == start else blocks[place].text
        if text:
            paragraphs.append(text)
    return normalise("\n\n".join(paragraphs))


def _fields(values: Mapping[str, str], header: tuple[str, str, str], text: str) -> dict[str, Any]:
    """Return what was found under our names of fields."""
    headline, outlet, published = header
    byline = values.get("byline", "")
    lines = [line for line in (values.get("dateline", ""), *text.split("\n\n")[:3]) if line]
    stated = published or values.get("date", "")
    return {
        "headline": " ".join(values.get("headline", headline).split()) or None,
        "text": text or None,
        "outlet": outlet or None,
        "published": (read_date(stated) or stated.split("\n")[0]) or None,
        "authors": names_in(byline) or None,
        "agency": agency_of(outlet) or agency_in(byline) or find_agency(lines) or None,
        "language": language_code(values.get("language", "")),
        "section": _section(values.get("section", "")) or None,
        "url": values.get("url"),
    }


def _section(stated: str) -> str:
    """Return a section without page, version and column."""
    parts = [part.strip() for part in stated.replace("\n", " ").split(";")]
    kept = [part for part in parts if part and not _PAGES.fullmatch(part)]
    return "; ".join(kept or parts)
