"""What a table says, in a sentence: titles of figures and captions, computed from the data."""

from __future__ import annotations

import pandas as pd

from dateline.analysis.claims import MONTH, NO_SOURCE, lacks_day
from dateline.text import count_text, day_text


def timeline_finding(readable: pd.DataFrame) -> str:
    """Return the main point of a timeline: who makes most claims, and how many are hedged.

    Args:
        readable: The table from ``readable_claims``.
    """
    if readable.empty:
        return "No claims fit the question"
    counts = readable["source"].value_counts().drop(labels=[NO_SOURCE], errors="ignore")
    if counts.empty:
        return f"{count_text(len(readable), 'claim')}, none with a named source"
    top = sorted(counts[counts == counts.max()].index)
    who = {1: top[0], 2: " and ".join(top)}.get(len(top), f"{len(top)} sources, {top[0]} among them,")
    verb, each = ("makes", "") if len(top) == 1 else ("make", " each")
    hedged = int(readable["certainty"].str.startswith("hedged", na=False).sum())
    are_hedged = {0: "none is hedged", 1: "1 is hedged"}.get(hedged, f"{hedged} are hedged")
    return f"{who} {verb} most claims ({counts.max()} of {len(readable)}{each}); {are_hedged}"


def copies_finding(everything: pd.DataFrame, counted: pd.DataFrame) -> str:
    """Return how many articles are left out because each story counts once.

    Args:
        everything: The articles that the question is about.
        counted: Those of them that ``select_articles`` leaves with ``copies``.
    """
    left_out = len(everything) - len(counted)
    if not left_out:
        return f"No article of {len(everything):,} is left out as a copy"
    are = "is left out as a copy" if left_out == 1 else "are left out as copies"
    return f"{left_out:,} of {count_text(len(everything), 'article')} {are} of an earlier one"


def timeline_days(readable: pd.DataFrame) -> pd.DataFrame:
    """Add the day on which a timeline shows each claim.

    Articles tell of what was said years ago. Such claims would press all others into a corner, so the axis reaches from
    a month before the first article to a month after the last. What was said "last year" has no place on it either.

    Args:
        readable: The table from ``readable_claims``.

    Returns:
        The same with ``day``: ``said_first``, missing where it is not known, where it can be more than a month before
        ``said_last``, and where it lies outside of the axis.
    """
    said, published = readable["said_first"], readable["published"].dropna()
    said = said.mask(lacks_day(readable))
    if published.empty:
        return readable.assign(day=said)
    near = said.between(published.min() - MONTH, published.max() + MONTH)
    return readable.assign(day=said.where(near))


def timeline_caption(readable: pd.DataFrame, everything: pd.DataFrame) -> str:
    """Return what a timeline covers and leaves out: claims, sources, articles, outlets, days, undated ones.

    Args:
        readable: The claims drawn, from ``timeline_days``.
        everything: All claims of the corpus, from ``readable_claims``.
    """
    days = readable["day"].dropna()
    undated = int(readable["said_first"].isna().sum())
    vague = int(lacks_day(readable).sum())
    elsewhen = len(readable) - len(days) - undated - vague
    period = f", {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    sources = count_text(readable.loc[readable["source"] != NO_SOURCE, "source"].nunique(), "named source")
    covered = (
        f"{len(readable)} of the corpus's {count_text(len(everything), 'claim')}, by {sources}"
        f" in {count_text(readable['article'].nunique(), 'article')} of"
        f" {count_text(readable['outlet'].nunique(), 'outlet')}{period}."
    )
    aside = [f"{undated} without a day"] * bool(undated)
    aside += [f"{vague} said on some day of a longer period than a month"] * bool(vague)
    aside += [f"{elsewhen} said more than a month before or after the articles"] * bool(elsewhen)
    stand = "stands" if undated + vague + elsewhen == 1 else "stand"
    listed = " and ".join(filter(None, [", ".join(aside[:-1]), *aside[-1:]]))
    return covered + (f" {listed} {stand} in the margin on the right." if aside else " Every one has a day.")
