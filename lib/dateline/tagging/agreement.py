"""One article, one reading: each name gets one kind, and is read wherever it stands once it is read often enough."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.tagging.capitals import Word
from dateline.tagging.names import SUFFIXES, Mention

SURE = 0.8
"""Certainty from which a reading stands against the vote of the article, unless it stands alone; chosen, as the others,
on train articles of CoNLL-2003 and the tuning half of tests/data/names_polnear.jsonl and names_web.jsonl."""
ALONE = 0.25
"""Share of the votes under which a kind stands alone."""
ENOUGH = 0.25
"""How certain, on average over all its places, a name must have been read to be read at all of them."""
ADDED = 0.5
ACRONYM_VOTES = 2.0
SHORTEST_PART = 3
MOST_NAMES = 12
"""Most names with the same first word that are tried at a place, so that time stays linear."""
ACRONYM = re.compile(r"\s?\(\s?(?:the )?[“\"'‘]?([^\W\d_](?:\.?[^\W\d_]){1,9}\.?)[”\"'’]?\s?\)")
Votes = Mapping[str, Counter[str]]


def agree(text: str, mentions: Sequence[Mention], *, words: Sequence[Word]) -> list[Mention]:
    """Settle the kinds of mentions by the whole article, and add names among the words that were left over.

    Args:
        text: The whole text.
        mentions: Names in the order of the text.
        words: All capitalised words, in order.

    Returns:
        Mentions in order, none within another.
    """
    votes = _votes(text, mentions)
    settled = [_settle(mention, votes[_key(text, mention)]) for mention in mentions]
    again = list(_again(text, list(outside(words, mentions)), votes))
    places = Counter(_key(text, mention) for mention in [*mentions, *again])
    enough = {name for name, counts in votes.items() if counts.total() >= ENOUGH * places[name]}
    added = [mention for mention in again if _key(text, mention) in enough]
    return in_order([*settled, *added])


def initials(name: str) -> str:
    """Return the initials of a name's capitalised words: ISW for Institute for the Study of War."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper())


def long_names(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the acronyms that stand in brackets after their long names, each with its long name."""
    found = {}
    for mention in mentions:
        match = ACRONYM.match(text, mention.end, mention.end + 40)
        if match:
            long, short = text[mention.start : mention.end], match[1].replace(".", "")
            if len(short) < len(long) and _shortens(short, long):
                found[match[1]] = " ".join(long.split())
    return found


def in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """Sort by place; of two that overlap the one that starts first stays, then the longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def outside(words: Sequence[Word], found: Sequence[Mention]) -> Iterator[Word]:
    """Yield the words that lie in no mention; both come in order."""
    place = 0
    for word in words:
        while place < len(found) and found[place].end <= word.start:
            place += 1
        if place == len(found) or word.end <= found[place].start:
            yield word


def _shortens(short: str, long: str) -> bool:
    """Say whether an acronym can stand for a name: its letters are initials of the name's words, in order."""
    if short.upper() == initials(long).upper():
        return True
    heads = iter(word[0].upper() for word in re.split(r"[\s\-]+", long) if word)
    return len(short) > 1 and all(letter in heads for letter in short.upper() if letter.isalpha())


def _key(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].split()).casefold()


def _votes(text: str, mentions: Sequence[Mention]) -> Votes:
    """Return for each name how certain the article's mentions are of each kind, added up.

    A person's full name speaks for its first and last word as well, and what has an acronym in brackets after it is an
    organisation unless it is a place.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        name = _key(text, mention)
        votes[name][mention.kind] += mention.certainty  # type: ignore[assignment]
        parts = [part for part in name.split() if len(part) >= SHORTEST_PART and part.title() not in SUFFIXES]
        if mention.kind == "PER" and " " in name:
            for part in dict.fromkeys((*parts[:1], *parts[-1:])):
                votes[part]["PER"] += mention.certainty  # type: ignore[assignment]
    for short, long in long_names(text, mentions).items():
        kind = "LOC" if _first(votes[long.casefold()]) == "LOC" else "ORG"
        for name in (short, long):
            votes[name.casefold()][kind] += ACRONYM_VOTES  # type: ignore[assignment]
    return votes


def _first(counts: Counter[str]) -> str:
    return counts.most_common(1)[0][0] if counts else ""


def _settle(mention: Mention, counts: Counter[str]) -> Mention:
    alone = counts[mention.kind] < ALONE * counts.total()
    return replace(mention, kind=_first(counts)) if alone or mention.certainty < SURE else mention


def _again(text: str, words: Sequence[Word], votes: Votes) -> Iterator[Mention]:
    """Yield the names that start at words in no mention, where the article has them elsewhere, longest first."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in votes:
        by_first[name.partition(" ")[0]].append(name)
    for names in by_first.values():
        names.sort(key=lambda name: (-len(name), name))
    for word in words:
        for name in by_first.get(word.text.casefold(), ())[:MOST_NAMES]:
            end = word.start + len(name)
            if " ".join(text[word.start : end].split()).casefold() == name and not text[end : end + 1].isalnum():
                yield Mention(word.start, end, _first(votes[name]), ADDED)
                break
