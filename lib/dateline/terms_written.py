"""The terms of a corpus as a table in a file: term, groups, count, articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.sparse import csc_array

from dateline.analysis.periods import PERIODS, TEXT_COLUMNS, group_articles
from dateline.analysis.term_table import TermTable
from dateline.corpus import Corpus, open_corpus
from dateline.errors import UnknownNameError
from dateline.folders import whole
from dateline.terms import corpus_terms

BLOCK = 1 << 20
"""Counts that are written at a time."""
ARTICLE = "article"
Numbers = np.ndarray[Any, np.dtype[Any]]


def write_terms(corpus: str | Path, output: Path, *, by: Sequence[str] = (), **options: Any) -> int:
    """Write how often each term occurs, and in how many articles, as a Parquet file sorted by term.

    Args:
        corpus: A corpus folder, or "sample".
        output: The file to write: ``term``, a column for each grouping, ``count`` and ``articles``, one row for each
            term and group in which it occurs. What an article does not state is missing; a period is its first day.
        by: Groupings: "article", "outlet", "language", "section", "agency", "day", "week", "month"; none for the whole
            corpus.
        options: As for ``corpus_terms``.

    Returns:
        The number of rows.

    Raises:
        CorpusError: There is no corpus, or its articles are damaged.
        UnknownNameError: There is no such grouping.
    """
    for name in by:
        if name not in (ARTICLE, *PERIODS, *TEXT_COLUMNS):
            raise UnknownNameError("grouping", name, [ARTICLE, *PERIODS, *TEXT_COLUMNS])
    opened = open_corpus(corpus)
    table = corpus_terms(opened, **options)
    groups, names = _groups(opened, table, list(dict.fromkeys(by)))
    rows = 0

    def write(path: Path) -> None:
        nonlocal rows
        rows = _write(path, table, groups=groups, names=names)

    whole(output, write)
    return rows


def _groups(corpus: Corpus, table: TermTable, by: Sequence[str]) -> tuple[Numbers, dict[str, pa.Array]]:
    """Return the number of each article's group, in the order of the groupings, and the groups' names."""
    if not by:
        return np.zeros(len(table.articles), dtype=np.int64), {}
    articles = _columns(corpus, by)
    codes, orders = zip(*(_codes(articles, name) for name in by), strict=True)
    shape = [max(len(order), 1) for order in orders]
    present, numbers = np.unique(np.ravel_multi_index(codes, shape), return_inverse=True)
    parts = zip(by, orders, np.unravel_index(present, shape), strict=True)
    return numbers, {name: _names(name, order).take(pa.array(places)) for name, order, places in parts}


def _codes(articles: pd.DataFrame, by: str) -> tuple[Numbers, list[Any]]:
    if by == ARTICLE:
        return np.arange(len(articles)), list(articles["id"])
    groups, order = group_articles(articles, by)
    place = {group: number for number, group in enumerate(order)}
    return np.array([place[None if pd.isna(group) else group] for group in groups], dtype=np.int64), order


def _names(by: str, order: list[Any]) -> pa.Array:
    return pa.array(order, type=pa.timestamp("us") if by in PERIODS else pa.string())


def _columns(corpus: Corpus, by: Sequence[str]) -> pd.DataFrame:
    names = ["id", *dict.fromkeys("published" if name in PERIODS else name for name in by if name != ARTICLE)]
    if corpus.folder is None:
        return corpus.articles[names]
    found: pd.DataFrame = pq.read_table(corpus.folder / "articles.parquet", columns=names).to_pandas()
    return found


def _write(path: Path, table: TermTable, *, groups: Numbers, names: dict[str, pa.Array]) -> int:
    """Write the counts, some terms in memory as rows at a time; return the number of rows."""
    counts, articles = _by_term(table, groups, names)
    text = pa.dictionary(pa.int32(), pa.string())
    fields = [("term", text), *((name, column.type) for name, column in names.items())]
    schema = pa.schema([*fields, ("count", pa.int64()), ("articles", pa.int64())])
    terms = pa.array(table.terms, type=pa.string())
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=False) as writer:
        first = 0
        while first < len(terms):
            start = int(counts.indptr[first])
            last = max(int(np.searchsorted(counts.indptr, start + BLOCK, side="right")) - 1, first + 1)
            rows = slice(start, int(counts.indptr[last]))
            numbers = np.repeat(np.arange(last - first, dtype=np.int32), np.diff(counts.indptr[first : last + 1]))
            places = pa.array(counts.indices[rows])
            block = [
                pa.DictionaryArray.from_arrays(numbers, terms[first:last]),
                *(column.take(places) for column in names.values()),
                pa.array(counts.data[rows], type=pa.int64()),
                pa.array(np.ones(len(places), dtype=np.int64) if articles is None else articles.data[rows]),
            ]
            writer.write_table(pa.Table.from_arrays(block, schema=schema))
            first = last
    return int(counts.nnz)


def _by_term(table: TermTable, groups: Numbers, names: dict[str, pa.Array]) -> tuple[csc_array, csc_array | None]:
    """Return counts and numbers of articles, groups by terms, by term; no articles where a group is one."""
    if ARTICLE in names:
        rows = np.argsort(groups, kind="stable")
        return table.counts[rows].tocsc(), None
    counts, articles = table.totals(groups, max(int(groups.max(initial=0)) + 1, 1))
    return counts.tocsc(), articles.tocsc()
