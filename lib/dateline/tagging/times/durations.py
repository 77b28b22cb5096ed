"""Lengths of time and what recurs: six months, a two-day trip, the past three years, daily, every week."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.tagging.times.grammar import FACTORS, LETTERS, compile_pattern, read_unit
from dateline.tagging.times.numbers import read_number
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import APPROX, APPROXIMATE

ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y", "biweekly": "P2W",
}  # fmt: skip
SMALLER = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60), "decade": ("year", 1), "century": ("year", 1)}


def duration_value(count: Fraction | None, unit: str) -> str:
    """Return a length as a TIMEX3 value: P2Y, PT5H30M, P2Y6M, PXM where the number is vague.

    >>> duration_value(Fraction(5, 2), "year"), duration_value(Fraction(2), "decade"), duration_value(None, "week")
    ('P2Y6M', 'P20Y', 'PXW')
    """
    letter = LETTERS[unit]
    if count is None:
        return "P" + LETTERS["month" if unit == "quarter" else unit].format("X")
    count *= FACTORS.get(unit, 1)
    whole, rest = divmod(count, 1)
    value = "P" + (letter.format(whole) if whole or not rest else "")
    if rest and unit in SMALLER:
        smaller, factor = SMALLER[unit]
        part = rest * factor
        if part.denominator == 1 and factor > 1:
            extra = LETTERS[smaller].format(part)
            return ("P" + extra) if value == "P" else value + (extra.removeprefix("T") if "T" in value else extra)
    if rest:
        return "P" + letter.format(f"{float(count):g}")
    return value


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """Six months, at least 30 days, a three-year period, the past two years."""
    unit = read_unit(match["unit"])
    mod = APPROXIMATE.get((match["mod"] or "").lower(), "")
    return Reading("DURATION", duration_value(read_number(match["count"]), unit), "duration@text", mod)


def read_bare(match: re.Match[str], context: Context) -> Reading | None:
    """Years, weeks, days without a number."""
    return Reading("DURATION", duration_value(None, read_unit(match["unit"])), "duration@text")


def read_every(match: re.Match[str], context: Context) -> Reading | None:
    """Every day, each year, every two weeks."""
    count = read_number(match["count"]) if match["count"] else Fraction(1)
    unit = read_unit(match["unit"])
    value = "P1Q" if unit == "quarter" and count == 1 else duration_value(count, unit)
    return Reading("SET", value, "every@text")


def read_adverb(match: re.Match[str], context: Context) -> Reading | None:
    """Daily, annually."""
    return Reading("SET", ADVERBS[match[0].lower()], "every@text")


WHICH = r"(?:(?:past|last|next|first|final|previous|coming|following|latest|preceding) )?"
LENGTH = Rule(
    compile_pattern(
        APPROX
        + r"(?:(?:the|these|those) )?"
        + WHICH
        + r"(?P<count>{COUNT}|an?)[ -](?:more )?(?P<unit>{UNIT})(?!\w)(?:[ -]long)?(?: period)?"
    ),
    read_duration,
)
BARE = Rule(compile_pattern(r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?:-long)?(?!\w)"), read_bare)
EVERY = Rule(compile_pattern(r"(?:every|each) (?:(?P<count>{NUMBER}) )?(?P<unit>{UNIT})(?!\w)"), read_every)
ADVERB = Rule(compile_pattern(rf"(?:{'|'.join(ADVERBS)})(?!\w)"), read_adverb)
RULES = {
    "digit": [LENGTH],
    "number": [LENGTH],
    "approx": [LENGTH],
    "the": [LENGTH],
    "which": [LENGTH],
    "ordinal": [LENGTH],
    "unit": [BARE],
    "each": [EVERY],
    "adverb": [ADVERB],
}
