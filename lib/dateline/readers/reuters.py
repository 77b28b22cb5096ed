"""Reuters-21578: the newswire of 1987 in SGML, a thousand articles a file, the benchmark of text classification."""

from __future__ import annotations

import html
import re
from typing import Any

from dateline.readers.blocks import text_blocks
from dateline.readers.formats import Format
from dateline.readers.newswire import read_facts
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import Source
from dateline.readers.xml_files import one_line
from dateline.text import normalise

MOST_ARTICLES = 50_000
_OPENS = re.compile(r"<REUTERS\b([^<>]{0,500})>")
_ATTRIBUTE = re.compile(r'([A-Z]{1,20})="([^"<>]{0,100})"')
_DAY = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})(?:\s{1,9}(\d{2}:\d{2}:\d{2}))?")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(r"</?[A-Z][A-Z0-9]{0,20}\b[^<>]{0,200}>")


def read_reuters(source: Source) -> Found:
    """Read a file of Reuters-21578.

    The section is the list of topics that the indexers gave. The body's paragraphs, which are marked by indentation,
    become lines; the signs that steered the teleprinter are left out. A brief has a headline and no text.

    Yields:
        A record for each article; a refusal where the file ends inside of the last one, which is then an excerpt.

    Raises:
        UnreadableError: The file is too large or no text.
    """
    text = source.text
    opened = list(_OPENS.finditer(text))
    if len(opened) > MOST_ARTICLES:
        raise UnreadableError("too-large", f"more than {MOST_ARTICLES:,} articles")
    line = 1
    for number, match in enumerate(opened, 1):
        end = opened[number].start() if number < len(opened) else len(text)
        close = text.find("</REUTERS>", match.end(), end)
        fields = _fields(match[1], text[match.end() : end if close < 0 else close])
        yield Record(number, fields if close >= 0 else fields | {"completeness": "excerpt"})
        if close < 0:
            yield Refusal(0, "damaged", f"article {number:,}, from line {line:,} on, does not end")
        line += text.count("\n", match.start(), end)


def _fields(attributes: str, article: str) -> dict[str, Any]:
    stated = dict(_ATTRIBUTE.findall(attributes))
    whole, _ = _element(article, "TEXT")
    title, author = (one_line(_clean(_element(whole, name)[0])) for name in ("TITLE", "AUTHOR"))
    body, has_body = _element(whole, "BODY")
    raw = body if has_body else "" if 'TYPE="BRIEF"' in article else _without(whole, "TITLE", "AUTHOR", "DATELINE")
    # Each indented line begins a paragraph.
    lines = re.sub(r"\n(?= )", "\n\n", normalise(_clean(raw)))
    text = "\n\n".join(block.text for block in text_blocks(lines))
    return {
        "id": stated.get("NEWID"),
        "headline": title or read_facts(text).headline,
        "text": text or None,
        "authors": [
            name for name in re.split(r",| and ", _by(author)) if name.strip() and "reuter" not in name.lower()
        ],
        "published": _day(_element(article, "DATE")[0]),
        "outlet": "Reuters",
        "agency": "Reuters",
        "section": ", ".join(re.findall(r"<D>([^<>]{1,60})</D>", _element(article, "TOPICS")[0])),
    }


def _element(text: str, name: str) -> tuple[str, bool]:
    """Return what an element holds, to the end of the text where it does not close, and whether it is there."""
    opening = re.search(rf"<{name}\b[^<>]{{0,100}}>", text)
    if opening is None:
        return "", False
    end = text.find(f"</{name}>", opening.end())
    return text[opening.end() : end if end >= 0 else len(text)], True


def _without(text: str, *names: str) -> str:
    for name in names:
        found, there = _element(text, name)
        text = text.replace(f"<{name}>{found}</{name}>", "", 1) if there else text
    return text


def _clean(text: str) -> str:
    """Return text without tags and control signs, entities as the signs that they mean."""
    return _CONTROL.sub("", html.unescape(_TAG.sub("", text.replace("\r\n", "\n"))))


def _by(author: str) -> str:
    return re.sub(r"^by\s+", "", author, flags=re.IGNORECASE)


def _day(stated: str) -> str:
    """Return the day as ISO 8601 text; what stands beside it in some files is left out."""
    match = _DAY.search(stated)
    if match is None or match[2] not in _MONTHS:
        return one_line(stated)
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}" + (f"T{match[4]}" if match[4] else "")


def _recognise(source: Source) -> bool:
    return source.start.lstrip()[:200].startswith(("<!DOCTYPE lewis", "<REUTERS")) and "<REUTERS" in source.start[:2000]


REUTERS = Format("reuters-21578", "Reuters-21578 (.sgm)", _recognise, read_reuters)
