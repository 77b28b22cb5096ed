"""Collocations: pairs of words that stand together more often than chance would have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dateline.analysis.term_table import TermTable, make_options, term_table
from dateline.analysis.term_table.options import plain
from dateline.errors import DatelineError, UnknownNameError
from dateline.text import WORD

MEASURES = ("g2", "pmi", "t", "dice")
BLOCK = 1 << 20
"""Words whose pairs are counted at a time."""
APART = -1
Numbers = NDArray[np.int64]


def collocations(
    articles: pd.DataFrame | TermTable,
    *,
    window: int = 2,
    min_count: int = 5,
    stopwords: str | Iterable[str] = "english",
    measure: str = "g2",
    top: int | None = None,
) -> pd.DataFrame:
    """Return pairs of words that occur together more often than chance would have it.

    For a pair that occurs k times among N pairs, x times any pair with the first word in the first place and y times
    any with the second in the second, by NLTK's ``BigramAssocMeasures``:

    - ``expected``: x · y / N;
    - ``g2``: the log-likelihood ratio over the four cells (Dunning 1993, *Computational Linguistics* 19, 61-74), how
      sure it is that the words attract each other;
    - ``pmi``: log2(k · N / (x · y)), how strongly (Church & Hanks 1990, *Computational Linguistics* 16, 22-29); high
      for rare words;
    - ``t``: (k - x · y / N) / √k (Church et al. 1991; Manning & Schütze 1999, section 5.3.1); high for common pairs;
    - ``dice``: 2k / (x + y), 0 to 1 (Dice 1945).

    NLTK's own finder takes x and y from the counts of single words; here they are of pairs, so that the four cells add
    up to N. The two differ by the words at which a run of words begins or ends.

    Args:
        articles: The ``articles`` table; or, for pairs of neighbours, their counts:
            ``term_table(articles, ngram=2, stopwords=(), numbers=True)``.
        window: Number of words in which a pair must lie, in this order. 2: neighbours with nothing but white space
            between them. More: in the same paragraph, whatever signs are between them.
        min_count: Only pairs that occur so often.
        stopwords: Words that no pair shown may have: "english", or words of your own; ``()`` for none. Numbers are not
            shown either. All count in x, y and N.
        measure: What to sort by: "g2", "pmi", "t" or "dice".
        top: Only so many pairs; None for all.

    Returns:
        ``first``, ``second``, ``count``, ``expected``, ``g2``, ``pmi``, ``t``, ``dice``, highest first, equals in
        alphabetical order.

    Raises:
        DatelineError: An option is impossible, or the table is not of pairs.
    """
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if window < 2 or (isinstance(articles, TermTable) and window > 2):
        raise DatelineError(f"window must be 2 or more, and 2 for a table of pairs (found: {window}).")
    options = make_options(stopwords=stopwords, stem=False, ngram=1, min_length=1, numbers=True, phrases=())
    if isinstance(articles, TermTable):
        pairs = _neighbours(articles)
    elif window > 2:
        pairs = _in_windows(articles["text"], window)
    else:
        pairs = _neighbours(term_table(articles, ngram=2, stopwords=(), numbers=True))
    marginals = _with_marginals(pairs)
    shown = marginals[marginals["count"].ge(max(min_count, 1)) & marginals["count"].gt(marginals["expected"])]
    for place in ("first", "second"):
        shown = shown[~shown[place].isin(options.stopwords) & ~shown[place].str.isdecimal()]
    table = _measured(shown).sort_values([measure, "first", "second"], ascending=[False, True, True], ignore_index=True)
    return table[["first", "second", "count", "expected", *MEASURES]].head(len(table) if top is None else top)


def _neighbours(table: TermTable) -> pd.DataFrame:
    """Return the pairs of a table of bigrams: ``first``, ``second``, ``count``."""
    parts = pd.Series(table.terms, dtype="str").str.split(" ", expand=True)
    if len(parts) and (parts.shape[1] != 2 or parts[1].isna().any()):
        raise DatelineError("These counts are not of pairs of words. Make them with term_table(articles, ngram=2).")
    words = parts.reindex(columns=[0, 1]).astype("str").set_axis(["first", "second"], axis=1)
    return words.assign(count=np.asarray(table.counts.sum(axis=0), dtype=np.int64))


def _in_windows(texts: pd.Series, window: int) -> pd.DataFrame:
    """Return the ordered pairs of words that lie in a window in one paragraph: ``first``, ``second``, ``count``."""
    numbers: dict[str, int] = {}
    keys, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for words in _blocks(texts, numbers, gap=window - 1):
        for distance in range(1, window):
            first, second = words[:-distance], words[distance:]
            inside = (first != APART) & (second != APART)
            found, number = np.unique(first[inside] << 32 | second[inside], return_counts=True)
            keys, place = np.unique(np.concatenate([keys, found]), return_inverse=True)
            counts = np.bincount(place, weights=np.concatenate([counts, number])).astype(np.int64)
    names = pd.Series(list(numbers), dtype="str")
    halves = {"first": keys >> 32, "second": keys & 0xFFFFFFFF}
    return pd.DataFrame({name: names.take(half).array for name, half in halves.items()} | {"count": counts})


def _blocks(texts: pd.Series, numbers: dict[str, int], *, gap: int) -> Iterator[Numbers]:
    """Yield words as numbers, with a gap after each paragraph; a block ends with a paragraph."""
    block: list[int] = []
    for text in texts.dropna():
        for paragraph in text.split("\n"):
            block += [numbers.setdefault(plain(word), len(numbers)) for word in WORD.findall(paragraph)]
            block += [APART] * gap
        if len(block) >= BLOCK:
            yield np.array(block, dtype=np.int64)
            block = []
    yield np.array(block, dtype=np.int64)


def _with_marginals(pairs: pd.DataFrame) -> pd.DataFrame:
    counts = pairs["count"]
    first = counts.groupby(pairs["first"]).transform("sum")
    second = counts.groupby(pairs["second"]).transform("sum")
    total = int(counts.sum())
    return pairs.assign(x=first, y=second, total=total, expected=first * second / max(total, 1))


def _measured(pairs: pd.DataFrame) -> pd.DataFrame:
    from nltk.metrics.association import BigramAssocMeasures as Association

    numbers = [pairs[name].tolist() for name in ("count", "x", "y", "total")]
    marginals = [(count, (x, y), total) for count, x, y, total in zip(*numbers, strict=True)]
    by_name = {
        "g2": Association.likelihood_ratio,
        "pmi": Association.pmi,
        "t": Association.student_t,
        "dice": Association.dice,
    }
    scores = {name: np.array([score(*one) for one in marginals], dtype=float) for name, score in by_name.items()}
    return pairs.assign(**scores)
