"""The names of an article as antecedents: who or what a pronoun, a title or "the ministry" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.genders import gender_of
from dateline.tagging.claims.known_names import EntityLike, KnownName, known_names, nearest
from dateline.tagging.claims.source_words import COLLECTIVES, DOCUMENTS, ISSUED, STATE_BODIES
from dateline.tagging.claims.titles import Titles

__all__ = ["UNKNOWN", "EntityLike", "Mentions", "Named"]

BACK = 1500
"""Characters back from a pronoun within which its antecedent is looked for."""
BACK_FOR_REPORT = 6000
"""Characters back from "the report" within which whoever issued it is looked for."""
BACK_FOR_GROUP = 800
"""Characters back from "they" or "the two men" within which those meant are looked for."""
EARLY = 60
"""Characters into a sentence within which two people who are named together are what it speaks of."""
MOST = 30
"""Names back from a pronoun within which its antecedent is looked for."""
_STATE_BODY_AFTER = re.compile(rf"['’]s? (?:\w+ )?(?:{'|'.join(sorted(STATE_BODIES))})\b")
_BODY_AFTER = re.compile(r"(?:['’]s?)?\s+(?:[a-z]+\s)?(campaign|administration|camp|team)\b")
_CAPITAL_BEFORE = re.compile(r"\b(?:[Tt]he|[Bb]y|[Aa]|[Oo]f|[Aa]nd) ([A-Z][\w\-]+) $")
_AND = re.compile(r"(?:,[^,.;\n]{2,40})?,?\s+and\s+(?:[\w.\-]+ ){0,3}")


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
        self.entities = known_names(text, entities)
        self._starts = [entity.start for entity in self.entities]
        self._sentences = [start for start, _ in sentences]
        self.genders: dict[str, str] = {}
        self.titles = Titles()
        self.heads: dict[str, list[tuple[int, str]]] = {}
        self.bodies: set[str] = set()
        self.qualified: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.states: set[str] = set()
        self._known: dict[str, KnownName] = {}
        self._said: list[tuple[int, Named]] = []
        self._pairs: list[tuple[int, str]] = []
        self._early: list[tuple[int, str]] = []
        for number, entity in enumerate(self.entities):
            self._learn(number, entity)

    def _learn(self, number: int, entity: KnownName) -> None:
        before, after = self.text[max(0, entity.start - 60) : entity.start], self.text[entity.end : entity.end + 80]
        self._learn_pair(number, entity)
        for words in (self.text[entity.start : entity.end], entity.name):
            self._known.setdefault(" ".join(words.split()).casefold(), entity)
        if entity.kind == "PER":
            gender = gender_of(entity.name, before=before)
            if gender:
                self.genders.setdefault(entity.name, gender)
            self.titles.learn(entity.name, entity.start, before=before, after=after)
            body = _BODY_AFTER.match(after)
            if body:
                name = f"{self.text[entity.start : entity.end].rpartition(' ')[2]} {body[1]}"
                self.bodies.add(name)
                self.heads.setdefault(body[1], []).append((entity.start, name))
        elif entity.kind == "ORG":
            if _STATE_BODY_AFTER.match(after):
                self.states.add(entity.name)
            name = self._qualify(number, entity)
            named = [word.lower() for word in re.findall(r"\w{3,}", f"{entity.name} {name}")]
            for word in {*named[-1:], *(word for word in named if word in COLLECTIVES)}:
                self.heads.setdefault(word, []).append((entity.start, entity.name))

    def _learn_pair(self, number: int, entity: KnownName) -> None:
        """Note "Ana Ruiz and Tom Oake", to whom "they" may go back."""
        if entity.kind != "PER":
            return
        people = [e for e in self.entities[max(number - 3, 0) : number] if e.kind == "PER" and e.name != entity.name]
        if people and _AND.fullmatch(self.text, people[-1].end, entity.start):
            pair = entity.start, f"{people[-1].name} and {entity.name}"
            self._pairs.append(pair)
            if self._into_sentence(people[-1].start) <= EARLY:
                self._early.append(pair)

    def _qualify(self, number: int, entity: KnownName) -> str:
        """Note that "Varnia's Interior Ministry" is the full name of the Interior Ministry of the article."""
        previous = self.entities[number - 1] if number else None
        if previous is None or previous.kind == "PER" or not 0 <= entity.start - previous.end <= len("'s "):
            return self._qualify_by_word(entity)
        between = self.text[previous.end : entity.start].strip()
        body = previous.kind == "LOC" and COLLECTIVES & set(entity.name.lower().split())
        if between in ("'s", "’s", "'", "’") or (not between and (previous.kind == "MISC" or body)):
            state = previous.name if between else self.text[previous.start : previous.end]
            self.qualified.setdefault(entity.name.casefold(), f"{state} {entity.name}")
            if STATE_BODIES & set(entity.name.lower().split()):
                self.states.add(previous.name)
        return self.full(entity.name)

    def _qualify_by_word(self, entity: KnownName) -> str:
        """Do the same where the country is no name that the engine knows: "the Varnian Interior Ministry"."""
        match = _CAPITAL_BEFORE.search(self.text, max(entity.start - 30, 0), entity.start)
        if match and STATE_BODIES & set(entity.name.lower().split()):
            self.qualified.setdefault(entity.name.casefold(), f"{match[1]} {entity.name}")
        return self.full(entity.name)

    def full(self, name: str) -> str:
        """Return the fullest name of an organisation: with its country, where the article gives one."""
        return self.qualified.get(name.casefold(), name)

    def known(self, words: str) -> KnownName | None:
        """Return the first name of the article that has just these words, wherever it stands."""
        return self._known.get(" ".join(words.split()).casefold())

    def within(self, span: Span) -> list[KnownName]:
        """Return the names that lie in a stretch of text."""
        low = bisect_left(self._starts, span[0])
        return [e for e in self.entities[low : bisect_right(self._starts, span[1])] if e.end <= span[1] + 1]

    def before(self, place: int) -> Iterator[KnownName]:
        """Yield the names before a place, the nearest first."""
        high = bisect_left(self._starts, place)
        for entity in reversed(self.entities[max(0, high - MOST) : high]):
            if place - entity.start > BACK:
                return
            if entity.end <= place:
                yield entity

    def after(self, place: int) -> Iterator[KnownName]:
        """Yield the next few names after a place."""
        low = bisect_left(self._starts, place)
        yield from self.entities[low : low + 3]

    def note(self, place: int, named: Named) -> None:
        """Remember who was named as a source at a place; later pronouns and "the report" go back to it."""
        if named.name is not None:
            self._said.append((place, named))

    def speakers(self, place: int, *, back: int = BACK) -> Iterator[tuple[int, Named]]:
        """Yield the sources named so far that stand before a place, the nearest first."""
        for where, named in reversed(self._said[-MOST:]):
            if where < place and place - where <= back:
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

    def person(self, place: int, *, gender: str | None, apart: Sequence[Span] = ()) -> Named:
        """Return the person that "he" or "she" stands for: the nearest subject or speaker that it fits.

        Args:
            place: Where the pronoun stands.
            gender: "male", "female" or None.
            apart: What that person says: whoever is named there is somebody else.
        """
        fitting = [
            (e.start, e.name)
            for e in self.before(place)
            if e.kind == "PER" and self._fits(e.name, gender) and not any(a <= e.start < b for a, b in apart)
        ]
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
        return self._into_sentence(place) <= len("“Former Secretary of State ")

    def _into_sentence(self, place: int) -> int:
        number = bisect_right(self._sentences, place) - 1
        return place - self._sentences[number] if number >= 0 else BACK

    def thing(self, place: int) -> Named:
        """Return the organisation, government or document that "it" stands for."""
        for _, named in self.speakers(place):
            if named.kind in ("organisation", "government", "document"):
                return named
        for entity in self.before(place):
            if entity.kind == "ORG":
                return Named(self.full(entity.name), "organisation")
        return UNKNOWN

    def several(self, place: int, *, two: bool = False) -> Named:
        """Return the people, group or organisation that "they" stands for: the nearest spoken of; two for "both"."""
        spoken = next(
            (
                (where, named)
                for where, named in self.speakers(place, back=BACK_FOR_GROUP)
                if named.kind in ("group", "organisation", "anonymous", "government")
            ),
            None,
        )
        pair = self._pair(place, self._pairs if two else self._early)
        if pair is not None and (two or spoken is None or pair[0] > spoken[0]):
            return pair[1]
        return spoken[1] if spoken else UNKNOWN

    def _pair(self, place: int, pairs: Sequence[tuple[int, str]]) -> tuple[int, Named] | None:
        number = bisect_left(pairs, (place, "")) - 1
        if number < 0 or place - pairs[number][0] > BACK_FOR_GROUP:
            return None
        return pairs[number][0], Named(pairs[number][1], "group")

    def both(self, place: int) -> Named | None:
        """Return whom "the two men" stands for, where two people and no more were spoken of just before."""
        names = [e.name for e in self.before(place) if e.kind == "PER" and place - e.start <= BACK_FOR_GROUP]
        two = list(dict.fromkeys(names))
        return Named(f"{two[1]} and {two[0]}", "group") if len(two) == len("ab") else None

    def titled(self, phrase: str, head: str, place: int) -> Named | None:
        """Return the person whom the article gives a title, the nearest before a place or else the first after it."""
        found = self.titles.find(phrase, head, place)
        return Named(found, "person") if found else None

    def headed(self, word: str, place: int) -> Named | None:
        """Return the organisation in whose name a word stands: "the ministry"."""
        found = nearest(self.heads.get(word, ()), place)
        return Named(self.full(found), "organisation") if found else None

    def document(self, place: int, head: str) -> Named | None:
        """Return whose report "the report" is: the source nearest before that spoke through one."""
        for where, named in self.speakers(place, back=BACK_FOR_REPORT):
            words = set(re.findall(r"\w+", self.text[max(0, where - 60) : where + 120].lower()))
            if named.kind == "organisation" and (words & DOCUMENTS if head in ISSUED else head in words):
                return named
            if named.kind == "document" and named.name and head in named.name.lower():
                return named
        if head not in ISSUED:
            return None
        return next((named for _, named in self.speakers(place) if named.kind == "organisation"), None)
