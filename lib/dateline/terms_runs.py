"""Counts by term and group that need not fit into memory: sorted some at a time into a file, and read term by term."""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

import numpy as np
from scipy.sparse import coo_array, csc_array, vstack

from dateline.analysis.term_table import TermTable

Numbers = np.ndarray[Any, np.dtype[Any]]
TOGETHER = 1 << 24
"""Pairs of article and term that are sorted at a time."""


class Run(NamedTuple):
    """Where the counts of some articles lie in the file: groups, counts, numbers of articles, each sorted by term."""

    place: int
    starts: Numbers
    kinds: tuple[np.dtype[Any], ...]


class Runs:
    """Counts of groups, by term.

    Args:
        file: A file to write to and read from.
        terms: Number of terms.
        groups: Number of groups.
        each: Each group is one article, so that numbers of articles need not be kept.

    Attributes:
        frequencies: In how many articles each term is.
    """

    def __init__(self, file: BinaryIO, *, terms: int, groups: int, each: bool) -> None:
        self.frequencies = np.zeros(terms, dtype=np.int64)
        self._file, self._groups, self._each = file, groups, each
        self._runs: list[Run] = []
        self._waiting: list[TermTable] = []
        self._places: list[Numbers] = []

    def add(self, table: TermTable, places: Numbers) -> None:
        """Add the counts of some articles, given the group of each."""
        self.frequencies += np.bincount(table.counts.indices, minlength=len(self.frequencies))
        self._waiting.append(table)
        self._places.append(places)
        if sum(waiting.counts.nnz for waiting in self._waiting) >= TOGETHER:
            self.close()

    def close(self) -> None:
        """Sort what waits, and write it to the file."""
        if not self._waiting:
            return
        places, first = np.concatenate(self._places), self._waiting[0]
        counts = vstack([table.counts for table in self._waiting], format="csr")
        table = TermTable(counts, terms=first.terms, articles=first.articles, words=first.words)
        self._waiting, self._places = [], []
        columns = self._one_each(table, places) if self._each else self._added_up(table, places)
        counts, *values = columns
        values = [_narrow(part) for part in (counts.indices, counts.data, *values)]
        place = self._file.seek(0, 2)
        for part in values:
            self._file.write(part.data)
        self._runs.append(Run(place, counts.indptr.astype(np.int64), tuple(part.dtype for part in values)))

    def read(self, first: int, last: int) -> tuple[csc_array, csc_array]:
        """Return counts and numbers of articles, groups by terms, of the terms from one to before another."""
        parts = [self._part(run, first, last) for run in self._runs]
        columns, rows, *values = (np.concatenate(part) for part in zip(*parts, strict=True))
        shape = (self._groups, last - first)
        counts, articles = (coo_array((part, (rows, columns)), shape=shape).tocsc() for part in values)
        for matrix in (counts, articles):
            matrix.sort_indices()
        return counts, articles

    def _part(self, run: Run, first: int, last: int) -> tuple[Numbers, ...]:
        start, end, total = (int(run.starts[number]) for number in (first, last, -1))
        columns = np.repeat(np.arange(last - first, dtype=np.int32), np.diff(run.starts[first : last + 1]))
        found, place = list[Numbers](), run.place
        for kind in run.kinds:
            self._file.seek(place + start * kind.itemsize)
            found.append(np.frombuffer(self._file.read((end - start) * kind.itemsize), dtype=kind))
            place += total * kind.itemsize
        rows, counts = found[0], found[1].astype(np.int64)
        return columns, rows, counts, np.ones_like(counts) if self._each else found[2].astype(np.int64)

    def _one_each(self, table: TermTable, places: Numbers) -> tuple[Any, ...]:
        order = np.argsort(places, kind="stable")
        counts = table.counts[order].tocsc()
        counts.indices = places[order][counts.indices]
        return (counts,)

    def _added_up(self, table: TermTable, places: Numbers) -> tuple[Any, ...]:
        counts, articles = (matrix.tocsc() for matrix in table.totals(places, self._groups))
        return counts, articles.data


def _narrow(values: Numbers) -> Numbers:
    """Return numbers in 32 bits where they fit."""
    return values.astype(np.int32) if values.max(initial=0) <= np.iinfo(np.int32).max else values
