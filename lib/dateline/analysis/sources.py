"""Who cites whom: outlets, those who pass claims on, and the sources at the end of the chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dateline.analysis.claims import NO_SOURCE
from dateline.analysis.holders import Holders, find_holders, passed_on_by
from dateline.analysis.outlet_names import match_outlets

ANONYMOUS = "(anonymous)"
"""Stands for everyone whom articles quote without a name: not one source."""
NO_OUTLET = "(outlet not known)"
NAMELESS = {ANONYMOUS: "anonymous", NO_SOURCE: "unknown"}
"""Kinds of those who stand for many."""
QUOTED = ("direct", "mixed")
EDGES = (
    "citing",
    "cited",
    "citing_kind",
    "cited_kind",
    "claims",
    "articles",
    "direct",
    "first",
    "last",
)


def citation_chains(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    among: Iterable[str] | None = None,
    aliases: pd.DataFrame | None = None,
    agencies: bool = True,
) -> pd.DataFrame:
    """Say for each claim who stands between its reader and its source.

    That is who the claim says passes it on, and the sources of claims that hold it: in "Holt testified that Venn had
    warned", Holt passes on what Venn said.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table of the same corpus.
        among: Ids of the claims to look at, such as those that ``select_claims`` leaves. None: all.
        aliases: The ``aliases`` table: an outlet is then known by every name of a source.
        agencies: Whether an agency credited with an article stands between its outlet and its sources.

    Returns:
        ``claim`` (id) and ``chain``, in the order of ``claims``: the outlet first and the source last. An outlet that
        others cite bears its own name (see ``match_outlets``), and "(anonymous)" or "(not named)" stands where a claim
        has no name for its source. Nobody is in a chain twice in a row; an outlet that speaks for itself is alone.
    """
    holders, same = find_holders(claims), _same_as_outlets(claims, articles, aliases)
    facts = articles[["id", "outlet", "agency"]].rename(columns={"id": "article"})
    joined = _among(claims, among).merge(facts, how="left", on="article")
    chains = [_chain(claim, same, holders, agencies=agencies) for claim in joined.to_dict("records")]
    return pd.DataFrame({"claim": joined["id"], "chain": pd.Series(chains, dtype=object)})


def _among(claims: pd.DataFrame, among: Iterable[str] | None) -> pd.DataFrame:
    return claims if among is None else claims[claims["id"].isin(list(among))]


def source_network(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    among: Iterable[str] | None = None,
    aliases: pd.DataFrame | None = None,
    agencies: bool = True,
    least: int = 1,
) -> pd.DataFrame:
    """Count who cites whom, from the outlet over those who pass a claim on to its source.

    A chain of three, such as Tribune, Herald, ministry, gives two rows: the Tribune cites the Herald, and the Herald
    the ministry. An outlet that others cite is one with the source of that name (see ``match_outlets``). Where a claim
    has no name for its source, "(anonymous)" or "(not named)" is cited; these stand for many, not for one source.
    A claim of which an outlet itself is the source has that outlet on both sides.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table of the same corpus.
        among: Ids of the claims to count, such as those that ``select_claims`` leaves. None: all.
        aliases: The ``aliases`` table: an outlet is then known by every name of a source.
        agencies: Whether an agency credited with an article stands between its outlet and its sources.
        least: Fewest claims of a row.

    Returns:
        ``citing``, ``cited``, ``citing_kind``, ``cited_kind`` (outlet; relay for who only passes claims on; or the
        commonest kind of source), ``claims``, ``articles`` (numbers), ``direct`` (claims quoted wholly or in part),
        ``first`` and ``last`` (days on which they were said), most claims first.

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> dl.source_network(c.claims, c.articles)[["citing", "cited"]].iloc[0].tolist()
    ['Ostrel State Herald', 'Ostrel Energy Ministry']
    """
    chains = citation_chains(claims, articles, among=among, aliases=aliases, agencies=agencies)
    rows: list[tuple[Any, ...]] = []
    kinds: dict[str, Counter[str]] = {}
    for claim, chain in zip(_among(claims, among).to_dict("records"), chains["chain"], strict=True):
        kind = claim["source_kind"]
        kinds.setdefault(chain[-1], Counter())[kind if isinstance(kind, str) else "unknown"] += 1
        facts = (claim["id"], claim["article"], claim["quotation"] in QUOTED, claim["said_first"])
        rows += [(citing, cited, *facts) for citing, cited in _steps(chain)]
    table = _counted(rows)
    outlets = {*articles["outlet"].dropna(), NO_OUTLET}
    for end in ("citing", "cited"):
        table[f"{end}_kind"] = [_kind(name, kinds.get(name), outlets) for name in table[end]]
    table = table.astype({"citing_kind": "str", "cited_kind": "str"})
    return table.loc[table["claims"] >= least, list(EDGES)].reset_index(drop=True)


def _same_as_outlets(claims: pd.DataFrame, articles: pd.DataFrame, aliases: pd.DataFrame | None) -> dict[str, str]:
    """Return the outlet for each name of a source, relay or agency that means one."""
    outlets = articles["outlet"].dropna().unique()
    named = claims.loc[claims["source_kind"] != "person", "source"].dropna()
    names = [*named, *(name for via in claims["via"] for name in via), *articles["agency"].dropna()]
    same = match_outlets(sorted(set(names)), outlets)
    if aliases is None:
        return same
    others = aliases[aliases["source"].isin(names) & ~aliases["source"].isin(same)]
    found = match_outlets(others["name"], outlets)
    for source, name in zip(others["source"], others["name"], strict=True):
        if name in found:
            same.setdefault(source, found[name])
    return same


def _chain(claim: Mapping[Any, Any], same: Mapping[str, str], holders: Holders, *, agencies: bool) -> list[str]:
    """Return who stands between the reader and what was said, the outlet first; nobody twice in a row."""
    outlet = claim["outlet"] if isinstance(claim["outlet"], str) else NO_OUTLET
    credited = [claim["agency"]] if agencies and isinstance(claim["agency"], str) else []
    chain = [outlet]
    for name in [*credited, *passed_on_by(claim["parent"], claim["via"], holders), _end(claim)]:
        meant = same.get(name, name)
        if meant != chain[-1]:
            chain.append(meant)
    return chain


def _end(claim: Mapping[Any, Any]) -> str:
    if isinstance(claim["source"], str):
        return claim["source"]
    return ANONYMOUS if claim["source_kind"] == "anonymous" else NO_SOURCE


def _steps(chain: list[str]) -> Iterator[tuple[str, str]]:
    """Yield who cites whom; who is the only one in a chain speaks for itself."""
    return iter(dict.fromkeys(pairwise(chain if len(chain) > 1 else chain * 2)))


def _counted(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    steps = pd.DataFrame(rows, columns=["citing", "cited", "claim", "article", "quoted", "said"])
    steps = steps.astype({"citing": "str", "cited": "str", "quoted": bool, "said": "datetime64[us]"})
    table = steps.groupby(["citing", "cited"], sort=True).agg(
        claims=("claim", "nunique"),
        articles=("article", "nunique"),
        direct=("quoted", "sum"),
        first=("said", "min"),
        last=("said", "max"),
    )
    return table.reset_index().sort_values(["claims", "citing", "cited"], ascending=[False, True, True])


def _kind(name: str, found: Counter[str] | None, outlets: Container[str]) -> str:
    if name in outlets:
        return "outlet"
    if name in NAMELESS:
        return NAMELESS[name]
    if not found:
        return "relay"
    known = [(-number, kind) for kind, number in found.items() if kind != "unknown"]
    return min(known)[1] if known else "unknown"


def network_nodes(edges: pd.DataFrame) -> pd.DataFrame:
    """List everyone in a network.

    Args:
        edges: The table from ``source_network``.

    Returns:
        ``name``, ``kind`` (see there), ``cited`` (claims for which others cite it), ``cited_by`` (how many others do),
        ``cites`` (claims that it cites or passes on), most cited first. Who cites itself does not count.
    """
    others = edges[edges["citing"] != edges["cited"]]
    cited = others.groupby("cited")["claims"].agg(cited="sum", cited_by="size")
    cites = others.groupby("citing")["claims"].agg(cites="sum")
    ends = [edges[[end, f"{end}_kind"]].set_axis(["name", "kind"], axis=1) for end in ("citing", "cited")]
    nodes = pd.concat(ends).drop_duplicates("name").set_index("name").join(cited).join(cites)
    counts = nodes[["cited", "cited_by", "cites"]].fillna(0).astype("int64")
    table = nodes[["kind"]].join(counts).reset_index()
    return table.sort_values(["cited", "cites", "name"], ascending=[False, False, True], ignore_index=True)
