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
    if context.text[match.start() - 1 : match.start()] == "-":
        return None
    word = match["word"].lower()
    return Reading("DATE", REFERENCES[word], f"{word}@published")


def read_vague(match: re.Match[str], context: Context) -> Reading | None:
    """Recent years, the coming months, the future."""
    word = match[0].lower()
    if "future" in word or "term" in word:
        return Reading("DATE", FUTURE, "vague-time@published")
    return Reading(
        "DURATION", "P" + LETTERS[read_unit(word.split()[-1])].format("X").replace("XWE", "XW"), "vague-time@published"
    )


def read_these_days(match: re.Match[str], context: Context) -> Reading | None:
    """These days."""
    return Reading("DATE", PRESENT, "these-days@published")


def read_long_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Long ago, some time ago, recent history, the moment."""
    word = match[0].lower()
    return Reading("DATE", PRESENT if "moment" in word else PAST, "vague-time@published")


def read_the_past(match: re.Match[str], context: Context) -> Reading | None:
    """In the past, the present."""
    return Reading("DATE", PAST if "past" in match[0].lower() else PRESENT, "vague-time@published")


UNITS = r"(?:days|weeks|months|quarters|years|decades)"
VAGUE = Rule(
    compile_pattern(
        rf"(?:the )?(?:recent|coming) {UNITS}(?: (?:and|or) {UNITS})?(?!\w)"
        r"|(?:the )?future (?:quarters|years|months)(?!\w)"
        r"|(?:the (?:near |foreseeable |immediate |distant |not too distant |not-too-distant )?|near |(?<=in\s))future"
        r"(?!\w)(?! (?!that\b|with\b|when\b|from\b|will\b|which\b|than\b|because\b|where\b)[a-z]{4,}s?\b)"
        r"|the near term(?!\w)|near term(?!\w)"
    ),
    read_vague,
)
THESE_DAYS = Rule(compile_pattern(r"these days(?!\w)"), read_these_days)
LONG_AGO = Rule(
    compile_pattern(
        r"(?:not )?(?:(?:so |too |very |that |all that )?long|(?:a long|some|a short) time"
        r"|a (?:little |long )?while) ago(?!\w)"
        r"|recent (?:times|history|memory)(?!\w)|(?<=at\s)the moment(?!\w)"
        r"(?! (?:of|when|that|he|she|they|it|we|you)\b| (?-i:[A-Z]))"
    ),
    read_long_ago,
)
THE_PAST = Rule(
    compile_pattern(
        r"the (?:past|present|(?:recent|distant) past)(?!\w)"
        r"(?= ?(?:[.,;:!?)\"”]|$|(?:that|which|it|and|or|but|we|he|she|they|as"
        r"|when|where|to|in|on|at|of|for|with|by|from|is|was|has|had|have|would|were|than|so|if|because)(?!\w)))"
    ),
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
    "the": [THE_PAST, LONG_AGO, VAGUE],
    "reference": [LONG_AGO, REFERENCE],
    "vague": [VAGUE],
    "while": [LONG_AGO],
    "long": [LONG_AGO],
}
