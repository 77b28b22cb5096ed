"""Certainty over time: where what was hedged is said plainly, and no new source stands behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from dateline.analysis.threads.facts import Fact, by_thread, gather
from dateline.analysis.threads.origins import group_origins
from dateline.analysis.threads.polarity import stems
from dateline.analysis.threads.roles import AFFIRMING
from dateline.analysis.threads.sides import both_sides, side_columns
from dateline.text import day_text

HEDGES = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|reportedly|allegedly|apparently|seems?|appears?)\b",
    re.IGNORECASE,
)


def find_hardening(
    threads: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the threads in which a hedged claim becomes a plain one without a new independent source.

    A thread is flagged where all that say so have hedged it (by the speaker, by the reporter, or under a condition) and
    the first plain claim is of an origin that the thread had before (``group_origins``), and changes nothing else.

    Args:
        threads: The table ``threads``.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        copies: The ``copies`` table; None where each article counts as a story of its own.

    Returns:
        One row a flagged thread: ``thread``, and of the last hedged claim of that origin (``one_…``) and the plain one
        (``other_…``) ``claim``, ``source``, ``outlet``, ``day`` and ``sentence``.
    """
    found = []
    for thread, facts in by_thread(gather(threads, claims, articles, copies)):
        pair = hardened(facts)
        if pair:
            found.append(({"thread": thread}, *pair))
    names = {"thread": "str", **side_columns()}
    return both_sides(found, claims, articles, sentences=sentences, names=names)


def is_hedged(fact: Fact) -> bool:
    """Tell whether a claim is hedged or said under a condition."""
    return fact.certainty.startswith("hedged") or fact.certainty == "conditional"


def is_plain(fact: Fact) -> bool:
    """Tell whether a claim is not hedged, and has no word that could hedge it ("could" may, or may not)."""
    return not is_hedged(fact) and not HEDGES.search(fact.content)


def _saying(facts: Sequence[Fact]) -> list[Fact]:
    """Return the claims that say it in words; "stood by its findings" says nothing of how certain these are."""
    first, words = facts[0], stems(facts[0].content)
    return [fact for fact in facts if fact is first or (fact.role in AFFIRMING and words & stems(fact.content))]


def hardened(facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """Return the hedged claim and the plain one that it became without a new source; None where there is none."""
    saying, groups = _saying(facts), dict(zip((fact.claim for fact in facts), group_origins(facts), strict=True))
    hedged: dict[int, Fact] = {}
    for fact in saying:
        group = groups[fact.claim]
        if is_plain(fact):
            return (hedged[group], fact) if group in hedged and fact.role != "amend" else None
        if is_hedged(fact):
            hedged[group] = fact
    return None


def describe_certainty(facts: Sequence[Fact]) -> str:
    """Say how certain those are who say what a thread says, and since when."""
    saying = _saying(facts)
    plain = next((fact for fact in saying if is_plain(fact)), None)
    if is_hedged(saying[0]) and plain is None:
        return "hedged throughout"
    if plain is None or not is_hedged(saying[0]):
        return "plain throughout" if not any(map(is_hedged, saying)) else "plain from the start, hedged by others"
    since = f"hedged, plain since {day_text(plain.day)}" if plain.day is not None else "hedged, then plain"
    return since + (", without a new source" if hardened(facts) else "")
