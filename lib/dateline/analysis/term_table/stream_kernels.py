"""Compiled loops over words as numbers: counting them, making sequences, finding multi-word terms."""

from __future__ import annotations

import numpy as np

from dateline.compiled import Numbers, compiled

ONE_ARTICLE = 1 << 38
"""An article in the sums of ``add_up``: room for 275 billion words below it and 33 million articles."""


@compiled
def count(
    stream: Numbers, ends: Numbers, seen: Numbers, columns: Numbers, counts: Numbers, rows: Numbers, at: int
) -> int:
    """Count the terms of each article, and return how many pairs of article and term there are.

    Args:
        stream: Term of each word; -1 where it is left out.
        ends: How many words there are up to the end of each article.
        seen: A number for each term, for this function alone.
        columns: Where the terms go, article by article, in the order in which they first occur.
        counts: Where their counts go.
        rows: Where it goes how many pairs there are up to the end of each article.
        at: How many pairs there are already.
    """
    word = 0
    for article in range(ends.size):
        first = at
        while word < ends[article]:
            term = stream[word]
            word += 1
            if term < 0:
                continue
            place = seen[term]
            if first <= place < at and columns[place] == term:
                counts[place] += 1
                continue
            seen[term] = at
            columns[at] = term
            counts[at] = 1
            at += 1
        rows[article] = at
    return at


@compiled
def add_up(
    columns: Numbers, counts: Numbers, starts: Numbers, places: Numbers, first: int, last: int, sums: Numbers
) -> None:
    """Add up some rows of a sparse matrix by two groups.

    Args:
        columns: Terms of the pairs of article and term.
        counts: Their counts.
        starts: Where each article's pairs begin, and the end of the last's.
        places: Group of each article; other numbers than 0 and 1 are in neither.
        first: Article to begin with.
        last: Article to end before.
        sums: For each term its count in group 0 and in group 1, and ``ONE_ARTICLE`` for each article; added to.
    """
    for article in range(first, last):
        place = places[article]
        if place < 0 or place > 1:
            continue
        for pair in range(starts[article], starts[article + 1]):
            term = columns[pair]
            sums[term, place] += ONE_ARTICLE + counts[pair]


@compiled
def fill(slots: Numbers, hashes: Numbers, known: int) -> None:
    """Put the sequences that are known into an empty hash table."""
    mask = slots.size - 1
    for sequence in range(known):
        slot = hashes[sequence] & mask
        while slots[slot] >= 0:
            slot = (slot + 1) & mask
        slots[slot] = sequence


@compiled
def lengthen(
    parts: Numbers,
    labels: Numbers,
    begin: int,
    slots: Numbers,
    hashes: Numbers,
    keys: Numbers,
    out: Numbers,
    known: int,
) -> tuple[int, int]:
    """Make sequences one word longer; return the place at which there is no more room, and how many are known.

    Args:
        parts: Number of the sequence that begins at each word; -1 where none is wanted.
        labels: The word that comes after it.
        begin: Place to begin with.
        slots: Hash table of the longer sequences.
        hashes: Their hashes; as many as there is room for.
        keys: Their parts: the shorter sequence and the word.
        out: Where the numbers of the longer sequences go.
        known: Number of the longer sequences that are known.
    """
    mask = slots.size - 1
    for place in range(begin, parts.size):
        if parts[place] < 0:
            out[place] = -1
            continue
        if known >= hashes.size:
            return place, known
        key = (np.int64(parts[place]) << 32) | np.int64(labels[place])
        code = key * -7046029254386353131
        code ^= code >> 32
        slot = code & mask
        while slots[slot] >= 0 and keys[slots[slot]] != key:
            slot = (slot + 1) & mask
        if slots[slot] < 0:
            slots[slot] = known
            keys[known] = key
            hashes[known] = code
            known += 1
        out[place] = slots[slot]
    return parts.size, known


@compiled
def _longest(
    parts: Numbers, joined: Numbers, word: int, end: int, edges: Numbers, targets: Numbers, finals: Numbers
) -> tuple[int, int]:
    """Return the longest multi-word term that begins at a word, and the word after it; -1 where there is none."""
    state, best, after = 0, -1, word
    for place in range(word, end):
        if parts[place] < 0:
            break
        blank = joined[place] and place > word
        key = (np.int64(2 * state + blank) << 32) | np.int64(parts[place])
        edge = np.searchsorted(edges, key)
        if edge == edges.size or edges[edge] != key:
            break
        state = targets[edge]
        if finals[state] >= 0:
            best, after = finals[state], place + 1
    return best, after


@compiled
def compound(
    parts: Numbers,
    labels: Numbers,
    kept: Numbers,
    joined: Numbers,
    ends: Numbers,
    edges: Numbers,
    targets: Numbers,
    finals: Numbers,
) -> int:
    """Put one label in the place of the words of each multi-word term, and return how many words are left.

    Args:
        parts: Number of each word among the words of multi-word terms, or -1.
        labels: Labels of the words; changed in place, as are all that follow.
        kept: Whether each word counts by itself.
        joined: Whether only white space is before each word.
        ends: How many words there are up to the end of each article.
        edges: Steps from one state to the next, as (2 * state + joined) << 32 | part, sorted.
        targets: State that each step leads to.
        finals: Label of the term that ends in each state, or -1.
    """
    word = written = 0
    for article in range(ends.size):
        end = ends[article]
        while word < end:
            label, after = _longest(parts, joined, word, end, edges, targets, finals)
            found = label >= 0
            labels[written] = label if found else labels[word]
            kept[written] = found or kept[word]
            joined[written] = joined[word]
            word = after if found else word + 1
            written += 1
        ends[article] = written
    return written
