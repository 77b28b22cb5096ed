"""Dispersion: how evenly a term is spread over articles, outlets or periods."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dateline.analysis.periods import group_articles
from dateline.analysis.term_table import TermTable
from dateline.analysis.term_table.table import from_counts
from dateline.analysis.terms import article_places, group_totals

Floats = NDArray[np.float64]


def dispersion(
    counts: pd.DataFrame | TermTable, articles: pd.DataFrame, *, by: str | None = None, min_count: int = 5
) -> pd.DataFrame:
    """Return how evenly each term is spread over the parts of a corpus.

    With v the count of a term in a part, f its count in all n parts, s the part's share of all words, and p = v / words
    of the part:

    - ``range``: number of parts that have the term;
    - ``juilland_d``: D = 1 - V / √(n - 1), V the standard deviation of p over its mean (Juilland, Brodin & Davidovitch
      1970, *Frequency Dictionary of French Words*); 1 is even, 0 all in one part;
    - ``dp``: DP = ½ Σ |v / f - s| (Gries 2008, *International Journal of Corpus Linguistics* 13, 403-437); 0 is even,
      near 1 all in one part;
    - ``dp_norm``: DP / (1 - min s), which can reach 1 (Lijffijt & Gries 2012, same journal 17, 147-149).

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        by: What counts as a part: an article (None), or all articles of an "outlet", "section", "language", "agency",
            "day", "week" or "month". Articles whose part is not known are left out, and parts without words.
        min_count: Only terms that occur so often.

    Returns:
        ``term``, ``count``, ``parts`` (n), ``range``, ``juilland_d``, ``dp``, ``dp_norm``, commonest first; the last
        three are missing where there is one part only.

    Raises:
        UnknownNameError: There is no such grouping.
    """
    table = from_counts(counts)
    ids = articles["id"].astype("str")
    groups, order = group_articles(articles, by) if by else (pd.Series(ids.to_numpy(), index=ids), list(ids))
    words = group_totals(table, articles, groups=groups, order=order)["words"].to_numpy()
    known = np.array([name is not None for name in order], dtype=bool) & (words > 0)
    places = article_places(table, groups, order)
    numbers = np.append(np.where(known, np.cumsum(known) - 1, -1), -1)[places]
    parts = table.totals(numbers, int(known.sum()))[0]
    measured = pd.DataFrame({"term": table.terms, **measures(parts, words[known])})
    found = measured[measured["count"] >= max(min_count, 1)]
    return found.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


def measures(parts: csr_array, words: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """Return the measures of ``dispersion`` for each term.

    Args:
        parts: Counts, parts by terms.
        words: Words of each part, none of them 0.
    """
    number, terms = parts.shape
    sizes, shares = words.astype(float), words / max(words.sum(), 1)
    columns, rows = parts.indices, np.repeat(np.arange(number), np.diff(parts.indptr))

    def add(values: NDArray[np.generic]) -> Floats:
        return np.bincount(columns, weights=values, minlength=terms).astype(float)

    count = add(parts.data)
    rates = parts.data / sizes[rows]
    # Only parts that have the term are in the sparse matrix; each of the others adds its share, and all shares are 1.
    dp = (1 + add(np.abs(parts.data / count[columns] - shares[rows]) - shares[rows])) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = add(rates) / number
        deviation = np.sqrt(np.maximum(add(rates**2) / number - mean**2, 0.0))
        d = np.clip(1 - deviation / mean / np.sqrt(number - 1), 0.0, 1.0)
        normed = dp / (1 - shares.min(initial=1.0))
    several = number > 1
    return {
        "count": count.astype(np.int64),
        "parts": np.full(terms, number, dtype=np.int64),
        "range": np.bincount(columns, minlength=terms).astype(np.int64),
        "juilland_d": np.where(several, d, np.nan),
        "dp": np.where(several, np.maximum(dp, 0.0), np.nan),
        "dp_norm": np.where(several, np.clip(normed, 0.0, 1.0), np.nan),
    }
