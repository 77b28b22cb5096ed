"""Counts of terms kept in a corpus folder, so that a question asked again does not read the texts again."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.analysis.term_table import TermOptions, TermParts, TermTable, engine_version
from dateline.analysis.term_table.table import sparse
from dateline.folders import NoSpaceError, open_parquet, remove_folder, whole
from dateline.partitions import rechunked
from dateline.text import WORD, content_id

FOLDER, PARTS = ".terms", ".terms-parts"
COUNTED = "counts.parquet"
ROWS = 5000
"""Articles that are read or written at a time."""
BUFFER = 1 << 20
"""Bytes of the file that are read at a time."""
NUMBERS = pa.list_(pa.int32())
COUNTS = pa.schema([("article", pa.large_string()), ("words", pa.int64()), ("terms", NUMBERS), ("counts", NUMBERS)])
TERMS = pa.schema([("term", pa.large_string())])
DAMAGES = (OSError, pa.ArrowException, ValueError, KeyError)
"""What reading damaged counts may raise."""


def kept_terms(corpus: Path, content: str, options: TermOptions) -> TermTable | None:
    """Return the counts that a corpus folder keeps; None where there are none, or they are damaged.

    Args:
        corpus: The corpus folder.
        content: SHA-256 of its articles.
        options: What counts as a term.
    """
    try:
        parts = kept_parts(corpus, content, options)
        return None if parts is None else whole_table(parts, _pairs(_place(corpus, content, options)))
    except DAMAGES:
        return None


def kept_parts(corpus: Path, content: str, options: TermOptions) -> TermParts | None:
    """Return the counts that a corpus folder keeps, some articles at a time; None where there are none.

    Args:
        corpus: The corpus folder.
        content: SHA-256 of its articles.
        options: What counts as a term.

    Returns:
        The counts. Where they are damaged, reading them raises one of ``DAMAGES``.
    """
    return read_parts(_place(corpus, content, options))


def read_parts(folder: Path) -> TermParts | None:
    """Return the counts that ``write_counts`` wrote into a folder, as ``kept_parts`` does."""
    try:
        pairs = _pairs(folder)
        with open_parquet(folder / "terms.parquet", page_checksum_verification=True) as file:
            terms = file.read()["term"]
    except DAMAGES:
        return None
    index = pd.Index(pd.array(terms, dtype="str"))
    return TermParts(index, lambda: _tables(folder / COUNTED, index, pairs))


def _pairs(folder: Path) -> int:
    """Return how many pairs of article and term there are."""
    with open_parquet(folder / COUNTED) as file:
        metadata = file.metadata
    place = COUNTS.get_field_index("terms")
    pairs = int((metadata.metadata or {})[b"pairs"])
    values = sum(metadata.row_group(number).column(place).num_values for number in range(metadata.num_row_groups))
    if not 0 <= pairs <= values:
        raise ValueError("More counts are promised than are there.")
    return pairs


def _tables(path: Path, terms: pd.Index, pairs: int) -> Iterator[TermTable]:
    how: dict[str, Any] = {"page_checksum_verification": True, "pre_buffer": False, "buffer_size": BUFFER}
    with open_parquet(path, **how) as file:
        for batch in file.iter_batches(ROWS, use_threads=False):
            counts, columns = (batch.column(name).flatten().to_numpy() for name in ("counts", "terms"))
            sizes = batch.column("terms").value_lengths().to_numpy()
            rows = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])
            pairs -= len(counts)
            fits = len(counts) == len(columns) == rows[-1] and pairs >= 0
            if not fits or (len(columns) and not 0 <= columns.min() <= columns.max() < len(terms)):
                raise ValueError("The counts do not fit together.")
            articles = pd.Index(pd.array(batch.column("article"), dtype="str"))
            matrix = sparse(counts, columns, rows, terms=len(terms))
            yield TermTable(matrix, terms=terms, articles=articles, words=batch.column("words").to_numpy())
    if pairs:
        raise ValueError("Fewer counts are there than were promised.")


def whole_table(parts: TermParts, pairs: int) -> TermTable:
    """Return counts as one table in memory.

    Args:
        parts: The counts.
        pairs: Number of pairs of article and term.
    """
    counts, columns = np.empty(pairs, dtype=np.int32), np.empty(pairs, dtype=np.int32)
    words, rows = [np.empty(0, dtype=np.int64)], [np.zeros(1, dtype=np.int64)]
    articles, at = list[pa.Array](), 0
    for table in parts.tables():
        end = at + table.counts.nnz
        counts[at:end], columns[at:end] = table.counts.data, table.counts.indices
        rows.append(table.counts.indptr[1:].astype(np.int64) + at)
        words.append(table.words)
        articles.append(pa.array(table.articles, pa.large_string()))
        at = end
    names = pd.Index(pd.array(pa.chunked_array(articles, pa.large_string()), dtype="str"))
    matrix = sparse(counts, columns, np.concatenate(rows), terms=len(parts.terms))
    return TermTable(matrix, terms=parts.terms, articles=names, words=np.concatenate(words))


def forget(corpus: Path, content: str, options: TermOptions) -> None:
    """Remove counts that a corpus folder keeps."""
    remove_folder(_place(corpus, content, options))


def keep(corpus: Path, content: str, options: TermOptions, parts: TermParts) -> None:
    """Keep counts in a corpus folder, whole or not at all, and remove those of other articles.

    Where the folder cannot be written, nothing is kept.
    """
    target = _place(corpus, content, options)
    try:
        for other in (corpus / FOLDER).glob("*"):
            if other.name != target.parent.name:
                remove_folder(other)
        write_counts(target, parts)
    except (OSError, NoSpaceError):
        with contextlib.suppress(OSError):
            remove_folder(target)


def write_counts(folder: Path, parts: TermParts) -> None:
    """Write counts into a folder, each file whole or not at all; the last one says that all are there.

    Raises:
        NoSpaceError: The disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    terms = pa.table([pa.array(parts.terms)], schema=TERMS)
    whole(folder / "terms.parquet", lambda path: pq.write_table(terms, path, **_how()))
    whole(folder / COUNTED, lambda path: _write(path, parts))


def _write(path: Path, parts: TermParts) -> None:
    encoding = {"terms.list.element": "DELTA_BINARY_PACKED"}
    dictionary = ["counts.list.element"]
    pairs = 0

    def pieces() -> Iterator[pa.Table]:
        nonlocal pairs
        for table in parts.tables():
            pairs += table.counts.nnz
            for start in range(0, len(table.articles), ROWS):
                yield _rows(table, start, min(start + ROWS, len(table.articles)))

    with pq.ParquetWriter(path, COUNTS, use_dictionary=dictionary, column_encoding=encoding, **_how()) as writer:
        # The same rows together however they were counted, so that the file is the same.
        for rows in rechunked(pieces(), ROWS):
            writer.write_table(rows)
        writer.add_key_value_metadata({"pairs": str(pairs)})


def _rows(table: TermTable, start: int, end: int) -> pa.Table:
    counts = table.counts
    first, last = (int(counts.indptr[row]) for row in (start, end))
    offsets = pa.array((counts.indptr[start : end + 1] - first).astype(np.int32))
    lists = [
        pa.ListArray.from_arrays(offsets, pa.array(values[first:last], pa.int32()))
        for values in (counts.indices, counts.data)
    ]
    named = [pa.array(table.articles[start:end], pa.large_string()), pa.array(table.words[start:end])]
    return pa.Table.from_arrays([*named, *lists], schema=COUNTS)


def _how() -> dict[str, Any]:
    return {"compression": "zstd", "write_page_checksum": True}


def _place(corpus: Path, content: str, options: TermOptions) -> Path:
    # Which signs are letters, and what is folded into what, comes with Python's Unicode tables.
    version = (engine_version(), WORD.pattern, unicodedata.unidata_version)
    return corpus / FOLDER / content[:16] / content_id(*version, json.dumps(options.as_dict(), sort_keys=True))


def parts_place(corpus: Path, content: str, options: TermOptions) -> Path:
    """Return the folder for counts of parts of the articles, until they are joined; arguments as for ``keep``."""
    kept = _place(corpus, content, options)
    return corpus / PARTS / kept.parent.name / kept.name
