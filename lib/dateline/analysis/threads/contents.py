"""What claims say, as links see it: words, names, numbers and days of each claim, in the order of their reports."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dateline.analysis.claims import words as read_words
from dateline.analysis.publication import publication_order
from dateline.analysis.term_table.options import english_stopwords, plain, stemmer
from dateline.analysis.threads.quantities import find_quantities
from dateline.analysis.threads.statements import DENIED, is_vague, negates
from dateline.text import WORD

MODEL = Path(__file__).parent / "model"
NO_DAY = np.iinfo(np.int64).min
PRIOR = 20
"""Articles of news in general that count beside those of the corpus, for how rare words are."""
Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Lists:
    """Sorted lists of numbers, one behind the other: claim i has ``values[starts[i]:starts[i + 1]]``."""

    starts: Numbers
    values: Numbers


@dataclass(frozen=True, slots=True)
class Contents:
    """What is said by claims, in the order in which they were reported.

    Attributes:
        rows: Row of each claim in the table given.
        texts: What is claimed, on one line.
        articles: Number of each claim's article.
        spans: First character of the content and the one after its last.
        words: Numbers of its words' stems.
        weights: How much each of these words says: the logarithm of how rare it was up to then.
        names: Numbers of the words of names in it: of people the last, of others all of the fullest name.
        named: The names themselves, each with its words' numbers.
        figures: Numbers that it gives.
        days: Day of the report; ``NO_DAY`` where it is not known.
        about: First and last day that it speaks of.
        sources: Number of its source, -1 where none is named.
        denied: Whether it denies what it speaks of.
        vague: Whether it is too short to say anything by itself ("the report", "Mr Drust").
        same: Earlier claim with the same words in a copy of the article, -1 for none.
    """

    rows: Numbers
    texts: list[str]
    articles: Numbers
    spans: Numbers
    words: Lists
    weights: Numbers
    names: Lists
    named: list[list[tuple[str, list[int]]]]
    figures: Lists
    days: Numbers
    about: Numbers
    sources: Numbers
    denied: Numbers
    vague: Numbers
    same: Numbers


def read_contents(
    claims: pd.DataFrame, articles: pd.DataFrame, *, entities: pd.DataFrame, copies: pd.DataFrame | None
) -> Contents:
    """Read what is claimed, in the order of the reports: by day, within an article by place.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        entities: The ``entities`` table.
        copies: The ``copies`` table, where copies were looked for.
    """
    place = np.empty(len(articles), np.int64)
    place[publication_order(articles)] = np.arange(len(articles))
    place_of = dict(zip(articles["id"], place.tolist(), strict=True))
    numbers = np.array([place_of[article] for article in claims["article"]], np.int64)
    spans = np.array([_outer(found) for found in claims["content_spans"]], np.int64).reshape(-1, 2)
    rows = np.lexsort((claims["id"].to_numpy(dtype=str), spans[:, 1], spans[:, 0], numbers))
    claims, numbers, spans = claims.iloc[rows], numbers[rows], spans[rows]
    text_of = dict(zip(articles["id"], articles["text"], strict=True))
    day_of = dict(zip(articles["id"], _days(articles["published"]).tolist(), strict=True))
    texts = [read_words(text_of[a], found) for a, found in zip(claims["article"], claims["content_spans"], strict=True)]
    words, weights = _words(texts, numbers)
    named = _names(claims, entities)
    denied = claims["cue_kind"].isin(DENIED).to_numpy() ^ np.array([negates(text) for text in texts], bool)
    return Contents(
        rows=rows,
        texts=texts,
        articles=numbers,
        spans=spans,
        words=words,
        weights=weights,
        names=_lists([sorted({n for _, words in found for n in words}) for found in named], np.int64),
        named=named,
        figures=_lists([_figures(text) for text in texts], np.float64),
        days=np.array([day_of[article] for article in claims["article"]], np.int64),
        about=np.stack([_days(claims["about_first"]), _days(claims["about_last"])], axis=1),
        sources=pd.factorize(claims["source"], use_na_sentinel=True)[0].astype(np.int64),
        denied=denied,
        vague=np.array([is_vague(*one) for one in zip(texts, named, claims["cue_kind"], strict=True)], bool),
        same=_same_in_copies(claims["article"], texts, copies),
    )


def _outer(spans: Sequence[Sequence[int]]) -> tuple[int, int]:
    return (min(start for start, _ in spans), max(end for _, end in spans)) if len(spans) else (0, 0)


def _days(days: pd.Series) -> Numbers:
    known = days.notna().to_numpy()
    numbers = days.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(known, numbers, NO_DAY)


def _lists(lists: Iterable[Sequence[float]], kind: type) -> Lists:
    found = list(lists)
    starts = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(one) for one in found], out=starts[1:])
    return Lists(starts, np.array([value for one in found for value in one], kind))


@cache
def load_weights() -> tuple[dict[str, float], float]:
    """Return how much words say, by stem, and what a word says that is not in the list."""
    counted = json.loads((MODEL / "words.json").read_text(encoding="utf8"))
    total = counted["articles"]
    return {stem: math.log(total / number) for stem, number in counted["stems"].items()}, math.log(total)


def stems_of(text: str, stem: Callable[[str], str]) -> Iterator[str]:
    """Yield the stems of a text's words, without those that say little."""
    left_out = english_stopwords()
    for match in WORD.finditer(text):
        for part in plain(match.group()).split("-"):
            if part and part not in left_out:
                yield stem(part)


def _words(texts: Sequence[str], articles: Numbers) -> tuple[Lists, Numbers]:
    """Return the numbers of words' stems, and how much each says: how rare it is in the articles before this one.

    As long as these are few, news in general counts with them, as if ``PRIOR`` articles of that had come before. Later
    articles change nothing, so that links stay as they are when a corpus grows.
    """
    known, rare = load_weights()
    stem = cache(stemmer("english"))
    numbers: dict[str, int] = {}
    lists = [sorted({numbers.setdefault(word, len(numbers)) for word in stems_of(text, stem)}) for text in texts]
    expected = [PRIOR * math.exp(-known.get(word, rare)) for word in numbers]
    seen, weights = [0] * len(numbers), []
    for before, (_, group) in enumerate(groupby(range(len(lists)), key=articles.tolist().__getitem__)):
        own = list(group)
        weights += [[math.log((before + PRIOR) / (seen[w] + expected[w])) for w in lists[claim]] for claim in own]
        for word in {word for claim in own for word in lists[claim]}:
            seen[word] += 1
    return _lists(lists, np.int64), np.array([max(x, 0.0) for one in weights for x in one], np.float64).round(6)


def _figures(text: str) -> list[float]:
    """Return the numbers that a text gives with what they count: of bounds the one that is given."""
    return sorted({found.low if math.isinf(found.high) else found.high for found in find_quantities(text)})


def _names(claims: pd.DataFrame, entities: pd.DataFrame) -> list[list[tuple[str, list[int]]]]:
    """Return the names in contents, each with the numbers of its words."""
    by_article = {
        article: (rows["start"].tolist(), rows["end"].tolist(), rows["kind"].tolist(), rows["name"].tolist())
        for article, rows in entities.groupby("article", sort=False)
    }
    numbers: dict[str, int] = {}
    lists = []
    for article, spans in zip(claims["article"], claims["content_spans"], strict=True):
        starts, ends, kinds, names = by_article.get(article, ([], [], [], []))
        found: dict[str, list[int]] = {}
        for start, end in spans:
            for n in range(bisect_left(starts, start), bisect_left(starts, end)):
                if ends[n] <= end and isinstance(names[n], str):
                    words = _name_words(kinds[n], names[n])
                    found[names[n]] = [numbers.setdefault(word, len(numbers)) for word in words]
        lists.append(list(found.items()))
    return lists


def _name_words(kind: str, name: str) -> list[str]:
    words = [word for word in map(plain, WORD.findall(name)) if word not in english_stopwords()]
    return words[-1:] if kind == "PER" else words


def _same_in_copies(articles: pd.Series, texts: Sequence[str], copies: pd.DataFrame | None) -> Numbers:
    """Return for each claim the number of the first claim with the same words in a copy of its article, -1 for none."""
    story = dict(zip(copies["article"], copies["cluster"], strict=True)) if copies is not None else {}
    first: dict[tuple[str, str, int], int] = {}
    times: Counter[tuple[str, str]] = Counter()
    same = np.full(len(texts), -1, np.int64)
    for number, (article, text) in enumerate(zip(articles, texts, strict=True)):
        # What an article says twice ("it") may be two things: the first is set against the first, and so on.
        times[article, bare(text)] += 1
        key = (story.get(article, article), bare(text), times[article, bare(text)])
        earlier = first.setdefault(key, number)
        if earlier != number:
            same[number] = earlier
    return same


_MARKS = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Return a text's words in small letters, without the signs between them."""
    return _MARKS.sub(" ", text.casefold()).strip()
