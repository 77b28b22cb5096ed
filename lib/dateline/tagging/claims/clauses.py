"""Where the clause that a cue reports starts and ends."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.claims.words import Word

STOPS = frozenset((".", "?", "!"))
TAIL_LENGTH = 8
NEW_CLAUSE = word_set("while according adding saying but noting citing though although")
"""Words that open, after a comma, what the source no longer says."""


def clause_start(words: Sequence[Word], end: int) -> int:
    """Return where the clause that ends before a word starts: the sentence's start, or behind a semicolon."""
    start = 0
    for place in range(end - 1):
        if words[place].kind == ";" and words[place].quoted < 0:
            start = place + 1
    while start < end and words[start].kind == "and":
        start += 1
    return start


def clause_end(words: Sequence[Word], start: int, following: int) -> int:
    """Return where a content that starts at a word ends: the sentence's end, or a clause with a cue of its own.

    Args:
        words: Words of the sentence.
        start: First word of the content.
        following: Core of the next cue of the sentence.
    """
    inside = words[start - 1].quoted if start else -1
    place = start
    while place < len(words):
        word = words[place]
        if inside >= 0 and word.quoted != inside:
            break
        if word.quoted < 0 and place > start and _breaks(words, place, start=start, following=following):
            break
        place += 1
        if inside < 0 and word.quoted >= 0 and _closes_clause(words, place):
            break
    while place > start and words[place - 1].kind in (".", ","):
        place -= 1
    return place


def _closes_clause(words: Sequence[Word], place: int) -> bool:
    """Tell whether a quotation that ends before a word ends what is said, by the comma or full stop before its mark."""
    if place >= len(words) or words[place].quoted >= 0 or words[place - 2].kind not in (",", ".", "?", "!"):
        return False
    return words[place].kind not in ("and", "quote", "that")


def _breaks(words: Sequence[Word], place: int, *, start: int, following: int) -> bool:
    """Tell whether a content ends at a mark: a semicolon, a full stop, a comma before another clause."""
    if words[place].kind == ";" or _full_stop(words, place):
        return True
    if words[place].kind == "and" and _only_verbs(words, place + 1, following):
        return True
    if words[place].kind != "," or place + 1 >= len(words):
        return False
    if words[place + 1].low in NEW_CLAUSE or names_who(words, place + 1, following):
        return True
    near = following - place
    return (0 < near <= 4 and words[start].low != "that") or (words[place + 1].kind == "and" and 0 < near <= 5)


def _only_verbs(words: Sequence[Word], start: int, core: int) -> bool:
    """Tell whether a cue follows an "and" with nothing but auxiliaries between: "and later said"."""
    if not start <= core < min(start + TAIL_LENGTH, len(words)):
        return False
    return all(word.kind in ("aux", "adv", "not") for word in words[start:core])


def names_who(words: Sequence[Word], start: int, core: int) -> bool:
    """Tell whether only a source and a cue are left of the sentence: ", the agency reports"."""
    if not start < core <= start + TAIL_LENGTH or (core + 1 < len(words) and words[core + 1].kind not in STOPS):
        return False
    return words[start].kind in ("name", "det", "pronoun") and all(
        word.kind in ("name", "det", "word", "of", "poss", "pronoun", "aux", "adv", "prep", ".")
        for word in words[start:core]
    )


def _full_stop(words: Sequence[Word], place: int) -> bool:
    """Tell whether a sentence ends at a mark, where the splitting into sentences has overlooked it."""
    if words[place].kind not in STOPS or place + 1 >= len(words) or not words[place + 1].text[0].isupper():
        return False
    return words[place].kind != "." or (
        words[place - 1].kind in ("word", "adv", "number") and len(words[place - 1].low) > 3
    )


def after_hearer(words: Sequence[Word], last: int) -> int:
    """Return where what is reported starts after a cue that names its hearer: told ``reporters`` that …"""
    place = last
    while place < len(words) and place - last < 12:
        if words[place].kind in ("that", "quote", ",", "to", "wh", ":"):
            return place
        if place > last and words[place].kind in ("pronoun",):
            return place
        if place > last + 1 and words[place].kind == "det" and words[place - 1].kind not in ("of", "prep", "and"):
            return place
        place += 1
    return last + 1
