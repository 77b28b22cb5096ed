"""Plain text: one article a file."""

from __future__ import annotations

from pathlib import Path

from dateline.readers.encoding import decode
from dateline.readers.newswire import read_facts
from dateline.readers.records import Found, Record, Refusal, content
from dateline.text import normalise


def read_plain(path: Path) -> Found:
    """Read a text file as one article.

    ``text`` is the whole file, headline and byline included, so that every character of it can be pointed at; only the
    encoding, line ends and the form of composed letters (Unicode NFC) are brought in order.

    Yields:
        One record, or a refusal where the file holds no words.
    """
    text = normalise(decode(content(path)))
    if not any(letter.isalnum() for letter in text):
        yield Refusal(1, "no-text", "no letter or digit in it")
        return
    facts = read_facts(text)
    fields = {
        "text": text,
        "headline": facts.headline,
        "authors": list(facts.authors),
        "published": facts.published,
        "agency": facts.agency,
        "outlet": facts.outlet,
    }
    # Who runs an agency's story and cites another outlet in it is neither of them.
    yield Record(1, fields, text_outlet="" if facts.agency else facts.named_outlet)
