"""Claims that may belong together: for each one the nearest before it, looked for in some cells only."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.threads.embedding import FOLDER, SCALE, WIDTH, Vectors
from dateline.compiled import Numbers, compiled

NEAREST = 24
"""Earlier claims that a claim is compared with."""
LEAST = 0.4
"""Least cosine of claims that are compared."""
PROBES = 16
"""Cells in which a claim looks for others."""
BLOCK, BREADTH = 1024, 4096
"""Claims that are compared at once, with so many others."""
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
    cells = _nearest_cells(vectors)
    homes = np.argsort(cells[:, 0], kind="stable")
    bounds = np.searchsorted(cells[homes, 0], np.arange(len(load_cells()) + 1))
    claims, ranks = np.divmod(np.argsort(cells.ravel(), kind="stable"), cells.shape[1])
    visits = np.searchsorted(cells[claims, ranks], np.arange(len(load_cells()) + 1))
    best = np.full((len(vectors), NEAREST), -1, np.int64)
    nearness = np.full((len(vectors), NEAREST), LEAST * SCALE * SCALE, np.float32)
    for cell in range(len(load_cells())):
        members = homes[bounds[cell] : bounds[cell + 1]]
        visitors = claims[visits[cell] : visits[cell + 1]]
        for start in range(0, len(visitors), BLOCK):
            some = visitors[start : start + BLOCK]
            earlier = members[: np.searchsorted(members, some.max())]
            for first in range(0, len(earlier), BREADTH):
                few = earlier[first : first + BREADTH]
                _keep_nearest(_products(vectors, some, few), some, few, best, nearness)
    return best


def _nearest_cells(vectors: Vectors) -> NDArray[np.int16]:
    middles = load_cells()
    probes = min(PROBES, len(middles))
    cells = np.empty((len(vectors), probes), np.int16)
    for start in range(0, len(vectors), BLOCK):
        near = vectors[start : start + BLOCK].astype(np.float32) @ middles.T
        cells[start : start + BLOCK] = np.argsort(-near, axis=1, kind="stable")[:, :probes]
    return cells


def _products(vectors: Vectors, some: Places, few: Places) -> NDArray[np.float32]:
    # Whole numbers below 2 ** 24: exact, whatever the order of the sums.
    products: NDArray[np.float32] = vectors[some].astype(np.float32) @ vectors[few].astype(np.float32).T
    return products


@compiled
def _keep_nearest(products: Numbers, claims: Numbers, others: Numbers, best: Numbers, nearness: Numbers) -> None:
    """Keep of some claims those before each that are nearest to it, the nearest first, of equals the earliest first.

    Args:
        products: How near claims and others are, a row for each claim.
        claims: Numbers of the claims.
        others: Numbers of the others, ascending.
        best: Nearest others found so far, a row for each claim of all; -1 where there is room.
        nearness: How near these are; where there is room, the least that counts.
    """
    last = best.shape[1] - 1
    for row in range(claims.size):
        claim = claims[row]
        for column in range(others.size):
            other, near = others[column], products[row, column]
            if other >= claim:
                break
            if near < nearness[claim, last]:
                continue
            place = last + 1
            while place > 0 and (
                best[claim, place - 1] < 0
                or nearness[claim, place - 1] < near
                or (nearness[claim, place - 1] == near and best[claim, place - 1] > other)
            ):
                place -= 1
            for moved in range(last, place, -1):
                best[claim, moved], nearness[claim, moved] = best[claim, moved - 1], nearness[claim, moved - 1]
            if place <= last:
                best[claim, place], nearness[claim, place] = other, near
