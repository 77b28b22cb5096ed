"""Factiva: articles of its exports as web page, RTF or text, with field codes (HD, BY, WC …) or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.readers.agencies import agency_of
from dateline.readers.blocks import Block, count_words
from dateline.readers.bylines import BY, agency_in, names_in
from dateline.readers.languages import is_language, language_code
from dateline.readers.newswire import find_agency
from dateline.readers.nexis_words import COPYRIGHT, FURNITURE, WORDS, words_stated
from dateline.readers.records import Check, Record, Refusal
from dateline.readers.spoken_dates import read_date, starts_with_date
from dateline.text import normalise

_CODES = "HD SE BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPC IPD PUB AN CLM ART CX NGC GC DE TI ATN"
CODES = frozenset(_CODES.split())
"""Field codes, the same in all languages of the interface."""
TEXT = ("LP", "TD")
NUMBER = r"[A-Za-z0-9]{8}(?:19|20)\d{6}[A-Za-z0-9]{7,11}"
CLOSING = re.compile(rf"(?:AN\s*\|?\s*)?(?:[^\W\d_]{{2,14}}\s*:?\s*)(?P<number>{NUMBER})\s*$")
""" "Document REED000020250304el3400001", the last line of an article."""
_CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?:\s*\|\s*|\s+|$)(?P<value>.*)", re.DOTALL)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,5})?$")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
LONGEST_NOTICE = 200
MOST_BEFORE = 8
"""Lines before the number of words, at most, where no day follows it."""
MOST_TOP = 4
"""Lines of section, headline and byline, at most."""
_FOOTER = re.compile(r"(?:\w{1,10} \d{1,5} \w{1,5} \d{1,5}\s*)?(?:©|\(c\)|copyright)?\s*\d{4} factiva\b", re.IGNORECASE)

Fields = dict[str, list[str]]


def split_articles(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the paragraphs of each article with its closing line; of what follows the last one, only an article.

    Args:
        blocks: All paragraphs of the file.
    """
    article: list[Block] = []
    for block in blocks:
        if FURNITURE.match(block.text) or _FOOTER.match(block.text):
            continue
        article.append(block)
        if CLOSING.match(block.text):
            yield article
            article = []
    if any(WORDS.fullmatch(block.text) or _code(block)[0] in {"HD", "WC"} for block in article[:40]):
        yield article


def fields_of(blocks: Sequence[Block], *, headline: str = "", author: str = "") -> Fields:
    """Return the fields of an article, by their codes.

    Args:
        blocks: The paragraphs of the article.
        headline: The headline, where the file marks it.
        author: The byline, where the file marks it.
    """
    if sum(_code(block)[0] in {"HD", "WC", "PD", "SN", "LA", "LP", "TD"} for block in blocks) > 2:
        return _coded(blocks)
    return _plain(blocks, headline, author)


def read_fields(number: int, fields: Mapping[str, Sequence[str]]) -> Iterator[Record | Check | Refusal]:
    """Yield the record of an article, and a check of the number of words that it states.

    Args:
        number: Number of the article in its file, from 1.
        fields: The paragraphs of each field.
    """
    values = {code: " ".join(texts) for code, texts in fields.items()}
    paragraphs = [text for code in TEXT for text in fields.get(code, ())]
    text = normalise("\n\n".join(paragraphs))
    headline = values.get("HD") or values.get("TI")
    if not text and not headline:
        yield Refusal(number, "no-text", f"fields: {', '.join(values)}" if values else "")
        return
    outlet, byline, day = values.get("SN", ""), values.get("BY", ""), values.get("PD", "")
    agency = agency_of(outlet) or _credit(values.get("CR", "")) or agency_in(byline) or find_agency(paragraphs[:3])
    found: dict[str, Any] = {
        "id": (CLOSING.match(values.get("AN", "")) or {"number": None})["number"],
        "headline": headline,
        "text": text or None,
        "outlet": outlet or None,
        "published": read_date(f"{day} {values.get('ET', '')}") or day or None,
        "authors": names_in(byline) or None,
        "agency": agency or None,
        "language": language_code(values.get("LA", "")),
        "section": values.get("SE"),
    }
    yield Record(number, found)
    stated = words_stated(values.get("WC", ""))
    if stated is not None:
        yield Check(number, "words", stated, count_words(text))


def _credit(stated: str) -> str | None:
    return agency_in(stated) or agency_of(stated.strip(" ()")) if stated else None


def _code(block: Block) -> tuple[str, str]:
    """Return the field code that a paragraph begins with, and what follows; empty where there is none."""
    found = _CODED.match(block.text)
    if found is None or found["code"] not in CODES:
        return "", ""
    apart = "|" in found[0][: found.start("value") - found.start()] or not found["value"]
    return (found["code"], found["value"].strip(" |")) if apart or block.bold else ("", "")


def _coded(blocks: Sequence[Block]) -> Fields:
    fields: Fields = {}
    code = ""
    for block in blocks:
        new, value = _code(block)
        if new and new not in fields:
            code = new
            fields[code] = []
        elif code:
            value = block.text.strip(" |")
        if code and value:
            fields[code].append(value)
    return fields


def _plain(blocks: Sequence[Block], headline: str, author: str) -> Fields:
    """Return the fields of an article without codes, by the order of its lines."""
    number: Fields = {}
    if blocks and CLOSING.match(blocks[-1].text):
        number = {"AN": [blocks[-1].text]}
        blocks = blocks[:-1]
    lines = [block.text for block in blocks]
    top = _facts_start(lines)
    first = _first_line(blocks, top)
    return number | _top(blocks[first:top], headline, author) | _facts(lines[top:])


def _facts_start(lines: Sequence[str]) -> int:
    """Return the place of the number of words, or of the day where there is none: what follows headline and byline."""
    for place, line in enumerate(lines):
        near = place < MOST_BEFORE or starts_with_date(lines[min(place + 1, len(lines) - 1)])
        if place and near and WORDS.fullmatch(line):
            return place
    days = (place for place, line in enumerate(lines[:MOST_BEFORE]) if place and starts_with_date(line))
    return next(days, min(1, len(lines)))


def _first_line(blocks: Sequence[Block], top: int) -> int:
    """Return where the article begins: a list of contents may stand before the first one."""
    if top <= MOST_TOP:
        return 0
    opening = [place for place in range(top - MOST_TOP, top) if blocks[place].opens or blocks[place].bold]
    if opening:
        return opening[0]
    return top - 2 if _is_byline(blocks[top - 1].text, blocks[top - 2].text) else top - 1


def _top(blocks: Sequence[Block], headline: str, author: str) -> Fields:
    """Tell section, headline and byline apart: the lines before the number of words."""
    lines = [block.text for block in blocks]
    flat = [" ".join(line.split()) for line in lines]
    place = flat.index(headline) if headline in flat else None
    if place is None:
        place = next((place for place, block in enumerate(blocks) if block.bold), None)
    if place is None:
        place = 1 if len(lines) > 2 or (len(lines) == 2 and not _is_byline(lines[1], lines[0])) else 0
    fields: Fields = {"HD": lines[place : place + 1]}
    after = [author] if author else lines[place + 1 :]
    return fields | ({"SE": lines[:place]} if place else {}) | ({"BY": after} if after else {})


def _is_byline(line: str, before: str) -> bool:
    """Tell whether a line is a byline rather than a headline under the name of a section."""
    if BY.match(line):
        return True
    words = [word for word in re.split(r"[\s,;&]+", line) if word and word.lower() not in _SMALL]
    return len(line) <= len(before) and 1 < len(words) <= 9 and all(word[0].isupper() for word in words)


_SMALL = frozenset(("and", "und", "et", "en", "y", "e", "in", "von", "van", "de", "der", "di", "da"))


def _facts(lines: Sequence[str]) -> Fields:
    """Return number of words, day, time, outlet, code, language and notice of copyright, and the text after them."""
    fields: Fields = {}
    place = 0

    def take(code: str) -> None:
        nonlocal place
        fields[code] = [lines[place]]
        place += 1

    def here() -> str:
        return lines[place] if place < len(lines) else ""

    if WORDS.fullmatch(here()):
        take("WC")
    if starts_with_date(here()):
        take("PD")
    if _TIME.match(here()):
        take("ET")
    if here():
        take("SN")
    language = next((later for later in range(place, min(place + 7, len(lines))) if is_language(lines[later])), None)
    if _SOURCE_CODE.match(here()):
        take("SC")
    if language is not None:
        place = language
        take("LA")
    while place < len(lines) and (COPYRIGHT.match(here()) or _is_notice(here(), fields)):
        take("CY")
    return fields | {"TD": list(lines[place:])}


def _is_notice(line: str, fields: Fields) -> bool:
    """Tell whether the line after the language is a notice of copyright that does not say so."""
    return "CY" not in fields and "LA" in fields and len(line) <= LONGEST_NOTICE and _YEAR.search(line) is not None
