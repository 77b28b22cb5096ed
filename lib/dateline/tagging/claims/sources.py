"""Who a source is: the canonical name within the article, and its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.known_names import KnownName
from dateline.tagging.claims.mentions import UNKNOWN, Mentions, Named
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
)
from dateline.tagging.claims.word_sets import word_set

_DEPENDENT = re.compile(
    r"\b(?:of|for|to|from|near|behind|against|with|at|in|on|than|about|by|like)\s+(?:the\s+|a\s+)?(?:[\w\-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Rep|Sen|Gov|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Del|Prof|Rev|President|Secretary|Senator)\.?\s+$")
_ROLE_AND_NAME = re.compile(r"(?:^|\s)([\w\-]+) ((?:[A-Z][\w'’\-]+ ?){1,3})$")
_EXAMPLES = re.compile(r",? (?:including|such as|among them|like)\b| [—–] (?:including|such as|among them)\b")
"""What opens examples of a group: the names behind it are not the source's."""
_BY = re.compile(r"\b(?:by|from|of|for|at|with)\s+(?:the\s+|a\s+)?", re.IGNORECASE)
_TWO = re.compile(r"(?:the|both|these)\s+(?:two\s+)?(?:men|women|candidates|rivals|leaders|senators|nominees)$|the two$")
_PARTS = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which|that)\s")
_ENDED = re.compile(r"\s*(?:\([\w\-.]*\))?\s*$")
_PLAIN = word_set(
    "the both former then current state vice presidential majority minority first running democratic republican retired "
    "fellow civil rights foreign prime independent conservative liberal house senate"
)
"""Words in small letters that may stand in a title before a name."""
_BEHIND = re.compile(
    r"(?:,|\b(?:conducted|commissioned|published|released|written|issued|made|paid for) (?:\w+ )?(?:by|for))\s+(?:the\s+)?$"
)
MOST_PARTS = 8


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
    return _joint(mentions, (start, start + len(listed))) or _single(mentions, start, main)


def _single(mentions: Mentions, start: int, text: str) -> Named:
    example = _EXAMPLES.search(text)
    people = counted(text)
    if people is not None:
        return _of_many(text, people)
    end = start + (example.start() if example else len(text))
    names = mentions.within((start, end))
    own = OWN.match(text)
    if own and not any(entity.kind == "PER" for entity in names):
        return _owned(mentions, text, own[1].lower(), start)
    named = _by_names(mentions, (start, start + len(text)), names)
    return named if named is not None else _by_nouns(mentions, text, start)


def _of_many(text: str, people: str) -> Named:
    """Return who "a group of doctors" and "75 percent of Democrats" are: a group that has no other name."""
    head = head_of(people)
    hidden = head in UNNAMED or head == "them" or text.lower().startswith(("one of", "some of"))
    return Named(None, "anonymous") if hidden else Named(clean(text), "group")


def _joint(mentions: Mentions, span: Span) -> Named | None:
    """Return the joint name of several who are named side by side, or None where fewer than two are."""
    text = mentions.text
    if not _PARTS.search(text, *span) or " and " not in text[span[0] : span[1]]:
        return None
    edges = [span[0], *(place for match in _PARTS.finditer(text, *span) for place in match.span()), span[1]]
    parts = list(zip(edges[::2], edges[1::2], strict=True))[:MOST_PARTS]
    found = [(part, one) for part in parts if (one := _part(mentions, part)) is not None]
    found = [(part, one) for part, one in found if one.kind == found[0][1].kind or _and_the(text, part)]
    names = list(dict.fromkeys(name for part, one in found if (name := _listed_name(mentions, part, one))))
    if len(names) < 2 or " and " not in text[found[0][1].end : found[-1][1].start]:
        return None
    return Named(" and ".join([", ".join(names[:-1]), names[-1]])[: 2 * LONGEST], "group")


def _part(mentions: Mentions, part: Span) -> KnownName | None:
    """Return the name that a part of a list is, where it is one: a title and a person, or an organisation."""
    text = mentions.text
    names = [entity for entity in mentions.within(part) if entity.kind in ("PER", "ORG") and entity.end <= part[1]]
    if not names or not (_ENDED.match(text, names[-1].end, part[1]) or _body_after(text, names[-1], part[1])):
        return None
    before = text[part[0] : names[-1].start].replace("'s", "").replace("’s", "").split()
    titles = all(
        not word[:1].islower() or word in _PLAIN or word in PERSON_ROLES or word.removesuffix("s") in PERSON_ROLES
        for word in before
    )
    return names[-1] if titles else None


def _listed_name(mentions: Mentions, part: Span, entity: KnownName) -> str | None:
    body = _body_after(mentions.text, entity, part[1])
    return f"{entity.name} {body}" if body else _of_entity(mentions, entity).name


def _body_after(text: str, entity: KnownName, end: int) -> str | None:
    """Return the word that makes a name a body of people: "the Ruiz campaign"."""
    match = re.compile(r"\s+([\w\-]+)\s*$").match(text, entity.end, end)
    return match[1] if match and match[1].lower() in COLLECTIVES else None


def _and_the(text: str, part: Span) -> bool:
    return text[part[0] - len(" and ") : part[0]] == " and " and text[part[0] : part[0] + 4].lower() == "the "


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
        name = f"{owner.name}'s {rest}"[:LONGEST] if owner.name else None
        return Named(name, human_kind(head))
    return Named(clean(rest), human_kind(head))


def _body_of(mentions: Mentions, owner: Named, rest: str, head: str, place: int) -> Named:
    """Return which body "his campaign" is: the one with the owner's surname and that word, else the nearest."""
    surname = (owner.name or "").rpartition(" ")[2]
    if surname and f"{surname} {head}" in mentions.text:
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
    for entity in people:
        before, after = text[span[0] : entity.start], text[entity.end : min(entity.end + 40, span[1])]
        free = not _DEPENDENT.search(before) or _TITLED.search(before)
        if free and not _possesses(after) and not _collective_follows(after):
            return Named(_untitled(entity.name), "person")
    head = head_of(text[span[0] : span[1]])
    if people and head in DOCUMENTS:
        by = next((entity for entity in people if _BY.search(text[span[0] : entity.start])), None)
        by = by or next((entity for entity in people if _possesses(text[entity.end : span[1]])), None)
        if by is not None:
            return Named(by.name, "person")
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
        if found and found != owner.name and _possesses(mentions.text[owner.end : span[1]]):
            return Named(found, "person")
    return Named(clean(text), "organisation" if head in COLLECTIVES else human_kind(head))


def _of_organisation(mentions: Mentions, span: Span, organisations: Sequence[KnownName], head: str) -> Named:
    """Return who a phrase with an organisation in it stands for: the organisation, save for its mere members."""
    text, first, last = mentions.text, organisations[0], organisations[-1]
    phrase = text[span[0] : span[1]]
    if head in OFFICES and phrase[:4].lower() == "the ":
        found = mentions.titled(phrase, head, span[0])
        if found:
            return found
    if first.name in mentions.states and _possesses(text[first.end : span[1]]):
        return _of_entity(mentions, last) if len(organisations) > 1 else _by_state(mentions, first, head)
    inside = head in {word.lower() for one in organisations for word in re.findall(r"\w+", text[one.start : one.end])}
    if head in GROUPS and not inside and not _BY.search(text[span[0] : first.start]):
        return Named(clean(phrase), "group")
    return _of_entity(mentions, first)


def _untitled(name: str) -> str:
    """Return a name without the role before it that an engine may have taken for a part of it."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in PERSON_ROLES and " " in rest else name


def _collective_follows(after: str) -> bool:
    """Tell whether a person's name only qualifies what follows: the Ruiz campaign."""
    word = re.match(r"\s+([\w\-]+)", after)
    return bool(word) and (word[1].lower() in COLLECTIVES or word[1].lower() in HUMAN_HEADS) if word else False


def _possesses(after: str) -> bool:
    return bool(re.match(r"['’]s?\s+\w", after))


def _of_entity(mentions: Mentions, entity: KnownName) -> Named:
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


def _by_state(mentions: Mentions, state: KnownName, head: str) -> Named:
    """Return who "Varnia's ministry" is: the body with both in its full name, else state and word."""
    full = next(
        (name for name in mentions.qualified.values() if name.startswith(state.name) and head in name.lower()), None
    )
    kind = "government" if head == "government" else "organisation" if head in COLLECTIVES else human_kind(head)
    return Named(full or f"{state.name} {head}", kind)


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
    name = re.sub(r"['’]s?\s", " ", words)
    if head in ("government", "administration"):
        return Named(name, "government")
    if head in COLLECTIVES:
        return Named(mentions.full(name), "organisation")
    if head in DOCUMENTS:
        return Named(name, "document")
    if head in HUMAN_HEADS and INDEFINITE.match(text):
        return Named(None, "anonymous")
    return Named(clean(words), human_kind(head))


def _by_nouns(mentions: Mentions, text: str, place: int) -> Named:
    """Return who a phrase without names stands for: the ministry, the report, the mayor, critics, a driver."""
    head, low = head_of(text), text.lower()
    name = clean(text)
    person = _ROLE_AND_NAME.search(name or "")
    if person and person[1].lower() in PERSON_ROLES:
        return mentions.learn_person(person[2])
    known = mentions.known_person(name or "")
    if known:
        return known
    if head in DOCUMENTS:
        owner = mentions.document(place, head) if low.startswith(("the ", "this ", "its ")) else _issuer(mentions, text, place)
        return owner or Named(name, "document")
    if low.startswith(("the ", "this ")) or not DETERMINER.match(text):
        found = _definite(mentions, text, head, place)
        if found is not None:
            return found
    if head in COLLECTIVES:
        return Named(name, "government" if head == "government" else "organisation")
    if INDEFINITE.match(text) and (head in HUMAN_HEADS or low.startswith(("one of", "some"))):
        return Named(None, "anonymous")
    if head in UNNAMED:
        return Named(None, "anonymous")
    kind = human_kind(head)
    # One person without a name and without an office is as good as anonymous to whoever counts sources.
    return Named(None, "anonymous") if kind == "person" and head not in OFFICES else Named(name, kind)


def _issuer(mentions: Mentions, text: str, place: int) -> Named | None:
    """Return who issues "a statement" in "In a statement announcing the pick, the union said": who stands behind."""
    if not mentions.text[max(place - len("In "), 0) : place].lower().endswith("in "):
        return None
    for entity in mentions.after(place + len(text)):
        between = mentions.text[place + len(text) : entity.start]
        if len(between) <= 2 * LONGEST and "." not in between and re.search(r",\s+(?:the\s+)?$", between):
            return _of_entity(mentions, entity) if entity.kind in ("PER", "ORG") else None
    return None


def _definite(mentions: Mentions, text: str, head: str, place: int) -> Named | None:
    """Return who "the mayor", "the fund" or "the group" goes back to, None where the article does not tell."""
    the = text.lower().startswith(("the ", "this "))
    found = mentions.titled(text, head, place) if the or head in OFFICES else None
    if found is None and (the or head in COLLECTIVES) and (head in COLLECTIVES or human_kind(head) == "unknown"):
        found = mentions.headed(head, place)
    if found:
        return found
    if head in COLLECTIVES and head != "government" and the:
        thing = mentions.thing(place)
        if thing.name and thing.kind in ("organisation", "government"):
            return thing
    return None
