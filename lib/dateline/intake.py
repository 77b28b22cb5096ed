"""Reading into a corpus folder: only what is new or changed, some articles in memory at a time."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.cluster import Cluster, ClusterError, chosen_cluster
from dateline.corpus import KEPT, Corpus, describe_tables, new_folder
from dateline.errors import DatelineError
from dateline.folders import whole
from dateline.parts import run_parts
from dateline.readers import as_paths, check_options, nothing_read
from dateline.readers.reading import Batch, read_batch, read_into, rows
from dateline.readers.store import Item, Store
from dateline.readers.summary import Summary
from dateline.storage import file_sha256
from dateline.text import count_text

TABLES = ("articles", "rejected")
ROWS, CHARACTERS = 1_000, 8_000_000
"""Rows, and characters of text, that are written at a time."""
NOTED = 1_000
"""Refusals that an error carries at most."""


def read_corpus(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    workers: int = 1,
    cluster: str | Cluster | None = None,
    strict: bool = False,
    progress: bool = False,
) -> tuple[Corpus, Summary]:
    """Read articles from any mix of files and folders into a corpus folder.

    Files that were read before and have not changed are not read again, and a reading that was cut off goes on where it
    was: what each file gave is kept in the folder. Tags that fit the same articles are kept.

    Args:
        paths: Files and folders, as for ``read_articles``.
        folder: A new or empty folder, or an older corpus, which is replaced.
        columns: Names of fields in the input, ours to theirs.
        published: Day of publication of the articles that state none.
        outlet: Outlet of the articles that state none.
        workers: Number of worker processes on this machine; 1 for what ``use_cluster`` chose.
        cluster: Address of a Dask scheduler whose workers see the files under the same paths.
        strict: Make any refusal an error; the corpus is left as it was.
        progress: Show a progress bar.

    Returns:
        The corpus, and the summary of what was read and refused.

    Raises:
        NothingReadError: No article came out; its ``rejected`` is the table of what was refused.
        UnknownNameError: ``columns`` names a field that articles do not have.
        CorpusError: The folder holds something else.
        ClusterError: The cluster does not answer, or a worker is not fit for the work.
        DatelineError: ``published`` is no day; or something was refused, and ``strict`` was asked for.

    >>> import dateline as dl, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("The dam holds.")
    ...     corpus, summary = dl.read_corpus([Path(folder, "a.txt")], Path(folder, "corpus"))
    >>> summary.articles
    1
    """
    given, summary = as_paths(paths), Summary()
    day = check_options(columns, published)
    new = not Path(folder).exists()
    path = new_folder(folder)
    store = Store(path / KEPT)
    try:
        with chosen_cluster(cluster, workers=workers) as chosen:
            spread = None if chosen.in_process else partial(_spread, chosen)
            files = read_into(store, given, columns=columns or {}, spread=spread, progress=progress)
        refused: list[dict[str, Any]] = []
        found = _noting(rows(store, files, summary, published=day, outlet=outlet), refused)
        _write(path, found, check=lambda: _check(given, refused, summary, strict=strict))
        store.keep([file.number for file in files])
    except DatelineError:
        store.close()
        if new:
            shutil.rmtree(path)
        raise
    store.close()
    hashes = {name: file_sha256(path / f"{name}.parquet") for name in TABLES}
    number = {"articles": summary.articles, "rejected": summary.refused}
    corpus = describe_tables(path, {name: {"rows": number[name], "sha256": hashes[name]} for name in TABLES})
    return corpus, summary


def _spread(cluster: Cluster, batches: Sequence[Batch]) -> Iterator[tuple[Batch, list[list[Item]] | None]]:
    failed: list[Batch] = []
    yield from run_parts(
        _read_batch, batches, cluster=cluster, check=cluster.check, failed=lambda batch, _: failed.append(batch)
    )
    yield from ((batch, None) for batch in failed)


def _read_batch(batch: Batch) -> list[list[Item]]:
    """Read some files; called on workers."""
    for path, _ in batch.files:
        if not os.path.lexists(path):
            raise ClusterError(f"{path} is not there on the worker {socket.gethostname()}, or is gone.")
    return read_batch(batch)


Row = tuple[str, dict[str, Any]]


def _noting(found: Iterable[Row], refused: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield rows as they come; the first refusals are kept in a list, for an error to carry."""
    for table, row in found:
        if table == "rejected" and len(refused) < NOTED:
            refused.append(row)
        yield table, row


def _check(paths: Iterable[Path], refused: list[dict[str, Any]], summary: Summary, *, strict: bool) -> None:
    if not summary.articles:
        raise nothing_read(paths, schema.frame("rejected", refused), summary)
    if strict and refused:
        first = refused[0]
        place = (
            f"{first['source_file']}, record {first['source_record']}"
            if first["source_record"]
            else first["source_file"]
        )
        raise DatelineError(
            f"{count_text(summary.refused, 'refusal')} ({summary.reasons_text()}), and --strict allows none. The first:"
            f" {place}: {first['detail']}."
        )


def _write(folder: Path, found: Iterable[Row], *, check: Callable[[], None]) -> None:
    """Write both tables, whole or not at all; ``check`` may forbid it by an error when all rows are there."""

    def write(articles: Path, rejected: Path) -> None:
        with _Writer(articles, "articles") as one, _Writer(rejected, "rejected") as other:
            writers = {"articles": one, "rejected": other}
            for table, row in found:
                writers[table].add(row)
        check()

    target = folder / "rejected.parquet"
    whole(folder / "articles.parquet", lambda articles: whole(target, lambda rejected: write(articles, rejected)))


class _Writer:
    """A Parquet file of a table that takes rows one by one, some in memory at a time."""

    def __init__(self, path: Path, table: str) -> None:
        self._table, self._rows, self._characters = table, list[dict[str, Any]](), 0
        self._file = pq.ParquetWriter(path, schema.arrow_schema(table), compression="zstd")

    def add(self, row: dict[str, Any]) -> None:
        """Take a row."""
        self._rows.append(row)
        self._characters += len(row.get("text") or "")
        if len(self._rows) >= ROWS or self._characters >= CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        frame = schema.frame(self._table, self._rows)
        arrow = pa.Table.from_pandas(frame, schema=schema.arrow_schema(self._table), preserve_index=False)
        self._file.write_table(arrow.replace_schema_metadata(None))
        self._rows, self._characters = [], 0

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        if self._rows and error[0] is None:
            self._flush()
        self._file.close()
