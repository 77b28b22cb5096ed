"""Concordance: every place where a word, phrase or regular expression occurs, with what stands around it (KWIC)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dateline.analysis import concordance_view as view
from dateline.analysis.intervals import wilson
from dateline.analysis.periods import PERIODS, group_articles
from dateline.analysis.phrases import Spans, find_phrase, find_regex
from dateline.analysis.streaming import published_within, read_day, stream_articles
from dateline.errors import DatelineError, UnknownNameError
from dateline.text import WORD

ORDERS = ("article", "left", "right")
LINE = ("article", "start", "end", "left", "match", "right", "outlet", "published", "headline", "url")
FACTS = ("id", "outlet", "published", "headline", "url")
SORTED_BY = 120
"""Characters beside a hit whose words decide its place, whatever the width shown."""
MOST_SHOWN = 200
"""Lines that a concordance shows of itself; the table may have more."""


class Line(NamedTuple):
    """A hit with what stands around it."""

    article: str
    start: int
    end: int
    left: str
    match: str
    right: str
    outlet: str | None
    published: Any
    headline: str | None
    url: str | None


class Question(NamedTuple):
    """What is looked for, and how it is shown."""

    pattern: str
    regex: bool
    spans: Spans
    passing: str
    sort: str
    width: int
    limit: int | None
    first: pd.Timestamp | None
    last: pd.Timestamp | None


def concordance(
    corpus: Any,
    pattern: str,
    *,
    regex: bool = False,
    ignore_case: bool = True,
    whole_words: bool = True,
    sort: str = "article",
    width: int = 60,
    limit: int | None = 50,
    first: date | str | None = None,
    last: date | str | None = None,
) -> Concordance:
    """Find a word, phrase or regular expression in the articles' texts, and show what stands before and after it.

    Articles are read only until the lines that are asked for are found; ``hits`` and ``counts`` read all of them.

    Args:
        corpus: A corpus, whose articles are read from its folder part by part, or an ``articles`` table.
        pattern: A word or phrase. Any white space may lie between its words; ``*`` stands for any letters within a word
            ("cease*"), and alone for a word ("state of *"). Hits that overlap are all there.
        regex: The pattern is a regular expression, as the package ``regex`` reads it; matches do not overlap.
        ignore_case: Take capitals and small letters for the same (Unicode case folding).
        whole_words: Find a phrase in whole words only; a regular expression says so itself, by ``\\b``.
        sort: Order of the lines: "article" (as the articles come), "left" or "right" (by the words before or after the
            hit, from the hit outward, in small letters).
        width: Characters to show before and after a hit; words that are cut are left out.
        limit: Number of lines; None for all.
        first: First day of publication; articles without a day are then left out. None for no limit.
        last: Last day of publication.

    Returns:
        The concordance: shown as lines in a notebook and as text; ``table`` has them as a DataFrame, ``hits`` and
        ``articles`` count all, ``counts(by)`` by outlet or period.

    Raises:
        DatelineError: The pattern, width or limit makes no sense.
        UnknownNameError: There is no such order.

    >>> import dateline as dl
    >>> found = dl.concordance(dl.sample(), "evacuat*", sort="right", limit=3)
    >>> found["match"].tolist()
    ['evacuated', 'evacuated', 'evacuated']
    """
    if sort not in ORDERS:
        raise UnknownNameError("order", sort, ORDERS)
    if width < 0 or (limit is not None and limit < 0):
        raise DatelineError(f"width and limit must be 0 or more (found: {width} and {limit}).")
    if regex:
        spans, passing = find_regex(pattern, ignore_case=ignore_case), ""
    else:
        spans, passing = find_phrase(pattern, ignore_case=ignore_case, whole_words=whole_words)
    days = read_day(first), read_day(last)
    return Concordance(corpus, Question(pattern, regex, spans, passing, sort, width, limit, *days))


class Concordance:
    """The lines of a concordance, and how many hits there are.

    Args:
        corpus: A corpus or an ``articles`` table.
        question: What is looked for.
    """

    def __init__(self, corpus: Any, question: Question) -> None:
        self.question = question
        self._corpus = corpus
        self._tally: pd.DataFrame | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The lines.

        ``article`` (id), ``start`` and ``end`` (characters of its text), ``left``, ``match`` and ``right`` (on one line
        each), ``outlet``, ``published``, ``headline`` and ``url``.
        """
        sort, limit, lines = self.question.sort, self.question.limit, self._lines()
        if sort == "article":
            return _frame([line for _, line in islice(lines, limit)])
        keyed = ((_key(sort, text, line), number, line) for number, (text, line) in enumerate(lines))
        first = sorted(keyed) if limit is None else heapq.nsmallest(limit, keyed)
        return _frame([line for _, _, line in first])

    @property
    def tally(self) -> pd.DataFrame:
        """Each article that was asked: ``article`` (id), ``outlet``, ``published``, ``hits``."""
        self.count()
        assert self._tally is not None
        return self._tally

    @property
    def hits(self) -> int:
        """Number of hits in all articles, those not among the lines too."""
        return int(self.tally["hits"].sum())

    @property
    def articles(self) -> int:
        """Number of articles with a hit."""
        return int(self.tally["hits"].gt(0).sum())

    @property
    def counted(self) -> bool:
        """Whether all articles have been searched, so that the counts are known at once."""
        return self._tally is not None

    def counts(self, by: str) -> pd.DataFrame:
        """Return how many hits there are by outlet or period.

        Args:
            by: "outlet", "day", "week" or "month".

        Returns:
            The group under the name of ``by`` (of a period its first day; missing where unknown, last), ``hits``,
            ``articles`` (number with a hit), ``total`` (all articles), ``share`` (their ratio, 0 to 1), ``low`` and
            ``high`` (its 95 % Wilson interval). Periods without articles have zeros and missing shares.

        Raises:
            UnknownNameError: There is no such grouping.
        """
        if by not in (known := ("outlet", *PERIODS)):
            raise UnknownNameError("grouping", by, known)
        groups, order = group_articles(self.tally.rename(columns={"article": "id"}), by)
        places = {None if pd.isna(name) else name: number for number, name in enumerate(order)}
        place = np.array([places[None if pd.isna(name) else name] for name in groups], dtype="int64")
        hits = self.tally["hits"].to_numpy()
        sums = [np.bincount(place, weights, len(order)).astype("int64") for weights in (hits, hits > 0, None)]
        low, high = wilson(sums[1], sums[2])
        share = sums[1] / np.where(sums[2] > 0, sums[2], np.nan)
        kind = "str" if by == "outlet" else "datetime64[us]"
        numbers = dict(zip(("hits", "articles", "total"), sums, strict=True))
        return pd.DataFrame({by: pd.Series(order, dtype=kind), **numbers, "share": share, "low": low, "high": high})

    def count(self) -> None:
        """Search all articles, so that the counts are known."""
        if self._tally is None:
            for _ in self._found():
                pass

    def to_text(self, width: int = 100, *, mark: Callable[[str], str] = str) -> str:
        """Return the lines as aligned text of so many columns; ``mark`` changes each hit, such as to bold."""
        return view.to_text(self.table, width, mark=mark)

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, column: Any) -> Any:
        return self.table[column]

    def __repr__(self) -> str:
        lines = self.table.head(MOST_SHOWN)
        return f"{self.summary(len(lines))}\n{view.to_text(lines, 100)}".rstrip()

    def _repr_html_(self) -> str:
        lines = self.table.head(MOST_SHOWN)
        return view.to_html(lines, caption=self.summary(len(lines)))

    def summary(self, lines: int | None = None) -> str:
        """Say what was looked for and how much of it is shown: so many lines, or all of the table."""
        lines, counts = len(self.table) if lines is None else lines, None
        if self.counted:
            counts = (self.hits, self.articles, len(self.tally))
        return view.summary(self.question.pattern, lines, sort=self.question.sort, counts=counts)

    def _lines(self) -> Iterator[tuple[str, Line]]:
        """Yield each hit's text and line, in the order of the articles."""
        for text, about, spans in self._found():
            [facts] = about.to_pylist()
            for start, end in spans:
                yield text, _line(text, start, end, facts=facts, width=self.question.width)

    def _found(self) -> Iterator[tuple[str, pa.Table, list[tuple[int, int]]]]:
        """Yield each article with a hit: its text, a row of facts, and spans; after the last the tally is known."""
        done: list[pa.Table] = []
        for batch in stream_articles(self._corpus, ("text", *FACTS)):
            chosen = published_within(batch, self.question.first, self.question.last)
            hits = np.zeros(len(chosen), dtype="int64")
            texts, rest = chosen.column("text"), chosen.select(FACTS)
            for row in _candidates(texts, self.question.passing):
                text = texts[row].as_py()
                if spans := self.question.spans(text):
                    hits[row] = len(spans)
                    yield text, rest.slice(row, 1), spans
            done.append(chosen.select(("id", "outlet", "published")).append_column("hits", pa.array(hits)))
        if self._tally is None:
            self._tally = _tallied(done)


def _candidates(texts: pa.ChunkedArray, passing: str) -> list[int]:
    """Return the rows whose text can have a hit; the filter never leaves out one that has."""
    try:
        passed = pc.match_substring_regex(texts, passing) if passing else pc.is_valid(texts)
    except pa.ArrowInvalid:
        # The filter is larger than RE2 takes.
        passed = pc.is_valid(texts)
    rows: list[int] = pc.indices_nonzero(pc.fill_null(passed, False)).to_pylist()
    return rows


def _tallied(tables: list[pa.Table]) -> pd.DataFrame:
    names = {"id": "article", "outlet": "outlet", "published": "published", "hits": "hits"}
    kinds = {"article": "str", "outlet": "str", "published": "datetime64[us]", "hits": "int64"}
    frame = pa.concat_tables(tables).to_pandas() if tables else pd.DataFrame(columns=list(names))
    return frame.rename(columns=names).astype(kinds)


def _line(text: str, start: int, end: int, *, facts: dict[str, Any], width: int) -> Line:
    # White space becomes one blank each, so more is taken than is shown.
    left = " ".join(f"|{text[max(start - 2 * width - 20, 0) : start]}|".split())[1:-1]
    right = " ".join(f"|{text[end : end + 2 * width + 20]}|".split())[1:-1]
    article, *about = (facts[name] for name in FACTS)
    before, after = view.cut_left(left, width), view.cut_right(right, width)
    return Line(article, start, end, before, " ".join(text[start:end].split()), after, *about)


def _key(side: str, text: str, line: Line) -> list[str]:
    """Return the words beside a hit, from the hit outward."""
    if side == "right":
        return WORD.findall(text[line.end : line.end + SORTED_BY].casefold())
    return WORD.findall(text[max(line.start - SORTED_BY, 0) : line.start].casefold())[::-1]


def _frame(lines: list[Line]) -> pd.DataFrame:
    kinds = {"start": "int64", "end": "int64", "published": "datetime64[us]"}
    table = pd.DataFrame(lines, columns=list(LINE))
    return table.astype({name: kinds.get(name, "str") for name in LINE})
