"""Windows of word pieces: whole paragraphs, packed in the order of the text, up to 192 pieces each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.tagging.sentences import find_paragraphs

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

LIMIT = 192
"""Word pieces in a window, the marks at its start and between its paragraphs included."""

_SENTENCE_END = frozenset('.?!”"')
# Halves of characters that some broken files carry; the tokenizer refuses them.
_HALVES = re.compile("[\ud800-\udfff]")
_NOWHERE = (-1, -1)
# Texts are handed to the tokenizer in parts of at most this length, so that one huge paragraph stays cheap.
_LONGEST_PART = 20_000


@dataclass(frozen=True, slots=True)
class Window:
    """A run of word pieces: numbers in the vocabulary, shapes, and ``[start, end)`` characters in the text.

    Marks of the model (start of a window, end of a paragraph) have the characters ``(-1, -1)``.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def cut_windows(text: str, tokenizer: Tokenizer, *, limit: int = LIMIT, first_limit: int | None = None) -> list[Window]:
    """Cut a text into windows of whole paragraphs; a paragraph too long for one is cut between sentences or words.

    Args:
        text: Text of an article.
        tokenizer: Tokenizer of the encoder.
        limit: Most pieces in a window.
        first_limit: Most pieces in the first window, where that is to differ (training varies the cuts).
    """
    start, end = (_number(tokenizer, mark) for mark in ("[CLS]", "[SEP]"))
    windows: list[Window] = []
    ids: list[int] = [start]
    spans: list[tuple[int, int]] = [_NOWHERE]
    room = first_limit or limit
    for part_ids, part_spans in _parts(text, tokenizer, longest=limit - 2):
        if len(ids) > 1 and len(ids) + len(part_ids) + 1 > room:
            windows.append(_window(ids, spans, text))
            ids, spans, room = [start], [_NOWHERE], limit
        ids += [*part_ids, end]
        spans += [*part_spans, _NOWHERE]
    if len(ids) > 1:
        windows.append(_window(ids, spans, text))
    return windows


def _window(ids: list[int], spans: list[tuple[int, int]], text: str) -> Window:
    return Window(tuple(ids), tuple(_shape(text[a:b]) if a >= 0 else 0 for a, b in spans), tuple(spans))


def _shape(piece: str) -> int:
    """Return 0 without capitals, 1 for a first capital, 2 for capitals only, 3 for others: the encoder sees no case."""
    if piece == piece.lower():
        return 0
    if len(piece) > 1 and piece == piece.upper():
        return 2
    return 1 if piece[1:] == piece[1:].lower() else 3


def _parts(text: str, tokenizer: Tokenizer, *, longest: int) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    for start, end in _stretches(text):
        encoding = tokenizer.encode(_HALVES.sub("\ufffd", text[start:end]), add_special_tokens=False)
        ids, spans = encoding.ids, [(a + start, b + start) for a, b in encoding.offsets]
        first = 0
        while len(ids) - first > longest:
            cut = _cut(encoding, first, first + longest)
            yield ids[first:cut], spans[first:cut]
            first = cut
        if first < len(ids):
            yield ids[first:], spans[first:]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for start, end in find_paragraphs(text):
        while end - start > _LONGEST_PART:
            space = text.rfind(" ", start + 1, start + _LONGEST_PART)
            cut = space if space > start else start + _LONGEST_PART
            yield start, cut
            start = cut
        yield start, end


def _cut(encoding: Encoding, first: int, last: int) -> int:
    """Return where to cut: after a sentence in the second half of the window, else before a word, else at its end."""
    tokens = encoding.tokens
    for i in range(last, (first + last) // 2, -1):
        if tokens[i - 1] in _SENTENCE_END and tokens[i] not in _SENTENCE_END:
            return i
    for i in range(last, first, -1):
        if not tokens[i].startswith("##"):
            return i
    return last


def _number(tokenizer: Tokenizer, mark: str) -> int:
    number = tokenizer.token_to_id(mark)
    if number is None:
        raise ValueError(f"The tokenizer has no mark {mark}: it is not the tagger's own.")
    return number
