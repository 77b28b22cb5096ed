"""The best sequence of labels for the scores of a network, and how sure each label is: a linear-chain CRF.

Source: Lafferty, McCallum and Pereira 2001.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
FORBIDDEN = -1e4
LEAST = 1e-30
"""Share of a label that the network rules out; nothing would be left where all that may follow are ruled out."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows what: labels, scores of each for the first piece, and of each pair (row before, column after).

    ``learned`` says whether those scores are more than "an inside label follows its beginning".
    """

    labels: tuple[str, ...]
    starts: Scores
    transitions: Scores
    learned: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pieces with one label, ``[first, last)``, and the mean certainty of its pieces, 0 to 1."""

    label: str
    first: int
    last: int
    certainty: float


def make_chain(
    labels: Sequence[str], starts: Any = None, transitions: Any = None, *, eager: Mapping[str, float] | None = None
) -> Chain:
    """Make a chain in which a label ``I-x`` follows only ``B-x`` or ``I-x``.

    Args:
        labels: Names: ``O``, and ``B-x`` and ``I-x`` for each x.
        starts: Learned score of each label for the first piece; none are learned without it.
        transitions: Learned score of each pair of labels.
        eager: What opening a run of some x adds to the score, so that more of them are found. A run straight after
            another of its kind gets nothing: that would cut long runs in two.
    """
    n = len(labels)
    first = np.zeros(n, np.float32) if starts is None else np.array(starts, np.float32)
    pairs = np.zeros((n, n), np.float32) if transitions is None else np.array(transitions, np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            first[j] = FORBIDDEN
            for i, before in enumerate(labels):
                if before[2:] != after[2:]:
                    pairs[i, j] = FORBIDDEN
    for kind, bonus in (eager or {}).items():
        opening = labels.index(f"B-{kind}")
        first[opening] += bonus
        pairs[[i for i, before in enumerate(labels) if before[2:] != kind], opening] += bonus
    return Chain(tuple(labels), first, pairs, learned=transitions is not None)


def decode(scores: Scores, chain: Chain) -> tuple[list[Run], Scores]:
    """Decode a window.

    Args:
        scores: Pieces by labels.
        chain: What follows what.

    Returns:
        Its runs in order, and the certainty of each label for each piece (pieces by labels, 0 to 1).
    """
    # Loaded here, as whoever only looks at tables needs no compiler.
    from dateline.tagging.kernels import best_path, weigh_paths

    labels = len(chain.labels)
    path, back = np.empty(len(scores), np.int64), np.empty(scores.shape, np.int64)
    best_path(scores, chain.starts, chain.transitions, np.empty((2, labels), np.float32), back, path)
    seen = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    if chain.learned:
        certain = np.empty_like(seen)
        starts, moves = (np.exp(part.astype(np.float64)) for part in (chain.starts, chain.transitions))
        weigh_paths(np.maximum(seen, LEAST), starts, moves, np.empty((2, labels)), certain)
    else:
        certain = seen / seen.sum(axis=1, keepdims=True)
    return _runs(path, certain, chain.labels), certain


def _runs(path: NDArray[np.int64], certain: Scores, labels: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    sure = certain[np.arange(len(path)), path].tolist()
    names = [labels[label] for label in path.tolist()]
    first = 0
    for i in range(1, len(names) + 1):
        if i < len(names) and names[i].startswith("I-"):
            continue
        if names[first] != "O":
            runs.append(Run(names[first][2:], first, i, math.fsum(sure[first:i]) / (i - first)))
        first = i
    return runs
