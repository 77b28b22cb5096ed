"""Which names of organisations and governments are one's: acronyms, places in other words, longer and shorter names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dateline.tagging.aliases.evidence import Evidence
from dateline.tagging.aliases.groups import Groups
from dateline.tagging.aliases.names import Name, Words, is_acronym
from dateline.tagging.lexicon import load_lexicon

MOST_QUALIFIERS = 4
"""Words that a longer name may have before a shorter one."""
RARITY = 2
"""How many times more articles may have the shorter name for a source than the longer one, for both to be one body.

Where many articles speak of the Supreme Court and one of the Ohio Supreme Court, these are two.
"""
LEAST_ARTICLES = 2
"""Articles that must give a body its place before the name without it, in another article, is taken for that body."""
LINKS = frozenset({"for", "of"})


def join_bodies(names: Sequence[Name], evidence: Evidence, *, groups: Groups) -> None:
    """Join the names of each organisation and government.

    Args:
        names: Names that stand for their spellings, those that should be shown first in front.
        evidence: What the articles say; bodies that never speak count too when a short name is to mean one only.
        groups: Where they are joined.
    """
    bodies: dict[Words, Name] = {}
    for name in names:
        if name.is_body:
            bodies.setdefault(name.words, name)
    for name in bodies.values():
        if is_acronym(name.text):
            full = _only(evidence.acronyms.get(name.text.replace(".", ""), ()), bodies, groups)
            if full is not None:
                groups.join(name.text, full.text, reason="acronym", lesser=True)
    _join_places(bodies.values(), evidence, groups=groups)
    counts = dict(evidence.bodies)
    for words, name in bodies.items():
        counts[words] = max(counts.get(words, 0), name.articles)
    longer = _longer(counts)
    for words, name in bodies.items():
        full = _only(longer.get(words, ()), bodies, groups) if name.text[0].isupper() else None
        if full is not None and _completes(name, full, counts=counts, evidence=evidence):
            groups.join(name.text, full.text, reason="longer name", lesser=True)


def _only(meant: Iterable[Words], bodies: Mapping[Words, Name], groups: Groups) -> Name | None:
    """Return the one source that names stand for; None where they stand for several or for one that never speaks."""
    found: dict[object, Name | None] = {}
    for words in sorted(meant):
        name = bodies.get(words)
        found.setdefault(groups.root(name.text) if name else words, name)
    return next(iter(found.values())) if len(found) == 1 else None


def _join_places(names: Iterable[Name], evidence: Evidence, *, groups: Groups) -> None:
    """Join governments that are called by names of one place: U.S. and America, Kiev and Kyiv."""
    firsts: dict[str, Name] = {}
    for name in names:
        place = evidence.place_ids.get(name.text)
        if place is not None and name.kind == "government":
            first = firsts.setdefault(place, name)
            if first is not name:
                groups.join(name.text, first.text, reason="place")


def _longer(counts: Mapping[Words, int]) -> dict[Words, set[Words]]:
    """Return for each name of two words and more the longer names that end with it, or go on with "for" or "of"."""
    found: defaultdict[Words, set[Words]] = defaultdict(set)
    for words in counts:
        for start in range(1, min(len(words) - 1, MOST_QUALIFIERS + 1)):
            found[words[start:]].add(words)
        for end in range(2, len(words) - 1):
            if words[end] in LINKS:
                found[words[:end]].add(words)
    return found


def _completes(name: Name, full: Name, *, counts: Mapping[Words, int], evidence: Evidence) -> bool:
    """Tell whether a longer name says of which place or person a body is, or for what: and leaves no doubt."""
    short = name.words
    if full.words[: len(short)] == short:
        # "Peterson Institute" is one of its kind, "National Institute" is not.
        plain = _ordinary_words()
        return any(word not in plain and (word,) not in evidence.places for word in short)
    before = full.words[: -len(short)]
    if (*before, short[0]) in evidence.people:
        return True
    often = counts[full.words] >= LEAST_ARTICLES and full.articles * RARITY >= name.articles
    return often and before in evidence.places


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    """Return words that tell one organisation from another by no means, in lower case."""
    lexicon = load_lexicon()
    return lexicon.common | {word.casefold() for word in lexicon.generic | lexicon.nationalities}
