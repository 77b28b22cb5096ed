"""Entities: people, organisations, places and other names, each with the fullest name that it bears in its article.

The learned tagger reads the names; lists of places, organisations, titles and given names add those that it misses and
decide where it is not sure; then each name gets one kind in its article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.tagging.agreement import SURE, agree, in_order
from dateline.tagging.capitals import capitalised
from dateline.tagging.gazetteer import load_gazetteer
from dateline.tagging.lexicon import load_lexicon
from dateline.tagging.lists import Lists
from dateline.tagging.names import Mention, join_people, tidy
from dateline.tagging.naming import full_names, place_of
from dateline.tagging.neural import find_names_by_model
from dateline.tagging.sentences import find_sentences

OTHER_SURE, OTHER_WEIGHT = 0.97, 0.5
"""The tagger takes much that it does not know for another name (MISC): that reading must be surer and counts less."""


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
        text: The whole article: a name is read alike throughout, and a surname or acronym gets the full name that
            stands elsewhere in the article.

    Returns:
        Entities in the order of the text, none within another.

    >>> text = "Ana Ruiz of the Orrin Flood Agency (OFA) spoke in Paris. Ruiz said the OFA was ready."
    >>> [(text[e.start : e.end], e.kind, e.name) for e in find_entities(text)][3:]
    [('Ruiz', 'PER', 'Ana Ruiz'), ('OFA', 'ORG', 'Orrin Flood Agency')]
    """
    lexicon = load_lexicon()
    sentences = find_sentences(text)
    words = [word for span in sentences for word in capitalised(text, *span)]
    lists, read = _lists(), find_names_by_model(text)
    learned = [lists.correct(text, name) for name in tidy(text, read, sentences=sentences, lexicon=lexicon)]
    mentions = _joined(learned, known=lists.read_known(text, words), people=lists.read_people(words))
    mentions = join_people(text, agree(text, mentions, words=words))
    following = [*mentions[1:], None]
    places = [
        place_of(text, mention, following=after, gazetteer=load_gazetteer())
        for mention, after in zip(mentions, following, strict=False)
    ]
    names = full_names(text, mentions, places=places, synonyms=lexicon.organisations)
    return [
        Entity(mention.start, mention.end, mention.kind, name, place.id if place is not None else None)
        for mention, name, place in zip(mentions, names, places, strict=True)
    ]


def _joined(learned: Sequence[Mention], *, known: Iterable[Mention], people: Iterable[Mention]) -> list[Mention]:
    """Return the names of all; of two that overlap, the tagger's where it is sure, then the list's."""
    groups: dict[str, list[Mention]] = {"sure": [], "unsure": [], "other": []}
    for mention in learned:
        other = mention.kind == "MISC"
        if mention.certainty >= (OTHER_SURE if other else SURE):
            groups["sure"].append(mention)
        elif other:
            groups["other"].append(replace(mention, certainty=mention.certainty * OTHER_WEIGHT))
        else:
            groups["unsure"].append(mention)
    mentions: list[Mention] = []
    for group in (groups["sure"], known, groups["unsure"], people, groups["other"]):
        mentions = in_order([*mentions, *(mention for mention in group if not _overlaps(mention, mentions))])
    return mentions


def _overlaps(mention: Mention, others: Sequence[Mention]) -> bool:
    """Say whether a mention shares characters with one of others, which are in order and apart."""
    place = bisect_left(others, mention.end, key=lambda other: other.start) - 1
    return place >= 0 and others[place].end > mention.start


@lru_cache(maxsize=1)
def _lists() -> Lists:
    return Lists(load_lexicon(), load_gazetteer())
