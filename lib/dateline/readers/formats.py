"""A format: how it is recognised by its content, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.readers.records import Found
from dateline.readers.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read.

    Attributes:
        name: Short name in small letters ("nexis-docx").
        title: What users call it, for ``dateline formats``.
        recognise: Tells from a source's ``head``, ``start``, ``parts`` or ``suffix`` whether it is of this kind. It is
            asked of every file, so it must be quick, and must not raise.
        read: Yields records, checks and refusals in the order of the file; may raise ``UnreadableError``.
    """

    name: str
    title: str
    recognise: Callable[[Source], bool]
    read: Callable[[Source], Found]
