"""Names that the word lists and the gazetteer hold, and people known by a title or given name before theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.tagging.capitals import PARTICLES, SPACES, Word
from dateline.tagging.gazetteer import Gazetteer
from dateline.tagging.lexicon import Lexicon
from dateline.tagging.names import Mention

LONGEST_PHRASE, LONGEST_PERSON, LONGEST_TITLE = 5, 4, 6
LINKS = frozenset({" ", "-", " & ", "\n", " of ", " for ", " and ", " of the "})
SHORTEST_CAPITALS = 4
CITY, LARGE_CITY, SMALLEST_REGION = 100_000, 300_000, 10**8
PLACE_WORDS = frozenset(
    {"in", "at", "from", "near", "outside", "across", "around", "inside", "throughout", "toward", "towards"}
)
NOT_PEOPLE = frozenset({"UA"})
NOT_CLUBS = NOT_PEOPLE | {"AF", "AM", "AZ", "BY", "ER", "ET", "GE", "IQ", "IR", "KZ", "LB", "LY", "MD", "PS", "RU"}
NOT_CLUBS |= {"SD", "SO", "SS", "SY", "YE"}
"""Countries whose towns English text hardly ever means as people or clubs, though the tagger takes them for such."""
TOWN = 40_000
LISTED, TITLED, GIVEN = 0.9, 0.85, 0.7
"""How certain a name from a list, after a title and with a given name is."""


class Lists:
    """Reads the names that are known by a list."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        organisations = frozenset(lexicon.organisations) | lexicon.organisation_heads
        self._stops = lexicon.titles | lexicon.nationalities | lexicon.calendar | lexicon.no_names | organisations

    def read_known(self, text: str, words: Sequence[Word]) -> Iterator[Mention]:
        """Yield the organisations, nationalities and places that a list holds, the longest at each place."""
        place = 0
        while place < len(words):
            size, kind = self._longest(text, words, place)
            if kind:
                yield Mention(words[place].start, words[place + size - 1].end, kind, LISTED)
            place += size

    def read_people(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Yield the people who have a title or given name before their names; a title is no part of a name."""
        place = 0
        while place < len(words):
            first = self._after_title(words, place)
            titled = first > place
            size = self._person(words, first) if titled or words[place].text in self._lexicon.given_names else 0
            if size > (0 if titled else 1):
                certainty = TITLED if titled else GIVEN
                yield Mention(words[first].start, words[first + size - 1].end, "PER", certainty)
            place = max(first + size, place + 1)

    def correct(self, text: str, mention: Mention) -> Mention:
        """Return a mention of the tagger's, as a place where it takes a town for a person or a club."""
        name = text[mention.start : mention.end]
        place = self._gazetteer.find(name.title() if name.isupper() else name)
        if mention.kind not in {"PER", "ORG"} or place is None or not self._is_place(name, placed=True):
            return mention
        countries = NOT_PEOPLE if mention.kind == "PER" else NOT_CLUBS
        placed = place.rank >= CITY and _after_place_word(text, mention.start)
        town = TOWN <= place.rank < SMALLEST_REGION and place.country in countries
        return replace(mention, kind="LOC") if placed or town else mention

    def _longest(self, text: str, words: Sequence[Word], at: int) -> tuple[int, str]:
        """Return how many words the longest known name takes here, and its kind; 1 and an empty text for none."""
        longest = 1
        while longest < LONGEST_PHRASE and at + longest < len(words) and words[at + longest].gap in LINKS:
            longest += 1
        for size in range(longest, 0, -1):
            name = " ".join(text[words[at].start : words[at + size - 1].end].split())
            if kind := self._kind(name, placed=_after_place_word(text, words[at].start)):
                return size, kind
        return 1, ""

    def _kind(self, name: str, *, placed: bool) -> str:
        for spelling in (name, name.title()) if name.isupper() and len(name) >= SHORTEST_CAPITALS else (name,):
            if spelling in self._lexicon.organisations:
                return "ORG"
            if spelling in self._lexicon.nationalities:
                return "MISC"
            if self._is_place(spelling, placed=placed):
                return "LOC"
        return ""

    def _is_place(self, name: str, *, placed: bool) -> bool:
        """Say whether a name is a place's: small towns only after "in" or the like, people's names not at all."""
        place = self._gazetteer.find(name)
        if place is None:
            return False
        if " " not in name and place.rank < SMALLEST_REGION:
            lexicon = self._lexicon
            ordinary = name.lower() in lexicon.common or name in lexicon.calendar or name in lexicon.no_names
            if ordinary or name in lexicon.given_names:
                return False
        return placed or place.rank >= LARGE_CITY or place.id is None

    def _after_title(self, words: Sequence[Word], at: int) -> int:
        """Return where a name may start after a title that starts here; the same place where none does."""
        lexicon, place, end = self._lexicon, at, at
        while place + 1 < min(len(words), at + LONGEST_TITLE) and words[place + 1].gap in {" ", ". "}:
            if words[place].text in lexicon.titles:
                end = place + 1
            elif words[place].text not in lexicon.title_phrases:
                break
            place += 1
        return end

    def _person(self, words: Sequence[Word], at: int) -> int:
        """Count the words of a person's name that starts here."""
        size = 0
        for word in words[at : at + LONGEST_PERSON]:
            joined = not size or word.gap in SPACES or word.gap == ". " or PARTICLES.fullmatch(word.gap)
            if not joined or word.text in self._stops or "&" in word.gap or "\n" in word.gap:
                break
            size += 1
        return size


def _after_place_word(text: str, start: int) -> bool:
    """Say whether a word such as "in" or "near" stands before a name."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].lower() in PLACE_WORDS
