"""A claim: one row of the claims table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims what, with which words, when: the fields are the columns of the ``claims`` table."""

    id: str
    article: str
    source_spans: list[list[int]]
    cue_spans: list[list[int]]
    content_spans: list[list[int]]
    source: str | None
    source_kind: str
    via: list[str]
    cue: str | None
    cue_kind: str
    quotation: str
    certainty: str
    said_first: date | None
    said_last: date | None
    said_basis: str
    about_first: date | None
    about_last: date | None
    parent: str | None
    confidence: float
