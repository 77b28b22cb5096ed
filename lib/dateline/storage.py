"""Files of a corpus folder: tables as Parquet and JSON, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.errors import CorpusError


def read_table(folder: Path, table: str) -> pd.DataFrame:
    """Read a table of a corpus folder: a Parquet file, or a folder of parts.

    Raises:
        CorpusError: It is missing or damaged.
    """
    path = folder / f"{table}.parquet"
    try:
        found = pq.read_table(path).to_pandas()
    except FileNotFoundError:
        raise CorpusError(f"{path} is missing. Run: dateline read, then dateline tag.", path=str(path)) from None
    except (pa.ArrowException, OSError) as error:
        message = f"{path} is damaged ({error}). Run dateline read again, then dateline tag."
        raise CorpusError(message, path=str(path)) from None
    return schema.conform(found, table)


def read_rows(folder: Path, table: str, start: int, end: int) -> pd.DataFrame:
    """Read some rows of a table of a corpus folder; the others are not loaded.

    Args:
        folder: The corpus folder.
        table: Name of the table.
        start: Number of the first row, from 0.
        end: Number after that of the last row.
    """
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        firsts = list(accumulate(sizes, initial=0))
        groups = [n for n, size in enumerate(sizes) if firsts[n] < end and firsts[n] + size > start]
        found = file.read_row_groups(groups)
    first = firsts[groups[0]] if groups else 0
    return schema.conform(found.slice(start - first, end - start).to_pandas(), table)


def write_table(folder: Path, table_frame: pd.DataFrame, table: str) -> str:
    """Write a table as ``<table>.parquet``, whole or not at all, and return the file's SHA-256."""
    arrow = pa.Table.from_pandas(table_frame, schema=schema.arrow_schema(table), preserve_index=False)
    target = folder / f"{table}.parquet"
    whole(target, lambda path: pq.write_table(arrow.replace_schema_metadata(None), path, compression="zstd"))
    return file_sha256(target)


def write_json(target: Path, value: Any) -> None:
    """Write JSON, sorted and indented, whole or not at all."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    whole(target, lambda path: path.write_bytes(text.encode()))


def whole(target: Path, write: Callable[[Path], object]) -> None:
    """Call ``write`` with a path beside the target and rename it into place: no half file has the final name."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        write(beside)
        if target.is_dir():
            shutil.rmtree(target)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
