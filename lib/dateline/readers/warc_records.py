"""The records of a WARC file, one in memory at a time; after damage the next record is searched for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from dateline.readers.source import GZIP

CHUNK = 262_144
LARGEST_RECORD = 20_000_000
"""Bytes of a record that are read; what is longer is no page and is passed over."""
LONGEST_HEAD = 65_536
MOST_DAMAGES = 1_000
"""Places of damage after which a file is given up."""
GAP = b"\r\n\r\n"
_MEMBER = GZIP + b"\x08"
_BEGINS = re.compile(rb"[\r\n](?=WARC/\d)")
_NEXT = GAP + b"WARC/1."
_DAMAGE = GAP + b"WARC/damaged" + GAP
"""What stands in place of a broken packed member, of which nothing may be left: a head that is none."""
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]{0,9}:[ \t]{0,9}(\d{1,15})[ \t]{0,9}\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record, or a place where the file is damaged.

    Attributes:
        number: Number of the record, from 1.
        place: Byte at which it begins, counted after unpacking.
        data: Its bytes with its head; of a record that is too long the head alone.
        length: Bytes that follow the head, as it states.
        damage: What is wrong; empty for a whole record.
    """

    number: int
    place: int
    data: bytes
    length: int = 0
    damage: str = ""


def read_records(file: IO[bytes]) -> Iterator[WarcRecord]:
    """Yield the records of a WARC file, and one for each place of damage, after which the next record is found.

    Args:
        file: The file, packed record by record, as a whole, or not at all.
    """
    stream = _Stream(unpack(file))
    number = damages = 0
    while stream.begin():
        number += 1
        record = _next(stream, number)
        yield record
        if record.damage:
            damages += 1
            if damages >= MOST_DAMAGES:
                yield WarcRecord(number + 1, stream.place, b"", damage="too many damages: the rest is left")
                return
            stream.find_next()


def _next(stream: _Stream, number: int) -> WarcRecord:
    """Read a record and move behind it; stay where it begins, but for one byte, where it is damaged."""
    place = stream.place
    head = stream.head()
    length = _LENGTH.search(head)
    if not head or length is None:
        return WarcRecord(number, place, b"", damage="no head of a record")
    size = int(length[1])
    if size > LARGEST_RECORD:
        damage = stream.pass_over(head, size)
        return WarcRecord(number, place, b"" if damage else head, size, damage=damage)
    stream.fill(len(head) + size + 32)
    if stream.rest() < len(head) + size:
        return WarcRecord(number, place, b"", damage="the record ends early")
    after = stream.peek(len(head) + size, 32).lstrip(b"\r\n")
    if after and not after.startswith(b"WARC/"):
        return WarcRecord(number, place, b"", damage="the record is not as long as it states")
    return WarcRecord(number, place, stream.take(len(head) + size), size)


def unpack(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file, unpacked where it is packed; a mark stands where a member of gzip is damaged.

    Args:
        file: The file, opened for bytes.
    """
    data = file.read(CHUNK)
    if not data.startswith(GZIP):
        while data:
            yield data
            data = file.read(CHUNK)
        return
    while data:
        member = zlib.decompressobj(31)
        try:
            while not member.eof and data:
                yield member.decompress(data, CHUNK)
                data = member.unconsumed_tail or (b"" if member.eof else file.read(CHUNK))
        except zlib.error:
            yield _DAMAGE
            data = _next_member(data[1:], file)
            continue
        if not member.eof:
            yield _DAMAGE
        data = (member.unused_data or file.read(CHUNK)).lstrip(b"\x00")


def _next_member(data: bytes, file: IO[bytes]) -> bytes:
    """Return the bytes from the next start of a packed member on."""
    while True:
        found = data.find(_MEMBER)
        if found >= 0:
            return data[found:]
        more = file.read(CHUNK)
        if not more:
            return b""
        data = data[-2:] + more


class _Stream:
    """Bytes that come in pieces, with a window over them that starts at ``place``."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._window, self._start = pieces, bytearray(), 0
        self._before = 0

    @property
    def place(self) -> int:
        return self._before + self._start

    def rest(self) -> int:
        return len(self._window) - self._start

    def fill(self, size: int) -> None:
        """Read until the window has so many bytes, or the file ends."""
        while self.rest() < size and (piece := next(self._pieces, None)) is not None:
            self._window += piece

    def begin(self) -> bool:
        """Move past blank lines; tell whether anything follows."""
        while True:
            self.fill(1)
            if not self.rest():
                return False
            while self.rest() and self._window[self._start] in b"\r\n":
                self._start += 1
            if self.rest():
                self._forget()
                return True

    def head(self) -> bytes:
        """Return the head of a record with the blank line after it; nothing where there is none."""
        self.fill(5)
        if not self._window.startswith(b"WARC/", self._start):
            return b""
        for size in (4096, LONGEST_HEAD):
            self.fill(size)
            if end := _HEAD_ENDS.search(self._window, self._start, self._start + size):
                return bytes(self._window[self._start : end.end()])
        return b""

    def peek(self, offset: int, size: int) -> bytes:
        return bytes(self._window[self._start + offset : self._start + offset + size])

    def take(self, size: int) -> bytes:
        """Return so many bytes and move behind them."""
        found = bytes(self._window[self._start : self._start + size])
        self._start += size
        return found

    def pass_over(self, head: bytes, size: int) -> str:
        """Move behind a record without keeping it; say what is wrong with it, and stay before what tells so."""
        self._start += len(head)
        while size > 0:
            self.fill(CHUNK)
            step = min(size, max(self.rest() - len(_NEXT), 1))
            if not self.rest():
                return "the file ends inside of the record"
            other = self._window.find(_NEXT, self._start, self._start + step + len(_NEXT))
            if other >= 0:
                self._start = other
                return "the record is not as long as it states"
            self._start += step
            size -= step
            self._forget()
        return ""

    def find_next(self) -> None:
        """Move to the next line that begins a record, or to the end."""
        while True:
            if found := _BEGINS.search(self._window, self._start):
                self._start = found.end()
                return
            self._start = max(self._start, len(self._window) - 6)
            self._forget()
            before = self.rest()
            self.fill(before + 1)
            if self.rest() == before:
                self._start = len(self._window)
                return

    def _forget(self) -> None:
        if self._start > 1_000_000:
            del self._window[: self._start]
            self._before += self._start
            self._start = 0
