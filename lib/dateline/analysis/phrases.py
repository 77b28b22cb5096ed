"""Finding words and phrases as a person writes them, or a regular expression: where each occurs in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import regex

from dateline.errors import DatelineError

Spans = Callable[[str], list[tuple[int, int]]]
SECONDS = 2.0
"""Longest that a regular expression may take in one article."""
LONGEST = 1000
"""Characters of a pattern."""
MOST_LETTERS = 100
"""Letters that an asterisk stands for at most, so that no text is slow to search."""

_SPACE = "[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_STAR = rf"(?:[^\W_]['’\-]?){{0,{MOST_LETTERS}}}"
_LAST_STAR = rf"(?:['’\-]?[^\W_]){{0,{MOST_LETTERS}}}"
_APOSTROPHE = "['’]"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
# A word that begins with an asterisk begins with its first letter, hyphenated parts included.
_BEFORE_STAR = _BEFORE + r"(?<![^\W_]['’\-])"
# Blocks of Unicode that have letters which case folding changes.
_CASED = (
    *((0x41, 0x588), (0x10A0, 0x1100), (0x13A0, 0x1400), (0x1C80, 0x1CC0), (0x1E00, 0x2000), (0x2100, 0x2190)),
    *((0x24B0, 0x24F0), (0x2C00, 0x2D30), (0xA640, 0xA800), (0xAB30, 0xABC0), (0xFB00, 0xFB18), (0xFF20, 0xFF60)),
    *((0x10400, 0x10D90), (0x118A0, 0x118E0), (0x16E40, 0x16EE0), (0x1E900, 0x1E944)),
)
_CLUSTER = 6
"""Most letters in a row that are tried in every way of writing them as ligatures."""


def find_phrase(pattern: str, *, ignore_case: bool = True, whole_words: bool = True) -> tuple[Spans, str]:
    """Return what finds a phrase in a text, and a filter that every text with the phrase passes.

    Args:
        pattern: Words between which any white space may lie; ``*`` stands for any letters within a word,
            and alone for a word. A straight apostrophe stands for a curly one too.
        ignore_case: Compare by Unicode case folding: "strasse" finds "Straße".
        whole_words: Find "dam" in "dam's" and "dam-building", but not in "damage".

    Returns:
        A function from a text to the spans of its hits, overlapping ones too, by start; and a regular expression in the
        syntax of RE2.

    Raises:
        DatelineError: The pattern has no letter, digit or sign to look for.
    """
    words = unicodedata.normalize("NFC", pattern).split()
    if not "".join(words).replace("*", "") or len(pattern) > LONGEST:
        message = f'"{pattern:.60}" cannot be looked for. Give a word or phrase of at most {LONGEST:,} signs: "cease*".'
        raise DatelineError(message)
    written = [[_letters(part, ignore_case=ignore_case) for part in re.split(r"\*+", word)] for word in words]
    exact = _compile(words, written, whole_words=whole_words)
    if not ignore_case or not "".join(words).isascii():
        return (lambda text: _all(exact, text)), _filter(written)
    # Far quicker, and the same on texts without the odd letters that only full case folding knows.
    plain = [[_apostrophes(part) for part in re.split(r"\*+", word)] for word in words]
    quick, odd = _compile(words, plain, whole_words=whole_words, flags=regex.IGNORECASE), _odd_letters(pattern)

    def spans(text: str) -> list[tuple[int, int]]:
        return _all(exact if any(sign in text for sign in odd) else quick, text)

    return spans, _filter(written)


def find_regex(pattern: str, *, ignore_case: bool = True) -> Spans:
    """Return what finds a regular expression in a text: non-empty matches from left to right.

    Args:
        pattern: A regular expression as the package ``regex`` reads it, which is that of Python and more.
        ignore_case: Letters match in both cases, with full case folding.

    Raises:
        DatelineError: It is none. What is returned raises the same where one article takes longer than two seconds.
    """
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.FULLCASE if ignore_case else 0)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        message = f'"{pattern:.60}" is no regular expression: {error}. For a plain phrase leave out regex.'
        raise DatelineError(message) from None

    def spans(text: str) -> list[tuple[int, int]]:
        try:
            matches = compiled.finditer(text, timeout=SECONDS)
            # Sorted, since an expression may search from the end.
            return sorted(found.span() for found in matches if found.end() > found.start())
        except TimeoutError:
            message = (
                f'The regular expression "{pattern:.60}" takes more than {SECONDS:.0f} seconds in one article.'
                " Write it without one repetition inside another, such as (a+)+."
            )
            raise DatelineError(message) from None

    return spans


def _all(compiled: regex.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in compiled.finditer(text, overlapped=True)]


def _compile(words: list[str], written: list[list[str]], *, whole_words: bool, flags: int = 0) -> regex.Pattern[str]:
    """Return the expression of a phrase from the expressions of the parts of its words."""
    before = _BEFORE_STAR if words[0].startswith("*") else _edge(_BEFORE, words[0][0]) if whole_words else ""
    after = _edge(_AFTER, words[-1][-1]) if whole_words else ""
    return regex.compile(before + _SPACE.join(_word(parts) for parts in written) + after, flags)


def _odd_letters(pattern: str) -> str:
    """Return the letters beyond ASCII that stand for letters of the pattern, alone or as ligatures.

    The Turkish ones are among them: they are an i to the package regex, but not to case folding.
    """
    folded, folds = pattern.casefold(), _folds()
    found = "".join(signs for letters, signs in folds.items() if letters in folded)
    return "".join(sign for sign in {*found, *"İı"} if not sign.isascii())


def _apostrophes(part: str) -> str:
    return _APOSTROPHE.join(re.escape(piece) for piece in part.split("'"))


def _edge(edge: str, sign: str) -> str:
    # Not isalnum: vowel signs of Indian scripts are letters of a word too.
    return edge if regex.match(r"[^\W_]", sign) else ""


def _word(parts: list[str]) -> str:
    """Return the expression of a word from the parts between its asterisks."""
    first, *others = parts
    if not others:
        return first
    if not any(parts):
        return _LAST_STAR.replace("{0,", "{1,")
    *middle, last = others
    star = rf"['’\-]?{_STAR}" if first else _STAR
    found = first
    for part in middle:
        # Earliest fit of what is between two asterisks, never taken back: slow on no text, however many there are.
        found += rf"(?>{star}?{part})"
        star = rf"['’\-]?{_STAR}"
    return found + (star + last if last else _LAST_STAR)


def _filter(written: list[list[str]]) -> str:
    """Return the longest stretch without an asterisk, in which only white space is open."""
    runs = [""]
    for number, parts in enumerate(written):
        if number and parts[0] and runs[-1]:
            runs[-1] += _SPACE
        runs[-1] += parts[0]
        runs += parts[1:]
    return max((run.removesuffix(_SPACE) for run in runs), key=len)


def _letters(text: str, *, ignore_case: bool) -> str:
    """Return an expression, the same to Python and RE2, for every way of writing what folds to the same."""
    if not ignore_case:
        return "".join(_one(sign, {}) for sign in text)
    return "".join(_cluster(cluster) for cluster in _clusters(text.casefold()))


def _clusters(folded: str) -> Iterator[str]:
    """Yield the text in pieces such that no ligature crosses from one piece to the next."""
    folds = _folds()
    start = end = 0
    for place in range(len(folded)):
        if place >= max(end, start + 1):
            yield folded[start:place]
            start = place
        end = max(end, *(place + size for size in (1, 2, 3) if size == 1 or folded[place : place + size] in folds))
    yield folded[start:]


def _cluster(folded: str) -> str:
    if len(folded) > _CLUSTER:
        return _cluster(folded[:_CLUSTER]) + _cluster(folded[_CLUSTER:])
    written = list(_ways(folded))
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"


def _ways(folded: str) -> Iterator[str]:
    """Yield each way of writing a folded text as letters and ligatures."""
    folds = _folds()
    if not folded:
        yield ""
        return
    for size in (1, 2, 3):
        piece = folded[:size]
        if len(piece) == size and (size == 1 or piece in folds):
            written = _one(piece, folds) if size == 1 else f"[{folds[piece]}]"
            yield from (written + rest for rest in _ways(folded[size:]))


def _one(sign: str, folds: dict[str, str]) -> str:
    if sign in "'’":
        return _APOSTROPHE
    others = folds.get(sign, "")
    return f"[{sign}{others}]" if others else re.escape(sign)


@cache
def _folds() -> dict[str, str]:
    """Return for each folded letter, or sequence of them, the letters that fold to it."""
    folds: dict[str, str] = {}
    for first, end in _CASED:
        for sign in map(chr, range(first, end)):
            if (folded := sign.casefold()) != sign:
                folds[folded] = folds.get(folded, "") + sign
    return folds
