"""Claims into threads, one after the other in the order of their reports, so that later ones leave earlier threads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.threads.candidates import find_nearest
from dateline.analysis.threads.kernels import CORE, SIGNS, Data, join
from dateline.analysis.threads.scoring import coefficients

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Threads of claims, by number in the order of the reports.

    Attributes:
        threads: The claim that began each claim's thread.
        best: The earlier claim of its thread that it has the best link to, -1 for none.
        scores: The score of that link; 1 for the first claim.
        cores: Of each thread, by its first claim: the first claims in different words, -1 where there are no more.
    """

    threads: Numbers
    best: Numbers
    scores: NDArray[np.float64]
    cores: Numbers


def group(data: Data, *, least: float) -> Grouping:
    """Put claims into threads.

    A claim joins the thread, among those of the claims nearest to it, whose first claims it fits best: with a mean
    score of ``least`` to the first five in different words. Claims that follow one another in small steps to another
    matter thus make a new thread. Each claim is placed by what was reported before it alone.

    Args:
        data: The claims, in the order of their reports.
        least: Least mean score to a thread's first claims.
    """
    count = len(data.articles)
    threads, best = np.empty(count, np.int64), np.empty(count, np.int64)
    scores = np.empty(count)
    cores = np.full((count, CORE), -1, np.int64)
    nearest = find_nearest(data.vectors)
    join(data, coefficients(), nearest, least, threads, best, scores, cores, np.empty(len(SIGNS)))
    return Grouping(threads, best, scores, cores)
