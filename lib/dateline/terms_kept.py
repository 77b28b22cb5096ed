"""Counts of terms kept in a corpus folder, so that a question asked again does not read the texts again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.analysis.term_table import TermOptions, TermTable, engine_version
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


def kept_terms(corpus: Path, content: str, options: TermOptions) -> TermTable | None:
    """Return the counts that a corpus folder keeps; None where there are none, or they are damaged.

    Args:
        corpus: The corpus folder.
        content: SHA-256 of its articles.
        options: What counts as a term.
    """
    folder = _place(corpus, content, options)
    try:
        terms = pq.read_table(folder / "terms.parquet", page_checksum_verification=True)["term"]
        with pq.ParquetFile(
            folder / "counts.parquet", page_checksum_verification=True, pre_buffer=False, buffer_size=BUFFER
        ) as file:
            return _read(file, pd.Index(pd.array(terms, dtype="str")))
    except (OSError, pa.ArrowException, ValueError, KeyError):
        return None


def _read(file: pq.ParquetFile, terms: pd.Index) -> TermTable:
    pairs = int((file.schema_arrow.metadata or {})[b"pairs"])
    groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
    if not 0 <= pairs <= sum(group.column(COUNTS.get_field_index("terms")).num_values for group in groups):
        raise ValueError("More counts are promised than are there.")
    counts, columns = np.empty(pairs, dtype=np.int32), np.empty(pairs, dtype=np.int32)
    words, sizes, ids = [np.empty(0, dtype=np.int64)], [np.zeros(1, dtype=np.int64)], list[pa.Array]()
    at = 0
    for batch in file.iter_batches(ROWS, use_threads=False):
        found, ours = (batch.column(name).flatten().to_numpy() for name in ("counts", "terms"))
        counts[at : at + len(found)], columns[at : at + len(ours)] = found, ours
        at += len(found)
        ids.append(batch.column("article"))
        words.append(batch.column("words").to_numpy())
        sizes.append(batch.column("terms").value_lengths().to_numpy())
    rows = np.cumsum(np.concatenate(sizes))
    if rows[-1] != pairs or at != pairs or (pairs and not 0 <= columns.min() <= columns.max() < len(terms)):
        raise ValueError("The counts do not fit together.")
    articles = pd.Index(pd.array(pa.chunked_array(ids, pa.large_string()), dtype="str"))
    matrix = sparse(counts, columns, rows, terms=len(terms))
    return TermTable(matrix, terms=terms, articles=articles, words=np.concatenate(words))


def keep(corpus: Path, content: str, options: TermOptions, table: TermTable) -> None:
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
            pq.write_table(pa.table([pa.array(table.terms)], schema=TERMS), beside / "terms.parquet", **_how())
            _write(beside / "counts.parquet", table)
            shutil.rmtree(target, ignore_errors=True)
            beside.replace(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, table: TermTable) -> None:
    counts = table.counts
    schema = COUNTS.with_metadata({"pairs": str(counts.nnz)})
    encoding = {"terms.list.element": "DELTA_BINARY_PACKED"}
    dictionary = ["counts.list.element"]
    with pq.ParquetWriter(path, schema, use_dictionary=dictionary, column_encoding=encoding, **_how()) as writer:
        for start in range(0, len(table.articles), ROWS):
            end = min(start + ROWS, len(table.articles))
            first, last = (int(counts.indptr[row]) for row in (start, end))
            offsets = pa.array((counts.indptr[start : end + 1] - first).astype(np.int32))
            lists = [
                pa.ListArray.from_arrays(offsets, pa.array(values[first:last], pa.int32()))
                for values in (counts.indices, counts.data)
            ]
            named = [pa.array(table.articles[start:end], pa.large_string()), pa.array(table.words[start:end])]
            writer.write_table(pa.Table.from_arrays([*named, *lists], schema=schema))


def _how() -> dict[str, Any]:
    return {"compression": "zstd", "write_page_checksum": True}


def _place(corpus: Path, content: str, options: TermOptions) -> Path:
    # Which signs are letters, and what is folded into what, comes with Python's Unicode tables.
    version = (engine_version(), WORD.pattern, unicodedata.unidata_version)
    return corpus / FOLDER / content[:16] / content_id(*version, json.dumps(options.as_dict(), sort_keys=True))
