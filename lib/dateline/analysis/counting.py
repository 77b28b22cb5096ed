"""Counting words: each article's text is read once, every later question is asked of the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pandas as pd

from dateline.errors import DatelineError
from dateline.text import WORD

STOP_LISTS = ("english",)
Normalise = Callable[[str], str]


def count_terms(
    articles: pd.DataFrame,
    *,
    stopwords: str | Iterable[str] = "english",
    stem: bool = False,
    ngram: int = 1,
    min_length: int = 1,
    numbers: bool = False,
) -> pd.DataFrame:
    """Count the terms of each article once, for ``frequency``, ``tfidf`` and ``trend``.

    A word is letters and digits of any script with inner apostrophes and hyphens (``dateline.text.WORD``), in small
    letters (Unicode case folding), without a possessive 's: "Ministry’s" counts as "ministry".

    Args:
        articles: The ``articles`` table; ``id`` and ``text`` are used.
        stopwords: Words to leave out: "english" for the list that the package ships (see ``english_stopwords``), or
            words of your own; ``()`` leaves out none. A phrase is left out where it begins or ends with one.
        stem: Count word stems by the Snowball stemmer for English (Porter 2001), such as "evacu" for "evacuation".
        ngram: Number of words in a term: 1 for words, 2 for pairs. Words of a term have nothing but white space between
            them.
        min_length: Shortest word to keep, in characters.
        numbers: Keep words that are digits alone, such as "2025".

    Returns:
        ``article`` (id), ``term``, ``count``, and ``words`` (all words of the article, those left out too), by article,
        then commonest first; ``article`` and ``term`` are categorical, which keeps large tables small.

    Raises:
        DatelineError: ``ngram`` or ``min_length`` is less than 1, or the list of stop words is unknown.
    """
    if ngram < 1 or min_length < 1:
        raise DatelineError(f"ngram and min_length must be 1 or more (found: {ngram} and {min_length}).")
    stops = _stopwords(stopwords)
    normalise = _normaliser(stops, stem=stem, min_length=min_length, numbers=numbers)
    rows, terms, counts, words = [], [], [], []
    for row, text in enumerate(articles["text"].fillna("")):
        found, total = _count(text, normalise, ngram=ngram)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        rows += [row] * len(ranked)
        words += [total] * len(ranked)
        terms += [term for term, _ in ranked]
        counts += [count for _, count in ranked]
    ids = pd.Index(articles["id"].astype("str"))
    return pd.DataFrame(
        {
            "article": pd.Categorical.from_codes(np.asarray(rows, dtype=np.int64), categories=ids),
            "term": pd.Categorical(terms, categories=pd.Index(sorted(set(terms)), dtype="str")),
            "count": np.asarray(counts, dtype=np.int64),
            "words": np.asarray(words, dtype=np.int64),
        }
    )


def count_words(text: str) -> int:
    """Return the number of words of a text."""
    return sum(1 for _ in WORD.finditer(text))


@lru_cache(maxsize=1)
def english_stopwords() -> frozenset[str]:
    """Return the English words that ``count_terms`` leaves out unless told otherwise.

    >>> sorted(english_stopwords())[:3]
    ['a', 'about', 'above']
    """
    text = files("dateline").joinpath("analysis", "stopwords_english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _stopwords(given: str | Iterable[str]) -> frozenset[str]:
    if not isinstance(given, str):
        return frozenset(_plain(word) for word in given) | frozenset(word.casefold() for word in given)
    if given not in STOP_LISTS:
        known = ", ".join(f'"{name}"' for name in STOP_LISTS)
        raise DatelineError(f'No list of stop words "{given}". There is: {known}; or give the words: ["so", "very"].')
    return english_stopwords()


def _plain(token: str) -> str:
    """Return a token in small letters, with straight apostrophes and without a possessive ending."""
    word = token.casefold().replace("’", "'")
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def _normaliser(stops: frozenset[str], *, stem: bool, min_length: int, numbers: bool) -> Normalise:
    """Return a function from tokens to terms (empty for those left out) that remembers its answers."""
    stemmer = _stemmer() if stem else str
    known: dict[str, str] = {}

    def normalise(token: str) -> str:
        term = known.get(token)
        if term is None:
            word = _plain(token)
            kept = word not in stops and len(word) >= min_length and (numbers or not word.isdigit())
            term = known[token] = stemmer(word) if kept else ""
        return term

    return normalise


def _stemmer() -> Normalise:
    from nltk.stem import SnowballStemmer

    stemmer = SnowballStemmer("english")
    return lambda word: str(stemmer.stem(word))


def _count(text: str, normalise: Normalise, *, ngram: int) -> tuple[Counter[str], int]:
    """Return the counts of a text's terms, and the number of all its words."""
    found: Counter[str] = Counter()
    if ngram > 1:
        words = list(WORD.finditer(text))
        found.update(_phrases(text, [match.span() for match in words], normalise, size=ngram))
        return found, len(words)
    tokens = Counter(WORD.findall(text))
    for token, count in tokens.items():
        if term := normalise(token):
            found[term] += count
    return found, tokens.total()


def _phrases(text: str, spans: list[tuple[int, int]], normalise: Normalise, *, size: int) -> Iterator[str]:
    """Yield phrases of adjacent words that neither begin nor end with a word left out."""
    joined = [text[left[1] : right[0]].isspace() for left, right in pairwise(spans)]
    words = [text[start:end] for start, end in spans]
    terms = [normalise(word) for word in words]
    for first in range(len(words) - size + 1):
        last = first + size - 1
        if terms[first] and terms[last] and all(joined[first:last]):
            yield " ".join(
                term or _plain(word)
                for term, word in zip(terms[first : last + 1], words[first : last + 1], strict=True)
            )
