"""Files of a corpus folder: tables as Parquet and JSON, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.errors import CorpusError
from dateline.folders import open_parquet, whole


def read_table(folder: Path, table: str) -> pd.DataFrame:
    """Read a table of a corpus folder: a Parquet file, or a folder of parts.

    Raises:
        CorpusError: It is missing or damaged.
    """
    path = folder / f"{table}.parquet"
    try:
        found = _read(path).to_pandas()
    except FileNotFoundError:
        raise CorpusError(f"{path} is missing. Run: dateline read, then dateline tag.", path=str(path)) from None
    except (pa.ArrowException, OSError) as error:
        message = f"{path} is damaged ({error}). Run dateline read again, then dateline tag."
        raise CorpusError(message, path=str(path)) from None
    return schema.conform(found, table)


def _read(path: Path) -> pa.Table:
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    tables = []
    for one in files:
        with open_parquet(one) as file:
            tables.append(file.read())
    return pa.concat_tables(tables)


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


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
