"""Who a name stands for as a source: a person, a body, the government that a place is."""

from __future__ import annotations

import re

from dateline.tagging.claims.known_names import KnownName
from dateline.tagging.claims.mentions import Mentions, Named
from dateline.tagging.claims.phrases import LONGEST, human_kind
from dateline.tagging.claims.source_words import COLLECTIVES, GOVERNMENT_NAMES, PERSON_ROLES


def possesses(after: str) -> bool:
    """Tell whether a name owns what follows it, from the words behind it: "'s lawyer"."""
    return bool(re.match(r"['’]s?\s+\w", after))


def untitled(name: str) -> str:
    """Return a name without the role before it that an engine may have taken for a part of it."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in PERSON_ROLES and " " in rest else name


def of_entity(mentions: Mentions, entity: KnownName) -> Named:
    """Return who a name of the article stands for."""
    if entity.kind == "PER":
        return Named(untitled(entity.name), "person")
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


def by_state(mentions: Mentions, state: KnownName, head: str) -> Named:
    """Return who "Varnia's ministry" is: the body with both in its full name, else state and word."""
    full = next(
        (name for name in mentions.qualified.values() if name.startswith(state.name) and head in name.lower()), None
    )
    kind = "government" if head == "government" else "organisation" if head in COLLECTIVES else human_kind(head)
    return Named(full or f"{state.name} {head}", kind)
