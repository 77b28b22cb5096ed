"""Who a phrase without names stands for: the ministry, the report, the mayor, critics, a driver."""

from __future__ import annotations

import re

from dateline.tagging.claims.mentions import Mentions, Named
from dateline.tagging.claims.of_names import of_entity
from dateline.tagging.claims.phrases import DETERMINER, LONGEST, TAIL, clean, head_of, human_kind, is_share
from dateline.tagging.claims.source_words import (
    COLLECTIVES,
    DOCUMENTS,
    HUMAN_HEADS,
    INDEFINITE,
    OFFICES,
    PERSON_ROLES,
    UNNAMED,
    UTTERED,
)
from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.lexicon import load_lexicon

MOST_WORDS = 4
"""Words of the longest name that capitals alone make one."""
_ROLE_AND_NAME = re.compile(r"(?:^|\s)([\w\-]+) ((?:[A-Z][\w'’\-]+ ?){1,3})$")
_OWNED = re.compile(r"([A-Z][\w\-.]+(?: [A-Z][\w\-.]+){0,3})['’]s? [\w\- ]+")
_SPOKEN_FOR = re.compile(r"\b([\w\-]+)\s+spokes(?:man|woman|person|people)$")
_NO_MATTER = word_set("same new latest whole entire two other federal")


def by_nouns(mentions: Mentions, text: str, place: int) -> Named:
    """Return who a phrase without names stands for: the ministry, the report, the mayor, critics, a driver."""
    head, low = head_of(text), text.lower()
    name = clean(text)
    person = _ROLE_AND_NAME.search(name or "")
    if person and person[1].lower() in PERSON_ROLES:
        return mentions.learn_person(person[2])
    known = mentions.known_person(name or "")
    if known:
        return known
    spelt = _spelt_out(mentions, text, head)
    if spelt is not None:
        return spelt
    if head in DOCUMENTS:
        owner = (
            mentions.document(place, head)
            if low.startswith(("the ", "this ", "its "))
            else _issuer(mentions, text, place)
        )
        return owner or Named(name, "document")
    if low.startswith(("the ", "this ")) or not DETERMINER.match(text):
        found = _definite(mentions, text, head, place)
        if found is not None:
            return found
    if head in COLLECTIVES:
        return Named(name, "government" if head == "government" else "organisation")
    if low.startswith("those ") or is_share(text):
        return Named(text[:LONGEST], "group")
    body = _SPOKEN_FOR.search(low)
    spoken_for = mentions.headed(body[1], place) if body and body[1] in COLLECTIVES else None
    if spoken_for is not None:
        return spoken_for
    if INDEFINITE.match(text) and (head in HUMAN_HEADS or low.startswith(("one of", "some"))):
        return Named(None, "anonymous")
    if head in UNNAMED:
        return Named(None, "anonymous")
    kind = human_kind(head)
    # One person without a name and without an office is as good as anonymous to whoever counts sources.
    return Named(None, "anonymous") if kind == "person" and head not in OFFICES else Named(name, kind)


def _spelt_out(mentions: Mentions, text: str, head: str) -> Named | None:
    """Return whom capitals name where the engine for entities has no name at this place, as in headlines."""
    owned = _OWNED.fullmatch(text)
    if owned and head in UTTERED:
        owner = mentions.known(owned[1])
        return of_entity(mentions, owner) if owner is not None and owner.kind in ("PER", "ORG") else None
    words = DETERMINER.sub("", text).split()
    common = head in PERSON_ROLES or head in COLLECTIVES
    if not words or common or len(words) > MOST_WORDS or not all(word[:1].isupper() for word in words):
        return None
    known = mentions.known(" ".join(words))
    if known is not None:
        return of_entity(mentions, known)
    given = len(words) > 1 and words[0] in load_lexicon().given_names
    if given:
        return Named(" ".join(words), "person")
    if not text.startswith("The "):
        return None
    family = words[-1].endswith("s") and mentions.known(words[-1].removesuffix("s")) is not None
    return Named(" ".join(words), "group" if family else "organisation")


def _issuer(mentions: Mentions, text: str, place: int) -> Named | None:
    """Return who issues "a statement" in "In a statement announcing the pick, the union said": who stands behind."""
    if not mentions.text[max(place - len("In "), 0) : place].lower().endswith("in "):
        return None
    for entity in mentions.after(place + len(text)):
        between = mentions.text[place + len(text) : entity.start]
        if len(between) <= 2 * LONGEST and "." not in between and re.search(r",\s+(?:the\s+)?$", between):
            return of_entity(mentions, entity) if entity.kind in ("PER", "ORG") else None
    return None


def _definite(mentions: Mentions, text: str, head: str, place: int) -> Named | None:
    """Return who "the mayor", "the fund" or "the group" goes back to, None where the article does not tell."""
    the = text.lower().startswith(("the ", "this "))
    words = [word for word in DETERMINER.sub("", TAIL.split(text)[0]).lower().split() if word not in _NO_MATTER]
    found = mentions.titled(text, head, place) if the or head in OFFICES else None
    if found is None and (the or head in COLLECTIVES) and (head in COLLECTIVES or human_kind(head) == "unknown"):
        found = mentions.headed(head, place)
        # "The appeals court" is no other court of the article, "the court" is the one spoken of.
        if found and len(words) > 1 and not set(words[:-1]) & set((found.name or "").lower().split()):
            found = None
    if found:
        return found
    if head in COLLECTIVES and head != "government" and the and len(words) == 1:
        thing = mentions.thing(place)
        if thing.name and thing.kind in ("organisation", "government"):
            return thing
    return None
