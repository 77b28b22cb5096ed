"""LexisNexis, Nexis and Nexis Uni: batches of articles as Word, RTF, web page or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.readers.blocks import Block, count_words, text_blocks
from dateline.readers.formats import Format
from dateline.readers.nexis_articles import read_article
from dateline.readers.nexis_batches import split_batch
from dateline.readers.nexis_words import COUNT, COUNTER, COVER, END, FURNITURE, SORRY, label_of, words_stated
from dateline.readers.pages import TAGS, bare_text, page_blocks, page_text, parse
from dateline.readers.records import Check, Found, Record, Refusal
from dateline.readers.rtf import is_rtf, rtf_blocks, rtf_start
from dateline.readers.source import Source
from dateline.readers.word import is_word, word_blocks, word_start
from dateline.text import normalise

_HINT = re.compile(
    r"DOC(?:ID|FULL|UMENT)|STORIES|L(?:ENGTH|ength|ENGTE|engte|ONG|ong|ÄNGE|änge|UNGHEZZA|unghezza)|COMPRIMENTO|Comprimento"
    r"|[Dd]o[ck]ument\w{0,2} \(?\d|Extensi[oó]n"
)
"""One of these is in the start of every export; without them nothing else is looked for."""


def looks_like_nexis(text: str) -> bool:
    """Tell by the start of a text whether it is an export of LexisNexis.

    Args:
        text: The start, a paragraph a line, without tags.
    """
    if not _HINT.search(text):
        return False
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    counted = any(COUNTER.match(line) for line in lines if len(line) < 60)
    labels = {found[0] for line in lines if len(line) < 2000 and (found := label_of(line))}
    length = any(
        (found := label_of(line)) and found[0] == "length" and words_stated(found[1])
        for line in lines
        if len(line) < 100
    )
    if counted:
        return length or bool(labels & {"load", "language", "type", "section", "byline"})
    closed = any(END.match(line) for line in lines if len(line) < 60)
    cover = sum(COVER.match(line) is not None for line in lines[:40]) > 1 and COUNT.search("\n".join(lines[:40]))
    return bool(cover) or (length and (closed or bool(labels & {"load", "type"}) or "Body" in lines))


def read_blocks(blocks: Sequence[Block]) -> Found:
    """Read the articles among the paragraphs of an export.

    Yields:
        A record for each article and a check of its stated number of words; a refusal for one without text; a check of
        the number of articles that the file states.
    """
    batch = split_batch(blocks)
    for number, article in enumerate(batch.articles, 1):
        yield from _read_one(number, article, classic=batch.classic)
    if batch.stated is not None:
        yield Check(0, "articles", batch.stated, len(batch.articles))
    if not batch.articles:
        yield Refusal(0, "only-a-list")


def _read_one(number: int, article: list[Block], *, classic: bool) -> Iterator[Record | Check | Refusal]:
    if any(SORRY.search(block.text) for block in article[:6]):
        yield Refusal(number, "no-text", "the database could not show this article")
        return
    found = read_article(article, classic=classic)
    yield Record(number, found.fields)
    if found.words is not None:
        yield Check(number, "words", found.words, count_words(found.fields["text"]))


def _read_text(source: Source) -> Found:
    return read_blocks(list(text_blocks(normalise(source.text), without=FURNITURE)))


def _read_html(source: Source) -> Found:
    html = page_text(source)
    return read_blocks(list(page_blocks(parse(html), html=html)))


def _recognise_text(source: Source) -> bool:
    # Tables and JSON may hold whole articles of a database in their fields.
    if source.suffix in {".csv", ".tsv"} or source.start[:100].lstrip().startswith(("{", "[", "<")):
        return False
    return looks_like_nexis(source.start)


def _recognise_html(source: Source) -> bool:
    start = source.start
    if not TAGS.search(start[:4000]):
        return False
    return "<!-- LXNComment" in start or (_HINT.search(start) is not None and looks_like_nexis(bare_text(start)))


WORD_FORMAT = Format(
    "nexis-docx",
    "LexisNexis, Nexis Uni (.docx)",
    lambda source: is_word(source) and looks_like_nexis(word_start(source)),
    lambda source: read_blocks(list(word_blocks(source, styles=False))),
)
RTF_FORMAT = Format(
    "nexis-rtf",
    "LexisNexis, Nexis Uni (.rtf)",
    lambda source: is_rtf(source) and looks_like_nexis(rtf_start(source)),
    lambda source: read_blocks(list(rtf_blocks(source))),
)
HTML_FORMAT = Format("nexis-html", "LexisNexis, Lexis Advance (.html)", _recognise_html, _read_html)
TEXT_FORMAT = Format("nexis-txt", "LexisNexis (.txt)", _recognise_text, _read_text)
