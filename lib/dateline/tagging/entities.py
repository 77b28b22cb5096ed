"""Entities: people, organisations, places and other names, each with the fullest name that it bears in its article.

The rules here are a first engine: a learned tagger may stand in the place of ``names`` behind the same function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.tagging.agreement import agree
from dateline.tagging.gazetteer import load_gazetteer
from dateline.tagging.lexicon import load_lexicon
from dateline.tagging.lists import Mention
from dateline.tagging.names import NameReader
from dateline.tagging.naming import full_names, place_of
from dateline.tagging.runs import Word, capitalised
from dateline.tagging.sentences import find_sentences


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text.

    Attributes:
        start: First character.
        end: Character after the last.
        kind: PER, ORG, LOC or MISC.
        name: Fullest name of the same entity in the article.
        place_id: GeoNames id of a place, where one is known.
    """

    start: int
    end: int
    kind: str
    name: str
    place_id: str | None


def find_entities(text: str) -> list[Entity]:
    """Find the people (PER), organisations (ORG), places (LOC) and other names (MISC) of an article.

    Args:
        text: The whole article: a name read with certainty once is read so throughout, and a surname or acronym gets
            the full name that stands elsewhere in the article.

    Returns:
        Entities in the order of the text, none within another.

    >>> text = "Ana Ruiz of the Orrin Flood Agency (OFA) spoke in Paris. Ruiz said the OFA was ready."
    >>> [(text[e.start : e.end], e.kind, e.name) for e in find_entities(text)][3:]
    [('Ruiz', 'PER', 'Ana Ruiz'), ('OFA', 'ORG', 'Orrin Flood Agency')]
    """
    reader = _reader()
    mentions: list[Mention] = []
    free: list[Word] = []
    for start, end in find_sentences(text):
        words = capitalised(text, start, end)
        found = reader.read(text, words, sentence=text[start:end])
        mentions += found
        free += _outside(words, found)
    mentions = agree(text, mentions, free=free)
    following = [*mentions[1:], None]
    places = [
        place_of(text, mention, following=after, gazetteer=load_gazetteer())
        for mention, after in zip(mentions, following, strict=False)
    ]
    names = full_names(text, mentions, places=places, synonyms=load_lexicon().organisations)
    return [
        Entity(mention.start, mention.end, mention.kind, name, place.id if place is not None else None)
        for mention, name, place in zip(mentions, names, places, strict=True)
    ]


def _outside(words: Sequence[Word], found: Sequence[Mention]) -> Iterator[Word]:
    """Yield the words that lie in no mention; both come in order."""
    place = 0
    for word in words:
        while place < len(found) and found[place].end <= word.start:
            place += 1
        if place == len(found) or word.end <= found[place].start:
            yield word


@lru_cache(maxsize=1)
def _reader() -> NameReader:
    return NameReader(load_lexicon(), load_gazetteer())
