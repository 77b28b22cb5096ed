"""The articles of a corpus folder by partition: some rows in a row of one Parquet file, wherever it lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dateline import schema
from dateline.errors import CorpusError
from dateline.folders import open_parquet
from dateline.storage import file_sha256

ROWS_A_GROUP = 20_000
"""Rows of a table of tags that are written together, whatever the parts are."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows in a row of a Parquet file.

    Attributes:
        file: The file.
        start: Number of the first row in the file, from 0.
        end: Number after that of the last row.
        first: Number of the first row among those of all files, from 0.
    """

    file: Path
    start: int
    end: int
    first: int

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"articles {self.first + 1:,} to {self.first + len(self):,}"


def article_files(corpus: Path) -> list[Path]:
    """Return the files that hold the articles: ``articles.parquet``, or those in the folder of this name, by name."""
    path = corpus / "articles.parquet"
    return sorted(path.glob("*.parquet"), key=lambda file: file.name) if path.is_dir() else [path]


def split_rows(corpus: Path, size: int) -> Iterator[Rows]:
    """Split the articles of a corpus into partitions of at most so many; only the files' ends are read.

    A corpus without articles has one partition without rows.

    Raises:
        CorpusError: The articles are missing or damaged.
    """
    first = 0
    for file in article_files(corpus):
        with reading(file), open_parquet(file) as opened:
            number = opened.metadata.num_rows
        for start in range(0, max(number, 1), size):
            yield Rows(file, start, min(start + size, number), first + start)
        first += number


def read_rows(rows: Rows, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the rows of a partition; the others are not loaded.

    Args:
        rows: The partition.
        columns: Names of columns; None for all.

    Raises:
        CorpusError: The file is missing or damaged.
    """
    with reading(rows.file), open_parquet(rows.file) as file:
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        firsts = list(accumulate(sizes, initial=0))
        groups = [n for n, size in enumerate(sizes) if firsts[n] < rows.end and firsts[n] + size > rows.start]
        found = file.read_row_groups(groups, columns=None if columns is None else list(columns))
    return found.slice(rows.start - (firsts[groups[0]] if groups else 0), len(rows))


def read_articles(rows: Rows) -> pd.DataFrame:
    """Read the articles of a partition as the table that ``dateline.schema`` declares."""
    return schema.conform(read_rows(rows).to_pandas(), "articles")


def read_columns(corpus: Path, columns: Sequence[str]) -> pa.Table:
    """Read columns of all articles, in the order asked for.

    Raises:
        CorpusError: A file is missing, damaged, or lacks a column.
    """
    parts = [part.select(list(columns)) for file in article_files(corpus) for part in _batches(file, columns)]
    return pa.concat_tables([schema.arrow_schema("articles").empty_table().select(list(columns)), *parts])


def columns_by(partitions: Iterable[Rows], columns: Sequence[str]) -> Iterator[tuple[Rows, pa.Table]]:
    """Yield columns of partitions that follow each other, each part of the files read once.

    Args:
        partitions: As ``split_rows`` gives them.
        columns: Names of columns.

    Raises:
        CorpusError: A file is missing, damaged, or lacks a column.
    """
    opened: Path | None = None
    batches: Iterator[pa.Table] = iter(())
    for rows in partitions:
        if rows.file != opened:
            opened, batches = rows.file, rechunked(_batches(rows.file, columns), max(len(rows), 1))
        yield rows, next(batches, pa.table({name: [] for name in columns}))


def _batches(file: Path, columns: Sequence[str]) -> Iterator[pa.Table]:
    with reading(file), open_parquet(file) as opened:
        for name in columns:
            opened.schema_arrow.field(name)
        for batch in opened.iter_batches(columns=list(columns), use_threads=False):
            yield pa.Table.from_batches([batch])


def rechunked(tables: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """Yield the same rows in tables of so many, the last with what is left; no empty ones."""
    kept: list[pa.Table] = []
    have = 0
    for table in tables:
        kept.append(table)
        have += len(table)
        while have >= size:
            joined = pa.concat_tables(kept)
            yield joined.slice(0, size).combine_chunks()
            kept, have = [joined.slice(size)], have - size
    if have:
        yield pa.concat_tables(kept).combine_chunks()


def articles_sha256(corpus: Path) -> str:
    """Return the SHA-256 of the articles' file; of several, that of their names and hashes.

    Raises:
        CorpusError: The articles are missing.
    """
    files = article_files(corpus)
    with reading(corpus / "articles.parquet"):
        if not (corpus / "articles.parquet").is_dir():
            return file_sha256(files[0])
        lines = [f"{file.name} {file_sha256(file)}\n" for file in files]
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def row_groups(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """Yield the rows of a Parquet file, group by group.

    Raises:
        CorpusError: The file is missing or damaged.
    """
    with reading(path), open_parquet(path) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=None if columns is None else list(columns))


class ByArticle:
    """Rows of a table that follow the order of articles, taken some articles at a time.

    Args:
        tables: The rows, in tables with a column ``article``.
    """

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._tables = iter(tables)
        self._left: pa.Table | None = next(self._tables, None)

    def take(self, ids: pa.Array) -> pa.Table | None:
        """Return the rows of the next articles; None where the table has no rows at all.

        Args:
            ids: Ids of these articles.
        """
        found: list[pa.Table] = []
        while self._left is not None:
            inside = pc.is_in(self._left["article"], ids)
            end = pc.index(inside, False).as_py()
            found.append(self._left if end < 0 else self._left.slice(0, end))
            if end >= 0:
                self._left = self._left.slice(end)
                break
            following = next(self._tables, None)
            if following is None:
                self._left = self._left.slice(len(self._left))
                break
            self._left = following
        return pa.concat_tables(found) if found else None


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say of errors in reading a file which one it is, and what to do.

    Raises:
        CorpusError: It is missing or damaged.
    """
    try:
        yield
    except FileNotFoundError:
        raise CorpusError(f"{path} is missing. Run dateline read, then dateline tag.", path=str(path)) from None
    except (pa.ArrowException, OSError, KeyError) as error:
        message = f"{path} is damaged ({error}). Run dateline read again, then dateline tag."
        raise CorpusError(message, path=str(path)) from None
