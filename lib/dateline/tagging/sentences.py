"""Sentences: where each starts and ends, never across a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

NARROWEST, WIDEST = 40, 120
"""Widths, in characters, that text broken into lines by hand or by a mail program has."""
LINE = re.compile(r"[^\n\u2028\u2029]+")
NOT_BLANK = re.compile(r"\S")

Span = tuple[int, int]


def find_sentences(text: str) -> list[Span]:
    """Find the sentences of a text with nupunkt, an unsupervised model of sentence ends that needs no download.

    A line end also ends a sentence, as headlines, bylines and paragraphs end without a full stop; only in paragraphs
    that were broken into lines of even width does a sentence run on.

    Returns:
        The first character and the character after the last of each sentence, in order, without white space around.

    >>> text = "Dam holds\\nGen. Ruiz said the dam held. Nobody was hurt."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['Dam holds', 'Gen. Ruiz said the dam held.', 'Nobody was hurt.']
    """
    from nupunkt import sent_spans

    found: list[Span] = []
    for first, last in find_paragraphs(text):
        # Of the same length, so that spans stay those of the text.
        paragraph = text[first:last].replace("\n", " ")
        for start, end in sent_spans(paragraph):
            found += _trimmed(text, first + start, first + end)
    return found


def find_paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text: lines, or several where a paragraph was broken into lines of even width.

    Returns:
        The first character and the character after the last of each paragraph, in order, without white space around.
    """
    found: list[Span] = []
    for block in _blocks(text):
        width = max(end - start for start, end in block)
        wrapped = NARROWEST <= width <= WIDEST and any(
            text[line[0]].islower() and _full(text, before, line, width=width) for before, line in pairwise(block)
        )
        start = block[0][0]
        for before, line in pairwise(block):
            if not (wrapped and _full(text, before, line, width=width)):
                found.append((start, before[1]))
                start = line[0]
        found.append((start, block[-1][1]))
    return found


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines that are not blank, each line without surrounding white space."""
    block: list[Span] = []
    end = 0
    for match in LINE.finditer(text):
        if block and match.start() - end != 1:
            yield block
            block = []
        line = _trimmed(text, *match.span())
        if not line and block:
            yield block
            block = []
        block += line
        end = match.end()
    if block:
        yield block


def _full(text: str, line: Span, following: Span, *, width: int) -> bool:
    """Say whether a line is as full as its paragraph's width allows: the next line's first word had no room on it."""
    words: Sequence[str] = text[following[0] : min(following[1], following[0] + width)].split(None, 1)
    return line[1] - line[0] + 1 + len(words[0]) > width


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """Return the span without surrounding white space; nothing where it is all white space."""
    first = NOT_BLANK.search(text, start, end)
    if first is None:
        return []
    while text[end - 1].isspace():
        end -= 1
    return [(first.start(), end)]
