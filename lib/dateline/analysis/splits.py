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
OTHERS = {"outlet": "other outlets", "language": "other languages", "section": "other sections"}


@dataclass(frozen=True, slots=True)
class Split:
    """Two sub-corpora.

    Attributes:
        members: For each article True (in the first), False (in the second) or missing (in neither); index: their ids.
        first: What the first is, as in a sentence: "The Reed", "before 4 Mar 2025".
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
        first: The first group, or several that count as one; a period is named by any of its days ("2025-03-04").
        second: The second; None or "" for all other articles that have a group.
        day: First day of the second sub-corpus, for "split_day".

    Returns:
        The split. Articles whose group or day is not known are in neither.

    Raises:
        UnknownNameError: There is no such grouping or group.
        DatelineError: No group or day was given, a sub-corpus has no articles, or a group is in both.
    """
    if by == "split_day":
        return _before_and_after(articles, day)
    groups, order = group_articles(articles, by)
    known = [name for name in order if name is not None]
    ours, theirs = (_chosen(names, by, known) for names in (first, second))
    if not ours:
        raise DatelineError(
            f'Which {by}? Give one as the first group, such as "{_name(known[0], by) if known else ""}".'
        )
    if set(ours) & set(theirs):
        raise DatelineError(f"{_joined(ours, by)} cannot be compared with {_joined(theirs, by)}: a group is in both.")
    inside = groups.notna() & (groups.isin([*ours, *theirs]) if theirs else True)
    members = groups.isin(ours).astype("boolean").where(inside)
    others = _joined(theirs, by) if theirs else OTHERS.get(by, "all others" if by == "agency" else f"other {by}s")
    return _checked(Split(members, _joined(ours, by), others))


def _before_and_after(articles: pd.DataFrame, day: date | None) -> Split:
    if day is None:
        raise DatelineError("Which day? Give the first day of the second sub-corpus, such as date(2025, 3, 4).")
    # A missing day is neither before nor after: a plain comparison would call it later.
    days = pd.Series(articles["published"].to_numpy(), index=articles["id"])
    members = (days < pd.Timestamp(day)).astype("boolean").where(days.notna())
    return _checked(Split(members, f"before {day_text(day)}", f"from {day_text(day)}"))


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
