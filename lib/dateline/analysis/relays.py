"""Who passes on whose claims: within threads, by name or as copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dateline.analysis.sources import citation_chains, network_nodes, source_network

RELAYS = ("citing", "cited", "citing_kind", "cited_kind", "threads", "claims", "named", "copied", "first", "last")


def thread_relays(
    threads: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    copies: pd.DataFrame | None = None,
    aliases: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count who passes on whose claims, over the threads that more than one claim belongs to.

    An outlet passes a claim on where it names who has it (an agency, another outlet, somebody who tells what a third
    said), and where its article is a copy of one that another outlet had earlier. What an outlet has from a source
    itself is not passed on; what a relay has from it is.

    Args:
        threads: The table ``threads``, or some of its rows.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        copies: The ``copies`` table; None: only what is named counts.
        aliases: The ``aliases`` table: an outlet is then known by every name of a source.

    Returns:
        ``citing`` (who passes on), ``cited`` (whose claim), ``citing_kind``, ``cited_kind`` (as in ``source_network``),
        ``threads``, ``claims`` (numbers), ``named`` (claims where it names the other), ``copied`` (where its article is
        a copy), ``first`` and ``last`` (days of publication), most claims first.
    """
    shared = threads[threads["thread"].duplicated(keep=False)]
    chains = citation_chains(claims, articles, among=shared["claim"], aliases=aliases)
    nodes = network_nodes(source_network(claims, articles, aliases=aliases))
    kinds = dict(zip(nodes["name"], nodes["kind"], strict=True))
    facts = shared.merge(claims[["id", "article"]], left_on="claim", right_on="id").merge(chains, on="claim")
    facts = facts.merge(articles[["id", "outlet", "published"]], left_on="article", right_on="id")
    earliest = _earliest(articles, copies)
    rows: list[tuple[Any, ...]] = []
    for fact in facts.to_dict("records"):
        ways = dict.fromkeys(pairwise(fact["chain"]) if len(fact["chain"]) > 2 else (), "named")
        origin = earliest.get(fact["article"])
        if origin and isinstance(fact["outlet"], str) and origin != fact["outlet"]:
            ways.setdefault((fact["outlet"], origin), "copied")
        rows += [(*pair, way, fact["thread"], fact["claim"], fact["published"]) for pair, way in ways.items()]
    return _counted(rows, kinds)


def _earliest(articles: pd.DataFrame, copies: pd.DataFrame | None) -> Mapping[str, str]:
    """Return for each article that is a copy the outlet of the earliest one."""
    if copies is None:
        return {}
    outlets = articles.set_index("id")["outlet"].dropna().to_dict()
    later = copies[copies["earliest"] != copies["article"]]
    pairs = zip(later["article"], later["earliest"], strict=True)
    return {article: outlets[first] for article, first in pairs if first in outlets}


def _counted(rows: Sequence[tuple[Any, ...]], kinds: Mapping[str, str]) -> pd.DataFrame:
    columns = ["citing", "cited", "way", "thread", "claim", "published"]
    passed = pd.DataFrame(rows, columns=columns).astype(
        {"citing": "str", "cited": "str", "published": "datetime64[us]"}
    )
    marked = passed.assign(named=passed["way"] == "named", copied=passed["way"] == "copied")
    table = marked.groupby(["citing", "cited"], sort=True).agg(
        threads=("thread", "nunique"),
        claims=("claim", "nunique"),
        named=("named", "sum"),
        copied=("copied", "sum"),
        first=("published", "min"),
        last=("published", "max"),
    )
    table = table.reset_index().sort_values(["claims", "citing", "cited"], ascending=[False, True, True])
    for end in ("citing", "cited"):
        table[f"{end}_kind"] = table[end].map(lambda name: kinds.get(name, "outlet")).astype("str")
    return table[list(RELAYS)].reset_index(drop=True)
