"""The names of an article as antecedents: who or what a pronoun, a title or "the ministry" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.source_words import COLLECTIVES, DOCUMENTS, PERSON_ROLES, STATE_BODIES, gender_of

BACK = 1500
"""Characters back from a pronoun within which its antecedent is looked for."""
MOST = 30
"""Names back from a pronoun within which its antecedent is looked for."""
_TITLE_BEFORE = re.compile(r"((?:[\w\-]+ ){0,2}[\w\-]+)\.? $")
_TITLE_AFTER = re.compile(r",? (?:the|a|an|its|our) ((?:[\w\-’']+ ){0,3}[\w\-]+)")
_STATE_BODY_AFTER = re.compile(rf"['’]s? (?:\w+ )?(?:{'|'.join(sorted(STATE_BODIES))})\b")


class EntityLike(Protocol):
    """A name, as the engine for entities gives it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def kind(self) -> str:
        """PER, ORG, LOC or MISC."""

    @property
    def name(self) -> str:
        """Fullest name in the article."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase stands for: the canonical name, missing where there is none, and the kind of source."""

    name: str | None
    kind: str


UNKNOWN = Named(None, "unknown")


class Mentions:
    """The names of an article in order, with what was learned about them on the way."""

    def __init__(self, text: str, entities: Sequence[EntityLike], *, sentences: Sequence[Span]) -> None:
        self.text = text
        self.entities = sorted(entities, key=lambda entity: (entity.start, -entity.end))
        self._starts = [entity.start for entity in self.entities]
        self._sentences = [start for start, _ in sentences]
        self._longest = max((e.end - e.start for e in self.entities), default=0)
        self.genders: dict[str, str] = {}
        self.titles: dict[str, list[tuple[int, str]]] = {}
        self.heads: dict[str, list[tuple[int, str]]] = {}
        self.qualified: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.states: set[str] = set()
        self._said: list[tuple[int, Named]] = []
        for number, entity in enumerate(self.entities):
            self._learn(number, entity)

    def _learn(self, number: int, entity: EntityLike) -> None:
        before, after = self.text[max(0, entity.start - 40) : entity.start], self.text[entity.end : entity.end + 60]
        if entity.kind == "PER":
            gender = gender_of(entity.name, before=before)
            if gender:
                self.genders.setdefault(entity.name, gender)
            title, apposed = _TITLE_BEFORE.search(before), _TITLE_AFTER.match(after)
            for match in (title, apposed):
                for word in match[1].lower().split() if match else ():
                    if word in PERSON_ROLES:
                        self.titles.setdefault(word, []).append((entity.start, entity.name))
        elif entity.kind == "ORG":
            if _STATE_BODY_AFTER.match(after):
                self.states.add(entity.name)
            name = self._qualify(number, entity)
            for word in {word.lower() for word in re.findall(r"\w+", f"{entity.name} {name}")} & COLLECTIVES:
                self.heads.setdefault(word, []).append((entity.start, entity.name))

    def _qualify(self, number: int, entity: EntityLike) -> str:
        """Note that "Varnia's Interior Ministry" is the full name of the Interior Ministry of the article."""
        previous = self.entities[number - 1] if number else None
        if previous is None or previous.kind == "PER" or not 0 <= entity.start - previous.end <= len("'s "):
            return entity.name
        between = self.text[previous.end : entity.start].strip()
        if between in ("'s", "’s", "'", "’") or (previous.kind == "MISC" and not between):
            self.qualified.setdefault(entity.name.casefold(), f"{previous.name} {entity.name}")
            if STATE_BODIES & set(entity.name.lower().split()):
                self.states.add(previous.name)
        return self.full(entity.name)

    def full(self, name: str) -> str:
        """Return the fullest name of an organisation: with its country, where the article gives one."""
        return self.qualified.get(name.casefold(), name)

    def within(self, span: Span) -> list[EntityLike]:
        """Return the names that lie in a stretch of text."""
        low = bisect_left(self._starts, span[0])
        return [e for e in self.entities[low : bisect_right(self._starts, span[1])] if e.end <= span[1] + 1]

    def before(self, place: int) -> Iterator[EntityLike]:
        """Yield the names before a place, the nearest first."""
        high = bisect_left(self._starts, place)
        for entity in reversed(self.entities[max(0, high - MOST) : high]):
            if place - entity.start > BACK:
                return
            if entity.end <= place:
                yield entity

    def note(self, place: int, named: Named) -> None:
        """Remember who was named as a source at a place; later pronouns and "the report" go back to it."""
        if named.name is not None:
            self._said.append((place, named))

    def speakers(self, place: int) -> Iterator[tuple[int, Named]]:
        """Yield the sources named so far that stand before a place, the nearest first."""
        for where, named in reversed(self._said[-MOST:]):
            if where < place and place - where <= BACK:
                yield where, named

    def learn_person(self, name: str) -> Named:
        """Note a person whom the engine for entities did not know as one; the surname goes back to the full name."""
        surname = name.rpartition(" ")[2]
        full = self.people.get(surname, name) if surname == name else name
        self.people[surname] = full
        return Named(full, "person")

    def known_person(self, name: str) -> Named | None:
        """Return the person noted before under a name or surname."""
        full = self.people.get(name) or self.people.get(name.rpartition(" ")[2])
        return Named(full, "person") if full and (name == full or " " not in name) else None

    def person(self, place: int, *, gender: str | None) -> Named:
        """Return the person that "he" or "she" stands for: the nearest subject or speaker that it fits."""
        fitting = [(e.start, e.name) for e in self.before(place) if e.kind == "PER" and self._fits(e.name, gender)]
        subjects = [(start, name) for start, name in fitting if self._opens_sentence(start)]
        spoken = [
            (where, n.name)
            for where, n in self.speakers(place)
            if n.kind == "person" and n.name and self._fits(n.name, gender)
        ]
        best = max([*subjects[:1], *spoken[:1]], default=None) or (fitting[0] if fitting else None)
        if best is None:
            return Named(None, "person")
        if gender:
            self.genders.setdefault(best[1], gender)
        return Named(best[1], "person")

    def _fits(self, name: str, gender: str | None) -> bool:
        return gender is None or self.genders.get(name, gender) == gender

    def _opens_sentence(self, place: int) -> bool:
        """Tell whether a name is its sentence's first words, a title before it allowed."""
        number = bisect_right(self._sentences, place) - 1
        return number >= 0 and place - self._sentences[number] <= len("“Former Secretary of State ")

    def thing(self, place: int) -> Named:
        """Return the organisation, government or document that "it" stands for."""
        for _, named in self.speakers(place):
            if named.kind in ("organisation", "government", "document"):
                return named
        for entity in self.before(place):
            if entity.kind == "ORG":
                return Named(self.full(entity.name), "organisation")
        return UNKNOWN

    def several(self, place: int) -> Named:
        """Return the group or organisation that "they" stands for."""
        for _, named in self.speakers(place):
            return named if named.kind in ("group", "organisation", "anonymous", "government") else UNKNOWN
        return UNKNOWN

    def titled(self, word: str, place: int) -> Named | None:
        """Return the person whom the article gives a title, the nearest before a place or else the first after it."""
        found = _nearest(self.titles.get(word, ()), place)
        return Named(found, "person") if found else None

    def headed(self, word: str, place: int) -> Named | None:
        """Return the organisation in whose name a word stands: "the ministry"."""
        found = _nearest(self.heads.get(word, ()), place)
        return Named(self.full(found), "organisation") if found else None

    def document(self, place: int) -> Named | None:
        """Return whose report "the report" is: the source nearest before that spoke through one."""
        for where, named in self.speakers(place):
            words = set(re.findall(r"\w+", self.text[max(0, where - 60) : where + 120].lower()))
            if named.kind in ("organisation", "document") and words & DOCUMENTS:
                return named
        return next((named for _, named in self.speakers(place) if named.kind == "organisation"), None)


def _nearest(found: Sequence[tuple[int, str]], place: int) -> str | None:
    if not found:
        return None
    number = bisect_left(found, (place, "")) - 1
    return found[max(number, 0)][1]
