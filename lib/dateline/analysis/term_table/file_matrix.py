"""A matrix of counts in a file: what is in memory at a time is one piece of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array

from dateline.analysis.term_table.counter import Matrix, in_order, ranked
from dateline.analysis.term_table.table import sparse

Numbers = np.ndarray[Any, np.dtype[Any]]
TOGETHER = 1 << 21
"""Pairs of article and term that are read at a time, unless one piece has more."""


class FileMatrix(Matrix):
    """Grows piece by piece in a file.

    Args:
        file: An empty file, open for writing and reading.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._pieces: list[Numbers] = []
        self._occurs = np.zeros(0, dtype=np.bool_)
        self._twice = False

    def close(self, ends: Numbers, filled: int) -> None:
        """Write what there is to the file, and begin anew."""
        columns = self.columns[:filled]
        most = int(columns.max(initial=-1)) + 1
        if most > len(self._occurs):
            self._occurs = np.append(self._occurs, np.zeros(most * 5 // 4 - len(self._occurs), dtype=np.bool_))
        self._occurs[columns] = True
        for values in (columns, self.counts[:filled]):
            self._file.write(values.data)
        self._pieces.append(ends)
        self.filled = 0

    def close_file(self, terms: pa.Array) -> tuple[pa.Array, Numbers]:
        """Return the terms that occur, sorted, and for each label its term's place among them."""
        self.columns = self.counts = np.empty(0, dtype=np.int32)
        occurs = np.zeros(len(terms), dtype=np.bool_)
        occurs[: len(self._occurs)] = self._occurs[: len(terms)]
        found, ranks = ranked(terms, occurs)
        self._twice = len(found) < int(occurs.sum())
        return found, ranks

    def matrices(self, ranks: Numbers, *, terms: int) -> Iterator[csr_array]:
        """Yield the counts of some articles after the other, their columns as ``ranks`` has them."""
        self._file.seek(0)
        columns, counts, ends, pairs = list[Numbers](), list[Numbers](), [np.zeros(1, dtype=np.int64)], 0
        for piece in self._pieces:
            size = int(piece[-1]) if len(piece) else 0
            columns.append(ranks[np.frombuffer(self._file.read(4 * size), dtype=np.int32)])
            counts.append(np.frombuffer(self._file.read(4 * size), dtype=np.int32))
            ends.append(piece + pairs)
            pairs += size
            if pairs >= TOGETHER or piece is self._pieces[-1]:
                matrix = sparse(np.concatenate(counts), np.concatenate(columns), np.concatenate(ends), terms=terms)
                yield in_order(matrix, twice=self._twice)
                columns, counts, ends, pairs = [], [], [np.zeros(1, dtype=np.int64)], 0
