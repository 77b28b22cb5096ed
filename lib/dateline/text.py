"""Characters and words: what counts as a word, a quotation mark, an id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
"""A word: letters and digits of any script, with inner apostrophes and hyphens (Kharkiv, don't, so-called)."""

OPENING = "“„«‟‹"
CLOSING = "”»›"
STRAIGHT = '"'
QUOTATION_MARKS = frozenset(OPENING + CLOSING + STRAIGHT)


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Spelt here, since strftime follows the machine's language."""


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES: Mapping[str, int] = {word: number for number, word in enumerate(_SMALL.split())}
TENS: Mapping[str, int] = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
"""Numbers in words."""


def day_text(day: date) -> str:
    """Return a day as text, the same on every machine: 4 Mar 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def count_text(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is one: 1 claim, 2 claims."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Return text that can do nothing to a terminal: signs that do not print become \ufffd."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def normalise(text: str) -> str:
    """Return text in Unicode NFC with line ends as \\n and without byte order mark or NUL."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal; lone surrogates count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def folder_id(folder: Path) -> str:
    """Return a short id of the files in a package's folder, so that what other versions of them made is known."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def content_id(*parts: object) -> str:
    """Return a short id (16 hexadecimal digits) that depends on the parts alone, so that it is the same everywhere."""
    return sha256("\x1f".join(str(part) for part in parts))[:16]
