"""Holidays and named days of the English-speaking press, and the days they fall on."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.tagging.times.days import add_days, day_value, week_value
from dateline.tagging.times.grammar import compile_pattern
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.tense import direction

FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "epiphany": (1, 6),
    "valentine's day": (2, 14), "st patrick's day": (3, 17), "april fools' day": (4, 1), "may day": (5, 1),
    "juneteenth": (6, 19), "canada day": (7, 1), "independence day": (7, 4), "fourth of july": (7, 4),
    "july fourth": (7, 4), "bastille day": (7, 14), "halloween": (10, 31), "guy fawkes night": (11, 5),
    "veterans day": (11, 11), "armistice day": (11, 11), "anzac day": (4, 25), "australia day": (1, 26),
}  # fmt: skip
NTH_WEEKDAY = {
    "martin luther king day": (1, 0, 3), "martin luther king jr. day": (1, 0, 3), "presidents' day": (2, 0, 3),
    "memorial day": (5, 0, -1), "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4), "mother's day": (5, 6, 2), "father's day": (6, 6, 3),
}  # fmt: skip
"""Month, weekday (Monday is 0) and which one; -1 is the last."""
FROM_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter sunday": 0,
    "easter monday": 1, "easter": 0,
}  # fmt: skip
AMERICAN = {"independence day", "election day", "memorial day", "labor day", "thanksgiving day", "thanksgiving"}


def easter(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (the anonymous computus in Meeus, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + ell - 7 * ((a + 11 * h + 22 * ell) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second … or (-1) last such weekday of a month."""
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def holiday(name: str, year: int) -> date:
    """Return the day of a holiday in a year.

    >>> holiday("thanksgiving", 2023), holiday("good friday", 2024)
    (datetime.date(2023, 11, 23), datetime.date(2024, 3, 29))
    """
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in NTH_WEEKDAY:
        return nth_weekday(year, *NTH_WEEKDAY[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name == "election day":
        return nth_weekday(year, 11, 0, 1) + timedelta(days=1)
    return nth_weekday(year, 11, 3, 4) + timedelta(days={"black friday": 1, "cyber monday": 4}[name])


def read_holiday(match: re.Match[str], context: Context) -> Reading | None:
    """Christmas Day 2022, last Thanksgiving, Good Friday."""
    name = re.sub(r"\s+", " ", match["name"].lower().replace("’", "'")).replace("st.", "st")
    name = SPELLINGS.get(name, name)
    which = {"past": "last", "coming": "next"}.get(said := (match["which"] or "").lower(), said)
    if name == "christmas" and NO_DAY.match(context.text, match.end()):
        return None
    if match["year"]:
        year = int(match["year"])
        return beside(holiday(name, year), match, "holiday@text") if year > 1583 else None
    if context.published is None:
        month_day = f"{FIXED[name][0]:02}-{FIXED[name][1]:02}" if name in FIXED else "XX-XX"
        return Reading("DATE", f"XXXX-{month_day}", "holiday@text")
    day = nearest_holiday(name, context.published, which or direction(context.text, match.start(), match.end()))
    return beside(day, match, f"{which + '-' if which else ''}holiday@published") if day else None


def beside(day: date, match: re.Match[str], basis: str) -> Reading:
    """Return a holiday, the day before or after it, or its week."""
    if match["span"]:
        weekend = "-WE" if match["span"].lower() == "weekend" else ""
        return Reading("DATE", week_value(day) + weekend, basis)
    step = {"before": -1, "after": 1}.get((match["side"] or "").lower(), 0)
    return Reading("DATE", day_value(add_days(day, step)), basis)


NO_DAY = re.compile(
    r" (?:trees?|cards?|carols?|presents?|gifts?|lights|markets?|part(?:y|ies)|decorations?"
    r"|pudding)\b"
)
"""After these Christmas is a thing, not a day."""


def nearest_holiday(name: str, published: date, look: str) -> date | None:
    """Return the holiday nearest to the publication date on the side that the words point to."""
    year = published.year
    if not 1584 < year < 9990:
        return None
    days = [holiday(name, y) for y in (year - 1, year, year + 1)]
    if look == "last":
        return max(day for day in days if day < published)
    if look == "next":
        return min(day for day in days if day > published)
    against = 200 if look in {"past", "future"} else 0
    sign = 1 if look == "past" else -1
    return min(days, key=lambda d: abs((d - published).days) + (against if sign * (d - published).days > 0 else 0))


SPELLINGS = {
    "new years eve": "new year's eve", "new years day": "new year's day", "valentines day": "valentine's day",
    "presidents day": "presidents' day", "president's day": "presidents' day", "veterans' day": "veterans day",
    "st patricks day": "st patrick's day", "saint patrick's day": "st patrick's day", "labour day": "labor day",
    "the fourth of july": "fourth of july", "july 4th": "july fourth", "mothers day": "mother's day",
    "fathers day": "father's day", "april fool's day": "april fools' day", "bonfire night": "guy fawkes night",
}  # fmt: skip
NAMES = [
    *FIXED,
    *NTH_WEEKDAY,
    *FROM_EASTER,
    *SPELLINGS,
    "election day",
    "black friday",
    "cyber monday",
    "st. patrick's day",
]
_names = "|".join(
    re.escape(n).replace("\\ ", " ").replace("'", "['’]") for n in sorted(set(NAMES), key=len, reverse=True)
)
HOLIDAY = Rule(
    compile_pattern(
        rf"(?:the day (?P<side>before|after) )?(?:(?P<which>last|past|this|next|coming) )?(?P<name>{_names})(?!\w)"
        rf"(?: (?P<span>week(?:end)?)(?!\w))?(?:,? (?:of |in )?(?P<year>{{YEAR}}))?"
    ),
    read_holiday,
)
FIRST_WORDS = sorted({re.split(r"[ '’.]", name)[0] for name in NAMES})
RULES = {"holiday": [HOLIDAY], "which": [HOLIDAY], "the": [HOLIDAY]}
