"""Where corpus folders lie: on a disk, or on any path that fsspec knows (s3://, gs://, abfs://, file://, memory://)."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pyarrow.parquet as pq

from dateline.errors import CorpusError, DatelineError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of the errors that say that a disk is full, a quota used up, or a file larger than may be."""


class NoSpaceError(DatelineError):
    """There is no room for a file."""


def as_folder(folder: str | Path) -> Path:
    """Return a folder as a path: of the disk, or, where there is "://" in it, one that fsspec reads and writes.

    Args:
        folder: Such as "corpora/dam" or "s3://bucket/dam".

    Raises:
        CorpusError: fsspec does not know the address, or the package for it is not installed.
    """
    if not isinstance(folder, str) or "://" not in folder:
        # A path of fsspec's is none of pathlib's, but has the same methods.
        return Path(folder) if isinstance(folder, str) else folder
    from upath import UPath

    try:
        place = UPath(folder)
        place.fs  # noqa: B018 - asked for here, so that what is missing shows here
    except (ImportError, ValueError) as error:
        raise CorpusError(f"{folder} cannot be opened ({error}).", path=folder) from None
    return cast(Path, place)


def on_disk(path: Path) -> bool:
    """Tell whether a path is one of the disk's, not of fsspec's."""
    return isinstance(path, Path)


def whole(target: Path, write: Callable[[Path], object]) -> None:
    """Call ``write`` with a path beside the target and rename it into place: no half file has the final name.

    For a target that is not on the disk the file is made in a temporary folder and then sent.

    Raises:
        NoSpaceError: The disk is full.
    """
    try:
        _whole(target, write)
    except OSError as error:
        if error.errno not in FULL:
            raise
        message = f"No space is left for {target} on {socket.gethostname()} ({os.strerror(error.errno)}). Make room."
        raise NoSpaceError(message) from None


def _whole(target: Path, write: Callable[[Path], object]) -> None:
    beside = target.with_name(f".{target.name}.{uuid4().hex}.part")
    if not on_disk(target):
        _send(target, beside, write)
        return
    try:
        write(beside)
        if target.is_dir():
            shutil.rmtree(target)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _send(target: Path, beside: Path, write: Callable[[Path], object]) -> None:
    files = cast(Any, target).fs
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, target.name)
        write(made)
        if target.is_dir():
            remove_folder(target)
        try:
            files.put_file(str(made), cast(Any, beside).path)
            files.mv(cast(Any, beside).path, cast(Any, target).path)
        finally:
            beside.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder with what is in it; nothing happens where there is none."""
    if on_disk(folder):
        shutil.rmtree(folder, ignore_errors=True)
    elif folder.exists():
        cast(Any, folder).fs.rm(cast(Any, folder).path, recursive=True)


def absolute(path: Path) -> Path:
    """Return a path as other processes can use it, whatever their working folder is."""
    return path.absolute() if on_disk(path) else path


@contextmanager
def open_parquet(path: Path, **options: Any) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file on any path.

    Args:
        path: The file.
        options: As for ``pyarrow.parquet.ParquetFile``.
    """
    if on_disk(path):
        with pq.ParquetFile(path, **options) as file:
            yield file
        return
    with path.open("rb") as raw, pq.ParquetFile(raw, **options) as file:
        yield file
