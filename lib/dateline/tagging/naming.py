"""The fullest name of each mention in its article, and the place that it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.tagging.agreement import long_names
from dateline.tagging.gazetteer import Gazetteer, Place
from dateline.tagging.names import SUFFIXES, Mention

Pair = tuple[str, str]
"""First and last word of a person's name, in small letters."""

SMALLEST_REGION = 10**8
"""Rank from which a place is a state, country or region; cities lie below."""
REGION = re.compile(
    r"(?:,? (?:and |or )?[^\W\d_][\w'’\-]*){0,3}? (?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|[Gg]overnorate|"
    r"[Cc]ounty|[Cc]ountie)s?\b"
)


def place_of(text: str, mention: Mention, *, following: Mention | None, gazetteer: Gazetteer) -> Place | None:
    """Return the place that a mention names; None where it is unknown or a region called after its city."""
    if mention.kind != "LOC":
        return None
    name = flat(text, mention)
    within = ""
    if following is not None and following.kind == "LOC" and text[mention.end : following.start] == ", ":
        within = flat(text, following)
    place = (gazetteer.find(name, within=within) if within else None) or gazetteer.find(name)
    if place is None and name.isupper():
        place = gazetteer.find(name.title())
    if place is not None and place.rank < SMALLEST_REGION and REGION.match(text, mention.end, mention.end + 80):
        return None
    return place


def full_names(
    text: str, mentions: Sequence[Mention], *, places: Sequence[Place | None], synonyms: Mapping[str, str]
) -> list[str]:
    """Return for each mention the fullest name of the same entity in the article.

    Args:
        text: The whole text.
        mentions: Names in the order of the text.
        places: For each mention the place that it means.
        synonyms: Organisation's name → longer name of the same, for organisations known by name.
    """
    short = long_names(text, mentions)
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    keys = []
    for mention, place in zip(mentions, places, strict=True):
        name = flat(text, mention)
        long = short.get(name) or synonyms.get(name) or name
        same = place.id if place is not None and place.id else long.casefold()
        keys.append((mention.kind, same))
        groups[keys[-1]].append(name)
        if name in short:
            groups[keys[-1]].append(short[name])
    fullest = {key: max(names, key=_fullness) for key, names in groups.items()}
    people = _People(text, mentions)
    named = zip(mentions, keys, strict=True)
    return [people.find(text, mention) if key[0] == "PER" else fullest[key] for mention, key in named]


def flat(text: str, mention: Mention) -> str:
    """Return a mention's characters on one line."""
    return " ".join(text[mention.start : mention.end].split())


def _fullness(name: str) -> tuple[bool, int]:
    # LONDON in a dateline is no fuller than London.
    return not (name.isupper() and len(name) > 4), len(name)


class _People:
    """The people with a full name in an article, found by surname or given name."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._pairs: defaultdict[str, list[tuple[int, Pair]]] = defaultdict(list)
        self._fullest: dict[Pair, str] = {}
        for mention in mentions:
            name = flat(text, mention)
            pair = _first_and_last(name)
            if mention.kind == "PER" and pair[0] != pair[1]:
                self._fullest[pair] = max(self._fullest.get(pair, ""), name, key=_fullness)
                for part in dict.fromkeys(pair):
                    self._pairs[part].append((mention.start, pair))

    def find(self, text: str, mention: Mention) -> str:
        """Return the full name that a mention stands for, or its own words.

        Two people may share a surname: the one named in full last before the mention is meant, else the first after it.
        """
        name = flat(text, mention)
        pair = _first_and_last(name)
        there = self._pairs.get(pair[1], [])
        if pair[0] == pair[1] and there:
            place = bisect_left(there, (mention.start, pair))
            pair = there[max(0, place - 1)][1]
        return self._fullest.get(pair, name)


def _first_and_last(name: str) -> Pair:
    parts = [part for part in name.split() if part not in SUFFIXES] or [name]
    return parts[0].casefold(), parts[-1].casefold()
