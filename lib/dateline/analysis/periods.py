"""Articles by period or by column: which group each belongs to, and which groups there are."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dateline.errors import UnknownNameError

PERIODS = {"day": "D", "week": "7D", "month": "MS"}
"""Periods, with the step from one to the next; a week starts on Monday."""
TEXT_COLUMNS = ("outlet", "language", "section", "agency")


def period_starts(days: pd.Series, period: str) -> pd.Series:
    """Return the first day of the period in which each day lies; missing days stay missing.

    Args:
        days: Days, as in ``articles.published``.
        period: "day", "week" (from Monday) or "month".

    Raises:
        UnknownNameError: There is no such period.
    """
    if period not in PERIODS:
        raise UnknownNameError("period", period, PERIODS)
    days = days.astype("datetime64[us]").dt.normalize()
    if period == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D").astype("timedelta64[us]")
    if period == "month":
        return days - pd.to_timedelta(days.dt.day - 1, unit="D").astype("timedelta64[us]")
    return days


def all_periods(starts: pd.Series, period: str) -> pd.DatetimeIndex:
    """Return every period from the first to the last, those without articles too."""
    known = starts.dropna()
    if known.empty:
        return pd.DatetimeIndex([], dtype="datetime64[us]")
    return pd.date_range(known.min(), known.max(), freq=PERIODS[period], unit="us")


def group_articles(articles: pd.DataFrame, by: str | None) -> tuple[pd.Series, list[Any]]:
    """Return the group of each article, and all groups in their order; the group of what is unknown comes last.

    Args:
        articles: The ``articles`` table.
        by: None for one group of all, a period, or one of the columns outlet, language, section, agency.

    Returns:
        The groups with the articles' ids as index (missing where unknown), and the list of groups: periods without gaps
        or names in alphabetical order, then ``None`` where an article has none.

    Raises:
        UnknownNameError: There is no such group.
    """
    if by is None:
        return pd.Series("all", index=articles["id"], dtype="str"), ["all"]
    if by in PERIODS:
        values = period_starts(articles["published"], by)
        return _with_unknown(values, articles["id"], list(all_periods(values, by)))
    if by in TEXT_COLUMNS:
        return group_names(articles[by], articles["id"])
    raise UnknownNameError("grouping", by, [*PERIODS, *TEXT_COLUMNS])


def group_names(names: pd.Series, ids: pd.Series) -> tuple[pd.Series, list[Any]]:
    """Return groups by name, as ``group_articles`` does."""
    values = names.astype("str")
    return _with_unknown(values, ids, sorted(values.dropna().unique()))


def _with_unknown(values: pd.Series, ids: pd.Series, groups: list[Any]) -> tuple[pd.Series, list[Any]]:
    unknown = [None] if bool(values.isna().any()) else []
    return pd.Series(values.to_numpy(), index=ids, dtype=values.dtype), [*groups, *unknown]
