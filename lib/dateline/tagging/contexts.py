"""What the words around a name say about it."""

from __future__ import annotations

import re

PLACE_WORDS = frozenset(
    {"in", "at", "from", "near", "outside", "across", "around", "inside", "throughout", "toward", "towards"}
)
DATELINE = re.compile(r"(?:, [^\W\d_]{3,9}\.? \d\d?\b| \(|,? ?[—–]|,? --? )")
REGION = re.compile(r" ?(?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|[Gg]overnorate)s?\b")
SPEAKS = re.compile(r",? (?:said|says|told|asked|added|wrote|warned|argued|denied|claimed|insisted|who|\d\d)\b")
STATE = re.compile(
    r"['’]s? (?:government|capital|president|prime minister|parliament|army|military|border|ministry|"
    r"(?:[^\W\d_]{1,24} )?(?:Ministry|Minister|Parliament|Army)\b)"
)
POLITICIAN = re.compile(
    r"(?:['’]s?)? (?:administration|presidency|campaign|loyalists?|supporters?|rall(?:y|ies)|all(?:y|ies)|aides?)\b"
)
REACH = 40
"""Characters after a name that are looked at."""


def after_place_word(text: str, start: int, *, loose: bool = False) -> bool:
    """Say whether a word such as "in" or "near" stands before a name; with ``loose`` also "of"."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and (before[-1].lower() in PLACE_WORDS or (loose and before[-1].lower() == "of"))


def is_dateline(text: str, end: int) -> bool:
    """Say whether a day, an agency in brackets or a dash follows, as after the town of an agency's dateline."""
    return DATELINE.match(text, end, end + REACH) is not None


def is_region(text: str, end: int) -> bool:
    """Say whether a word such as region or oblast follows."""
    return REGION.match(text, end, end + REACH) is not None


def speaks(text: str, end: int) -> bool:
    """Say whether a name is followed by its saying something, by "who" or by an age."""
    return SPEAKS.match(text, end, end + REACH) is not None


def owned_by_state(text: str, end: int) -> bool:
    """Say whether a name is followed by what belongs to a country: its government, capital or ministry."""
    return STATE.match(text, end, end + REACH) is not None


def owned_by_politician(text: str, end: int) -> bool:
    """Say whether a name is followed by what belongs to a politician: administration, campaign or supporters."""
    return POLITICIAN.match(text, end, end + REACH) is not None
