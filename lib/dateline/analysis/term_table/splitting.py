"""Splitting articles into words over Arrow's buffers: each word a number, without a Python string for every token."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from dateline.analysis.term_table import kernels

Numbers = np.ndarray[Any, np.dtype[Any]]
LINKS = "'’-"
FIRST_WORDS = 1 << 16
LOWER = np.array([ord(chr(b).lower()) if b < 0x80 and chr(b).isalnum() else 0 for b in range(256)], dtype=np.uint8)
"""Small letter of each ASCII letter or digit; 0 for other bytes."""


class Tokens(NamedTuple):
    """The words of some articles.

    ``ids`` are numbers of words, ``joined`` says whether only white space is between a word and the one before it in
    the article, ``ends`` how many words there are up to the end of each article.
    """

    ids: Numbers
    joined: Numbers
    ends: Numbers


@cache
def kinds_of_signs() -> Numbers:
    """Return for each Unicode sign what it is in a text, as ``dateline.text.WORD`` has it (Python's own tables)."""
    signs = np.arange(0x110000, dtype="<u4").view("<U1")
    kinds = np.where(np.strings.isalnum(signs), kernels.LETTER, kernels.OTHER).astype(np.uint8)
    kinds[np.strings.isspace(signs)] = kernels.SPACE
    kinds[[ord(sign) for sign in LINKS]] = kernels.LINK
    return kinds


class Splitter:
    """Splits texts into words and gives each word a number, in the order in which they first occur.

    Words that differ only in the case of ASCII letters are one.
    """

    def __init__(self) -> None:
        self._slots = np.full((2 * FIRST_WORDS, 2), -1, dtype=np.int64)
        self._keys = np.zeros(FIRST_WORDS, dtype=np.int64)
        self._starts = np.zeros(FIRST_WORDS + 1, dtype=np.int64)
        self._letters = np.zeros(16 * FIRST_WORDS, dtype=np.uint8)
        # By chance, so that no text can be made whose words all fall into one place of the table.
        self._salt = secrets.randbits(62) | 1
        self._words = 0
        self._handed = 0

    def split(self, texts: pa.Array) -> Tokens:
        """Return the words of texts (an array of large strings or large binaries, missing ones without words)."""
        data, offsets = _buffers(texts)
        room = (int(offsets[-1] - offsets[0]) + len(texts) + 1) // 2
        ids, joined = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.bool_)
        ends = np.empty(len(texts), dtype=np.int64)
        state = np.array([self._words, 0, self._salt], dtype=np.int64)
        article = 0
        while True:
            tables = (self._slots, self._keys, self._starts, self._letters)
            article = kernels.split(data, offsets, article, kinds_of_signs(), LOWER, *tables, ids, joined, ends, state)
            self._words = int(state[0])
            if article == len(texts):
                return Tokens(ids[: state[1]], joined[: state[1]], ends)
            self._grow(int(offsets[article + 1] - offsets[article]))

    def new_words(self) -> list[str]:
        """Return the words that are new since the last call, in the order of their numbers."""
        starts = self._starts[self._handed : self._words + 1]
        first, end = int(starts[0]), int(starts[-1])
        raw = pa.py_buffer(self._letters[first:end].tobytes())
        found = pa.Array.from_buffers(
            pa.large_binary(), len(starts) - 1, [None, pa.py_buffer((starts - first).tobytes()), raw]
        )
        self._handed = self._words
        return [word.decode("utf-8", "replace") for word in found.to_pylist()]

    def _grow(self, size: int) -> None:
        """Make room for the words of an article of so many bytes."""
        words, letters = len(self._keys), len(self._letters)
        while self._words + (size + 1) // 2 > words:
            words *= 2
        while self._starts[self._words] + size > letters:
            letters *= 2
        if letters > len(self._letters):
            self._letters = _longer(self._letters, letters)
        if words > len(self._keys):
            self._keys, self._starts = _longer(self._keys, words), _longer(self._starts, words + 1)
            self._slots = np.full((2 * words, 2), -1, dtype=np.int64)
            kernels.fill(self._slots, self._keys, self._starts, self._words, self._salt)


def _longer(values: Numbers, size: int) -> Numbers:
    longer = np.zeros(size, dtype=values.dtype)
    longer[: len(values)] = values
    return longer


def _buffers(texts: pa.Array) -> tuple[Numbers, Numbers]:
    """Return the bytes of texts and where each begins."""
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data or b"", dtype=np.uint8), starts
