"""The sparse matrix of counts, and how it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

Numbers = np.ndarray[Any, np.dtype[Any]]
ROWS = 50_000
"""Articles whose counts are added up at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class TermTable:
    """How often each term occurs in each article.

    How to ask it:

    - articles: ``table.select(ids)`` has the rows of some articles only;
    - terms: ``table.columns("evacuat*")`` are the numbers of the columns that fit, and ``table.counts[:, columns]``
      the counts of these terms in each article (``table.counts.tocsc()`` once where many terms are asked for);
    - groups: ``table.totals(groups, number)`` adds up the articles of each group (outlet, month, …) as one sparse
      product, for all terms together;
    - all: ``table.counts.sum(axis=0)`` is how often each term occurs, ``table.words.sum()`` what it is a share of.

    Attributes:
        counts: Articles by terms (``scipy.sparse.csr_array`` of int32, columns sorted in each row).
        terms: The terms, sorted.
        articles: Ids of the articles, in the order of the rows.
        words: Number of all words of each article, those left out too; -1 where it is not known.
    """

    counts: csr_array
    terms: pd.Index
    articles: pd.Index
    words: Numbers

    def __repr__(self) -> str:
        return f"TermTable of {len(self.articles):,} articles and {len(self.terms):,} terms"

    def select(self, ids: Iterable[str]) -> TermTable:
        """Return the counts of some articles, in the order given; ids that were not counted are left out."""
        rows = self.articles.get_indexer(pd.Index(list(ids), dtype="str"))
        rows = rows[rows >= 0]
        return TermTable(self.counts[rows], terms=self.terms, articles=self.articles[rows], words=self.words[rows])

    def columns(self, term: str) -> Numbers:
        """Return the numbers of the columns that fit a term; ``*`` stands for any letters."""
        parts = [re.escape(part) for part in re.split(r"\*+", term.casefold().replace("’", "'"))]
        # Earliest fit for each part but the last, never taken back: linear however many asterisks there are.
        middle = "".join(rf"(?>.*?{part})" for part in parts[1:-1])
        pattern = re.compile(parts[0] + middle + (rf".*{parts[-1]}" if len(parts) > 1 else ""), re.DOTALL)
        return np.flatnonzero([pattern.fullmatch(str(word)) is not None for word in self.terms])

    def totals(self, groups: Numbers, number: int) -> tuple[csr_array, csr_array]:
        """Add up the articles of each group.

        Args:
            groups: Group of each article, as a number from 0; -1 for articles that are in none.
            number: Number of groups.

        Returns:
            How often each term occurs in each group, and in how many of its articles: two matrices, groups by terms.
        """
        shape = (number, len(self.terms))
        counts, articles = csr_array(shape, dtype=np.int64), csr_array(shape, dtype=np.int64)
        for start in range(0, len(groups), ROWS):
            part = self.counts[start : start + ROWS].astype(np.int64)
            inside = np.flatnonzero(groups[start : start + ROWS] >= 0)
            ones = np.ones(len(inside), dtype=np.int64)
            places = groups[start : start + ROWS][inside]
            members = csr_array((ones, (places, inside)), shape=(number, part.shape[0]))
            counts = counts + members @ part
            part.data[:] = 1
            articles = articles + members @ part
        for matrix in (counts, articles):
            matrix.sort_indices()
        return counts, articles


@dataclass(frozen=True, slots=True, eq=False)
class TermParts:
    """Counts that need not be in memory together.

    Attributes:
        terms: The terms, sorted.
        tables: Returns the counts of some articles after the other, in order, all with these terms.
    """

    terms: pd.Index
    tables: Callable[[], Iterator[TermTable]]


def sparse(counts: Numbers, columns: Numbers, rows: Numbers, *, terms: int) -> csr_array:
    """Return a matrix of counts, their columns, and where each row ends, after a 0; nothing is copied."""
    # With places of 64 bits scipy would make the columns as wide.
    places = rows.astype(np.int32) if rows[-1] <= np.iinfo(np.int32).max else rows
    return csr_array((counts, columns, places), shape=(len(rows) - 1, terms))


def from_counts(counts: pd.DataFrame | TermTable) -> TermTable:
    """Return the matrix of a table from ``count_terms``; articles without a row in it have none."""
    if isinstance(counts, TermTable):
        return counts
    articles, terms = counts["article"].astype("category"), counts["term"].astype("category")
    rows, columns = articles.cat.codes.to_numpy(), terms.cat.codes.to_numpy()
    shape = (len(articles.cat.categories), len(terms.cat.categories))
    matrix = csr_array((counts["count"].to_numpy(dtype=np.int64), (rows, columns)), shape=shape)
    words = np.full(shape[0], -1, dtype=np.int64)
    words[rows] = counts["words"].to_numpy(dtype=np.int64)
    return TermTable(matrix, terms=terms.cat.categories, articles=articles.cat.categories.astype("str"), words=words)
