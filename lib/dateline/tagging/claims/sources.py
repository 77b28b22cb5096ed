"""Who a source is: the canonical name within the article, and its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.common_nouns import by_nouns
from dateline.tagging.claims.joint import joint, part_name
from dateline.tagging.claims.known_names import KnownName
from dateline.tagging.claims.mentions import UNKNOWN, Mentions, Named
from dateline.tagging.claims.of_names import by_state, of_entity, possesses, untitled
from dateline.tagging.claims.phrases import (
    DETERMINER,
    EDGE,
    LONGEST,
    OWN,
    TAIL,
    bare,
    clean,
    counted,
    head_of,
    human_kind,
    without_company,
)
from dateline.tagging.claims.pronouns import pronoun
from dateline.tagging.claims.source_words import (
    ANONYMOUS,
    COLLECTIVES,
    DOCUMENTS,
    GOVERNMENT_NAMES,
    GROUPS,
    HUMAN_HEADS,
    INDEFINITE,
    OFFICES,
    PERSON_ROLES,
    PERSONAL,
    ROLES,
    UNNAMED,
    UTTERED,
)

_DEPENDENT = re.compile(
    r"\b(?:of|for|to|from|near|behind|against|with|at|in|on|than|about|by|like)\s+(?:the\s+|a\s+)?(?:[\w\-]+\.?\s+){0,3}$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(r"\b([A-Z]\w+) [Oo]f (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} $")
_EXAMPLES = re.compile(r",? (?:including|such as|among them|like)\b| [—–] (?:including|such as|among them)\b")
"""What opens examples of a group: the names behind it are not the source's."""
_BY = re.compile(r"\b(?:by|from|of|for|at|with)\s+(?:the\s+|a\s+)?", re.IGNORECASE)
_TWO = re.compile(
    r"(?:the|both|these)\s+(?:two\s+)?(?:men|women|candidates|rivals|leaders|senators|nominees)$|the two$"
)
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which|that)\s")
_BEHIND = re.compile(
    r"(?:,|\b(?:conducted|commissioned|published|released|written|issued|made|paid for) (?:\w+ )?(?:by|for))\s+"
    r"(?:the\s+)?$"
)
_TITLE_BETWEEN = re.compile(r"(?:\s+(?!and\b|or\b|of\b|for\b|with\b|to\b|in\b|on\b)[\w.\-]+){1,6}\s+")
"""Words between two names of which the first only qualifies: "Ruiz Communication Director Lia Venn"."""
_WITHIN = re.compile(r"\b(?:in|against|on|about)\s+(?:[\w’'\-]+\s+){0,4}$")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_ASIDE = re.compile(r",(?!\d)|\(| — ")


def name_source(mentions: Mentions, span: Span, *, contents: Sequence[Span] = ()) -> Named:
    """Return who the words of a source stand for.

    Several who are named have all their names, joined by "and", and are a group.

    Args:
        mentions: The article's names.
        span: The characters of the source.
        contents: What it says: who is named there is somebody else than "he".
    """
    text = bare(mentions.text[span[0] : span[1]])
    low = " ".join(text.lower().split())
    if not low:
        return UNKNOWN
    if low in PERSONAL:
        return pronoun(mentions, low, span[0], contents=contents)
    if ANONYMOUS.search(text):
        return Named(None, "anonymous")
    if _TWO.fullmatch(low):
        two = mentions.both(span[0])
        return two or Named(clean(text), "group")
    start = mentions.text.index(text[0], span[0])
    main = without_company(text)
    listed = _EXAMPLES.split(_RELATIVE.split(main, maxsplit=1)[0], maxsplit=1)[0]
    return joint(mentions, (start, start + len(listed))) or _single(mentions, start, main)


def _single(mentions: Mentions, start: int, text: str) -> Named:
    example = _EXAMPLES.search(text)
    people = counted(text)
    if people is not None:
        last = start + text.rfind(",") + 1
        one = (
            part_name(mentions, (last, start + len(text)))
            if text.lower().startswith("one of ") and "," in text
            else None
        )
        return of_entity(mentions, one) if one is not None else _of_many(text, people)
    end = start + (example.start() if example else len(text))
    names = mentions.within((start, end))
    own = OWN.match(text)
    if own and not any(entity.kind == "PER" for entity in names):
        return _owned(mentions, text, own[1].lower(), start)
    named = _by_names(mentions, (start, start + len(text)), names)
    return named if named is not None else by_nouns(mentions, text, start)


def _of_many(text: str, people: str) -> Named:
    """Return who "a group of doctors" and "75 percent of Democrats" are: a group that has no other name."""
    head = head_of(people)
    if head in DOCUMENTS:
        return Named(clean(text), "document")
    hidden = head in UNNAMED or head == "them" or text.lower().startswith(("one of", "some of"))
    name = _ARTICLE.sub("", _ASIDE.split(text)[0])[:LONGEST].rstrip()
    return Named(None, "anonymous") if hidden else Named(name, "group")


def _owned(mentions: Mentions, text: str, pronoun_: str, place: int) -> Named:
    """Return who "its chairwoman" or "her lawyer" is: the organisation itself, or the other's somebody."""
    head, rest = head_of(text), OWN.sub("", text, count=1)
    if pronoun_ == "its":
        owner = mentions.thing(place)
        return owner if owner.name else UNKNOWN
    if pronoun_ in ("his", "her"):
        owner = mentions.person(place, gender="male" if pronoun_ == "his" else "female")
        if head in COLLECTIVES:
            return _body_of(mentions, owner, rest, head, place)
        if head in UTTERED and owner.name:
            return owner
        name = f"{owner.name}'s {rest}"[:LONGEST] if owner.name else None
        return Named(name, human_kind(head))
    return Named(clean(rest), human_kind(head))


def _body_of(mentions: Mentions, owner: Named, rest: str, head: str, place: int) -> Named:
    """Return which body "his campaign" is: the one with the owner's surname and that word, else the nearest."""
    surname = (owner.name or "").rpartition(" ")[2]
    if f"{surname} {head}" in mentions.bodies:
        return Named(f"{surname} {head}", "organisation")
    nearby = mentions.headed(head, place)
    if nearby is not None and not (surname and head == "campaign"):
        return nearby
    return Named(f"{owner.name}'s {rest}"[:LONGEST] if owner.name else clean(rest), "organisation")


def _by_names(mentions: Mentions, span: Span, names: Sequence[KnownName]) -> Named | None:
    """Return who a phrase with names in it stands for, or None where the names are beside the point."""
    text = mentions.text
    people = [entity for entity in names if entity.kind == "PER"]
    for entity in names:
        role = re.search(r"([\w\-]+)\s$", text[span[0] : entity.start])
        if entity.kind in ("ORG", "MISC") and role and role[1].lower() in PERSON_ROLES and role[1].islower():
            return mentions.learn_person(entity.name)
    for number, entity in enumerate(people):
        before, after = text[span[0] : entity.start], text[entity.end : min(entity.end + 40, span[1])]
        behind = people[number + 1] if number + 1 < len(people) else None
        qualifies = behind is not None and _TITLE_BETWEEN.fullmatch(text, entity.end, behind.start)
        if not _depends(before) and not possesses(after) and not qualifies and not _collective_follows(after):
            return Named(untitled(entity.name), "person")
    head = head_of(text[span[0] : span[1]])
    if people and head in UTTERED:
        first = people[0]
        by, owns = _BY.search(text[span[0] : first.start]), possesses(text[first.end : span[1]])
        if bool(by) != owns:
            return Named(first.name, "person")
    organisations = [entity for entity in names if entity.kind == "ORG" and _is_main(text, span, entity)]
    if people and not organisations:
        return _of_somebody(mentions, span, people[0], head)
    if organisations:
        return _of_organisation(mentions, span, organisations, head)
    return _of_place(mentions, span, names, head)


def _is_main(text: str, span: Span, entity: KnownName) -> bool:
    """Tell whether a name stands in the main words of a source, or right behind a comma: "the paper, the Herald"."""
    before = text[span[0] : entity.start]
    return "," not in before or _BEHIND.search(before) is not None


def _of_somebody(mentions: Mentions, span: Span, owner: KnownName, head: str) -> Named:
    """Return who "Ana Ruiz's lawyer" or "the Ruiz campaign" is."""
    text = mentions.text[span[0] : span[1]]
    if head in OFFICES or head in ROLES:
        # "Ruiz's lawyer" may have a name elsewhere: "Tom Oake, a lawyer for Ruiz".
        found = mentions.titles.find(f"{owner.name} {head}", head, span[0])
        if found and found != owner.name and possesses(mentions.text[owner.end : span[1]]):
            return Named(found, "person")
    if INDEFINITE.match(text) and head in PERSON_ROLES - ROLES:
        return Named(None, "anonymous")
    return Named(clean(text), "organisation" if head in COLLECTIVES else human_kind(head))


def _of_organisation(mentions: Mentions, span: Span, organisations: Sequence[KnownName], head: str) -> Named | None:
    """Return who a phrase with an organisation in it stands for: the organisation, save for its mere members."""
    text, first, last = mentions.text, organisations[0], organisations[-1]
    phrase = text[span[0] : span[1]]
    behind = _BY.search(text[span[0] : first.start]) is not None
    if _WITHIN.search(text[span[0] : first.start]) and head not in ROLES | UNNAMED | DOCUMENTS:
        return None
    if head in OFFICES and (not behind or phrase.lower().startswith("the ")):
        found = mentions.titled(phrase, head, span[0])
        if found or not behind:
            return found or Named(clean(phrase), "person")
    if first.name in mentions.states and possesses(text[first.end : span[1]]):
        return of_entity(mentions, last) if len(organisations) > 1 else by_state(mentions, first, head)
    inside = head in {word.lower() for one in organisations for word in re.findall(r"\w+", text[one.start : one.end])}
    if head in GROUPS and not inside and not behind:
        return Named(clean(phrase), "group")
    if head in PERSON_ROLES - ROLES and not inside and not behind:
        # "The Union strategist" belongs to the Union but does not speak for it, as its spokesman does.
        found = mentions.titled(phrase, head, span[0]) if phrase.lower().startswith("the ") else None
        return found or Named(None, "anonymous")
    return of_entity(mentions, first)


def _depends(before: str) -> bool:
    """Tell whether a name depends on what stands before it: a spokesman for Ruiz, but not Secretary of State Ruiz."""
    office = _OFFICE_OF.search(before)
    return _DEPENDENT.search(before) is not None and not (office and office[1].lower() in PERSON_ROLES)


def _collective_follows(after: str) -> bool:
    """Tell whether a person's name only qualifies what follows: the Ruiz campaign."""
    match = re.match(r"\s+([\w\-]+)", after)
    word = match[1].lower() if match else ""
    several = match is not None and match[1].islower() and word.endswith("s") and not word.endswith(("ss", "ves"))
    return several or word in COLLECTIVES or word in HUMAN_HEADS


def _of_place(mentions: Mentions, span: Span, names: Sequence[KnownName], head: str) -> Named | None:
    """Return the government that a place stands for (Kyiv), or that is named by its place (Kyiv's government)."""
    places = [entity for entity in names if entity.kind in ("LOC", "MISC")]
    if not places:
        return None
    text = mentions.text[span[0] : span[1]]
    words = DETERMINER.sub("", TAIL.split(text.strip(EDGE))[0], count=1).strip(EDGE)
    first = places[0]
    own = mentions.text[first.start : first.end].casefold().removeprefix("the ")
    if first.kind == "LOC" and words.casefold() == own:
        return Named(first.name, "government")
    if words.casefold() in GOVERNMENT_NAMES:
        return Named(words, "government")
    if text.lower().startswith("the ") and head in PERSON_ROLES:
        found = mentions.titled(text, head, span[0])
        if found:
            return found
    if head in COLLECTIVES and head != "government" and possesses(mentions.text[first.end : span[1]]):
        return by_state(mentions, first, head)
    name = re.sub(r"['’]s?\s", " ", words)
    if head in ("government", "administration"):
        return Named(name, "government")
    if head in COLLECTIVES:
        return Named(mentions.full(name), "organisation")
    if head in DOCUMENTS:
        return Named(name, "document")
    if head in UNNAMED or (head in HUMAN_HEADS and INDEFINITE.match(text)):
        return Named(None, "anonymous")
    return Named(clean(words), human_kind(head))
