"""Zip archives: written so that the same files give the same bytes, and read as if somebody meant harm."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.bundles.layout import DAMAGED, NO_CRATE, UNSAFE, is_portable
from dateline.errors import BundleError
from dateline.text import printable

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of everything in an archive: the first that the format knows."""
MOST_FILES = 20_000
LARGEST_FILE, LARGEST = 2_000_000_000, 8_000_000_000
"""Bytes of a file and of all files, after unpacking."""
DENSEST, PLAUSIBLE = 100, 1_000_000
"""A file of more than a million bytes is not packed to a hundredth: what unpacks to more was made to fill a disk."""
_BLOCK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, OSError)
_LOCKED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def write_archive(folder: Path, target: Path, *, runnable: frozenset[str] = frozenset()) -> None:
    """Write the files below a folder as a zip archive, under the folder's name.

    Names are sorted; dates, modes and the system are fixed; nothing is packed, since what packing gives differs between
    versions of zlib, and most of a bundle is packed already.

    Args:
        folder: The folder.
        target: The archive.
        runnable: Files that are programs, relative to the folder.
    """
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in files:
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", EPOCH)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | (0o755 if name in runnable else 0o644)) << 16
            with (folder / name).open("rb") as file, archive.open(entry, "w", force_zip64=False) as packed:
                while block := file.read(_BLOCK):
                    packed.write(block)


class Archive:
    """The files of a bundle's archive, each of which is safe to unpack.

    Attributes:
        name: The folder that all files lie in.
    """

    def __init__(self, file: zipfile.ZipFile, size: int) -> None:
        self._file = file
        self._entries = dict(_checked(file, size))
        roots = {name.partition("/")[0] for name in self._entries}
        if len(roots) != 1 or not all("/" in name for name in self._entries):
            found = ", ".join(sorted(roots)[:5]) or "nothing"
            message = f"A bundle's archive holds one folder; this one holds: {found}. It is no bundle of this kit."
            raise BundleError(message, code=NO_CRATE)
        self.name = roots.pop()

    def names(self) -> list[str]:
        """Return the names of the files below the folder, sorted."""
        return sorted(name.partition("/")[2] for name in self._entries)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file, some at a time, and never more than its entry states.

        Raises:
            BundleError: The file is broken, or holds more than was stated.
        """
        entry, left = self._entries[f"{self.name}/{name}"], self._entries[f"{self.name}/{name}"].file_size
        try:
            with self._open(entry) as file:
                while block := file.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise _unsafe(entry.filename, "holds more than the archive states")
                    yield block
        except _BROKEN as error:
            message = f"{name} cannot be unpacked: {printable(str(error))[:200]}. Get the bundle again."
            raise BundleError(message, code=DAMAGED) from error

    def _open(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        try:
            return self._file.open(entry)
        except RuntimeError as error:
            raise _unsafe(entry.filename, "is encrypted") from error

    def unpack(self, target: Path) -> Path:
        """Write all files below a new folder and return the folder in it that they lie in.

        Raises:
            BundleError: A file is broken.
        """
        for name in self.names():
            path = target / self.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for block in self.blocks(name):
                    file.write(block)
        return target / self.name


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open the archive of a bundle, after a look at every entry; nothing is written.

    Raises:
        BundleError: It is no zip archive, or something in it is unsafe; the message says what.
    """
    try:
        file = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BundleError(f"There is no file {path}.") from None
    except _BROKEN as error:
        message = f"{path} is no zip archive that can be opened ({printable(str(error))[:200]}). Get the bundle again."
        raise BundleError(message, code=NO_CRATE) from error
    with file:
        yield Archive(file, path.stat().st_size)


def _checked(file: zipfile.ZipFile, size: int) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the entries that are files, by name; every entry is looked at before the first is yielded."""
    entries = file.infolist()
    if len(entries) > MOST_FILES:
        message = f"The archive holds {len(entries):,} entries; a bundle has at most {MOST_FILES:,}."
        raise BundleError(message, code=UNSAFE)
    seen: dict[str, str] = {}
    for entry in entries:
        _check(entry)
        folded = entry.filename.rstrip("/").casefold()
        if folded in seen:
            raise _unsafe(entry.filename, f"would overwrite {printable(seen[folded])}")
        seen[folded] = entry.filename
    _check_sizes(entries, size)
    files = {entry.filename.casefold() for entry in entries if not entry.is_dir()}
    for name, found in seen.items():
        parents = ["/".join(name.split("/")[:depth]) for depth in range(1, name.count("/") + 1)]
        if any(parent in files for parent in parents):
            raise _unsafe(found, "lies below a file")
    yield from ((entry.filename, entry) for entry in entries if not entry.is_dir())


def _check(entry: zipfile.ZipInfo) -> None:
    # The name as stored: zipfile cuts it at a NUL and turns backslashes round on Windows.
    for name in (entry.orig_filename, entry.filename):
        if not is_portable(name.rstrip("/") if entry.is_dir() else name):
            raise _unsafe(name, "is no name of a file below the bundle's folder on every system")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        raise _unsafe(entry.filename, "is a link, a device or another thing that is no file")
    if entry.flag_bits & _LOCKED:
        raise _unsafe(entry.filename, "is encrypted")
    if entry.compress_type not in _METHODS:
        raise _unsafe(entry.filename, "is packed in a way that bundles are not")
    if entry.is_dir() and entry.file_size:
        raise _unsafe(entry.filename, "is a folder that holds bytes")


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    for entry in entries:
        if entry.file_size > LARGEST_FILE:
            raise _unsafe(entry.filename, f"unpacks to {entry.file_size:,} bytes; at most {LARGEST_FILE:,} are read")
        if entry.file_size > PLAUSIBLE and entry.file_size > DENSEST * entry.compress_size:
            raise _unsafe(entry.filename, "unpacks to more than a hundred times its size")
        if entry.compress_type == zipfile.ZIP_STORED and entry.file_size != entry.compress_size:
            raise _unsafe(entry.filename, "states two sizes")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST:
        raise BundleError(f"The archive unpacks to {total:,} bytes; at most {LARGEST:,} are read.", code=UNSAFE)
    if sum(entry.compress_size for entry in entries) > size:
        raise BundleError("Refused, nothing was unpacked: files in the archive lie over each other.", code=UNSAFE)


def _unsafe(name: str, what: str) -> BundleError:
    message = f'Refused, nothing was unpacked: "{printable(name)[:200]}" {what}.'
    return BundleError(message, code=UNSAFE)
