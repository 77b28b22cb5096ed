"""Term statistics: how often, in how many articles, where and when; each from counts made once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dateline.analysis.changes import mark_changes
from dateline.analysis.counting import count_terms, count_words, english_stopwords
from dateline.analysis.intervals import wilson
from dateline.analysis.memberships import Grouping, grouping
from dateline.analysis.periods import PERIODS, group_articles
from dateline.analysis.term_table import TermTable, term_table
from dateline.analysis.term_table.table import Numbers, from_counts
from dateline.errors import UnknownNameError

__all__ = ["count_terms", "english_stopwords", "frequency", "term_table", "tfidf", "trend"]

NUMBERS = {"group": "int64", "term": "str", "count": "int64", "articles": "int64"}
MEASURES = ["count", "per_million", "articles", "total", "share", "low", "high"]


def frequency(
    counts: pd.DataFrame | TermTable,
    articles: pd.DataFrame,
    *,
    by: str | pd.DataFrame | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """Return how often each term occurs and in how many articles, in all or by outlet or period.

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        by: "outlet", "language", "section", "agency", "day", "week" or "month"; or groups of which an article may be
            in several, as a table of ``article`` and one more column: ``c.claims[["article", "source"]]`` for the
            sources quoted, ``c.topics[["article", "topic"]]``. None for all articles together.
        top: Only so many terms, by count: by period the commonest of all periods together, so that each of them has a
            row for each period; otherwise the commonest of each group. None for all.

    Returns:
        The group under the name of ``by`` (for a period its first day), ``term``, ``count``, ``per_million`` (count per
        million words of the group, all words counted), ``articles`` (number that have the term), ``total`` (articles of
        the group), ``share`` (their ratio, 0 to 1), ``low`` and ``high`` (its 95 % Wilson interval).
        Commonest first; groups in order. Periods without articles are there with zeros and missing shares; articles
        without a day or outlet form a group of their own, the last, whose name is missing.

    Raises:
        UnknownNameError: There is no such grouping.

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> counts = dl.term_table(c.articles)
    >>> dl.frequency(counts, c.articles, top=2)["term"].tolist()
    ['ministry', 'dam']
    """
    counted, articles, groups, order, name = grouping(from_counts(counts), articles, by)
    table = _grouped(counted, groups, order)
    totals = group_totals(counted, articles, groups=groups, order=order)
    if name in PERIODS:
        table = _every_period(_commonest(table, top, each=False), len(order))
    else:
        table = _commonest(table, top, each=True)
    table = table.join(totals, on="group")
    measured = _measured(table).sort_values(["group", "count", "term"], ascending=[True, False, True])
    return _named(measured, name, order)[[*([name] if name else []), "term", *MEASURES]]


def tfidf(
    counts: pd.DataFrame | TermTable,
    articles: pd.DataFrame,
    *,
    by: str | pd.DataFrame | None = None,
    top: int | None = 10,
) -> pd.DataFrame:
    """Return the terms that mark each article, outlet or period off from the others.

    tf-idf = tf · ln(N / df), with tf the term's share of the counted terms of a document, N the number of documents
    and df the number of documents that have the term (Spärck Jones 1972, *J. Documentation* 28, 11-21; in this form as
    ``bind_tf_idf`` of R's tidytext). A term that every document has scores 0.

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        by: What counts as a document: an article (None), or all articles of an "outlet", "section", "language",
            "agency", "day", "week" or "month", or of a group as for ``frequency``.
        top: Only so many terms of each document; None for all.

    Returns:
        ``article`` (id) or the group under the name of ``by``, ``term``, ``count``, ``tf``, ``idf`` and ``tfidf``,
        documents in order, highest first.

    Raises:
        UnknownNameError: There is no such grouping.
    """
    ids = articles["id"].astype("str")
    each = Grouping(from_counts(counts), articles, pd.Series(ids.to_numpy(), index=ids), list(ids), "article")
    counted, _, groups, order, name = each if by is None else grouping(each.table, articles, by)
    table = _grouped(counted, groups, order)
    documents = table["group"].nunique()
    table["tf"] = table["count"] / table.groupby("group")["count"].transform("sum")
    table["idf"] = np.log(documents / table.groupby("term")["group"].transform("size"))
    table["tfidf"] = table["tf"] * table["idf"]
    ranked = table.sort_values(["group", "tfidf", "term"], ascending=[True, False, True])
    kept = ranked if top is None else ranked.groupby("group").head(top)
    return _named(kept, name, order)[[str(name), "term", "count", "tf", "idf", "tfidf"]]


def trend(
    counts: pd.DataFrame | TermTable, articles: pd.DataFrame, *, terms: str | Iterable[str], period: str = "week"
) -> pd.DataFrame:
    """Return in which share of articles chosen terms occur, period by period, and where that clearly changes.

    Args:
        counts: What ``term_table`` or ``count_terms`` gave.
        articles: The ``articles`` table, or those of its rows that the question is about.
        terms: Terms as they are counted (small letters; stems where stems are counted); ``*`` stands for any letters,
            so that "evacuat*" takes evacuate, evacuated and evacuation together. Their order is kept.
        period: "day", "week" (from Monday) or "month".

    Returns:
        ``period`` (first day), ``term``, ``count``, ``articles`` (number that have the term), ``total`` (articles of
        the period), ``share`` (0 to 1), ``low`` and ``high`` (its 95 % Wilson interval), ``level`` (share of all
        articles from one change point to the next), ``change`` ("rise" or "fall" in the first period after a change
        point, else missing) and ``change_p`` (its corrected p value), by term, then period; ``mark_changes`` says how
        change points are found. Every period from the first to the last is there; one without articles has zeros and
        missing shares. Articles without a day are counted in a last row of each term, whose period is missing.

    Raises:
        UnknownNameError: There is no such period.
    """
    if period not in PERIODS:
        raise UnknownNameError("period", period, PERIODS)
    groups, order = group_articles(articles, period)
    counted = from_counts(counts)
    totals = group_totals(counted, articles, groups=groups, order=order)
    places = article_places(counted, groups, order)
    wanted = [terms] if isinstance(terms, str) else list(terms)
    tables = [_one_trend(counted, term, places=places, groups=len(order)) for term in dict.fromkeys(wanted)]
    empty = pd.DataFrame(columns=["group", "term", "count", "articles"]).astype(NUMBERS)
    table = pd.concat([empty, *tables], ignore_index=True).join(totals, on="group")
    named = _named(_measured(table), "period", order)
    return mark_changes(named[["period", "term", "count", "articles", "total", "share", "low", "high"]])


def _one_trend(table: TermTable, term: str, *, places: Numbers, groups: int) -> pd.DataFrame:
    # An article with two forms of the term counts once.
    found = table.counts[:, table.columns(term)].sum(axis=1)
    inside = places >= 0
    return pd.DataFrame(
        {
            "group": range(groups),
            "term": term,
            "count": np.bincount(places[inside], weights=found[inside], minlength=groups).astype("int64"),
            "articles": np.bincount(places[inside & (found > 0)], minlength=groups),
        }
    )


def _grouped(table: TermTable, groups: pd.Series, order: Sequence[Any]) -> pd.DataFrame:
    """Add the counts up by group and term: ``group`` (place in the order), ``term``, ``count``, ``articles``."""
    counts, articles = table.totals(article_places(table, groups, order), len(order))
    rows = np.repeat(np.arange(len(order)), np.diff(counts.indptr))
    columns = {"group": rows, "term": table.terms[counts.indices], "count": counts.data, "articles": articles.data}
    return pd.DataFrame(columns).astype(NUMBERS)


def article_places(table: TermTable, groups: pd.Series, order: Sequence[Any]) -> Numbers:
    """Return the place in the order of the group of each article that was counted; -1 where it has none."""
    rows = _rows(pd.Index(groups.index, dtype="str"), table.articles)
    return np.where(rows >= 0, _places(groups, order)[rows], -1) if len(groups) else rows


def group_totals(table: TermTable, articles: pd.DataFrame, *, groups: pd.Series, order: Sequence[Any]) -> pd.DataFrame:
    """Return articles (``total``) and ``words`` of each group, by its place in the order."""
    rows = _rows(table.articles, pd.Index(articles["id"], dtype="str"))
    words = np.append(table.words, -1)[rows].astype(np.int64)
    # An article of which no term was kept has no row in a table from count_terms.
    unseen = words < 0
    if unseen.any():
        words[unseen] = [count_words(text) for text in articles["text"][unseen].fillna("")]
    sums = pd.DataFrame({"group": _places(groups, order), "total": 1, "words": words})
    return sums.groupby("group").sum().reindex(range(len(order)), fill_value=0)


def _rows(known: pd.Index, names: pd.Index) -> Numbers:
    """Return the place of each name among those that are known, or -1."""
    # Mostly all articles are asked about, in the order in which they were counted.
    return np.arange(len(names)) if known.equals(names) else known.get_indexer(names)


def _places(groups: pd.Series, order: Sequence[Any]) -> Numbers:
    place = {name: number for number, name in enumerate(order)}
    codes, names = pd.factorize(groups, use_na_sentinel=False)
    numbers = np.array([place[None if pd.isna(name) else name] for name in names], dtype=np.int64)
    return numbers[codes]


def _commonest(table: pd.DataFrame, top: int | None, *, each: bool) -> pd.DataFrame:
    if top is None:
        return table
    if each:
        ranked = table.sort_values(["group", "count", "articles", "term"], ascending=[True, False, False, True])
        return ranked.groupby("group").head(top)
    sums = table.groupby("term")["count"].sum().reset_index()
    ranked = sums.sort_values(["count", "term"], ascending=[False, True]).head(top)
    return table[table["term"].isin(ranked["term"])]


def _every_period(table: pd.DataFrame, periods: int) -> pd.DataFrame:
    """Give each term a row for each period."""
    rows = pd.MultiIndex.from_product([range(periods), sorted(table["term"].unique())], names=["group", "term"])
    return table.set_index(["group", "term"]).reindex(rows, fill_value=0).reset_index().astype(NUMBERS)


def _measured(table: pd.DataFrame) -> pd.DataFrame:
    total = table["total"].where(table["total"] > 0)
    low, high = wilson(table["articles"], table["total"])
    per_million = table["count"] / table["words"].where(table["words"] > 0) * 1e6
    return table.assign(per_million=per_million, share=table["articles"] / total, low=low, high=high)


def _named(table: pd.DataFrame, name: str | None, order: Sequence[Any]) -> pd.DataFrame:
    """Put the groups' names in place of their numbers."""
    kind = "datetime64[us]" if order and isinstance(order[0], pd.Timestamp) else "str"
    if name is None:
        return table.reset_index(drop=True)
    if name == "period" or name in PERIODS:
        kind = "datetime64[us]"
    names = pd.Series([order[number] for number in table["group"]], dtype=kind)
    return table.reset_index(drop=True).assign(**{name: names})
