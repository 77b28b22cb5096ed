"""What readers give: records of articles, and refusals with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REASONS: Mapping[str, str] = {
    "missing-path": "there is no such file or folder: check the spelling",
    "unreadable": "the file cannot be opened: check its permissions",
    "not-a-file": "a device, pipe or broken link is not opened",
    "unknown-format": "this kit does not read files of this kind: convert it, or leave it out",
    "empty": "the file has no content",
    "binary": "the file is not the text that its name says: look at what it really is",
    "too-large": "the file is larger than can be read at once: split it",
    "damaged": "the file ends early or is broken: get it again",
    "not-records": "the file holds no list of records: see the README for the shapes that are read",
    "not-a-record": "the record is no object with fields",
    "no-text": "the record has no article text: name its field with --columns text=…",
    "no-article": "the page holds no article text",
    "duplicate": "the same article was read before",
}
"""Reason codes, which stay the same between versions, and what each means for the user."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a file gives it.

    Attributes:
        number: Number of the record in its file, from 1.
        fields: Values under our names of fields: ``text`` and any of ``id headline outlet authors published language
            url section agency``. Values are as the file gives them.
        text_outlet: An outlet that only the text names.
    """

    number: int
    fields: Mapping[str, Any]
    text_outlet: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that cannot be read.

    Attributes:
        number: Number of the record in its file, from 1; 0 for the whole file.
        reason: A key of ``REASONS``.
        detail: What was found.
    """

    number: int
    reason: str
    detail: str = ""


Found = Iterator[Record | Refusal]


class UnreadableError(Exception):
    """A file that cannot be read as a whole; carries the refusal."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail)
        self.refusal = Refusal(0, reason, detail)


LARGEST = 1_000_000_000
"""Bytes of a file, after unpacking; more would not fit into a laptop's memory several times over."""


def content(path: Path) -> bytes:
    """Return a file's bytes, unpacked where its name ends in .gz.

    Raises:
        UnreadableError: It is empty, damaged, too large, or cannot be opened.
    """
    import gzip
    import zlib

    if not path.is_file():
        raise UnreadableError("not-a-file" if path.exists() or path.is_symlink() else "missing-path")
    try:
        opener: Any = gzip.open if path.suffix.lower() == ".gz" else open
        with opener(path, "rb") as file:
            data: bytes = file.read(LARGEST + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError("damaged", f"the packed file is broken: {error}") from error
    except OSError as error:
        raise UnreadableError("unreadable", error.strerror or str(error)) from error
    if len(data) > LARGEST:
        raise UnreadableError("too-large", f"more than {LARGEST:,} bytes")
    if not data.strip():
        raise UnreadableError("empty")
    return data
