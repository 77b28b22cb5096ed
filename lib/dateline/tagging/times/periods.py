"""Years, quarters, halves, decades, centuries and fiscal years."""

from __future__ import annotations

import re

from dateline.tagging.times.ago import last_years_quarter
from dateline.tagging.times.counts import ORDINALS, TENS, spoken_year
from dateline.tagging.times.dates import full_year
from dateline.tagging.times.days import add_months, quarter_value, shift, year_value
from dateline.tagging.times.grammar import compile_pattern
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule

NOT_BEFORE_YEAR = re.compile(
    r"(?:[$£€¥#/\w.:+]|\d,|\d[-–)]? ?|\d\) |[A-Za-z]\d+ |\b(?:no\.|pp?\.|pages?|rs\.?|flight|boeing|airbus"
    r"|windows|office|iphone|version|model|route|highway|room|section|article|resolution|rule|channel|suite"
    r"|lot|isbn|of some|nearly|roughly|almost|approximately) )$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"[ \n-](?:(?!as\b|is\b|was\b|has\b|its\b|this\b|his\b|us\b|thus\b|perhaps\b|plus\b|elections?\b"
    r"|always\b)[a-z]+s\b|people|men|women|children|troops|percent|per|police|km|kg|mph|hp|feet|square|cubic"
    r"|tons?|dollars?|other|more|million|billion)"
    r"|[-–]?[A-Za-z]|[-/]\d|st\b|'\d"
)
PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|during|early|late|mid|circa|fiscal"
    r"|year)[ \n-]*$",
    re.IGNORECASE,
)


def read_year(match: re.Match[str], context: Context) -> Reading | None:
    """1998: a year where no unit, price or counted noun makes it a number."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    after = context.text[match.end() : match.end() + 20]
    mod = read_mod(match["lead"])
    of_its_time = (
        re.search(r"\bthe $|['’]s $", before) and 1900 <= int(match["year"]) <= 2050 and match["year"][2:] != "00"
    )
    if NOT_BEFORE_YEAR.search(before):
        return None
    if (COUNTED.match(after) and not (mod or of_its_time or PREPOSITION.search(before))) or re.match(
        r"[-–]?[A-Za-z]", after
    ):
        return None
    if not 1500 <= int(match["year"]) <= 2100 and not PREPOSITION.search(before):
        return None
    return Reading("DATE", match["year"], "year@text", mod)


def read_year_range(match: re.Match[str], context: Context) -> Reading | None:
    """2020-21, 2014–2022."""
    first, last = match["first"], match["last"]
    second = int(last) if len(last) == 4 else int(first[:2] + last)
    if second == int(first[:2] + "00") and first.endswith("99"):
        second += 100
    if not int(first) < second <= int(first) + 200:
        return None
    return Reading("DATE", f"{first}/{second:04}", "years-range@text")


def read_decade(match: re.Match[str], context: Context) -> Reading | None:
    """The 1960s, the '90s, the nineties."""
    digits, word = match["digits"], match["word"]
    if word:
        digits = str(TENS[word.lower().removesuffix("ies") + "y"])
    if digits.isdecimal() and len(digits) == 2 and not match[0].lower().startswith("the "):
        return None
    digits = digits.lstrip("'’")
    mod = read_mod(match["lead"])
    if len(digits) == 2:
        if digits.endswith("0") and context.published:
            now = context.published.year
            digits = f"{now - (now - int(digits)) % 100:04}"
        else:
            digits = "XX" + digits
    if digits.endswith("00") and not digits.startswith("20"):
        return Reading("DATE", digits[:2], "century@text", mod)
    return Reading("DATE", digits[:3], "decade@text", mod)


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    """The 20th century, the eleventh century."""
    word = match["ordinal"].lower()
    number = ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
    return Reading("DATE", f"{number - 1:02}", "century@text") if 1 <= number <= 30 else None


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
    if context.quarter:
        year, number = int(context.quarter[:4]), int(context.quarter[-1])
        stated = context.published is not None and year < context.published.year - (context.published.month <= 3)
        year -= 1 if back and not stated else 0
        return Reading("DATE", f"{year_value(year)}-Q{number}", f"that-quarter@time:{context.quarter_at}")
    if context.published is None:
        return Reading("DATE", "XXXX-QX", "that-quarter@text")
    ended = add_months(context.published, -3 + back)
    return Reading("DATE", quarter_value(ended), "quarter-ended@published")


def read_year_earlier(match: re.Match[str], context: Context) -> Reading | None:
    """Year-earlier results: the same quarter, or the year, one year back."""
    if quarter := last_years_quarter(match.start(), context):
        return Reading("DATE", quarter, f"year-earlier@time:{context.quarter_at}")
    return Reading("DATE", shift(context.published, "year", -1), "year-earlier@published")


def read_year_end(match: re.Match[str], context: Context) -> Reading | None:
    """Year-end, year end."""
    year = shift(context.published, "year", 0)
    return Reading("DATE", year, "year-end@published", "END")


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


def read_spoken_year(match: re.Match[str], context: Context) -> Reading | None:
    """Nineteen ninety-four, the year two thousand."""
    if match["thousand"]:
        return Reading("DATE", "2000", "year@text") if "year" in match[0].lower() else None
    year = spoken_year(match["century"], match["rest"])
    return Reading("DATE", str(year), "year@text") if year else None


LEAD = r"(?:(?P<lead>early|late|mid|(?:the )?(?:end|close|start|beginning|middle) of)(?:[ -]the)?[ -](?:the )?)?"
YEAR_RULE = Rule(compile_pattern(LEAD + r"(?:the year )?(?P<year>{YEAR})(?![\w])"), read_year)
RANGE = Rule(
    compile_pattern(
        r"(?<![\w$£€.,/:-])(?P<first>(?:1[6-9]|20)\d\d) ?[-–—/] ?(?P<last>(?:1[6-9]|20)\d\d|\d\d)(?![\w%/]|[-.,:]\d)"
    ),
    read_year_range,
)
DECADE = Rule(
    compile_pattern(
        r"(?:the (?=early|late|mid))?"
        + LEAD
        + r"(?:the )?(?:(?P<digits>1[0-9]\d0|20\d0|['’]\d0|(?(lead)\d0|(?!)))['’]?s|(?P<word>(?:twent|thirt|fort"
        r"|fift|sixt|sevent|eight|ninet)ies))(?!\w)"
    ),
    read_decade,
)
CENTURY = Rule(
    compile_pattern(LEAD + r"(?:the )?(?P<ordinal>{ORDINAL}|\d{1,2}(?:st|nd|rd|th))[ -]century(?!\w)"), read_century
)
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
YEAR_END = Rule(compile_pattern(r"(?:around )?year[- ]end(?!\w)"), read_year_end)
FISCAL_YEAR = Rule(
    compile_pattern(r"(?:the )?(?:(?P<which>current|latest|next|last|previous|this) )?fiscal year(?!\w)"),
    read_fiscal_year,
)
SPOKEN = Rule(
    compile_pattern(
        r"(?:the year )?(?:(?P<thousand>two thousand(?= |[.,](?!\d)))|(?P<century>sixteen|seventeen|eighteen"
        r"|nineteen|twenty)[ -](?P<rest>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two"
        r"|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
        r"|eighteen|nineteen))(?![\w-])"
    ),
    read_spoken_year,
)
RULES = {
    "digit": [RANGE, DECADE, CENTURY, QUARTER, SHORT_QUARTER, YEARS_FISCAL, YEAR_RULE],
    "apostrophe": [DECADE],
    "lead": [DECADE, CENTURY, QUARTER, MID_YEAR, YEAR_RULE],
    "the": [DECADE, CENTURY, QUARTER, THIS_QUARTER, SPOKEN, FISCAL, YEARS_FISCAL, FISCAL_YEAR, YEAR_RULE],
    "ordinal": [CENTURY, QUARTER],
    "which": [QUARTER, FISCAL_YEAR],
    "year": [QUARTER, YEAR_EARLIER, YEAR_END],
    "number": [SPOKEN],
    "decade": [DECADE],
    "letter": [QUARTER_SHORT],
    "fiscal": [QUARTER, FISCAL, FISCAL_YEAR],
}
