"""Sketches of texts: their sequences with the smallest hashes, by which texts that share some find each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from dateline.analysis.copies.shingles import Numbers, Places, batches, hash_words
from dateline.analysis.copies.standing import Standing

SIZE = 64
"""Sequences of a long text that are kept, at least; up to twice as many."""
LEAST_SHARED = 2
_ALL = np.uint64(2**64 - 1)


@dataclass(frozen=True, slots=True)
class Sketches:
    """The sketches of some texts.

    A text keeps the hashes below 2^64 / 2^level, with a level that leaves it ``SIZE`` or more of its sequences (the
    "0 mod m" samples of Broder 1997): of two texts the shared sequences below the lower limit are all there, so that
    they estimate what the texts share, however different their lengths are.

    Attributes:
        hashes: Hashes of sequences.
        texts: Number of the text of each hash.
        levels: Level of each text.
        sizes: Number of sequences of each text.
    """

    hashes: Numbers
    texts: Places
    levels: Places
    sizes: Places


def sketch_texts(texts: Iterable[str], standing: Standing) -> Sketches:
    """Sketch texts, without their standing sentences."""
    hashes, numbers = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    sizes = [np.empty(0, np.int64)]
    for first, batch in batches(texts):
        words = hash_words(batch)
        found, places = words.shingles(standing.free(words, first))
        counts = np.bincount(places, minlength=len(batch))
        kept = found <= (_ALL >> _levels(counts).astype(np.uint64))[places]
        hashes.append(found[kept])
        numbers.append((places[kept] + first).astype(np.int32))
        sizes.append(counts)
    counts = np.concatenate(sizes)
    return Sketches(np.concatenate(hashes), np.concatenate(numbers), _levels(counts), counts)


def _levels(sizes: Places) -> Places:
    return np.floor(np.log2(np.maximum(sizes / SIZE, 1))).astype(np.int64)


def find_candidates(sketches: Sketches, *, least: float) -> Mapping[int, list[int]]:
    """Return for texts the earlier ones that they may be copies of, by numbers.

    Each sequence leads to the first text that has it and to the one before; that is enough to find the earliest of a
    story, and keeps the number of pairs in proportion to the number of texts.

    Args:
        sketches: The sketches, in the order of the texts.
        least: Least estimated share of the shorter text's sequences that the earlier one has too.
    """
    order = np.argsort(sketches.hashes, kind="stable")
    hashes, texts = sketches.hashes[order], sketches.texts[order]
    same = hashes[1:] == hashes[:-1]
    # A sequence that a text has twice counts once.
    once = np.concatenate([[True], ~(same & (texts[1:] == texts[:-1]))])[: len(hashes)]
    hashes, texts = hashes[once], texts[once]
    starts = np.diff(hashes, prepend=hashes[:1] + np.uint64(1)) != 0
    begins = np.maximum.accumulate(np.where(starts, np.arange(len(hashes)), 0))
    again = np.flatnonzero(~starts)
    further = again[begins[again] < again - 1]
    later = np.concatenate([texts[again], texts[further]]).astype(np.uint64)
    earlier = np.concatenate([texts[begins[again]], texts[further - 1]]).astype(np.uint64)
    pairs, shared = np.unique(later << np.uint64(32) | earlier, return_counts=True)
    return _probable(sketches, pairs, shared, least=least)


def _probable(sketches: Sketches, pairs: Numbers, shared: Places, *, least: float) -> Mapping[int, list[int]]:
    later, earlier = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(2**32 - 1)).astype(np.int64)
    levels = np.maximum(sketches.levels[later], sketches.levels[earlier])
    expected = np.minimum(sketches.sizes[later], sketches.sizes[earlier]) / 2.0**levels
    kept = (shared >= LEAST_SHARED) & (shared >= least * expected)
    found: dict[int, list[int]] = {}
    for one, other in zip(later[kept].tolist(), earlier[kept].tolist(), strict=True):
        found.setdefault(one, []).append(other)
    return found
