"""When a claim was made, and what days it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.clauses import Saying, is_fronted, says_when, without
from dateline.tagging.claims.source_words import UTTERED

NEAR = 90
"""Characters between a cue and the time that says when it was uttered, where the time does not open the sentence."""
OPENING = 400
_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*)?[—–-]{1,2}\s")
_SAID_TYPES = frozenset(("DATE", "TIME"))
_ISSUED = re.compile(
    r"\b(?:released|published|issued|posted|sent|conducted|dated|delivered|made|aired|taken|filed|gave|on|in|"
    r"an?|the|his|her|its|their)\s+(?:on |in |late |early )?$",
    re.IGNORECASE,
)

_PREPOSITION = re.compile(r",?\s*(?:\b(?:on|in|at|during|late|early|earlier|later|back|just)\s+)*$", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\S\s+(?:who|which|that|since|\w+ed|born)\b|\b(?:since|until|before|after|by|for|of|from|than|the|an?)\s*$"
)
"""A time behind such words tells of the source, as in "a woman killed on Monday", not of what it says."""

Days = tuple[date | None, date | None]
Said = tuple[date | None, date | None, str]


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
        self.text = text
        self.times = sorted(times, key=lambda time: (time.start, time.end))
        self._starts = [time.start for time in self.times]
        self.published = published
        opening = self._find_dateline(text)
        self._dateline = opening.first if opening is not None else None
        self._dateline_start = opening.start if opening is not None else -1

    def said(self, saying: Saying) -> Said:
        """Return the first and last day on which it can have been said, and where that comes from.

        A time of the cue's sentence that stands outside of the content and belongs to the cue counts, the nearest to
        it; else the dateline where it differs from the day of publication; else the day of publication; else nothing
        is known.
        """
        near = min(self._stated(saying), key=lambda row: row[:2], default=None)
        if near is not None:
            time = near[2]
            return time.first, time.last or time.first, "stated"
        return self.issued()

    def issued(self) -> Said:
        """Return the day of an article's dateline or publication, for what is said without a day."""
        if self._dateline is not None and self._dateline != self.published:
            return self._dateline, self._dateline, "dateline"
        if self.published is not None:
            return self.published, self.published, "publication"
        return None, None, "unknown"

    def _stated(self, saying: Saying) -> Iterator[tuple[int, int, TimeLike]]:
        """Yield the times that can be when it was said, with their distance from the cue."""
        for time in self.within(saying.sentence):
            if time.type not in _SAID_TYPES or time.first is None or time.start == self._dateline_start:
                continue
            if _overlaps(time, saying.contents) or (_overlaps(time, saying.sources) and not self._issues(time, saying)):
                continue
            distance = self._distance(time, saying)
            if distance > NEAR and not is_fronted(self.text[saying.sentence[0] : time.start]):
                continue
            ahead = self.published is not None and time.first > self.published
            running = self.published is None or (time.last or time.first) >= self.published
            span = (time.start, time.end)
            if _overlaps(time, saying.sources) or says_when(self.text, span, saying, ahead=ahead, running=running):
                yield distance, time.start, time

    def _distance(self, time: TimeLike, saying: Saying) -> int:
        """Return the characters between a time and its cue without source and content; none right behind the source."""
        if any(0 <= time.start - end <= len(", on ") for _, end in saying.sources):
            return 0
        cue = saying.cue
        between = (time.end, cue[0]) if time.end <= cue[0] else (cue[1], time.start)
        return len(without(self.text, between, saying.taken)) if between[0] < between[1] else 0

    def without_time(self, source: Span) -> Span:
        """Return a source without the time at its end that an engine may have taken for a part of it: "who in 2010"."""
        for time in self.within(source):
            rest = _PREPOSITION.sub("", self.text[source[0] : time.start])
            behind = self.text[time.end : source[1]].strip(" ,")
            if time.type in _SAID_TYPES and not behind and rest.strip() and not _DESCRIBES.search(rest):
                return source[0], source[0] + len(rest.rstrip(" ,"))
        return source

    def _issues(self, time: TimeLike, saying: Saying) -> bool:
        """Tell whether a time within a source is when that was issued: "a poll released Thursday"."""
        start = next(start for start, end in saying.sources if start <= time.start < end)
        words = self.text[start : time.start]
        head = re.split(r"\b(?:by|from|of|for|that|released|published|conducted|in|on)\b|,", words, maxsplit=1)[0]
        return bool({word.lower() for word in re.findall(r"\w+", head)} & UTTERED) and bool(_ISSUED.search(words))

    def about(self, contents: Sequence[Span]) -> Days:
        """Return the first and the last day that the contents speak of; None where they name none that is known."""
        known = [time for span in contents for time in self.within(span) if time.first is not None]
        firsts = [time.first for time in known if time.first is not None]
        lasts = [time.last or time.first for time in known if time.first is not None]
        return (min(firsts), max(day for day in lasts if day is not None)) if firsts else (None, None)

    def within(self, span: Span) -> Sequence[TimeLike]:
        """Return the times that lie in a stretch of text."""
        found = self.times[bisect_left(self._starts, span[0]) : bisect_right(self._starts, span[1])]
        return [time for time in found if time.end <= span[1]]

    def _find_dateline(self, text: str) -> TimeLike | None:
        """Return the time in an agency's opening, as in "ORRIN, March 4, 2025 (NPA) —"."""
        for time in self.within((0, min(OPENING, len(text)))):
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
