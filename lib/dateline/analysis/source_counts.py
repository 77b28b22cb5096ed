"""Sources by outlet: who stays anonymous, and who is quoted in his or her own words."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.claims import NO_SOURCE
from dateline.analysis.intervals import wilson
from dateline.analysis.sources import NO_OUTLET

QUOTED_BY = (
    "outlet",
    "source",
    "source_kind",
    "claims",
    "direct",
    "mixed",
    "indirect",
    "share_quoted",
    "low",
    "high",
    "articles",
    "first",
    "last",
)


def count_anonymous(readable: pd.DataFrame) -> pd.DataFrame:
    """Count by outlet the claims whose source is anonymous, and those that have no name for it at all.

    Args:
        readable: The table from ``readable_claims``.

    Returns:
        ``outlet``, ``claims``, ``anonymous`` (an article speaks of somebody and gives no name: "an official"),
        ``not_named`` (nor is it known who speaks; the anonymous not among them), ``share`` (of the anonymous) with its
        95 % Wilson interval from ``low`` to ``high``, ``nameless_share`` (of both) from ``nameless_low`` to
        ``nameless_high``; most claims first. The intervals take each claim for itself: where an article repeats one
        anonymous source, they are too narrow.
    """
    nameless = readable["source"] == NO_SOURCE
    anonymous = nameless & (readable["source_kind"] == "anonymous")
    marked = pd.DataFrame(
        {
            "outlet": readable["outlet"].fillna(NO_OUTLET),
            "anonymous": anonymous,
            "not_named": nameless & ~anonymous,
        }
    )
    groups = marked.groupby("outlet", sort=True)
    table = groups.agg(claims=("anonymous", "size"), anonymous=("anonymous", "sum"), not_named=("not_named", "sum"))
    both = table["anonymous"] + table["not_named"]
    for name, hits in (("", table["anonymous"]), ("nameless_", both)):
        table[f"{name}share"] = hits / table["claims"]
        table[f"{name}low"], table[f"{name}high"] = wilson(hits, table["claims"])
    return table.reset_index().sort_values(["claims", "outlet"], ascending=[False, True], ignore_index=True)


def count_quoted(readable: pd.DataFrame) -> pd.DataFrame:
    """Count for each outlet whom it quotes, how often, and how much of that directly.

    Args:
        readable: The table from ``readable_claims``.

    Returns:
        ``outlet``, ``source``, ``source_kind`` (the commonest), ``claims``, ``direct``, ``mixed`` (quoted in part),
        ``indirect``, ``share_quoted`` (direct and mixed of all) with its 95 % Wilson interval from ``low`` to ``high``,
        ``articles``, ``first`` and ``last`` (days), most claims first.
    """
    ways = {way: readable["quotation"] == way for way in ("direct", "mixed", "indirect")}
    marked = readable.assign(outlet=readable["outlet"].fillna(NO_OUTLET), **ways)
    table = marked.groupby(["outlet", "source"], sort=True).agg(
        source_kind=("source_kind", lambda kinds: kinds.mode().iloc[0] if kinds.notna().any() else None),
        claims=("claim", "size"),
        **{way: (way, "sum") for way in ways},
        articles=("article", "nunique"),
        first=("said_first", "min"),
        last=("said_first", "max"),
    )
    quoted = table["direct"] + table["mixed"]
    table["share_quoted"] = quoted / table["claims"]
    table["low"], table["high"] = wilson(quoted, table["claims"])
    table = table.reset_index().sort_values(["claims", "outlet", "source"], ascending=[False, True, True])
    return table[list(QUOTED_BY)].reset_index(drop=True)
