"""Claims at second hand that end a sentence: "…, the ministry said, the agency reported." The tagger reads one only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.neural import propose_by_model

CONFIDENCE = 0.8
"""Not measured: the pattern does not occur often enough in the dev articles."""
LONGEST = 1000
_SAID = (
    r"said|says|told\s\w+|announced|added|argued?|argues|warned|warns|claimed|claims|stated|states|believes?|insisted"
)
_PASSED_ON = r"reported|reports|wrote|writes|said|says|quoted\shim\sas\ssaying"
_STOP = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“\"])")
_TAIL = re.compile(
    rf",[”\"]?\s(?P<source>[^\s,.;:“”\"][^,.;:“”\"]{{1,80}}?)\s(?P<cue>{_SAID}),"
    rf"\s(?P<relay>[^\s,;:“”\"][^,;:“”\"]{{1,80}}?)\s(?P<passed>{_PASSED_ON})[.]?\s*$"
)


def propose(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Propose who says what in a text: the learned tagger's attributions, and both of a claim at second hand.

    Args:
        text: Text of an article.
        sentences: Its sentences.

    Returns:
        Attributions in the order of their contents.
    """
    learned = propose_by_model(text, sentences)
    for inner, outer in find_relays(text, sentences):
        start, end = inner.content_spans[0][0], outer.cue_spans[0][1]
        learned = [one for one in learned if not any(a < end and start < b for a, b in one.content_spans)]
        learned += [inner, outer]
    return sorted(learned, key=lambda one: (one.content_spans, one.cue_spans))


def find_relays(text: str, sentences: Sequence[Span]) -> Iterator[tuple[Attribution, Attribution]]:
    """Yield the claim and its passing on, for each sentence that ends with both."""
    for start, end in sentences:
        match = _TAIL.search(text, max(start, end - LONGEST), end)
        if match is None:
            continue
        first = max([start, *(stop.end() for stop in _STOP.finditer(text, start, match.start()))])
        # A closing quotation mark stands after the comma and belongs to what is claimed.
        last = match.start() + (2 if text[match.start() + 1] in '”"' else 0)
        if text[first:last].strip():
            source, cue = match.span("source"), match.span("cue")
            yield (
                Attribution((source,), (cue,), ((first, last),), CONFIDENCE),
                Attribution((match.span("relay"),), (match.span("passed"),), ((first, cue[1]),), CONFIDENCE),
            )
