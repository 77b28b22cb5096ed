"""Direction: does a sentence look back or ahead from where it names a day?"""

from __future__ import annotations

import re

WINDOW = 160
"""Characters looked at before and after, so that a text without full stops stays linear."""
BOUNDARY = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'A-Z])|\n\s*\n|;\s")
AHEAD = (
    r"will|won't|won’t|shall|\w+['’]ll|is to|are to|was to|were to|to be|is due|are due|due|expected|expects?|scheduled"
    r"|plans?|planned|planning|set to|going to|slated|upcoming|intends?|hopes?|may|might|would|could|should|must|can"
    r"|until|till|deadline|ahead of|begins?|starts?|opens?|next"
)
BACK = (
    r"said|was|were|had|did|told|has|have|been|began|came|went|took|made|got|gave|met|won|lost|left|rose|fell|closed"
    r"|found|held|sent|saw|sold|bought|put|set|hit|led|ran|shot|spoke|wrote|announced|(?!need|speed|indeed)[a-z]{2,}ed"
)
CUE = re.compile(rf"\b(?:(?P<ahead>{AHEAD})|(?P<back>{BACK}))(?!\w)", re.IGNORECASE)


def direction(text: str, start: int, end: int) -> str:
    """Return "past", "future" or "" for the verb that an expression goes with.

    The last verb before the expression in its sentence decides; where there is none, the first after it.
    """
    before = sentence_before(text, start)
    last = None
    for match in CUE.finditer(before):
        last = match
    if last is None:
        last = CUE.search(sentence_after(text, end))
    if last is None:
        return ""
    return "future" if last["ahead"] else "past"


def sentence_before(text: str, start: int) -> str:
    """Return what stands before a place in its sentence, cut at a fixed width."""
    before = text[max(0, start - WINDOW) : start]
    cut = 0
    for match in BOUNDARY.finditer(before + "A"):
        cut = min(match.end(), len(before))
    return before[cut:]


def sentence_after(text: str, end: int) -> str:
    """Return what stands after a place in its sentence, cut at a fixed width."""
    after = text[end : end + WINDOW]
    match = BOUNDARY.search(after)
    return after[: match.start()] if match else after
