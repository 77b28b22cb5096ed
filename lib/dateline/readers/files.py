"""Finding files: folders are searched in a fixed order, and what cannot be opened is said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.readers.records import Refusal

CORPUS = "corpus.json"


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path | Refusal, str]]:
    """Find the files under paths.

    Hidden files and folders, and folders that hold a corpus of this kit, are passed over; links to folders are not
    followed, so that no folder is searched twice.

    Args:
        paths: Files and folders.

    Yields:
        A file, or a refusal where a folder cannot be opened, and its name: the path below the parent of what was given,
        with forward slashes, the same on every machine. No file comes twice.
    """
    seen: set[str] = set()
    for path in paths:
        for found, name in _under(path):
            place = str(found) if isinstance(found, Refusal) else os.path.realpath(found)
            if place not in seen:
                seen.add(place)
                yield found, name


def _under(path: Path) -> Iterator[tuple[Path | Refusal, str]]:
    base = Path(os.path.abspath(path)).parent  # noqa: PTH100 - links in the path given stay as they are
    if not path.is_dir():
        yield path, _name(Path(os.path.abspath(path)), base)  # noqa: PTH100
        return
    failures: list[OSError] = []
    for folder, folders, files in os.walk(os.path.abspath(path), onerror=failures.append):  # noqa: PTH100
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_corpus(Path(folder, name)))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name), _name(Path(folder, name), base)
    for failure in failures:
        where = Path(os.fsdecode(failure.filename or path))
        yield Refusal(0, "unreadable", failure.strerror or "the folder cannot be opened"), _name(where, base)


def _is_corpus(folder: Path) -> bool:
    try:
        return (folder / CORPUS).exists()
    except OSError:
        return False


def _name(path: Path, base: Path) -> str:
    """Return a path as text that can be stored: bytes that are no letters become a replacement mark."""
    return path.relative_to(base).as_posix().encode("utf-8", "replace").decode("utf-8")
