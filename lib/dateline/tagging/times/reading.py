"""What a time expression is, and what the rules know of the text around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and what it means.

    Attributes:
        start: First character.
        end: Character after the last.
        type: TIMEX3 type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value, with X for each digit that is not known; a range is two values with a slash between.
        first: First calendar day covered; None where it cannot be known.
        last: Last calendar day covered.
        basis: Rule and anchor that gave the value, in words: "past weekday, from the publication date".
        mod: TIMEX3 modifier (START, MID, END, APPROX, BEFORE, ON_OR_AFTER …), or empty.
    """

    start: int
    end: int
    type: str
    value: str
    first: date | None
    last: date | None
    basis: str
    mod: str = ""


ANCHORS = {
    "published": "from the publication date",
    "text": "from its own words",
    "event": "from a known event",
    "nothing": "from no known date",
}


class Reading(NamedTuple):
    """What a rule makes of an expression; ``known`` is False where the value covers no days that can be counted on.

    The basis is ``rule@anchor``; the anchor is a key of ``ANCHORS``, or ``time:12`` for the time that starts at 12.
    """

    type: str
    value: str
    basis: str
    mod: str = ""
    known: bool = True


def in_words(reading: Reading, *, dated: bool) -> str:
    """Return a reading's basis as the table gives it; ``dated`` says whether the article has a publication date.

    >>> in_words(Reading("DATE", "2024-05-14", "past-weekday@published"), dated=True)
    'past weekday, from the publication date'
    >>> in_words(Reading("DATE", "2024-05-04", "next-day@time:13"), dated=True)
    'next day, from the time at 13'
    """
    rule, _, anchor = reading.basis.partition("@")
    unresolved = reading.type in {"DATE", "TIME"} and reading.value.startswith("XX")
    if (anchor == "published" and not dated) or (anchor == "text" and unresolved):
        anchor = "nothing"
    from_what = ANCHORS.get(anchor) or f"from the time at {anchor.removeprefix('time:')}"
    return f"{rule.replace('-', ' ')}, {from_what}"


@dataclass(slots=True)
class Context:
    """The text, its publication date, and the time spoken of last."""

    text: str
    published: date | None
    day_first: bool = False
    day: date | None = None
    day_at: int = -1
    day_end: int = -1
    year_at: int = -1
    year: int | None = None
    quarter: str = ""
    quarter_at: int = -1
    times: list[Time] = field(default_factory=list)
    names: dict[str, bool] = field(default_factory=dict)

    def is_name(self, word: str, pattern: re.Pattern[str]) -> bool:
        """Return whether the text uses a word as a name; the text is searched once."""
        if word not in self.names:
            self.names[word] = pattern.search(self.text) is not None
        return self.names[word]

    def note(self, time: Time) -> None:
        """Remember a time, as the anchor of later ones ("the next day")."""
        self.times.append(time)
        if time.type not in {"DATE", "TIME"}:
            return
        if QUARTER.fullmatch(time.value) and not STEPPED.search(self.text, time.start, time.end):
            self.quarter, self.quarter_at = time.value, time.start
        if time.first is None or time.last is None:
            return
        if time.first == time.last:
            self.day, self.day_at, self.day_end = time.first, time.start, time.end
        written = time.basis.endswith(ANCHORS["text"]) and time.last - time.first < ONE_YEAR
        self.year, self.year_at = (time.first.year if written else None), time.start


QUARTER = re.compile(r"\d{4}-Q[1-4]")
STEPPED = re.compile(r"ago|earlier", re.IGNORECASE)
"""A quarter that is itself counted back from another is no anchor."""
ONE_YEAR = timedelta(days=366)
"""Longer times, such as decades, name no year that "a year later" could count from; nor do "last year" and the like."""
Resolver = Callable[[re.Match[str], Context], Reading | None]


class Rule(NamedTuple):
    """A pattern tried where one of its first words stands; the resolver may still refuse, by None."""

    pattern: re.Pattern[str]
    resolve: Resolver
