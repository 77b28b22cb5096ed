"""Claims within claims: the tagger reads one level only, so what a claim contains is given to it once more.

"Engineers say that the wall is weak, the Courier reports" is read as the Courier's claim; the words before the Courier,
read alone, are the engineers'. So is what follows "said" in "Ruiz said that Venn had warned that the wall was weak".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.neural import propose_by_model

SURE = 0.6
"""Least confidence of a claim within a claim; one that somebody passes on needs no more than any other."""
LONGEST = 1000
_TAIL = re.compile(
    r",[”\"]?\s(?P<relay>[^\s,;:“”\"][^,;:“”\"]{1,80}?)\s(?P<passed>reported|reports|wrote|writes|quoted\shim\sas\ssaying)(?=[.](?:\s|$))"
)
_STOP = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“\"])")
_NESTED = re.compile(r"\b(?:that|whether)\s[^.;“”\"]{3,120}?\s(?:that|whether)\s", re.IGNORECASE)


def propose(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Propose who says what in a text, claims within claims included.

    Args:
        text: Text of an article.
        sentences: Its sentences.

    Returns:
        Attributions in the order of their contents.
    """
    found = propose_by_model(text, sentences)
    relays = list(find_relays(text))
    ends = [outer.cue_spans[0][1] for _, outer in relays]

    def passed_on(span: Span) -> bool:
        place = bisect_right(ends, span[0])
        return place < len(relays) and relays[place][1].content_spans[0][0] < span[1]

    found = [one for one in found if not any(map(passed_on, one.content_spans))]
    found += [one for inner, outer in relays for one in (*inner, outer)]
    found += [inner for one in found for inner in _within(text, one)]
    return sorted(set(found), key=lambda one: (one.content_spans, one.cue_spans, one.source_spans))


def find_relays(text: str) -> Iterator[tuple[list[Attribution], Attribution]]:
    """Yield the claims that a sentence passes on in its last words, and the passing on, which contains them."""
    for match in _TAIL.finditer(text):
        earliest = max(match.start() - LONGEST, 0)
        start = max(earliest, text.rfind("\n", earliest, match.start()) + 1)
        first = max([start, *(stop.end() for stop in _STOP.finditer(text, start, match.start()))])
        # A closing quotation mark stands after the comma and belongs to what is claimed.
        last = match.start() + (2 if text[match.start() + 1] in '”"' else 0)
        inner = _read_alone(text, first, last)
        if inner:
            sure = max(one.confidence for one in inner)
            yield inner, Attribution((match.span("relay"),), (match.span("passed"),), ((first, last),), sure)


def _within(text: str, outer: Attribution) -> list[Attribution]:
    """Return the claims within the content of one, where its words suggest them."""
    if len(outer.content_spans) != 1:
        return []
    start, end = outer.content_spans[0]
    if end - start > LONGEST or not _NESTED.match(text, start, end):
        return []
    # Without "that" the words are a sentence of their own.
    first = text.index(" ", start) + 1
    return [one for one in _read_alone(text, first, end) if one.source_spans and one.confidence >= SURE]


def _read_alone(text: str, start: int, end: int) -> list[Attribution]:
    """Return what the tagger reads in some characters as if they were a text of their own."""

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((a + start, min(b + start, end)) for a, b in spans if a + start < end)

    part = text[start:end].rstrip(", ") + "."
    found = propose_by_model(part[:1].upper() + part[1:], ())
    return [
        Attribution(moved(one.source_spans), moved(one.cue_spans), moved(one.content_spans), one.confidence)
        for one in found
    ]
