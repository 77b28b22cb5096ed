"""References without a day: now, recently, the future, recent years."""

from __future__ import annotations

import re

from dateline.tagging.times.grammar import LETTERS, compile_pattern, read_unit
from dateline.tagging.times.reading import Context, Reading, Rule

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
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


def read_these_days(match: re.Match[str], context: Context) -> Reading | None:
    """These days."""
    return Reading("DATE", PRESENT, "these-days@published")


def read_the_past(match: re.Match[str], context: Context) -> Reading | None:
    """In the past, the present."""
    return Reading("DATE", PAST if "past" in match[0].lower() else PRESENT, "vague@published")


VAGUE = Rule(
    compile_pattern(
        r"(?:the )?(?:(?:recent|coming) (?:days|weeks|months|quarters|years|decades)|(?:near |foreseeable "
        r"|not too distant )?future(?: quarters| years| months)?(?!\w)(?! [a-z]{4,}s?\b)|near term(?!\w))"
    ),
    read_vague,
)
THESE_DAYS = Rule(compile_pattern(r"these days(?!\w)"), read_these_days)
THE_PAST = Rule(
    compile_pattern(r"the (?:past|present)(?= ?(?:[.,;:!?)\"”]|$|that|it|and|but|we|he|she|they|as|when|to)(?!\w))"),
    read_the_past,
)
REFERENCE = Rule(
    compile_pattern(
        r"(?:(?:more|most) (?=recently))?(?P<word>now|currently|recently|nowadays|lately|(?:recent"
        r"|current)(?= [a-zA-Z]{3,})(?! (?:account|events|affairs)\b))(?![\w-])"
    ),
    read_reference,
)
RULES = {
    "approx": [REFERENCE],
    "which": [THESE_DAYS, VAGUE],
    "the": [THE_PAST, VAGUE],
    "reference": [REFERENCE],
    "vague": [VAGUE],
}
