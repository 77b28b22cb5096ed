"""The terms of a corpus as a table in a file: term, groups, count, articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Self, Unpack

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.sparse import csc_array

from dateline.analysis.memberships import memberships
from dateline.analysis.periods import PERIODS, TEXT_COLUMNS, group_articles, group_names
from dateline.analysis.term_table import TermChoices, TermParts, TermTable, make_options
from dateline.cluster import Cluster, chosen_cluster
from dateline.corpus import Corpus, open_corpus
from dateline.errors import UnknownNameError
from dateline.folders import whole
from dateline.partitions import read_columns
from dateline.terms import term_parts
from dateline.terms_runs import Runs

BLOCK = 1 << 20
"""Counts that are written at a time."""
ARTICLE = "article"
SEVERAL = {"source": "claims", "topic": "topics"}
"""Groupings of which an article may have several, with the table that has them."""
Numbers = np.ndarray[Any, np.dtype[Any]]


def write_terms(
    corpus: str | Path,
    output: Path,
    *,
    by: Sequence[str] = (),
    cache: bool = True,
    workers: int = 1,
    cluster: str | Cluster | None = None,
    progress: bool = False,
    **options: Unpack[TermChoices],
) -> int:
    """Write how often each term occurs, and in how many articles, as a Parquet file sorted by term.

    Neither the articles nor the counts are ever in memory together; what does not fit waits in files without a name
    beside the output, 8 bytes for each term of each article and as much again for what is sorted.

    Args:
        corpus: A corpus folder, or "sample".
        output: The file to write: ``term``, a column for each grouping, ``count`` and ``articles``, one row for each
            term and group in which it occurs. What an article does not state is missing; a period is its first day.
        by: Groupings: "article", "outlet", "language", "section", "agency", "day", "week", "month"; "source" (quoted)
            and "topic", of which an article may have several and counts in each; none for the whole corpus.
        cache: False neither uses nor keeps counts in the corpus folder.
        workers: Number of worker processes on this machine; 1 for what ``use_cluster`` chose.
        cluster: Address of a Dask scheduler whose workers see the folder under the same path.
        progress: Show a progress bar.
        options: As for ``term_table``.

    Returns:
        The number of rows.

    Raises:
        CorpusError: There is no corpus, or its articles are damaged.
        UnknownNameError: There is no such grouping.
    """
    for name in by:
        if name not in (known := [ARTICLE, *PERIODS, *TEXT_COLUMNS, *SEVERAL]):
            raise UnknownNameError("grouping", name, known)
    opened = open_corpus(corpus)
    members, names = _groups(opened, list(dict.fromkeys(by)))
    rows = 0

    def write(path: Path) -> None:
        nonlocal rows
        # Beside the table, where there is room: the system's own folder for such files may be memory.
        with (
            TemporaryFile(dir=path.parent) as counted,
            TemporaryFile(dir=path.parent) as sorted_,
            chosen_cluster(cluster, workers=workers) as chosen,
        ):
            how: dict[str, Any] = {"cache": cache, "cluster": chosen, "progress": progress}
            with term_parts(opened, make_options(**options), file=counted, **how) as parts:
                rows = _write(path, parts, members=members, names=names, file=sorted_)

    whole(output, write)
    return rows


def _groups(corpus: Corpus, by: Sequence[str]) -> tuple[pd.DataFrame | None, dict[str, pa.Array]]:
    """Return the articles' groups, and the names of the groups.

    Returns:
        ``row`` (place of an article, ascending) and ``group`` (number of its group, in the order of the groupings), or
        None where all articles are one group; and for each grouping the names by the groups' numbers.
    """
    if not by:
        return None, {}
    articles = _columns(corpus, by)
    members, orders = pd.DataFrame({"row": np.arange(len(articles))}), []
    for name in by:
        places, order = _codes(corpus, articles, name)
        members = members.merge(places, on="row", suffixes=("", f"_{name}"))
        orders.append(order)
    shape = [max(len(order), 1) for order in orders]
    codes = [members[column].to_numpy() for column in members.columns[1:]]
    present, numbers = np.unique(np.ravel_multi_index(codes, shape), return_inverse=True)
    parts = zip(by, orders, np.unravel_index(present, shape), strict=True)
    named = {name: _names(name, order).take(pa.array(numbered)) for name, order, numbered in parts}
    return pd.DataFrame({"row": members["row"], "group": numbers.astype(np.int32)}), named


def _codes(corpus: Corpus, articles: pd.DataFrame, by: str) -> tuple[pd.DataFrame, list[Any]]:
    """Return for each article, as ``row``, the place of its group or groups in their order, and that order."""
    rows = np.arange(len(articles))
    if by == ARTICLE:
        return pd.DataFrame({"row": rows, by: rows}), list(articles["id"])
    if by in SEVERAL:
        found = memberships(articles["id"], getattr(corpus, SEVERAL[by])[[ARTICLE, by]])
        rows = found["row"].to_numpy()
        groups, order = group_names(found["group"], found["row"])
    else:
        groups, order = group_articles(articles, by)
    place = {group: number for number, group in enumerate(order)}
    codes = np.array([place[None if pd.isna(group) else group] for group in groups], dtype=np.int64)
    return pd.DataFrame({"row": rows, by: codes}), order


def _names(by: str, order: list[Any]) -> pa.Array:
    return pa.array(order, type=pa.timestamp("us") if by in PERIODS else pa.string())


def _columns(corpus: Corpus, by: Sequence[str]) -> pd.DataFrame:
    own = (name for name in by if name != ARTICLE and name not in SEVERAL)
    names = ["id", *dict.fromkeys("published" if name in PERIODS else name for name in own)]
    if corpus.folder is None:
        return corpus.articles[names]
    found: pd.DataFrame = read_columns(corpus.folder, names).to_pandas()
    return found


def _write(
    path: Path, parts: TermParts, *, members: pd.DataFrame | None, names: dict[str, pa.Array], file: BinaryIO
) -> int:
    """Write the counts, some terms in memory at a time; return the number of rows."""
    number = 1 if members is None else max(int(members["group"].max()) + 1 if len(members) else 1, 1)
    runs = Runs(file, terms=len(parts.terms), groups=number, each=ARTICLE in names)
    row = 0
    for table in parts.tables():
        runs.add(*_in_groups(table, members, row))
        row += len(table.articles)
    runs.close()
    with _Writer(path, pa.array(parts.terms, type=pa.string()), names) as writer:
        # How many articles have a term does not depend on what was sorted together: the file is the same for all.
        reach = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(runs.frequencies)])
        first = 0
        while first < len(parts.terms):
            last = max(int(np.searchsorted(reach, reach[first] + BLOCK, side="right")) - 1, first + 1)
            writer.add(first, *runs.read(first, last))
            first = last
    return writer.rows


def _in_groups(table: TermTable, members: pd.DataFrame | None, row: int) -> tuple[TermTable, Numbers]:
    """Return the counts of articles, from a row on, once for each group that one is in, and these groups."""
    if members is None:
        return table, np.zeros(len(table.articles), dtype=np.int32)
    first, last = np.searchsorted(members["row"], [row, row + len(table.articles)])
    rows = members["row"].to_numpy()[first:last] - row
    groups = members["group"].to_numpy()[first:last]
    if len(rows) == len(table.articles):
        return table, groups
    repeated = TermTable(table.counts[rows], table.terms, articles=table.articles[rows], words=table.words[rows])
    return repeated, groups


class _Writer:
    """Writes rows by term; small blocks of them are put together."""

    def __init__(self, path: Path, terms: pa.Array, names: dict[str, pa.Array]) -> None:
        text = pa.dictionary(pa.int32(), pa.string())
        fields = [("term", text), *((name, column.type) for name, column in names.items())]
        self._schema = pa.schema([*fields, ("count", pa.int64()), ("articles", pa.int64())])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd", store_schema=False)
        self._terms, self._names = terms, names
        self._waiting: list[tuple[Numbers, ...]] = []
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._writer:
            self._flush()

    def add(self, first: int, counts: csc_array, articles: csc_array) -> None:
        """Add the counts, and the numbers of articles, of terms from a first one on."""
        numbers = first + np.repeat(np.arange(counts.shape[1], dtype=np.int32), np.diff(counts.indptr))
        self._waiting.append((numbers, counts.indices, counts.data, articles.data))
        self.rows += len(numbers)
        if sum(len(block[0]) for block in self._waiting) >= BLOCK:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        numbers, places, counts, articles = (np.concatenate(part) for part in zip(*self._waiting, strict=True))
        self._waiting = []
        first, last = (int(numbers[0]), int(numbers[-1]) + 1) if len(numbers) else (0, 0)
        columns = [
            pa.DictionaryArray.from_arrays(numbers - first, self._terms[first:last]),
            *(column.take(pa.array(places)) for column in self._names.values()),
            pa.array(counts),
            pa.array(articles),
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
