"""How probable it is that two claims belong together, and what that rests on, in words."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.threads.contents import MODEL, Contents
from dateline.analysis.threads.embedding import Vectors, round_vectors
from dateline.analysis.threads.kernels import SIGNS, Data, measure, score


@cache
def load_coefficients() -> dict[str, float]:
    """Return the coefficients of the logistic regression by sign, and the constant, as training left them."""
    found: dict[str, float] = json.loads((MODEL / "scoring.json").read_text(encoding="utf8"))["coefficients"]
    return found


def coefficients() -> NDArray[np.float64]:
    """Return the constant and the coefficients of ``SIGNS`` in their order."""
    known = load_coefficients()
    return np.array([known[name] for name in ("constant", *SIGNS)], np.float64)


def make_data(contents: Contents, vectors: Vectors, *, headlines: Vectors) -> Data:
    """Return what the compiled loops need of claims.

    Args:
        contents: What claims say.
        vectors: Their vectors.
        headlines: Vectors of the headlines of all articles, by the articles' numbers.
    """
    affairs = headlines.astype(np.int64)
    np.add.at(affairs, contents.articles, vectors)
    lengths = np.linalg.norm(affairs, axis=1, keepdims=True)
    rounded = round_vectors(affairs / np.maximum(lengths, 1))
    totals = np.concatenate([[0.0], np.cumsum(contents.weights)])
    return Data(
        vectors=vectors,
        lengths=_lengths(vectors),
        affairs=rounded,
        affair_lengths=_lengths(rounded),
        articles=contents.articles,
        spans=contents.spans,
        word_starts=contents.words.starts,
        words=contents.words.values,
        weights=contents.weights,
        totals=np.round(totals[contents.words.starts[1:]] - totals[contents.words.starts[:-1]], 9),
        name_starts=contents.names.starts,
        names=contents.names.values,
        figure_starts=contents.figures.starts,
        figures=contents.figures.values,
        days=contents.days,
        about=contents.about,
        sources=contents.sources,
        denied=contents.denied,
        vague=contents.vague,
        same=contents.same,
        apart=np.empty((0, 2), np.int64),
    )


def _lengths(vectors: Vectors) -> NDArray[np.float64]:
    # A text without words has a vector of length one too; only an article without claims and headline has none.
    lengths: NDArray[np.float64] = np.maximum(np.sqrt(np.square(vectors.astype(np.int64)).sum(axis=1)), 1.0)
    return lengths


def measure_pairs(data: Data, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the signs of pairs of claims: pairs by ``SIGNS``."""
    found = np.zeros((len(pairs), len(SIGNS)))
    for signs, (one, other) in zip(found, pairs.tolist(), strict=True):
        measure(data, one, other, signs)
    return found


def score_pairs(data: Data, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the estimated probabilities that pairs of claims belong together."""
    learned, room = coefficients(), np.empty(len(SIGNS))
    return np.array([score(data, learned, one, other, room) for one, other in pairs.tolist()], np.float64)
