"""How a claim is made: in whose words, and how firmly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.text import WORD

READ = 400
"""Characters of a content that are searched for hedges: what comes later seldom qualifies the claim itself."""
VERBATIM = 0.9
"""Share of a content's words within quotation marks from which it counts as quoted word for word."""

NEGATED = re.compile(r"\b(?:not|never|nor|neither|no longer)\b|n['’]t\b|\b(?:refus|declin|fail)(?:e[sd]?|ing|s)?\b(?=.* to\b)", re.IGNORECASE)
CONDITION = re.compile(
    r"(?<!\bas )(?<!\bAs )\b(?i:if|unless|provided that|on condition that|should (?:the|they|he|she|it)(?= [a-z]+ [a-z]))\b"
)
HEDGE = re.compile(
    r"\b(?:(?:may|might|could)(?! have to\b)|"
    r"(?i:possib(?:ly|le|ility)|probabl[ye]|likely|unlikely|perhaps|maybe|reportedly|allegedly|apparent(?:ly)?|purportedly|supposedly|presumably|"
    r"potential(?:ly)?|seem(?:s|ed|ingly)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?|estimated|believed to|thought to|said to|"
    r"up to (?=\d)|(?:some|about|around|roughly|nearly) (?=\d+ (?:per cent|percent|%))))\b|\b(?i:up to )(?=\d)"
)
HEDGING_CUE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|supposedly|seem\w*|appear\w*|suggest(?:s|ed|ing|ion)?|hint\w*|impl(?:y|ies|ied)|"
    r"speculat\w*|suspect\w*|alleg\w+|may|might|could|likely|probably|possibly|perhaps|rumou?r\w*)\b|"
    r"\b(?:is|are|was|were|been) (?:\w+ly )?(?:said|thought|believed|reported|understood|alleged|rumou?red|considered|expected)\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"(?:i|we|me|us|my|our)\b", re.IGNORECASE)


class Quoted:
    """The quotations of a text, asked many times how much of a span they cover."""

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        self._text = text
        self._quotations = quotations
        self._starts = [start for start, _ in quotations]

    def inside(self, place: int) -> int | None:
        """Return the number of the quotation around a character, or None."""
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 and place < self._quotations[number][1] else None

    def manner(self, contents: Sequence[Span], *, cue: Span | None, source: str) -> str:
        """Return direct, mixed or indirect, by how much of the contents stands in quotation marks of its own.

        What somebody quoted says of somebody else is in the speaker's words, not in the other's; unless it is the
        speaker himself ("I think …").
        """
        around = self.inside(cue[0]) if cue is not None and not FIRST_PERSON.fullmatch(source) else None
        words = quoted = 0
        for start, end in contents:
            words += len(WORD.findall(self._text, start, end))
            for first, last in self._within(start, end, leave_out=around):
                quoted += len(WORD.findall(self._text, first, last))
        if not quoted:
            return "indirect"
        return "direct" if quoted >= VERBATIM * words else "mixed"

    def _within(self, start: int, end: int, *, leave_out: int | None) -> list[Span]:
        number = max(0, bisect_right(self._starts, start) - 1)
        found: list[Span] = []
        while number < len(self._quotations) and self._quotations[number][0] < end:
            first, last = max(start, self._quotations[number][0]), min(end, self._quotations[number][1])
            if number != leave_out and first < last:
                found.append((first, last))
            number += 1
        return found


def certainty(cue: str, contents: Sequence[str], *, asks: bool = False) -> str:
    """Return negated, conditional, hedged or plain, by the cue with its adverbs and the start of each content.

    Negated is a claim that was not made ("did not say"); that something is not so is a plain claim. Of a condition and a
    hedge in the content the first counts: "if A, B may follow" claims nothing of B without A.

    Args:
        cue: The cue's characters.
        contents: The characters of each content.
        asks: Whether the cue asks, so that "if" at the start of the content means whether.
    """
    if NEGATED.search(cue):
        return "negated"
    if re.search(r"\bif\b", cue, re.IGNORECASE):
        return "conditional"
    if HEDGING_CUE.search(cue):
        return "hedged"
    for content in contents:
        condition = CONDITION.search(content, 3 if asks else 0, READ)
        hedge = HEDGE.search(content, 0, READ)
        if condition is not None and (hedge is None or condition.start() < hedge.start()):
            return "conditional"
        if hedge is not None:
            return "hedged"
    return "plain"
