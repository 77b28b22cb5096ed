"""Who a source is: the canonical name within the article, and its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.mentions import UNKNOWN, EntityLike, Mentions, Named
from dateline.tagging.claims.source_words import (
    AGENT,
    ANONYMOUS,
    COLLECTIVES,
    DOCUMENTS,
    FEMALE,
    GOVERNMENT_NAMES,
    HUMAN_HEADS,
    INDEFINITE,
    MALE,
    NEUTER,
    OFFICES,
    PERSON_ROLES,
    PERSONAL,
    PLURAL,
    RELATIVE,
    ROLES,
    UNNAMED,
)

LONGEST = 80
"""Characters of the longest name that is made from a phrase."""
_EDGE = " \t\n,;:—–-“”„«»\"‘’'()[]"
_TAIL = re.compile(
    r"\s(?:of|for|from|at|in|who|whom|which|that|with|by|on|to|behind|inside|near|including|such)\b|,|\(| — | – "
)
_OWN = re.compile(r"(his|her|its|their|my|our)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|both)\s+", re.IGNORECASE)
_DEPENDENT = re.compile(
    r"\b(?:of|for|to|from|near|behind|against|with|at|in|on|than|about)\s+(?:the\s+|a\s+)?(?:[\w\-]+\.?\s+){0,3}$",
    re.IGNORECASE,
)
_ROLE_AND_NAME = re.compile(r"(?:^|\s)([\w\-]+) ((?:[A-Z][\w'’\-]+ ?){1,3})$")
_EXAMPLES = re.compile(r",? (?:including|such as|among them)\b| [—–] (?:including|such as|among them)\b")
"""What opens examples of a group: the names behind it are not the source's."""
_BY = re.compile(r"\b(?:by|from|of|for|at|with)\s+(?:the\s+|a\s+)?", re.IGNORECASE)


def name_source(mentions: Mentions, span: Span, *, speaker: Named | None = None) -> Named:
    """Return who the words of a source stand for.

    Args:
        mentions: The article's names.
        span: The characters of the source.
        speaker: Who speaks in the quotation that the source stands in: "I" and "we" are that one.
    """
    text = mentions.text[span[0] : span[1]].strip(_EDGE)
    low = " ".join(text.lower().split())
    if not low:
        return UNKNOWN
    if low in PERSONAL:
        return _pronoun(mentions, low, span[0], speaker=speaker)
    if ANONYMOUS.search(text):
        return Named(None, "anonymous")
    example = _EXAMPLES.search(mentions.text, span[0], span[1])
    names = mentions.within((span[0], example.start() if example else span[1]))
    own = _OWN.match(text)
    if own and not any(entity.kind == "PER" for entity in names):
        return _owned(mentions, text, own[1].lower(), span[0])
    named = _by_names(mentions, span, names)
    return named if named is not None else _by_nouns(mentions, text, span[0])


def _pronoun(mentions: Mentions, low: str, place: int, *, speaker: Named | None) -> Named:
    if low in MALE or low in FEMALE:
        return mentions.person(place, gender="male" if low in MALE else "female")
    if low in PLURAL:
        return mentions.several(place)
    if low in NEUTER:
        return mentions.thing(place)
    if low in RELATIVE:
        return _antecedent(mentions, place)
    return speaker or UNKNOWN


def _antecedent(mentions: Mentions, place: int) -> Named:
    """Return who "who" stands for: the name that ends right before it, a comma and a short apposition allowed."""
    for entity in mentions.before(place):
        between = mentions.text[entity.end : place]
        if len(between) <= LONGEST and not re.search(r"[.!?\n;]\s", between):
            return _of_entity(mentions, entity)
        break
    return UNKNOWN


def _owned(mentions: Mentions, text: str, pronoun: str, place: int) -> Named:
    """Return who "its chairwoman" or "her lawyer" is: the organisation itself, or the other's somebody."""
    head = head_of(text)
    if pronoun == "its":
        owner = mentions.thing(place)
        return owner if owner.name else UNKNOWN
    if pronoun in ("his", "her") and head in COLLECTIVES:
        return mentions.headed(head, place) or Named(_clean(_OWN.sub("", text, count=1)), "organisation")
    if pronoun in ("his", "her"):
        owner = mentions.person(place, gender="male" if pronoun == "his" else "female")
        name = f"{owner.name}'s {_OWN.sub('', text, count=1)}"[:LONGEST] if owner.name else None
        return Named(name, _human_kind(head))
    return Named(_clean(_OWN.sub("", text, count=1)), _human_kind(head))


def _by_names(mentions: Mentions, span: Span, names: Sequence[EntityLike]) -> Named | None:
    """Return who a phrase with names in it stands for, or None where the names are beside the point."""
    text = mentions.text
    people = [entity for entity in names if entity.kind == "PER"]
    for entity in names:
        role = re.search(r"([\w\-]+)\s$", text[span[0] : entity.start])
        if entity.kind in ("ORG", "MISC") and role and role[1].lower() in PERSON_ROLES and role[1].islower():
            return mentions.learn_person(entity.name)
    for entity in people:
        before, after = text[span[0] : entity.start], text[entity.end : min(entity.end + 40, span[1])]
        if not _possesses(after) and not _DEPENDENT.search(before) and not _collective_follows(after):
            return Named(_untitled(entity.name), "person")
    head = head_of(text[span[0] : span[1]])
    by = [entity for entity in names if _BY.search(text[span[0] : entity.start])]
    if people and head in DOCUMENTS and by and by[0].kind == "PER":
        return Named(by[0].name, "person")
    if people and not any(entity.kind == "ORG" for entity in names):
        return Named(_clean(text[span[0] : span[1]]), "organisation" if head in COLLECTIVES else _human_kind(head))
    organisations = [entity for entity in names if entity.kind == "ORG"]
    if organisations:
        if head in OFFICES and text[span[0] : span[0] + 4].lower() == "the " and mentions.titled(head, span[0]):
            return mentions.titled(head, span[0])
        last = organisations[-1]
        if organisations[0].name in mentions.states and _possesses(text[organisations[0].end : span[1]]):
            if len(organisations) > 1:
                return _of_entity(mentions, last)
            return _by_state(mentions, organisations[0], head)
        return _of_entity(mentions, organisations[0])
    return _of_place(mentions, span, names, head)


def _untitled(name: str) -> str:
    """Return a name without the role before it that an engine may have taken for a part of it."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in PERSON_ROLES and " " in rest else name


def _collective_follows(after: str) -> bool:
    """Tell whether a person's name only qualifies what follows: the Ruiz campaign."""
    word = re.match(r"\s+([\w\-]+)", after)
    return bool(word) and (word[1].lower() in COLLECTIVES or word[1].lower() in HUMAN_HEADS) if word else False


def _of_entity(mentions: Mentions, entity: EntityLike) -> Named:
    if entity.kind == "PER":
        return Named(_untitled(entity.name), "person")
    title = re.search(r"([\w\-]+) $", mentions.text[max(0, entity.start - LONGEST) : entity.start])
    if title and title[1].lower() in PERSON_ROLES and not title[1].isupper():
        return mentions.learn_person(entity.name)
    known = mentions.known_person(entity.name)
    if known:
        return known
    if entity.name.casefold().removeprefix("the ") in GOVERNMENT_NAMES or entity.kind == "LOC":
        return Named(entity.name, "government")
    if entity.name in mentions.states:
        return Named(entity.name, "government")
    if entity.kind == "ORG":
        name = mentions.full(entity.name)
        return Named(name, "government" if name.casefold().endswith("government") else "organisation")
    return Named(entity.name, "group")


def _by_state(mentions: Mentions, state: EntityLike, head: str) -> Named:
    """Return who "Varnia's ministry" is: the body with both in its full name, else state and word."""
    full = next(
        (name for name in mentions.qualified.values() if name.startswith(state.name) and head in name.lower()), None
    )
    kind = "government" if head == "government" else "organisation" if head in COLLECTIVES else _human_kind(head)
    return Named(full or f"{state.name} {head}", kind)


def _of_place(mentions: Mentions, span: Span, names: Sequence[EntityLike], head: str) -> Named | None:
    """Return the government that a place stands for (Kyiv), or that is named by its place (Kyiv's government)."""
    places = [entity for entity in names if entity.kind in ("LOC", "MISC")]
    if not places:
        return None
    text = mentions.text[span[0] : span[1]]
    bare = _DETERMINER.sub("", _TAIL.split(text.strip(_EDGE))[0], count=1).strip(_EDGE)
    first = places[0]
    if first.kind == "LOC" and bare.casefold() == mentions.text[first.start : first.end].casefold().removeprefix(
        "the "
    ):
        return Named(first.name, "government")
    if bare.casefold() in GOVERNMENT_NAMES:
        return Named(bare, "government")
    name = re.sub(r"['’]s?\s", " ", bare)
    if head in ("government", "administration"):
        return Named(name, "government")
    if head in COLLECTIVES:
        return Named(mentions.full(name), "organisation")
    if head in DOCUMENTS:
        return Named(name, "document")
    if head in HUMAN_HEADS and INDEFINITE.match(text):
        return Named(None, "anonymous")
    return Named(_clean(bare), _human_kind(head))


def _by_nouns(mentions: Mentions, text: str, place: int) -> Named:
    """Return who a phrase without names stands for: the ministry, the report, the mayor, critics, a driver."""
    head = head_of(text)
    person = _ROLE_AND_NAME.search(_clean(text) or "")
    if person and person[1].lower() in PERSON_ROLES:
        return mentions.learn_person(person[2])
    known = mentions.known_person(_clean(text) or "")
    if known:
        return known
    definite = text.lower().startswith(("the ", "this ")) or not _DETERMINER.match(text)
    if head in DOCUMENTS:
        owner = mentions.document(place) if text.lower().startswith(("the ", "this ", "its ")) else None
        return owner or Named(_clean(text), "document")
    if definite:
        found = mentions.titled(head, place) or mentions.headed(head, place)
        if found:
            return found
        if head in COLLECTIVES and head != "government" and text.lower().startswith("the "):
            found = mentions.thing(place)
            if found.name and found.kind in ("organisation", "government"):
                return found
    if head in COLLECTIVES:
        return Named(_clean(text), "government" if head == "government" else "organisation")
    if INDEFINITE.match(text) and (head in HUMAN_HEADS or text.lower().startswith(("one of", "some"))):
        return Named(None, "anonymous")
    if head in UNNAMED:
        return Named(None, "anonymous")
    kind = _human_kind(head)
    # One person without a name and without an office is as good as anonymous to whoever counts sources.
    return Named(None, "anonymous") if kind == "person" and head not in OFFICES else Named(_clean(text), kind)


def head_of(text: str) -> str:
    """Return the head of a noun phrase in lower case: its last word before a preposition, clause or comma.

    >>> head_of("a senior analyst at the Institute")
    'analyst'
    """
    words = re.findall(r"[\w\-]+", _TAIL.split(text.strip(_EDGE), maxsplit=1)[0].lower())
    words = [word for word in words if word != "s"]
    return words[-1] if words else ""


def _human_kind(head: str) -> str:
    if head in PERSON_ROLES or AGENT.search(head):
        return "person"
    return (
        "group"
        if head in HUMAN_HEADS or head in ROLES or (head.endswith("s") and not head.endswith("ss"))
        else "unknown"
    )


def _possesses(after: str) -> bool:
    return bool(re.match(r"['’]s?\s+\w", after))


def _clean(text: str) -> str | None:
    """Return a phrase as a name: up to its first comma, without article and marks."""
    bare = " ".join(re.split(r",|\(| — | – | who | which ", text.strip(_EDGE), maxsplit=1)[0].split())
    bare = _DETERMINER.sub("", bare, count=1).strip(_EDGE)
    return bare[:LONGEST].strip() or None
