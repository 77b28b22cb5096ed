"""Counting the terms of a corpus folder: in this process, or part by part on workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path

import pyarrow as pa

from dateline.analysis.term_table import TermOptions, TermParts, count_batches, engine_version, join_parts
from dateline.cluster import Cluster, ClusterError
from dateline.errors import CorpusError
from dateline.folders import absolute, open_parquet, remove_folder
from dateline.partitions import Rows, article_files, read_rows, reading, split_rows
from dateline.parts import run_parts
from dateline.terms_kept import COUNTED, PARTS, parts_place, read_parts, write_counts
from dateline.text import content_id

ARTICLES_A_PART = 5_000
"""Articles that a worker counts together: about a second's work."""
ROWS = 1000
"""Articles that are read at a time."""
BUFFER = 1 << 20
"""Bytes of the file that are read at a time."""


def article_batches(corpus: Path, *, progress: bool) -> Iterator[tuple[pa.Array, pa.Array]]:
    """Yield ids and texts of the articles of a corpus folder, some articles at a time.

    Raises:
        CorpusError: The articles are missing or damaged.
    """
    yield from chain.from_iterable(_batches(file, progress=progress) for file in article_files(corpus))


def _batches(path: Path, *, progress: bool) -> Iterator[tuple[pa.Array, pa.Array]]:
    from tqdm import tqdm

    # Read ahead, the whole file would come to stand in memory as it is on disk.
    with (
        reading(path),
        open_parquet(path, pre_buffer=False, buffer_size=BUFFER) as file,
        tqdm(total=file.metadata.num_rows, desc="Counting", unit=" articles", disable=not progress) as bar,
    ):
        for batch in file.iter_batches(ROWS, columns=["id", "text"], use_threads=False):
            yield batch.column("id"), batch.column("text")
            bar.update(len(batch))


@dataclass(frozen=True, slots=True)
class CountPart:
    """Some articles in a row, and the folder that their counts go to.

    Attributes:
        rows: The articles.
        folder: Where their counts go.
        options: What counts as a term.
        engine: Version of what counts, which every worker must have.
    """

    rows: Rows
    folder: Path
    options: TermOptions
    engine: str

    def __str__(self) -> str:
        return str(self.rows)


@contextmanager
def count_on_workers(
    corpus: Path, options: TermOptions, *, content: str, cluster: Cluster, size: int, progress: bool
) -> Iterator[TermParts]:
    """Count parts on a cluster, each kept in the folder as soon as it is there, and give them joined.

    Parts that an earlier, interrupted run counted are not counted again; at the end of the block they are removed.

    Args:
        corpus: The corpus folder.
        options: What counts as a term.
        content: SHA-256 of the articles.
        cluster: Where parts are counted.
        size: Articles in a part.
        progress: Show a progress bar.

    Raises:
        ClusterError: The cluster does not answer, or a worker is not fit for the work.
        CorpusError: The articles, or counts that an earlier run left, are damaged.
        PartsError: Some parts could not be counted; all others are kept.
    """
    from tqdm import tqdm

    place = parts_place(absolute(corpus), content, options)
    parts = [
        CountPart(rows, place / content_id(rows.first, len(rows)), options, engine_version())
        for rows in split_rows(absolute(corpus), size)
    ]
    there = {found.parent.name for found in place.glob(f"*/{COUNTED}")}
    todo = [part for part in parts if part.folder.name not in there]
    total, left = (sum(len(part.rows) for part in some) for some in (parts, todo))
    check = lambda: cluster.check(corpus)  # noqa: E731
    with tqdm(total=total, initial=total - left, desc="Counting", unit=" articles", disable=not progress) as bar:
        for part, _ in run_parts(_count_part, todo, cluster=cluster, check=check, total=len(parts)):
            bar.update(len(part.rows))
    yield join_parts([partial(_counted, part) for part in parts])
    remove_folder(corpus / PARTS)


@cache
def _engine() -> str:
    return engine_version()


def _count_part(part: CountPart) -> None:
    """Count the terms of some articles into their folder; called on workers."""
    if _engine() != part.engine:
        raise ClusterError(f"A worker has another version of what counts terms ({_engine()}, not {part.engine}).")
    if not (part.folder / COUNTED).exists():
        found = read_rows(part.rows, ["id", "text"])
        batches = ((batch.column("id"), batch.column("text")) for batch in found.to_batches())
        table = count_batches(batches, part.options)
        write_counts(part.folder, TermParts(table.terms, lambda: iter([table])))


def _counted(part: CountPart) -> TermParts:
    found = read_parts(part.folder)
    if found is None:
        remove_folder(part.folder)
        message = f"The counts of {part} in {part.folder} are damaged. Run this again: they are made anew."
        raise CorpusError(message, path=str(part.folder))
    return found
