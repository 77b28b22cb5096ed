"""Numbers in figures and words."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.text import ONES, TENS

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
VAGUE = r"several|a (?:good )?few|few|many|dozens of|scores of|hundreds of|thousands of|countless"
COUPLE = r"a couple(?: of)?|couple(?: of)?|a pair of"
_SMALL = "|".join(sorted([*TENS, *ONES], key=len, reverse=True))
WORD_NUMBER = (
    rf"(?:{_SMALL})(?:[- ](?:{_SMALL}))?(?: hundred)?(?:[ -]and[ -](?:a|one)[ -]half)?|a hundred|half a dozen"
    rf"|a half[- ]dozen|a dozen"
)
FIGURES = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,4}(?:\.\d{1,2}|[- ]\d/\d|[½¼¾])?"
NUMBER = rf"(?:{FIGURES}|{WORD_NUMBER})"
COUNT = rf"(?:{FIGURES}|{COUPLE}|{VAGUE}|{WORD_NUMBER})"
_SPECIAL = {
    "a dozen": 12,
    "half a dozen": 6,
    "a half dozen": 6,
    "a half-dozen": 6,
    "a hundred": 100,
    "a": 1,
    "an": 1,
    "another": 1,
}
_PARTS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


def read_number(text: str) -> Fraction | None:
    """Return the number written, or None where it is vague ("several").

    >>> read_number("twenty-six"), read_number("2 1/2"), read_number("a few")
    (Fraction(26, 1), Fraction(5, 2), None)
    """
    text = re.sub(r"\s+", " ", text.lower().strip())
    text = re.sub(r"[ -]and[ -](?:a|one)[ -]half$", " and a half", text)
    if text in _SPECIAL:
        return Fraction(_SPECIAL[text])
    if "couple" in text or "pair" in text:
        return Fraction(2)
    if (text[:1].isdecimal() and text.isascii()) or text[-1:] in _PARTS:
        return _figures(text)
    half = text.endswith(" and a half")
    total = _words(text.removesuffix(" and a half"))
    return None if total is None else total + Fraction(int(half), 2)


def _figures(text: str) -> Fraction | None:
    extra = _PARTS.get(text[-1], Fraction(0))
    match = re.match(r"([\d,.]+)(?:[- ](\d)/(\d))?", text)
    if match is None:
        return None
    if match[2] and int(match[3]):
        extra = Fraction(int(match[2]), int(match[3]))
    return Fraction(match[1].replace(",", "").rstrip(".")) + extra


def _words(text: str) -> Fraction | None:
    total = 0
    for word in re.split(r"[- ]", text):
        if word == "hundred":
            total *= 100
        elif word in TENS:
            total += TENS[word]
        elif word in ONES:
            total += ONES[word]
        else:
            return None
    return Fraction(total)


def spoken_year(words: str) -> str:
    """Return a year spoken in two halves in four digits.

    >>> spoken_year("nineteen ninety-four")
    '1994'
    """
    century, *rest = (ONES.get(word) or TENS[word] for word in re.split(r"[\s-]+", words.lower()))
    return f"{century}{sum(rest)}"
