"""Change points: the periods from which on a term stands in a clearly larger or smaller share of the articles."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, xlogy

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
CLEAR = 0.05
"""Corrected p value below which a change is one."""
MOST_PLACES = 500
"""Periods at which a change is looked for; of a longer series only every second, third, … one."""
ALIKE, WEIGHT = 0.05, 8
"""What is thought of coverage before it is seen: the correlation of two articles of a period, as sure as from so many
periods."""


class Change(NamedTuple):
    """From which place on the share is another, and the corrected p value of that."""

    place: int
    p: float


class Series(NamedTuple):
    """A series of shares.

    Attributes:
        sums: Articles with the term and all articles up to each period, after a row of zeros.
        spread: By how much periods differ more than chance would have them, as a ratio of variances.
        freedom: Degrees of freedom of the spread.
    """

    sums: Floats
    spread: float
    freedom: float


def mark_changes(table: pd.DataFrame) -> pd.DataFrame:
    """Add to shares of articles by period the level on which each stands, and where it clearly changes.

    Change points are looked for by PELT (Killick, Fearnhead & Eckley 2012, *JASA* 107, 1590-1598) as the package
    ``ruptures`` has it (Truong, Oudre & Vayatis 2020, *Signal Processing* 167). The cost of a stretch is the binomial
    deviance of its articles with the term among all its articles, so that a period with few articles weighs little;
    the penalty is 2 ln(periods) for each change, Schwarz's for a level and a place. Of the changes found the weakest
    is taken back until each is clear: a likelihood ratio test of the stretches on its two sides, or of one of them
    against those around it, at 0.05, corrected for the number of places or stretches that there could have been
    (Bonferroni).

    Articles of a period are not drawn one by one: they tell the same stories. Deviances are therefore divided by a
    spread, the chi-square of the periods around the best single stretch per degree of freedom, shrunk towards what a
    correlation of 0.05 within a period gives as if eight more periods had shown that (Lund, Nettleton, McCarthy & Smyth
    2012, *Statistical Applications in Genetics and Molecular Biology* 11(5)), and never below 1.

    Args:
        table: ``period``, ``term``, ``articles`` and ``total``, by term, then period, as ``trend`` returns them.

    Returns:
        The same with ``level`` (share of the articles from one change to the next, 0 to 1; missing where there are no
        articles), ``change`` ("rise" or "fall" in the first period with articles after a change, else missing) and
        ``change_p`` (its corrected p value).
    """
    change, p = pd.Series(None, index=range(len(table)), dtype="str"), np.full(len(table), np.nan)
    level = np.full(len(table), np.nan)
    inside = table["period"].notna().to_numpy() & (table["total"] > 0).to_numpy()
    for group in table.groupby("term", sort=False).indices.values():
        rows = np.asarray(group)[inside[group]]
        hits, totals = (table[name].to_numpy(dtype=np.int64)[rows] for name in ("articles", "total"))
        changes = find_changes(hits, totals)
        ends = [0, *(found.place for found in changes)][: len(rows)]
        levels = np.add.reduceat(hits, ends) / np.add.reduceat(totals, ends) if ends else np.empty(0)
        level[rows] = np.repeat(levels, np.diff([*ends, len(rows)]))
        for found, before, after in zip(changes, levels[:-1], levels[1:], strict=True):
            change[rows[found.place]], p[rows[found.place]] = "rise" if after > before else "fall", found.p
    return table.assign(level=level, change=change.set_axis(table.index), change_p=p)


def find_changes(hits: Numbers, totals: Numbers) -> list[Change]:
    """Return the places at which a series of shares clearly changes; see ``mark_changes``.

    Args:
        hits: Numbers of articles with the term, period by period.
        totals: Numbers of all articles, each at least 1.

    >>> find_changes(np.array([1, 0, 2, 1, 9, 8, 9]), np.array([10] * 7))[0].place
    4
    """
    sums = np.concatenate([np.zeros((1, 2)), np.cumsum(np.stack([hits, totals], axis=1), axis=0)])
    if len(sums) < 3 or not 0 < sums[-1, 0] < sums[-1, 1]:
        return []
    series = Series(sums, *_spread(sums))
    places = _candidates(series)
    while places:
        found = [Change(place, p) for place, p in zip(places, _p_values(series, places), strict=True)]
        weakest = max(range(len(found)), key=lambda number: (found[number].p, number))
        if found[weakest].p < CLEAR:
            return found
        del places[weakest]
    return []


def _candidates(series: Series) -> list[int]:
    """Return where PELT finds changes."""
    from ruptures.detection import Pelt

    size = len(series.sums) - 1
    search = Pelt(custom_cost=_cost(series), min_size=1, jump=-(-size // MOST_PLACES))
    found: list[int] = search.fit(np.diff(series.sums, axis=0)).predict(pen=2 * math.log(size))
    return found[:-1]


def _cost(series: Series) -> Any:
    """Return the cost of a stretch as ruptures takes it."""
    from ruptures.base import BaseCost

    # Plain numbers: ruptures asks for one stretch at a time.
    hits, totals = series.sums.T.tolist()

    class Deviance(BaseCost):  # type: ignore[misc]  # ruptures is not typed
        model, min_size = "binomial", 1

        def fit(self, signal: Floats) -> Deviance:
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            hit, total = hits[end] - hits[start], totals[end] - totals[start]
            miss = total - hit
            sides = (hit * math.log(hit / total) if hit else 0.0) + (miss * math.log(miss / total) if miss else 0.0)
            return -2 * sides / series.spread

    return Deviance()


def _p_values(series: Series, places: list[int]) -> Floats:
    """Return the p value of each change: of its two sides, or of one of them against what is around it."""
    periods = len(series.sums) - 1
    stretches = np.diff(series.sums[[0, *places, periods]], axis=0)
    steps = _tail(series, stretches[:-1], stretches[1:]) * (periods - 1)
    inner = _tail(series, stretches[1:-1], stretches[:-2] + stretches[2:]) * (periods * (periods - 1) / 2)
    bursts = np.concatenate([[1.0], inner, [1.0]])
    least: Floats = np.minimum.reduce([steps, bursts[:-1], bursts[1:], np.ones(len(places))])
    return least


def _tail(series: Series, ones: Floats, others: Floats) -> Floats:
    """Return the p values of likelihood ratio tests that pairs of stretches have the same share."""
    apart = _deviance(ones + others) - _deviance(ones) - _deviance(others)
    tails: Floats = 2 * stdtr(series.freedom, -np.sqrt(np.maximum(apart, 0) / series.spread))
    return tails


def _deviance(stretches: Floats) -> Floats:
    hits, totals = stretches.T
    deviance: Floats = -2 * (xlogy(hits, hits / totals) + xlogy(totals - hits, 1 - hits / totals))
    return deviance


def _spread(sums: Floats) -> tuple[float, float]:
    """Return by how much periods differ more than by chance, and the degrees of freedom of that."""
    size = len(sums) - 1
    best, first, last = np.inf, 0, 1
    for length in range(1, size):
        inside = sums[length:] - sums[:-length]
        deviance = _deviance(inside) + _deviance(sums[-1] - inside)
        start = int(deviance.argmin())
        if deviance[start] < best:
            best, first, last = deviance[start], start, start + length
    among = np.zeros(size, dtype=np.bool_)
    among[first:last] = True
    hits, totals = np.diff(sums, axis=0).T
    found = sum(_chi_square(hits[part], totals[part]) for part in (among, ~among))
    freedom = size - 2 + WEIGHT
    prior = 1 + (totals.mean() - 1) * ALIKE
    return max(1.0, (found + WEIGHT * prior) / freedom), freedom


def _chi_square(hits: Floats, totals: Floats) -> float:
    share = hits.sum() / totals.sum()
    if not 0 < share < 1:
        return 0.0
    return float(((hits - totals * share) ** 2 / (totals * share * (1 - share))).sum())
