"""Choosing articles by outlet, and of each story only the first."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dateline.errors import UnknownNameError


def select_articles(
    articles: pd.DataFrame, *, outlets: Iterable[str] = (), copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the articles of some outlets; of all where none is given.

    Args:
        articles: The ``articles`` table.
        outlets: Outlets, spelt as in the table.
        copies: The ``copies`` table, to count each story once: of the chosen articles that print the same story only
            the earliest is kept. None keeps all.

    Raises:
        UnknownNameError: There is no such outlet; the message lists those there are.

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> len(dl.select_articles(c.articles, outlets=["Ostrel Tribune"]))
    5
    """
    check_outlets(outlets := list(outlets), articles["outlet"])
    chosen = articles[articles["outlet"].isin(outlets)] if outlets else articles
    if copies is not None:
        chosen = chosen[_first(chosen["id"], copies)]
    return chosen if chosen is articles else chosen.reset_index(drop=True)


def _first(ids: pd.Series, copies: pd.DataFrame) -> pd.Series:
    """Tell for each article whether no earlier one of the same story is among them."""
    # The table has the copies of each story in the order of publication.
    among = copies[copies["article"].isin(ids)]
    later = among.loc[among.duplicated("cluster"), "article"]
    return ~ids.isin(later)


def check_outlets(wanted: Iterable[str], outlets: pd.Series) -> None:
    """Do nothing if each outlet occurs.

    Raises:
        UnknownNameError: One does not; the message lists those that do.
    """
    known = set(outlets.dropna().unique())
    for name in wanted:
        if name not in known:
            raise UnknownNameError("outlet", name, known)
