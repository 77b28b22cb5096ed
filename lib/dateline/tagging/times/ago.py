"""Counted steps from a day: two weeks ago, a year earlier, three days later, the day before."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.tagging.times.counts import read_number
from dateline.tagging.times.days import covered, shift, year_value
from dateline.tagging.times.durations import duration_value
from dateline.tagging.times.grammar import compile_pattern, read_unit
from dateline.tagging.times.modifiers import APPROX, APPROXIMATE
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import LOOK_BACK, anchor_for
from dateline.tagging.times.tense import direction
from dateline.tagging.times.vague import FUTURE, PAST

AT_END = re.compile(r"\s*(?:[.,;:)!?\"”’]|$)")
"""Before these "two days after" is a date; elsewhere it is a length, measured from what follows."""
QUARTER_REACH = 800
"""Characters within which "a year earlier" goes back from a quarter spoken of, as reports of earnings do."""
LONGER = {"P6M", "P9M", "P12M", "P1Y"}
YEARS = {"decade": 10, "century": 100}


def read_beside(match: re.Match[str], context: Context) -> Reading | None:
    """The day before, the week after, the year before: beside the date spoken of last."""
    if not AT_END.match(context.text, match.end()):
        return None
    unit, step = read_unit(match["unit"]), -1 if match["side"].lower() == "before" else 1
    day, anchor = anchor_for(context, unit)
    if anchor == "published" and step > 0:
        day, anchor = None, "text"
    return Reading("DATE", shift(day, unit, step), f"{unit}-{match['side'].lower()}@{anchor}")


def read_bare_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Years ago, days ago."""
    return Reading("DATE", PAST, "some-time-ago@published")


def read_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Two weeks ago, a year earlier, three days later, a week from today."""
    count, unit, word = read_number(match["count"]), read_unit(match["unit"]), match["word"].lower()
    if word in {"before", "after"} and not AT_END.match(context.text, match.end()):
        return None
    spoken = word in {"later", "earlier", "before", "after"}
    forward = word not in {"ago", "earlier", "before"}
    mod = APPROXIMATE.get((match["mod"] or "").lower(), "")
    day, anchor = anchor_for(context, unit) if spoken else (context.published, "published")
    rule = f"{'centuries' if unit == 'century' else unit + 's'}-{word.replace(' ', '-')}"
    if unit in {"second", "minute", "hour"} and spoken:
        return None
    if count is None and spoken:
        return Reading("DURATION", duration_value(None, unit), "length@text", mod)
    if count is None or unit in {"second", "minute", "hour"}:
        return Reading("DATE", FUTURE if forward else PAST, f"{rule}@{anchor}", mod)
    if unit == "year" and count == 1 and not forward and (quarter := last_years_quarter(match.start(), context)):
        return Reading("DATE", quarter, f"{rule}@time:{context.quarter_at}", mod)
    unit, count = whole_steps(unit, count)
    if unit == "weekend" or count.denominator != 1:
        return None
    value = shift(day, unit, int(count) * (1 if forward else -1))
    if spoken and not believable(value, anchor, match, context, forward=forward):
        value, anchor = shift(None, unit, 0), "text"
    return Reading("DATE", value, f"{rule}@{anchor}", mod)


def believable(value: str, anchor: str, match: re.Match[str], context: Context, *, forward: bool) -> bool:
    """Return whether a step from the date spoken of last can be meant: a step on needs one, a past verb stays past."""
    days = covered(value)
    if anchor == "published" or days is None or context.published is None:
        return anchor != "published" or not forward
    ahead = days[0] > context.published
    return not ahead or direction(context.text, match.start(), match.end()) == "future"


def last_years_quarter(start: int, context: Context) -> str:
    """Return the quarter one year before the one spoken of last, or nothing where that is too far back.

    Nor where a longer period has been spoken of since: "in the nine months, from 3 million a year earlier".
    """
    if not context.quarter or start - context.quarter_at >= QUARTER_REACH:
        return ""
    since = [time for time in context.times[-LOOK_BACK:] if time.start > context.quarter_at]
    if any(time.value in LONGER for time in since):
        return ""
    return year_value(int(context.quarter[:4]) - 1) + context.quarter[4:]


def whole_steps(unit: str, count: Fraction) -> tuple[str, Fraction]:
    """Return a count in a unit that the calendar can step by, in whole numbers where possible."""
    if unit == "fortnight":
        return "week", 2 * count
    if unit in YEARS:
        return "year", YEARS[unit] * count
    if unit == "year" and count.denominator != 1:
        return "month", 12 * count
    return unit, count


AGO = Rule(
    compile_pattern(
        APPROX
        + r"(?P<count>{COUNT}|an?)[ -](?P<unit>{UNIT}) (?P<word>ago|earlier|later|from now|from today|hence|before"
        r"|after)(?!\w)"
    ),
    read_ago,
)
BESIDE = Rule(compile_pattern(r"the (?P<unit>day|week|month|quarter|year) (?P<side>before|after)(?!\w)"), read_beside)
BARE_AGO = Rule(
    compile_pattern(r"(?:some )?(?:minutes|hours|days|weeks|months|years|decades|centuries) ago(?!\w)"), read_bare_ago
)
RULES = {"digit": [AGO], "number": [AGO], "approx": [AGO], "the": [BESIDE], "unit": [BARE_AGO]}
