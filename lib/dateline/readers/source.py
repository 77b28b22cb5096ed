"""A file as readers see it: on disk or inside an archive, packed or not, its bytes never more than can be held."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dateline.readers.encoding import decode, decode_line
from dateline.readers.records import UnreadableError

LARGEST = 400_000_000
"""Bytes read at once, after unpacking, and all in an archive; formats that are read piece by piece have no limit."""
LARGEST_PART = 200_000_000
"""Bytes of one part of an archive or office document, after unpacking."""
LARGEST_LINE = 50_000_000
"""Bytes of a line: more than any article has."""
LARGE, LARGE_PACKED = 30_000_000, 6_000_000
"""Bytes, and packed bytes, from which a file is read piece by piece where its format allows."""
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
PLAUSIBLE = 20_000_000
DENSEST = 100
"""No text of more than 20 MB is packed to a hundredth: what unpacks to more was made to fill the memory."""
LOOKED_AT = 65_536
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
BROKEN = (gzip.BadGzipFile, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


class Source:
    """A file, or a part of an archive.

    Args:
        name: What it is called in the tables: its path below the folder that was given.
        path: The file; None for bytes in memory.
        data: The bytes, for a part of an archive.
    """

    def __init__(self, name: str, path: Path | None = None, *, data: bytes | None = None) -> None:
        self.name, self.path, self._data = name, path, data
        if path is not None and not path.is_file():
            raise UnreadableError("not-a-file" if path.exists() or path.is_symlink() else "missing-path")

    @cached_property
    def suffix(self) -> str:
        """End of the name in small letters, with its dot and without .gz; a hint only."""
        suffixes = [suffix.lower() for suffix in PurePosixPath(self.name).suffixes]
        if suffixes and suffixes[-1] == ".gz":
            suffixes.pop()
        return suffixes[-1] if suffixes else ""

    @cached_property
    def head(self) -> bytes:
        """The first 65,536 bytes, unpacked: enough to tell what the file is; where it is broken, what stands before."""
        found = b""
        with self.open() as file:
            try:
                while len(found) < LOOKED_AT and (piece := file.read1(LOOKED_AT - len(found))):  # type: ignore[attr-defined]
                    found += piece
            except BROKEN as error:
                if not found:
                    raise UnreadableError("damaged", f"the packed file is broken: {error}") from error
            except OSError as error:
                raise UnreadableError("unreadable", error.strerror or str(error)) from error
        return found

    @cached_property
    def start(self) -> str:
        """The head as text, without a byte order mark; empty where it is no text."""
        try:
            return decode(self.head).removeprefix("\ufeff")
        except UnreadableError:
            return ""

    @cached_property
    def data(self) -> bytes:
        """All bytes, unpacked.

        Raises:
            UnreadableError: The file is empty, damaged, too large, or cannot be opened.
        """
        with self.open() as file:
            found = self._read(file, LARGEST + 1)
        if len(found) > LARGEST:
            raise UnreadableError("too-large", f"more than {LARGEST:,} bytes")
        if len(found) > PLAUSIBLE and len(found) > DENSEST * self._size:
            raise UnreadableError("too-large", "it unpacks to more than a hundred times its size")
        if not found.strip():
            raise UnreadableError("empty")
        return found

    @property
    def text(self) -> str:
        """All of it as text, without a byte order mark.

        Raises:
            UnreadableError: As ``data``; or the bytes are no text.
        """
        return decode(self.data).removeprefix("\ufeff")

    @property
    def large(self) -> bool:
        """Whether it should be read piece by piece."""
        return self._size > (LARGE_PACKED if self._packed else LARGE)

    def lines(self) -> Iterator[str]:
        """Yield its lines with their ends, one in memory at a time; only a line feed ends a line.

        A line that is no UTF-8 is read in the encoding that the head looks like, so one stray line harms no other.

        Raises:
            UnreadableError: It is damaged, no text, or a line is too long; the lines before are given all the same.
        """
        if self.head.startswith(WIDE) or (b"\r" in self.head and b"\n" not in self.head):
            # Two bytes a letter, or the line ends of old computers: these cannot be cut at a byte.
            yield from io.StringIO(self.text, newline="")
            return
        decode(self.head)
        with self.open() as file:
            number = 0
            while line := self._read_line(file):
                number += 1
                if len(line) > LARGEST_LINE:
                    raise UnreadableError("too-large", f"line {number:,} has more than {LARGEST_LINE:,} bytes")
                text = decode_line(line, self.head)
                yield text.removeprefix("\ufeff") if number == 1 else text

    @staticmethod
    def _read_line(file: BinaryIO) -> bytes:
        try:
            return file.readline(LARGEST_LINE + 1)
        except BROKEN as error:
            raise UnreadableError("damaged", f"the packed file is broken: {error}") from error

    def open(self) -> BinaryIO:
        """Open it for reading from the start; gzip is unpacked on the way, whatever the name is.

        Raises:
            UnreadableError: It cannot be opened.
        """
        try:
            file: BinaryIO = io.BytesIO(self._data) if self.path is None else self.path.open("rb")  # type: ignore[arg-type]
            packed = file.read(2) == GZIP
            file.seek(0)
        except OSError as error:
            raise UnreadableError("unreadable", error.strerror or str(error)) from error
        return gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[return-value]

    @cached_property
    def parts(self) -> list[str]:
        """Names of the files inside a zip archive, in its order; none where it is no archive that can be opened."""
        if not self.head.startswith(ZIP):
            return []
        with self._zip() as archive:
            return [info.filename for info in archive.infolist() if not info.is_dir()]

    def part(self, name: str) -> bytes:
        """Return the bytes of a file inside a zip archive; nothing is ever written to disk.

        Raises:
            UnreadableError: There is no such part, or it is locked, damaged or too large.
        """
        with self._zip() as archive:
            return _part(archive, name)

    def each_part(self) -> Iterator[tuple[str, bytes | UnreadableError]]:
        """Yield the name and the bytes of each file inside a zip archive, or why there are none."""
        with self._zip() as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    try:
                        yield info.filename, _part(archive, info)
                    except UnreadableError as error:
                        yield info.filename, error

    def _zip(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path if self.path and not self._packed else io.BytesIO(self.data))
        except (*BROKEN, ValueError, OSError) as error:
            raise UnreadableError("damaged", f"the archive is broken: {error}") from error

    @property
    def _size(self) -> int:
        return len(self._data or b"") if self.path is None else self.path.stat().st_size

    @cached_property
    def _packed(self) -> bool:
        if self.path is None:
            return (self._data or b"").startswith(GZIP)
        with self.path.open("rb") as file:
            return file.read(2) == GZIP

    @staticmethod
    def _read(file: BinaryIO, size: int) -> bytes:
        try:
            return file.read(size)
        except BROKEN as error:
            raise UnreadableError("damaged", f"the packed file is broken: {error}") from error
        except OSError as error:
            raise UnreadableError("unreadable", error.strerror or str(error)) from error


def _part(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    try:
        info = archive.getinfo(name) if isinstance(name, str) else name
        if info.file_size > PLAUSIBLE and info.file_size > DENSEST * info.compress_size:
            raise UnreadableError("too-large", "a part of the archive unpacks to more than a hundred times its size")
        with archive.open(info) as file:
            data = file.read(LARGEST_PART + 1)
    except KeyError as error:
        raise UnreadableError("damaged", f"a part is missing from the archive: {name}") from error
    except RuntimeError as error:
        raise UnreadableError("encrypted", str(error)[:200]) from error
    except (*BROKEN, ValueError, OSError) as error:
        raise UnreadableError("damaged", f"a part of the archive is broken: {error}") from error
    if len(data) > LARGEST_PART:
        raise UnreadableError("too-large", f"a part of the archive has more than {LARGEST_PART:,} bytes")
    return data
