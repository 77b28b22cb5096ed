"""The best sequence of labels for the scores of a network, and how sure each label is: a linear-chain CRF.

Source: Lafferty, McCallum and Pereira 2001; the best path after Viterbi 1967, certainties by forward-backward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
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


def decode(scores: Sequence[Scores], chain: Chain) -> list[tuple[list[Run], Scores]]:
    """Decode windows together.

    Args:
        scores: For each window, pieces by labels.
        chain: What follows what.

    Returns:
        For each window its runs in order, and the certainty of each label for each piece (pieces by labels, 0 to 1).
    """
    if not scores:
        return []
    lengths = np.array([len(s) for s in scores])
    batch = np.zeros((len(scores), int(lengths.max()), len(chain.labels)), np.float32)
    for i, s in enumerate(scores):
        batch[i, : len(s)] = s
    paths = _best_paths(batch, lengths, chain)
    certain = _certainties(batch, lengths, chain) if chain.learned else _shares(batch)
    return [
        (_runs(paths[i, :n].tolist(), certain[i, :n], chain.labels), certain[i, :n])
        for i, n in enumerate(lengths.tolist())
    ]


def _best_paths(batch: Scores, lengths: NDArray[np.int64], chain: Chain) -> NDArray[np.int64]:
    count, longest, _ = batch.shape
    total = chain.starts + batch[:, 0]
    back = np.zeros(batch.shape, np.int64)
    for t in range(1, longest):
        options = total[:, :, None] + chain.transitions
        back[:, t] = options.argmax(axis=1)
        following = options.max(axis=1) + batch[:, t]
        total = np.where((t < lengths)[:, None], following, total)
    paths = np.zeros((count, longest), np.int64)
    now = total.argmax(axis=1)
    for t in range(longest - 1, -1, -1):
        # Where a window is over, its last label waits for its own last piece.
        inside = t < lengths
        paths[:, t] = np.where(inside, now, 0)
        now = np.where(inside, back[np.arange(count), t, now], now)
    return paths


def _certainties(batch: Scores, lengths: NDArray[np.int64], chain: Chain) -> Scores:
    """Return the share of each label for each piece over all paths, by scaled forward-backward (Rabiner 1989)."""
    moves = np.exp(chain.transitions.astype(np.float64))
    seen = np.maximum(np.exp((batch - batch.max(axis=2, keepdims=True)).astype(np.float64)), LEAST)
    forward, backward = np.empty_like(seen), np.ones_like(seen)
    forward[:, 0] = np.exp(chain.starts.astype(np.float64)) * seen[:, 0]
    for t in range(1, seen.shape[1]):
        here = (forward[:, t - 1] @ moves) * seen[:, t]
        forward[:, t] = here / here.sum(axis=1, keepdims=True)
    for t in range(seen.shape[1] - 2, -1, -1):
        here = (backward[:, t + 1] * seen[:, t + 1]) @ moves.T
        backward[:, t] = here / here.sum(axis=1, keepdims=True)
        # Behind the last piece of a window nothing follows.
        backward[lengths <= t + 1, t] = 1.0
    both = forward * backward
    return np.asarray(both / both.sum(axis=2, keepdims=True), np.float32)


def _shares(scores: Scores) -> Scores:
    """Return the softmax over the labels."""
    shares = np.exp(scores - scores.max(axis=2, keepdims=True))
    return np.asarray(shares / shares.sum(axis=2, keepdims=True), np.float32)


def _runs(path: list[int], certain: Scores, labels: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    first = 0
    for i in range(1, len(path) + 1):
        if i < len(path) and labels[path[i]].startswith("I-"):
            continue
        if labels[path[first]] != "O":
            sure = certain[np.arange(first, i), path[first:i]]
            runs.append(Run(labels[path[first]][2:], first, i, float(sure.mean())))
        first = i
    return runs
