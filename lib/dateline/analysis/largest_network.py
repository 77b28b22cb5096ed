"""The part of a source network that a figure has room for."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.sources import EDGES, network_nodes

OTHER_OUTLETS = "other outlets"


def largest_network(edges: pd.DataFrame, *, sources: int = 20, relays: int = 6, outlets: int = 12) -> pd.DataFrame:
    """Keep the outlets, relays and sources with most claims, and say where each belongs.

    The outlets beyond the number share one row, "n other outlets". Of each relay that is kept the source that it passes
    on most is kept too, so that its chain has an end. Who cites itself is left out.

    Args:
        edges: The table from ``source_network``.
        sources: Most sources, those of the relays not counted.
        relays: Most of those who pass claims on and are no outlets.
        outlets: Most outlets.

    Returns:
        The columns of ``edges``, and for both ends the place (``citing_place`` and ``cited_place``: outlet; passing,
        for who passes on at least half of what it is cited for; or source) and the number of claims for which the whole
        network cites it (``citing_claims``, ``cited_claims``); most claims first.
    """
    pooled = _pool_outlets(edges[edges["citing"] != edges["cited"]], most=outlets)
    nodes = network_nodes(pooled)
    place = pd.Series("source", index=nodes["name"], dtype="str")
    place[(nodes["cites"] * 2 >= nodes["cited"]).to_numpy() & (nodes["cites"] > 0).to_numpy()] = "passing"
    place[(nodes["kind"] == "outlet").to_numpy()] = "outlet"
    cited = nodes.set_index("name")["cited"]
    placed = pooled.assign(
        citing_place=pooled["citing"].map(place),
        cited_place=pooled["cited"].map(place),
        citing_claims=pooled["citing"].map(cited),
        cited_claims=pooled["cited"].map(cited),
    )
    most = nodes.sort_values(["cites", "name"], ascending=[False, True])["name"]
    passing = most[most.map(place) == "passing"].head(relays)
    passed = placed[placed["citing"].isin(passing) & (placed["cited_place"] == "source")].drop_duplicates("citing")
    ends = nodes.loc[nodes["name"].map(place) == "source", "name"].head(sources)
    kept = {*place.index[place == "outlet"], *passing, *ends, *passed["cited"]}
    return placed[placed["citing"].isin(kept) & placed["cited"].isin(kept)].reset_index(drop=True)


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
