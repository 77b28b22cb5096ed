"""Who bears which title in an article: "the mayor", "the Democratic nominee", "the Vermont senator"."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.tagging.claims.known_names import nearest
from dateline.tagging.claims.phrases import TAIL
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
PLAIN = word_set(
    "the both former then current state vice presidential majority minority first running democratic republican "
    "retired fellow civil rights foreign prime independent conservative liberal house senate longtime billionaire "
    "real estate interim acting deputy senior veteran onetime presumptive rival chief executive"
)
"""Words in small letters that may stand in a title before a name."""
ABBREVIATED = frozenset(SPELT_OUT) | word_set("mr mrs ms lt col maj sgt capt del rev u.s u.n st")
MOST_BEFORE = 6
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
        behind = _AFTER.match(after)
        for title in (_title_before(before), behind[1] if behind else ""):
            words = _words(title)
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
        asked = [word for word in _WORD.findall(TAIL.split(phrase)[0]) if word.lower() not in IGNORED]
        wanted = {_alike(word) for word in asked} - {head}
        strict = {_alike(word) for word in asked[:-1] if word[:1].isupper()} - {head}
        there = [row for row in there if not (row[2] ^ wanted) & OTHERS]
        several = len({name for _, name, _ in there}) > 1
        if (
            "former" in wanted
            and not any("former" in words for *_, words in there)
            and (several or head == "president")
        ):
            return None
        if not there or (strict and several and not any(strict & words for *_, words in there)):
            return None
        scores = [_score(wanted, words) for *_, words in there]
        best = max(scores)
        return nearest([row[:2] for row, score in zip(there, scores, strict=True) if score == best], place)


def _score(wanted: set[str], words: frozenset[str]) -> int:
    return len(wanted & words) - (("former" in wanted) != ("former" in words))


def _title_before(before: str) -> str:
    """Return the words right before a name that can be its title."""
    words: list[str] = []
    for word in reversed(before.rsplit(",", maxsplit=1)[-1].split() if before.endswith(" ") else []):
        low = word.lower().strip(".'’")
        ends = word.rstrip("\"'”’").endswith((".", "!", "?")) and low not in ABBREVIATED
        if ends or len(words) == MOST_BEFORE or (word[:1].islower() and low not in PLAIN and low not in PERSON_ROLES):
            break
        words.insert(0, word)
    return " ".join(words)


def _words(title: str) -> set[str]:
    return {_alike(word) for word in _WORD.findall(title) if word.lower() not in IGNORED}


def _alike(word: str) -> str:
    low = word.lower().strip(".")
    return ALIKE.get(low, low)
