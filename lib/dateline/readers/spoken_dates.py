"""Dates as the interfaces of databases write them: "July 1, 2019 Monday 9:20 AM GMT", "29 décembre 2011"."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "fr", "de", "nl", "es", "it", "pt", "da", "sv", "nb", "fi", "pl", "cs", "ru", "tr", "ca", "ro")
"""Languages of interfaces and outlets whose month names are known; dateparser knows them."""
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ZONES = {
    "GMT": "+00:00", "UTC": "+00:00", "CET": "+01:00", "CEST": "+02:00",
    "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
"""Abbreviations of time zones that mean one thing only in news databases."""

_WORD = r"[^\W\d_]{3,14}"
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th|º)?\s+(?:de\s+|d['’])?(?P<month>{_WORD})\.?,?"
                        r"\s+(?:del?\s+)?(?P<year>\d{4})\b")  # fmt: skip
_MONTH_FIRST = re.compile(rf"(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b")
_NUMBERS = re.compile(r"(?P<year>\d{4})(?:-|/|\.|年\s?)(?P<month>\d{1,2})(?:-|/|\.|月\s?)(?P<day>\d{1,2})(?:日|\b)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([AaPp])?\.?(?:[Mm]\b\.?)?\s*([A-Z]{3,4})?\b")
_MONTH_ONLY = re.compile(rf"(?P<month>{_WORD})\.?,?\s+(?P<year>(?:1[6-9]|20)\d{{2}})\b")


def read_date(text: str) -> str | None:
    """Return the day that a text states as ISO 8601, with its time where it states time and zone; None without a day.

    Args:
        text: A line such as "Montag 1. Juli 2019" or "July 1, 2019 Monday 9:20 AM GMT".
    """
    found = _find(text)
    if found is None:
        return None
    day, rest = found
    time = _TIME.search(rest)
    if time is None or time[4] not in ZONES or int(time[1]) > 23 or int(time[2]) > 59:
        return day
    hour = int(time[1])
    if time[3]:
        hour = hour % 12 + (12 if time[3] in "Pp" else 0)
    return f"{day}T{hour:02}:{time[2]}:00{ZONES[time[4]]}"


def starts_with_date(text: str) -> bool:
    """Tell whether a line begins with a date, or with the name of a day and a date."""
    line = text.strip()[:100]
    first = re.match(r"([^\W\d_]+(?:-feira)?)\.?,?\s+(?:(?:den|le|el|the)\s+)?", line)
    if first and first[1].lower() in _names(DAYS):
        line = line[first.end() :]
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMBERS, _MONTH_ONLY):
        found = pattern.match(line)
        if found and (pattern is _NUMBERS or found["month"].lower() in _names(MONTHS)):
            return True
    return False


def _find(text: str) -> tuple[str, str] | None:
    """Return the first day in a text, and what follows it."""
    text = text[:200]
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMBERS):
        for found in pattern.finditer(text):
            month = found["month"]
            number = int(month) if month.isdigit() else _names(MONTHS).get(month.lower())
            if number is not None and 1 <= number <= 12 and 1 <= int(found["day"]) <= 31:
                return f"{found['year']}-{number:02}-{int(found['day']):02}", text[found.end() :]
    return None


@cache
def _names(wanted: tuple[str, ...]) -> dict[str, int]:
    """Return the names of months or days in all languages, in small letters, with their numbers from 1."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, name in enumerate(wanted, 1):
            for word in info.get(name, ()):
                names.setdefault(word.lower(), number)
    return names
