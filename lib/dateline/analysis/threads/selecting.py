"""Threads chosen by what their claims are: source, outlet, topic, place, period, confidence, number of origins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from dateline.analysis.claims import select_claims


def select_threads(
    threads: pd.DataFrame,
    readable: pd.DataFrame,
    *,
    summary: pd.DataFrame | None = None,
    origins: int = 1,
    size: int = 1,
    sources: Iterable[str] = (),
    outlets: Iterable[str] = (),
    among: Iterable[str] | None = None,
    first: date | str | None = None,
    last: date | str | None = None,
    confidence: float = 0.0,
) -> pd.DataFrame:
    """Choose threads by their claims; what is not given does not restrict. Chosen threads keep all their claims.

    Args:
        threads: The table ``threads``.
        readable: The table from ``readable_claims``.
        summary: The table from ``summarise_threads``; needed for ``origins``.
        origins: Least number of independent origins.
        size: Least number of claims.
        sources: Names, as for ``select_claims``; a thread fits when one of its claims does, and the same claim fits all
            that is asked of claims.
        outlets: Outlets, spelt as in the table.
        among: Ids of claims, such as those on a topic or place from ``claims_on``.
        first: First day, as a date or as text ("2025-03-04"); empty text restricts nothing.
        last: Last day.
        confidence: Least confidence of a claim, 0 to 1.

    Returns:
        The rows of ``threads`` that are chosen, in their order.

    Raises:
        UnknownNameError: A source or outlet fits no claim; the message lists those there are.
        DatelineError: A day is not written as 2025-03-04.
    """
    fitting = select_claims(
        readable, sources=sources, outlets=outlets, first=first, last=last, confidence=confidence, among=among
    )
    with_claims = set(threads.loc[threads["claim"].isin(fitting["claim"]), "thread"])
    sizes = threads["thread"].map(threads["thread"].value_counts())
    chosen = threads["thread"].isin(with_claims) & (sizes >= size)
    if summary is not None:
        enough = summary.loc[summary["independent_origins"] >= origins, "thread"]
        chosen &= threads["thread"].isin(enough)
    return threads[chosen].reset_index(drop=True)
