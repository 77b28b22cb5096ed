"""Days and months by name or number: absolute, partial, ranges."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.days import make_day, year_value
from dateline.tagging.times.grammar import compile_pattern, read_day, read_month
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import read_mod
from dateline.tagging.times.tense import direction, plans

DASH = r"(?:[-–—]| ?(?:[-–—]|to|through|and|until) ?)"
PIVOT = 50
"""Two-digit years up to so many years after 2000 are of this century where no publication date decides."""


def full_year(digits: str, context: Context) -> int:
    """Return a year of two or four digits in full: of two, the one nearest to the publication date."""
    number = int(digits)
    if len(digits) == 4:
        return number
    if context.published is None:
        return number + (2000 if number < PIVOT else 1900)
    century = context.published.year // 100 * 100
    return min(
        (century + k + number for k in (-100, 0, 100)), key=lambda year: abs(year - context.published.year - 0.5)
    )


def read_iso(match: re.Match[str], context: Context) -> Reading | None:
    """2024-02-29, 2024/02/29, 2024-02-29T18:30."""
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    clock = match["clock"]
    return Reading("TIME", f"{day}T{clock}", "iso@text") if clock else Reading("DATE", day.isoformat(), "iso@text")


def read_numeric(match: re.Match[str], context: Context) -> Reading | None:
    """12/06/2021: the order is the outlet's, unless only the other one is a day."""
    first, second = int(match["first"]), int(match["second"])
    year = full_year(match["year"], context)
    orders = [(second, first), (first, second)] if context.day_first else [(first, second), (second, first)]
    for month, day in orders:
        found = make_day(year, month, day)
        if found:
            return Reading(
                "DATE",
                found.isoformat(),
                "numeric-day-first@text" if (month, day) == (second, first) else "numeric-month-first@text",
            )
    return None


def read_event(match: re.Match[str], context: Context) -> Reading | None:
    """9/11, where it can only be the day of the attacks."""
    late = context.published is None or context.published >= date(2001, 9, 11)
    return Reading("DATE", "2001-09-11", "nine-eleven@event") if late else None


def read_month_day(match: re.Match[str], context: Context) -> Reading | None:
    """May 16, 16 May, May 16, 2020, May 16-18, 2020, 30 May - 2 June 2020."""
    parts = match.groupdict()
    if _refused(match, parts["month"], context):
        return None
    month, day = read_month(parts["month"]), read_day(parts["day"])
    until = _range_end(parts, month)
    year, anchor = _year_of(match, month, day, context)
    rule = "month-day" if anchor != "text" else "absolute"
    if year is None:
        if make_day(2000, month, day) is None or (until and make_day(2000, *until) is None):
            return None
        value = f"XXXX-{month:02}-{day:02}" + (f"/XXXX-{until[0]:02}-{until[1]:02}" if until else "")
        return Reading("DATE", value, "month-day@text")
    first = make_day(year, month, day)
    if first is None:
        return None
    if until is None:
        return Reading("DATE", first.isoformat(), f"{rule}@{anchor}")
    last = make_day(year, *until)
    if last and last < first:
        first = make_day(year - 1, month, day)
    if last is None or first is None:
        return None
    return Reading("DATE", f"{first}/{last}", f"{rule}-range@{anchor}")


def _range_end(parts: dict[str, str | None], month: int) -> tuple[int, int] | None:
    last_day = parts.get("last")
    if not last_day:
        return None
    last_month = parts.get("last_month")
    return (read_month(last_month) if last_month else month), read_day(last_day)


def _refused(match: re.Match[str], name: str, context: Context) -> bool:
    """Tell "may 5" and "march 3" in small letters from months, and refuse ranges that run backwards."""
    return name[0].islower() and name.lower() in {"may", "march", "mar", "jan", "dec", "sep", "nov", "sept", "august"}


def _year_of(match: re.Match[str], month: int, day: int, context: Context) -> tuple[int | None, str]:
    written = match["year"]
    if written:
        return full_year(written.lstrip("'’"), context), "text"
    if context.published is None:
        return None, "text"
    following = context.text[match.end() : match.end() + 30]
    if month == 9 and day == 11 and context.published >= date(2001, 9, 11) and ATTACKS.match(following):
        return 2001, "event"
    look = direction(context.text, match.start(), match.end())
    return nearest_year(context.published, month, day, look), "published"


ATTACKS = re.compile(
    r"[, ]+(?:terror|attack|hijack|bombing|suicide|atrocit|tragedy|victims|commission|plot)", re.IGNORECASE
)


def nearest_year(published: date, month: int, day: int, look: str) -> int | None:
    """Return the year that brings a day nearest to the publication date, leaning to the side the verb points to."""
    found: tuple[float, int] | None = None
    for year in range(published.year - 4, published.year + 5):
        other = make_day(year, month, day)
        if other is None:
            continue
        distance = (other - published).days
        against = (look == "past" and distance > 0) or (look == "future" and distance < 0)
        cost = abs(distance) + (130 if against else 0)
        if found is None or cost < found[0]:
            found = (cost, year)
    return found[1] if found else None


def read_month_year(match: re.Match[str], context: Context) -> Reading | None:
    """May 2020, May of 2020, May '20, May last year."""
    if NUMBERED.search(context.text[max(0, match.start() - 9) : match.start()]):
        return None
    month = read_month(match["month"])
    if match["year"]:
        year = full_year(match["year"].lstrip("'’"), context)
        return Reading("DATE", f"{year_value(year)}-{month:02}", "absolute@text")
    if match["month"][0].islower() and match["month"].lower() in {"may", "march"}:
        return None
    if context.published is None:
        return Reading("DATE", f"XXXX-{month:02}", "month@text")
    shift = {"last": -1, "next": 1, "this": 0}[match["which"].lower()]
    return Reading("DATE", f"{year_value(context.published.year + shift)}-{month:02}", "month-of-year@published")


NOT_A_MONTH = re.compile(
    r"[ \t\n]+(?:(?:be|have|not|also|well|yet|still|never|to|you|he|she|it|they|we|i|and may)\b|[A-Z][a-z]+\b(?! (?:[a-z]|\d)))"
)
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|last|until|till|from|to|through|of|during|early|late|mid|next|this|before|after|for|and|or|between|every|each|around|about|the|via|as|than|with|on)|,|[-–—(])[ \n]*$",
    re.IGNORECASE,
)


def read_month_alone(match: re.Match[str], context: Context) -> Reading | None:
    """March, last March, next May: the month that the verb points to, backwards where nothing else is said."""
    word, which = match["month"], (match["which"] or "").lower()
    if not _month_name(match, word, context):
        return None
    month = read_month(word)
    mod = read_mod(match["lead"])
    if context.published is None:
        return Reading("DATE", f"XXXX-{month:02}", "month@text", mod)
    look = direction(context.text, match.start(), match.end())
    if look == "past" and 0 < (month - context.published.month) % 12 <= 4 and plans(context.text, match.start()):
        look = "future"
    year = month_year(context.published, month, which, look)
    rule = f"month-{which}" if which else f"month-{look or 'past'}"
    return Reading("DATE", f"{year_value(year)}-{month:02}", f"{rule}@published", mod)


def _month_name(match: re.Match[str], word: str, context: Context) -> bool:
    """Tell May the month from the name, and March and August from the verb and the adjective.

    A month beside a number that is no day of it ("the 45th of May", "February 30") is left alone.
    """
    near = context.text[max(0, match.start() - 9) : match.start()]
    if NUMBERED.search(near) or NUMBER_AFTER.match(context.text, match.end()):
        return False
    if not word[0].isupper():
        return bool(word[0].islower() and word.lower() not in {"may", "march", "august"} and len(word) > 4)
    if word.rstrip(".").lower() in {"jan", "mar", "dec", "sep", "apr", "jun", "jul", "aug", "oct", "nov", "feb"}:
        return word.endswith(".") and bool(
            BEFORE_MONTH.search(context.text[max(0, match.start() - 12) : match.start()])
        )
    if word.lower() not in {"may", "march", "august", "april", "june"} or match["which"] or match["lead"]:
        return True
    before = context.text[max(0, match.start() - 12) : match.start()]
    after = context.text[match.end() : match.end() + 24]
    if word.lower() in {"april", "june"}:
        return not re.match(r" [A-Z][a-z]+", after) or bool(BEFORE_MONTH.search(before))
    return bool(BEFORE_MONTH.search(before)) and not NAME_AFTER.match(after)


NUMBERED = re.compile(r"\d(?:st|nd|rd|th)?(?:\s+of)?(?:\s+|-)$")
NUMBER_AFTER = re.compile(r"[ -]\d{1,2}(?![\d:]|st\b|nd\b|rd\b|th\b)")
NAME_AFTER = re.compile(r"(?:['’]s government| (?:be|have|not|said|says|told|[A-Z][a-z]+ (?:said|told))\b)")


def month_year(published: date, month: int, which: str, look: str) -> int:
    """Return the year of a month named without one."""
    ahead = month - published.month
    if which == "this":
        return published.year
    if which == "last":
        return published.year - (ahead >= 0)
    if which == "next":
        return published.year + (ahead <= 0)
    if look == "future":
        return published.year + (ahead < 0)
    return published.year - (ahead > 0)


WRITTEN_YEAR = r"(?P<year>{YEAR}|['’]\d\d\b)"
MONTH_DAY = (
    r"(?:around |about )?(?:(?:this |next |last |this coming )?{WEEKDAY_SHORT},? (?:the )?)?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}|{ORDINAL}\b)"
    rf"(?:{DASH}(?:(?P<last_month>{{MONTH}}) )?(?P<last>{{DAY}})(?![-\w]))?(?:,? {WRITTEN_YEAR})?(?![\w])"
)
DAY_MONTH = (
    r"(?:{WEEKDAY_SHORT},? )?(?:the )?(?P<day>{DAY}|{ORDINAL}\b)(?: day)?(?: of)? (?P<month>{MONTH})"
    rf"(?:{DASH}(?P<last>{{DAY}}) (?P<last_month>{{MONTH}}))?(?:,? {WRITTEN_YEAR})?(?!\w)"
)
DAYS_MONTH = rf"(?P<day>{{DAY}}){DASH}(?P<last>{{DAY}}) (?P<month>{{MONTH}})(?:,? {WRITTEN_YEAR})?(?!\w)"
MONTH_YEAR = (
    r"(?:(?P<lead>early|late|mid|(?:the )?(?:middle|end|beginning|start) of)[ -])?"
    rf"(?P<month>{{MONTH}})(?:,? (?:of )?{WRITTEN_YEAR}| (?:of )?(?P<which>last|this|next) year)(?!\w)"
)
MONTH_ALONE = (
    r"(?:(?P<lead>early|late|mid|(?:the )?(?:middle|end|beginning|start) of)[ -])?(?:(?:this )?(?P<which>last|this|next|past) )?"
    r"(?P<month>{MONTH})(?![\w])"
)
ISO = r"(?<![\w.,/:-])(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?:[T ](?P<clock>[0-2]\d:[0-5]\d)(?::\d\d)?Z?)?(?![\w/]|[-.,:]\d)"
NUMERIC = r"(?<![\w.,/:$£€-])(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|(?<=/)\d\d)(?![\w/]|[-.,:]\d)"
RULES = {
    "digit": [
        Rule(compile_pattern(ISO), read_iso),
        Rule(compile_pattern(NUMERIC), read_numeric),
        Rule(compile_pattern(r"(?<![\w.,/:$£€-])9/11(?![\w/]|[-.,:]\d)"), read_event),
        Rule(compile_pattern(DAYS_MONTH), read_month_day),
        Rule(compile_pattern(DAY_MONTH), read_month_day),
    ],
    "ordinal": [Rule(compile_pattern(DAY_MONTH), read_month_day)],
    "approx": [Rule(compile_pattern(MONTH_DAY), read_month_day)],
    "which": [Rule(compile_pattern(MONTH_DAY), read_month_day), Rule(compile_pattern(MONTH_ALONE), read_month_alone)],
    "month": [
        Rule(compile_pattern(MONTH_DAY), read_month_day),
        Rule(compile_pattern(MONTH_YEAR), read_month_year),
        Rule(compile_pattern(MONTH_ALONE), read_month_alone),
    ],
    "weekday": [Rule(compile_pattern(MONTH_DAY), read_month_day), Rule(compile_pattern(DAY_MONTH), read_month_day)],
    "lead": [Rule(compile_pattern(MONTH_YEAR), read_month_year), Rule(compile_pattern(MONTH_ALONE), read_month_alone)],
}
