"""Which names of people are one person's: with and without middle name or title, and a surname alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.tagging.aliases.evidence import Evidence
from dateline.tagging.aliases.groups import Groups
from dateline.tagging.aliases.names import SUFFIXES, Name, Words, given_names, is_proper, title_gender
from dateline.tagging.claims.genders import gender_of

LEAST_ARTICLES = 2
"""Articles that must name a person in full before a surname in another article is taken for that person."""
LONGEST_SURNAME = 3


def join_people(names: Sequence[Name], evidence: Evidence, *, groups: Groups) -> None:
    """Join the names of each person.

    Args:
        names: Names that stand for their spellings, those that should be shown first in front.
        evidence: What the articles say; people who never speak count too when a surname is to mean one person only.
        groups: Where they are joined.
    """
    sources: defaultdict[Words, list[Name]] = defaultdict(list)
    for name in names:
        if name.is_person and is_proper(name.text):
            sources[name.words].append(name)
    people = dict(evidence.people)
    for words, found in sources.items():
        people[words] = max(people.get(words, 0), *(name.articles for name in found))
    same = _same_people(people)
    leaders: dict[Words, Name] = {}
    # Surnames of several words last, so that a full name leads where there is one.
    for words in sorted(sources, key=lambda words: words in same and _ends(same[words], words)):
        leader = leaders.setdefault(same.get(words, words), sources[words][0])
        short = _ends(leader.words, words)
        for name in sources[words] if len(words) > 1 else ():
            groups.join(name.text, leader.text, reason="surname" if short else "person", lesser=short)
    _join_surnames(sources, evidence, _Bearers(people, same=same, leaders=leaders), groups=groups)


def _ends(full: Words, words: Words) -> bool:
    return len(words) < len(full) and full[-len(words) :] == words


def _same_people(people: Mapping[Words, int]) -> dict[Words, Words]:
    """Return for names in full the one that stands for the person; a junior is another than his father."""
    gathered: defaultdict[tuple[str, str, str], list[Words]] = defaultdict(list)
    for words in sorted(people):
        suffix = words[-1] if words[-1] in SUFFIXES else ""
        bare = words[:-1] if suffix else words
        if len(bare) > 1:
            gathered[bare[0], bare[-1], suffix].append(bare)
    same: dict[Words, Words] = {}
    for (_, _, suffix), variants in gathered.items():
        if _one_person(variants):
            full = [(*bare, suffix) if suffix else bare for bare in variants]
            same |= dict.fromkeys(full, max(full, key=lambda words: (people[words], words)))
    return same | _long_surnames(people, same)


def _one_person(variants: Sequence[Words]) -> bool:
    """Tell whether names with one first and last word can be one person's: middle names agree where both have any.

    "George Bush" may be George W. or George H. W. Bush, so none of these three are joined.
    """
    middles = [words[1:-1] for words in variants if len(words) > 2]
    initials = {tuple(word[0] for word in middle) for middle in middles}
    spelt = {(place, word) for middle in middles for place, word in enumerate(middle) if len(word) > 1}
    return len(initials) <= 1 and len(spelt) == len({place for place, _ in spelt})


def _long_surnames(people: Mapping[Words, int], same: Mapping[Words, Words]) -> dict[Words, Words]:
    """Return whom surnames of several words stand for: Wasserman Schultz, de Blasio."""
    bearers: defaultdict[Words, set[Words]] = defaultdict(set)
    for words in people:
        for start in range(1, min(len(words) - 1, LONGEST_SURNAME)):
            bearers[words[start:]].add(same.get(words, words))
    found = {}
    for words in people:
        full = bearers.get(words, set())
        if len(words) > 1 and len(full) == 1 and words[0] not in given_names():
            (person,) = full
            if people[person] >= people[words]:
                found[words] = person
    return found


class _Bearers:
    """The people of a corpus by surname and given name."""

    def __init__(
        self, people: Mapping[Words, int], *, same: Mapping[Words, Words], leaders: Mapping[Words, Name]
    ) -> None:
        self.leaders = leaders
        self.articles: defaultdict[Words, int] = defaultdict(int)
        self.surnames: defaultdict[str, set[Words]] = defaultdict(set)
        self.given: defaultdict[str, set[Words]] = defaultdict(set)
        for words, count in people.items():
            bare = words[:-1] if words[-1] in SUFFIXES else words
            person = same.get(words, words)
            self.articles[person] += count
            if len(bare) > 1:
                self.surnames[bare[-1]].add(person)
                self.given[bare[0]].add(person)

    def find(self, word: str, groups: Groups) -> list[Words]:
        """Return the different people whose surname or given name a word is; Ryan may be Paul Ryan or Ryan Ellis."""
        found: dict[object, Words] = {}
        for person in sorted(self.surnames.get(word, set()) | self.given.get(word, set())):
            leader = self.leaders.get(person)
            found[groups.root(leader.text) if leader else person] = person
        return list(found.values())


def _join_surnames(
    sources: Mapping[Words, Sequence[Name]], evidence: Evidence, bearers: _Bearers, *, groups: Groups
) -> None:
    for words, found in sources.items():
        if len(words) > 1:
            continue
        people = bearers.find(words[0], groups)
        if len(people) > 1:
            continue
        if len({name.title for name in found if name.title}) <= 1:
            for name in found[1:]:
                groups.join(name.text, found[0].text, reason="title")
        full = bearers.leaders.get(people[0]) if people and people[0] in bearers.surnames[words[0]] else None
        if full is not None and bearers.articles[people[0]] >= max(LEAST_ARTICLES, *(name.articles for name in found)):
            for name in found:
                if _fits(name, full, evidence):
                    groups.join(name.text, full.text, reason="surname", lesser=True)


def _fits(name: Name, full: Name, evidence: Evidence) -> bool:
    """Tell whether a surname can be the person's: it names nothing else in the corpus, and its title is no other's."""
    told, known = title_gender(name.title), gender_of(full.text)
    surname = name.text.split()[-1]
    return evidence.kinds.get(surname, frozenset()) <= {"PER"} and (told is None or known is None or told == known)
