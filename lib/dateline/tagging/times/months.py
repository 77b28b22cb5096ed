"""Months named alone or with a year: May 2020, in March, late November; and May the name, march the verb."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.dates import LOWER_WORDS, WHOSE, WRITTEN_YEAR, full_year
from dateline.tagging.times.days import year_value
from dateline.tagging.times.grammar import compile_pattern, read_month
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import anchor_spoken
from dateline.tagging.times.tense import direction, just_done, plans


def read_month_year(match: re.Match[str], context: Context) -> Reading | None:
    """May 2020, May of 2020, May '20, May last year, May of that year."""
    if NUMBERED.search(context.text[max(0, match.start() - 9) : match.start()]):
        return None
    if not match["year"] and match["month"] in {"may", "march"}:
        return None
    year, basis = _year_beside(match, context)
    return Reading("DATE", f"{year}-{read_month(match['month']):02}", basis, read_mod(match["lead"]))


def _year_beside(match: re.Match[str], context: Context) -> tuple[str, str]:
    """Return the year that stands beside a month, and rule and anchor."""
    if match["year"]:
        return full_year(match["year"], context), "month-and-year@text"
    if match["spoken"]:
        day, anchor = anchor_spoken(context, "year", match.start())
        return (year_value(day.year) if day else "XXXX"), f"month-of-that-year@{anchor}"
    if context.published is None:
        return "XXXX", "month@text"
    which = match["which"].lower()
    return year_value(context.published.year + WHOSE[which]), f"month-of-{which}-year@published"


BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|last|until|till|from|to|through|of|during|early|late|mid|next|this|before|after|for"
    r"|and|or|between|every|each|around|about|the|an?|via|as|than|with|on)|,|[-–—(])[ \n]*$",
    re.IGNORECASE,
)


def read_month_alone(match: re.Match[str], context: Context) -> Reading | None:
    """March, last March, next May: the month that the verb points to, backwards where nothing else is said."""
    which = (match["which"] or "").lower()
    if not is_month(match, context):
        return None
    month, mod = read_month(match["month"]), read_mod(match["lead"])
    if not which and (shared := SHARED_YEAR.match(context.text, match.end())):
        year = int(shared["year"]) - (read_month(shared["month"]) < month)
        return Reading("DATE", f"{year_value(year)}-{month:02}", "month-and-year@text", mod)
    if context.published is None:
        return Reading("DATE", f"XXXX-{month:02}", "month@text", mod)
    look = month_direction(match, context.text, (month - context.published.month) % 12)
    year = month_year(context.published, month, which, look)
    return Reading("DATE", f"{year_value(year)}-{month:02}", f"{which or LOOKS[look]}-named-month@published", mod)


def month_direction(match: re.Match[str], text: str, ahead: int) -> str:
    """Return "past", "future" or "" for a month so many months ahead, or twelve less those back.

    Of the month to come it is seldom last year's that is meant, and of the month just past seldom next year's.
    """
    look = direction(text, match.start(), match.end())
    if look == "future":
        return "past" if ahead == 11 else look
    if look == "past" and just_done(text, match.start(), match.end()):
        return look
    soon = ahead == 1 or (1 < ahead <= 4 and plans(text, match.start()))
    return "future" if soon else look


SHARED_YEAR = compile_pattern(
    r"(?:, {MONTH}){0,3}(?: ?[-–—] ?|,? (?:and|or|to|through|until) (?:in )?)"
    r"(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})"
)
"""A last month that has the year of all: "in May and June 2020"."""
LOOKS = {"": "past", "past": "past", "future": "coming"}


def is_month(match: re.Match[str], context: Context) -> bool:
    """Tell May, April, June and August from names, and March and August from the verb and the adjective.

    A month beside a number that is no day of it ("the 45th of May", "February 30") is left alone.
    """
    word = match["month"]
    name = word.rstrip(".").lower()
    before = context.text[max(0, match.start() - 12) : match.start()]
    after = context.text[match.end() : match.end() + 24]
    if NUMBERED.search(before) or NUMBER_AFTER.match(after):
        return False
    if not word[0].isupper():
        return len(name) > 4 and name not in LOWER_WORDS
    if len(name) == 3 and name != "may":
        return word.endswith(".") and bool(BEFORE_MONTH.search(before))
    if name not in NAMES or match["which"] or match["lead"]:
        return True
    if NAME_AFTER.match(after) or (name == "may" and context.is_name("May", MAY_NAMED)):
        return bool(IN_MONTH.search(before))
    return bool(BEFORE_MONTH.search(before)) or (name in {"april", "june"} and not GIVEN_NAME.search(before))


GIVEN_NAME = re.compile(r"\b[A-Z][a-z]+ $")
"""Before June or April: Jill June."""
NAMES = {"may", "march", "august", "april", "june"}
MAY_NAMED = re.compile(
    r"\b(?:[A-Z][a-z]+esa|Brian|Elaine|Mr\.?|Mrs\.?|Ms\.?|Minister|Sen\.|Rep\.|Premier"
    r"|Judge) May\b"
)
"""Somebody called May: then a bare May is that person, unless "in" or the like says month."""
IN_MONTH = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|next|last|this|of|through|between)[ \n-]*$", re.IGNORECASE
)
NUMBERED = re.compile(r"\d(?:st|nd|rd|th)?(?:\s+of)?(?:\s+|-)$")
NUMBER_AFTER = re.compile(r"[ -]\d{1,2}(?![\d:]|st\b|nd\b|rd\b|th\b)")
NAME_AFTER = re.compile(r" (?:be|have|not|also|said|says|told)\b| [A-Z][a-z]+(?! \d)")


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


MONTH_YEAR = (
    r"(?:(?P<lead>early|late|mid|(?:the )?(?:middle|end|beginning|start) of|end(?=-))[ -])?"
    rf"(?P<month>{{MONTH}})(?:,? (?:of )?{WRITTEN_YEAR}| (?:of )?(?:(?P<which>last|this|next) year"
    r"|(?P<spoken>that|the same|that same) year))(?!\w)"
)
MONTH_ALONE = (
    r"(?:(?P<lead>early|late|mid|(?:the )?(?:middle|end|beginning|start) of|end(?=-))[ -])?(?:(?:this )?(?P<which>last"
    r"|this|next|past) )?"
    r"(?P<month>{MONTH})(?![\w])"
)
_year = Rule(compile_pattern(MONTH_YEAR), read_month_year)
_alone = Rule(compile_pattern(MONTH_ALONE), read_month_alone)
RULES = {"month": [_year, _alone], "lead": [_year, _alone], "which": [_alone]}
