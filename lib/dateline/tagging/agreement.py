"""One article, one reading: a name read with certainty once is read so throughout the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.tagging.lists import Mention
from dateline.tagging.names import SUFFIXES
from dateline.tagging.runs import Word

SURE_VOTES, UNSURE_VOTES, DEFAULT_VOTES = 30, 10, 1
"""Weights of a sure reading, of one by its neighbours, and of an organisation for want of anything else."""
MOST_NAMES = 12
"""Most names with the same first word that are tried at a place, so that time stays linear."""
ACRONYM = re.compile(r"\s?\(\s?(?:the )?[“\"'‘]?([^\W\d_](?:\.?[^\W\d_]){1,9}\.?)[”\"'’]?\s?\)")


def agree(text: str, mentions: Sequence[Mention], *, free: Iterable[Word]) -> list[Mention]:
    """Settle the kinds of mentions by the whole article, and add names among the words that were left over.

    Args:
        text: The whole text.
        mentions: Names in the order of the text.
        free: Capitalised words that lie in no mention, in order.

    Returns:
        Mentions in order, none within another; an acronym in brackets after its long name has that name's kind.
    """
    settled = _acronyms(text, mentions)
    kinds = _kinds(text, settled)
    people = _people(text, settled)
    changed = [_settle(text, mention, kinds=kinds, people=people) for mention in settled]
    names = _first_words(text, changed)
    added = [mention for word in free for mention in _again(text, word, names=names, people=people)]
    return _in_order([*changed, *added])


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


def _shortens(short: str, long: str) -> bool:
    """Say whether an acronym can stand for a name: its letters are initials of the name's words, in order."""
    if short.upper() == initials(long).upper():
        return True
    heads = iter(word[0].upper() for word in re.split(r"[\s\-]+", long) if word)
    return len(short) > 1 and all(letter in heads for letter in short.upper() if letter.isalpha())


def _acronyms(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    short = long_names(text, mentions)
    longs = set(short.values())
    settled = []
    for mention in mentions:
        name = " ".join(text[mention.start : mention.end].split())
        known = name in short or name in longs
        # A country may have an acronym too: United Arab Emirates (UAE).
        kind = "ORG" if known and mention.kind in {"PER", "MISC"} else mention.kind
        settled.append(replace(mention, kind=kind, sure=mention.sure or known))
    places = {short_name for short_name, name in short.items() if _majority(text, settled, name) == "LOC"}
    return [replace(m, kind="LOC") if text[m.start : m.end] in places else m for m in settled]


def _majority(text: str, mentions: Sequence[Mention], name: str) -> str:
    kinds = Counter(mention.kind for mention in mentions if text[mention.start : mention.end] == name)
    return kinds.most_common(1)[0][0] if kinds else ""


def _kinds(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the kind of each name by vote; sure readings count more, and a tie goes to the earlier reading."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[text[mention.start : mention.end].casefold()][mention.kind] += (
            SURE_VOTES if mention.sure else UNSURE_VOTES
        )
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _people(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Return the words of the names of people who have a full name in the article."""
    words: set[str] = set()
    for mention in mentions:
        parts = text[mention.start : mention.end].split()
        if mention.kind == "PER" and mention.sure and len(parts) > 1:
            words |= {part.casefold() for part in (parts[0], parts[-1]) if len(part) > 2 and part not in SUFFIXES}
    return words


def _settle(text: str, mention: Mention, *, kinds: Mapping[str, str], people: set[str]) -> Mention:
    name = text[mention.start : mention.end].casefold()
    if name in people and not (mention.sure and mention.kind != "PER"):
        return replace(mention, kind="PER", sure=True)
    return mention if mention.sure else replace(mention, kind=kinds[name])


def _first_words(text: str, mentions: Sequence[Mention]) -> dict[str, list[tuple[str, str]]]:
    """Return the sure names by their first word, longest first."""
    names: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for mention in mentions:
        name = text[mention.start : mention.end].casefold()
        if mention.sure and name:
            names[name.split()[0]].add((name, mention.kind))
    return {first: sorted(found, key=lambda one: (-len(one[0]), one))[:MOST_NAMES] for first, found in names.items()}


def _again(text: str, word: Word, *, names: Mapping[str, list[tuple[str, str]]], people: set[str]) -> Iterator[Mention]:
    """Yield the name that starts at a word, where the article has it elsewhere."""
    first = word.text.casefold()
    for name, kind in names.get(first, ()):
        end = word.start + len(name)
        if text[word.start : end].casefold() == name and not text[end : end + 1].isalnum():
            yield Mention(word.start, end, kind, False)
            return
    if first in people:
        yield Mention(word.start, word.end, "PER", False)


def _in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """Sort by place; of two that overlap the one that starts first stays, then the longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
