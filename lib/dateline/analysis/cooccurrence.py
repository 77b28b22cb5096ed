"""Co-occurrence: in how many articles or sentences two terms stand together, and how many chance would give."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dateline.analysis.term_table import TermTable
from dateline.analysis.term_table.table import from_counts

Floats = NDArray[np.float64]
MEASURES = ["both", "term_articles", "other_articles", "total", "expected", "jaccard", "npmi"]


def cooccurrence(
    counts: pd.DataFrame | TermTable, articles: pd.DataFrame, *, terms: str | Iterable[str], min_articles: int = 1
) -> pd.DataFrame:
    """Return in how many articles two terms occur together.

    For sentences in place of articles, count those: ``rows = sentence_texts(articles, sentences)``, then
    ``cooccurrence(term_table(rows), rows, terms=…)``.

    With x and y the articles that have each term and N all articles:

    - ``expected``: x · y / N, if the two had nothing to do with each other;
    - ``jaccard``: both / (x + y - both), 0 to 1 (Jaccard 1901);
    - ``npmi``: ln(both · N / (x · y)) / -ln(both / N): -1 never together, 0 as by chance, 1 never apart (Bouma 2009,
      *Proceedings of GSCL*, 31-40).

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        terms: Two or more terms, of which each pair is counted; or one, which is paired with every term of the table.
            ``*`` stands for any letters.
        min_articles: Only pairs that so many articles have; 0 for those that never meet, too.

    Returns:
        ``term``, ``other``, ``both`` (articles that have both), ``term_articles``, ``other_articles``, ``total``
        (articles), ``expected``, ``jaccard`` and ``npmi`` (missing where a term does not occur or every article has
        both); most articles first, then highest ``npmi``.
    """
    table = from_counts(counts)
    rows = table.articles.get_indexer(pd.Index(articles["id"], dtype="str"))
    matrix = table.counts[rows[rows >= 0]]
    wanted = list(dict.fromkeys([terms] if isinstance(terms, str) else terms))
    columns = [table.columns(term) for term in wanted]
    # An article with two forms of a term has the term once.
    has = np.array([matrix[:, found].sum(axis=1) > 0 for found in columns], dtype=bool)
    if len(wanted) == 1:
        pairs = _with_all(matrix, has[0], table=table, term=wanted[0], leave_out=columns[0])
    else:
        pairs = _of_each_other(has.reshape(len(wanted), matrix.shape[0]).astype(np.int64), wanted)
    measured = _measured(pairs, total=len(articles))
    kept = measured.loc[measured["both"] >= min_articles, ["term", "other", *MEASURES]]
    return kept.sort_values(["both", "npmi", "term", "other"], ascending=[False, False, True, True], ignore_index=True)


def sentence_texts(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return sentences as if each were an article, to count terms sentence by sentence.

    Args:
        articles: The ``articles`` table.
        sentences: The ``sentences`` table of the same corpus.

    Returns:
        ``id`` (the article's, with the place at which the sentence begins), ``text``, ``article``, ``outlet`` and
        ``published``, in the order of ``sentences``.
    """
    columns = ["id", "text", "outlet", "published"]
    joined = sentences.merge(articles[columns], left_on="article", right_on="id", how="inner")
    texts = [text[start:end] for text, start, end in zip(joined["text"], joined["start"], joined["end"], strict=True)]
    ids = joined["article"].astype("str") + ":" + joined["start"].astype("str")
    return joined.assign(id=ids, text=pd.Series(texts, index=joined.index, dtype="str"))[["article", *columns]]


def _with_all(
    matrix: csr_array, has: NDArray[np.bool_], *, table: TermTable, term: str, leave_out: NDArray[np.int64]
) -> pd.DataFrame:
    ones = csr_array((np.ones(matrix.nnz, dtype=np.int64), matrix.indices, matrix.indptr), shape=matrix.shape)
    pairs = pd.DataFrame(
        {
            "term": term,
            "other": table.terms,
            "both": ones.T @ has.astype(np.int64),
            "term_articles": int(has.sum()),
            "other_articles": ones.sum(axis=0),
        }
    )
    return pairs[~np.isin(np.arange(len(pairs)), leave_out)]


def _of_each_other(has: NDArray[np.int64], terms: list[str]) -> pd.DataFrame:
    first, second = np.triu_indices(len(terms), k=1)
    together, alone = has @ has.T, has.sum(axis=1)
    names = np.array(terms, dtype=object)
    return pd.DataFrame(
        {
            "term": pd.Series(names[first], dtype="str"),
            "other": pd.Series(names[second], dtype="str"),
            "both": together[first, second],
            "term_articles": alone[first],
            "other_articles": alone[second],
        }
    )


def _measured(pairs: pd.DataFrame, *, total: int) -> pd.DataFrame:
    both, x, y = (pairs[name].to_numpy(dtype=float) for name in ("both", "term_articles", "other_articles"))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = x * y / total
        jaccard = both / (x + y - both)
        npmi = np.where(both > 0, np.log(both / expected) / -np.log(both / total), -1.0)
    missing = (x == 0) | (y == 0) | (both == total)
    return pairs.assign(total=total, expected=expected, jaccard=jaccard, npmi=np.where(missing, np.nan, npmi))
