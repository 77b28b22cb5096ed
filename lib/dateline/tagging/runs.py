"""Capitalised words of a sentence, and the groups of them that may form names together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.tagging.lexicon import Lexicon

CAPITALS = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
CAPITAL = re.compile(rf"(?<!\w)(?:(?:[{CAPITALS}]\.){{2,}}|[{CAPITALS}][^\W_]*(?:['’\-][^\W_]+)*)")
"""A capitalised word of the Latin alphabet, or an abbreviation such as U.S."""
POSSESSIVE = ("'s", "’s", "'S", "’S")
OWN_POSSESSIVE = frozenset(
    {"Moody", "Lloyd", "Sotheby", "Christie", "McDonald", "Levi", "Macy", "Kohl", "Wendy", "Sainsbury"}
)
"""Names that end in a possessive themselves."""
SPACES = frozenset({" ", "\u00a0", "\n", "-", " & ", "&"})
PARTICLES = re.compile(r" (?:(?:de|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|da|dos?|di|ter|ten|zu|af) ?){1,2}")
LINK = re.compile(r" (?:of|for|on)(?: the)? ")
CONJUNCTION = " and "
LONGEST_RUN = 24
"""Longer ones are cut, so that time stays linear."""
HEADLINE_WORDS, HEADLINE_SHARE = 5, 0.7
OPENERS = frozenset("“\"‘'«(:")


@dataclass(slots=True)
class Word:
    """A capitalised word without a possessive ending, its place, and the text between it and the one before."""

    text: str
    start: int
    end: int
    gap: str
    opens: bool
    """Whether it opens a sentence or quotation, where any word has a capital letter."""


def is_headline(sentence: str) -> bool:
    """Say whether most longer words of a line without a full stop have a capital letter, as in some headlines."""
    if sentence.endswith("."):
        return False
    longer = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= HEADLINE_WORDS and sum(word[0].isupper() for word in longer) >= HEADLINE_SHARE * len(longer)


def capitalised(text: str, start: int, end: int) -> list[Word]:
    """Return the capitalised words between two characters that hold a sentence."""
    words: list[Word] = []
    last = start
    for match in CAPITAL.finditer(text, start, end):
        word, where, stop = match.group(), match.start(), match.end()
        if word.endswith(POSSESSIVE) and word[:-2] not in OWN_POSSESSIVE:
            word, stop = word[:-2], stop - 2
        gap = text[last:where]
        opens = gap[-1:] in OPENERS or gap.endswith(": ") or (not words and not any(sign.isalnum() for sign in gap))
        words.append(Word(word, where, stop, gap, opens))
        last = stop
    return words


def runs_of(words: Sequence[Word], lexicon: Lexicon, *, headline: bool) -> Iterator[list[Word]]:
    """Yield groups of capitalised words that may form names together."""
    run: list[Word] = []
    for word in words:
        ordinary = headline and word.text.lower() in lexicon.common and word.text not in lexicon.generic
        if run and (ordinary or len(run) == LONGEST_RUN or not _joins(run, word, lexicon=lexicon)):
            yield run
            run = []
        if not ordinary:
            run.append(word)
    if run:
        yield run


def _joins(run: Sequence[Word], word: Word, *, lexicon: Lexicon) -> bool:
    gap, last = word.gap, run[-1].text
    if gap in SPACES or (gap == "." and len(word.text) < 4 and last.lower() not in lexicon.common):
        return True
    if gap == ". ":
        return len(last) == 1 or last in lexicon.abbreviated
    if len(gap) > 12:
        return False
    if LINK.fullmatch(gap):
        # Institute for the Study of War: a second link follows the first.
        return (
            last in lexicon.organisation_heads
            or last in lexicon.other_heads
            or any(LINK.fullmatch(one.gap) for one in run)
        )
    if gap == CONJUNCTION:
        # Ministry of Foreign and European Affairs, Department of Health and Human Services
        return len(run) > 1 and bool(LINK.fullmatch(run[-1].gap)) and run[0].text in lexicon.organisation_heads
    return bool(PARTICLES.fullmatch(gap))
