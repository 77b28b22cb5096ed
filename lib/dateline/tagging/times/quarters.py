"""Quarters, halves, fiscal years, and the year's end and middle."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.ago import last_years_quarter
from dateline.tagging.times.counts import ORDINALS
from dateline.tagging.times.dates import full_year
from dateline.tagging.times.days import add_months, quarter_value, shift, year_value
from dateline.tagging.times.grammar import compile_pattern, read_month, read_unit
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """The third quarter, Q3 2021, third-quarter, the year-ago quarter, first half of 2020."""
    parts = match.groupdict()
    number = _quarter_number(parts)
    letter = "H" if (parts.get("period") or "q").lower().startswith("h") else "Q"
    named = any(parts.get(key) for key in ("year", "before", "which", "whose", "fiscal"))
    if letter == "H" and not named and not HALF_OF.match(context.text, match.end()):
        return None
    if not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    fiscal, mod = bool(parts.get("fiscal")), read_mod(parts.get("lead"))
    rule = ("fiscal-" if fiscal else "") + ("quarter" if letter == "Q" else "half")
    if written := parts.get("year") or parts.get("before"):
        value = f"{full_year(written, context)}-{letter}{number}"
        return Reading("DATE", value, f"{rule}@text", mod, known=not fiscal)
    if context.published is None:
        return Reading("DATE", f"XXXX-{letter}{number}", f"{rule}@text", mod, known=False)
    year = context.published.year + _years_off(
        (parts.get("which") or parts.get("whose") or "").lower(), letter, number, context.published
    )
    return Reading("DATE", f"{year_value(year)}-{letter}{number}", f"{rule}@published", mod, known=not fiscal)


def _years_off(which: str, letter: str, number: int, published: date) -> int:
    """Return how many years a quarter or half is from that of publication: in winter a later quarter is last year's."""
    if which.startswith(("last", "year", "previous")):
        return -1
    if which == "next":
        return 1
    if which.startswith("this"):
        return 0
    later = letter == "Q" and number > (published.month + 2) // 3
    return -1 if later and published.month <= 3 else 0


HALF_OF = re.compile(r" of the year\b")
"""Without these the second half is more often that of a match."""


def _quarter_number(parts: dict[str, str | None]) -> int:
    word = (parts.get("ordinal") or parts.get("number") or "0").lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word) or 0)


def read_this_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """The quarter, the latest quarter, the year-ago quarter, the year-earlier period, the end of the quarter."""
    text, mod = match[0].lower(), read_mod(match["lead"])
    back = -12 if "year-" in text else 0
    if with_month := ENDED.match(context.text, match.end()):
        return _quarter_of(read_month(with_month["month"]), context.published)
    if context.quarter:
        year, number = int(context.quarter[:4]), int(context.quarter[-1])
        stated = context.published is not None and year < context.published.year - (context.published.month <= 3)
        year -= 1 if back and not stated else 0
        return Reading("DATE", f"{year_value(year)}-Q{number}", f"that-quarter@time:{context.quarter_at}", mod)
    if context.published is None:
        return Reading("DATE", "XXXX-QX", "that-quarter@text", mod)
    ended = add_months(context.published, -3 + back)
    return Reading("DATE", quarter_value(ended), "quarter-just-ended@published", mod)


def _quarter_of(month: int, published: date | None) -> Reading:
    """Return the quarter that ended in a month, the last one up to publication."""
    number = (month + 2) // 3
    if published is None:
        return Reading("DATE", f"XXXX-Q{number}", "quarter-just-ended@text")
    return Reading(
        "DATE", f"{year_value(published.year - (month > published.month))}-Q{number}", "quarter-just-ended@published"
    )


ENDED = compile_pattern(r" (?:that )?(?:ended|ending|through) (?:in |on )?(?P<month>{MONTH})(?!\w)")


def read_year_earlier(match: re.Match[str], context: Context) -> Reading | None:
    """Year-earlier results: the same quarter, or the year, one year back."""
    if quarter := last_years_quarter(match.start(), context):
        return Reading("DATE", quarter, f"year-earlier@time:{context.quarter_at}")
    return Reading("DATE", shift(context.published, "year", -1), "year-earlier@published")


def read_year_end(match: re.Match[str], context: Context) -> Reading | None:
    """Year-end, year end, the month's end."""
    unit = read_unit(match["unit"])
    return Reading("DATE", shift(context.published, unit, 0), f"{unit}-end@published", "END")


def read_mid_year(match: re.Match[str], context: Context) -> Reading | None:
    """Midyear, mid-year."""
    return Reading("DATE", shift(context.published, "year", 0), "mid-year@published", "MID")


def read_fiscal_year(match: re.Match[str], context: Context) -> Reading | None:
    """The current fiscal year, the latest fiscal year."""
    which = (match["which"] or "").lower()
    step = {"next": 1, "last": -1, "latest": -1, "previous": -1}.get(which, 0)
    return Reading("DATE", shift(context.published, "year", step), "fiscal-year@published", known=False)


def read_fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """FY2023, fiscal 1989, the fiscal year 2020-21: the year as named; its days are the firm's own: none given."""
    value = full_year(match["year"], context)
    if match["last"]:
        value += f"/{value[: 4 - len(match['last'])]}{match['last']}"
    return Reading("DATE", value, "fiscal-year@text", known=False)


WHICH = r"(?:(?P<which>last year['’]s|this year['’]s|next year['’]s|year-ago|year-earlier|last|next|this) )?"
OF_YEAR = r"(?:,? (?:of (?:fiscal )?)?(?P<year>{YEAR}|['’]\d\d\b)| (?:of )?(?P<whose>last|this|next) year(?!['’\w]))?"
LEAD = r"(?:(?P<lead>(?:the )?(?:end|start|beginning|middle|close) of|(?:early|late|earlier|later) in) (?=the ))?"
QUARTER = Rule(
    compile_pattern(
        LEAD + r"(?:the )?"
        r"(?:(?P<before>{YEAR})"
        r"(?:['’]s)? )?" + WHICH + r"(?:(?P<fiscal>fiscal)[ -])?(?P<ordinal>first|second"
        r"|third|fourth"
        r"|[1-4](?:st|nd|rd"
        r"|th))[- ](?:fiscal )?(?P<period>quarter|half)(?![\w])" + OF_YEAR
    ),
    read_quarter,
)
QUARTER_SHORT = Rule(
    compile_pattern(
        r"(?P<period>[QH])(?P<number>[1-4])(?:,? (?:of )?(?:FY ?)?(?P<year>{YEAR}|['’]?\d\d(?![\w%]"
        r"|[.,:]\d)))?(?![\w:])"
    ),
    read_quarter,
)
SHORT_QUARTER = Rule(
    compile_pattern(
        r"(?P<number>[1-4])(?P<period>[QH])(?:,? (?:of )?(?P<year>{YEAR}"
        r"|['’]\d\d\b))?(?!\w)"
    ),
    read_quarter,
)
THIS_QUARTER = Rule(
    compile_pattern(
        LEAD + r"the (?:(?:latest|comparable|same|corresponding) )?(?:year-(?:ago|earlier) (?:quarter|period)"
        r"|quarter|(?<=latest\s)period)(?![\w-])"
    ),
    read_this_quarter,
)
FISCAL = Rule(
    compile_pattern(
        r"(?:the )?(?:FY[ -]?|fiscal (?:year )?)(?P<year>{YEAR}|['’]?\d\d(?![\w%]|[.,:]\d))(?:[-–/](?P<last>\d\d"
        r"|\d{4})(?!\d))?"
    ),
    read_fiscal,
)
YEARS_FISCAL = Rule(compile_pattern(r"(?P<year>{YEAR})(?P<last>(?!))? fiscal year(?!\w)"), read_fiscal)
MID_YEAR = Rule(compile_pattern(r"mid-?year(?!\w)"), read_mid_year)
YEAR_EARLIER = Rule(compile_pattern(r"year-(?:earlier|ago)(?!\w)"), read_year_earlier)
YEAR_END = Rule(
    compile_pattern(
        r"(?:around )?(?:the (?!year-))?(?P<unit>year|(?:year|month|week|decade|century)(?=['’]s end))"
        r"(?:[- ]|['’]s )end(?!\w)"
    ),
    read_year_end,
)
FISCAL_YEAR = Rule(
    compile_pattern(r"(?:the )?(?:(?P<which>current|latest|next|last|previous|this) )?fiscal year(?!\w)"),
    read_fiscal_year,
)
RULES = {
    "digit": [QUARTER, SHORT_QUARTER, YEARS_FISCAL],
    "lead": [QUARTER, THIS_QUARTER, MID_YEAR],
    "approx": [YEAR_END],
    "the": [QUARTER, YEAR_END, THIS_QUARTER, FISCAL, YEARS_FISCAL, FISCAL_YEAR],
    "ordinal": [QUARTER],
    "which": [QUARTER, FISCAL_YEAR],
    "year": [QUARTER, YEAR_EARLIER, YEAR_END],
    "letter": [QUARTER_SHORT],
    "fiscal": [QUARTER, FISCAL, FISCAL_YEAR],
}
