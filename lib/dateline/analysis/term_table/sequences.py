"""Multi-word terms and sequences of words (bigrams, trigrams, …), as numbers: no text is joined while counting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.analysis.term_table import stream_kernels
from dateline.analysis.term_table.lexicon import Lexicon
from dateline.analysis.term_table.splitting import Tokens

Numbers = np.ndarray[Any, np.dtype[Any]]
FIRST_SEQUENCES = 1 << 16


class Sequences:
    """Makes terms of the words of articles.

    Args:
        size: Number of words in a term.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._longer = [_Pairs() for _ in range(size - 1)]

    @property
    def known(self) -> int:
        """Number of different sequences; 0 where terms are single words."""
        return self._longer[-1].known if self._longer else 0

    def read(self, tokens: Tokens, lexicon: Lexicon) -> tuple[Numbers, Numbers]:
        """Return the number of the term that begins at each word, or -1, and where each article ends."""
        labels = lexicon.labels[tokens.ids]
        if self._size == 1 and not len(lexicon.edges):
            return labels, tokens.ends
        kept = lexicon.kept[tokens.ids]
        joined, ends = tokens.joined, tokens.ends
        if len(lexicon.edges):
            parts, ends = lexicon.parts[tokens.ids], ends.copy()
            left = stream_kernels.compound(
                parts, labels, kept, joined, ends, lexicon.edges, lexicon.targets, lexicon.finals
            )
            labels, kept, joined = labels[:left], kept[:left], joined[:left]
        stream = np.where(kept, labels, np.int32(-1))
        if self._size > 1:
            last = len(labels) - self._size + 1
            # The first word of an article is joined to none, so that no sequence reaches over its end.
            inside = [joined[more : last + more] for more in range(1, self._size)] if last > 0 else []
            stream[max(last, 0) :] = -1
            if last > 0:
                wanted = np.logical_and.reduce([kept[:last], kept[self._size - 1 :], *inside])
                stream[:last][~wanted] = -1
            for more, pairs in enumerate(self._longer, start=1):
                stream = pairs.number(stream, np.roll(labels, -more))
        return stream, ends

    def names(self, words: list[str]) -> pa.Array:
        """Return the terms in the order of their numbers, given the words of which they are made."""
        labels = pa.array(words, type=pa.large_string())
        names = labels
        for pairs in self._longer:
            first, last = pairs.keys >> 32, pairs.keys & 0xFFFFFFFF
            names = pc.binary_join_element_wise(
                names.take(pa.array(first)), labels.take(pa.array(last)), pa.scalar(" ", pa.large_string())
            )
        return names


class _Pairs:
    """Numbers pairs of a sequence and the word after it, in the order in which they first occur."""

    def __init__(self) -> None:
        self._slots = np.full(2 * FIRST_SEQUENCES, -1, dtype=np.int32)
        self._hashes = np.zeros(FIRST_SEQUENCES, dtype=np.int64)
        self._keys = np.zeros(FIRST_SEQUENCES, dtype=np.int64)
        self.known = 0

    @property
    def keys(self) -> Numbers:
        """The pairs by their numbers, as sequence << 32 | word."""
        return self._keys[: self.known]

    def number(self, parts: Numbers, labels: Numbers) -> Numbers:
        """Return the numbers of pairs; -1 where the first part is -1."""
        out = np.empty(len(parts), dtype=np.int32)
        place = 0
        while True:
            place, self.known = stream_kernels.lengthen(
                parts, labels, place, self._slots, self._hashes, self._keys, out, self.known
            )
            if place == len(parts):
                return out
            self._hashes, self._keys = (np.append(old, np.zeros_like(old)) for old in (self._hashes, self._keys))
            self._slots = np.full(2 * len(self._hashes), -1, dtype=np.int32)
            stream_kernels.fill(self._slots, self._hashes, self.known)
