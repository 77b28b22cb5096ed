"""The role of each claim in its thread: who says it first, who repeats, changes, denies, confirms or withdraws it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dateline import schema
from dateline.analysis.threads.facts import Fact, by_thread, gather
from dateline.analysis.threads.origins import find_origins
from dateline.analysis.threads.polarity import ASKING, Saying, Stance, is_qualified, overlap, read_stance, stems
from dateline.analysis.threads.quantities import Quantity, find_changes, find_quantities

GRANTING = re.compile(r"\b(?:admit|conced|acknowledg|confirm|grant|recogni[sz])\w*", re.IGNORECASE)
IS_TRUE = re.compile(
    r"\b(?:is|was|are|were|been|absolutely|quite) right\b|\b(?:rul|rat|judg)(?:e|es|ed|ing)\b.{0,80}\btrue\b"
    r"|\b(?:corroborat|verif)\w+",
    re.IGNORECASE,
)
"""Words by which someone says that another's claim holds."""
SAME_WORDS = 0.6
"""Share of a claim's words that the first claim has, for one who denied before to be taken as now saying it himself."""
SAME_MATTER = 0.15
"""Share of a claim's words that those before have, for its negation or quotation to be on the same matter."""
MOST_WORDS = 20
"""Claims from which words are kept to compare with."""
LONGEST_DATE = 31
"""Days of the longest stretch of time that is set against another."""
Days = tuple[pd.Timestamp, pd.Timestamp]
AFFIRMING = frozenset(["first", "repeat", "amend", "confirm"])


def give_roles(
    grouping: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, *, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Tell for each claim of a thread which role it plays there, and who stands at the end of its chain.

    Claims are ordered by the day on which they were said (the last one possible, and none after that of publication; of
    a stretch longer than a month no day is known), then the day of publication, then as ``publication_order`` has it,
    then by id; a claim that cites an outlet stands behind that outlet's own, if that was published no later. The first
    of them is *first*; a claim without a day is that only where none has one. Then the first of these that holds:

    - *withdraw*: the reporting word withdraws, or its source has withdrawn before and does not say it again.
    - *deny*: it takes the other side than the first claim, by its reporting word, a negation or an opposite word, where
      two of them cancel each other; or its source has only denied before and nothing shows that it now says otherwise.
    - *confirm*: a source that does not speak for the first one confirms it, or says it in words of its own that are
      quoted; or says that it is right or true.
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
        roles = find_roles(facts)
        origins = find_origins([replace(fact, role=role) for fact, role in zip(facts, roles, strict=True)])
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
        self._first, self._about = first, stems(first.content)
        self._last: dict[str, str] = {}
        self._affirming: set[str] = set()
        self._words: set[str] = set()
        self._kept = 0
        # Each wording of numbers once, by unit, and each stretch of days once: a thread may have many thousand claims.
        self._numbers: dict[str, dict[tuple[Quantity, ...], None]] = {}
        self._days: dict[Days, None] = {}
        self._keep(first)

    def take(self, fact: Fact) -> str:
        """Return the role of the next claim."""
        role = self._role(fact)
        if fact.body:
            self._last[fact.body] = role
        if role in AFFIRMING:
            self._keep(fact)
        return role

    def _keep(self, fact: Fact) -> None:
        self._affirming |= {fact.body} if fact.body else set()
        if self._kept < MOST_WORDS:
            self._kept += 1
            self._words |= stems(fact.content)
        for unit, quantities in _by_unit(fact).items():
            self._numbers.setdefault(unit, {})[quantities] = None
        if (days := short_days(fact)) is not None:
            self._days[days] = None

    def _role(self, fact: Fact) -> str:
        stance, before = read_stance(_saying(fact), _saying(self._first)), self._last.get(fact.body or "")
        again = bool(GRANTING.search(fact.cue)) or overlap(fact.content, self._about) >= SAME_WORDS
        if fact.cue_kind == "withdraws" or (before == "withdraw" and not self._anew(fact, stance, again=again)):
            return "withdraw"
        # Who has said both is not known to mean a denial where no word shows it.
        carried = before == "deny" and not again and fact.body not in self._affirming
        if self._denies(fact, stance, carried=carried):
            return "deny"
        if self._confirms(fact):
            return "confirm"
        return "amend" if self._amends(fact) else "repeat"

    def _anew(self, fact: Fact, stance: Stance, *, again: bool) -> bool:
        """Tell whether one who has withdrawn says it again, or gives another number in its place."""
        return stance.sign > 0 and (again or bool(_by_unit(fact).keys() & self._numbers.keys()))

    def _denies(self, fact: Fact, stance: Stance, *, carried: bool) -> bool:
        if fact.cue_kind in ASKING and self._first.cue_kind not in ASKING:
            return False
        against = stance.sign < 0 and (stance.by_cue or carried or self._on_the_matter(fact))
        return against or (carried and not stance.shown)

    def _on_the_matter(self, fact: Fact) -> bool:
        return overlap(fact.content, self._words) >= SAME_MATTER

    def _confirms(self, fact: Fact) -> bool:
        other = fact.body is not None and fact.body != self._first.body and fact.article != self._first.article
        independent = other and not fact.via and not fact.copied
        own = fact.quotation == "direct" and fact.certainty == "plain"
        affirms = fact.cue_kind == "confirms" or bool(IS_TRUE.search(f"{fact.cue} {fact.content}"))
        return independent and (affirms or (own and self._on_the_matter(fact)))

    def _amends(self, fact: Fact) -> bool:
        # Who repeats an earlier number changes nothing, whatever has been said since.
        shared = {unit: new for unit, new in _by_unit(fact).items() if unit in self._numbers}
        if shared:
            return any(all(find_changes(old, new) for old in self._numbers[unit]) for unit, new in shared.items())
        days = short_days(fact)
        if days is not None and self._days:
            return all(are_apart(days, before) for before in self._days)
        return fact.body != self._first.body and is_qualified(fact.content) and not is_qualified(self._first.content)


def _saying(fact: Fact) -> Saying:
    return Saying(fact.content, fact.cue, fact.cue_kind, fact.certainty)


def _by_unit(fact: Fact) -> dict[str, tuple[Quantity, ...]]:
    """Return the quantities of a claim by unit, without their places: the same numbers are the same."""
    found: dict[str, list[Quantity]] = {}
    for quantity in find_quantities(fact.content):
        found.setdefault(quantity.unit, []).append(replace(quantity, start=0, end=0, words=""))
    return {unit: tuple(quantities) for unit, quantities in found.items()}


def short_days(fact: Fact) -> Days | None:
    """Return the days that a claim speaks of; None where it speaks of none, or of more than a month."""
    if fact.about is None or (fact.about[1] - fact.about[0]).days >= LONGEST_DATE:
        return None
    return fact.about


def are_apart(one: Days, other: Days) -> bool:
    """Tell whether two stretches of days have no day in common."""
    return one[1] < other[0] or other[1] < one[0]
