"""Attributions from the network's readings: which source, cue and content belong together."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.decoding import Chain, Run, decode
from dateline.tagging.model import Reading
from dateline.text import QUOTATION_MARKS

LINK_WIDTH = 64
NOWHERE = 0
"""Piece that a link points to when it points at nothing in the window: the mark at its start."""
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Joined:
    """An attribution as joined, with what its confidence is estimated from."""

    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    signs: Mapping[str, float]


@dataclass
class _Cue:
    """A cue of a window with what has been joined to it."""

    run: Run
    span: Span
    source: Run | None = None
    source_span: Span | None = None
    source_share: float = 0.0
    contents: list[tuple[Run, Span, float]] = field(default_factory=list)


def join(readings: Sequence[Reading], text: str, *, chain: Chain) -> list[Joined]:
    """Join sources, cues and contents into attributions, in the order of the text.

    A content goes with the cue that its pieces point to, a cue with the source that its pieces point to; what points
    outside its window goes with the nearest attribution of the paragraph before or after.

    Args:
        readings: The windows of an article as the network reads them.
        text: The article's text.
        chain: What label follows what.
    """
    decoded = decode([reading.roles for reading in readings], chain)
    cues: list[_Cue] = []
    loose: list[tuple[int, Run, Span]] = []
    for reading, (runs, _) in zip(readings, decoded, strict=True):
        found, left = _join_window(reading, runs)
        loose += [(len(cues) + len(found) * after, run, span) for after, run, span in left]
        cues += found
    for place, run, span in loose:
        _place(cues, place, run, span, text)
    return [_joined(cue, text) for cue in cues if cue.contents]


def _join_window(reading: Reading, runs: Sequence[Run]) -> tuple[list[_Cue], list[tuple[int, Run, Span]]]:
    """Return the cues of a window with what is theirs, and its contents without cue (0 before its cues, 1 after)."""
    cues = [_Cue(run, _span(reading, run)) for run in runs if run.label == "cue"]
    sources = [run for run in runs if run.label == "source"]
    shares = _shares(reading.links, kind=1) if cues else None
    for cue in cues:
        assert shares is not None
        pointed = shares[cue.run.first : cue.run.last].mean(axis=0)
        share, best = max(
            ((float(pointed[s.first : s.last].sum()), -i) for i, s in enumerate(sources)), default=(0.0, 0)
        )
        cue.source_share = float(pointed[NOWHERE])
        if share > pointed[NOWHERE]:
            cue.source, cue.source_share = sources[-best], share
            cue.source_span = _span(reading, sources[-best])
    contents = [run for run in runs if run.label == "content"]
    left: list[tuple[int, Run, Span]] = []
    shares = _shares(reading.links, kind=0) if contents else None
    for run in contents:
        assert shares is not None
        pointed = shares[run.first : run.last].mean(axis=0)
        share, best = max(
            ((float(pointed[c.run.first : c.run.last].sum()), -i) for i, c in enumerate(cues)), default=(0.0, 0)
        )
        if cues and share > pointed[NOWHERE]:
            cues[-best].contents.append((run, _span(reading, run), share))
        else:
            left.append((int(any(c.run.first < run.first for c in cues)), run, _span(reading, run)))
    return cues, left


def _shares(links: NDArray[np.float32], *, kind: int) -> NDArray[np.float32]:
    """Return for each piece how its pointing is shared out over all pieces of the window (each row sums to 1)."""
    first = 2 * kind * LINK_WIDTH
    asked, answer = links[:, first : first + LINK_WIDTH], links[:, first + LINK_WIDTH : first + 2 * LINK_WIDTH]
    scores = asked @ answer.T / math.sqrt(LINK_WIDTH)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)


def _span(reading: Reading, run: Run) -> Span:
    inside = [span for span in reading.window.spans[run.first : run.last] if span[0] >= 0]
    return (inside[0][0], inside[-1][1]) if inside else (0, 0)


def _place(cues: list[_Cue], place: int, run: Run, span: Span, text: str) -> None:
    """Give a content that points outside its window to the cue before it, or to the one after where it is nearer."""
    near = [(abs(cues[i].span[0] - span[0]), i) for i in (place - 1, place) if 0 <= i < len(cues)]
    if near and span[1] > span[0]:
        cues[min(near)[1]].contents.append((run, span, 0.0))


def _joined(cue: _Cue, text: str) -> Joined:
    contents = sorted(span for _, span, _ in cue.contents)
    words = sum(len(_WORD.findall(text[a:b])) for a, b in contents)
    pieces = sum(run.last - run.first for run, _, _ in cue.contents)
    signs = {
        "content": sum(run.certainty * (run.last - run.first) for run, _, _ in cue.contents) / pieces,
        "cue": cue.run.certainty,
        "source": cue.source.certainty if cue.source else 0.0,
        "no source": 0.0 if cue.source else 1.0,
        "source link": cue.source_share,
        "content link": sum(share * (run.last - run.first) for run, _, share in cue.contents) / pieces,
        "short": 1.0 / max(words, 1),
        "quoted": float(any(QUOTATION_MARKS & set(text[max(0, a - 1) : b + 1]) for a, b in contents)),
    }
    source = (cue.source_span,) if cue.source_span else ()
    return Joined(source, (cue.span,), tuple(contents), signs)
