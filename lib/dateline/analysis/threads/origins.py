"""Origins: who stands at the end of a claim's chain, who only passes it on, how many stand behind it independently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.analysis.threads.facts import Fact, plain_name

OWNER = re.compile(
    r"(?P<owner>\b[A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,4})(?:['’]s|['’]) (?:\w+ ){0,2}"
    r"(?:claim|charge|remark|statement|comment|assertion|accusation|allegation|suggestion|contention|warning|prediction)s?"
    r" (?:that|of|about)\b"
)
"""Whose claim a content says that it is: "Ostrel's statement that Varnia had been warned"."""
PASSING = frozenset(["first", "repeat", "amend"])
"""Roles in which one who speaks of another's claim only passes it on."""


def find_origins(facts: Sequence[Fact]) -> list[str | None]:
    """Return for each claim of a thread who stands at the end of its chain; None where no one is named.

    That is its source. Where the source is an outlet that has the claim itself, the chain goes on there: "the dam has
    cracks, the Post wrote" has the origin that the Post names. Who speaks of "Brand's charge that …", and neither
    confirms, denies nor withdraws it, has it from Brand.

    Args:
        facts: The claims, in the order in which they were said, their ``role`` set.
    """
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.outlet:
            first.setdefault(fact.outlet, fact)
    full = _full_names([fact.source for fact in facts if fact.source] + _owners(facts))
    return [_owner(fact, full) or _end(fact, first) for fact in facts]


def _owners(facts: Sequence[Fact]) -> list[str]:
    found = (OWNER.search(fact.content) for fact in facts)
    return [match["owner"] for match in found if match]


def _owner(fact: Fact, full: Mapping[str, str]) -> str | None:
    """Return whose claim a content says that it is, by the full name that the thread has."""
    match = OWNER.search(fact.content) if fact.role in PASSING else None
    return full.get(match["owner"], match["owner"]) if match else None


def _end(fact: Fact, first: Mapping[str, Fact]) -> str | None:
    seen: set[str] = set()
    while fact.from_outlet and fact.from_outlet in first and fact.claim not in seen:
        seen.add(fact.claim)
        following = first[fact.from_outlet]
        if following.source is None:
            return None
        fact = following
    return fact.source


class _Groups:
    """Union-find over the claims of a thread; each group is known by its earliest claim."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        self._above[max(one, other)] = min(one, other)


def group_origins(facts: Sequence[Fact]) -> list[int]:
    """Return for each claim of a thread the number of the earliest claim that is of the same origin.

    Two claims are of one origin when any of these holds, or when a chain of claims for which it holds joins them:

    1. Their origins are the same source, or speak for the same one (``find_bodies``); or the name of one is the end of
       the other's and of no third ("the ministry", "Energy Ministry" beside "Ostrel Energy Ministry"), or describes it
       ("a federal court" beside "Court of Appeals").
    2. Neither names its origin, and their articles print the same story (``copies``): two officials without a name in
       one story may be one.
    3. Their articles print the same story, and they say it in the same words, whatever name was read there.
    4. The outlet of one is cited by the other (as its source, in its chain, or as the agency it credits), and the other
       names no origin or only that outlet: then it is of one origin with the earliest claim of that outlet. Two
       different names stay two, though one outlet may have brought both.

    Claims without a named origin may still be of one origin with others: a number that rests on such is "at most".

    Args:
        facts: The claims, in the order in which they were said, their ``origin`` set.
    """
    groups = _Groups(len(facts))
    seen: dict[tuple[str, ...], int] = {}
    outlets: dict[str, int] = {}
    for number, fact in enumerate(facts):
        for key in _keys(fact):
            groups.join(number, seen.setdefault(key, number))
        if fact.outlet:
            outlets.setdefault(fact.outlet, number)
    named: dict[str, int] = {}
    for number, fact in enumerate(facts):
        named |= {name: number for name in (fact.origin, fact.origin_body) if name}
    for short, full in _full_names(list(named)).items():
        groups.join(named[short], named[full])
    for number, fact in enumerate(facts):
        if fact.origin is None or fact.from_outlet in outlets:
            for name in sorted(fact.cited & outlets.keys()):
                groups.join(number, outlets[name])
    return [groups.find(number) for number in range(len(facts))]


def _keys(fact: Fact) -> list[tuple[str, ...]]:
    """Return what claims of one origin share: who they come from, or the story and its words."""
    who = ("name", fact.origin_body or "") if fact.origin else ("story", fact.story)
    return [who, ("words", fact.story, plain_name(fact.content))]


def _full_names(names: Sequence[str]) -> dict[str, str]:
    """Return for each name that is the end of just one other name that other one.

    A description ("a federal court") stands for the only name that has its last word ("Court of Appeals").
    """
    words = {name: tuple(plain_name(name).split()) for name in names}
    ends: dict[tuple[str, ...], set[str]] = {}
    heads: dict[str, set[str]] = {}
    for name, parts in words.items():
        for start in range(1, len(parts)):
            ends.setdefault(parts[start:], set()).add(name)
        for word in set(parts) if _is_proper(name) else ():
            heads.setdefault(word, set()).add(name)
    found = {}
    for name, parts in words.items():
        fuller = ends.get(parts, set()) or (set() if _is_proper(name) else heads.get(parts[-1], set()))
        if len(fuller) == 1:
            found[name] = min(fuller)
    return found


def _is_proper(name: str) -> bool:
    return any(letter.isupper() for letter in name)


def find_relays(facts: Sequence[Fact]) -> list[str]:
    """Return who only passes a thread's claims on, the earliest first.

    Those named in the chains and the outlets given as sources; and outlets all of whose claims in the thread are in
    copies of another's article, or cite another outlet. Origins of the thread are none.

    Args:
        facts: The claims, in the order in which they were said, their ``origin`` set.
    """
    own = {fact.outlet for fact in facts if not (fact.copied or fact.cited)}
    origins = {plain_name(fact.origin) for fact in facts if fact.origin}
    relays: dict[str, str] = {}
    for fact in facts:
        names = [*fact.via, *([fact.from_outlet] if fact.from_outlet else [])]
        if fact.outlet and fact.outlet not in own and (fact.copied or fact.cited):
            names.append(fact.outlet)
        for name in names:
            if plain_name(name) not in origins:
                relays.setdefault(plain_name(name), name)
    return list(relays.values())
