"""How far a noun phrase reaches to the left and to the right of a cue, without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.claims.words import Word

Range = tuple[int, int]
"""First word and word after the last, counted in the sentence."""

LEFT_ENDS = frozenset(
    (
        "aux",
        "wh",
        "that",
        "who",
        "which",
        "to",
        ";",
        ":",
        "(",
        ")",
        "?",
        "!",
        "quote",
        "dash",
        "mark",
        ",",
        "as",
        "not",
        "adv",
    )
)
RIGHT_ENDS = LEFT_ENDS | {".", "pronoun"}
LONGEST = 25
LINKS = frozenset(("of", "for", "at", "from", "in", "with", "on", "to", "behind", "against", "near"))
SETTINGS = word_set("on during after before at in when while as late early last yesterday today tonight to through via")
"""Words that open when and where something was said, after the source of an inverted clause."""

DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later again "
    "here there recently afterwards afterward too this last"
)


def phrase_before(words: Sequence[Word], end: int) -> Range | None:
    """Return the noun phrase that ends before a word, with its appositive: ``Ana Ruiz, the mayor,`` said."""
    stop = end
    while stop > 0 and (
        words[stop - 1].kind in ("adv", "not") or (words[stop - 1].low in DAYS and words[stop - 1].kind != "det")
    ):
        stop -= 1
    if stop > 0 and words[stop - 1].kind in (",", ")", "dash"):
        return _before_insertion(words, stop - 1)
    start = _start_of_phrase(words, stop)
    return (start, stop) if start < stop else None


def _before_insertion(words: Sequence[Word], mark: int) -> Range | None:
    """Return the phrase before an insertion that ends at a mark (comma, bracket, dash), the insertion included."""
    opening = "(" if words[mark].kind == ")" else words[mark].kind
    first = mark - 1
    while first >= 0 and mark - first < LONGEST and words[first].kind != opening:
        if words[first].kind in ("quote", ";", ":"):
            return None
        first -= 1
    if first <= 0 or words[first].kind != opening or mark - first < 2:
        return None
    start = _start_of_phrase(words, first)
    if start >= first or not any(word.kind in ("name", "pronoun", "det") for word in words[start:first]):
        return None
    return start, mark


def _start_of_phrase(words: Sequence[Word], end: int) -> int:
    """Return where the phrase that ends before ``end`` starts: walk left to what cannot be part of it."""
    place = end
    while place > 0 and end - place < LONGEST:
        word = words[place - 1]
        if word.kind == "pronoun":
            if word.low in ("one", "it", "you", "he", "she", "i", "we", "they", "him", "who"):
                return place - 1 if place == end else place
            return place - 1
        if word.kind in LEFT_ENDS:
            break
        if word.kind in ("prep", "of", "by") and (
            place - 1 == 0 or word.low not in LINKS or not _nominal(words, place - 2)
        ):
            break
        if word.kind == "and" and not _joins(words, place - 1, end):
            break
        if word.kind == "." and (place == end or len(words[place - 2].low) > 4):
            break
        place -= 1
        if word.kind == "det" and not (place > 0 and _goes_on(words[place - 1])):
            break
    return _trimmed(words, place, end)


def _goes_on(word: Word) -> bool:
    """Tell whether a phrase reaches across the article that follows a word: "head of the", "all the"."""
    return word.kind in ("of", "prep", "det", "and") or word.low in ("all", "half", "both")


def _trimmed(words: Sequence[Word], start: int, end: int) -> int:
    """Drop a verb's end or a preposition from the front of a phrase."""
    while start < end and words[start].kind in ("prep", "of", "and", "by", "."):
        start += 1
    for place in range(start + 1, end):
        if (
            words[place].kind == "det"
            and words[place - 1].kind in ("word", "adv")
            and words[place - 1].low not in ("all", "both", "half")
        ):
            return place
    return start


def _nominal(words: Sequence[Word], place: int) -> bool:
    return words[place].kind in ("name", "word", "number", "poss", "det") and not words[place].low.endswith("ing")


def _joins(words: Sequence[Word], place: int, end: int) -> bool:
    """Tell whether an "and" joins two phrases of one subject: two names, or two common nouns."""
    if place == 0 or place + 1 >= end:
        return False
    before, after = words[place - 1].kind, words[place + 1].kind
    return before == after == "name" or before == after == "word" or (before == "word" and after == "det" and False)


def phrase_after(words: Sequence[Word], start: int, *, apposition: bool = True) -> Range | None:
    """Return the noun phrase that starts at a word, with its appositive: said ``Ana Ruiz, the mayor``."""
    place = start
    if place < len(words) and words[place].kind == "pronoun":
        return place, place + 1
    while place < len(words) and place - start < LONGEST:
        word = words[place]
        if word.low in SETTINGS and word.kind != "det" and (word.low not in ("in", "at", "to") or place == start):
            break
        if word.kind in RIGHT_ENDS and not (word.kind == "." and _initial(words, place)):
            break
        if word.low in DAYS and place > start:
            break
        place += 1
    if place == start:
        return None
    return start, _with_appositive(words, place) if apposition else place


def _with_appositive(words: Sequence[Word], comma: int) -> int:
    """Return the end of a phrase with what follows its comma, where that describes it: ", the mayor of Orrin"."""
    if comma + 1 >= len(words) or words[comma].kind != ",":
        return comma
    following = words[comma + 1]
    if following.low not in ("a", "an", "the", "who", "whose", "his", "her", "its", "one") and following.kind != "word":
        return comma
    if following.kind == "word" and (following.low.endswith(("ing", "ed"))):
        return comma
    place = comma + 1
    while place < len(words) and words[place].kind not in (",", ".", ";", ":", "quote", "dash", "?", "!"):
        place += 1
    return place


def _initial(words: Sequence[Word], place: int) -> bool:
    """Tell whether a full stop follows an initial or a title, as in "Sen. Ruiz" and "A. Ruiz"."""
    return (
        0 < place < len(words) - 1
        and len(words[place - 1].low) <= 4
        and words[place - 1].kind == "name"
        and words[place + 1].kind == "name"
    )


def settled(words: Sequence[Word], start: int) -> int:
    """Return where what follows time, place and hearer begins: said ``on Monday in Orrin`` that …"""
    place = start
    while place < len(words):
        word = words[place]
        if word.low in DAYS and word.kind != "det":
            place += 1
        elif word.low in SETTINGS and word.kind not in ("wh",) and word.low != "to":
            after = place + 1
            while (
                after < len(words)
                and after - place < 10
                and words[after].kind in ("det", "name", "word", "number", "poss", "of", "prep")
            ):
                if words[after].kind == "det" and after > place + 1 and words[after - 1].kind not in ("prep", "of"):
                    break
                after += 1
            place = after
        else:
            break
    return place
