"""Times of day: 10 p.m., 18:30 GMT, 4 a.m. EDT Thursday, midnight."""

from __future__ import annotations

import re

from dateline.tagging.times.dates import OF_YEAR, date_value, year_of_day
from dateline.tagging.times.days import add_days, day_value
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_day, read_month, read_weekday
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import DAY_WORDS
from dateline.tagging.times.weekdays import choose, weekday_direction
from dateline.text import ONES

HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p", "tonight": "p"}
REACH = 200
"""Characters back within which a day spoken of is the one of a time of day that names none."""


AT_HOUR = re.compile(
    r"(?:\b(?:at|by|until|till|from|to|around|about|before|after|between|and|since|near|through)"
    r"|[-–])\s?$|^$"
)


def read_clock_24(match: re.Match[str], context: Context) -> Reading | None:
    """18:30, where a zone, a day or a preposition says that it is no verse, score or ratio."""
    before = context.text[max(0, match.start() - 9) : match.start()]
    plain = match.end() == match.end("minute")
    return None if plain and not AT_HOUR.search(before) else read_clock(match, context)


def read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """10 p.m., 10:35 a.m. EST Tuesday, 18:30 GMT, ten o'clock tonight."""
    word = match["hour"].lower()
    hour, minute = ONES[word] if word in ONES else int(word), int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1] or HALVES.get((match["part"] or match["weekday"] or "").lower(), "")
    if match["half"] and not 1 <= hour <= 12:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return at_hour(match, context, f"T{hour:02}:{minute:02}")


def read_military(match: re.Match[str], context: Context) -> Reading | None:
    """0530 GMT; in brackets it repeats the time before it."""
    if context.times and match.start() - context.times[-1].end <= 2 and context.text[match.start() - 1] == "(":
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    return at_hour(match, context, f"T{hour:02}:{minute:02}") if hour < 24 and minute < 60 else None


def read_named_hour(match: re.Match[str], context: Context) -> Reading | None:
    """Noon, midnight, midday, with a weekday or alone."""
    if match["name"].istitle() and not OPENS.search(context.text[max(0, match.start() - 3) : match.start()]):
        return None
    return at_hour(match, context, TIMES_OF_DAY[match["name"].lower()])


OPENS = re.compile(r"(?:[.!?:;\n]\s*[\"“‘]?|^)$")
"""Before a capital that only opens a sentence, so that "High Noon" and the "Midnight Crew" stay names."""


def at_hour(match: re.Match[str], context: Context, clock: str) -> Reading | None:
    """Join a time of day with its day: the one beside it, the one spoken of just before, or that of publication."""
    if match["month"]:
        return on_date(match, context, clock)
    beside = AFTER_ZONE.match(context.text, match.end())
    word, published = (match["weekday"] or (beside[1] if beside else "")).lower(), context.published
    if word in DAY_WORDS:
        day = add_days(published, DAY_WORDS[word]) if published else None
        return Reading("TIME", day_value(day) + clock, f"time-of-day-{word}@published")
    if word and published is None:
        return Reading("TIME", f"XXXX-WXX-{read_weekday(word) + 1}{clock}", "time-of-day-on-weekday@text")
    if word and published:
        look = weekday_direction(match, context.text, read_weekday(word), published)
        day, rule = choose(published, read_weekday(word), which="", look=look)
        return Reading("TIME", day_value(day) + clock, f"time-of-day-on-{rule}@published")
    if context.day and match.start() - context.day_at < REACH and not opens_paragraph(match, context):
        return Reading("TIME", day_value(context.day) + clock, f"time-of-day@time:{context.day_at}")
    return Reading("TIME", day_value(published) + clock, "time-of-day@published")


def opens_paragraph(match: re.Match[str], context: Context) -> bool:
    """Return whether a time stands first in its paragraph, as in a running report: no day was spoken of there."""
    return context.text[max(0, match.start() - 2) : match.start()] == "\n\n"


def on_date(match: re.Match[str], context: Context, clock: str) -> Reading | None:
    """Join a time of day with a month and day beside it, with or without a year."""
    month, number = read_month(match["month"]), read_day(match["number"])
    year, anchor = year_of_day(match, month, number, context)
    value = date_value(year, month, number)
    return Reading("TIME", value + clock, f"time-of-day-on-date@{anchor}") if value else None


AFTER_ZONE = compile_pattern(
    r" ?\((?:\d{1,2}:?\d\d) (?:GMT|UTC)\),? (?:on )?({WEEKDAY}|today|tomorrow|yesterday)(?!\w)"
)
"""The day after a second zone: 10:35 a.m. (0735 GMT) Friday."""
ZONES = (
    r"(?: (?:(?:local|eastern|pacific|central) (?:standard |daylight )?time|eastern(?!\w)|[EPC]\.T\."
    r"|\(?{ZONE}\)?(?!\w)))?"
)
PARTS = r"(?: (?:in the|at|this) (?P<part>morning|afternoon|evening|night)(?!\w))?"
WHEN = (
    rf"(?:,? (?:on )?(?:(?:{{WEEKDAY}},? )?(?P<month>{{MONTH}}) (?P<number>{{DAY}}){OF_YEAR}"
    r"|(?P<weekday>{WEEKDAY}|today|tomorrow|yesterday|tonight))(?!\w))?"
)
CLOCK = Rule(
    compile_pattern(
        r"(?<![\d.,:$£€-])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])(?:\. ?m\b\.?|m\b)"
        r"|hours(?= GMT| UTC| local)|o['’]clock)" + PARTS + ZONES + WHEN
    ),
    read_clock,
)
CLOCK_24 = Rule(
    compile_pattern(
        r"(?<![\d.,:$£€-])(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<half>(?!))?(?![\d:%])"
        + PARTS
        + ZONES
        + WHEN
    ),
    read_clock_24,
)
NAMED = Rule(compile_pattern(r"(?P<name>noon|midnight|midday)(?!\w)" + ZONES + WHEN), read_named_hour)
WORDS = Rule(
    compile_pattern(
        r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?P<minute>(?!))?(?P<half>"
        r"(?!))? o['’]clock" + PARTS + ZONES + WHEN
    ),
    read_clock,
)
IN_THE = Rule(
    compile_pattern(
        r"(?<![\d.,:$£€-])(?P<hour>[01]?\d)(?P<minute>(?!))?(?P<half>(?!))? (?:in the|at) (?P<part>morning"
        r"|afternoon|evening|night)(?!\w)" + WHEN
    ),
    read_clock,
)
MILITARY = Rule(
    compile_pattern(r"(?<![\d.,:$£€-])(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) (?:GMT|UTC|hours)(?!\w)" + WHEN),
    read_military,
)
RULES = {"number": [WORDS], "digit": [MILITARY, CLOCK, CLOCK_24, IN_THE], "clock": [NAMED]}
