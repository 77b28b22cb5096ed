"""Threads in words: the largest one in a sentence, their table as people read it, and their claims among others."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dateline.text import count_text, day_text

SHOWN = (
    *("says", "claims", "outlets", "first_day", "first_outlet", "first_source", "same_day", "independent_origins"),
    *("at_most", "origins", "relays", "denied_by", "amendments", "withdrawn_by", "certainty", "last_day"),
)


def largest_threads(summary: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of chosen threads, those with most claims first, then the earlier.

    Args:
        summary: The table from ``summarise_threads``.
        chosen: The table from ``select_threads``.

    Returns:
        The columns of ``summary``.
    """
    rows = summary[summary["thread"].isin(chosen["thread"])]
    return rows.sort_values(["claims", "first_day"], ascending=[False, True], kind="stable", ignore_index=True)


def threads_finding(largest: pd.DataFrame) -> str:
    """Return the main point of some threads: what is said most, who said it first, who stands behind it, who denies it.

    Args:
        largest: The table from ``largest_threads``.
    """
    if largest.empty:
        return "No claim that fits the question is made more than once"
    row: dict[Any, Any] = {name: "" if pd.isna(value) else value for name, value in largest.iloc[0].items()}
    day = f"on {day_text(row['first_day'])}" if row["first_day"] else "without a day"
    where = f"{row['first_outlet'] or 'an article'} {day}"
    as_early = f", as early as {row['same_day'].replace('; ', ' and ')}" if row["same_day"] else ""
    return (
        f"Said most often: “{row['says'].strip('“”')}”"
        f" ({count_text(row['claims'], 'claim')} in {count_text(row['outlets'], 'outlet')})."
        f" First by {row['first_source'] or 'someone not named'}, in {where}{as_early}."
        f" {_behind(row)}; {_denied(row['denied_by'])}"
    )


def _behind(row: dict[Any, Any]) -> str:
    number = row["independent_origins"]
    stand = "stands" if number == 1 else "stand"
    return f"{'At most ' if row['at_most'] else ''}{count_text(number, 'independent origin')} {stand} behind it"


def join_threads(
    readable: pd.DataFrame, chosen: pd.DataFrame, summary: pd.DataFrame, *, alone: bool = True
) -> pd.DataFrame:
    """Add to claims the thread that they belong to.

    Args:
        readable: The table from ``readable_claims``.
        chosen: The table from ``select_threads``.
        summary: The table from ``summarise_threads``.
        alone: Whether claims of no chosen thread stay, without one.

    Returns:
        The columns of ``readable``, with ``thread``, ``role``, ``origin`` and ``thread_name`` (what it says).
    """
    joined = readable.merge(
        chosen[["claim", "thread", "role", "origin"]], on="claim", how="left" if alone else "inner", validate="1:1"
    )
    names = summary.set_index("thread")["says"]
    return joined.assign(thread_name=joined["thread"].map(names))


def _denied(names: str) -> str:
    # That none was found does not mean that nobody denies it.
    return f"denied by {names.replace('; ', ', ')}" if names else "no denial of it was found"
