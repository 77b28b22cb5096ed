"""Arithmetic of days, weeks, months, quarters and years, and the days that a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY = timedelta(days=1)
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)
Days = tuple[date, date]


def make_day(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def covered(value: str) -> Days | None:
    """Return the first and the last day that a TIMEX3 value covers, or None where they cannot be told.

    >>> covered("2024-02"), covered("XXXX-05-16")
    ((datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), None)
    """
    if "/" in value:
        ends = [covered(part) for part in value.split("/")]
        return (ends[0][0], ends[1][1]) if len(ends) == 2 and ends[0] and ends[1] else None
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    if match["decade"] or match["century"]:
        first, last = int(value.ljust(4, "0")), int(value.ljust(4, "9"))
        return (date(first, 1, 1), date(last, 12, 31)) if first else None
    year = int(match["year"])
    if not MINYEAR <= year < MAXYEAR:
        return None
    if match["week"]:
        return _week_days(year, int(match["week"]), weekend=bool(match["weekend"]))
    if match["day"]:
        day = make_day(year, int(match["month"]), int(match["day"]))
        return (day, day) if day else None
    return _months_days(year, *_month_span(match))


def _month_span(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6 * int(match["half"])
    return 1, 12


def _months_days(year: int, first: int, last: int) -> Days | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _week_days(year: int, week: int, *, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return (monday + 5 * DAY if weekend else monday), monday + 6 * DAY


def add_days(day: date, count: int) -> date | None:
    """Return the day so many days later, or None beyond the calendar."""
    number = day.toordinal() + count
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def add_months(day: date, count: int) -> tuple[int, int] | None:
    """Return year and month so many months later, or None beyond the calendar."""
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    return (year, month + 1) if MINYEAR <= year <= MAXYEAR else None


def week_value(day: date | None) -> str:
    """Return the ISO week of a day as a value."""
    if day is None:
        return "XXXX-WXX"
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def day_value(day: date | None) -> str:
    """Return a day as a value."""
    return "XXXX-XX-XX" if day is None else day.isoformat()


def month_value(month: tuple[int, int] | None) -> str:
    """Return year and month as a value."""
    return "XXXX-XX" if month is None else f"{month[0]:04}-{month[1]:02}"


def quarter_value(month: tuple[int, int] | None) -> str:
    """Return the quarter of a month as a value."""
    return "XXXX-QX" if month is None else f"{month[0]:04}-Q{(month[1] + 2) // 3}"


def year_value(year: int) -> str:
    """Return a year as a value."""
    return f"{year:04}" if MINYEAR <= year <= MAXYEAR else "XXXX"


def shift(day: date | None, unit: str, count: int) -> str:
    """Return the day, week, month, quarter, year, decade or century so many units after that of a day, as a value.

    >>> shift(date(2024, 3, 1), "day", -1), shift(date(2024, 3, 1), "month", -3)
    ('2024-02-29', '2023-12')
    """
    if abs(count) > 100_000:
        day = None
    if unit == "day":
        return day_value(day and add_days(day, count))
    if unit == "week":
        return week_value(day and add_days(day, 7 * count))
    if unit == "weekend":
        week = week_value(day and add_days(day, 7 * count))
        return f"{week}-WE"
    if unit == "month":
        return month_value(add_months(day, count) if day else None)
    if unit == "quarter":
        return quarter_value(add_months(day, 3 * count) if day else None)
    return _shift_years(day, unit, count)


def _shift_years(day: date | None, unit: str, count: int) -> str:
    if day is None:
        return "XXXX"
    if unit == "decade":
        return year_value(day.year + 10 * count)[:3]
    if unit == "century":
        return year_value(day.year + 100 * count)[:2]
    return year_value(day.year + count)


def weekday_before(day: date, weekday: int) -> date | None:
    """Return the last such weekday (Monday is 0) up to a day, the day itself included."""
    return add_days(day, -((day.weekday() - weekday) % 7))


def weekday_after(day: date, weekday: int) -> date | None:
    """Return the first such weekday (Monday is 0) from a day on, the day itself included."""
    return add_days(day, (weekday - day.weekday()) % 7)
