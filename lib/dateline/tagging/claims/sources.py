"""Whose claim it is: the fullest name that the article gives the source, and what kind of source it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.mentions import Mention, Mentions
from dateline.tagging.claims.nouns import (
    COLLECTIVES,
    COUNTS,
    DOCUMENTS,
    GOVERNMENT,
    SPEAKERS,
    UNNAMED,
    head_of,
    personal,
    plural,
)

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "government", "MISC": "group"}
PEOPLE, BODIES, ANYONE = frozenset(("PER",)), frozenset(("ORG", "LOC")), frozenset(("PER", "ORG", "LOC", "MISC"))
REACH = 1500
"""Characters back in which "he" or "it" finds the source of an earlier claim."""
LONGEST = 300
"""Characters of a source that are read."""

HE_SHE = {"he": "he", "him": "he", "himself": "he", "his": "he", "she": "she", "her": "she", "herself": "she"}
SPEAKER = frozenset("i me my myself we us our".split())
_ARTICLE = re.compile(r"(?:the|a|an|this|that|these|those|its|his|her|their|said|by)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|its|her|his|their)\s+", re.IGNORECASE)
_BREAK = re.compile(r",|\(|\s[–—-]\s|—|\s(?:who|whose|which|that)\b")
_LINK = re.compile(r"\b(?:of|for|to|by|from|with|at|in|on|against|near|inside|behind|under)\s+(?:the\s+)?(?:[\w'’\-]+\s+){0,3}$")
_OF_BODY = re.compile(r"\b(?:for|of|at|from|with|by|in)\s+(?:the\s+)?(?:[^\W\d_][\w'’\-]*\s+){0,2}$")
_NAME = re.compile(r"(?:[A-Z][\w'’\-]*\.? (?:[A-Z]\. )?){1,3}[A-Z][\w'’\-]+$")


@dataclass(frozen=True, slots=True)
class Source:
    """A source's name (None where the text names none), its kind, and where it was named."""

    name: str | None
    kind: str
    place: int = 0


NOBODY = Source(None, "unknown")


class Sources:
    """The sources of an article in the order of the text: later ones may stand for earlier ones."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._text = mentions.text
        self._earlier: list[Source] = []

    def find(self, spans: Sequence[Span], *, speaker: Source | None = None) -> Source:
        """Return who a source is, and remember it for the pronouns that follow.

        Args:
            spans: The source's characters.
            speaker: Who speaks the words in which the source is named, for "I" and "we".
        """
        if not spans:
            return NOBODY
        found = self._read(spans[0][0], min(spans[-1][1], spans[0][0] + LONGEST), speaker)
        if found.name is not None:
            self._earlier.append(found)
        return found

    def _read(self, start: int, end: int, speaker: Source | None) -> Source:
        phrase = " ".join(self._text[start:end].split()).strip("“”\"'‘’,;:()–— ")
        low = phrase.lower()
        if low in SPEAKER:
            return Source(speaker.name, speaker.kind, start) if speaker is not None else NOBODY
        if low in HE_SHE:
            return self._person(start, HE_SHE[low])
        if low in ("they", "them", "themselves", "it", "itself"):
            return self._others(start, several=low.startswith("the"))
        if low in ("who", "which", "that", "whom", "whose"):
            return self._antecedent(start)
        return self._named(start, end, phrase) or self._described(start, phrase) or self._unnamed(start, phrase)

    def _named(self, start: int, end: int, phrase: str) -> Source | None:
        """Return the source that a name within the phrase stands for."""
        text = self._text[start:end]
        stop = _BREAK.search(text, 1)
        core_end = start + stop.start() if stop is not None else end
        names = self._mentions.within(start, end)
        core = [mention for mention in names if mention.end <= core_end]
        person = next((m for m in reversed(core) if m.kind == "PER" and self._heads(start, m)), None)
        if person is None and not any(self._ends(m, core_end) for m in core):
            person = next((m for m in names if m.kind == "PER" and self._text[core_end : m.start].strip(" ,(–—") == ""), None)
        if person is not None:
            return Source(person.name, "person", start)
        if UNNAMED.search(phrase) or (COUNTS.match(phrase) and not plural_name(core, core_end)):
            head = head_of(phrase)
            if head not in DOCUMENTS and head not in COLLECTIVES:
                return Source(None, "anonymous", start)
        for mention in core:
            if self._ends(mention, core_end) and self._heads(start, mention):
                return self._body(start, mention)
        return self._behind(start, core_end, core)

    def _behind(self, start: int, end: int, core: Sequence[Mention]) -> Source | None:
        """Return the body behind "ISW analysts", "a spokesman for the ISW", "an assessment by the ISW", "the ISW's report"."""
        head = head_of(self._text[start:end])
        for mention in reversed(core):
            after = self._text[mention.end : end].strip()
            if mention.kind == "ORG" and not self._heads(start, mention) and head in SPEAKERS | DOCUMENTS:
                return self._body(start, mention)
            if mention.kind in ("ORG", "PER") and self._heads(start, mention) and head in SPEAKERS | DOCUMENTS and len(after) < 60:
                return self._body(start, mention)
            if mention.kind in ("ORG", "LOC") and self._heads(start, mention) and _OF_BODY.match(after + " "):
                return self._body(start, mention)
        possessed = next((m for m in core if m.kind in ("LOC", "MISC") and self._heads(start, m)), None)
        if possessed is not None and head in COLLECTIVES:
            return Source(re.sub(r"['’]s\b", "", _ARTICLE.sub("", self._flat(start, end), count=1)), "government" if head in ("government", "administration", "regime") else "organisation", start)
        return None

    def _body(self, start: int, mention: Mention) -> Source:
        name = _ARTICLE.sub("", mention.name, count=1) if mention.name[:4] in ("the ", "The ") else mention.name
        kind = "government" if GOVERNMENT.fullmatch(name) else KINDS[mention.kind]
        return Source(name, kind, start)

    def _heads(self, start: int, mention: Mention) -> bool:
        """Say whether a name is what the phrase is about, not what a preposition ties to it."""
        return _LINK.search(self._text[start : mention.start]) is None

    def _ends(self, mention: Mention, core_end: int) -> bool:
        return self._text[mention.end : core_end].strip(" .,’'”\"") == ""

    def _described(self, start: int, phrase: str) -> Source | None:
        """Return who "the mayor", "the report" or "her ministry" is."""
        definite = _DEFINITE.match(phrase)
        if definite is None:
            return None
        rest = phrase[definite.end() :]
        head = head_of(rest)
        own = re.split(r"\s(?:of|for|at|in|who|which|that)\b|,", rest, maxsplit=1)[0].lower()
        for noun in dict.fromkeys((" ".join(own.split()[-2:]), head)):
            found = self._mentions.described(noun, start, kinds=PEOPLE if personal(noun.split()[-1] if noun else "") else ANYONE)
            if found is not None:
                return self._body(start, found)
        if head in DOCUMENTS:
            return self._author(start)
        return None

    def _author(self, start: int) -> Source | None:
        """Return the last organisation that spoke: a document without an author named is taken to be its own."""
        found = next((one for one in reversed(self._earlier[-8:]) if one.kind == "organisation"), None)
        return Source(found.name, found.kind, start) if found is not None else None

    def _unnamed(self, start: int, phrase: str) -> Source:
        """Return a source by its own words, or anonymous."""
        head = head_of(phrase)
        core = _BREAK.split(phrase, maxsplit=1)[0].strip()
        name = _ARTICLE.sub("", core, count=1)
        if UNNAMED.search(phrase):
            return Source(None, "anonymous", start)
        if GOVERNMENT.fullmatch(core):
            return Source(name, "government", start)
        if head in DOCUMENTS:
            return Source(name, "document", start)
        if head in COLLECTIVES:
            return Source(name, "organisation", start)
        if _NAME.fullmatch(core):
            return Source(core, "person", start)
        if COUNTS.match(phrase) or head in ("official", "officials", "neighbours", "neighbors", "people", "them"):
            return Source(None, "anonymous", start)
        if plural(head):
            return Source(name, "group", start)
        return Source(name, "person" if personal(head) else "unknown", start) if name else NOBODY

    def _person(self, start: int, gender: str) -> Source:
        """Return whom "he" or "she" means: the last person who spoke, or who opened a sentence since."""
        known = self._mentions.gender
        spoke = next(
            (
                one
                for one in reversed(self._earlier[-12:])
                if one.kind == "person" and start - one.place < REACH and known.get(one.name or "", gender) == gender
            ),
            None,
        )
        subject = self._mentions.subject_before(start, kinds=PEOPLE, gender=gender)
        if subject is not None and (spoke is None or subject.start > spoke.place) and start - subject.start < REACH:
            spoke = Source(subject.name, "person", subject.start)
        if spoke is None or spoke.name is None:
            return Source(None, "person", start)
        known.setdefault(spoke.name, gender)
        return Source(spoke.name, "person", start)

    def _others(self, start: int, *, several: bool) -> Source:
        """Return whom "they" or "it" means: the last of that kind who spoke."""
        kinds = ("group", "organisation", "government") if several else ("organisation", "government", "document")
        spoke = next((one for one in reversed(self._earlier[-6:]) if one.kind in kinds and start - one.place < REACH), None)
        subject = None if several else self._mentions.subject_before(start, kinds=BODIES)
        if subject is not None and (spoke is None or subject.start > spoke.place) and start - subject.start < REACH / 3:
            return self._body(start, subject)
        return Source(spoke.name, spoke.kind, start) if spoke is not None else NOBODY

    def _antecedent(self, start: int) -> Source:
        mention = self._mentions.before(start, reach=40)
        return self._body(start, mention) if mention is not None else NOBODY

    def _flat(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())


def plural_name(core: Sequence[Mention], end: int) -> bool:
    """Say whether a counted phrase ends with a name: "the two Koreas", "one Labour"."""
    return bool(core) and core[-1].end >= end - 1
