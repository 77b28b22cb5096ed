"""Lengths of time and what recurs: six months, a two-day trip, the past three years, daily, every week."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.tagging.times.counts import read_number
from dateline.tagging.times.days import shift
from dateline.tagging.times.grammar import FACTORS, LETTERS, compile_pattern, read_unit
from dateline.tagging.times.modifiers import APPROXIMATE, LIMITS
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.relative import in_name

ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y", "biweekly": "P2W",
}  # fmt: skip
SMALLER = {
    "year": ("month", 12),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "decade": ("year", 1),
    "century": ("year", 1),
}


def duration_value(count: Fraction | None, unit: str) -> str:
    """Return a length as a TIMEX3 value: P2Y, PT5H30M, P2Y6M, PXM where the number is vague.

    >>> duration_value(Fraction(5, 2), "year"), duration_value(Fraction(2), "decade"), duration_value(None, "week")
    ('P2Y6M', 'P20Y', 'PXW')
    """
    letter = LETTERS[unit]
    if count is None:
        return "P" + LETTERS["month" if unit == "quarter" else unit].format("X")
    count *= FACTORS.get(unit, 1)
    whole, rest = divmod(count, 1)
    value = "P" + (letter.format(whole) if whole or not rest else "")
    if rest and unit in SMALLER:
        smaller, factor = SMALLER[unit]
        part = rest * factor
        if part.denominator == 1 and factor > 1:
            extra = LETTERS[smaller].format(part)
            return ("P" + extra) if value == "P" else value + (extra.removeprefix("T") if "T" in value else extra)
    if rest:
        return "P" + letter.format(f"{float(count):g}")
    return value


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """Six months, at least 30 days, a three-year period, the past two years."""
    unit = read_unit(match["unit"])
    if not _is_length(match, context.text):
        return None
    mod = APPROXIMATE.get((match["mod"] or "").lower(), "")
    if not mod and (before := ABOUT.search(context.text[max(0, match.start() - 16) : match.start()])):
        mod = APPROXIMATE[before[1].lower()]
    count = None if match["least"] or match["some"] else read_number(match["count"])
    return Reading("DURATION", duration_value(count, unit), "length@text", mod)


ABOUT = re.compile(r"\b(about|around|roughly|approximately|some|nearly|almost)\s+$", re.IGNORECASE)


def read_ordinal_unit(match: re.Match[str], context: Context) -> Reading | None:
    """The second day, his first week: a time that the text alone does not fix."""
    return Reading("DATE", shift(None, read_unit(match["unit"]), 0), "counted-unit@text")


def read_half(match: re.Match[str], context: Context) -> Reading | None:
    """Half an hour, a half-century, a quarter of a century, an hour and a half."""
    part = Fraction(3, 2) if match["more"] else Fraction(1, 4) if "quarter" in match[0].lower() else Fraction(1, 2)
    unit = read_unit(match["more"] or match["unit"])
    if context.text.startswith(("-old", " old"), match.end()):
        return None
    return Reading("DURATION", duration_value(part, unit), "length@text")


def read_times_a(match: re.Match[str], context: Context) -> Reading | None:
    """Once a week, three times a day."""
    return Reading("SET", duration_value(Fraction(1), read_unit(match["unit"])), "recurring@text")


RATE = re.compile(
    r"\b(?:for|in|than|about|within|after|of|only|just|nearly|almost|over|last|lasts|lasted|take|takes|took"
    r"|every|is|was"
    r"|be|until|least|most|by|to|under|spend|spent|and|or|next|once|the|past|barely|some|wait|waited|roughly|around"
    r"|another|with|more|s|quite|half|has|have|had|during)\s+$|[,.;:(\"“`\n]\s*$|^$",
    re.IGNORECASE,
)
"""What stands before "a year" as a length; after a number or noun ("$5 a year", "four flights a week") it is a rate."""


def _is_length(match: re.Match[str], text: str) -> bool:
    """Tell lengths from ages, fractions, ordinals and rates."""
    unit, count = match["unit"].lower(), match["count"].lower()
    if text.startswith(("-old", " old", "-earlier", "-ago", "-end"), match.end()) or text.startswith(
        " of age", match.end()
    ):
        return False
    part = text.startswith((" of ", "-of-"), match.end()) or text[match.end("count")] == "-"
    if unit.startswith("quarter") and part:
        return False
    if unit == "second" and (count in {"a", "an", "the"} or not count[0].isdecimal()):
        return False
    if match["unit"][0].isupper() and match["count"][0].isdecimal():
        return False
    if match["some"]:
        return True
    if text[match.start() - 1 : match.start()] == "-":
        return False
    words, before = match[0].lower(), text[max(0, match.start() - 12) : match.start()]
    if words in {f"a {unit}", f"an {unit}", "one day"}:
        needed = FOR_LENGTH if words == "one day" else RATE
        return bool(MEASURED.match(text, match.end()) or needed.search(before))
    return True


FOR_LENGTH = re.compile(r"\b(?:for|in|within|than|after|just|only|about|by|of|took|least|most|lasted|spent)\s$")
"""Before "one day" as a length; elsewhere it is some day or other."""
MEASURED = re.compile(r" (?:before|after|earlier|later|prior|ago)\b|-|['’]s\b")
"""Before these "a day" is a length: measured from something, or in a compound."""


def read_bare(match: re.Match[str], context: Context) -> Reading | None:
    """Years, weeks, days without a number."""
    hours = match["unit"].lower() == "hours"
    if hours and not (
        MEASURED.match(context.text, match.end("unit"))
        or FOR_HOURS.search(context.text[max(0, match.start() - 8) : match.start()])
    ):
        return None
    if NOT_BARE.search(context.text[max(0, match.start() - 12) : match.start()]) or context.text.startswith(
        (" old", "-old"), match.end()
    ):
        return None
    return Reading("DURATION", duration_value(None, read_unit(match["unit"])), "length@text")


FOR_HOURS = re.compile(r"\b(?:for|just|only|within|after|took|spent)\s$", re.IGNORECASE)
"""Before "hours" as a length; elsewhere they are often those of work or of opening."""


def read_long(match: re.Match[str], context: Context) -> Reading | None:
    """A year-long affair, the weeklong meeting, decades-long: one unit, or many."""
    count = None if match["many"] else Fraction(1)
    return Reading("DURATION", duration_value(count, read_unit(match["unit"])), "length@text")


NOT_BARE = re.compile(
    r"(?:[\d½]|\b(?:of|first|final|last|these|those|other|school|dog|working|early|golden|late|small"
    r"|wee|long|rush|office|business|visiting|opening|odd|man|trading)"
    r"|-)[ -]?$",
    re.IGNORECASE,
)


def read_while(match: re.Match[str], context: Context) -> Reading | None:
    """A while, some time."""
    return Reading("DURATION", "PXX", "length@text")


def read_every(match: re.Match[str], context: Context) -> Reading | None:
    """Every day, each year, every two weeks."""
    count = read_number(match["count"]) if match["count"] else Fraction(2 if match["other"] else 1)
    unit = read_unit(match["unit"])
    if match["count"] and count is None:
        return Reading("SET", duration_value(None, unit), "recurring@text")
    value = "P1Q" if unit == "quarter" and count == 1 else duration_value(count, unit)
    return Reading("SET", value, "recurring@text")


def read_adverb(match: re.Match[str], context: Context) -> Reading | None:
    """Daily, annually; Breitbart News Daily is a name, a quarterly report a kind of report."""
    if match[0].lower() == "quarterly" and KIND.match(context.text, match.end()):
        return None
    if in_name(match, context.text) or context.text[match.start() - 1 : match.start()] == "-":
        return None
    return Reading("SET", ADVERBS[match[0].lower()], "recurring@text")


KIND = re.compile(r" (?:dividend|earnings|results|report)")
WHICH = r"(?:past|last|next|first|final|previous|coming|following|latest|preceding|remaining|closing|opening)"
LENGTH = Rule(
    compile_pattern(
        rf"(?:(?:each|all) of )?(?:(?:(?P<mod>{LIMITS}) )?"
        rf"|(?:the|these|those) (?=(?:{WHICH} )?{{COUNT}} ))"
        rf"(?:{WHICH} )?"
        r"(?:an? (?=[a-z\d]+[ -][a-z]+ period))?(?:(?P<least>\d{1,3}|[a-z]{3,6}) ?(?:to|or"
        r"|[-–]) ?(?={NUMBER}[ -]))?(?:another (?={NUMBER} ))?"
        r"(?P<count>{COUNT}|an?|another)(?:[ -](?:plus|odd)| or more)?[ -]"
        r"(?:(?:more|full|whole|straight|consecutive|working|business|trading|additional|extra|long|solid|single"
        r"|entire|final|remaining)[ -])?(?P<unit>{UNIT})(?!\w)"
        r"(?:[ -]long(?!\w))?(?: period(?!\w))?(?: or so(?!\w)|(?P<some> or two(?!\w)))?"
    ),
    read_duration,
)
BARE = Rule(
    compile_pattern(
        r"(?P<unit>hours|days|weeks|months|years|decades|centuries)"
        r"(?: (?:or|and) (?:days|weeks|months|years)| later(?!\w)| earlier(?!\w))?(?![\w-])"
    ),
    read_bare,
)
LONG = Rule(
    compile_pattern(r"(?P<unit>hour|day|night|week|month|year|decade|century)(?P<many>s)?-?long(?!\w)"), read_long
)
AFTER_ANOTHER = Rule(
    compile_pattern(r"(?P<count>(?!))?(?P<other>(?!))?(?P<unit>day|night|week|month|year) after (?P=unit)(?!\w)"),
    read_every,
)
HALF = Rule(
    compile_pattern(
        r"(?:(?:a |the )?(?:past |last |next )?(?:half|quarter)(?:[- ]| an? | of an? )(?P<unit>hour|century|decade"
        r"|year|day)|an? (?P<more>hour|year|day) and a half)(?!\w)"
    ),
    read_half,
)
TIMES_A = Rule(
    compile_pattern(
        r"(?:once|twice|(?:{NUMBER}|several|many) times) (?:an?|per|each|every) (?P<unit>hour|day|week|month|year"
        r"|decade|quarter)(?!\w)"
    ),
    read_times_a,
)
ORDINAL_UNIT = Rule(
    compile_pattern(r"(?:the )?(?:{ORDINAL}|\d{1,2}(?:st|nd|rd|th))[ -](?P<unit>day|week|month|year)(?![\w-])"),
    read_ordinal_unit,
)
EVERY = Rule(
    compile_pattern(r"(?:every|each) (?:(?P<other>other )|single |(?P<count>{COUNT}) )?(?P<unit>{UNIT})(?!\w)"),
    read_every,
)
WHILE = Rule(
    compile_pattern(r"a (?:little )?while(?= longer|[.,;]| to | before| ago)|(?<=for\s)(?:quite )?some time(?!\w)"),
    read_while,
)
ADVERB = Rule(
    compile_pattern(
        rf"(?:{'|'.join(ADVERBS)})(?!\w)"
        r"(?! (?:newspaper|paper|magazine|Mail|Telegraph|Mirror|Express|Star|Beast|News|Standard))"
    ),
    read_adverb,
)
RULES = {
    "digit": [TIMES_A, LENGTH, ORDINAL_UNIT],
    "number": [TIMES_A, HALF, LENGTH],
    "half": [HALF],
    "once": [TIMES_A],
    "approx": [LENGTH],
    "the": [LENGTH, ORDINAL_UNIT],
    "which": [LENGTH],
    "ordinal": [LENGTH, ORDINAL_UNIT],
    "unit": [AFTER_ANOTHER, LONG, BARE],
    "each": [EVERY, LENGTH],
    "while": [WHILE],
    "adverb": [ADVERB],
}
