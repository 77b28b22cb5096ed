"""Sources of several names: "Ana Ruiz and Tom Oake", "Varnia's ministry and Ostrel's"."""

from __future__ import annotations

import re

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.known_names import KnownName
from dateline.tagging.claims.mentions import Mentions, Named
from dateline.tagging.claims.of_names import of_entity
from dateline.tagging.claims.phrases import LONGEST
from dateline.tagging.claims.source_words import COLLECTIVES, PERSON_ROLES
from dateline.tagging.claims.titles import PLAIN

MOST_PARTS = 8
"""Names of the longest list that is read as one source."""
_PARTS = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_ENDED = re.compile(r"\s*+(?:\([\w\-.]*+\)\s*+)?$")
_BODY = re.compile(r"\s+([\w\-]+)\s*$")


def joint(mentions: Mentions, span: Span) -> Named | None:
    """Return the joint name of several who are named side by side, or None where fewer than two are."""
    text = mentions.text
    if " and " not in text[span[0] : span[1]]:
        return None
    found = _listed(mentions, span)
    names = list(dict.fromkeys(name for part, one in found if (name := _listed_name(mentions, part, one))))
    if len(names) < len("ab") or " and " not in text[found[0][1].end : found[-1][1].start]:
        return None
    return Named(" and ".join([", ".join(names[:-1]), names[-1]])[: 2 * LONGEST], "group")


def _listed(mentions: Mentions, span: Span) -> list[tuple[Span, KnownName]]:
    """Return the parts of a list that are names, each with its name."""
    text = mentions.text
    edges = [span[0], *(place for match in _PARTS.finditer(text, *span) for place in match.span()), span[1]]
    parts = list(zip(edges[::2], edges[1::2], strict=True))[:MOST_PARTS]
    names = [part_name(mentions, part) for part in parts]
    found = [
        (part, one)
        for number, (part, one) in enumerate(zip(parts, names, strict=True))
        # "A, an adviser to B and C": C belongs to B.
        if one is not None and not (number and names[number - 1] is None and _and_alone(text, part))
    ]
    found = [(part, one) for part, one in found if one.kind == found[0][1].kind or _and_the(text, part)]
    return found if found and (found[0][1].kind != "LOC" or found[0][0] == parts[0]) else []


def part_name(mentions: Mentions, part: Span) -> KnownName | None:
    """Return the name that a part of a list is, where it is one: a title and a person, or an organisation."""
    text = mentions.text
    names = [
        entity for entity in mentions.within(part) if entity.kind in ("PER", "ORG", "LOC") and entity.end <= part[1]
    ]
    if not names or not (_ENDED.match(text, names[-1].end, part[1]) or _body_after(text, names[-1], part[1])):
        return None
    before = text[part[0] : names[-1].start].replace("'s", "").replace("’s", "").split()
    titles = all(
        not word[:1].islower() or word in PLAIN or word in PERSON_ROLES or word.removesuffix("s") in PERSON_ROLES
        for word in before
    )
    return names[-1] if titles else None


def _listed_name(mentions: Mentions, part: Span, entity: KnownName) -> str | None:
    body = _body_after(mentions.text, entity, part[1])
    return f"{entity.name} {body}" if body else of_entity(mentions, entity).name


def _body_after(text: str, entity: KnownName, end: int) -> str | None:
    """Return the word that makes a name a body of people: "the Ruiz campaign"."""
    match = _BODY.match(text, entity.end, end)
    return match[1] if match and match[1].lower() in COLLECTIVES else None


def _and_alone(text: str, part: Span) -> bool:
    before = text[max(part[0] - len(", and "), 0) : part[0]]
    return before.endswith(" and ") and not before.startswith(",")


def _and_the(text: str, part: Span) -> bool:
    return text[part[0] - len(" and ") : part[0]] == " and " and text[part[0] : part[0] + 4].lower() == "the "
