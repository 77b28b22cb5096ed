"""Time expressions: where each stands, and the calendar days it means."""

from __future__ import annotations

import re
from datetime import date

from dateline.tagging.times import (
    ago,
    clock,
    dates,
    durations,
    holidays,
    months,
    quarters,
    relative,
    seasons,
    vague,
    weekdays,
    years,
)
from dateline.tagging.times.counts import ORDINALS
from dateline.tagging.times.days import covered
from dateline.tagging.times.grammar import MONTHS, WEEKDAYS
from dateline.tagging.times.reading import Context, Reading, Rule, Time, in_words
from dateline.text import ONES, TENS

__all__ = ["Time", "find_times"]

TOKEN = re.compile(r"[^\W\d_]+|\d+|['’](?=\d0)")
ORDER = (dates, months, clock, holidays, weekdays, quarters, years, ago, relative, seasons, vague, durations)
"""Stages of rules in the order they are tried: the more specific before the more general."""
WORDS: dict[str, str] = {
    "digit": "",
    "month": " ".join(MONTHS),
    "weekday": " ".join(WEEKDAYS),
    "number": " ".join([*ONES, *TENS]) + " several few many a an couple half dozens hundreds scores thousands another",
    "ordinal": " ".join(word for word in ORDINALS if "-" not in word),
    "which": "last past this next previous coming following prior same that final latest current recent future first "
    "preceding these those foreseeable",
    "lead": "early earlier late later mid midyear middle end beginning start close",
    "each": "each every all",
    "approx": "about around roughly approximately some nearly almost less under just more over well at no up most "
    "slightly close as",
    "unit": "minutes hours days weeks months years decades centuries hour day night week month year decade century "
    "hourlong daylong nightlong weeklong monthlong yearlong decadelong",
    "season": "spring summer autumn fall winter",
    "dayword": "today yesterday tomorrow tonight",
    "reference": "now currently recently nowadays lately recent current",
    "while": "a some quite",
    "long": "long not some",
    "half": "half",
    "once": "once twice",
    "vague": "recent coming future near",
    "adverb": " ".join(durations.ADVERBS),
    "clock": "noon midnight midday",
    "holiday": " ".join(holidays.FIRST_WORDS),
    "year": "year month week decade century",
    "decade": "twenties thirties forties fifties sixties seventies eighties nineties",
    "letter": "q h",
    "fiscal": "fy fiscal",
    "apostrophe": "' ’",
    "the": "the",
}


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return for each first word the rules to try there."""
    kinds: dict[str, set[str]] = {}
    for kind, words in WORDS.items():
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    kinds["the"] |= {"lead", "approx", "which"}
    kinds["0"] = {"digit"}
    return {word: _of(found) for word, found in kinds.items()}


def _of(kinds: set[str]) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for stage in ORDER:
        for kind, rules in stage.RULES.items():
            if kind in kinds:
                found += [rule for rule in rules if rule not in found]
    return tuple(found)


RULES = _rules()


def find_times(text: str, *, published: date | None, day_first: bool = False) -> list[Time]:
    """Find the time expressions of a text and the calendar days that they mean.

    Args:
        text: One article's text.
        published: The day it was published, the anchor of relative expressions; without it nothing is guessed.
        day_first: Whether 12/06/2021 is 12 June rather than December 6.

    Returns:
        Expressions that do not overlap, in the order of the text.

    >>> [(t.value, t.basis) for t in find_times("He left on Friday.", published=date(2024, 5, 15))]
    [('2024-05-10', 'past weekday, from the publication date')]
    """
    context = Context(text, published, day_first)
    end = 0
    for token in TOKEN.finditer(text):
        if token.start() < end:
            continue
        word = token[0]
        rules = RULES.get("0" if word[0].isdecimal() else word.lower())
        if rules:
            end = _read(token.start(), rules, context) or end
    return context.times


def _read(start: int, rules: tuple[Rule, ...], context: Context) -> int:
    """Read what starts at a place and return its end, or 0 where no rule fits."""
    if start and context.text[start - 1].isalnum():
        return 0
    for rule in rules:
        match = rule.pattern.match(context.text, start)
        if match is None:
            continue
        reading = rule.resolve(match, context)
        if reading is not None:
            context.note(_time(match, reading, context))
            return match.end()
    return 0


PREPOSITIONS = {
    "since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "till": "ON_OR_BEFORE", "by": "ON_OR_BEFORE", "before": "BEFORE",
    "after": "AFTER",
}  # fmt: skip
PREPOSITION = re.compile(rf"\b({'|'.join(PREPOSITIONS)})\s$", re.IGNORECASE)


def _mod(start: int, reading: Reading, context: Context) -> str:
    """Return the modifier of the expression's own words, or of the preposition before it."""
    if reading.mod or reading.type not in {"DATE", "TIME"}:
        return reading.mod
    before = PREPOSITION.search(context.text[max(0, start - 8) : start])
    return PREPOSITIONS[before[1].lower()] if before else ""


def _time(match: re.Match[str], reading: Reading, context: Context) -> Time:
    days = covered(reading.value) if reading.known and reading.type in {"DATE", "TIME"} else None
    first, last = days or (None, None)
    mod, basis = _mod(match.start(), reading, context), in_words(reading, dated=context.published is not None)
    return Time(match.start(), match.end(), reading.type, reading.value, first, last, basis, mod)
