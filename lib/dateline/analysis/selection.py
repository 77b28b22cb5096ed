"""Choosing articles by outlet."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dateline.errors import UnknownNameError


def select_articles(articles: pd.DataFrame, *, outlets: Iterable[str] = ()) -> pd.DataFrame:
    """Return the articles of some outlets; of all where none is given.

    Args:
        articles: The ``articles`` table.
        outlets: Outlets, spelt as in the table.

    Raises:
        UnknownNameError: There is no such outlet; the message lists those there are.
    """
    check_outlets(outlets := list(outlets), articles["outlet"])
    return articles[articles["outlet"].isin(outlets)].reset_index(drop=True) if outlets else articles


def check_outlets(wanted: Iterable[str], outlets: pd.Series) -> None:
    """Do nothing if each outlet occurs.

    Raises:
        UnknownNameError: One does not; the message lists those that do.
    """
    known = set(outlets.dropna().unique())
    for name in wanted:
        if name not in known:
            raise UnknownNameError("outlet", name, known)
