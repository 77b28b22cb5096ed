"""Claims within claims: what was interrupted joined again, who only passes a claim on, which claim stands in which."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.tagging.claims.attribution import Attribution, Span

WORD = re.compile(r"\w+")
DEEPEST = 32
"""Contents that may be open at once; a text that nests deeper is not read any deeper."""
FILLERS = 6
"""Words that a relay may add to the claim it passes on: "that", "on Monday", "also"."""
RELAY_CUES = re.compile(r"\b(?:report|according|quot|cit|writ|wrote|news|say|said)", re.IGNORECASE)
OUTLET = re.compile(
    r"\b(?:Times|Post|News|Tribune|Herald|Gazette|Journal|Guardian|Telegraph|Mail|Mirror|Courier|Chronicle|Observer|Standard|"
    r"Press|Agency|Radio|TV|Television|Channel|Broadcasting|Reuters|AFP|AP|BBC|CNN|NBC|CBS|ABC|Fox|Bloomberg|Axios|Politico|"
    r"Spiegel|Monde|Figaro|TASS|Tass|RIA|Interfax|Ukrinform|Xinhua|Jazeera|newspaper|magazine|broadcaster|agency|"
    r"\w+\.(?:com|net|org|az|ru|ua|uk|tv))\b"
)


@dataclass(frozen=True, slots=True)
class Nested:
    """An attribution with who passes it on (source spans, the outlet's side first) and the number of the one around it."""

    attribution: Attribution
    relays: tuple[Span, ...]
    parent: int | None


def nest(attributions: Sequence[Attribution], text: str) -> list[Nested]:
    """Put attributions in order and relate them to each other.

    Attributions of one cue become one (an interrupted quotation). One whose content is nothing but another attribution
    passes that on: "…, the ministry said, the agency reported" is one claim of the ministry's, relayed by the agency.
    Where the outer one says more, or is no tail of the sentence and no news outlet, both stay, one within the other.
    """
    joined = _join(attributions)
    around = _containers(joined)
    relays: dict[int, list[int]] = {}
    passed = {inner: outer for inner, outer in around.items() if _relays(joined[outer], joined[inner], text)}
    gone = {outer for inner, outer in passed.items() if _only_child(around, inner, outer)}
    for inner, outer in passed.items():
        if outer in gone:
            relays[inner] = [outer]
    kept = [i for i in range(len(joined)) if i not in gone]
    number = {i: place for place, i in enumerate(kept)}
    return [
        Nested(
            _without_tail(joined[i], [joined[j] for j in _chain(i, relays)]),
            tuple(joined[j].source_spans[0] for j in reversed(_chain(i, relays)) if joined[j].source_spans),
            _parent(i, around, relays, number),
        )
        for i in kept
    ]


def _join(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Make attributions of one cue and source one, drop repeated ones, and order them by where the content starts."""
    found: dict[object, Attribution] = {}
    for number, one in enumerate(attributions):
        if not one.content_spans:
            continue
        key = (one.source_spans, one.cue_spans) if one.cue_spans else (one.source_spans, number, one.content_spans)
        other = found.get(key)
        if other is not None:
            spans = _united([*other.content_spans, *one.content_spans])
            one = replace(one, content_spans=spans, confidence=max(one.confidence, other.confidence))
        found[key] = one
    distinct = {(one.source_spans, one.cue_spans, one.content_spans): one for one in found.values()}
    return sorted(distinct.values(), key=lambda one: (one.content_spans[0], one.cue_spans, one.source_spans))


def _united(spans: Sequence[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _containers(joined: Sequence[Attribution]) -> dict[int, int]:
    """Return for each attribution the one whose content most closely holds its cue (its source where it has none)."""
    contents = sorted((*span, i) for i, one in enumerate(joined) for span in one.content_spans)
    starts = [start for start, _, _ in contents]
    around: dict[int, int] = {}
    for i, one in enumerate(joined):
        marks = one.cue_spans or one.source_spans
        if not marks:
            continue
        place = bisect_right(starts, marks[0][0])
        holders = [
            (end - start, j)
            for start, end, j in contents[max(0, place - DEEPEST) : place]
            if end >= marks[-1][1] and j != i and not _holds(one, joined[j])
        ]
        if holders:
            around[i] = min(holders)[1]
    return around


def _holds(one: Attribution, other: Attribution) -> bool:
    """Tell whether one content holds the other's cue: of two that hold each other, neither is the outer one."""
    marks = other.cue_spans or other.source_spans
    return bool(marks) and any(start <= marks[0][0] and marks[-1][1] <= end for start, end in one.content_spans)


def _only_child(around: dict[int, int], inner: int, outer: int) -> bool:
    return all(child == inner or holder != outer for child, holder in around.items())


def _relays(outer: Attribution, inner: Attribution, text: str) -> bool:
    """Tell whether the outer attribution says nothing but the inner one, and in a form that passes it on."""
    if not outer.source_spans or not inner.source_spans or not outer.cue_spans:
        return False
    covered = [*inner.source_spans, *inner.cue_spans, *inner.content_spans]
    left = 0
    for start, end in outer.content_spans:
        place = start
        for first, last in sorted(covered):
            if first > place:
                left += len(WORD.findall(text, place, min(first, end)))
            place = max(place, last)
        left += len(WORD.findall(text, place, end)) if place < end else 0
    if left > FILLERS:
        return False
    return _tail(outer, inner) or _outlet(outer, text)


def _tail(outer: Attribution, inner: Attribution) -> bool:
    return min(outer.source_spans[0][0], outer.cue_spans[0][0]) >= max(inner.source_spans[-1][1], inner.cue_spans[-1][1] if inner.cue_spans else 0)


def _outlet(outer: Attribution, text: str) -> bool:
    source = text[outer.source_spans[0][0] : outer.source_spans[-1][1]]
    return OUTLET.search(source[:200]) is not None and RELAY_CUES.search(text[outer.cue_spans[0][0] : outer.cue_spans[-1][1]][:80]) is not None


def _chain(i: int, relays: dict[int, list[int]]) -> list[int]:
    """Return who passes an attribution on, the nearest first."""
    chain: list[int] = []
    while i in relays and len(chain) < DEEPEST:
        i = relays[i][0]
        chain.append(i)
    return chain


def _parent(i: int, around: dict[int, int], relays: dict[int, list[int]], number: dict[int, int]) -> int | None:
    for link in (i, *_chain(i, relays)):
        if link in around and around[link] in number:
            return number[around[link]]
    return None


def _without_tail(one: Attribution, outers: Sequence[Attribution]) -> Attribution:
    """Take a relay's own words ("the agency reported") off the end of the content."""
    spans = list(one.content_spans)
    for outer in outers:
        first = min(span[0] for span in (*outer.source_spans, *outer.cue_spans))
        spans = [(start, first if start < first < end and first > end - 200 else end) for start, end in spans]
    return replace(one, content_spans=tuple(spans))
