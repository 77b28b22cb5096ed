"""Folders that stand for classes, as research corpora have them: business/001.txt, sport/001.txt."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from itertools import islice
from pathlib import Path

_NUMBERED = re.compile(r"\d{1,7}(?:\.txt)?")
_CLASS = re.compile(r"[^\W\d_][^\W\d]{2,}(?:[ .\-][^\W\d]{2,}){0,4}")
"""No digits: "batch 2" and "2024" are no classes; no two letters: these are languages or countries."""
GENERIC = frozenset({
    "all", "archive", "archives", "article", "articles", "batch", "clean", "cleaned", "content", "corpora", "corpus",
    "data", "dataset", "dev", "doc", "docs", "document", "documents", "download", "downloads", "export", "exports",
    "file", "files", "input", "items", "misc", "news", "new", "old", "original", "other", "output", "page", "pages",
    "part", "plain", "processed", "raw", "read", "results", "sample", "samples", "source", "sources", "temp", "test",
    "text", "texts", "tmp", "train", "training", "txt", "unsorted", "unsup", "val", "valid", "validation",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
LOOKED_AT = 200


def class_of(path: Path | None) -> str | None:
    """Return the class of a numbered text file; None where it is not certain that its folder stands for one.

    It is certain where at least two folders side by side, with names that mean something, hold numbered files only.

    Args:
        path: The file; None for a part of an archive, whose neighbours are not known.
    """
    if path is None or not _NUMBERED.fullmatch(path.name):
        return None
    folder = path.absolute().parent
    try:
        classes = _classes(folder.parent, folder.parent.stat().st_mtime_ns)
    except OSError:
        return None
    return folder.name if len(classes) > 1 and folder.name in classes else None


@lru_cache(maxsize=100)
def _classes(folder: Path, changed: int) -> frozenset[str]:
    """Return the folders in a folder that look like classes; ``changed`` makes a later look a new one."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, LOOKED_AT) if entry.is_dir() and _is_name(entry.name)]
    return frozenset(name for name in names if _is_numbered(folder / name))


def _is_name(name: str) -> bool:
    return _CLASS.fullmatch(name) is not None and name.lower() not in GENERIC


def _is_numbered(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, LOOKED_AT) if not entry.name.startswith(".")]
    except OSError:
        return False
    numbered = sum(_NUMBERED.fullmatch(name) is not None for name in names)
    return len(names) > 1 and numbered == len(names)
