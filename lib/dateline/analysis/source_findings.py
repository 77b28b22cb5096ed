"""What a source network and its counts say, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dateline.analysis.sources import network_nodes
from dateline.text import count_text, day_text

NO_NAME = ("relay", "outlet", "anonymous", "unknown")
"""Kinds of nodes that are no named source."""


def network_finding(edges: pd.DataFrame, chains: pd.DataFrame) -> str:
    """Return the main point of a network: who is cited most, and how many claims come second hand.

    Args:
        edges: The table from ``source_network``.
        chains: The table from ``citation_chains`` for the same claims.
    """
    if chains.empty:
        return "No claims fit the question"
    nodes = network_nodes(edges)
    named = nodes[~nodes["kind"].isin(NO_NAME) & (nodes["cited"] > 0)]
    total = count_text(len(chains), "claim")
    if named.empty:
        return f"No named source stands behind {total}; {_second_hand(chains)}"
    most = int(named["cited"].max())
    top = sorted(named.loc[named["cited"] == most, "name"])
    who = joined(top) if len(top) < 3 else f"{top[0]} and {len(top) - 1} others"
    verb, each = ("is", "") if len(top) == 1 else ("are", " each")
    return f"{who} {verb} cited most ({most:,} of {total}{each}); {_second_hand(chains)}"


def _second_hand(chains: pd.DataFrame) -> str:
    between = [name for chain in chains["chain"] for name in chain[1:-1]]
    number = int(chains["chain"].map(len).gt(2).sum())
    if not number:
        return "none comes second hand"
    counts = pd.Series(between).value_counts()
    most = sorted(counts[counts == counts.max()].index)
    through = f"most through {most[0]}" if len(most) == 1 and len(counts) > 1 else f"through {joined(most[:2])}"
    if len(most) > 2:
        through = f"through {len(counts)} others"
    return f"{number:,} {'comes' if number == 1 else 'come'} second hand, {through}"


def network_caption(drawn: pd.DataFrame, edges: pd.DataFrame, *, readable: pd.DataFrame, least: int = 1) -> str:
    """Return what a figure of a network covers and leaves out: claims, articles, outlets, days, sources.

    Args:
        drawn: The part drawn, from ``largest_network``.
        edges: The whole network, from ``source_network``.
        readable: The claims that it was made of, from ``readable_claims``.
        least: Fewest claims of a row of ``edges``.
    """
    everyone = network_nodes(edges)
    cited = everyone[everyone["kind"] != "outlet"]
    days = readable["published"].dropna()
    period = f", {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    sentences = [
        f"{count_text(len(readable), 'claim')} in {count_text(readable['article'].nunique(), 'article')} of"
        f" {count_text(int((everyone['kind'] == 'outlet').sum()), 'outlet')}{period}."
    ]
    if least > 1:
        sentences.append(f"Who cites whom for fewer than {least} claims is left out.")
    left_out = cited[~cited["name"].isin(network_nodes(drawn)["name"])]
    if len(left_out):
        most = count_text(int(left_out["cited"].max()), "claim")
        sentences.append(f"Not drawn: {len(left_out):,} of {len(cited):,} who are cited, at most {most} each.")
    if alone := int(edges.loc[edges["citing"] == edges["cited"], "claims"].sum()):
        of_itself = "that an outlet makes itself is" if alone == 1 else "that outlets make themselves are"
        sentences.append(f"{count_text(alone, 'claim')} {of_itself} not drawn.")
    return " ".join(sentences)


def anonymous_finding(table: pd.DataFrame) -> str:
    """Return whether outlets differ in how often their sources are anonymous: surely only if intervals lie apart.

    Args:
        table: The table from ``count_anonymous``.
    """
    if table.empty:
        return "No claims fit the question"
    hits, total = int(table["anonymous"].sum()), int(table["claims"].sum())
    overall = f"{hits / total:.0%} of {count_text(total, 'claim')}"
    most = table.sort_values(["low", "outlet"], ascending=[False, True]).iloc[0]
    least = table.sort_values(["high", "outlet"]).iloc[0]
    if len(table) == 1:
        return f"{overall} in {most['outlet']} {'has' if total == 1 else 'have'} an anonymous source"
    if most["low"] <= least["high"]:
        return f"No clear difference between outlets: {overall} have an anonymous source"
    claims = count_text(int(most["claims"]), "claim")
    return (
        f"{most['outlet']} has most anonymous sources ({most['share']:.0%} of {claims}),"
        f" {least['outlet']} fewest ({least['share']:.0%} of {int(least['claims']):,})"
    )


def anonymous_caption(table: pd.DataFrame, *, drawn: int) -> str:
    """Return what the figure of anonymous sources covers and leaves out.

    Args:
        table: The table from ``count_anonymous``.
        drawn: Outlets drawn.
    """
    nameless = int((table["anonymous"] + table["not_named"]).sum())
    claims = count_text(int(table["claims"].sum()), "claim")
    left_out = len(table) - min(drawn, len(table))
    rest = f" The {count_text(left_out, 'outlet')} with fewest claims {'is' if left_out == 1 else 'are'} not drawn."
    return (
        f"{claims} of {count_text(len(table), 'outlet')}; {nameless:,} without a name for the source. Lines: 95 %"
        f" intervals (Wilson), too narrow where an article repeats one anonymous source.{rest if left_out else ''}"
    )


def joined(names: Sequence[str]) -> str:
    """Return names as a phrase: A; A and B; A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
