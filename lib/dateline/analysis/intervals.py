"""Intervals for shares."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054
"""The standard normal quantile that leaves 2.5 % on each side."""


def wilson(hits: ArrayLike, totals: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the 95 % Wilson score interval of shares (Wilson 1927, *JASA* 22, 209-212).

    Args:
        hits: Numbers of articles that have the property.
        totals: Numbers of articles looked at, of the same shape.

    Returns:
        Lower and upper ends, 0 to 1; missing where the total is 0.

    >>> low, high = wilson([5], [10])
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.2366, 0.7634)
    """
    k, n = np.asarray(hits, dtype=float), np.asarray(totals, dtype=float)
    n = np.where(n > 0, n, np.nan)
    share, z2 = k / n, Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2))
    # At 0 and 1 the formula gives the end exactly; floating point gives it but for a hair.
    low = np.where(k == 0, 0.0, np.clip(middle - reach, 0, 1))
    high = np.where(k == n, 1.0, np.clip(middle + reach, 0, 1))
    return np.where(np.isnan(n), np.nan, low), high
