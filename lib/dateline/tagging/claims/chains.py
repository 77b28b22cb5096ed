"""Claims within claims: who only passes a claim on, and which claim is part of another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.text import WORD

MOST_COVERED = 0.75
"""Share of a content's words that a claim within it must cover for the outer source to be one who passes it on."""
DEEPEST = 20
LONGEST = 2000
"""Characters of the longest content that is looked at so; it keeps the time linear."""


@dataclass
class Chain:
    """An attribution with those who pass it on (innermost last, as indices are given) and the one it is part of."""

    attribution: Attribution
    via: list[Attribution] = field(default_factory=list)
    parent: int | None = None


def find_chains(text: str, attributions: Sequence[Attribution], *, quotations: Sequence[Span] = ()) -> list[Chain]:
    """Return the attributions that are claims of their own, each with its chain.

    "…, ISW says, the agency reports": the agency's claim is all ISW's claim, and stands after it, so the agency passes
    it on. "X said that Y had warned that Z": Y's claim is a part of X's.
    """
    ordered = sorted(attributions, key=_order)
    outer = _enclosing(ordered)
    passing = {
        number
        for number, inner in _inner(outer).items()
        if _passes_on(text, ordered, number, inner)
        # What a quoted speaker says of others, or of himself ("I believe"), is a claim of his own.
        and not any(_inside(_cue_start(ordered[n]), quotations) for n in inner)
    }
    place = {number: index for index, number in enumerate(n for n in range(len(ordered)) if n not in passing)}
    chains = []
    for number in place:
        chain, above = Chain(ordered[number]), outer[number]
        while above is not None and above in passing:
            chain.via.insert(0, ordered[above])
            above = outer[above]
        chain.parent = place.get(above) if above is not None else None
        chains.append(chain)
    return chains


def _order(attribution: Attribution) -> tuple[int, int, int, Span]:
    contents = attribution.content_spans
    return contents[0][0], -contents[-1][1], -_cue_start(attribution), (attribution.source_spans or ((0, 0),))[0]


def _cue_start(attribution: Attribution) -> int:
    return (attribution.cue_spans or attribution.source_spans or attribution.content_spans)[0][0]


def _enclosing(ordered: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the smallest one with a content that holds all its contents and its cue."""
    outer: list[int | None] = []
    stack: list[int] = []
    for number, attribution in enumerate(ordered):
        start = attribution.content_spans[0][0]
        stack = [n for n in stack if ordered[n].content_spans[-1][1] > start][-DEEPEST:]
        holders = [n for n in stack if _holds(ordered[n], attribution)]
        # A cue may stand before the content it reports: look for the content that holds the cue as well.
        outer.append(holders[-1] if holders else None)
        stack.append(number)
    return outer


def _inside(place: int, quotations: Sequence[Span]) -> bool:
    number = bisect_right(quotations, (place, place)) - 1
    return number >= 0 and quotations[number][1] > place


def _holds(outer: Attribution, inner: Attribution) -> bool:
    parts = (*inner.content_spans, *inner.cue_spans)
    return all(any(a <= start and end <= b for a, b in outer.content_spans) for start, end in parts)


def _inner(outer: Sequence[int | None]) -> Mapping[int, list[int]]:
    inner: dict[int, list[int]] = {}
    for number, above in enumerate(outer):
        if above is not None:
            inner.setdefault(above, []).append(number)
    return inner


def _passes_on(text: str, ordered: Sequence[Attribution], number: int, inner: Sequence[int]) -> bool:
    """Tell whether an attribution stands after its content, and what it reports is all said by others."""
    attribution = ordered[number]
    contents = attribution.content_spans
    if not attribution.source_spans or len(contents) > 1 or contents[0][1] - contents[0][0] > LONGEST:
        return False
    if _cue_start(attribution) < contents[0][1]:
        return False
    covered = [span for n in inner for span in _all_spans(ordered[n])]
    words = [word.start() for word in WORD.finditer(text, contents[0][0], contents[0][1])]
    held = sum(any(a <= word < b for a, b in covered) for word in words)
    return held >= MOST_COVERED * max(len(words), 1)


def _all_spans(attribution: Attribution) -> tuple[Span, ...]:
    return (*attribution.source_spans, *attribution.cue_spans, *attribution.content_spans)
