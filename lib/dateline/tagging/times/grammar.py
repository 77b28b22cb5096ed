"""The pieces that patterns of time expressions are made of, and the readers of single words."""

from __future__ import annotations

import re

from dateline.tagging.times.counts import COUNT, NUMBER, ORDINALS

GAP = r"(?:[ \t\u00a0]{1,3}\n?[ ]{0,4}|\n[ ]{0,4})"
"""White space between the words of an expression: a line end, never an empty line."""
MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)} | {"sept": 9}
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)} | {"tues": 1, "thur": 3, "thurs": 3}

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:sept|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
WEEKDAY_SHORT = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:thurs|thur|tues|mon|tue|wed|thu|fri|sat|sun)\b\.?)"
DAY_NUMBER = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,:/]\d)"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![\d%]|[.,/:]\d|-\d\d-)"
SPOKEN_YEAR = (
    r"(?:(?:sixteen|seventeen|eighteen|nineteen|twenty)[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen))(?![\w-])"
)
"""A year as it is spoken, in transcripts of broadcasts: nineteen ninety-four."""
ORDINAL = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies))"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night|midday|noon|midnight|lunchtime)"
ZONE = r"(?:GMT|UTC|BST|CET|CEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|AEST|JST|Z)"
TIMES_OF_DAY = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "midday": "T12:00",
    "noon": "T12:00",
    "midnight": "T24:00",
    "lunchtime": "TMI",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
LETTERS = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "night": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "fortnight": "{}W",
    "month": "{}M",
    "quarter": "{}M",
    "year": "{}Y",
    "decade": "{}Y",
    "century": "{}Y",
}
FACTORS = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}


PIECES = {
    "MONTH": MONTH,
    "WEEKDAY": WEEKDAY,
    "WEEKDAY_SHORT": WEEKDAY_SHORT,
    "DAY": DAY_NUMBER,
    "YEAR": YEAR,
    "SPOKEN_YEAR": SPOKEN_YEAR,
    "ORDINAL": ORDINAL,
    "UNIT": UNIT,
    "SEASON": SEASON,
    "PART": PART,
    "ZONE": ZONE,
    "NUMBER": NUMBER,
    "COUNT": COUNT,
}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern; a space in it stands for the gap between words, a name in braces for a piece above."""
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    pattern = re.sub(r"\[[^]]*\]| ", lambda m: GAP if m[0] == " " else m[0].replace(" ", r"\s"), pattern)
    return re.compile(pattern, re.IGNORECASE)


def read_month(word: str) -> int:
    """Return the number of a month's name, full or short."""
    return MONTHS[word.lower().rstrip(".")]


def read_weekday(word: str) -> int:
    """Return the number of a weekday's name, Monday being 0."""
    return WEEKDAYS[word.lower().rstrip(".")]


def read_unit(word: str) -> str:
    """Return a unit's name in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def read_day(word: str) -> int:
    """Return the number of a day in figures or as an ordinal ("16", "16th", "sixteenth")."""
    word = word.lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
