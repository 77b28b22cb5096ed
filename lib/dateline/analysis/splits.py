"""Two sub-corpora to compare: of outlets or periods, before and after a day, or any split of the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dateline.analysis.periods import PERIODS, group_articles, period_starts
from dateline.errors import DatelineError, UnknownNameError
from dateline.text import MONTHS, day_text

Names = str | date | Iterable[str] | Iterable[date]
OTHERS = {"agency": "other agencies"}


@dataclass(frozen=True, slots=True)
class Split:
    """Two sub-corpora.

    Attributes:
        members: For each article True (in the first), False (in the second) or missing (in neither); index: their ids.
        first: What the first is, as in a sentence: "The Reed", "the time before 4 Mar 2025".
        second: What the second is.
    """

    members: pd.Series
    first: str
    second: str


def split_articles(
    articles: pd.DataFrame, *, by: str, first: Names | None = None, second: Names | None = None, day: date | None = None
) -> Split:
    """Return which articles are in the first and which in the second of two sub-corpora.

    Args:
        articles: The ``articles`` table.
        by: "outlet", "language", "section", "agency", "day", "week" or "month"; or "split_day" for the articles before
            a day against those of that day and later.
        first: The first group, or several that count as one; a period is named by any of its days ("2025-03-04"). None,
            "" or none of several: that with the most articles.
        second: The second; None, "" or none of several: all other articles that have a group.
        day: First day of the second sub-corpus, for "split_day"; None: that which halves the articles.

    Returns:
        The split. Articles whose group or day is not known are in neither. Where nothing was chosen and all articles
        are of one group or day, the other sub-corpus is empty.

    Raises:
        UnknownNameError: There is no such grouping or group.
        DatelineError: A chosen group or day leaves a sub-corpus without articles, or a group is in both.
    """
    if by == "split_day":
        return _before_and_after(articles, day)
    groups, order = group_articles(articles, by)
    known = [name for name in order if name is not None]
    ours, theirs = (_chosen(names, by, known) for names in (first, second))
    if set(ours) & set(theirs):
        raise DatelineError(f"{_joined(ours, by)} cannot be compared with {_joined(theirs, by)}: a group is in both.")
    chosen = bool(ours or theirs)
    ours = ours or _largest(groups[~groups.isin(theirs)])
    inside = groups.notna() & (groups.isin([*ours, *theirs]) if theirs else True)
    members = groups.isin(ours).astype("boolean").where(inside)
    others = _joined(theirs, by) if theirs else OTHERS.get(by, f"other {by}s")
    split = Split(members, _joined(ours, by) if ours else f"the known {by}", others)
    return _checked(split) if chosen else split


def _before_and_after(articles: pd.DataFrame, day: date | None) -> Split:
    days = pd.Series(articles["published"].to_numpy(), index=articles["id"])
    first = pd.Timestamp(day) if day else _middle(days)
    # A missing day is neither before nor after: a plain comparison would call it later.
    members = (days < first).astype("boolean").where(days.notna())
    split = Split(members, f"the time before {day_text(first)}", f"the time from {day_text(first)} on")
    return _checked(split) if day else split


def _middle(days: pd.Series) -> pd.Timestamp:
    """Return the day that halves the articles: as many before it as can be without more than half."""
    known = days.dropna().dt.normalize().sort_values()
    if known.empty:
        return pd.Timestamp(1970, 1, 1)
    middle = known.iloc[len(known) // 2]
    later = known[known > known.iloc[0]]
    first: pd.Timestamp = middle if middle > known.iloc[0] or later.empty else later.iloc[0]
    return first


def _largest(groups: pd.Series) -> list[Any]:
    """Return the group with the most articles; of equal ones the first by name."""
    sizes = groups.value_counts().sort_index()
    return [sizes.idxmax()] if len(sizes) else []


def _checked(split: Split) -> Split:
    for name, size in ((split.first, split.members.sum()), (split.second, (~split.members).sum())):
        if not size:
            raise DatelineError(f"No articles: {name}. Choose groups or a day that have some.")
    return split


def _chosen(names: Names | None, by: str, known: list[Any]) -> list[Any]:
    """Return groups as ``group_articles`` names them."""
    if names is None or names == "":
        return []
    wanted: list[Any] = [names] if isinstance(names, str | date) else list(names)
    if by in PERIODS:
        wanted = [_start(name, by) for name in wanted]
    for name in wanted:
        if name not in known:
            raise UnknownNameError(by, _name(name, by), [_name(group, by) for group in known])
    return list(dict.fromkeys(wanted))


def _start(day: str | date, by: str) -> pd.Timestamp:
    try:
        start: pd.Timestamp = period_starts(pd.Series([pd.Timestamp(day)]), by).iloc[0]
    except ValueError:
        raise DatelineError(f'"{day}" is no day. Name a {by} by one of its days, such as "2025-03-04".') from None
    return start


def _name(group: Any, by: str) -> str:
    if by == "month":
        return f"{MONTHS[group.month - 1]} {group.year}"
    if by in PERIODS:
        return f"{'the week of ' if by == 'week' else ''}{day_text(group)}"
    return str(group)


def _joined(groups: list[Any], by: str) -> str:
    names = [_name(group, by) for group in groups]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
