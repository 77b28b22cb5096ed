"""How a claim is made: word for word or not, and how certain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.text import WORD

READ = 300
"""Characters of a content that are searched for hedges: what comes after is another statement."""

REPORTER_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|seemingly|appear(?:s|ed)? to|seem(?:s|ed)? to"
    r"|(?:is|are|was|were) (?:said|believed|thought|understood|rumou?red|reported) to|may have|might have)\b",
    re.IGNORECASE,
)
SPEAKER_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|unlikely|apparently|reportedly|allegedly|presumably|supposedly"
    r"|potentially|appear(?:s|ed)? to|seem(?:s|ed)? to|[Uu]p to (?:a |an )?\d+|maybe|Perhaps|Probably|Possibly"
    r"|Maybe|Reportedly|Apparently|Allegedly)\b"
)
_NO_HEDGE = re.compile(
    r"\bwish(?:es|ed)? (?:that )?\w+ could\b|\b(?:may|might) (?:not )?(?:be|seem)\b(?=[^.;]{1,60}\bbut\b)"
)
"""A wish, and what is granted before a "but"."""
CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )\b(?:if|unless|provided that|in the event|as long as|in case)\b", re.IGNORECASE
)
NEGATION = re.compile(r"\b(?:not|never|no longer|hardly)\b|n['’]t\b", re.IGNORECASE)
_NEGATED_BEFORE = re.compile(r"(?:\b(?:not|never)|n['’]t)\s(?:\w+\s)?$", re.IGNORECASE)
_WHETHER = frozenset(("ask", "wonder", "question", "inquire", "enquire", "know", "see", "doubt", "decide", "discuss"))


def quotation_of(text: str, contents: Sequence[Span], *, quotations: Sequence[Span]) -> str:
    """Return "direct" where all words of the content stand in quotation marks, "mixed" where some do, or "indirect"."""
    inside = outside = 0
    for start, end in contents:
        place = max(0, bisect_right(quotations, start, key=lambda quotation: quotation[0]) - 1)
        for word in WORD.finditer(text, start, end):
            while place < len(quotations) and quotations[place][1] <= word.start():
                place += 1
            if place < len(quotations) and quotations[place][0] <= word.start():
                inside += 1
            else:
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def certainty_of(cue: str, content: str, *, lemma: str | None, before: str = "", after: str = "") -> str:
    """Return how a claim is qualified: negated, hedged by the reporter or the speaker, conditional, or plain.

    The first that holds. "Ruiz reportedly said that it was safe" is hedged by the reporter, who does not vouch for it;
    "Ruiz said that it might be safe" is hedged by Ruiz.

    Args:
        cue: The words of the cue.
        content: The words of the content.
        lemma: Base form of the cue: what somebody asks with "if" is a question, not a condition.
        before: The words right before the cue that are no part of source or content; "reportedly" may be there.
        after: The cue with the words right after it.
    """
    if NEGATION.search(cue) or _NEGATED_BEFORE.search(before):
        return "negated"
    if any(REPORTER_HEDGE.search(words) for words in (cue, before, after)):
        return "hedged by reporter"
    read = _NO_HEDGE.sub("", content[:READ])
    if SPEAKER_HEDGE.search(read):
        return "hedged"
    condition = CONDITION.search(read)
    return "conditional" if condition and not (lemma in _WHETHER and condition.start() <= 1) else "plain"
