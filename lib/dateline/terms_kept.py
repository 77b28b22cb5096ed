"""Counts of terms kept in a corpus folder, so that a question asked again does not read the texts again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
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
from dateline.text import WORD, content_id

FOLDER = ".terms"
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
        return None if parts is None else _whole(parts, _pairs(_place(corpus, content, options)))
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
    folder = _place(corpus, content, options)
    try:
        pairs = _pairs(folder)
        terms = pq.read_table(folder / "terms.parquet", page_checksum_verification=True)["term"]
    except DAMAGES:
        return None
    index = pd.Index(pd.array(terms, dtype="str"))
    return TermParts(index, lambda: _tables(folder / "counts.parquet", index, pairs))


def _pairs(folder: Path) -> int:
    """Return how many pairs of article and term there are."""
    metadata = pq.read_metadata(folder / "counts.parquet")
    place = COUNTS.get_field_index("terms")
    pairs = int((metadata.metadata or {})[b"pairs"])
    values = sum(metadata.row_group(number).column(place).num_values for number in range(metadata.num_row_groups))
    if not 0 <= pairs <= values:
        raise ValueError("More counts are promised than are there.")
    return pairs


def _tables(path: Path, terms: pd.Index, pairs: int) -> Iterator[TermTable]:
    how: dict[str, Any] = {"page_checksum_verification": True, "pre_buffer": False, "buffer_size": BUFFER}
    with pq.ParquetFile(path, **how) as file:
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


def _whole(parts: TermParts, pairs: int) -> TermTable:
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
    shutil.rmtree(_place(corpus, content, options), ignore_errors=True)


def keep(corpus: Path, content: str, options: TermOptions, parts: TermParts) -> None:
    """Keep counts in a corpus folder, whole or not at all, and remove those of other articles.

    Where the folder cannot be written, nothing is kept.
    """
    target = _place(corpus, content, options)
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        for other in (corpus / FOLDER).glob("*"):
            if other != target.parent:
                shutil.rmtree(other, ignore_errors=True)
        beside.mkdir(parents=True, exist_ok=True)
        try:
            pq.write_table(pa.table([pa.array(parts.terms)], schema=TERMS), beside / "terms.parquet", **_how())
            _write(beside / "counts.parquet", parts)
            shutil.rmtree(target, ignore_errors=True)
            beside.replace(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, parts: TermParts) -> None:
    encoding = {"terms.list.element": "DELTA_BINARY_PACKED"}
    dictionary = ["counts.list.element"]
    pairs = 0
    with pq.ParquetWriter(path, COUNTS, use_dictionary=dictionary, column_encoding=encoding, **_how()) as writer:
        for table in parts.tables():
            for start in range(0, len(table.articles), ROWS):
                writer.write_table(_rows(table, start, min(start + ROWS, len(table.articles))))
            pairs += table.counts.nnz
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
