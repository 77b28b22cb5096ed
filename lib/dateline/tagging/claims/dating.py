"""When a claim was made, and which days it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from dateline.tagging.claims.attribution import Span

WIDEST = timedelta(days=62)
"""A stretch of time longer than this says nothing of the day on which something was said."""
NEAREST_AFTER, NEAREST_BEFORE = 60, 160
"""Characters after and before the cue within which a time belongs to it."""
OPENING = 800
"""Characters at the start of an article in which its dateline stands."""

_PLACE = re.compile(r"[^\W\d_a-z][^\n(]{0,60}[,.]? ?\(?$")
_DASH = re.compile(r"[.)]?\s*(?:\([^)\n]{1,40}\)|\[[^]\n]{1,40}\]|[A-Z]{2,12})?\s*(?:[—–]|--|-\s)")
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|whose|where|since|until|after|before|by)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:had|once|previously|earlier|long)\b|['’]d\b", re.IGNORECASE)

Days = tuple[date | None, date | None]


class TimeSpan(Protocol):
    """What dating needs to know of a time expression."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...




class Calendar:
    """The times of an article, asked for the day of each claim."""

    def __init__(self, text: str, times: Sequence[TimeSpan], *, published: date | None) -> None:
        self._text = text
        self._times = sorted(times, key=lambda time: (time.start, time.end))
        self._starts = [time.start for time in self._times]
        self._published = published
        self._dateline = self._find_dateline()

    def said(self, *, cue: Span | None, source: Span | None, contents: Sequence[Span], sentence: Span) -> tuple[date | None, date | None, str]:
        """Return the first and last day on which a claim can have been made, and where that comes from.

        A time stated beside the cue counts first; then the day of the dateline, then that of publication, unless the cue
        says that it was earlier ("had said"): then it is unknown.
        """
        if cue is not None:
            stated = self._stated(cue, source, contents, sentence)
            if stated is not None:
                return (stated.first, stated.last, "stated") if stated.first else (None, None, "unknown")
            if _EARLIER.search(self._text, cue[0], cue[1]):
                return None, None, "unknown"
        if self._dateline is not None and self._dateline.first is not None:
            return self._dateline.first, self._dateline.last, "dateline"
        if self._published is not None:
            return self._published, self._published, "publication"
        return None, None, "unknown"

    def about(self, contents: Sequence[Span]) -> Days:
        """Return the first and the last day that contents speak of."""
        inside = [time for start, end in contents for time in self._within(start, end) if time.first is not None]
        firsts = [time.first for time in inside if time.first is not None]
        lasts = [time.last for time in inside if time.last is not None]
        return min(firsts, default=None), max(lasts, default=None)

    def _within(self, start: int, end: int) -> list[TimeSpan]:
        first = bisect_left(self._starts, start)
        return [time for time in self._times[first : bisect_left(self._starts, end)] if time.end <= end]

    def _stated(self, cue: Span, source: Span | None, contents: Sequence[Span], sentence: Span) -> TimeSpan | None:
        near = []
        for time in self._within(max(sentence[0], cue[0] - NEAREST_BEFORE), min(sentence[1], cue[1] + NEAREST_AFTER)):
            if time.type not in ("DATE", "TIME") or any(start <= time.start < end for start, end in contents):
                continue
            if time.first is not None and time.last is not None and time.last - time.first > WIDEST:
                continue
            if source is not None and source[0] <= time.start < source[1]:
                continue
            between = self._text[cue[1] : time.start] if time.start >= cue[1] else self._text[time.end : cue[0]]
            if time is self._dateline or _OTHER_CLAUSE.search(between if time.start >= cue[1] else "") or "\n" in between:
                continue
            near.append((len(between), time.start, time))
        return min(near, key=lambda row: row[:2])[2] if near else None

    def _find_dateline(self) -> TimeSpan | None:
        """Return the time of "KESTRIN, March 4 (Agency) —" at the start of the article."""
        for time in self._times:
            if time.start > OPENING:
                break
            line = self._text.rfind("\n", 0, time.start) + 1
            if time.start - line <= 60 and _PLACE.match(self._text[line : time.start]) and _DASH.match(self._text, time.end):
                return time
        return None
