"""How often each outlet says what a thread says, by day."""

from __future__ import annotations

import pandas as pd


def thread_days(threads: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count the claims of each thread by outlet and day.

    Args:
        threads: The table ``threads``.
        claims: The ``claims`` table.
        articles: The ``articles`` table.

    Returns:
        ``thread``, ``outlet``, ``day`` (the last on which a claim can have been said; missing where no day is known),
        ``claims``, ``articles`` and ``denials`` (numbers), in the order of ``threads``, then by day and outlet.
    """
    facts = threads.merge(claims[["id", "article", "said_last"]], left_on="claim", right_on="id")
    outlets = articles.set_index("id")["outlet"]
    facts = facts.assign(outlet=facts["article"].map(outlets), day=facts["said_last"], denial=facts["role"] == "deny")
    facts["thread"] = pd.Categorical(facts["thread"], categories=threads["thread"].unique(), ordered=True)
    groups = facts.groupby(["thread", "day", "outlet"], dropna=False, observed=True, sort=True)
    counts = groups.agg(
        claims=("claim", "size"), articles=("article", "nunique"), denials=("denial", "sum")
    ).reset_index()
    kinds = {"thread": "str", "outlet": "str", "denials": "int64"}
    return counts.astype(kinds)[["thread", "outlet", "day", "claims", "articles", "denials"]]
