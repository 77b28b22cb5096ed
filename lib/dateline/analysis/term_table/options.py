"""What counts as a term: stop words, stems, numbers, multi-word terms, lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypedDict

from dateline.errors import DatelineError, UnknownNameError
from dateline.text import WORD

STOP_LISTS = (
    "arabic",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "hungarian",
    "italian",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "spanish",
    "swedish",
)
"""Languages with a list of stop words: those of NLTK's Snowball stemmers."""


class TermChoices(TypedDict, total=False):
    """What a caller may choose about terms; see ``term_table`` for what each means and for its default."""

    stopwords: str | Iterable[str]
    stem: bool | str
    ngram: int
    min_length: int
    numbers: bool
    phrases: Iterable[str]


@dataclass(frozen=True, slots=True)
class TermOptions:
    """What counts as a term; see ``term_table`` for what each means. Words are in their plain form, sorted."""

    stopwords: tuple[str, ...] = ()
    stem: str = ""
    ngram: int = 1
    min_length: int = 1
    numbers: bool = False
    phrases: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the options by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def make_options(
    *,
    stopwords: str | Iterable[str] = "english",
    stem: bool | str = False,
    ngram: int = 1,
    min_length: int = 1,
    numbers: bool = False,
    phrases: Iterable[str] = (),
) -> TermOptions:
    """Check options and bring them into one form, so that equal options compare equal; see ``term_table``.

    Raises:
        DatelineError: A number is less than 1, a list or a stemmer is unknown, or a multi-word term has no two words.
    """
    if ngram < 1 or min_length < 1:
        raise DatelineError(f"ngram and min_length must be 1 or more (found: {ngram} and {min_length}).")
    language = "english" if stem is True else stem or ""
    if language:
        stemmer(language)
    multiword = [" ".join(phrase.casefold().replace("’", "'").split()) for phrase in phrases]
    for phrase in multiword:
        if len(WORD.findall(phrase)) < 2:
            raise DatelineError(f'"{phrase}" is not of several words. Give multi-word terms as ["white house"].')
    return TermOptions(
        stopwords=tuple(sorted(_stopwords(stopwords))),
        stem=language,
        ngram=int(ngram),
        min_length=int(min_length),
        numbers=bool(numbers),
        phrases=tuple(sorted(set(multiword))),
    )


def english_stopwords() -> frozenset[str]:
    """Return the English words that ``count_terms`` leaves out unless told otherwise.

    >>> sorted(english_stopwords())[:3]
    ['a', 'about', 'above']
    """
    return stop_list("english")


@cache
def stop_list(language: str) -> frozenset[str]:
    """Return the words of a language that say little about what a text is on, as the package ships them.

    Args:
        language: One of ``STOP_LISTS``.
    """
    path = files("dateline").joinpath("analysis", "stopwords", f"{language}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word.casefold() for line in lines if not line.startswith("#") for word in line.split())


def _stopwords(given: str | Iterable[str]) -> frozenset[str]:
    if not isinstance(given, str):
        words = list(given)
        return frozenset(plain(word) for word in words) | frozenset(word.casefold() for word in words)
    if given not in STOP_LISTS:
        known = ", ".join(f'"{name}"' for name in STOP_LISTS)
        raise DatelineError(f'No list of stop words "{given}". There is: {known}; or give the words: ["so", "very"].')
    return stop_list(given)


def plain(token: str) -> str:
    """Return a token in small letters, with straight apostrophes and without a possessive ending."""
    word = token.casefold().replace("’", "'")
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def stemmer(language: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language (Porter 2001) as NLTK has it.

    Raises:
        UnknownNameError: There is none.
    """
    from nltk.stem import SnowballStemmer

    if language not in SnowballStemmer.languages:
        raise UnknownNameError("stemmer", language, SnowballStemmer.languages)
    snowball = SnowballStemmer(language)
    return lambda word: str(snowball.stem(word))
