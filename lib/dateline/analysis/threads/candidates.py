"""Claims that may belong together: for each one the nearest before it, looked for in some cells only."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.threads.embedding import FOLDER, SCALE, WIDTH, Vectors

NEAREST = 24
"""Earlier claims that a claim is compared with."""
LEAST = 0.4
"""Least cosine of claims that are compared."""
PROBES = 16
"""Cells in which a claim looks for others."""
BLOCK = 1024
Places = NDArray[np.int64]


@cache
def load_cells() -> NDArray[np.float32]:
    """Return the middles of the cells: what training found in other news, so that they never move as a corpus grows."""
    middles = np.frombuffer((FOLDER / "cells.bin").read_bytes(), np.int8)
    return middles.reshape(-1, WIDTH).astype(np.float32)


def find_nearest(vectors: Vectors) -> Places:
    """Find for each claim the nearest earlier ones by cosine.

    Each claim lies in the cell whose middle is nearest, and looks for others in the ``PROBES`` nearest cells (an
    inverted file: Jégou, Douze, Schmid 2011, *Product quantization for nearest neighbor search*).

    Args:
        vectors: Vectors of claims in the order of their reports.

    Returns:
        Claims by ``NEAREST``: numbers of earlier claims, nearest first, of equals the earliest first; -1 where there
        are no more with a cosine of ``LEAST``.
    """
    count = len(vectors)
    cells = _nearest_cells(vectors)
    homes = np.argsort(cells[:, 0], kind="stable")
    bounds = np.searchsorted(cells[homes, 0], np.arange(len(load_cells()) + 1))
    claims, ranks = np.divmod(np.argsort(cells.ravel(), kind="stable"), cells.shape[1])
    visits = np.searchsorted(cells[claims, ranks], np.arange(len(load_cells()) + 1))
    best = np.full((count, NEAREST), -1, np.int64)
    for cell in range(len(load_cells())):
        members = homes[bounds[cell] : bounds[cell + 1]]
        visitors = claims[visits[cell] : visits[cell + 1]]
        for start in range(0, len(visitors) if len(members) else 0, BLOCK):
            some = visitors[start : start + BLOCK]
            best[some] = _merged(best[some], _compare(vectors, some, members))
    return np.where(best >= 0, count - 1 - best % count, -1)


def _nearest_cells(vectors: Vectors) -> NDArray[np.int16]:
    middles = load_cells()
    probes = min(PROBES, len(middles))
    cells = np.empty((len(vectors), probes), np.int16)
    for start in range(0, len(vectors), BLOCK):
        near = vectors[start : start + BLOCK].astype(np.float32) @ middles.T
        cells[start : start + BLOCK] = np.argsort(-near, axis=1, kind="stable")[:, :probes]
    return cells


def _compare(vectors: Vectors, some: Places, members: Places) -> Places:
    """Return keys of the nearest members before each of some claims: the greater the nearer, then the earlier."""
    count = len(vectors)
    members = members[members < some.max()]
    if not len(members):
        return np.full((len(some), 1), -1, np.int64)
    # Whole numbers below 2 ** 24: exact, whatever the order of the sums.
    near = (vectors[some].astype(np.float32) @ vectors[members].astype(np.float32).T).astype(np.int64)
    keys = near * count + (count - 1 - members)
    keys[(near < LEAST * SCALE * SCALE) | (members >= some[:, None])] = -1
    largest: Places = _largest(keys)
    return largest


def _merged(one: Places, other: Places) -> Places:
    merged: Places = -np.sort(-_largest(np.concatenate([one, other], axis=1)), axis=1)
    return merged


def _largest(keys: Places) -> Any:
    if keys.shape[1] <= NEAREST:
        return keys
    return np.partition(keys, keys.shape[1] - NEAREST, axis=1)[:, -NEAREST:]
