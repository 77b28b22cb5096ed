"""The role of each claim in its thread: who says it first, who repeats, changes, denies, confirms or withdraws it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from dateline import schema
from dateline.analysis.threads.facts import Fact, by_thread, gather
from dateline.analysis.threads.origins import find_origins
from dateline.analysis.threads.polarity import Stance, is_qualified, overlap, read_stance, stems
from dateline.analysis.threads.quantities import Quantity, find_changes, find_quantities

GRANTING = re.compile(r"\b(?:admit|conced|acknowledg|confirm|grant|recogni[sz])\w*", re.IGNORECASE)
SAME_WORDS = 0.6
"""Share of a claim's words that the first claim has, for one who denied before to be taken as now saying it himself."""
LONGEST_DATE = 31
"""Days of the longest stretch of time that is set against another."""
AFFIRMING = frozenset(["first", "repeat", "amend", "confirm"])


def give_roles(
    grouping: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, *, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Tell for each claim of a thread which role it plays there, and who stands at the end of its chain.

    Claims are ordered by the day on which they were said (the last one possible), then the day of publication, then
    outlets before those that cite them, then as ``publication_order`` has it, then by id. The first of them is *first*;
    a claim without a day is that only where none has one. Then the first of these that holds:

    - *withdraw*: the reporting word withdraws, or its source has withdrawn before and does not say it again.
    - *deny*: it takes the other side than the first claim, by its reporting word, a negation or an opposite word, where
      two of them cancel each other; or its source has denied before and nothing shows that it now says otherwise.
    - *confirm*: a source that does not speak for the first one confirms it, or says it in words of its own that are
      quoted.
    - *amend*: numbers of one unit, or days, that cannot both hold ("up to 40 houses", "at least 60 houses") with any
      claim before that took the same side, or another source that takes part of it back ("it did, but …").
    - *repeat*: all others.

    Args:
        grouping: ``thread``, ``claim`` and ``score``: which claims belong together.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        copies: The ``copies`` table; None where each article counts as a story of its own.

    Returns:
        The table ``threads``: ``thread``, ``claim``, ``role``, ``origin`` and ``score``, thread by thread in the order
        of ``grouping``, each thread in the order above.

    Raises:
        DatelineError: The grouping names a claim that is not in ``claims``, or its article is not in ``articles``.
    """
    rows: list[tuple[object, ...]] = []
    for thread, facts in by_thread(gather(grouping, claims, articles, copies)):
        roles, origins = find_roles(facts), find_origins(facts)
        for number, (fact, role, origin) in enumerate(zip(facts, roles, origins, strict=True)):
            rows.append((thread, fact.claim, role, origin, fact.score if number else 1.0))
    names = [column.name for column in schema.columns("threads")]
    return schema.conform(pd.DataFrame(rows, columns=names), "threads")


def find_roles(facts: Sequence[Fact]) -> list[str]:
    """Return the role of each claim of a thread, given in the order in which they were said."""
    roles = ["first"]
    if len(facts) > 1:
        thread = _Thread(facts[0])
        roles += [thread.take(fact) for fact in facts[1:]]
    return roles


class _Thread:
    """What has been said in a thread so far."""

    def __init__(self, first: Fact) -> None:
        self._first, self._words = first, stems(first.content)
        self._side = _stance(first, first).sign or 1
        self._said: list[tuple[list[Quantity], Fact]] = [(find_quantities(first.content), first)]
        self._last: dict[str, str] = {}

    def take(self, fact: Fact) -> str:
        """Return the role of the next claim."""
        role = self._role(fact)
        if fact.body:
            self._last[fact.body] = role
        if role in AFFIRMING:
            self._said.append((find_quantities(fact.content), fact))
        return role

    def _role(self, fact: Fact) -> str:
        stance, before = _stance(fact, self._first), self._last.get(fact.body or "")
        again = bool(GRANTING.search(fact.cue)) or overlap(fact.content, self._words) >= SAME_WORDS
        if fact.cue_kind == "withdraws" or (before == "withdraw" and not self._anew(fact, stance, again=again)):
            return "withdraw"
        if self._denies(stance, carried=before == "deny" and not again):
            return "deny"
        if self._confirms(fact):
            return "confirm"
        return "amend" if self._amends(fact) else "repeat"

    def _anew(self, fact: Fact, stance: Stance, *, again: bool) -> bool:
        """Tell whether one who has withdrawn says it again, or gives another number in its place."""
        units = {quantity.unit for quantity in find_quantities(fact.content)}
        said = {quantity.unit for quantities, _ in self._said for quantity in quantities}
        return stance.sign == self._side and (again or bool(units & said))

    def _denies(self, stance: Stance, *, carried: bool) -> bool:
        return stance.sign == -self._side or (carried and not stance.shown)

    def _confirms(self, fact: Fact) -> bool:
        independent = fact.body is not None and fact.body != self._first.body and not fact.via and not fact.copied
        own = fact.quotation == "direct" and fact.certainty == "plain"
        return independent and (fact.cue_kind == "confirms" or own)

    def _amends(self, fact: Fact) -> bool:
        found = find_quantities(fact.content)
        # Who repeats an earlier number changes nothing, whatever has been said since.
        with_unit = [(old, claim) for old, claim in self._said if {q.unit for q in old} & {q.unit for q in found}]
        if with_unit:
            return all(find_changes(old, found) for old, _ in with_unit)
        dated = [claim for _, claim in self._said if _dated(claim)]
        if _dated(fact) and dated:
            return all(days_apart(claim, fact) for claim in dated)
        return fact.body != self._first.body and is_qualified(fact.content) and not is_qualified(self._first.content)


def _stance(fact: Fact, first: Fact) -> Stance:
    return read_stance(fact.content, fact.cue, kind=fact.cue_kind, certainty=fact.certainty, first=first.content)


def _dated(fact: Fact) -> bool:
    return fact.about is not None and (fact.about[1] - fact.about[0]).days < LONGEST_DATE


def days_apart(one: Fact, other: Fact) -> bool:
    """Tell whether two claims speak of days that cannot be the same."""
    if one.about is None or other.about is None or not (_dated(one) and _dated(other)):
        return False
    return one.about[1] < other.about[0] or other.about[1] < one.about[0]
