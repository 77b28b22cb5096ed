"""When a claim was made, and what days it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from dateline.tagging.claims.attribution import Span

NEAR = 90
"""Characters between a cue and the time that says when it was uttered."""
OPENING = 400
_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*)?[—–-]{1,2}\s")
_SAID_TYPES = frozenset(("DATE", "TIME"))

Days = tuple[date | None, date | None]


class TimeLike(Protocol):
    """A time expression, as the engine for times gives it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def type(self) -> str:
        """TIMEX3 type."""

    @property
    def first(self) -> date | None:
        """First day meant."""

    @property
    def last(self) -> date | None:
        """Last day meant."""


class Calendar:
    """The times of an article, to be asked when something was said and what days it is about."""

    def __init__(self, text: str, times: Sequence[TimeLike], *, published: date | None) -> None:
        self._times = sorted(times, key=lambda time: (time.start, time.end))
        self._starts = [time.start for time in self._times]
        self._published = published
        opening = self._find_dateline(text)
        self._dateline = opening.first if opening is not None else None
        self._dateline_start = opening.start if opening is not None else -1

    def said(self, cue: Span, *, sentence: Span, contents: Sequence[Span]) -> tuple[date | None, date | None, str]:
        """Return the first and last day on which it can have been said, and where that comes from.

        A time of the cue's sentence that stands outside of the content counts, the nearest to the cue; else the
        dateline where it differs from the day of publication; else the day of publication; else nothing is known.
        """
        near = [
            (max(cue[0] - time.end, time.start - cue[1], 0), time.start, time)
            for time in self._within(sentence)
            if time.type in _SAID_TYPES
            and time.first is not None
            and time.start != self._dateline_start
            and not _overlaps(time, contents)
            # What lies ahead is when something will be said only as in "will announce on Friday".
            and (self._published is None or time.first <= self._published or time.start >= cue[1])
        ]
        near = [row for row in near if row[0] <= NEAR]
        if near:
            time = min(near, key=lambda row: row[:2])[2]
            return time.first, time.last or time.first, "stated"
        if self._dateline is not None and self._dateline != self._published:
            return self._dateline, self._dateline, "dateline"
        if self._published is not None:
            return self._published, self._published, "publication"
        return None, None, "unknown"

    def about(self, contents: Sequence[Span]) -> Days:
        """Return the first and the last day that the contents speak of; None where they name none that is known."""
        known = [time for span in contents for time in self._within(span) if time.first is not None]
        firsts = [time.first for time in known if time.first is not None]
        lasts = [time.last or time.first for time in known if time.first is not None]
        return (min(firsts), max(day for day in lasts if day is not None)) if firsts else (None, None)

    def _within(self, span: Span) -> Sequence[TimeLike]:
        found = self._times[bisect_left(self._starts, span[0]) : bisect_right(self._starts, span[1])]
        return [time for time in found if time.end <= span[1]]

    def _find_dateline(self, text: str) -> TimeLike | None:
        """Return the time in an agency's opening, as in "ORRIN, March 4, 2025 (NPA) —"."""
        for time in self._within((0, min(OPENING, len(text)))):
            place = text[text.rfind("\n", 0, time.start) + 1 : time.start]
            if (
                time.first is not None
                and time.first == time.last
                and _DATELINE.match(text, time.end)
                and place[:3].isupper()
            ):
                return time
        return None


def _overlaps(time: TimeLike, contents: Sequence[Span]) -> bool:
    return any(time.start < end and start < time.end for start, end in contents)
