"""Names that the lists hold: organisations, nationalities and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.gazetteer import Gazetteer
from dateline.tagging.lexicon import Lexicon
from dateline.tagging.runs import Word

LONGEST_PHRASE = 5
LARGE_CITY = 100_000
SHORTEST_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; ``sure`` where the rule that found it seldom errs."""

    start: int
    end: int
    kind: str
    sure: bool


class Lists:
    """Looks names up in the word lists and the gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    def kind(self, name: str) -> str:
        """Return the kind of a name that any list holds, also where it is written in capitals; else an empty text."""
        for spelling in (name, name.title()) if name.isupper() and len(name) >= SHORTEST_CAPITALS else (name,):
            if spelling in self._lexicon.organisations:
                return "ORG"
            if spelling in self._lexicon.nationalities:
                return "MISC"
            if spelling in self._gazetteer:
                return "LOC"
        return ""

    def plain(self, name: str) -> str:
        """Return the kind of a name that needs no context (no small town, no ordinary word), or an empty text."""
        if name in self._lexicon.organisations:
            return "ORG"
        if name in self._lexicon.nationalities:
            return "MISC"
        place = self._gazetteer.find(name)
        if place is None or name.lower() in self._lexicon.common or name in self._lexicon.calendar:
            return ""
        return "LOC" if place.rank >= LARGE_CITY or place.id is None else ""

    def read_capitals(self, run: Sequence[Word]) -> list[Mention]:
        """Find what is known in a line all in capitals; the rest cannot be told from ordinary words."""
        found, place = [], 0
        while place < len(run):
            for size in range(min(LONGEST_PHRASE, len(run) - place), 0, -1):
                words = run[place : place + size]
                kind = self.plain(" ".join(word.text for word in words)) or self.plain(
                    " ".join(word.text.title() for word in words)
                )
                if kind:
                    found.append(Mention(words[0].start, words[-1].end, kind, False))
                    place += size - 1
                    break
            place += 1
        return found
