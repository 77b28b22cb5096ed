"""Bytes to text: the encoding of a file that may not say which it has, or says a wrong one."""

from __future__ import annotations

import codecs
import re

from dateline.readers.records import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"PAR1",
    b"MZ\x90",
)
LOOKED_AT = 65_536


def decode(data: bytes, *, declared: str = "") -> str:
    """Return bytes as text.

    Tried in this order: a byte order mark, UTF-8, the declared encoding, then what the bytes look like; files that
    declare ISO-8859-1 and are UTF-8 come out right, and so do those that mean Windows-1252.

    Args:
        data: The bytes.
        declared: The encoding that the file itself states.

    Raises:
        UnreadableError: The bytes are no text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    start = data[:LOOKED_AT]
    if data.startswith(SIGNATURES):
        raise UnreadableError("binary", "its first bytes are those of another kind of file")
    wide = _wide(start)
    if wide:
        return data.decode(wide, "replace")
    if len(CONTROL.findall(start)) * 100 > len(start):
        raise UnreadableError("binary", "it is full of bytes that no text has")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_guess(data, declared), "replace")


def decode_line(line: bytes, head: bytes) -> str:
    """Return one line of a file as text.

    Args:
        line: The bytes of the line.
        head: The start of the file, which shows the encoding where the line is no UTF-8.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        other = _broken(head) and not _damaged(head)
        return line.decode(_guess(head, "") if other else "utf-8" if _damaged(line) else "cp1252", "replace")


def _wide(start: bytes) -> str:
    """Tell UTF-16 without a mark by the zero bytes at every other place."""
    if len(start) < 4:
        return ""
    half = len(start) // 2
    zeros = start[::2].count(0), start[1::2].count(0)
    if zeros[1] > half * 0.6 and zeros[0] < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > half * 0.6 and zeros[1] < half * 0.1 else ""


def _broken(data: bytes) -> int:
    return data[:-4].decode("utf-8", "replace").count("\ufffd")


def _damaged(data: bytes) -> bool:
    """Tell UTF-8 with a few stray bytes, which is damage, from another encoding."""
    return data.decode("utf-8", "replace").count("\ufffd") * 5 < sum(byte > 127 for byte in data)


def _guess(data: bytes, declared: str) -> str:
    from charset_normalizer import from_bytes

    name = declared.strip().lower()
    # Pages that say ISO-8859-1 or ASCII mean Windows-1252, as the WHATWG encoding standard has it.
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "utf-8", "utf8"}:
        name = ""
    try:
        if name and codecs.lookup(name).name not in {"utf-8"} and codecs.lookup(name)._is_text_encoding:
            return name
    except LookupError:
        pass
    if _damaged(data[:LOOKED_AT]):
        return "utf-8"
    best = from_bytes(
        data[:LOOKED_AT],
        cp_isolation=["cp1250", "cp1251", "cp1252", "koi8-r", "shift_jis", "gb18030", "big5", "euc_kr"],
    ).best()
    return best.encoding if best else "cp1252"
