"""The part of a source network that a figure has room for."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.sources import EDGES, network_nodes

OTHER_OUTLETS = "other outlets"


def largest_network(edges: pd.DataFrame, *, sources: int = 20, relays: int = 6, outlets: int = 12) -> pd.DataFrame:
    """Keep the outlets, relays and sources with most claims.

    The outlets beyond the number share one row, "n other outlets". Of each relay that is kept the source that it passes
    on most is kept too, so that its chain has an end. Who cites itself is left out.

    Args:
        edges: The table from ``source_network``.
        sources: Most sources, those of the relays not counted.
        relays: Most of those who pass claims on and are no outlets.
        outlets: Most outlets.

    Returns:
        The columns of ``edges``, most claims first.
    """
    pooled = _pool_outlets(edges[edges["citing"] != edges["cited"]], most=outlets)
    nodes = network_nodes(pooled)
    plain = nodes[nodes["kind"] != "outlet"]
    passing = plain[plain["cites"] > 0].sort_values(["cites", "name"], ascending=[False, True]).head(relays)["name"]
    ends = plain.loc[plain["cites"] == 0, "name"]
    passed = pooled[pooled["citing"].isin(passing) & pooled["cited"].isin(ends)].drop_duplicates("citing")["cited"]
    kept = {*nodes.loc[nodes["kind"] == "outlet", "name"], *passing, *ends.head(sources), *passed}
    return pooled[pooled["citing"].isin(kept) & pooled["cited"].isin(kept)].reset_index(drop=True)


def _pool_outlets(edges: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """Give the outlets with fewest claims one name."""
    nodes = network_nodes(edges)
    weighed = nodes[nodes["kind"] == "outlet"].assign(weight=lambda table: table["cites"] + table["cited"])
    ranked = weighed.sort_values(["weight", "name"], ascending=[False, True])["name"].tolist()
    if len(ranked) <= most:
        return edges.reset_index(drop=True)
    others = f"{len(ranked) - most + 1} {OTHER_OUTLETS}"
    names = dict.fromkeys(ranked[most - 1 :], others)
    renamed = edges.assign(citing=edges["citing"].replace(names), cited=edges["cited"].replace(names))
    renamed = renamed[renamed["citing"] != renamed["cited"]]
    by = ["citing", "cited", "citing_kind", "cited_kind"]
    # Outlets do not share articles, so that claims and articles add up.
    sums = renamed.groupby(by, sort=True).agg(
        {"claims": "sum", "articles": "sum", "direct": "sum", "first": "min", "last": "max"}
    )
    table = sums.reset_index().sort_values(["claims", "citing", "cited"], ascending=[False, True, True])
    return table[list(EDGES)].reset_index(drop=True)
