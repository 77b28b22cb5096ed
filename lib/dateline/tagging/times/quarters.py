"""Quarters, halves, fiscal years, and the year's end and middle."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.ago import last_years_quarter
from dateline.tagging.times.counts import ORDINALS
from dateline.tagging.times.dates import full_year
from dateline.tagging.times.days import add_months, quarter_value, shift, year_value
from dateline.tagging.times.grammar import compile_pattern, read_month, read_unit
from dateline.tagging.times.reading import Context, Reading, Rule


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """The third quarter, Q3 2021, third-quarter, the year-ago quarter, first half of 2020."""
    parts = match.groupdict()
    number = _quarter_number(parts)
    letter = "H" if (parts.get("period") or "q").lower().startswith("h") else "Q"
    if letter == "H" and not (
        parts.get("year")
        or parts.get("before")
        or parts.get("which")
        or parts.get("fiscal")
        or HALF_OF.match(context.text, match.end())
    ):
        return None
    if not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    written, fiscal = parts.get("year") or parts.get("before"), bool(parts.get("fiscal"))
    rule = ("fiscal-" if fiscal else "") + ("quarter" if letter == "Q" else "half")
    if written:
        return Reading(
            "DATE",
            f"{full_year(written, context)}-{letter}{number}",
            f"{rule}@text",
            known=not fiscal,
        )
    if context.published is None:
        return Reading("DATE", f"XXXX-{letter}{number}", f"{rule}@text", known=False)
    year = context.published.year
    which = (parts.get("which") or "").lower()
    if which.startswith(("last", "year", "previous")):
        year -= 1
    elif which == "next":
        year += 1
    elif letter == "Q" and number > (context.published.month + 2) // 3:
        year -= 1 if context.published.month <= 3 else 0
    return Reading("DATE", f"{year_value(year)}-{letter}{number}", f"{rule}@published", known=not fiscal)


HALF_OF = re.compile(r" of (?:the|this|last|next) year\b")
"""Without these the second half is more often that of a match."""


def _quarter_number(parts: dict[str, str | None]) -> int:
    word = (parts.get("ordinal") or parts.get("number") or "0").lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word) or 0)


def read_this_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """The quarter, the latest quarter, the year-ago quarter, the year-earlier period."""
    text = match[0].lower()
    back = -12 if "year-" in text or "year ago" in text or "year earlier" in text else 0
    if with_month := ENDED.match(context.text, match.end()):
        return _quarter_of(read_month(with_month["month"]), context.published)
    if context.quarter:
        year, number = int(context.quarter[:4]), int(context.quarter[-1])
        stated = context.published is not None and year < context.published.year - (context.published.month <= 3)
        year -= 1 if back and not stated else 0
        return Reading("DATE", f"{year_value(year)}-Q{number}", f"that-quarter@time:{context.quarter_at}")
    if context.published is None:
        return Reading("DATE", "XXXX-QX", "that-quarter@text")
    ended = add_months(context.published, -3 + back)
    return Reading("DATE", quarter_value(ended), "quarter-ended@published")


def _quarter_of(month: int, published: date | None) -> Reading:
    """Return the quarter that ended in a month, the last one up to publication."""
    number = (month + 2) // 3
    if published is None:
        return Reading("DATE", f"XXXX-Q{number}", "quarter-ended@text")
    return Reading(
        "DATE", f"{year_value(published.year - (month > published.month))}-Q{number}", "quarter-ended@published"
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
OF_YEAR = r"(?:,? (?:of (?:fiscal )?)?(?P<year>{YEAR}|['’]\d\d\b))?"
QUARTER = Rule(
    compile_pattern(
        r"(?:the )?"
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
        r"the (?:(?:latest|comparable|same|corresponding) )?(?:year-(?:ago|earlier) (?:quarter|period)"
        r"|quarter)(?!\w)|the latest period(?!\w)"
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
    "lead": [QUARTER, MID_YEAR],
    "approx": [YEAR_END],
    "the": [QUARTER, YEAR_END, THIS_QUARTER, FISCAL, YEARS_FISCAL, FISCAL_YEAR],
    "ordinal": [QUARTER],
    "which": [QUARTER, FISCAL_YEAR],
    "year": [QUARTER, YEAR_EARLIER, YEAR_END],
    "letter": [QUARTER_SHORT],
    "fiscal": [QUARTER, FISCAL, FISCAL_YEAR],
}
