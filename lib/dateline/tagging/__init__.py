"""Articles in, tags out: sentences, entities, times, claims and topics, each by one engine behind one function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dateline import schema
from dateline.tagging.claims import find_claims
from dateline.tagging.entities import find_entities
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences
from dateline.tagging.times import find_times
from dateline.tagging.topics import Topics, find_topics
from dateline.text import folder_id

NUMERIC_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d{2})(?![\d/.\-])")
LARGEST_MONTH = 12
LANGUAGES = ("en",)
"""What the engines for times, entities and claims are made for; texts of unknown language are read as these."""


def tag_articles(
    articles: pd.DataFrame,
    *,
    topics: Topics | None = None,
    day_first: bool | Mapping[str, bool] | None = None,
    progress: bool = False,
) -> dict[str, pd.DataFrame]:
    """Find sentences, entities, times, claims and topics in articles.

    Args:
        articles: The ``articles`` table; only ``id``, ``text``, ``outlet``, ``authors``, ``language`` and
            ``published`` are used.
        topics: A keyword dictionary from ``load_topics``; without it the ``topics`` table is empty.
        day_first: How to read 12/06/2021: True for 12 June, False for December 6, or a mapping from outlet to either.
            None lets each outlet's own unambiguous dates decide (see ``day_order``).
        progress: Show a progress bar.

    Returns:
        The tables ``sentences``, ``entities``, ``times``, ``claims`` and ``topics`` by name, with the columns that
        ``dateline.schema`` declares, rows in the order of ``articles``, then of their characters.

    An article whose language is known and is not English gets sentences and topics only (see ``unread``).

    >>> import dateline as dl
    >>> articles = dl.sample().articles.head(1)
    >>> sorted(dl.tag_articles(articles))
    ['claims', 'entities', 'sentences', 'times', 'topics']
    """
    orders = day_first if isinstance(day_first, Mapping) else day_order(articles)
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in schema.TAGS}
    for article in _bar(articles, progress=progress):
        order = day_first if isinstance(day_first, bool) else orders.get(_known(article.outlet) or "", False)
        for table, found in _tag(article, topics=topics, day_first=order).items():
            rows[table] += found
    return {table: schema.frame(table, found) for table, found in rows.items()}


def _tag(article: Any, *, topics: Topics | None, day_first: bool) -> dict[str, list[tuple[Any, ...]]]:
    key, text = article.id, article.text if isinstance(article.text, str) else ""
    sentences = find_sentences(text)
    rows: dict[str, list[tuple[Any, ...]]] = {"sentences": [(key, *span) for span in sentences]}
    if topics is not None:
        rows["topics"] = [(key, *astuple(topic)) for topic in find_topics(text, topics)]
    if not _readable(article.language):
        return rows
    published: date | None = None if pd.isna(article.published) else article.published.date()
    entities = find_entities(text)
    times = find_times(text, published=published, day_first=day_first)
    authors = [] if article.authors is None else list(article.authors)
    claims = find_claims(
        key,
        text,
        sentences=sentences,
        entities=entities,
        times=times,
        published=published,
        propose=propose,
        authors=authors,
    )
    rows["entities"] = [(key, e.start, e.end, e.kind, e.name, e.place_id) for e in entities]
    rows["times"] = [(key, t.start, t.end, t.type, t.value, t.first, t.last, t.basis, t.mod or None) for t in times]
    rows["claims"] = [tuple(getattr(claim, column.name) for column in schema.columns("claims")) for claim in claims]
    return rows


def unread(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles that the engines do not read because their language is known and is not English."""
    return articles[[not _readable(language) for language in articles["language"]]]


def day_order(articles: pd.DataFrame) -> dict[str, bool]:
    """Return for each outlet whether its numeric dates put the day first, judged by those that can be read one way.

    An outlet without such a date is left out; where both orders occur, the commoner one counts.
    """
    return decide_order(day_votes(articles))


def day_votes(articles: pd.DataFrame) -> Counter[str]:
    """Count for each outlet how many more numeric dates put the day first than last; those of parts add up.

    Args:
        articles: The ``articles`` table, for ``outlet`` and ``text``.
    """
    votes: Counter[str] = Counter()
    for outlet, text in zip(articles["outlet"], articles["text"], strict=True):
        for match in NUMERIC_DATE.finditer(text if isinstance(text, str) else ""):
            first, second = int(match[1]), int(match[2])
            votes[_known(outlet) or ""] += (first > LARGEST_MONTH >= second) - (second > LARGEST_MONTH >= first)
    return votes


def decide_order(votes: Mapping[str, int]) -> dict[str, bool]:
    """Return for each outlet with a majority whether it puts the day first, from the votes of ``day_votes``."""
    return {outlet: total > 0 for outlet, total in votes.items() if total}


def engine_version() -> str:
    """Return a hash of the tagging engines' own files, so that tags made by other engines are known to be stale."""
    return folder_id(Path(__file__).parent)


def _readable(language: Any) -> bool:
    known = _known(language)
    return known is None or known.lower().split("-")[0] in LANGUAGES


def _known(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _bar(articles: pd.DataFrame, *, progress: bool) -> Iterator[Any]:
    from tqdm import tqdm

    rows = articles[["id", "text", "outlet", "authors", "language", "published"]].itertuples(index=False)
    yield from tqdm(rows, total=len(articles), desc="Tagging", unit=" articles", disable=not progress)
