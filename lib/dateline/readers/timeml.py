"""TimeML: news articles of TimeBank and TempEval, marked for the study of times and events."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dateline.readers.formats import Format
from dateline.readers.newswire import find_agency
from dateline.readers.records import Found, Record, Refusal
from dateline.readers.source import Source
from dateline.readers.xml_files import find_attribute, find_text, one_line, parse_xml, root_of
from dateline.text import normalise

_CREATED = ".//TIMEX3[@functionInDocument='CREATION_TIME']"
_PUBLISHED = ".//TIMEX3[@functionInDocument='PUBLICATION_TIME']"
_LABEL = re.compile(r"[A-Z]{2,10}\s{0,3}[:=]")
_ID = re.compile(r"[\w.\-]{4,60}")


def read_timeml(source: Source) -> Found:
    """Read a TimeML file, which is one article.

    The text is kept character for character, without the tags and the blank lines around it. The day is the time of
    creation that the file states. Files of TimeBank 1.2 have no elements for the parts of an article: the lines down to
    the one that is the time of creation, and nothing else, are their head.

    Yields:
        A record, and a refusal where the file is broken: the article is then an excerpt.

    Raises:
        UnreadableError: The file is too large or no XML.
    """
    root, broken = parse_xml(source)
    text, key = _parts(root)
    text = normalise(text).strip("\n")
    fields: dict[str, Any] = {
        "id": find_text(root, "DOCID", "DOCNO") or key,
        "headline": find_text(root, "TITLE", "HEADLINE", ".//HEADLINE"),
        "text": text if text.strip() else None,
        "published": _day(root),
        "published_basis": "metadata",
        "agency": find_agency([line for line in text.split("\n")[:8] if line]),
    }
    yield Record(1, fields | ({"completeness": "excerpt"} if broken else {}))
    if broken:
        yield Refusal(0, "damaged", broken)


def _day(root: Any) -> str | None:
    """Return the day and time of creation; a value that is no day ("1998-W08") is left to be understood or not."""
    dct = root.find("DCT")
    value = find_attribute(root, ("DCT//TIMEX3", "value"), (_CREATED, "value"), (_PUBLISHED, "value"))
    return value or (one_line("".join(dct.itertext())) if dct is not None else None) or None


def _parts(root: Any) -> tuple[str, str]:
    """Return the text of an article, and the id that stands above it where no element holds it."""
    for path in ("TEXT", ".//TEXT", "BODY", ".//BODY"):
        if (element := root.find(path)) is not None:
            return "".join(element.itertext()), ""
    head, rest = _split(root)
    first = next((line.strip() for line in head.split("\n") if line.strip()), "")
    return rest, first if _ID.fullmatch(first) else ""


def _split(root: Any) -> tuple[str, str]:
    """Cut below the line that holds nothing but the time of creation; no head where there is no such line."""
    whole = "".join(root.itertext())
    created = root.find(_CREATED)
    if created is None:
        return "", whole
    place = sum(map(len, _texts_before(root, created)))
    start, end = whole.rfind("\n", 0, place) + 1, whole.find("\n", place)
    end = len(whole) if end < 0 else end
    line = whole[start:end].strip()
    alone = line == "".join(created.itertext()).strip() or _LABEL.match(line)
    return (whole[:end], whole[end:]) if alone and place < len(whole) / 2 else ("", whole)


def _texts_before(root: Any, element: Any) -> list[str]:
    """Return the pieces of text that stand before an element."""
    pieces: list[str] = []
    for event, child in etree.iterwalk(root, events=("start", "end")):
        if child is element:
            return pieces
        pieces.append((child.text if event == "start" else child.tail) or "")
    return pieces


TIMEML = Format("timeml", "TimeML (.tml)", lambda source: root_of(source).name == "TimeML", read_timeml)
