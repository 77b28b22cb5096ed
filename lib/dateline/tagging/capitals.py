"""Capitalised words of a sentence, among which its names are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
OPENERS = frozenset("“\"‘'«(:")


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word without a possessive ending, its place, and the text between it and the one before."""

    text: str
    start: int
    end: int
    gap: str
    opens: bool
    """Whether it opens a sentence or quotation, where any word has a capital letter."""


def capitalised(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the capitalised words between two characters that hold a sentence."""
    last = start
    first = True
    for match in CAPITAL.finditer(text, start, end):
        word, where, stop = match.group(), match.start(), match.end()
        if word.endswith(POSSESSIVE) and word[:-2] not in OWN_POSSESSIVE:
            word, stop = word[:-2], stop - 2
        gap = text[last:where]
        opens = gap[-1:] in OPENERS or gap.endswith(": ") or (first and not any(sign.isalnum() for sign in gap))
        yield Word(word, where, stop, gap, opens)
        last, first = stop, False
