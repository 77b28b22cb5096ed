"""What readers give: records of articles, checks of what a file declares, and refusals with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

REASONS: Mapping[str, str] = {
    "missing-path": "there is no such file or folder: check the spelling",
    "unreadable": "the file cannot be opened: check its permissions",
    "not-a-file": "a device, pipe or broken link is not opened",
    "unknown-format": "this kit does not read files of this kind: convert it, or leave it out",
    "old-format": "a file of old Word or of another program: save it as .docx or .txt and read that",
    "encrypted": "the file is locked with a password: save it without one",
    "empty": "the file has no content",
    "binary": "the file is not the text that its name says: look at what it really is",
    "too-large": "there is more in it than can be read at once: split it",
    "damaged": "the file ends early or is broken: get it again",
    "not-records": "the file holds no list of records: see the README for the shapes that are read",
    "not-a-record": "the record is no object with fields",
    "no-text": "the record has neither article text nor a headline: name its field with --columns text=…",
    "only-a-list": "a cover or a list of results without the articles: download the full documents",
    "no-article": "the page holds no article text",
    "not-an-article": "a picture, a list or another thing that is no article: nothing is to be done",
    "no-text-layer": "the pages are pictures: run text recognition (OCR) over it and read the result",
    "not-whole": "the page only asks for consent or a login: save it again when the article is shown",
    "companion": "a part of a saved page, not an article of its own",
    "duplicate": "the same article was read before",
}
"""Reason codes, which stay the same between versions, and what each means for the user."""

COMPLETENESS = ("whole", "excerpt", "paywall", "missing")
"""How much of an article the input gave: all of it, a summary or cut text, what stands before a paywall, nothing."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a file gives it.

    Attributes:
        number: Number of the record in its file, from 1.
        fields: Values under our names of fields, or under those that ``fields.NAMES`` knows: ``text`` and any of ``id
            headline outlet outlet_basis authors published published_basis language url section agency completeness``.
            Values are as the file gives them. ``published_basis`` says which evidence gave the day where it is more
            than the file's own field of that name ("JSON-LD"); ``completeness`` is one of ``COMPLETENESS``, "whole" if
            left out.
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
        detail: What was found, and where: "line 40", "byte 1,024".
    """

    number: int
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A number that a file states about itself, beside what was found; the summary says where they differ.

    Attributes:
        number: Number of the record, from 1; 0 for the whole file.
        what: "articles" (must agree) or "words" (must agree within 10 %).
        stated: The number that the file states.
        found: The number that was counted.
    """

    number: int
    what: str
    stated: int
    found: int


Item = Record | Refusal | Check
Found = Iterator[Item]


class UnreadableError(Exception):
    """A file that cannot be read as a whole; carries the refusal."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail)
        self.refusal = Refusal(0, reason, detail)
