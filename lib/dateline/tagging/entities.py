"""Entities: people, organisations, places and other names, each with the fullest name that it bears in its article.

The learned tagger reads the names; rules with lists of places, organisations and titles add those that it misses and
that are hardly ever wrong, and decide where it is not sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.tagging.agreement import agree
from dateline.tagging.gazetteer import load_gazetteer
from dateline.tagging.lexicon import load_lexicon
from dateline.tagging.lists import Mention
from dateline.tagging.names import NameReader
from dateline.tagging.naming import full_names, place_of
from dateline.tagging.neural import Name, find_names_by_model
from dateline.tagging.runs import Word, capitalised
from dateline.tagging.sentences import find_sentences

ARTICLES = frozenset({"A", "An", "The"})
BEFORE_PLACE = re.compile(r"\b(?:in|at|near|from|around)\s$", re.IGNORECASE)
SURE = 0.9
"""Certainty from which the tagger's reading stands; chosen on CoNLL-2003 dev with an earlier run of the tagger."""


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
    listed: list[Mention] = []
    words: list[Word] = []
    for start, end in find_sentences(text):
        found = capitalised(text, start, end)
        listed += _reader().read(text, found, sentence=text[start:end])
        words += found
    mentions = _joined(text, find_names_by_model(text), [mention for mention in listed if mention.sure])
    free = list(_outside(words, mentions))
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


def _joined(text: str, learned: Sequence[Name], listed: Sequence[Mention]) -> list[Mention]:
    """Return the names of both; of two that overlap the learned one, unless the tagger is not sure of it.

    Where both have the same kind, the lists know better where the name begins and ends: titles are no part of it.
    """
    learned = [name for name in learned if text[name.start : name.end] not in ARTICLES]
    alike = {kind: [mention for mention in listed if mention.kind == kind] for kind in ("PER", "ORG", "LOC", "MISC")}
    places = {(mention.start, mention.end) for mention in alike["LOC"]}
    sure = [
        Mention(name.start, name.end, name.kind, True)
        for name in learned
        if name.certainty >= SURE and not ((name.start, name.end) in places and _is_place(text, name))
    ]
    sure = [mention for mention in sure if not _overlaps(mention, alike[mention.kind])]
    unsure = [Mention(name.start, name.end, name.kind, False) for name in learned if name.certainty < SURE]
    mentions: list[Mention] = []
    for group in (sure, listed, unsure):
        free = [mention for mention in group if not _overlaps(mention, mentions)]
        mentions = sorted([*mentions, *free], key=lambda mention: mention.start)
    return mentions


def _is_place(text: str, name: Name) -> bool:
    """Say whether a name that the lists hold as a place is one though the tagger reads another kind.

    It takes Kharkiv for a person; but a town's name may mean its team, unless it stands after "in" or the like.
    """
    return name.kind == "PER" or bool(BEFORE_PLACE.search(text, max(0, name.start - 8), name.start))


def _overlaps(mention: Mention, others: Sequence[Mention]) -> bool:
    """Say whether a mention shares characters with one of others, which are in order and apart."""
    place = bisect_left(others, mention.end, key=lambda other: other.start) - 1
    return place >= 0 and others[place].end > mention.start


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
