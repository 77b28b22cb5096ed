"""Weekdays: which Tuesday is meant."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.days import add_days, day_value, weekday_after, weekday_before
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_weekday
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.tense import direction

TITLES = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Post|Sun|Star|World|People|Independent|Review|Magazine|Tribune"
    r"|Night (?:Live|Football|Fever)|Evening Post|School|Roast|Best|Mass)\b"
)
BEFORE_TITLE = re.compile(r"\b(?:Mail on|Bloody|Ruby|Billy|Super|Man|Freaky|Wednesday|Joe|Ms\.|Mr\.|Mrs\.) $")
PLURAL = re.compile(r"s(?!\w)", re.IGNORECASE)


def read_weekday_phrase(match: re.Match[str], context: Context) -> Reading | None:
    """On Tuesday, last Friday, next Monday, a week from Tuesday, Friday night."""
    text, end = context.text, match.end()
    if TITLES.match(text, end) or BEFORE_TITLE.search(text[max(0, match.start() - 10) : match.start()]):
        return None
    weekday = read_weekday(match["weekday"])
    which, part = (match["which"] or "").lower(), (match["part"] or "").lower()
    code = TIMES_OF_DAY.get(part.rstrip("s"), "")
    if which.startswith(("every", "each")) or part.endswith("s") or match["plural"]:
        return Reading("SET", f"XXXX-WXX-{weekday + 1}{code}", "every-weekday@text")
    if context.published is None:
        return Reading("TIME" if code else "DATE", f"XXXX-WXX-{weekday + 1}{code}", "weekday@text")
    look = direction(text, match.start(), end)
    day, rule = choose(context.published, weekday, which=which, look=look)
    return Reading("TIME" if code else "DATE", f"{day_value(day)}{code}", f"{rule}@published")


def choose(published: date, weekday: int, *, which: str, look: str) -> tuple[date | None, str]:
    """Return the weekday meant and the rule: the past one or the day itself, unless the words or the verb look ahead."""
    if which.startswith("last") or which.startswith("past"):
        day = add_days(published, -1)
        return (weekday_before(day, weekday) if day else None), "weekday-last"
    if which.startswith("next") or "coming" in which:
        day = add_days(published, 1)
        return (weekday_after(day, weekday) if day else None), "weekday-next"
    if look == "future":
        return weekday_after(published, weekday), "weekday-future"
    return weekday_before(published, weekday), "weekday-past"


WEEKDAY_PHRASE = (
    r"(?:(?P<which>last|past|this past|next|this coming|coming|this|every|each) )?(?P<weekday>{WEEKDAY})(?P<plural>s\b)?"
    r"(?: (?P<part>(?:morning|afternoon|evening|night)s?))?(?!\w)"
)
_rule = Rule(compile_pattern(WEEKDAY_PHRASE), read_weekday_phrase)
RULES = {"weekday": [_rule], "which": [_rule], "each": [_rule]}
