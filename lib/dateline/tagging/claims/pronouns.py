"""Who a pronoun stands for as a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.known_names import KnownName
from dateline.tagging.claims.mentions import UNKNOWN, Mentions, Named
from dateline.tagging.claims.phrases import human_kind
from dateline.tagging.claims.source_words import COLLECTIVES, FEMALE, HUMAN_HEADS, MALE, NEUTER, PLURAL, RELATIVE
from dateline.tagging.claims.word_sets import word_set

LONGEST = 120
"""Characters of the longest apposition between a name and the "who" that goes back to it."""
_STOP = re.compile(r"[.!?][”\"]?\s+[A-Z“\"]|[\n;]")
_NOUN_BEFORE = re.compile(r"(\b[a-z0-9][\w\-]*%?),?\s+$")
_WHO = re.compile(r"\b(?:who|which|that)\b")
_APPOSITION = re.compile(
    r"(?:\s*\([^()]*\))?,\s+(?:(?:an?|the|one|another|now|former)\s|[A-Z][\w.]*(?:\s[A-Z][\w.]*)*['’]s?\s)[^,;.]*"
)
_TIMES = word_set("year years month months week weeks day days night morning afternoon today yesterday")


def pronoun(mentions: Mentions, low: str, place: int, *, contents: Sequence[Span]) -> Named:
    """Return who a pronoun stands for, in the article's own words.

    Args:
        mentions: The article's names.
        low: The pronoun in small letters.
        place: Where it stands.
        contents: What is said: "he" is nobody who is named there.
    """
    if low in MALE or low in FEMALE:
        return mentions.person(place, gender="male" if low in MALE else "female", apart=contents)
    if low in PLURAL:
        return mentions.several(place, two=low == "both")
    if low in NEUTER:
        return mentions.thing(place)
    if low in RELATIVE:
        return _antecedent(mentions, place, low)
    return UNKNOWN


def _antecedent(mentions: Mentions, place: int, low: str) -> Named:
    """Return who "who", "which" or "that" stands for: the name right before it, an apposition between allowed."""
    text = mentions.text
    noun = _NOUN_BEFORE.search(text, max(place - 40, 0), place)
    if noun is not None and noun[1] in ("and", "or", "but"):
        # "who said … and who denied …": both go back to the same name.
        earlier = [match.start() for match in _WHO.finditer(text, max(place - LONGEST, 0), noun.start())]
        return _antecedent(mentions, earlier[-1], low) if earlier else UNKNOWN
    names = [entity for entity in mentions.before(place) if _reaches(text, entity, place)]
    if noun is not None and noun[1] not in _TIMES and not (names and names[0].end >= noun.end(1)):
        return _of_noun(mentions, noun, names)
    people = [entity for entity in names if entity.kind == "PER"]
    others = [entity for entity in names if entity.kind != "PER"]
    if low in ("who", "whom", "whose"):
        return Named(people[0].name, "person") if people else _of_name(mentions, names[:1], place)
    if low == "which":
        return _of_name(mentions, others[:1], place)
    return _of_name(mentions, names[:1], place)


def _reaches(text: str, entity: KnownName, place: int) -> bool:
    return place - entity.end <= LONGEST and not _STOP.search(text, entity.end, place)


def _of_name(mentions: Mentions, names: Sequence[KnownName], place: int) -> Named:
    for entity in names:
        if entity.kind == "PER":
            return Named(entity.name, "person")
        if entity.kind == "ORG":
            return Named(mentions.full(entity.name), "organisation")
        if entity.kind == "LOC":
            return Named(entity.name, "government")
        return Named(entity.name, "group")
    return UNKNOWN


def _of_noun(mentions: Mentions, noun: re.Match[str], names: Sequence[KnownName]) -> Named:
    """Return what a noun before "who" stands for: the name that it explains, the body that it names, or nobody named.

    "Ana Ruiz, a lawyer who" is Ana Ruiz; "a Herald panel that" the Herald's panel; "people who" are people.
    """
    text, word = mentions.text, noun[1]
    for entity in names:
        if entity.kind == "PER" and _APPOSITION.fullmatch(text, entity.end, noun.end(1)):
            return Named(entity.name, "person")
    phrase = re.compile(rf"\b[Tt]he (?:[\w\-]+ ){{0,3}}{re.escape(word)}$").search(
        text, max(noun.start() - 60, 0), noun.end(1)
    )
    titled = mentions.titled(phrase[0], word, noun.start()) if phrase else None
    if titled is not None:
        return titled
    beside = names[0] if names and not text[names[0].end : noun.start(1)].strip() else None
    if beside is not None and beside.kind == "ORG" and word in COLLECTIVES:
        return Named(f"{mentions.full(beside.name)} {word}", "organisation")
    return Named(None, "anonymous") if human_kind(word) == "person" or word in HUMAN_HEADS else UNKNOWN
