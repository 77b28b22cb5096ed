"""Weekdays: which Tuesday is meant."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times.days import add_days, day_value, weekday_after, weekday_before
from dateline.tagging.times.grammar import TIMES_OF_DAY, compile_pattern, read_weekday
from dateline.tagging.times.modifiers import read_mod
from dateline.tagging.times.reading import Context, Reading, Rule, Time
from dateline.tagging.times.tense import direction, plans, sentence_before, surely_ahead, tells_the_past

TITLES = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Post|Sun|Star|World|People|Independent|Review|Magazine|Tribune"
    r"|Night (?:Live|Football|Baseball|Fever)|Evening Post|School|Roast|Best)\b"
)
BEFORE_TITLE = re.compile(
    r"\b(?:News|Mail on|Bloody|Ruby|Billy|Super|Man|Freaky|Remembrance|Mothering|Trinity"
    r"|Whit|Shrove|Giving|Wednesday|Joe|Ms\.|Mr\.|Mrs\.) $"
)
PLURAL = re.compile(r"s(?!\w)", re.IGNORECASE)


def read_weekday_phrase(match: re.Match[str], context: Context) -> Reading | None:
    """On Tuesday, last Friday, next Monday, from Monday to Friday, Friday night."""
    if is_other(match, context.text):
        return None
    weekday = read_weekday(match["weekday"])
    which, part = (match["which"] or "").lower(), (match["part"] or "").lower()
    code = TIMES_OF_DAY.get(part.rstrip("s"), "")
    if which.startswith(("every", "each")) or part.endswith("s") or match["plural"]:
        return Reading("SET", f"XXXX-WXX-{weekday + 1}{code}", "every-weekday@text")
    if context.published is None:
        return Reading("TIME" if code else "DATE", f"XXXX-WXX-{weekday + 1}{code}", "weekday@text")
    day, basis = which_day(match, context, weekday)
    return Reading("TIME" if code else "DATE", f"{day_value(day)}{code}", basis, read_mod(match["lead"]))


def is_other(match: re.Match[str], text: str) -> bool:
    """Return whether the words are a title ("Sunday Times"), or begin with another "that" or "following"."""
    if TITLES.match(text, match.end()) or TITLES.match(text, match.end("weekday")):
        return True
    before = text[max(0, match.start() - 14) : match.start()]
    if match["which"] and not match["the"]:
        which = match["which"].lower()
        return which == "following" or (which == "that" and not DEMONSTRATIVE.search(before))
    return BEFORE_TITLE.search(before) is not None


def which_day(match: re.Match[str], context: Context, weekday: int) -> tuple[date | None, str]:
    """Return the day that a weekday means, and rule and anchor."""
    text, published, which = context.text, context.published, (match["which"] or "").lower()
    if published is None:
        return None, "weekday@text"
    if which in {"following", "previous", "that"} and context.day:
        return beside_day(context.day, weekday, which), f"{which}-weekday@time:{context.day_at}"
    last = context.times[-1] if context.times else None
    if last and last.first and " weekday," in last.basis and follows(last, match, weekday):
        return weekday_after(last.first, weekday), f"next-in-row-weekday@time:{last.start}"
    look = weekday_direction(match, text, weekday, published)
    day, rule = choose(published, weekday, which=which, look=look)
    return day, f"{rule}@published"


def weekday_direction(match: re.Match[str], text: str, weekday: int, published: date) -> str:
    """Return "past", "future" or "": a weekday near on one side needs strong words to be the far one on the other."""
    if OWNED.search(text[max(0, match.start() - 6) : match.start()]) or SAME_DAY.match(match[0]):
        return "past"
    look, back = direction(text, match.start(), match.end()), (published.weekday() - weekday) % 7
    if look == "past" and back >= LONG_AGO and looks_ahead(text, match):
        return "future"
    if look == "future" and 0 < back <= 7 - LONG_AGO and not surely_ahead(text, match.start()):
        return "past"
    return look


OWNED = re.compile(r"\b(?:his|her|its|their)\s$")
"""Before a weekday that is past: "his Tuesday win"."""
SAME_DAY = re.compile(r"earlier|later", re.IGNORECASE)


def follows(last: Time, match: re.Match[str], weekday: int) -> bool:
    """Return whether a weekday ends a range ("from Monday to Friday") or a pair ("on Saturday and Sunday")."""
    between = match.string[last.end : match.start()]
    ranged = BETWEEN.search(match.string[max(0, last.start - 8) : last.start])
    if AND.fullmatch(between) and last.first and not ranged:
        return (weekday - last.first.weekday()) % 7 in {1, 2}
    return TO.fullmatch(between) is not None or (ranged is not None and AND.fullmatch(between) is not None)


TO = re.compile(r" ?[-–—] ?| (?:through|thru|to|until|till) ")
BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
AND = re.compile(r",? (?:and|or)(?: on)? ")
DEMONSTRATIVE = re.compile(r"(?:\b(?:on|by|until|since|from|before|after|for|of|and)|[.,;:(\"“”])\s*$|^$")
"""What stands before "that Friday" the day; in "he said that Friday's vote …" it is another word."""
LONG_AGO = 5
"""Days from which a weekday that is one or two days off on the other side is meant only where the words are strong."""
UP_TO = re.compile(
    r"\b(?:ahead of|before|prior to|(?:heading|going) in ?to|leading up to"
    r"|in advance of)\b[^,;]{0,60}$"
)
SINCE = re.compile(r"\b(?:after|since|following|from|in the wake of) (?:the )?$")


def looks_ahead(text: str, match: re.Match[str]) -> bool:
    """Return whether "Tuesday's vote", "before the vote on Tuesday" or "to vote Tuesday" look ahead."""
    before = sentence_before(text, match.start())
    if UP_TO.search(before):
        return True
    if text.startswith(("'s", "’s"), match.end()):
        return not SINCE.search(before) and not tells_the_past(text, match.end(), before)
    return plans(text, match.start())


def choose(published: date, weekday: int, *, which: str, look: str) -> tuple[date | None, str]:
    """Return the weekday meant and the rule: the past one or the day itself, unless words or verb look ahead."""
    if which.startswith("last") or which.startswith("past"):
        day = add_days(published, -1)
        return (weekday_before(day, weekday) if day else None), "last-weekday"
    if which.startswith("next") or "coming" in which:
        day = add_days(published, 1)
        return (weekday_after(day, weekday) if day else None), "next-weekday"
    if look == "future":
        return weekday_after(published, weekday), "coming-weekday"
    return weekday_before(published, weekday), "past-weekday"


def beside_day(day: date, weekday: int, which: str) -> date | None:
    """Return the weekday that follows or precedes a day, or the one of its week."""
    if which == "previous":
        before = add_days(day, -1)
        return weekday_before(before, weekday) if before else None
    after = add_days(day, 1) if which == "following" else day
    return weekday_after(after, weekday) if after else None


WEEKDAY_PHRASE = (
    r"(?:(?P<lead>early|earlier|late|later)(?: on)? )?"
    r"(?:(?P<the>the )?(?P<which>last|past|this past|next|this coming|coming|this|every|each|following|previous"
    r"|that) )?(?P<weekday>{WEEKDAY})(?P<plural>s\b)?"
    r"(?: (?P<part>(?:morning|afternoon|evening|night)s?))?(?!\w)"
)
_rule = Rule(compile_pattern(WEEKDAY_PHRASE), read_weekday_phrase)
RULES = {"weekday": [_rule], "lead": [_rule], "the": [_rule], "which": [_rule], "each": [_rule]}
