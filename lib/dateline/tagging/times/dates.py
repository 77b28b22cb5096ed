"""Days and months by name or number: absolute, partial, ranges."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.counts import spoken_year
from dateline.tagging.times.days import covered, make_day, week_value, year_value
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_day, read_month, read_weekday
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.tense import direction

DASH = r"(?:[-–—]| ?(?:[-–—]|to|through|until) ?)"


def full_year(digits: str, context: Context) -> str:
    """Return a year in four digits: one of two digits is the nearest to the publication date, or XX and the digits."""
    if digits[0].isalpha():
        return spoken_year(digits)
    digits = digits.lstrip("'’")
    if len(digits) == 4:
        return digits
    if context.published is None:
        return f"XX{digits}"
    now = context.published.year
    years = [now // 100 * 100 + step + int(digits) for step in (-100, 0, 100)]
    return year_value(min(years, key=lambda year: abs(year - now - 0.5)))


def date_value(year: str, month: int, day: int) -> str:
    """Return year, month and day as a value, or nothing where the calendar has no such day."""
    found = make_day(int(year) if year.isdecimal() else LEAP_YEAR, month, day)
    return f"{year}-{month:02}-{day:02}" if found else ""


LEAP_YEAR = 2000
"""A year with all the days there are, for days whose year is not known."""


def read_iso(match: re.Match[str], context: Context) -> Reading | None:
    """2024-02-29, 2024/02/29, 2024-02-29T18:30."""
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    clock = match["clock"]
    return (
        Reading("TIME", f"{day}T{clock}", "date-in-figures@text")
        if clock
        else Reading("DATE", day.isoformat(), "date-in-figures@text")
    )


def read_numeric(match: re.Match[str], context: Context) -> Reading | None:
    """12/06/2021: the order is the outlet's, unless only the other one is a day."""
    year = full_year(match["year"], context)
    month_first = date_value(year, int(match["first"]), int(match["second"])), "month-first-date-in-figures@text"
    day_first = date_value(year, int(match["second"]), int(match["first"])), "day-first-date-in-figures@text"
    for value, basis in (day_first, month_first) if context.day_first else (month_first, day_first):
        if value:
            return Reading("DATE", value, basis)
    return None


def read_event(match: re.Match[str], context: Context) -> Reading | None:
    """9/11, where it can only be the day of the attacks."""
    late = context.published is None or context.published >= ELEVENTH
    return Reading("DATE", "2001-09-11", "9/11@event") if late else None


def read_month_day(match: re.Match[str], context: Context) -> Reading | None:
    """May 16, 16 May, May 16, 2020, May 16-18, 2020, 30 May - 2 June 2020."""
    parts = match.groupdict()
    if parts["month"][0].islower() and parts["month"].lower() in LOWER_WORDS:
        return None
    month, day = read_month(parts["month"]), read_day(parts["day"])
    year, anchor = year_of_day(match, month, day, context)
    rule = "date" if match["year"] else "month-and-day"
    first = date_value(year, month, day)
    if not first or not parts.get("last"):
        return Reading("DATE", first, f"{rule}@{anchor}") if first else None
    last_month = read_month(parts["last_month"]) if parts.get("last_month") else month
    last = date_value(year, last_month, read_day(parts["last"]))
    if last_month < month and year.isdecimal():  # 30 December to 2 January: a year written belongs to the end.
        first = date_value(year_value(int(year) - 1), month, day)
    elif last <= first:
        return None
    return Reading("DATE", f"{first}/{last}", f"{rule}-range@{anchor}") if first and last else None


LOWER_WORDS = {"may", "march", "mar", "jan", "dec", "sep", "nov", "sept", "august"}
"""Months that are other words, or too short, in small letters."""


def year_of_day(match: re.Match[str], month: int, day: int, context: Context) -> tuple[str, str]:
    """Return the year of a month and day (written, or the nearest that fits the verb) and where it comes from."""
    parts = match.groupdict()
    if match["year"]:
        return full_year(match["year"], context), "text"
    if shared := SHARED_YEAR.match(context.text, match.end()):
        turned = bool(shared["month"]) and read_month(shared["month"]) < month
        return year_value(int(shared["year"]) - turned), "text"
    if context.published is None:
        return "XXXX", "text"
    if parts.get("whose"):
        return year_value(context.published.year + WHOSE[parts["whose"].lower()]), "published"
    look = LOOKS.get((parts.get("which") or "").lower()) or direction(context.text, match.start(), match.end())
    weekday = read_weekday(parts["weekday"]) if parts.get("weekday") else None
    named = ARTICLE.search(context.text[max(0, match.start() - 7) : match.start()])
    against = AGAINST_NAME if named else AGAINST_VERB
    year = nearest_year(context.published, month, day, look=look, against=against, weekday=weekday)
    if (month, day) == (9, 11) and context.published >= ELEVENTH and year:
        far = abs((date(year, month, day) - context.published).days) > ANNIVERSARY and SINCE.search(
            context.text[max(0, match.start() - 8) : match.start()]
        )
        if far or ATTACKS.match(context.text, match.end()):
            return "2001", "event"
    return (year_value(year), "published") if year else ("XXXX", "text")


SHARED_YEAR = compile_pattern(
    r"(?:, (?:{MONTH} )?{DAY}){0,3}(?: ?[-–—] ?|,? (?:and|or|to|through|until) (?:on )?)(?:(?P<month>{MONTH}) )?{DAY},?"
    r" (?P<year>{YEAR})"
)
"""A last day that has the year of all: "between May 3 and June 5, 2020"; from December to January a year changes."""
LOOKS = {"last": "past", "next": "future"}
WHOSE = {"last": -1, "this": 0, "next": 1}
SINCE = re.compile(r"\b(?:after|since|before|post|pre)[ -]$", re.IGNORECASE)
ANNIVERSARY = 60
"""Days from 11 September beyond which "after Sept. 11" is after that of 2001 rather than the last or next one."""
ELEVENTH = date(2001, 9, 11)
ATTACKS = re.compile(
    r"[, ]+(?:terror|attack|hijack|bombing|suicide|atrocit|tragedy|victims|commission|plot)", re.IGNORECASE
)


def nearest_year(
    published: date, month: int, day: int, *, look: str, against: int, weekday: int | None = None
) -> int | None:
    """Return the year that brings a day nearest to the publication date, leaning to the side the verb points to.

    Where the text names the weekday too (Monday is 0), years in which the day is that weekday come first.
    """
    found: tuple[float, int] | None = None
    for year in range(published.year - 6, published.year + 7):
        other = make_day(year, month, day)
        if other is None:
            continue
        distance = (other - published).days
        wrong = (look == "past" and distance > 0) or (look == "future" and distance < 0)
        cost = abs(distance) + (against if wrong else 0)
        cost += OTHER_WEEKDAY if weekday is not None and other.weekday() != weekday else 0
        if found is None or cost < found[0]:
            found = (cost, year)
    return found[1] if found else None


AGAINST_VERB, AGAINST_NAME = 245, 130
"""Days that a day on the wrong side of its verb counts as further off: the verb of "he left on Nov. 8" is outvoted
where the other side is nearer than two months, that of "he spoke of the Nov. 8 election" sooner.
"""
ARTICLE = re.compile(r"\b(?:the|an?|whose|its|his|her|their)\s$|['’]s\s$", re.IGNORECASE)
OTHER_WEEKDAY = 1100
"""Days that a day on another weekday than the one named counts as further off: a slip is likelier than four years."""


def read_week_of(match: re.Match[str], context: Context) -> Reading | None:
    """The week of March 6, the weekend of May 4."""
    inner = read_month_day(match, context)
    day = inner and covered(inner.value)
    if inner is None or day is None:
        return None
    weekend = "-WE" if match["unit"].lower() == "weekend" else ""
    return inner._replace(value=week_value(day[0]) + weekend)


def read_another_day(match: re.Match[str], context: Context) -> Reading | None:
    """The 5 of "June 3 and 5": a bare day right after a day of a month."""
    last = context.times[-1] if context.times else None
    if last is None or not (last.basis.startswith("day of the") or NAMES_MONTH.match(context.text, last.start)):
        return None
    if not ANOTHER.fullmatch(context.text, last.end, match.start()):
        return None
    value = f"{last.value[-10:-2]}{read_day(match['day']):02}"
    known = "X" in value or date_value(value[:4], int(value[5:7]), int(value[8:]))
    return (
        Reading("DATE", value, f"day-of-the-same-month@time:{last.start}")
        if known and value > last.value[-10:]
        else None
    )


NAMES_MONTH = re.compile(r"[A-Z][a-z]+\.? \d\d?\b(?!,? ?(?:['’]\d|\d{4}))")
ANOTHER = re.compile(r",? ?(?:and|or)? ?")


def read_part_of(match: re.Match[str], context: Context) -> Reading | None:
    """The afternoon of Oct. 17."""
    inner = read_month_day(match, context)
    return inner and inner._replace(type="TIME", value=inner.value + TIMES_OF_DAY[match["part"].lower()])


WRITTEN_YEAR = r"(?P<year>{YEAR}|['’]\d\d\b|{SPOKEN_YEAR})"
OF_YEAR = rf"(?:,? (?:{WRITTEN_YEAR}|(?:of )?(?P<whose>last|this|next) year))?"
MONTH_DAY = (
    r"(?:around |about )?(?:(?:this |next |last |this coming )?(?P<weekday>{WEEKDAY_SHORT}),? "
    r"(?:the )?|(?P<which>last|next|this) )?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}|{ORDINAL}\b)"
    rf"(?:{DASH}(?:(?P<last_month>{{MONTH}}) )?(?P<last>{{DAY}})(?![-\w]))?{OF_YEAR}(?![\w])"
)
DAY_MONTH = (
    r"(?:(?P<weekday>{WEEKDAY_SHORT}),? )?(?:the )?(?P<day>{DAY}|{ORDINAL}\b)(?: day)?(?: of)? (?P<month>{MONTH})"
    rf"(?:{DASH}(?P<last>{{DAY}}) (?P<last_month>{{MONTH}}))?{OF_YEAR}(?!\w)"
)
WEEK_OF = rf"the (?P<unit>week|weekend) of (?P<month>{{MONTH}}) (?P<day>{{DAY}})(?:,? {WRITTEN_YEAR})?(?!\w)"
PART_OF = (
    r"(?:the )?(?P<part>morning|afternoon|evening|night) of (?:(?P<weekday>{WEEKDAY_SHORT}),? )?"
    r"(?P<month>{MONTH}) (?P<day>{DAY})"
    rf"(?:,? {WRITTEN_YEAR})?(?!\w)"
)
ANOTHER_DAY = (
    r"(?P<day>[12]?\d|3[01])(?:, {YEAR}(?!\w)|(?=[.,;:)]| (?:and|or|in|at|on|to|for|by|with|from)\b|$)(?![.,:]\d))"
)
DAYS_MONTH = rf"(?P<day>{{DAY}}){DASH}(?P<last>{{DAY}}) (?P<month>{{MONTH}})(?:,? {WRITTEN_YEAR})?(?!\w)"
ISO = (
    r"(?<![\w.,/:-])(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)"
    r"(?P=sep)(?P<day>\d\d)(?:[T ](?P<clock>[0-2]\d:[0-5]\d)(?::\d\d)?Z?)?(?![\w/]|[-.,:]\d)"
)
NUMERIC = (
    r"(?<![\w.,/:$£€-])(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}"
    r"|(?<=/)\d\d)(?![\w/]|[-.,:]\d)"
)
RULES = {
    "digit": [
        Rule(compile_pattern(ISO), read_iso),
        Rule(compile_pattern(NUMERIC), read_numeric),
        Rule(compile_pattern(r"(?<![\w.,/:$£€-])9/11(?![\w/]|[-.,:]\d)"), read_event),
        Rule(compile_pattern(DAYS_MONTH), read_month_day),
        Rule(compile_pattern(DAY_MONTH), read_month_day),
        Rule(compile_pattern(ANOTHER_DAY), read_another_day),
    ],
    "ordinal": [Rule(compile_pattern(DAY_MONTH), read_month_day)],
    "the": [
        Rule(compile_pattern(WEEK_OF), read_week_of),
        Rule(compile_pattern(PART_OF), read_part_of),
        Rule(compile_pattern(DAY_MONTH), read_month_day),
    ],
    "approx": [Rule(compile_pattern(MONTH_DAY), read_month_day)],
    "which": [Rule(compile_pattern(MONTH_DAY), read_month_day)],
    "month": [Rule(compile_pattern(MONTH_DAY), read_month_day)],
    "weekday": [Rule(compile_pattern(MONTH_DAY), read_month_day), Rule(compile_pattern(DAY_MONTH), read_month_day)],
}
