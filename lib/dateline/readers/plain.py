"""Plain text: one article a file."""

from __future__ import annotations

from dateline.readers.classes import class_of
from dateline.readers.formats import Format
from dateline.readers.newswire import read_facts
from dateline.readers.records import Found, Record, Refusal
from dateline.readers.source import Source
from dateline.text import normalise


def read_plain(source: Source) -> Found:
    """Read a text file as one article.

    ``text`` is the whole file, headline and byline included, so that every character of it can be pointed at; only the
    encoding, line ends and the form of composed letters (Unicode NFC) are brought in order. A folder of numbered files
    beside others gives its name as section.

    Yields:
        One record, or a refusal where the file holds no words.
    """
    text = normalise(source.text)
    if not any(letter.isalnum() for letter in text):
        yield Refusal(1, "no-text", "no letter or digit in it")
        return
    facts = read_facts(text)
    fields = {
        "text": text,
        "headline": facts.headline,
        "authors": list(facts.authors),
        "published": facts.published,
        "published_basis": "text",
        "agency": facts.agency,
        "outlet": facts.outlet,
        "section": class_of(source.path),
    }
    # Who runs an agency's story and cites another outlet in it is neither of them.
    yield Record(1, fields, text_outlet="" if facts.agency else facts.named_outlet)


def _recognise(source: Source) -> bool:
    return source.suffix in {".txt", ".text", ""} and bool(source.start)


PLAIN = Format("text", "plain text, one article a file (.txt)", _recognise, read_plain)
