"""An article's names made fit to stand for sources: fuller, of the right person, and without words that are no name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.tagging.claims.genders import TITLED, gender_of
from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.lexicon import load_lexicon
from dateline.tagging.names import SUFFIXES

NO_NAMES = word_set(
    "rep reps sen sens gov govs del dels lt gen col capt maj sgt adm dr mr mrs ms prof rev hon vice pres atty"
)
"""Titles that an engine may take for a name or for a part of one."""
ALONE = word_set("federal state national local he she they it we i who his her their you")
"""Words that are no name when they stand alone."""
SHORTENED = word_set(
    "times post journal herald tribune globe guardian courier mail register review observer gazette wire chronicle "
    "star sun telegraph standard independent advocate institute foundation commission committee council ministry "
    "department agency center centre union association fund bank bureau corps university coalition alliance"
)
"""Last words of organisations' names that may stand for the whole: "the Times" for the New York Times."""
HEADLINE = 300
"""Characters of the longest headline that stands as the first line of a text."""
TITLE_CASE = 0.8
"""Share of a headline's longer words with a capital from which it is set in title case."""
_NAME_FOLLOWS = re.compile(r"\.? [A-Z]")
MOST_WORDS = 6
MOST_BEARERS = 100
_WORD = re.compile(r"\S+")
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
    Guajardo Villarreal; "Mrs. Clinton" is not Bill Clinton; a surname that several people share is that of the one
    who is named first, since the press names the others in full each time.
    """
    ordered = sorted(_usable(text, entities), key=lambda name: (name.start, -name.end))
    headline = _headline(text)
    body = {one.name for one in ordered if one.start >= headline and text[one.start : one.end].count(" ")}
    ordered = [_trusted(one, headline=headline, body=body) for one in ordered]
    longer = {kind: _longer(ordered, kind) for kind in ("PER", "ORG")}
    return [replace(one, name=_fuller(text, one, longer)) for one in ordered]


def _headline(text: str) -> int:
    """Return where the headline ends that stands as the first line of a text; 0 where there is none in title case."""
    end = max(text.find("\n", 0, HEADLINE), 0)
    words = [word for word in text[:end].split() if len(word) > len("with")]
    return end if words and sum(word[0].isupper() for word in words) >= TITLE_CASE * len(words) else 0


def _usable(text: str, entities: Sequence[EntityLike]) -> Iterator[KnownName]:
    for entity in entities:
        words = list(_WORD.finditer(text, entity.start, entity.end))
        while words and words[-1][0].lower().strip(".") in NO_NAMES:
            words.pop()
        if len(words) > 1 and words[-1][0] == "White" and text.startswith(" House", words[-1].end()):
            words.pop()
        title = len(words) > 1 and words[0][0].lower().strip(".") in NO_NAMES | {"the"}
        broken = text[entity.end : entity.end + 1].isalnum()
        if broken or not words or (len(words) == 1 and _is_none(text, words[0])):
            continue
        start, end = words[title].start(), words[-1].end()
        changed = (words[0].start() if not title else start, end) != (entity.start, entity.end) or title
        name = " ".join(text[start:end].split()) if changed and entity.name.count(" ") <= len(words) else entity.name
        yield KnownName(start, end, entity.kind, name)


def _is_none(text: str, word: re.Match[str]) -> bool:
    """Tell whether a single word is no name: a pronoun, an adjective, or a title with a name behind it."""
    alone = word[0].strip(".")
    return alone.lower() in ALONE or (
        alone in load_lexicon().titles and _NAME_FOLLOWS.match(text, word.end()) is not None
    )


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
        words = [word for word in one.name.split() if word not in SUFFIXES]
        if one.kind == kind and 1 < len(words) <= MOST_WORDS:
            for first in range(1, len(words)):
                found.setdefault(" ".join(words[first:]).casefold(), []).append((one.start, one.name))
    return found


def _fuller(text: str, one: KnownName, longer: Mapping[str, Mapping[str, Sequence[tuple[int, str]]]]) -> str:
    words = text[one.start : one.end].split()
    low = " ".join(words).casefold()
    if one.kind == "PER" and len(words) == 1:
        return _bearer(text, one, longer["PER"].get(low, ()))
    given = bool(words) and words[0] in load_lexicon().given_names
    if (one.kind == "PER" and not given) or (one.kind == "ORG" and low in SHORTENED):
        return nearest(longer[one.kind].get(low, ()), one.start) or one.name
    return one.name


def _bearer(text: str, one: KnownName, bearers: Sequence[tuple[int, str]]) -> str:
    """Return who of those with a surname is meant: the one whom a title fits, else the one named first."""
    if not bearers:
        return one.name
    gender = gender_of_title(text, one.start)
    if gender is None:
        return bearers[0][1]
    fitting = (name for _, name in bearers[:MOST_BEARERS] if gender_of(name) == gender)
    unknown = (name for _, name in bearers[:MOST_BEARERS] if gender_of(name) is None)
    return next(fitting, None) or next(unknown, None) or one.name


def gender_of_title(text: str, start: int) -> str | None:
    """Return the gender that a title right before a name tells, else None."""
    words = text[max(start - TITLE, 0) : start].split()
    return TITLED.get(words[-1].rstrip(".").lower()) if words else None


def nearest(found: Sequence[tuple[int, str]], place: int) -> str | None:
    """Return the name that stands last before a place, else the first after it."""
    if not found:
        return None
    number = bisect_left(found, (place, "")) - 1
    return found[max(number, 0)][1]
