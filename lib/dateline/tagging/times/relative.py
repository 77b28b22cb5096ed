"""Expressions that count from the publication or from the date spoken of last: last month, two weeks ago, the next day."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.days import add_days, day_value, shift
from dateline.tagging.times.grammar import LETTERS, SEASONS, TIMES_OF_DAY, compile_pattern, read_unit
from dateline.tagging.times.numbers import read_number
from dateline.tagging.times.reading import Context, Reading, Rule
from dateline.tagging.times.tense import direction

STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "same": 0,
    "that": 0,
}
PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
REFERENCES = {
    "now": PRESENT,
    "currently": PRESENT,
    "recently": PAST,
    "nowadays": PRESENT,
    "recent": PAST,
    "current": PRESENT,
    "lately": PAST,
    "at present": PRESENT,
}


def anchor_day(context: Context) -> tuple[date | None, str]:
    """Return the day spoken of last, or the publication date where none is near, and the anchor's name."""
    if context.day and context.day_end <= len(context.text):
        return context.day, f"time:{context.day_at}"
    return context.published, "published"


def read_day_word(match: re.Match[str], context: Context) -> Reading | None:
    """Today, yesterday, tomorrow, tonight, with a part of the day."""
    word, part = match["word"].lower(), (match["part"] or "").lower()
    part = "night" if word == "tonight" else part
    step = DAY_WORDS[word] + {"before": -1, "after": 1}.get((match["beyond"] or "").lower(), 0)
    day = context.published and add_days(context.published, step)
    code = TIMES_OF_DAY.get(part, "")
    return Reading("TIME" if code else "DATE", day_value(day) + code, f"{word}@published")


def read_this_part(match: re.Match[str], context: Context) -> Reading | None:
    """This morning, last night, the next morning."""
    which, part = match["which"].lower(), match["part"].lower()
    if which in {"last", "this"}:
        day, anchor = context.published, "published"
        if which == "last" and day:
            day = add_days(day, -1)
    else:
        day, anchor = anchor_day(context)
        if day and which in {"next", "following"}:
            day = add_days(day, 1)
        elif day and which == "previous":
            day = add_days(day, -1)
    return Reading("TIME", day_value(day) + TIMES_OF_DAY[part], f"{which}-{part}@{anchor}")


def read_in_the(match: re.Match[str], context: Context) -> Reading | None:
    """In the morning: of the day spoken of last, where that is near."""
    near = context.day is not None and match.start() - context.day_end < NEAR
    day, anchor = (context.day, f"time:{context.day_at}") if near else (None, "text")
    return Reading("TIME", day_value(day) + TIMES_OF_DAY[match["part"].lower()], f"the-part@{anchor}")


NEAR = 300
"""Characters back within which a day spoken of can be the one that "in the morning" belongs to."""


def read_which_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Last week, this year, next month, the following day, that year."""
    which, unit = match["which"].lower().split()[-1], read_unit(match["unit"])
    if which in {"following", "previous", "same", "that"} or (which == "next" and match["the"] and unit == "day"):
        day, anchor = anchor_day(context)
    else:
        day, anchor = context.published, "published"
    mod = read_mod(match["lead"])
    if which == "past" and unit not in {"year", "weekend"} and "this" not in match["which"].lower():
        return Reading(
            "DURATION",
            {"day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M", "decade": "P10Y"}.get(unit, "P100Y"),
            "duration@text",
        )
    if match[0].startswith("This") and context.text[match.start() - 1 : match.start()] in QUOTES:
        return None
    if unit not in {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"}:
        return None
    if unit == "century" and which == "last" and day:
        return Reading("DATE", f"{(day.year - 1) // 100 - 1:02}", f"last-century@{anchor}", mod)
    return Reading("DATE", shift(day, unit, STEPS[which]), f"{which}-{unit}@{anchor}", mod)


QUOTES = ('"', "“", "'", "‘", "`")


def read_mod(lead: str | None) -> str:
    """Return the TIMEX3 modifier of "early", "mid", "the end of", or nothing."""
    words = (lead or "").lower().removeprefix("the ").split()
    return MODS.get(words[0].strip("-"), "") if words else ""


MODS = {
    "early": "START", "late": "END", "mid": "MID", "earlier": "START", "later": "END", "end": "END", "close": "END",
    "start": "START", "beginning": "START", "middle": "MID",
}  # fmt: skip


AT_END = re.compile(r"\s*(?:[.,;:)!?\"”’]|$)")
"""Before these "two days after" is a date; elsewhere it is a length, measured from what follows."""


def read_beside(match: re.Match[str], context: Context) -> Reading | None:
    """The day before, the week after, the year before: beside the date spoken of last."""
    if not AT_END.match(context.text, match.end()):
        return None
    unit, step = read_unit(match["unit"]), -1 if match["side"].lower() == "before" else 1
    day, anchor = anchor_day(context)
    return Reading("DATE", shift(day, unit, step), f"{unit}-{match['side'].lower()}@{anchor}")


def read_bare_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Years ago, days ago."""
    return Reading("DATE", PAST, "ago@published")


def read_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Two weeks ago, a year earlier, three days later, a week from today."""
    count, unit, word = read_number(match["count"]), read_unit(match["unit"]), match["word"].lower()
    if word in {"before", "after"} and not AT_END.match(context.text, match.end()):
        return None
    forward = word in {"later", "from now", "after", "hence", "from today"}
    mod = APPROXIMATE.get((match["mod"] or "").lower(), "")
    if word in {"ago", "from now", "from today", "hence"}:
        day, anchor = context.published, "published"
    else:
        day, anchor = anchor_day(context)
    rule = f"{unit}s-{word.replace(' ', '-')}"
    if unit in {"second", "minute", "hour"} and word in {"later", "earlier", "after", "before"}:
        return None
    if count is None or unit in {"second", "minute", "hour"}:
        return Reading("DATE", FUTURE if forward else PAST, f"{rule}@{anchor}", mod)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if count.denominator != 1:
        unit, count = ("month", 12 * count) if unit == "year" else (unit, count)
    if unit == "weekend" or count.denominator != 1:
        return None
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "century":
        unit, count = "year", 100 * count
    if (
        unit == "year"
        and count == 1
        and not forward
        and context.quarter
        and match.start() - context.quarter_at < QUARTER_REACH
    ):
        year = int(context.quarter[:4]) - 1
        return Reading("DATE", f"{year}{context.quarter[4:]}", f"{rule}@time:{context.quarter_at}", mod)
    return Reading("DATE", shift(day, unit, int(count) * (1 if forward else -1)), f"{rule}@{anchor}", mod)


QUARTER_REACH = 800
"""Characters within which "a year earlier" goes back from a quarter spoken of, as reports of earnings do."""


APPROXIMATE = {
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "just under": "LESS_THAN",
    "more than": "MORE_THAN", "just over": "MORE_THAN", "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
}  # fmt: skip


IN_THE = re.compile(r"\b(?:in|during|over|this|of|through) the (?:summer|winter|autumn)$", re.IGNORECASE)


def nearest_season(month: int, begins: int, look: str) -> int:
    """Return 0, -1 or 1 for a season of this year, the last or the next, by the verb where it is not under way."""
    if look == "future":
        return 1 if month > begins + 2 else 0
    return -1 if month < begins else 0


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """Last spring, this summer, the winter of 1994, spring 2020; its days differ by hemisphere, so none are given."""
    which, season = (match["which"] or "").lower(), match["season"].lower()
    mod = read_mod(match["lead"])
    code = SEASONS[season]
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{code}", "season@text", mod)
    if not which and not IN_THE.search(context.text[max(0, match.start() - 8) : match.end()]):
        return None
    if context.published is None:
        return Reading("DATE", f"XXXX-{code}", "season@text", mod)
    day = context.published
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = day.year
    if not which:
        year += nearest_season(day.month, begins, direction(context.text, match.start(), match.end()))
    elif which in {"last", "past"}:
        year -= day.month <= begins
    elif which in {"next", "coming"}:
        year += day.month >= begins
    return Reading("DATE", f"{year}-{code}", f"{which or 'the'}-season@published", mod)


def read_reference(match: re.Match[str], context: Context) -> Reading | None:
    """Now, currently, recently."""
    word = match["word"].lower()
    return Reading("DATE", REFERENCES[word], f"{word}@published")


def read_vague(match: re.Match[str], context: Context) -> Reading | None:
    """Recent years, the coming months, the future."""
    word = match[0].lower()
    if "future" in word or "term" in word:
        return Reading("DATE", FUTURE, "vague@published")
    return Reading(
        "DURATION", "P" + LETTERS[read_unit(word.split()[-1])].format("X").replace("XWE", "XW"), "vague@published"
    )


def read_the_past(match: re.Match[str], context: Context) -> Reading | None:
    """In the past, the present."""
    return Reading("DATE", PAST if "past" in match[0].lower() else PRESENT, "vague@published")


def read_the_year(match: re.Match[str], context: Context) -> Reading | None:
    """The year, the full year, the end of the month, the weekend: the one of publication."""
    unit = read_unit(match["unit"])
    if ENDED.match(context.text, match.end()) and unit == "year":
        return Reading("DURATION", "P1Y", "duration@text")
    mod = read_mod(match["lead"])
    day = context.published
    if unit == "weekend" and day:
        day = add_days(day, -7 if day.weekday() < 5 else 0)
    return Reading("DATE", shift(day, unit, 0), f"the-{unit}@published", mod)


ENDED = re.compile(r"\s+(?:ended|ending|to|through)\b")


LEAD = r"(?:(?P<lead>early|earlier|late|later|mid|(?:the )?(?:end|start|beginning|middle|close) of)[ -])?"
APPROX = rf"(?:(?P<mod>{'|'.join(sorted(APPROXIMATE, key=len, reverse=True))}) )?"
AGO = Rule(
    compile_pattern(
        APPROX
        + r"(?P<count>{COUNT}|an?)[ -](?P<unit>{UNIT}) (?P<word>ago|earlier|later|from now|from today|hence|before|after)(?!\w)"
    ),
    read_ago,
)
BESIDE = Rule(compile_pattern(r"the (?P<unit>day|week|month|quarter|year) (?P<side>before|after)(?!\w)"), read_beside)
BARE_AGO = Rule(
    compile_pattern(r"(?:minutes|hours|days|weeks|months|years|decades|centuries) ago(?!\w)"), read_bare_ago
)
WHICH_UNIT = Rule(
    compile_pattern(
        LEAD
        + r"(?P<the>the )?(?P<which>last|past|this past|previous|this|current|next|this coming|coming|following|same|that same|that) (?P<unit>day|week|weekend|month|quarter|year|decade|century)(?![\w])(?: or so(?!\w))?"
    ),
    read_which_unit,
)
SEASON_RULE = Rule(
    compile_pattern(
        LEAD
        + r"(?:the )?(?:(?P<which>last|past|this|next|coming|this past|this coming) )?(?P<season>{SEASON})(?:,? (?:of )?(?P<year>{YEAR})(?:[-–/]\d\d(?!\d))?)?(?![\w])"
    ),
    read_season,
)
THIS_PART = Rule(
    compile_pattern(
        r"(?:(?:early|earlier|late|later) )?(?:the )?(?P<which>this|last|next|following|previous|same|that) (?P<part>morning|afternoon|evening|night)(?!\w)"
    ),
    read_this_part,
)
IN_THE_PART = Rule(
    compile_pattern(
        r"(?:the|mid[- ]) ?(?P<part>morning|afternoon|evening)(?= (?:of |on |when |after |before |and |he |she |they |the )|[.,;])"
    ),
    read_in_the,
)
DAY_WORD = Rule(
    compile_pattern(
        r"(?:(?:early|earlier|late|later) |the day (?P<beyond>before|after) )?(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part>morning|afternoon|evening|night))?(?!\w)"
    ),
    read_day_word,
)
VAGUE = Rule(
    compile_pattern(
        r"(?:the )?(?:(?:recent|coming) (?:days|weeks|months|quarters|years|decades)|(?:near |foreseeable |not too distant )?future(?: quarters| years| months)?(?!\w)(?! [a-z]{4,}s?\b)|near term(?!\w))"
    ),
    read_vague,
)
THE_PAST = Rule(
    compile_pattern(r"the (?:past|present)(?= ?(?:[.,;:!?)\"”]|$|that|it|and|but|we|he|she|they|as|when|to)(?!\w))"),
    read_the_past,
)
THE_YEAR = Rule(
    compile_pattern(
        r"(?:(?P<lead>(?:the )?(?:end|start|beginning|middle|close) of|(?:earlier|later|early|late) in) )?the (?:full )?(?P<unit>year|weekend|(?(lead)(?:week|month)|(?!)))(?![\w-])(?! (?:before|after|earlier|ago)\b)"
    ),
    read_the_year,
)
REFERENCE = Rule(
    compile_pattern(
        r"(?:(?:more|most) (?=recently))?(?P<word>now|currently|recently|nowadays|lately|(?:recent|current)(?= [a-zA-Z]{3,})(?! (?:account|events|affairs)\b))(?![\w-])"
    ),
    read_reference,
)
RULES = {
    "digit": [AGO],
    "number": [AGO],
    "approx": [AGO, REFERENCE],
    "lead": [IN_THE_PART, THE_YEAR, DAY_WORD, THIS_PART, WHICH_UNIT, SEASON_RULE],
    "which": [THIS_PART, WHICH_UNIT, SEASON_RULE, VAGUE],
    "the": [DAY_WORD, BESIDE, THE_YEAR, THE_PAST, THIS_PART, WHICH_UNIT, SEASON_RULE, VAGUE],
    "unit": [BARE_AGO],
    "season": [SEASON_RULE],
    "dayword": [DAY_WORD],
    "reference": [REFERENCE],
    "vague": [VAGUE],
}
