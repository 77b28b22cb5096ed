"""Counting a stream of articles in pieces: what is in memory at a time is the matrix so far and one piece of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from dateline.analysis.term_table.lexicon import Lexicon
from dateline.analysis.term_table.options import TermOptions, plain
from dateline.analysis.term_table.table import sparse
from dateline.text import WORD

Numbers = np.ndarray[Any, np.dtype[Any]]
BLOCK = 1 << 20
"""Pairs that are looked at together: NumPy makes indices of 64 bits of them."""


class Matrix:
    """Grows row by row: pairs of term and count, and where each row ends.

    Attributes:
        columns: Terms of the pairs.
        counts: Their counts.
        filled: Number of pairs there are.
    """

    def __init__(self) -> None:
        self.columns, self.counts = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
        self.filled = 0
        self._rows: list[Numbers] = [np.zeros(1, dtype=np.int64)]

    def reserve(self, pairs: int) -> None:
        """Make room for so many more pairs."""
        if self.filled + pairs > len(self.columns):
            size = (self.filled + pairs) * 17 // 16
            # In place: the system moves pages of large arrays instead of copying them.
            self.columns.resize(size, refcheck=False)
            self.counts.resize(size, refcheck=False)

    def close(self, ends: Numbers, filled: int) -> None:
        """Note where rows end, and how many pairs there are now."""
        self._rows.append(ends)
        self.filled = filled

    def finish(self, terms: pa.Array) -> tuple[csr_array, pa.Array]:
        """Return the matrix with its columns in the order of the terms, and the terms that occur, sorted."""
        for values in (self.columns, self.counts):
            values.resize(self.filled, refcheck=False)
        occurs = np.zeros(len(terms), dtype=np.bool_)
        for start in range(0, self.filled, BLOCK):
            occurs[self.columns[start : start + BLOCK]] = True
        found, ranks = ranked(terms, occurs)
        for start in range(0, self.filled, BLOCK):
            self.columns[start : start + BLOCK] = ranks[self.columns[start : start + BLOCK]]
        matrix = sparse(self.counts, self.columns, np.concatenate(self._rows), terms=len(found))
        return in_order(matrix, twice=len(found) < occurs.sum()), found


def ranked(terms: pa.Array, occurs: Numbers) -> tuple[pa.Array, Numbers]:
    """Return the terms that occur, sorted, and for each label its term's place among them; labels may share a term."""
    order = pc.sort_indices(terms).to_numpy()
    order = order[occurs[order]]
    found = terms.take(pa.array(order))
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = pc.not_equal(found[1:], found[:-1]).to_numpy(zero_copy_only=False)
    ranks = np.zeros(len(terms), dtype=np.int32)
    ranks[order] = np.cumsum(fresh) - 1
    return found.filter(pa.array(fresh)), ranks


def in_order(matrix: csr_array, *, twice: bool) -> csr_array:
    """Sort the columns of each row, in place; where a term may stand twice in a row, its counts are added up."""
    matrix.sort_indices()
    if twice:
        matrix.sum_duplicates()
    return matrix


def count_plainly(texts: Iterable[pa.Array], options: TermOptions, matrix: Matrix) -> tuple[pa.Array, Numbers]:
    """Count the words of a few texts in Python, which is done before compiled code is loaded.

    Args:
        texts: Arrays of large strings.
        options: What counts as a term; single words only.
        matrix: Where the counts go, article by article.

    Returns:
        The terms by their labels, and the number of words of each article.
    """
    lexicon, words = Lexicon(options), list[int]()
    known: dict[str, int] = {}
    for text in (text for array in texts for text in array.to_pylist()):
        tokens = Counter(WORD.findall(text))
        found: Counter[int] = Counter()
        for token, times in tokens.items():
            label = known.get(token)
            if label is None:
                label = known[token] = lexicon.look_up(plain(token))[0]
            found[label] += times
        found.pop(-1, None)
        matrix.reserve(len(found))
        end = matrix.filled + len(found)
        matrix.columns[matrix.filled : end] = list(found)
        matrix.counts[matrix.filled : end] = list(found.values())
        matrix.close(np.array([end], dtype=np.int64), end)
        words.append(tokens.total())
    return pa.array(lexicon.terms, type=pa.large_string()), np.array(words, dtype=np.int64)


def count_compiled(texts: Iterable[pa.Array], options: TermOptions, matrix: Matrix) -> tuple[pa.Array, Numbers]:
    """Count the terms of texts by compiled code; arguments and return values as for ``count_plainly``."""
    from dateline.analysis.term_table import stream_kernels
    from dateline.analysis.term_table.sequences import Sequences
    from dateline.analysis.term_table.splitting import Splitter

    splitter, lexicon = Splitter(), Lexicon(options)
    sequences = Sequences(options.ngram)
    words = [np.empty(0, dtype=np.int64)]
    seen = np.empty(0, dtype=np.int64)
    for array in texts:
        tokens = splitter.split(array)
        lexicon.learn(splitter.new_words())
        words.append(np.diff(tokens.ends, prepend=0))
        stream, ends = sequences.read(tokens, lexicon)
        terms = sequences.known or len(lexicon.terms)
        if terms > len(seen):
            seen = np.zeros(terms * 5 // 4, dtype=np.int64)
        matrix.reserve(len(stream))
        rows = np.empty(len(ends), dtype=np.int64)
        filled = stream_kernels.count(stream, ends, seen, matrix.columns, matrix.counts, rows, matrix.filled)
        matrix.close(rows, filled)
    return sequences.names(lexicon.terms), np.concatenate(words)
