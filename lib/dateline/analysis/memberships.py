"""Groups of which an article may be in several: the sources that it quotes, its topics."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dateline.analysis.periods import group_articles, group_names
from dateline.analysis.term_table import TermTable
from dateline.errors import SchemaError

ARTICLE = "article"


class Grouping(NamedTuple):
    """Counts and articles with a row for each article and group that it is in; each row's group; all groups; a name."""

    table: TermTable
    articles: pd.DataFrame
    groups: pd.Series
    order: list[Any]
    name: str | None


def grouping(table: TermTable, articles: pd.DataFrame, by: str | pd.DataFrame | None) -> Grouping:
    """Return counts and articles by group.

    Args:
        table: The counts.
        articles: The ``articles`` table.
        by: As for ``group_articles``, or a table of ``article`` and one more column, which has the groups: an article
            that is in several counts in each, one that is in none is in the group without a name.

    Raises:
        UnknownNameError: There is no such grouping.
        SchemaError: The table has other columns.
    """
    if not isinstance(by, pd.DataFrame):
        return Grouping(table, articles, *group_articles(articles, by), by)
    members = memberships(articles["id"], by)
    # Each article of each group is an article of its own, by the name of its row.
    ids = pd.Index(range(len(members))).astype("str")
    rows = table.articles.get_indexer(pd.Index(articles["id"], dtype="str"))[members["row"]]
    rows, named = rows[rows >= 0], ids[rows >= 0]
    counted = TermTable(table.counts[rows], terms=table.terms, articles=named, words=table.words[rows])
    repeated = articles.iloc[members["row"]].assign(id=ids).reset_index(drop=True)
    return Grouping(counted, repeated, *group_names(members["group"], repeated["id"]), group_column(by))


def memberships(ids: pd.Series, members: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each article and group that it is in, in the order of the articles, then by name.

    Args:
        ids: The articles.
        members: ``article`` and one more column; rows may be there more than once.

    Returns:
        ``row`` (place of the article) and ``group`` (missing for an article in none).

    Raises:
        SchemaError: The table has other columns.
    """
    pairs = members.dropna().drop_duplicates().sort_values(name := group_column(members), kind="stable")
    pairs = pd.DataFrame({"id": pairs[ARTICLE].astype("str"), "group": pairs[name].astype("str")})
    rows = pd.DataFrame({"id": ids.astype("str").to_numpy(), "row": np.arange(len(ids))})
    found = rows.merge(pairs, on="id", how="left").sort_values("row", kind="stable", ignore_index=True)
    return found[["row", "group"]]


def group_column(members: pd.DataFrame) -> str:
    """Return the name of the column that has the groups, in a table of ``article`` and one more column.

    Raises:
        SchemaError: The table has other columns.
    """
    others = [str(name) for name in members.columns if name != ARTICLE]
    if ARTICLE in members.columns and len(others) == 1:
        return others[0]
    found = ", ".join(map(str, members.columns)) or "none"
    message = (
        f'Groups are a table of "article" and one more column (found: {found}). Try c.topics[["article", "topic"]].'
    )
    raise SchemaError(message, table="groups", column=ARTICLE)
