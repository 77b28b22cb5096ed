"""Compiled loops over bytes: splitting text into words. Imported only where there is enough to count.

numba keeps the compiled code beside this file, or in the user's cache folder where that cannot be written; where
neither can, each process compiles it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np

P = ParamSpec("P")
T = TypeVar("T")
Numbers = np.ndarray[Any, np.dtype[Any]]

OTHER, LETTER, SPACE, LINK = 0, 1, 2, 3
"""Kinds of signs: letters and digits; white space; apostrophes and hyphens, which link where letters follow."""
_BASIS, _PRIME = -3750763034362895579, 1099511628211
"""FNV-1a, 64 bits, as signed numbers."""


def compiled(function: Callable[P, T]) -> Callable[P, T]:
    """Compile a function when it is first called."""
    try:
        kept: Callable[P, T] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder for the compiled code can be written
        kept = numba.njit(nogil=True)(function)
    return kept


@compiled
def _sign(data: Numbers, place: int, end: int, kinds: Numbers) -> tuple[int, int]:
    """Return the kind of the sign at a place and its number of bytes; damaged UTF-8 is no letter."""
    byte = data[place]
    if byte < 0x80:
        return kinds[byte], 1
    if byte < 0xC0 or byte > 0xF4:
        return OTHER, 1
    size = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
    if place + size > end:
        return OTHER, 1
    code = byte & (0x7F >> size)
    for more in range(1, size):
        code = (code << 6) | (data[place + more] & 0x3F)
    return kinds[code] if code < kinds.size else OTHER, size


@compiled
def _put(data: Numbers, place: int, size: int, letters: Numbers, used: int, code: int) -> int:
    """Append the bytes of a sign, A to Z as a to z, and return the hash that goes on from ``code``."""
    for more in range(size):
        byte = data[place + more]
        low = byte + 32 if 65 <= byte <= 90 else byte
        letters[used + more] = low
        code = (code ^ low) * _PRIME
    return code


@compiled
def _read(data: Numbers, place: int, end: int, kinds: Numbers, letters: Numbers, used: int) -> tuple[int, int, int]:
    """Append the word that begins at a place; return the place after it, the end of its letters, and its hash."""
    code = _BASIS
    while True:
        # Most letters are ASCII: nothing to decode.
        while place < end and data[place] < 0x80 and kinds[data[place]] == LETTER:
            code = _put(data, place, 1, letters, used, code)
            used += 1
            place += 1
        if place >= end:
            break
        kind, size = _sign(data, place, end, kinds)
        if kind == LINK and place + size < end:
            # Any sign before this one is a letter, as a word begins with one.
            kind = _sign(data, place + size, end, kinds)[0]
        if kind != LETTER:
            break
        code = _put(data, place, size, letters, used, code)
        used += size
        place += size
    return place, used, code ^ (code >> 32)


@compiled
def _find(letters: Numbers, stop: int, code: int, slots: Numbers, hashes: Numbers, starts: Numbers, words: int) -> int:
    """Return the number of the word that ends the letters; a new one takes the next number."""
    mask = slots.size - 1
    first = starts[words]
    slot = code & mask
    word: int = slots[slot]
    while word >= 0:
        start = starts[word]
        if hashes[word] == code and starts[word + 1] - start == stop - first:
            same = True
            for more in range(stop - first):
                if letters[start + more] != letters[first + more]:
                    same = False
                    break
            if same:
                return word
        slot = (slot + 1) & mask
        word = slots[slot]
    slots[slot] = words
    hashes[words] = code
    starts[words + 1] = stop
    return words


@compiled
def split(
    data: Numbers,
    offsets: Numbers,
    first: int,
    kinds: Numbers,
    slots: Numbers,
    hashes: Numbers,
    starts: Numbers,
    letters: Numbers,
    ids: Numbers,
    joined: Numbers,
    ends: Numbers,
    state: Numbers,
) -> int:
    """Split articles into words, and return the number of the first article for which there is no more room.

    Args:
        data: UTF-8 of all articles.
        offsets: Where each article begins, and the end of the last.
        first: Article to begin with.
        kinds: Kind of each Unicode sign.
        slots: Hash table: numbers of words by their hash, -1 where free.
        hashes: Hash of each word; as many as there is room for.
        starts: Where the letters of each word begin, and the end of the last.
        letters: Letters of all words, ASCII in small letters.
        ids: Where the words' numbers go.
        joined: Where it goes whether only white space is between a word and the one before it.
        ends: Where it goes how many words there are up to the end of each article.
        state: Number of known words and of tokens written; brought up to date.
    """
    words, tokens = state[0], state[1]
    article = first
    while article < offsets.size - 1:
        place, end = offsets[article], offsets[article + 1]
        if words + (end - place + 1) // 2 > hashes.size or starts[words] + end - place > letters.size:
            break
        blank = False
        while place < end:
            kind, size = _sign(data, place, end, kinds)
            if kind != LETTER:
                blank = blank and kind == SPACE
                place += size
                continue
            place, stop, code = _read(data, place, end, kinds, letters, starts[words])
            word = _find(letters, stop, code, slots, hashes, starts, words)
            words += word == words
            ids[tokens] = word
            joined[tokens] = blank
            tokens += 1
            blank = True
        ends[article] = tokens
        article += 1
    state[0], state[1] = words, tokens
    return article


@compiled
def fill(slots: Numbers, hashes: Numbers, count: int) -> None:
    """Put the first words or sequences into an empty hash table."""
    mask = slots.size - 1
    for word in range(count):
        slot = hashes[word] & mask
        while slots[slot] >= 0:
            slot = (slot + 1) & mask
        slots[slot] = word
