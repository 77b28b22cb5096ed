"""The kinds of file in which Factiva hands out articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.readers.blocks import Block, clean
from dateline.readers.factiva import CLOSING, CODES, NUMBER, Fields, fields_of, read_fields, split_articles
from dateline.readers.formats import Format
from dateline.readers.pages import page_blocks, page_text, parse
from dateline.readers.records import Check, Found, UnreadableError
from dateline.readers.rtf import is_rtf, rtf_blocks, rtf_start
from dateline.readers.source import Source
from dateline.readers.word import is_word, word_blocks, word_start
from dateline.text import normalise

_ARTICLE = re.compile(r"class=[\"']article [a-z]{2}Article\b|\b[a-z]{2}articleParagraph\b")
_MARKS = re.compile(rf">\s*[^\W\d_]{{2,14}}\s{NUMBER}\s*<")
_CLASS = re.compile(r"(?:^|\s)(?:[a-z]{2}Article|article)(?:\s|$)")
START = 1_000_000
"""Bytes of a page to look through for its first article: style sheets may stand before it."""


def read_page(source: Source) -> Found:
    """Read a page of articles.

    Yields:
        A record for each article and a check of its number of words; a check of the number of closing marks.

    Raises:
        UnreadableError: There is no article in it.
    """
    html = page_text(source)
    articles = _elements(parse(html))
    if not articles:
        raise UnreadableError("only-a-list", "no article in the page")
    for number, article in enumerate(articles, 1):
        yield from read_fields(number, _page_fields(article))
    marks = len(_MARKS.findall(html))
    if marks >= len(articles):
        yield Check(0, "articles", marks, len(articles))


def _elements(tree: Any) -> list[Any]:
    """Return the innermost elements that hold one article each."""
    found = [element for element in tree.iter("div") if _CLASS.search(element.get("class") or "")]
    outer = {parent for element in found for parent in element.iterancestors("div")}
    return [element for element in found if element not in outer]


def _page_fields(article: Any) -> Fields:
    fields: Fields = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = "".join(cells[0].itertext()).strip() if len(cells) > 1 else ""
        if code and code not in fields and (code in CODES or cells[0].get("class") == "index"):
            fields[code] = [block.text for cell in cells[1:] for block in page_blocks(cell)]
    if fields:
        return fields
    headline, author = _classed(article, "Headline"), _classed(article, "author")
    return fields_of(list(page_blocks(article)), headline=headline, author=author)


def _classed(article: Any, name: str) -> str:
    """Return the text of the first element whose class ends so."""
    for element in article.iter("span", "b", "div", "p", "h1", "h2"):
        if any(word.endswith(name) for word in (element.get("class") or "").split()):
            return " ".join("".join(element.itertext()).split())
    return ""


def _read_blocks(blocks: Iterable[Block]) -> Found:
    number = 0
    for number, article in enumerate(split_articles(blocks), 1):
        yield from read_fields(number, fields_of(article))
    if not number:
        raise UnreadableError("only-a-list")


def looks_like_factiva(text: str) -> bool:
    """Tell by the start of a text whether it is an export of Factiva: an article ends with its number.

    Args:
        text: The start, a paragraph a line.
    """
    if re.search(NUMBER, text) is None:
        return False
    return any(CLOSING.match(line.strip()) for line in text.split("\n") if len(line) < 100)


def _recognise_page(source: Source) -> bool:
    start = source.start
    if "<" not in start[:4000]:
        return False
    if _ARTICLE.search(start):
        return True
    if "factiva" not in start.lower():
        return False
    with source.open() as file:
        return _ARTICLE.search(file.read(START).decode("latin-1")) is not None


def _recognise_text(source: Source) -> bool:
    if is_word(source):
        return looks_like_factiva(word_start(source))
    return not source.start[:100].lstrip().startswith(("{", "[", "<")) and looks_like_factiva(source.start)


def _read_text(source: Source) -> Found:
    if is_word(source):
        return _read_blocks(word_blocks(source, styles=False))
    # Factiva wraps no lines: each is a paragraph.
    return _read_blocks(clean(Block(line) for line in normalise(source.text).split("\n")))


PAGE_FORMAT = Format("factiva-html", "Factiva (.html)", _recognise_page, read_page)
RTF_FORMAT = Format(
    "factiva-rtf",
    "Factiva (.rtf)",
    lambda source: is_rtf(source) and looks_like_factiva(rtf_start(source)),
    lambda source: _read_blocks(rtf_blocks(source)),
)
TEXT_FORMAT = Format("factiva-txt", "Factiva, saved as text or Word (.txt, .docx)", _recognise_text, _read_text)
