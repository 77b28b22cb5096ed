"""The nearest earlier claims are those that comparing each claim with all of its cells' claims finds."""

from __future__ import annotations

import numpy as np

from dateline.analysis.threads.candidates import LEAST, NEAREST, PROBES, find_nearest, load_cells
from dateline.analysis.threads.embedding import SCALE, WIDTH, round_vectors


def _vectors(count: int) -> np.ndarray:
    """Return vectors in bundles around a few directions, with equal ones among them."""
    rng = np.random.default_rng(7)
    middles = rng.normal(size=(5, WIDTH))
    vectors = middles[rng.integers(5, size=count)] + rng.normal(size=(count, WIDTH))
    vectors[rng.integers(count, size=count // 5)] = vectors[0]
    return round_vectors(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_the_nearest_are_those_of_a_plain_comparison():
    """Claims that may belong together are the nearest earlier ones in a claim's cells, of equals the earliest."""
    vectors = _vectors(1500)
    whole = vectors.astype(np.int64)
    cells = np.argsort(-(whole @ load_cells().astype(np.int64).T), axis=1, kind="stable")[:, :PROBES]
    products = whole @ whole.T
    for claim, found in enumerate(find_nearest(vectors)):
        earlier = [other for other in range(claim) if cells[other, 0] in cells[claim]]
        near = [other for other in earlier if products[claim, other] >= LEAST * SCALE * SCALE]
        expected = sorted(near, key=lambda other: (-products[claim, other], other))[:NEAREST]
        assert found.tolist() == expected + [-1] * (NEAREST - len(expected))
