"""Keyness: which terms are more frequent in one sub-corpus than in another, by how much, and how surely."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.special import erfc, xlogy
from scipy.stats import false_discovery_control

from dateline.analysis.intervals import Z95
from dateline.analysis.splits import Split
from dateline.analysis.term_table import TermTable
from dateline.analysis.term_table.table import from_counts
from dateline.analysis.terms import article_places, group_totals
from dateline.errors import DatelineError, UnknownNameError

Floats = NDArray[np.float64]
CORRECTIONS = ("benjamini-hochberg", "bonferroni", "none")
CLEAR = 0.05
"""Adjusted p value below which a difference is called clear."""
FEW = 5_000_000
"""Pairs of article and term that are added up before compiled code is loaded."""


def keyness(
    counts: pd.DataFrame | TermTable,
    articles: pd.DataFrame,
    *,
    split: Split | pd.Series,
    min_count: int = 5,
    cells: int = 4,
    yates: bool = False,
    correction: str = "benjamini-hochberg",
) -> pd.DataFrame:
    """Return which terms are more frequent in one of two sub-corpora than in the other.

    With a and b how often a term occurs in sub-corpora of n and m words, and E what equal rates would give:

    - ``g2``: log-likelihood ratio 2 Σ O ln(O / E) over the four cells a, b, n - a, m - b (Dunning 1993, *Computational
      Linguistics* 19, 61-74), or with ``cells=2`` over a and b alone (Rayson & Garside 2000, *Comparing Corpora*
      workshop, ACL, 1-6), as UCREL's calculator does;
    - ``chi2``: Pearson's Σ (O - E)² / E over the four cells;
    - ``log_ratio``: log2((a / n) / (b / m)): 1 is twice as frequent, 2 four times (Hardie 2014, *Log Ratio: an informal
      introduction*), with 0.5 for a count of 0; ``low`` and ``high`` are its 95 % interval, that of a ratio of shares
      (Katz et al. 1978, *Biometrics* 34, 469-474);
    - ``percent_diff``: %DIFF, 100 (a / n - b / m) / (b / m) (Gabrielatos & Marchi 2011);
    - ``bic``: G2 - ln(n + m), the approximate Bayes factor (Wilson 2013, *Corpus Linguistics and Linguistic Theory* 9):
      over 2 is positive, over 6 strong, over 10 very strong evidence that the rates differ, below 0 evidence that they
      do not;
    - ``p``: of G2 with one degree of freedom; ``p_adjusted`` for all terms tested together;
    - ``clear``: ``p_adjusted`` is below 0.05, and at least two articles of the sub-corpus that has more of the term
      have it. All of the above take words as drawn one by one, but what one article repeats is no trait of an outlet.

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        split: From ``split_articles``; or a boolean for each row of ``articles``, missing for one that is in neither.
        min_count: Only terms that occur so often in both together; only these are tested.
        cells: 4 or 2, the cells that G2 adds up.
        yates: Bring observed and expected counts closer by a half in ``chi2`` (Yates 1934).
        correction: For testing many terms: "benjamini-hochberg" (1995, *JRSS B* 57, 289-300), "bonferroni" or "none".

    Returns:
        ``term``, ``more_in`` ("first" or "second", missing where the rates are equal; categorical), ``first_count``,
        ``second_count``, ``first_per_million`` and ``second_per_million`` (of all words), ``first_articles`` and
        ``second_articles`` (numbers that have the term), ``g2``, ``p``, ``p_adjusted``, ``chi2``, ``log_ratio``,
        ``low``, ``high``, ``percent_diff`` (infinite where the second has none), ``bic``, ``clear``; highest ``g2``
        first. No rows where a sub-corpus has no words.

    Raises:
        DatelineError: The split is of other articles, or an option is impossible.

    >>> import dateline as dl
    >>> articles = dl.sample().articles
    >>> split = articles["outlet"] == "Ostrel State Herald"
    >>> dl.keyness(dl.term_table(articles), articles, split=split)["more_in"].iloc[0]
    'first'
    """
    if cells not in (2, 4):
        raise DatelineError(f"cells must be 2 or 4 (found: {cells}).")
    if correction not in CORRECTIONS:
        raise UnknownNameError("correction", correction, CORRECTIONS)
    table = from_counts(counts)
    groups = _groups(articles, split)
    places = article_places(table, groups, [0, 1, None])
    words = group_totals(table, articles, groups=groups, order=[0, 1, None])["words"].to_numpy()[:2]
    hits, having = sums_of_two(table.counts, places)
    tested = np.flatnonzero((hits.sum(axis=1) >= max(min_count, 1)) & (words > 0).all())
    words = np.maximum(words, 1)
    g2 = log_likelihood(hits[tested], words, cells=cells)
    order = np.argsort(-g2, kind="stable")
    terms, g2 = tested[order], g2[order]
    columns = _described(hits[terms], having[terms], words)
    columns |= _measures(hits[terms], words, g2=g2, yates=yates, correction=correction)
    several = np.where(columns["more_in"] == 0, columns["first_articles"], columns["second_articles"]) > 1
    columns["clear"] = (columns["p_adjusted"] < CLEAR) & several
    more = pd.Categorical.from_codes(columns.pop("more_in").astype(np.int8), pd.Index(["first", "second"]))
    return pd.DataFrame({"term": table.terms[terms], "more_in": more, **columns})


def sums_of_two(counts: csr_array, places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return how often each term occurs in the articles of group 0 and of group 1, and in how many: two columns each.

    Args:
        counts: Articles by terms.
        places: The group of each article; other numbers than 0 and 1 are in neither.
    """
    if counts.nnz < FEW:
        having = csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), shape=counts.shape)
        members = np.stack([places == 0, places == 1], axis=1).astype(np.int64)
        return counts.T @ members, having.T @ members
    from dateline.analysis.term_table.stream_kernels import ONE_ARTICLE, add_up

    def part(rows: NDArray[Any]) -> NDArray[Any]:
        sums = np.zeros((counts.shape[1], 2), dtype=np.int64)
        add_up(counts.indices, counts.data, counts.indptr, places, rows[0], rows[1], sums)
        return sums

    # Parts of equal numbers of pairs, added up at the same time.
    cuts = np.searchsorted(counts.indptr, np.linspace(0, counts.nnz, (os.cpu_count() or 1) + 1))
    cuts[-1] = counts.shape[0]
    with ThreadPoolExecutor(len(cuts) - 1) as pool:
        sums = np.add.reduce(list(pool.map(part, np.stack([cuts[:-1], cuts[1:]], axis=1))))
    return sums & (ONE_ARTICLE - 1), sums // ONE_ARTICLE


def log_likelihood(observed: ArrayLike, sizes: ArrayLike, *, cells: int = 4) -> Floats:
    """Return G2 of counts in two sub-corpora; see ``keyness``.

    Args:
        observed: Counts, one row a term, in two columns.
        sizes: Words of the two.
        cells: 4 (Dunning) or 2 (Rayson & Garside).

    >>> log_likelihood([[110, 111]], [2552, 29225]).round(2).tolist()  # Dunning 1993, "the swiss"
    [270.72]
    """
    hits, total = np.asarray(observed, dtype=float), np.asarray(sizes, dtype=float)
    expected = _expected(hits, total)
    g2 = 2 * _information(hits, expected)
    if cells == 4:
        g2 += 2 * _information(total - hits, total - expected)
    return np.maximum(g2, 0.0)


def chi_square(observed: ArrayLike, sizes: ArrayLike, *, yates: bool = False) -> Floats:
    """Return Pearson's chi-square of counts in two sub-corpora; see ``keyness``.

    Args:
        observed: Counts, one row a term, in two columns.
        sizes: Words of the two.
        yates: Use the correction for continuity.
    """
    hits, total = np.asarray(observed, dtype=float), np.asarray(sizes, dtype=float)
    expected = _expected(hits, total)
    # All four cells are equally far from what is expected.
    distance = np.abs(hits[:, 0] - expected[:, 0])
    if yates:
        distance = np.maximum(distance - 0.5, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = (1 / expected + 1 / (total - expected)).sum(axis=1)
        return np.where(distance > 0, distance**2 * parts, 0.0)


def log_ratio(observed: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the log ratio of counts in two sub-corpora and the ends of its 95 % interval; see ``keyness``.

    Args:
        observed: Counts, one row a term, in two columns.
        sizes: Words of the two.
    """
    hits, total = np.asarray(observed, dtype=float), np.asarray(sizes, dtype=float)
    hits = np.where(hits > 0, hits, 0.5)
    ratio = np.log2(hits[:, 0] / total[0]) - np.log2(hits[:, 1] / total[1])
    reach = Z95 * np.sqrt(np.maximum((1 / hits - 1 / total).sum(axis=1), 0.0)) / np.log(2)
    return ratio, ratio - reach, ratio + reach


def adjust(p: ArrayLike, correction: str) -> Floats:
    """Return p values corrected for the number of tests; see ``keyness``."""
    values: Floats = np.asarray(p, dtype=float)
    if correction == "bonferroni":
        return np.clip(values * len(values), 0.0, 1.0)
    if correction == "none" or not len(values):
        return values
    adjusted: Floats = false_discovery_control(values, method="bh")
    return adjusted


def _groups(articles: pd.DataFrame, split: Split | pd.Series) -> pd.Series:
    """Return 0, 1 or missing for each article's id."""
    members = split.members if isinstance(split, Split) else pd.Series(split)
    if len(members) != len(articles):
        raise DatelineError(
            f"The split is of {len(members):,} articles, but there are {len(articles):,}. Give the same."
        )
    if isinstance(split, Split) and not members.index.equals(pd.Index(articles["id"])):
        raise DatelineError("The split is of other articles. Call split_articles with the same table.")
    first = members.astype("boolean").to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(1 - first, index=articles["id"])


def _described(hits: NDArray[Any], having: NDArray[Any], words: NDArray[Any]) -> dict[str, NDArray[Any]]:
    rates = hits / words
    side = np.where(rates[:, 0] == rates[:, 1], -1, rates[:, 0] < rates[:, 1]).astype(np.int8)
    return {
        "more_in": side,
        **{f"{name}_count": hits[:, number] for number, name in enumerate(("first", "second"))},
        **{f"{name}_per_million": rates[:, number] * 1e6 for number, name in enumerate(("first", "second"))},
        **{f"{name}_articles": having[:, number] for number, name in enumerate(("first", "second"))},
    }


def _measures(
    hits: NDArray[Any], words: NDArray[Any], *, g2: Floats, yates: bool, correction: str
) -> dict[str, NDArray[Any]]:
    # Chi-square's upper tail with one degree of freedom.
    p = erfc(np.sqrt(g2 / 2))
    ratio, low, high = log_ratio(hits, words)
    rates = hits / words
    with np.errstate(divide="ignore"):
        percent = (rates[:, 0] / rates[:, 1] - 1) * 100
    return {
        "g2": g2,
        "p": p,
        "p_adjusted": adjust(p, correction),
        "chi2": chi_square(hits, words, yates=yates),
        "log_ratio": ratio,
        "low": low,
        "high": high,
        "percent_diff": percent,
        "bic": g2 - np.log(words.sum()),
    }


def _expected(hits: Floats, sizes: Floats) -> Floats:
    expected: Floats = hits.sum(axis=1, keepdims=True) * (sizes / sizes.sum())
    return expected


def _information(observed: Floats, expected: Floats) -> Floats:
    # Where nothing is expected nothing is observed, and 0 ln 0 is 0.
    ratio = np.divide(observed, expected, out=np.ones_like(expected), where=expected > 0)
    total: Floats = xlogy(observed, ratio).sum(axis=1)
    return total
