"""Counting words: each article's text is read once, every later question is asked of the counts."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd

from dateline.analysis.term_table import TermChoices, english_stopwords, term_table
from dateline.text import WORD

__all__ = ["count_terms", "count_words", "english_stopwords"]


def count_terms(articles: pd.DataFrame, **options: Unpack[TermChoices]) -> pd.DataFrame:
    """Count the terms of each article once, for ``frequency``, ``tfidf`` and ``trend``.

    What counts as a word, and what the options mean, is said at ``term_table``, whose counts these are as rows: use
    that where there are many articles.

    Args:
        articles: The ``articles`` table.
        options: As for ``term_table``: ``stopwords``, ``stem``, ``ngram``, ``min_length``, ``numbers``, ``phrases``.

    Returns:
        ``article`` (id), ``term``, ``count``, and ``words`` (all words of the article, those left out too), by article,
        then commonest first; ``article`` and ``term`` are categorical, which keeps large tables small.

    Raises:
        DatelineError: An option is impossible.
    """
    table = term_table(articles, **options)
    counts = table.counts
    rows = np.repeat(np.arange(counts.shape[0], dtype=np.int64), np.diff(counts.indptr))
    most = int(counts.data.max(initial=0))
    # Terms are in order already: a stable sort by article and count keeps it among equals.
    order = np.argsort(rows * (most + 1) + (most - counts.data), kind="stable")
    return pd.DataFrame(
        {
            "article": pd.Categorical.from_codes(rows, categories=table.articles.rename("id")),
            "term": pd.Categorical.from_codes(counts.indices[order], categories=table.terms),
            "count": counts.data[order].astype(np.int64),
            "words": table.words[rows],
        }
    )


def count_words(text: str) -> int:
    """Return the number of words of a text."""
    return sum(1 for _ in WORD.finditer(text))
