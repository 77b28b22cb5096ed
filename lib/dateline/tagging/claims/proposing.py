"""Attributions by rules: a cue, who stands beside it, and what it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.cues import chance
from dateline.tagging.claims.layout import Layout, lay_out
from dateline.tagging.claims.passives import is_believed
from dateline.tagging.claims.quotes import find_quotations
from dateline.tagging.claims.words import Word, read_words

THRESHOLD = 0.45
BESIDE_QUOTATION = 0.2
REACH = 4
LONGEST = 1500
"""Characters of the longest stretch that is read as one sentence."""

_STOP = re.compile(r"[.?!][\"”’»)]?\s+(?=[A-Z“\"«])")


@dataclass
class Draft:
    """An attribution that later sentences may still extend."""

    source: Span | None
    cue: Span | None
    contents: list[Span]
    rule: str
    sure: float
    quotations: list[int] = field(default_factory=list)


def propose_by_rules(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Propose who says what, by reporting words, quotation marks and the order of words.

    Args:
        text: The whole article.
        sentences: Its sentences as [start, end), in order.
    """
    quotations = find_quotations(text)
    drafts: list[Draft] = []
    place = 0
    for start, end in _cut(text, sentences):
        while place < len(quotations) and quotations[place][1] <= start:
            place += 1
        words = read_words(text, start=start, end=end, quotations=quotations[place : place + LONGEST])
        words = [w if w.quoted < 0 else Word(w.start, w.end, w.text, w.low, w.kind, w.quoted + place) for w in words]
        drafts += _in_sentence(words, quotations)
    _continue(text, drafts, quotations)
    return [_finish(draft) for draft in drafts if draft.contents]


def _cut(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield sentences, the longest ones in pieces: rules that look along a sentence stay linear in the text so."""
    for start, end in sentences:
        if end - start > LONGEST:
            ends = [match.end() for match in _STOP.finditer(text, start, end)]
            yield from (piece for low, high in pairwise([start, *ends, end]) for piece in _pieces(text, low, high))
        else:
            yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a stretch in pieces of at most ``LONGEST`` characters, cut between words where there are any."""
    while end - start > LONGEST:
        stop = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _in_sentence(words: Sequence[Word], quotations: Sequence[Span]) -> list[Draft]:
    cores = [place for place in range(len(words)) if _is_core(words, place)]
    drafts: list[Draft] = []
    layouts: list[Layout] = []
    for number, core in enumerate(cores):
        following = cores[number + 1] if number + 1 < len(cores) else len(words)
        layout = lay_out(words, core, before=layouts, following=following)
        if layout is None:
            continue
        layouts.append(layout)
        contents, used = _contents(words, layout, quotations)
        if contents:
            source = _span(words, layout.source) if layout.source else None
            drafts.append(Draft(source, _span(words, layout.cue), contents, layout.rule, chance(words, core), used))
    return drafts


def _is_core(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word is the core of a cue; beside a quotation less is asked of it."""
    sure = chance(words, place)
    if sure < BESIDE_QUOTATION or words[place].low.endswith("ly"):
        return False
    if sure >= THRESHOLD:
        return True
    if words[place].quoted >= 0:
        return False
    if is_believed(words, place):
        return True
    near = words[max(0, place - REACH) : place + REACH]
    return any(word.kind == "quote" for word in near)


def _contents(words: Sequence[Word], layout: Layout, quotations: Sequence[Span]) -> tuple[list[Span], list[int]]:
    """Return the contents as characters, each quotation that one ends or starts in taken whole."""
    spans, used = [], []
    for first, last in layout.contents:
        while first < last and words[first].kind in (",", ";", ":", "dash", "."):
            first += 1
        if first >= last:
            continue
        start, end = words[first].start, words[last - 1].end
        outside = words[layout.core].quoted
        for number in sorted({word.quoted for word in words[first:last]} - {-1, outside}):
            start, end = min(start, quotations[number][0]), max(end, quotations[number][1])
            used.append(number)
        spans.append((start, end))
    return spans, used


def _continue(text: str, drafts: list[Draft], quotations: Sequence[Span]) -> None:
    """Give quotations that no cue has taken to the attribution before them in the same paragraph."""
    taken = {number for draft in drafts for number in draft.quotations}
    quoting = [draft for draft in drafts if draft.quotations]
    here = 0
    for number, (start, end) in enumerate(quotations):
        while here < len(quoting) and max(quoting[here].contents[-1][1], (quoting[here].cue or (0, 0))[1]) <= start:
            here += 1
        if number in taken or here == 0:
            continue
        last = quoting[here - 1]
        reach = max(last.contents[-1][1], (last.cue or (0, 0))[1])
        between = text[reach:start]
        if start - reach < 150 and "\n" not in between.strip("\n") and _opens_sentence(text, start, between):
            last.contents.append((start, end))


def _opens_sentence(text: str, start: int, between: str) -> bool:
    return "\n" not in between and text[start + 1 : start + 2].isupper() and (between.rstrip()[-1:] in ".?!,:")


def _finish(draft: Draft) -> Attribution:
    contents = tuple(_merged(draft.contents))
    return Attribution((draft.source,) if draft.source else (), (draft.cue,) if draft.cue else (), contents, draft.sure)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _span(words: Sequence[Word], part: tuple[int, int]) -> Span:
    inside = words[part[0] : part[1]]
    open_ = sum(word.kind == "(" for word in inside) > sum(word.kind == ")" for word in inside)
    closed = open_ and part[1] < len(words) and words[part[1]].kind == ")"
    return inside[0].start, words[part[1]].end if closed else inside[-1].end
