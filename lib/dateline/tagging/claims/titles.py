"""Who bears which title in an article: "the mayor", "the Democratic nominee", "the Vermont senator"."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.tagging.claims.known_names import nearest
from dateline.tagging.claims.source_words import PERSON_ROLES
from dateline.tagging.claims.word_sets import word_set

SPELT_OUT = {
    "sen": ("senator", "lawmaker"),
    "gov": ("governor",),
    "rep": ("congressman", "congresswoman", "representative", "lawmaker"),
    "gen": ("general",),
    "prof": ("professor",),
    "dr": ("doctor",),
    "atty": ("attorney",),
}
ALIKE = {
    "gop": "republican",
    "democrat": "democratic",
    "candidate": "nominee",
    "u.s": "us",
    "english": "british",
    "billionaire": "businessman",
    "mogul": "businessman",
    "tycoon": "businessman",
    "developer": "businessman",
}
"""Words that mean the same in a title."""
OTHERS = frozenset(("vice", "deputy", "assistant"))
"""Words that make another title: the vice president is not the president."""
IGNORED = word_set("the a an its our his her their this that then current longtime veteran own mr mrs ms now")
AROUND = 40
"""Bearers of a title before and after a place among whom the one meant is looked for."""
_BEFORE = re.compile(r"((?:[\w\-.’']+ ){0,5}[\w\-]+)\.? $")
_AFTER = re.compile(
    r",? (?:the|a|an|its|our|now the|who (?:is|was) (?:the|a|an)|is (?:the|a|an)) ((?:[\w\-’'.]+ ){0,4}[\w\-]+)"
)
_WORD = re.compile(r"[\w\-]+")


class Titles:
    """The titles that an article gives to people, with the words that tell two of a kind apart."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[int, str, frozenset[str]]]] = {}

    def learn(self, name: str, place: int, *, before: str, after: str) -> None:
        """Note the title that stands before or after a person's name."""
        for match in (_BEFORE.search(before), _AFTER.match(after)):
            if match is None:
                continue
            words = _words(match[1])
            heads = {head for word in words for head in SPELT_OUT.get(word, (word,))}
            for head in sorted(heads):
                if head in PERSON_ROLES or head in ALIKE.values():
                    self._found.setdefault(head, []).append((place, name, frozenset(words)))

    def find(self, phrase: str, head: str, place: int) -> str | None:
        """Return who a title with "the" goes back to.

        Of those who bear it the one whose title shares most of the phrase's other words, the nearest before the place
        or else the first after it. Where the phrase has a name in it ("the Libertarian nominee") that none of them
        has, nobody is meant unless only one bears the title.
        """
        head = ALIKE.get(head, head)
        found = self._found.get(head, [])
        number = bisect_left(found, place, key=lambda row: row[0])
        there = found[max(number - AROUND, 0) : number + AROUND]
        asked = [word for word in _WORD.findall(phrase) if word.lower() not in IGNORED]
        wanted = {_alike(word) for word in asked} - {head}
        strict = {_alike(word) for word in asked[:-1] if word[:1].isupper()} - {head}
        there = [row for row in there if not (row[2] ^ wanted) & OTHERS]
        if not there or (
            strict and not any(strict & words for *_, words in there) and len({name for _, name, _ in there}) > 1
        ):
            return None
        scores = [_score(wanted, words) for *_, words in there]
        best = max(scores)
        return nearest([row[:2] for row, score in zip(there, scores, strict=True) if score == best], place)


def _score(wanted: set[str], words: frozenset[str]) -> int:
    return len(wanted & words) - (("former" in wanted) != ("former" in words))


def _words(title: str) -> set[str]:
    return {_alike(word) for word in _WORD.findall(title) if word.lower() not in IGNORED}


def _alike(word: str) -> str:
    low = word.lower().strip(".")
    return ALIKE.get(low, low)
