"""Years, ranges of years, decades and centuries."""

from __future__ import annotations

import re

from dateline.tagging.times.counts import ORDINALS, spoken_year
from dateline.tagging.times.grammar import compile_pattern
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.text import TENS

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
    if match[0].endswith("Century") and NAME.match(context.text, match.end()):
        return None
    word = match["ordinal"].lower()
    number = ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
    return Reading("DATE", f"{number - 1:02}", "century@text") if 1 <= number <= 30 else None


def read_spoken_year(match: re.Match[str], context: Context) -> Reading | None:
    """Nineteen ninety-four, the year two thousand."""
    if match["thousand"]:
        return Reading("DATE", "2000", "year@text") if "year" in match[0].lower() else None
    return Reading("DATE", spoken_year(match["year"]), "year@text")


NAME = re.compile(r" [A-Z]")
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
SPOKEN = Rule(
    compile_pattern(r"(?:the year )?(?:(?P<thousand>two thousand(?= |[.,](?!\d)))|(?P<year>{SPOKEN_YEAR}))"),
    read_spoken_year,
)
RULES = {
    "digit": [RANGE, DECADE, CENTURY, YEAR_RULE],
    "apostrophe": [DECADE],
    "lead": [DECADE, CENTURY, YEAR_RULE],
    "the": [DECADE, CENTURY, SPOKEN, YEAR_RULE],
    "ordinal": [CENTURY],
    "number": [SPOKEN],
    "decade": [DECADE],
}
