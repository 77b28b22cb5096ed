"""Which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dateline.readers.html import read_html
from dateline.readers.json_files import read_json, read_json_lines
from dateline.readers.plain import read_plain
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.tables import read_csv, read_parquet

Reader = Callable[[Path], Found]

READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}
"""Readers by the end of a file's name, without .gz."""


def read_file(path: Path) -> Iterator[Record | Refusal]:
    """Read a file with the reader for its kind; whatever goes wrong is a refusal, never an error.

    Args:
        path: The file.

    Yields:
        Records and refusals, in the order of the file.
    """
    reader = READERS.get(_kind(path))
    if reader is None:
        reason = "unknown-format" if path.exists() else "missing-path"
        yield Refusal(0, reason, f"its name ends in {path.suffix}" if path.suffix and path.exists() else "")
        return
    try:
        yield from reader(path)
    except UnreadableError as error:
        yield error.refusal
    except OSError as error:
        yield Refusal(0, "unreadable", error.strerror or str(error))
    except (ValueError, RecursionError, MemoryError) as error:
        yield Refusal(0, "damaged", f"{type(error).__name__}: {str(error)[:200]}")


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
