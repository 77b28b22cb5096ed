"""The words of a source: its head, its parts, and the name that is made of them where it has none."""

from __future__ import annotations

import re

from dateline.tagging.claims.source_words import (
    AGENT,
    GROUPS,
    HUMAN_HEADS,
    PERSON_ROLES,
    QUANTITIES,
    ROLES,
)

LONGEST = 80
"""Characters of the longest name that is made from a phrase."""
EDGE = " \t\n,;:—–-“”„«»\"‘’'()[]"
DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|both)\s+", re.IGNORECASE)
OWN = re.compile(r"(his|her|its|their|my|our)\s+", re.IGNORECASE)
TAIL = re.compile(
    r"\s(?:of|for|from|at|in|who|whom|which|that|with|by|on|to|behind|inside|near|including|such|like|familiar)\b|"
    r"(?<!ly)\s(?:led|made|aligned|released|published|conducted|filed|issued|called|named|involved|interviewed|surveyed|"
    r"polled|opposed|provided|written|obtained|running|working|living|speaking|representing|based)\b|,(?!\d)|\(| — | – "
)
_COMPANY = re.compile(r",?\s+and\s+(?:his|her|its|their)\s", re.IGNORECASE)
_DASH = re.compile(r"\s+(?:--|—|–|―)\s+")
_QUANTITY = re.compile(
    r"\s*(?:(?:a|an|the|about|some|more than|fewer than|less than|nearly|almost|over|up to|only|just|at least|roughly|"
    r"around|another|one|two|three|four|five|six|seven|eight|nine|ten|most|many|several|few|half|both|all|none|each|"
    rf"any|\d[\d,.]*%?|[\w\-]+)\s+){{0,4}}?(?:{'|'.join(sorted(QUANTITIES))})\s+of\s+",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:[\w\-]+ ){0,4}?(?:\d[\d.]*\s?%|(?:\d+|one|two|three|four|five|six|seven|eight|nine) "
    r"(?:in|out of) (?:\d+|[a-z]+)\b)",
    re.IGNORECASE,
)
_POSSESSIVE_END = re.compile(r"(?:['’]s|(?<=s)['’])$")


def bare(text: str) -> str:
    """Return the words of a source without marks and possessive at the edges.

    >>> bare("Tulsa police’s")
    'Tulsa police'
    """
    return _POSSESSIVE_END.sub("", text.strip(EDGE.replace("'", "").replace("’", ""))).strip(EDGE)


def without_company(text: str) -> str:
    """Return a source without those who only come with it, and without what a dash adds.

    >>> without_company("the mayor and his aides"), without_company("the other two -- Ana Ruiz and Tom Oake --")
    ('the mayor', 'the other two')
    """
    return _COMPANY.split(_DASH.split(text, maxsplit=1)[0], maxsplit=1)[0]


def counted(text: str) -> str | None:
    """Return who is counted in a quantity of people, None where the phrase is none.

    >>> counted("a group of doctors"), counted("75 percent of Democrats"), counted("a lawyer")
    ('doctors', 'Democrats', None)
    """
    match = _QUANTITY.match(text)
    return text[match.end() :] if match else None


def is_share(text: str) -> bool:
    """Tell whether a source is a share of people: "33%", "nearly four in 10"."""
    return _SHARE.fullmatch(text.split(",", maxsplit=1)[0].strip()) is not None and any(
        mark in text for mark in ("%", " in ", "out of")
    )


def head_of(text: str) -> str:
    """Return the head of a noun phrase in lower case: its last word before a preposition, clause or comma.

    >>> head_of("a senior analyst at the Institute")
    'analyst'
    """
    words = re.findall(r"[\w\-]+", TAIL.split(text.strip(EDGE), maxsplit=1)[0].lower())
    words = [word for word in words if word != "s"]
    return words[-1] if words else ""


def human_kind(head: str) -> str:
    """Return the kind of source that a common noun names: a person, a group, or unknown."""
    if head in GROUPS:
        return "group"
    if head in PERSON_ROLES or AGENT.search(head):
        return "person"
    plural = head.endswith("s") and not head.endswith("ss")
    return "group" if head in HUMAN_HEADS or head in ROLES or plural else "unknown"


def clean(text: str) -> str | None:
    """Return a phrase as a name: up to its first comma, without article and marks."""
    words = " ".join(re.split(r",(?!\d)|\(| — | – | who | which ", text.strip(EDGE), maxsplit=1)[0].split())
    words = DETERMINER.sub("", words, count=1).strip(EDGE)
    return words[:LONGEST].strip() or None
