"""Units and days named by their place: last month, this morning, the next day, yesterday, the end of the year."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.days import add_days, day_value, shift
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_unit
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule, Time
from dateline.tagging.times.tense import direction

STEPS = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "this": 0, "current": 0, "same": 0, "that": 0, "next": 1, "coming": 1, "following": 1,
}  # fmt: skip
DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def anchor_day(context: Context) -> tuple[date | None, str]:
    """Return the day spoken of last, or the publication date where none is near, and the anchor's name."""
    if context.day:
        return context.day, f"time:{context.day_at}"
    return context.published, "published"


def anchor_for(context: Context, unit: str) -> tuple[date | None, str]:
    """Return the anchor of a unit: of years, the year spoken of last, even without a day."""
    if unit in {"year", "decade", "century"} and context.year and context.year_at > context.day_at:
        return date(context.year, 1, 1), f"time:{context.year_at}"
    return anchor_day(context)


def anchor_spoken(context: Context, unit: str, start: int) -> tuple[date | None, str]:
    """Return the anchor of "that year", "the same month": the last time spoken of that is no longer than the unit.

    The year of publication would be "this year", so that year is another one.
    """
    for time in reversed(context.times[-LOOK_BACK:]):
        if start - time.end > REACH or time.first is None or time.last is None:
            continue
        this_year = unit == "year" and context.published is not None and time.first.year == context.published.year
        if (time.last - time.first).days < DAYS.get(unit, 1) and not this_year:
            return time.first, f"time:{time.start}"
    return None, "text"


REACH = 1500
"""Characters back within which "that day" can point."""
LOOK_BACK = 6
"""Times looked at for an anchor, so that the work stays linear."""
DAYS = {"week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525}


def in_name(match: re.Match[str], text: str) -> bool:
    """Return whether a capitalised word follows another capitalised one, as in USA Today and CBS This Morning."""
    return match[0][0].isupper() and CAPITALISED.search(text[max(0, match.start() - 20) : match.start()]) is not None


CAPITALISED = re.compile(r"\b[A-Z][\w&]+(?:['’]s)? $")


def read_day_word(match: re.Match[str], context: Context) -> Reading | None:
    """Today, yesterday, tomorrow, tonight, with a part of the day."""
    if in_name(match, context.text):
        return None
    word, part = match["word"].lower(), (match["part"] or "").lower()
    if word == "today" and not part and means_nowadays(match, context.text):
        return Reading("DATE", "PRESENT_REF", "nowadays@published")
    part = "night" if word == "tonight" else part
    step = DAY_WORDS[word] + {"before": -1, "after": 1}.get((match["beyond"] or "").lower(), 0)
    day = context.published and add_days(context.published, step)
    code = TIMES_OF_DAY.get(part, "")
    return Reading("TIME" if code else "DATE", day_value(day) + code, f"{word}@published")


def means_nowadays(match: re.Match[str], text: str) -> bool:
    """Return whether today is these days: "even today", or "Today, the mill is a museum"."""
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(EVEN.search(before) or (OPENS.search(before) and IS_NOW.match(text, match.end())))


EVEN = re.compile(r"\beven\s$", re.IGNORECASE)
OPENS = re.compile(r"(?:[.!?;:,\n\"”'’]\s*[\"“‘']*|\b(?:and|but|that)\s|^)$", re.IGNORECASE)
IS_NOW = re.compile(r", (?!I\b|we\b)(?:(?!(?:was|were|said|had|will)\b)[\w’'-]+,? ){1,8}?(?:is|are)\b")


def read_this_part(match: re.Match[str], context: Context) -> Reading | None:
    """This morning, last night, the next morning."""
    if in_name(match, context.text):
        return None
    which, part = match["which"].lower(), match["part"].lower()
    if which in {"last", "this"}:
        day, anchor = context.published, "published"
        if which == "last" and day:
            day = add_days(day, -1)
    else:
        day, anchor = anchor_spoken(context, "day", match.start()) if which in SPOKEN_OF else anchor_day(context)
        if day and which in {"next", "following"}:
            day = add_days(day, 1)
        elif day and which == "previous":
            day = add_days(day, -1)
    return Reading("TIME", day_value(day) + TIMES_OF_DAY[part], f"{which}-{part}@{anchor}")


def read_in_the(match: re.Match[str], context: Context) -> Reading | None:
    """In the morning: of the day spoken of last, where that is near."""
    part, lead = match["part"] or match["spell"], match[0].lower().removeprefix("the ").split("-")[0]
    near = context.day is not None and match.start() - context.day_end < NEAR
    day, anchor = (context.day, f"time:{context.day_at}") if near else (None, "text")
    return Reading("TIME", day_value(day) + TIMES_OF_DAY[part.lower()], f"part-of-day@{anchor}", read_mod(lead))


NEAR = 300
"""Characters back within which a day spoken of can be the one that "in the morning" belongs to."""


def read_which_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Last week, this year, next month, the following day, that year."""
    which, unit = match["which"].lower().split()[-1], read_unit(match["unit"])
    if which in {"following", "previous", "prior", "preceding", "same", "that"} or (which == "next" and unit == "day"):
        day, anchor = anchor_spoken(context, unit, match.start()) if which in SPOKEN_OF else anchor_for(context, unit)
        if anchor == "published" and which in {"following", "next"}:
            day, anchor = None, "text"
    else:
        day, anchor = context.published, "published"
    mod = read_mod(match["lead"])
    if which == "this" and unit == "weekend" and day and day.weekday() < 2:
        # On a Monday, what was done "this weekend" was done in the one just past.
        past = direction(context.text, match.start(), match.end()) == "past"
        return Reading("DATE", shift(day, unit, -1 if past else 0), f"this-weekend@{anchor}", mod)
    if unit == "day" and which == "last":
        return None
    if match[0].startswith("This") and context.text[match.start() - 1 : match.start()] in QUOTES:
        return None
    if which == "past" and unit in LENGTHS and "this" not in match["which"].lower():
        return Reading("DURATION", LENGTHS[unit], "length@text")
    if unit == "century" and which == "last" and day:
        return Reading("DATE", f"{(day.year - 1) // 100 - 1:02}", f"last-century@{anchor}", mod)
    return Reading("DATE", shift(day, unit, STEPS[which]), f"{which}-{unit}@{anchor}", mod)


SPOKEN_OF = {"that", "same"}
"""What these point to has been spoken of; without it they mean no time in particular."""
LENGTHS = {"day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M", "decade": "P10Y", "century": "P100Y"}
"""Units that "the past …" takes as a length up to now."""
QUOTES = ('"', "“", "'", "‘", "`")


def read_the_year(match: re.Match[str], context: Context) -> Reading | None:
    """The year, the full year, the end of the month, the week: the one spoken of just before, or of publication."""
    unit = read_unit(match["unit"])
    if ENDED.match(context.text, match.end()) and unit in ENDING:
        return Reading("DURATION", ENDING[unit], "length@text")
    if match["unit"].istitle() or NOT_THE.search(context.text[max(0, match.start() - 12) : match.start()]):
        return None
    mod = read_mod(match["lead"])
    if near := spoken_unit(unit, match.start(), context):
        return Reading("DATE", near.value, f"the-{unit}@time:{near.start}", mod)
    day = context.published
    if unit == "weekend" and day:
        day = add_days(day, -7 if day.weekday() < 5 else 0)
    return Reading("DATE", shift(day, unit, 0), f"the-{unit}@published", mod)


def spoken_unit(unit: str, start: int, context: Context) -> Time | None:
    """Return the last month or year named shortly before a place, where that is what was spoken of last."""
    last = context.times[-1] if context.times else None
    if last is None or start - last.end > NEAR or last.first is None or last.last is None:
        return None
    days = (last.last - last.first).days
    named = last.basis.startswith("year,") or "month" in last.basis
    return last if named and unit in SPANS and days in SPANS[unit] else None


SPANS = {"month": range(27, 31), "year": range(364, 366)}
"""Days from the first to the last of a month or year."""
ENDING = {"year": "P1Y", "month": "P1M", "week": "P1W"}
NOT_THE = re.compile(r"(?:\d{4}|\b(?:man|woman|person|player|team|book|word) of),? $", re.IGNORECASE)
"""In "2010, the year that …" the year is no other one."""
ENDED = re.compile(r"\s+(?:ended|ending|to|through)\b")


LEAD = r"(?:(?P<lead>early|earlier|late|later|mid|(?:the )?(?:end|start|beginning|middle|close) of)[ -])?"
WHICH_UNIT = Rule(
    compile_pattern(
        LEAD + r"(?P<the>the )?(?P<which>last|past|this past|previous|this|current|next|this coming|coming|following"
        r"|prior|preceding|same"
        r"|that same|that) (?P<unit>day|week|weekend|month|quarter|year|decade|century)(?![\w])(?: or so(?!\w))?"
    ),
    read_which_unit,
)
THIS_PART = Rule(
    compile_pattern(
        r"(?:(?:early|earlier|late|later) )?(?:the )?(?P<which>this|last|next|following|previous|same"
        r"|that) (?P<part>morning|afternoon|evening|night)(?!\w)"
    ),
    read_this_part,
)
IN_THE_PART = Rule(
    compile_pattern(
        r"(?:the|mid[- ]) ?(?P<part>morning|afternoon|evening)(?= (?:of |on |when |after |before |and |he |she "
        r"|they |the )|[.,;])|(?:the )?(?:early|late)[ -](?P<spell>morning|afternoon|evening|night)(?: hours)?(?!\w)"
        r"(?! (?:show|shows|host|comedian|comedians|comic|television|TV|talk|comedy)\b)"
    ),
    read_in_the,
)
DAY_WORD = Rule(
    compile_pattern(
        r"(?:(?:early|earlier|late|later) |the day (?P<beyond>before|after) )?(?P<word>today|yesterday|tomorrow"
        r"|tonight)(?: (?P<part>morning|afternoon|evening|night))?(?!\w)"
    ),
    read_day_word,
)
THE_YEAR = Rule(
    compile_pattern(
        r"(?:(?P<lead>(?:the )?(?:end|start|beginning|middle|close) of|(?:earlier|later|early"
        r"|late) in) )?"
        r"the (?:full |whole |entire )?(?P<unit>weekend|(?:year|month|week|(?(lead)(?:decade|century)|(?!)))"
        r"(?! (?:of|that|when|in which|he|she|it|we|they|this|the|an?|\d+)\b| (?-i:[A-Z])))"
        r"(?![\w-])(?! (?:before|after|earlier|ago)\b)"
    ),
    read_the_year,
)
RULES = {
    "lead": [IN_THE_PART, THE_YEAR, DAY_WORD, THIS_PART, WHICH_UNIT],
    "which": [THIS_PART, WHICH_UNIT],
    "the": [DAY_WORD, THE_YEAR, THIS_PART, WHICH_UNIT, IN_THE_PART],
    "dayword": [DAY_WORD],
}
