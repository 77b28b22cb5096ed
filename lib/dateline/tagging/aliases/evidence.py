"""What the articles of a corpus say about names: who is spoken of, what acronyms and qualified names stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dateline.tagging.aliases.names import Words, body_words, is_acronym, person_words

LONGEST_SHORT = 14
"""Characters of the longest mention that is looked at as an acronym."""
BETWEEN = frozenset({"", "'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known from all articles.

    Attributes:
        people: Words of each person's name → number of articles that have it.
        bodies: Words of each organisation's name → number of articles that have it.
        places: Words that name a place or nation.
        acronyms: Acronym → words of the long names that articles give it.
        place_ids: Name of a place → its GeoNames id, where all articles agree.
        kinds: Name → kinds of entity that bear it.
    """

    people: Mapping[Words, int]
    bodies: Mapping[Words, int]
    places: frozenset[Words]
    acronyms: Mapping[str, frozenset[Words]]
    place_ids: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]


class Gathering:
    """Adds up what the entities of a corpus tell about names, some whole articles at a time."""

    def __init__(self) -> None:
        self._people: Counter[Words] = Counter()
        self._bodies: Counter[Words] = Counter()
        self._places: set[Words] = set()
        self._acronyms: defaultdict[str, set[Words]] = defaultdict(set)
        self._place_ids: defaultdict[str, set[str]] = defaultdict(set)
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, entities: pd.DataFrame, articles: pd.DataFrame) -> None:
        """Take in some articles.

        Args:
            entities: The ``entities`` table of these articles.
            articles: The ``articles`` table, for ``id`` and ``text``.
        """
        texts = dict(zip(articles["id"].tolist(), articles["text"].tolist(), strict=True))
        counted = entities[["kind", "name", "article"]].drop_duplicates().value_counts(["kind", "name"]).reset_index()
        for kind, name, count in counted.itertuples(index=False, name=None):
            self._kinds[name].add(kind)
            if kind == "PER":
                self._people[person_words(name)[0]] += int(count)
            elif kind == "ORG":
                self._bodies[body_words(name)] += int(count)
            if kind in ("LOC", "MISC") and name[0].isupper():
                self._places.add(body_words(name))
        for words, count in _qualified(entities, texts).items():
            self._bodies[words] += count
        for short, words in _acronyms(entities, texts):
            self._acronyms[short].add(words)
        places = entities[(entities["kind"] == "LOC") & entities["place_id"].notna()][["name", "place_id"]]
        for name, place_id in places.drop_duplicates().itertuples(index=False, name=None):
            self._place_ids[name].add(place_id)

    def finish(self) -> Evidence:
        """Return what all articles tell."""
        return Evidence(
            people=defaultdict(int, self._people),
            bodies=defaultdict(int, self._bodies),
            places=frozenset(self._places),
            acronyms={short: frozenset(long) for short, long in self._acronyms.items()},
            place_ids={name: next(iter(found)) for name, found in self._place_ids.items() if len(found) == 1},
            kinds={name: frozenset(found) for name, found in self._kinds.items()},
        )


def _qualified(entities: pd.DataFrame, texts: Mapping[str, str]) -> dict[Words, int]:
    """Count the articles in which a place or nation stands right before an organisation: Varnia's Interior Ministry."""
    entities = entities.sort_values(["article", "start"])
    before = entities.shift(1)
    fits = (entities["kind"] == "ORG") & before["kind"].isin(["LOC", "MISC"])
    fits &= (entities["article"] == before["article"]) & (entities["start"] - before["end"]).between(1, 3)
    pairs = zip(_tuples(before[fits]), _tuples(entities[fits]), strict=True)
    found: defaultdict[Words, set[str]] = defaultdict(set)
    for (_, _, end, nation, _), (article, start, _, name, _) in pairs:
        if texts[article][int(end) : start].strip() in BETWEEN:
            found[*body_words(nation), *body_words(name)].add(article)
    return {words: len(where) for words, where in found.items()}


def _acronyms(entities: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[tuple[str, Words]]:
    """Yield acronyms with what they stand for, by the mentions that were given a longer name in their article."""
    length = entities["end"] - entities["start"]
    short = entities[(entities["kind"] != "PER") & (length <= LONGEST_SHORT) & (entities["name"].str.len() > length)]
    for article, start, end, name, _ in _tuples(short):
        mention = texts[article][start:end]
        if is_acronym(mention):
            yield mention.replace(".", ""), body_words(name)


def _tuples(entities: pd.DataFrame) -> Iterator[tuple[str, int, int, str, str]]:
    columns = (entities[column].tolist() for column in ("article", "start", "end", "name", "kind"))
    return zip(*columns, strict=True)
