"""What the articles of a corpus say about names: who is spoken of, what acronyms and qualified names stand for."""

from __future__ import annotations

from collections import defaultdict
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


def gather(entities: pd.DataFrame, articles: pd.DataFrame) -> Evidence:
    """Gather what the entities of a corpus tell about names.

    Args:
        entities: The ``entities`` table.
        articles: The ``articles`` table, for ``id`` and ``text``.
    """
    texts = dict(zip(articles["id"].tolist(), articles["text"].tolist(), strict=True))
    people: defaultdict[Words, int] = defaultdict(int)
    bodies: defaultdict[Words, int] = defaultdict(int)
    places: set[Words] = set()
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    by_article = entities[["kind", "name", "article"]].drop_duplicates()
    for kind, name, count in by_article.value_counts(["kind", "name"]).reset_index().itertuples(index=False, name=None):
        kinds[name].add(kind)
        if kind == "PER":
            people[person_words(name)[0]] += int(count)
        elif kind == "ORG":
            bodies[body_words(name)] += int(count)
        if kind in ("LOC", "MISC") and name[0].isupper():
            places.add(body_words(name))
    for words, count in _qualified(entities, texts).items():
        bodies[words] += count
    return Evidence(
        people=people,
        bodies=bodies,
        places=frozenset(places),
        acronyms=_acronyms(entities, texts),
        place_ids=_place_ids(entities),
        kinds={name: frozenset(found) for name, found in kinds.items()},
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


def _acronyms(entities: pd.DataFrame, texts: Mapping[str, str]) -> dict[str, frozenset[Words]]:
    """Return what each acronym stands for, by the mentions that were given a longer name in their article."""
    found: defaultdict[str, set[Words]] = defaultdict(set)
    length = entities["end"] - entities["start"]
    short = entities[(entities["kind"] != "PER") & (length <= LONGEST_SHORT) & (entities["name"].str.len() > length)]
    for article, start, end, name, _ in _tuples(short):
        mention = texts[article][start:end]
        if is_acronym(mention):
            found[mention.replace(".", "")].add(body_words(name))
    return {short: frozenset(long) for short, long in found.items()}


def _tuples(entities: pd.DataFrame) -> Iterator[tuple[str, int, int, str, str]]:
    columns = (entities[column].tolist() for column in ("article", "start", "end", "name", "kind"))
    return zip(*columns, strict=True)


def _place_ids(entities: pd.DataFrame) -> dict[str, str]:
    places = entities[(entities["kind"] == "LOC") & entities["place_id"].notna()]
    pairs = places[["name", "place_id"]].drop_duplicates()
    alone = pairs[~pairs["name"].duplicated(keep=False)]
    return dict(zip(alone["name"], alone["place_id"], strict=True))
