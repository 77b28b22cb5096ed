"""Attributions from the network's readings: which source, cue and content belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.decoding import Chain, Run, decode
from dateline.tagging.model import Reading
from dateline.text import QUOTATION_MARKS

CONTENT_TO_CUE, CUE_TO_SOURCE = 0, 1
NOWHERE = 0
"""Piece that a link points to when it points at nothing in the window: the mark at its start."""
RIVAL = 0.5
"""A cue without content takes one that another cue pulls more, if its own pull is that share of the other's."""
FAINT = 0.02
"""A content that points out of its window still goes with a cue without content that has that share of its pull."""
SECOND = 0.6
"""Least pull of a cue for a content when the cue has one already: a weaker one is mostly another claim's."""
_WORD = re.compile(r"\w+")

Span = tuple[int, int]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Joined:
    """An attribution as joined, with what its confidence is estimated from."""

    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of a window with its characters, and how strongly it is linked, 0 to 1."""

    run: Run
    span: Span
    share: float = 0.0


@dataclass
class _Cue:
    """A cue with what has been joined to it."""

    run: Run
    span: Span
    source: _Part | None = None
    nowhere: float = 0.0
    contents: list[_Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A content without cue, and how many cues of the article stand before it."""

    part: _Part
    before: int


def join(readings: Iterable[Reading], text: str, *, chain: Chain, near: Floats | None = None) -> list[Joined]:
    """Join sources, cues and contents into attributions, in the order of their cues.

    A content goes with the cue that its pieces point to, a cue with the source that its pieces point to; what points
    outside its window goes with the nearest cue before or after.

    Args:
        readings: The windows of an article in order, as the network reads them.
        text: The article's text.
        chain: What label follows what.
        near: What each distance in pieces adds to a link: 2 kinds by distances from -n to n; nothing without it.
    """
    cues: list[_Cue] = []
    loose: list[_Loose] = []
    for reading in readings:
        found, left = _join_window(reading, decode(reading.roles, chain)[0], near)
        loose += [_Loose(item.part, len(cues) + item.before) for item in left]
        cues += found
    for item in loose:
        around = [i for i in (item.before - 1, item.before) if 0 <= i < len(cues)]
        if around:
            nearest = min(around, key=lambda i: (abs(cues[i].span[0] - item.part.span[0]), i))
            cues[nearest].contents.append(item.part)
    return [_joined(cue, text) for cue in cues if cue.contents]


def _join_window(reading: Reading, runs: Sequence[Run], near: Floats | None) -> tuple[list[_Cue], list[_Loose]]:
    """Return the cues of a window with what is theirs, and its contents without cue."""
    cues = [_Cue(run, _span(reading, run)) for run in runs if run.label == "cue"]
    contents = [run for run in runs if run.label == "content"]
    sources = [run for run in runs if run.label == "source"]
    pulls, nowhere = _pulls(reading, [c.run for c in cues], sources, near, kind=CUE_TO_SOURCE)
    for i, cue in enumerate(cues):
        cue.nowhere = float(nowhere[i])
        best = int(pulls[i].argmax()) if sources else None
        if best is not None and pulls[i, best] > nowhere[i]:
            cue.source = _Part(sources[best], _span(reading, sources[best]), float(pulls[i, best]))
    loose: list[_Loose] = []
    pulls, nowhere = _pulls(reading, contents, [c.run for c in cues], near, kind=CONTENT_TO_CUE)
    for i, (run, best) in enumerate(zip(contents, _assign(pulls), strict=True)):
        pull = 0.0 if best is None else float(pulls[i, best])
        part = _Part(run, _span(reading, run), pull)
        if best is not None and pull > nowhere[i] * (1.0 if cues[best].contents else FAINT):
            if pull > SECOND or not cues[best].contents:
                cues[best].contents.append(part)
        else:
            loose.append(_Loose(_Part(run, part.span), sum(cue.run.first < run.first for cue in cues)))
    return cues, loose


def _pulls(
    reading: Reading, asking: Sequence[Run], answering: Sequence[Run], near: Floats | None, *, kind: int
) -> tuple[Floats, Floats]:
    """Return how strongly each run points to each other run (asking by answering), and how strongly nowhere."""
    from dateline.tagging.kernels import point

    pulls = np.zeros((len(asking), 1 + len(answering)), np.float32)
    if asking:
        asked, answers = np.split(reading.links, 4, axis=1)[2 * kind : 2 * kind + 2]
        pointing, pointed = (
            np.array([(run.first, run.last) for run in runs], np.int64).reshape(-1, 2) for runs in (asking, answering)
        )
        bias = np.zeros(1, np.float32) if near is None else near[kind]
        room = np.empty((2, len(asked)), np.float32)
        point(np.ascontiguousarray(asked), np.ascontiguousarray(answers.T), pointing, pointed, bias, room, pulls)
    return pulls[:, 1 + NOWHERE :], pulls[:, NOWHERE]


def _assign(pulls: Floats) -> list[int | None]:
    """Give each cue one content, the strongest pulls first, then each content left to the cue that pulls it most."""
    count, cues = pulls.shape
    if not cues:
        return [None] * count
    strongest = pulls.max(axis=1)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((-float(pulls[i, j]), i, j) for i in range(count) for j in range(cues)):
        if i not in chosen and j not in taken and pulls[i, j] >= RIVAL * strongest[i]:
            chosen[i] = j
            taken.add(j)
    return [chosen.get(i, int(pulls[i].argmax())) for i in range(count)]


def _span(reading: Reading, run: Run) -> Span:
    inside = [span for span in reading.window.spans[run.first : run.last] if span[0] >= 0]
    return (inside[0][0], inside[-1][1]) if inside else (0, 0)


def _joined(cue: _Cue, text: str) -> Joined:
    contents = sorted(part.span for part in cue.contents)
    words = sum(len(_WORD.findall(text[a:b])) for a, b in contents)
    sizes = [part.run.last - part.run.first for part in cue.contents]
    signs = {
        "content": float(np.average([part.run.certainty for part in cue.contents], weights=sizes)),
        "content link": float(np.average([part.share for part in cue.contents], weights=sizes)),
        "cue": cue.run.certainty,
        "no source": 0.0 if cue.source else 1.0,
        "quoted": float(any(QUOTATION_MARKS & set(text[max(0, a - 1) : b + 1]) for a, b in contents)),
        "short": 1.0 / max(words, 1),
        "source": cue.source.run.certainty if cue.source else 0.0,
        "source link": cue.source.share if cue.source else cue.nowhere,
    }
    sources = (cue.source.span,) if cue.source else ()
    return Joined(sources, (cue.span,), tuple(contents), signs)
