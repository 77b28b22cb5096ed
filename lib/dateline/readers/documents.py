"""Documents of word processors, one article a file: Word, OpenDocument and rich text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from dateline.readers.blocks import Block
from dateline.readers.formats import Format
from dateline.readers.newswire import Facts, read_facts
from dateline.readers.opendocument import is_open_text, open_text_blocks
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.rtf import is_rtf, rtf_blocks
from dateline.readers.source import ZIP, Source
from dateline.readers.word import is_word, word_blocks
from dateline.text import normalise

TITLES = frozenset({"title", "heading 1", "headline"})
TOP = 6
"""Paragraphs among which a headline stands."""
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def document_record(blocks: Iterable[Block], *, title: str = "", creator: str = "") -> Record | Refusal:
    """Return a document as one article; its text is all of it, headline and byline included, as of a text file.

    The headline is the first paragraph near the top whose style is a title or a heading of the first level, else the
    first line where it looks like one. What the document's properties state counts only where the text says it too:
    they are often those of a template, or of whoever saved the file.

    Args:
        blocks: Its paragraphs.
        title: The title that its properties state.
        creator: Who made it, as its properties state.
    """
    paragraphs = list(blocks)
    text = normalise("\n\n".join(block.text for block in paragraphs))
    if not any(letter.isalnum() for letter in text):
        return Refusal(1, "no-text", "no letter or digit in it")
    facts = with_properties(read_facts(text), text, title=title, creator=creator)
    styled = next((block.text for block in paragraphs[:TOP] if block.style in TITLES), "")
    fields = {
        "text": text,
        "headline": styled or facts.headline,
        "authors": list(facts.authors),
        "published": facts.published,
        "published_basis": "text",
        "agency": facts.agency,
        "outlet": facts.outlet,
    }
    return Record(1, fields, text_outlet="" if facts.agency else facts.named_outlet)


def as_excerpt(found: Record | Refusal) -> Record | Refusal:
    """Return a record marked as an excerpt, since the rest of its file is lost; a refusal as it is."""
    if isinstance(found, Refusal):
        return found
    return Record(found.number, {**found.fields, "completeness": "excerpt"}, text_outlet=found.text_outlet)


def with_properties(facts: Facts, text: str, *, title: str, creator: str) -> Facts:
    """Return facts with the title and the creator of a document's properties, where its text says them near an edge."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if title.strip() in lines[:TOP]:
        facts = replace(facts, headline=title.strip())
    name = creator.strip()
    edges = [*lines[:TOP], *lines[-3:]]
    if not facts.authors and " " in name and any(name in line and len(line) < 100 for line in edges):
        facts = replace(facts, authors=(name,))
    return facts


def _read(blocks: Callable[[Source], Iterator[Block]], properties: str = "") -> Callable[[Source], Found]:
    def read(source: Source) -> Found:
        title, creator = _properties(source, properties) if properties else ("", "")
        found = document_record(blocks(source), title=title, creator=creator)
        broken = _is_broken(source)
        yield as_excerpt(found) if broken else found
        if broken:
            yield Refusal(0, "damaged", "the document ends early; what is there is read")

    return read


def _is_broken(source: Source) -> bool:
    """Tell whether a packed document has lost its end; its paragraphs may still be found."""
    try:
        return source.head.startswith(ZIP) and not source.parts
    except UnreadableError:
        return True


def _properties(source: Source, part: str) -> tuple[str, str]:
    """Return title and creator from the properties of a document; empty where they cannot be read."""
    from lxml import etree

    from dateline.readers.xml_files import SAFE

    try:
        root: Any = etree.fromstring(source.part(part), etree.XMLParser(**SAFE))
    except (UnreadableError, etree.XMLSyntaxError, ValueError):
        return "", ""
    title, creator = (root.findtext(f".//{_DUBLIN_CORE}{name}") or "" for name in ("title", "creator"))
    return str(title), str(creator)


WORD = Format("word", "Word document, one article a file (.docx)", is_word, _read(word_blocks, "docProps/core.xml"))
OPEN_TEXT = Format(
    "opendocument", "OpenDocument text, one article a file (.odt)", is_open_text, _read(open_text_blocks, "meta.xml")
)
RTF = Format("rtf", "rich text, one article a file (.rtf)", is_rtf, _read(rtf_blocks))
