"""Near duplicates and wire copy: which articles print the same story, and which of them was first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from dateline import schema
from dateline.analysis.copies.shingles import Numbers, Places, hash_words
from dateline.analysis.copies.sketches import find_candidates, sketch_texts
from dateline.analysis.copies.standing import Standing, find_standing
from dateline.analysis.publication import publication_order
from dateline.errors import DatelineError
from dateline.text import folder_id

THRESHOLD = 0.5
"""Between two stories with the same background (below 0.4) and a copy with every tenth word changed (above 0.6)."""
LEAST_SHARED = 8
"""Sequences that a copy shares at least: eleven words in a row. Fewer say too little."""
LEAST_OF_LONGER = 0.15
"""Share of the longer text that a copy has at least: a roundup that holds a brief is no copy of it."""
DOUBT = 0.5
"""Candidates are compared from this part of the threshold on, since a sketch only estimates what texts share."""

NEEDED = ("id", "text", "headline", "outlet", "agency", "published", "published_time", "source_file", "source_record")
"""Columns of ``articles`` that copies are found by."""


def find_copies(articles: pd.DataFrame, *, threshold: float = THRESHOLD, progress: bool = False) -> pd.DataFrame:
    """Find the articles that print the same story, and the earliest of each story.

    An article is a copy of an earlier one when they share at least ``threshold`` of the shorter text's sequences of
    four words (*containment*: Broder 1997, *On the resemblance and containment of documents*). Headlines, capitals and
    quotation marks make no difference, nor paragraphs added or cut. Each copy is compared with the earliest article of
    its story, so that stories which change from day to day do not run into one. Sentences that an outlet prints on five
    days or more under different headlines (a copyright line, a newsletter prompt) do not count.

    Candidates share sequences with small hashes; then all sequences of both are compared. The order of rows makes no
    difference.

    Args:
        articles: The ``articles`` table.
        threshold: Least similarity of a copy, above 0 and at most 1.
        progress: Show a progress bar.

    Returns:
        The table ``copies``, one row an article: ``article`` (id), ``cluster`` (the id of its story, which is that of
        the earliest copy), ``similarity`` to the earliest copy (share of the shorter text's sequences, 0 to 1; 1 for
        the earliest itself and for articles without copies or without text) and ``earliest`` (id of the earliest copy:
        by day, then by the time where one is stated; of those without a time a news agency's own first, the others
        last; then by file and record). Stories in the order of their earliest copy, each with its copies in order.

    Raises:
        DatelineError: The threshold is not above 0 and at most 1.

    >>> find_copies(schema.frame("articles")).empty
    True
    """
    _check(threshold)
    order = publication_order(articles)
    with tqdm(total=2 * len(order), desc="Looking for copies", unit=" texts", disable=not progress) as bar:
        texts = _Texts(articles["text"], order, bar)
        standing = find_standing(texts, articles[["headline", "outlet", "published"]].iloc[order])
        earliest, similarity = _assign(texts, standing, threshold=threshold)
    ids = articles["id"].to_numpy(dtype=object)[order]
    first = ids[earliest]
    table = pd.DataFrame({"article": ids, "cluster": first, "similarity": similarity, "earliest": first})
    return schema.conform(table.iloc[np.argsort(earliest, kind="stable")], "copies")


def count_copies(copies: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Describe the stories that several articles print.

    Args:
        copies: The ``copies`` table.
        articles: The ``articles`` table, or those of its rows that the question is about.

    Returns:
        ``cluster``, ``articles`` (how many print the story), ``outlets`` (how many different ones), ``similarity``
        (least, of a copy to the earliest), ``published``, ``outlet`` and ``headline`` (of the first of them), most
        articles first. Stories that only one article prints are left out.
    """
    facts = articles[["id", "outlet", "headline", "published"]]
    joined = copies.merge(facts, left_on="article", right_on="id", how="inner")
    groups = joined.groupby("cluster", sort=False)
    table = groups.agg(articles=("id", "size"), outlets=("outlet", "nunique"), similarity=("similarity", "min"))
    firsts = joined.drop_duplicates("cluster").set_index("cluster")[["published", "outlet", "headline"]]
    several = table.join(firsts)[table["articles"] > 1].reset_index()
    return several.sort_values(["articles", "outlets"], ascending=False, kind="stable", ignore_index=True)


def _check(threshold: float) -> None:
    if not 0 < threshold <= 1:
        raise DatelineError(f"threshold must be above 0 and at most 1 (found: {threshold}).")


def engine_version() -> str:
    """Return an id of what finds copies, so that those that another version found are known to be stale."""
    return folder_id(Path(__file__).parent)


class _Texts:
    """Texts in another order, without a second copy of them in memory; a missing one is empty."""

    def __init__(self, texts: pd.Series, order: Places, bar: Any) -> None:
        self._texts, self._order, self._bar = texts.array, order, bar

    def __getitem__(self, number: int) -> str:
        text = self._texts[self._order[number]]
        return text if isinstance(text, str) else ""

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._order)):
            yield self[number]
            self._bar.update()


def _assign(
    texts: _Texts, standing: Standing, *, threshold: float
) -> tuple[Places, np.ndarray[Any, np.dtype[np.float64]]]:
    """Return for each text the number of its story's earliest, and its similarity to that."""
    sketches = sketch_texts(texts, standing)
    earliest = np.arange(len(sketches.sizes))
    similarity = np.ones(len(earliest))

    @lru_cache(maxsize=2000)
    def shingles(number: int) -> Numbers:
        words = hash_words([texts[number]])
        return np.unique(words.shingles(standing.free(words, number))[0])

    for text, earlier in sorted(find_candidates(sketches, least=DOUBT * threshold).items()):
        firsts = sorted({int(earliest[other]) for other in earlier})
        values = [_similarity(shingles(text), shingles(first)) for first in firsts]
        best = max(values)
        if best >= threshold:
            earliest[text], similarity[text] = firsts[values.index(best)], best
    return earliest, similarity


def _similarity(one: Numbers, other: Numbers) -> float:
    """Return the share of the shorter text's sequences that the other has too; 0 where that is too little to tell."""
    shorter, longer = sorted((len(one), len(other)))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    if shared < LEAST_SHARED or shared < LEAST_OF_LONGER * longer:
        return 0.0
    return shared / shorter
