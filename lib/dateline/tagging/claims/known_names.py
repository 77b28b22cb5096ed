"""An article's names made fit to stand for sources: fuller, of the right person, and without words that are no name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.tagging.claims.source_words import FEMALE_TITLES, MALE_TITLES, gender_of
from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.lexicon import load_lexicon

NO_NAMES = word_set(
    "rep reps sen sens gov govs del dels lt gen col capt maj sgt adm dr mr mrs ms prof rev hon vice pres atty"
)
"""Titles that an engine may take for a name or for a part of one."""
ADJECTIVES = word_set("federal state national local")
"""Words that are no name when they stand alone."""
SHORTENED = word_set(
    "times post journal herald tribune globe guardian courier mail register review observer gazette wire chronicle "
    "star sun telegraph standard independent advocate institute foundation commission committee council ministry "
    "department agency center centre union association fund bank bureau corps university coalition alliance"
)
"""Last words of organisations' names that may stand for the whole: "the Times" for the New York Times."""
HEADLINE = 300
"""Characters of the longest headline that stands as the first line of a text."""
_NAME_FOLLOWS = re.compile(r"\.? [A-Z]")
MOST_WORDS = 6
TITLE = 12
"""Characters before a name within which "Mr." or "Mrs." is looked for."""


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
class KnownName:
    """A name of the article with the fullest name of who it stands for."""

    start: int
    end: int
    kind: str
    name: str


def known_names(text: str, entities: Sequence[EntityLike]) -> list[KnownName]:
    """Return the names of an article in order, mended where the engine for entities cannot know better.

    A bare title is no name; "the Times" is the New York Times of the article; "Guajardo Villarreal" is Ildefonso
    Guajardo Villarreal; "Mrs. Clinton" is not Bill Clinton.
    """
    ordered = sorted(_usable(text, entities), key=lambda name: (name.start, -name.end))
    headline = max(text.find("\n", 0, HEADLINE), 0)
    body = {one.name for one in ordered if one.start >= headline and text[one.start : one.end].count(" ")}
    ordered = [_trusted(one, headline=headline, body=body) for one in ordered]
    longer = {kind: _longer(ordered, kind) for kind in ("PER", "ORG")}
    genders = _genders(ordered)
    return [KnownName(one.start, one.end, one.kind, _fuller(text, one, longer, genders)) for one in ordered]


def _usable(text: str, entities: Sequence[EntityLike]) -> Iterator[KnownName]:
    for entity in entities:
        words = text[entity.start : entity.end].split()
        end, name = entity.end, entity.name
        while words and words[-1].lower().strip(".") in NO_NAMES:
            dropped = words.pop()
            end = text.rindex(dropped, entity.start, end)
            name = name.removesuffix(dropped).rstrip(" .") if words else name
        if len(words) > 1 and words[0].lower() == "the":
            name = name.removeprefix(words[0]).lstrip()
        alone = words[0] if len(words) == 1 else ""
        titled = alone in load_lexicon().titles and _NAME_FOLLOWS.match(text, end)
        if words and alone.lower() not in ADJECTIVES and not titled:
            yield KnownName(entity.start, len(text[:end].rstrip()) if end < entity.end else end, entity.kind, name)


def _trusted(one: KnownName, *, headline: int, body: Set[str]) -> KnownName:
    """Return a person without the first word of a name that only a headline has: "Derelict Obama"."""
    first, _, rest = one.name.partition(" ")
    if one.kind != "PER" or not rest or not headline or one.name in body or first in load_lexicon().given_names:
        return one
    return replace(one, name=rest)


def _longer(names: Sequence[KnownName], kind: str) -> dict[str, list[tuple[int, str]]]:
    """Return the longer names that end in given words, in small letters, with their places."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in names:
        words = one.name.split()
        if one.kind == kind and 1 < len(words) <= MOST_WORDS:
            for first in range(1, len(words)):
                found.setdefault(" ".join(words[first:]).casefold(), []).append((one.start, one.name))
    return found


def _genders(names: Sequence[KnownName]) -> dict[str, dict[str, str]]:
    """Return for each surname that two or more people share the full name of the man and of the woman."""
    people: dict[str, dict[str, str]] = {}
    for one in names:
        gender = gender_of(one.name) if one.kind == "PER" else None
        if gender:
            people.setdefault(one.name.rpartition(" ")[2].casefold(), {}).setdefault(gender, one.name)
    return people


def _fuller(
    text: str,
    one: KnownName,
    longer: Mapping[str, Mapping[str, Sequence[tuple[int, str]]]],
    genders: Mapping[str, Mapping[str, str]],
) -> str:
    words = text[one.start : one.end].split()
    low = " ".join(words).casefold().removeprefix("the ")
    if one.kind == "PER" and len(words) == 1:
        gender = gender_of_title(text, one.start)
        return genders.get(low, {}).get(gender, one.name) if gender else one.name
    given = bool(words) and words[0] in load_lexicon().given_names
    if (one.kind == "PER" and not given) or (one.kind == "ORG" and low in SHORTENED):
        return nearest(longer[one.kind].get(low, ()), one.start) or one.name
    return one.name


def gender_of_title(text: str, start: int) -> str | None:
    """Return the gender that a title right before a name tells, else None."""
    title = text[max(start - TITLE, 0) : start].rstrip(" .").rpartition(" ")[2].rstrip(".").lower()
    if title in MALE_TITLES:
        return "male"
    return "female" if title in FEMALE_TITLES else None


def nearest(found: Sequence[tuple[int, str]], place: int) -> str | None:
    """Return the name that stands last before a place, else the first after it."""
    if not found:
        return None
    number = bisect_left(found, (place, "")) - 1
    return found[max(number, 0)][1]
