"""Contradictions: who denies what, and numbers or days that differ; both sides, never who is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from dateline.analysis.claims import NO_SOURCE
from dateline.analysis.threads.facts import Fact, by_thread, gather
from dateline.analysis.threads.polarity import stems
from dateline.analysis.threads.quantities import Quantity, find_changes, find_quantities
from dateline.analysis.threads.roles import AFFIRMING, Days, are_apart, short_days
from dateline.analysis.threads.sides import both_sides, side_columns
from dateline.text import day_text

LOOKED_AT = 50
"""Claims before a denial among which the denied one is looked for."""
Pair = tuple[dict[str, Any], Fact, Fact]


def find_disputes(
    threads: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Show both sides of each contradiction within a thread.

    - *denial*: a source that denies what the thread says, once for each denying source (those who speak for one count
      as one), beside the claim of another source before it that shares most words with it.
    - *number*: a quantity that cannot hold together with any given before for the same unit, beside the latest of
      these.
    - *date*: days that the content speaks of and that cannot be those of any claim before, beside the latest of these.

    Which side is right is not said.

    Args:
        threads: The table ``threads``.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        copies: The ``copies`` table; None where each article counts as a story of its own.

    Returns:
        ``thread``, ``kind`` (denial, number or date), ``differs`` (in words), ``same_source`` (whether both sides speak
        for one source, which then has changed what it says), ``times`` (claims that take the other side so), and for
        ``one_…`` (the earlier claim, as a rule) and ``other_…``: ``claim``, ``source``, ``outlet``, ``day`` and
        ``sentence``.
    """
    pairs: list[Pair] = []
    for thread, facts in by_thread(gather(threads, claims, articles, copies)):
        if len(facts) > 1:
            saying = [fact for fact in facts if fact.role in AFFIRMING]
            for about, one, other in (*_denials(facts), *_numbers(saying), *_dates(saying)):
                same = one.body is not None and one.body == other.body
                pairs.append(({"thread": thread, "same_source": same, **about}, one, other))
    names = {"thread": "str", "kind": "str", "differs": "str", "same_source": "bool", "times": "int64"}
    return both_sides(pairs, claims, articles, sentences=sentences, names={**names, **side_columns()})


def _denials(facts: Sequence[Fact]) -> Iterator[Pair]:
    denying: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        if fact.role == "deny":
            denying.setdefault(fact.body or f"\0{fact.claim}", []).append(number)
    for numbers in denying.values():
        denial = facts[numbers[0]]
        against = _denied(facts, numbers[0])
        who, whom = denial.source or NO_SOURCE, against.source or NO_SOURCE
        both = denial.body is not None and denial.body == against.body
        differs = f"{who} says it and denies it" if both else f"{who} denies what {whom} says"
        yield {"kind": "denial", "differs": differs, "times": len(numbers)}, against, denial


def _denied(facts: Sequence[Fact], number: int) -> Fact:
    """Return the claim before a denial, of another source, that shares most words with it; of several the latest."""
    denial, words = facts[number], stems(facts[number].content)
    before = [
        fact
        for fact in facts[max(0, number - LOOKED_AT) : number]
        if fact.role in AFFIRMING and (fact.body is None or fact.body != denial.body)
    ]
    return max(reversed(before), key=lambda fact: len(stems(fact.content) & words), default=facts[0])


def _numbers(saying: Sequence[Fact]) -> Iterator[Pair]:
    values: dict[str, list[tuple[list[Quantity], Fact]]] = {}
    counted: dict[tuple[str, int], int] = {}
    found: list[tuple[Quantity, Fact, Quantity, Fact, tuple[str, int]]] = []
    for fact in saying:
        units: dict[str, list[Quantity]] = {}
        for quantity in find_quantities(fact.content):
            units.setdefault(quantity.unit, []).append(quantity)
        for unit, new in units.items():
            old = values.setdefault(unit, [])
            agreeing = [place for place, (before, _) in enumerate(old) if not find_changes(before, new)]
            if agreeing:
                counted[unit, agreeing[-1]] += 1
                continue
            if old:
                found.append((old[-1][0][0], old[-1][1], new[0], fact, (unit, len(old))))
            counted[unit, len(old)] = 1
            old.append((new, fact))
    for before, one, after, other, key in found:
        differs = f"“{before.words}” against “{after.words}”"
        yield {"kind": "number", "differs": differs, "times": counted[key]}, one, other


def _dates(saying: Sequence[Fact]) -> Iterator[Pair]:
    dated: list[tuple[Days, Fact]] = []
    for fact in saying:
        days = short_days(fact)
        if days is None or not all(are_apart(before, days) for before, _ in dated):
            continue
        if dated:
            before, one = dated[-1]
            yield {"kind": "date", "differs": f"{_words(before)} against {_words(days)}", "times": 1}, one, fact
        dated.append((days, fact))


def _words(days: Days) -> str:
    first, last = (day_text(day) for day in days)
    return first if first == last else f"{first} to {last}"
