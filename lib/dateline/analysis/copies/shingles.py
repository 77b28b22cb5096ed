"""Texts as hashed word sequences, many texts at once: what near duplicates are found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

SHINGLE = 4
"""Words in a sequence: long enough that two stories share few by chance, short enough to survive edited words."""
LONGEST = 1_000_000
"""Characters of a text that are looked at; no news article is longer."""
BATCH = 250_000
"""Characters that are hashed at once: the arrays for them stay in the processor's cache."""

Numbers = np.ndarray[Any, np.dtype[np.uint64]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

_BASE = 0x9E3779B97F4A7C15
_SENTENCE_ENDS = "\n.!?。！？"
# In these scripts no space parts the words, so that each sign counts as one: Thai to Burmese, kana, Han, Khmer.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts, hashed: for each word its hash, the number of its text and of its sentence."""

    hashes: Numbers
    texts: Places
    sentences: Places

    def shingles(self, keep: Flags | None = None) -> tuple[Numbers, Places]:
        """Return the hash and the text's number of each run of ``SHINGLE`` words within a text.

        Args:
            keep: For each word whether a sequence may begin with it; None for all.
        """
        size = len(self.hashes) - SHINGLE + 1
        if size <= 0:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        inside = self.texts[:size] == self.texts[SHINGLE - 1 :]
        if keep is not None:
            inside &= keep[:size]
        mixed = np.zeros(size, np.uint64)
        for place, power in enumerate(_powers(SHINGLE, _BASE)):
            mixed += self.hashes[place : place + size] * power
        return mix(mixed[inside]), self.texts[:size][inside]

    def hash_sentences(self) -> tuple[Numbers, Places, Places]:
        """Return for each sentence its hash, the number of its text, and how many words it has."""
        starts = np.flatnonzero(np.diff(self.sentences, prepend=-1))
        lengths = np.diff(starts, append=len(self.sentences))
        if not len(starts):
            return np.empty(0, np.uint64), starts, lengths
        places = np.arange(len(self.hashes)) - np.repeat(starts, lengths)
        hashes = np.add.reduceat(self.hashes * _powers(len(self.hashes), _BASE)[places], starts)
        return mix(hashes), self.texts[starts], lengths


def hash_words(texts: Iterable[str]) -> Words:
    """Hash the words of some texts.

    A word is a run of letters and digits in small letters, so that apostrophes, hyphens and quotation marks, which
    outlets set each in their own way, make no difference. In scripts without spaces each sign is a word. A sentence
    ends with its full stop, question or exclamation mark, or with the line.
    """
    parts = [text[:LONGEST] for text in texts]
    signs = np.frombuffer("\n".join(parts).encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _folding()[signs]
    inside = folded != 0
    begins, ends = inside.copy(), inside.copy()
    begins[1:] &= ~inside[:-1]
    ends[:-1] &= ~inside[1:]
    _part_unspaced(signs, inside, begins, ends)
    starts = np.flatnonzero(begins)
    sums = np.zeros(len(signs) + 1, np.uint64)
    np.cumsum(folded * _powers(len(signs), _BASE), out=sums[1:])
    hashes = (sums[np.flatnonzero(ends) + 1] - sums[starts]) * _powers(len(signs), pow(_BASE, -1, 2**64))[starts]
    first_signs = np.cumsum([0, *(len(part) + 1 for part in parts)])
    texts_of = np.searchsorted(first_signs, starts, side="right") - 1
    sentences = np.searchsorted(np.flatnonzero(_sentence_ends()[signs]), starts)
    return Words(mix(hashes), texts_of, sentences)


def batches(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts in lists of about ``BATCH`` characters, each with the number of its first."""
    first, size, batch = 0, 0, list[str]()
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield first, batch
            first, size, batch = first + len(batch), 0, []
    if batch:
        yield first, batch


def mix(numbers: Numbers) -> Numbers:
    """Return numbers spread evenly over 64 bits, each always to the same (splitmix64, Steele et al. 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _part_unspaced(
    signs: np.ndarray[Any, np.dtype[np.uint32]],
    inside: Flags,
    begins: Flags,
    ends: Flags,
) -> None:
    """Make each sign of a script without spaces a word of its own, in ``begins`` and ``ends``."""
    if not len(signs) or signs.max() < _UNSPACED[0][0]:
        return
    alone = np.zeros(len(signs), np.bool_)
    for low, high in _UNSPACED:
        alone |= (signs >= low) & (signs <= high)
    alone &= inside
    begins |= alone
    ends |= alone
    begins[1:] |= alone[:-1] & inside[1:]
    ends[:-1] |= alone[1:] & inside[:-1]


@lru_cache(maxsize=1)
def _folding() -> np.ndarray[Any, np.dtype[np.uint32]]:
    """Return for each character its small letter's number, or 0 where it is no letter or digit."""
    table = np.zeros(0x110000, np.uint32)
    for number in range(0x110000):
        sign = chr(number)
        if sign.isalnum():
            small = sign.lower()
            table[number] = ord(small) if len(small) == 1 else number
    return table


@lru_cache(maxsize=1)
def _sentence_ends() -> Flags:
    table = np.zeros(0x110000, np.bool_)
    table[[ord(sign) for sign in _SENTENCE_ENDS]] = True
    return table


_known_powers: dict[int, Numbers] = {}


def _powers(count: int, base: int) -> Numbers:
    """Return the first powers of an odd number, modulo 2^64."""
    known = _known_powers.get(base)
    if known is None or len(known) < count:
        known = np.full(max(count, 2 * BATCH), base, np.uint64)
        known[0] = 1
        known = _known_powers[base] = np.multiply.accumulate(known)
    return known[:count]
