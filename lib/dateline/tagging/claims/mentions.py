"""Who is spoken of where in an article, and under which descriptions, so that "the mayor" and "she" find a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.nouns import DOCUMENTS, FEMALE, MALE, head_of

BEFORE, AFTER = 60, 90
"""Characters before and after a name in which it is described."""

_LAST_WORDS = re.compile(r"(?:[^\W\d_][\w'’\-]*[ ]){1,4}$")
_APPOSITIVE = re.compile(r"(?:,? \([^)\n]{1,20}\))?, (?:\d+, )?(?:(?:a|an|the|its|his|her|their) )?([^\W\d_][^,;.\n“\"]{2,80})")
_OWNED = re.compile(r"['’]s? (?:[\w\-]+ ){0,2}?([a-z]+)\b")
_BY = re.compile(r"\b([a-z]+) (?:[a-z]+ )?(?:by|from|of) (?:the )?$")
_SAID_IN = re.compile(r"[^.;\n“”\"]{0,60}? in (?:a|an|its|the|their) (?:[\w\-]+ ){0,2}?([a-z]+)\b")


class Name(Protocol):
    """What claims need to know of an entity."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: where, of what kind (PER, ORG, LOC, MISC), and the fullest name of the same."""

    start: int
    end: int
    kind: str
    name: str


class Mentions:
    """The names of an article with their descriptions, asked by place and by description."""

    def __init__(self, text: str, entities: Sequence[Name], *, sentences: Sequence[Span]) -> None:
        self.text = text
        self.all = [Mention(e.start, e.end, e.kind, e.name) for e in sorted(entities, key=lambda e: (e.start, e.end))]
        self._starts = [mention.start for mention in self.all]
        self._sentences = [start for start, _ in sentences]
        self._described: defaultdict[str, list[tuple[int, Mention]]] = defaultdict(list)
        self.gender: dict[str, str] = {}
        for mention in self.all:
            for noun in self._descriptions(mention):
                self._described[noun].append((mention.start, mention))
        self.subjects = [mention for mention in self.all if self._opens_sentence(mention)]
        self._subject_starts = [mention.start for mention in self.subjects]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the names within a stretch of text."""
        first = bisect_left(self._starts, start)
        return [mention for mention in self.all[first : bisect_left(self._starts, end)] if mention.end <= end]

    def before(self, place: int, *, reach: int) -> Mention | None:
        """Return the last name that ends before a place, at most ``reach`` characters away."""
        number = bisect_left(self._starts, place) - 1
        return self.all[number] if number >= 0 and place - self.all[number].end <= reach else None

    def subject_before(self, place: int, *, kinds: frozenset[str], gender: str = "") -> Mention | None:
        """Return the last name of one of some kinds that opens a sentence before a place, of that gender or unknown."""
        number = bisect_left(self._subject_starts, place)
        for mention in reversed(self.subjects[max(0, number - 8) : number]):
            if mention.kind in kinds and (not gender or self.gender.get(mention.name, gender) == gender):
                return mention
        return None

    def described(self, noun: str, place: int, *, kinds: frozenset[str]) -> Mention | None:
        """Return who was last called by a noun before a place; else who is first called so after it."""
        rows = self._described.get(noun, [])
        number = bisect_right([start for start, _ in rows], place)
        for _, mention in [*reversed(rows[:number]), *rows[number:]]:
            if mention.kind in kinds and not mention.start <= place < mention.end:
                return mention
        return None

    def _opens_sentence(self, mention: Mention) -> bool:
        number = bisect_right(self._sentences, mention.start) - 1
        return number >= 0 and mention.start - self._sentences[number] <= BEFORE

    def _descriptions(self, mention: Mention) -> set[str]:
        """Return the nouns by which the text describes a name: titles before it, what stands in apposition, its own head."""
        text, found = self.text, set[str]()
        ahead = text[max(0, mention.start - BEFORE) : mention.start]
        behind = text[mention.end : mention.end + AFTER]
        if mention.kind == "PER":
            title = _LAST_WORDS.search(ahead)
            if title is not None:
                found |= {word.lower() for word in title[0].split()[-2:]} | {" ".join(title[0].split()[-2:]).lower()}
            self._note_gender(mention, ahead[-20:] + " | " + behind[:40])
        else:
            owner = _OWNED.match(behind)
            by = _BY.search(ahead)
            inside = _SAID_IN.match(behind)
            found |= {match[1] for match in (owner, by, inside) if match is not None and match[1] in DOCUMENTS}
            found |= {head_of(name) for name in (mention.name, text[mention.start : mention.end])}
            found.add(" ".join(mention.name.lower().split()[-2:]))
        appositive = _APPOSITIVE.match(behind)
        if appositive is not None:
            found.add(head_of(appositive[1]))
        return found - {""}

    def _note_gender(self, mention: Mention, around: str) -> None:
        for gender, pattern in (("he", MALE), ("she", FEMALE)):
            if pattern.search(around):
                self.gender.setdefault(mention.name, gender)
