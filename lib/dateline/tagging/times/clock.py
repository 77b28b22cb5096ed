"""Times of day: 10 p.m., 18:30 GMT, 4 a.m. EDT Thursday, midnight."""

from __future__ import annotations

import re

from dateline.tagging.times.dates import nearest_year
from dateline.tagging.times.days import day_value, make_day
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_day, read_month, read_weekday
from dateline.tagging.times.numbers import ONES
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.tense import direction
from dateline.tagging.times.weekdays import choose


def read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """10 p.m., 10:35 a.m. EST Tuesday, 18:30 GMT, 9 o'clock."""
    hour, minute = _hour(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1] or {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}.get(
        (match["part"] or "").lower(), ""
    )
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if not half and hour < 12 and (match["weekday"] or "").lower() == "tonight":
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return _at(match, context, f"T{hour:02}:{minute:02}")


def _hour(word: str) -> int:
    return int(word) if word.isdecimal() else ONES[word.lower()]


def read_military(match: re.Match[str], context: Context) -> Reading | None:
    """0530 GMT."""
    hour, minute = int(match["hour"]), int(match["minute"])
    return _at(match, context, f"T{hour:02}:{minute:02}") if hour < 24 and minute < 60 else None


def read_named_hour(match: re.Match[str], context: Context) -> Reading | None:
    """Noon, midnight, midday, with a weekday or alone."""
    return _at(match, context, TIMES_OF_DAY[match["name"].lower()])


def _at(match: re.Match[str], context: Context, clock: str) -> Reading:
    """Join a time of day with its day: the one beside it, the one named last in the same sentence, or publication."""
    word = (match["weekday"] or match["weekday2"] or "").lower()
    if match["month"]:
        month, number = read_month(match["month"]), read_day(match["number"])
        year = nearest_year(context.published, month, number, "") if context.published else None
        day = make_day(year, month, number) if year else None
        return Reading(
            "TIME",
            (day_value(day) if day else f"XXXX-{month:02}-{number:02}") + clock,
            "clock@published",
            known=bool(day),
        )
    if word and context.published is None:
        return Reading(
            "TIME", (f"XXXX-WXX-{read_weekday(word) + 1}" if word in _DAYS else "XXXX-XX-XX") + clock, "clock@text"
        )
    if word in _DAYS and context.published:
        look = direction(context.text, match.start(), match.end())
        day, rule = choose(context.published, read_weekday(word), which="", look=look)
        return Reading("TIME", day_value(day) + clock, f"clock-{rule}@published")
    if word and context.published:
        from datetime import timedelta

        shift = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}[word]
        return Reading("TIME", day_value(context.published + timedelta(days=shift)) + clock, f"clock-{word}@published")
    near = (
        context.day
        and context.day_at >= 0
        and "\n\n" not in context.text[context.day_at : match.start()]
        and match.start() - context.day_at < 200
    )
    day, anchor = (context.day, f"time:{context.day_at}") if near else (context.published, "published")
    return Reading("TIME", day_value(day) + clock, f"clock@{anchor}")


_DAYS = {f"{d}day" for d in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")}
ZONES = r"(?: (?:(?:local|eastern|pacific|central) (?:standard |daylight )?time|\(?{ZONE}\)?(?!\w)))?"
PARTS = r"(?: (?:in the|at) (?P<part>morning|afternoon|evening|night)(?!\w))?"
WHEN = r"(?:,? (?:on )?(?:(?P<weekday>{WEEKDAY}|today|tomorrow|yesterday|tonight)|(?P<month>{MONTH}) (?P<number>{DAY}))(?!\w))?"
DAY_BEFORE = r"(?:(?P<weekday2>{WEEKDAY}|today|tomorrow|yesterday) at )?"
DAY_BEFORE = r"(?P<weekday2>(?!))?"
CLOCK = Rule(
    compile_pattern(
        DAY_BEFORE
        + r"(?<![\d.,:$£€-])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])\.? ?m\b\.?|hours(?= GMT| UTC| local)|o['’]clock)"
        + PARTS
        + ZONES
        + WHEN
    ),
    read_clock,
)
CLOCK_24 = Rule(
    compile_pattern(
        DAY_BEFORE
        + r"(?<![\d.,:$£€-])(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<half>(?!))?(?![\d:%])"
        + PARTS
        + ZONES
        + WHEN
    ),
    read_clock,
)
NAMED = Rule(compile_pattern(DAY_BEFORE + r"(?P<name>noon|midnight|midday)(?!\w)" + ZONES + WHEN), read_named_hour)
WORDS = Rule(
    compile_pattern(
        DAY_BEFORE
        + r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?P<minute>(?!))?(?P<half>(?!))? o['’]clock"
        + PARTS
        + ZONES
        + WHEN
    ),
    read_clock,
)
IN_THE = Rule(
    compile_pattern(
        DAY_BEFORE
        + r"(?<![\d.,:$£€-])(?P<hour>[01]?\d)(?P<minute>(?!))?(?P<half>(?!))? (?:in the|at) (?P<part>morning|afternoon|evening|night)(?!\w)"
        + WHEN
    ),
    read_clock,
)
MILITARY = Rule(
    compile_pattern(
        DAY_BEFORE + r"(?<![\d.,:$£€-])(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) (?:GMT|UTC|hours)(?!\w)" + WHEN
    ),
    read_military,
)
RULES = {"number": [WORDS], "digit": [MILITARY, CLOCK, CLOCK_24, IN_THE], "clock": [NAMED]}
