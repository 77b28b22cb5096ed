"""Publication dates as files write them, brought to the calendar day that the outlet states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

EARLIEST, LATEST = 1600, 2199
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.DOTALL)
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ ,T].*)?", re.DOTALL)
_SECONDS = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
LARGEST_MONTH = 12


def day_first(values: Iterable[Any]) -> bool | None:
    """Tell from a column of dates like 04/05/2025 whether the day stands first; None where none of them can say it."""
    votes = sum(map(vote, values))
    return None if votes == 0 else votes > 0


def vote(value: Any) -> int:
    """Return 1 for a date like 25/03/2025, whose day stands first, -1 for one like 03/25/2025, else 0."""
    match = _NUMERIC.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return 0
    first, second = int(match[1]), int(match[2])
    return (first > LARGEST_MONTH >= second) - (second > LARGEST_MONTH >= first)


def read_time(value: Any) -> str | None:
    """Return the moment that a value states, with its zone, as ISO 8601 text; None where it states no time or no zone.

    Args:
        value: Text such as 2025-03-04T22:00:00+01:00 or Tue, 04 Mar 2025 23:30:00 -0500, or seconds since 1970.
    """
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).isoformat(timespec="seconds")
        text = str(value).strip()
        found = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
    return found.isoformat(timespec="seconds") if found.tzinfo else None


def read_day(value: Any, *, order: bool | None = None) -> date | None:
    """Return the calendar day that a value states, in the outlet's own time zone; None where it states none.

    Args:
        value: A date, a time, seconds since 1970, or text in any common form. Text needs day, month and year.
        order: Whether 04/05/2025 means 4 May; None leaves such a date empty, since it could be either.
    """
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _from_text(" ".join(value.split())[:100], order) if isinstance(value, str) else None


@lru_cache(maxsize=10_000)
def _from_text(text: str, order: bool | None) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if order is None and first != second and max(first, second) <= LARGEST_MONTH:
            return None
        swap = second > LARGEST_MONTH or (order is False and first <= LARGEST_MONTH)
        return _day(match[3], match[1] if swap else match[2], match[2] if swap else match[1])
    if _SECONDS.fullmatch(text):
        seconds = float(text) / (1000 if float(text) > 1e11 else 1)
        return _plausible(datetime.fromtimestamp(seconds, UTC).date())
    return _mail(text) or _words(text)


def _day(year: Any, month: Any, day: Any) -> date | None:
    try:
        return _plausible(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if EARLIEST <= day.year <= LATEST else None


def _mail(text: str) -> date | None:
    try:
        return _plausible(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> date | None:
    """Read a date in words, in any language that dateparser knows; a guess of day, month or year is not accepted."""
    if not re.search(r"\d", text) or not re.search(r"[^\W\d_]{3}|年", text):
        return None
    from dateparser.date import DateDataParser

    parser = _parser(DateDataParser)
    try:
        found = parser.get_date_data(text).date_obj
    except (ValueError, OverflowError, RecursionError):
        return None
    return _plausible(found.date()) if found else None


@lru_cache(maxsize=1)
def _parser(kind: Any) -> Any:
    return kind(settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "TIMEZONE": "UTC"})
