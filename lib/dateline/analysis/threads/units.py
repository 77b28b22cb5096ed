"""What a number counts or measures: the noun after it, in the singular."""

from __future__ import annotations

import re

PLURALS = {"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot"}


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


FIXED = _words(
    "percent km kg mph mm cm lb lbs ft pc police cattle sheep aircraft troops dead killed injured wounded missing",
    "arrested homeless displaced evacuated hospitalised hospitalized detained",
)
"""Words that stay as they are: abbreviations, words without a plural, and adjectives that count people."""
SYNONYMS = {
    **{"pc": "%", "percent": "%", "kilometre": "km", "kilometer": "km", "meter": "metre", "lbs": "lb"},
    **{"dollar": "$", "us$": "$", "euro": "€"},
}
STOP = _words(
    "in on at by for with from to into about against over under between among during before after through since until",
    "per and or but nor so is are was were be been being am has have had having do does did will would shall should",
    "can could may might must that which who whom when while because if as than not never he she it they we you i them",
    "us him me",
)
NO_NOUNS = _words(
    "this is was has does its his hers ours theirs us less plus perhaps always across towards besides sometimes",
    "afterwards yes thus versus previous various serious dangerous famous religious enormous",
)
WINDOW = 4
"""Words after a number among which its noun is looked for: "60 badly damaged houses"."""
_NO_THING = ("ed", "ing", "ly", "'s", "’s")
"""Endings of words after "one" that name no thing: "one captured"."""
_WORD = re.compile(r"\s*([-–]?)\s*([%]|[^\W\d_]+(?:['’][^\W\d_]+)?)")
_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|these|those|our|about)\b)?", re.IGNORECASE)
_POINTS = re.compile(r"\s+percentage points?", re.IGNORECASE)
_PER_CENT = re.compile(r"\s+per cent", re.IGNORECASE)


def read_unit(text: str, place: int, *, one: bool) -> tuple[str, int]:
    """Return the unit named after a number and where it ends; empty where there is none.

    Args:
        text: The text.
        place: The character after the number.
        one: The number is one, so its noun is in the singular.

    >>> read_unit("60 badly damaged houses", 2, one=False)
    ('house', 23)
    """
    for pattern, unit in ((_POINTS, "percentage point"), (_PER_CENT, "%")):
        if found := pattern.match(text, place):
            return unit, found.end()
    if found := _OF.match(text, place):
        if one:
            # "One of the country's best" counts nothing.
            return "", place
        place = found.end()
    for number in range(WINDOW):
        word = _WORD.match(text, place)
        if word is None or (low := word[2].lower()) in STOP:
            return "", place
        place = word.end()
        counted = one and number == 0 and not low.endswith(_NO_THING)
        if word[1] or counted or low == "%" or low in FIXED or low in PLURALS or _plural(low):
            # "a 30-page report": the noun after a hyphen is in the singular.
            return singular(low), place
    return "", place


def _plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and (word not in NO_NOUNS)
    )


def singular(word: str) -> str:
    """Return a noun in the singular, under one name where it has several.

    >>> singular("houses"), singular("people"), singular("counties"), singular("kilometres")
    ('house', 'person', 'county', 'km')
    """
    if word in PLURALS or word in FIXED or not _plural(word):
        word = PLURALS.get(word, word)
    elif word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        word = word[:-2]
    else:
        word = word[:-1]
    return SYNONYMS.get(word, word)
