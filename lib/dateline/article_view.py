"""Looking at one article: its text with everything that was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dateline import schema
from dateline.corpus import Corpus
from dateline.errors import DatelineError, UnknownNameError
from dateline.figures.marked_text import MarkedText, mark_article
from dateline.tagging import tag_articles
from dateline.text import content_id

SHOWN = ("claims", "entities", "times", "topics")


def show(article: str | Mapping[str, Any] | pd.Series | pd.DataFrame, corpus: Corpus | None = None) -> MarkedText:
    """Show an article with its people, organisations, places, times, sources, reporting words and claims marked.

    A mark tells on hover or focus what it was resolved to: the full name, the day, who claims it and when.

    Args:
        article: A row of the ``articles`` table (``corpus.articles.iloc[0]``), an article's id, or a text of your own.
        corpus: The corpus that the article is from, whose tags are shown; without it the article is tagged now.

    Raises:
        UnknownNameError: The corpus has no article of that id.
        DatelineError: It is something else than an article.

    >>> import dateline as dl
    >>> corpus = dl.sample()
    >>> shown = dl.show(corpus.articles.iloc[0], corpus)
    >>> sorted({mark.kind for mark in shown.marks})[:3]
    ['LOC', 'ORG', 'PER']
    """
    row = _row(article, corpus)
    if corpus is not None:
        return mark_article(row, {name: corpus.table(name) for name in SHOWN})
    return mark_article(row, tag_articles(schema.frame("articles", [row])))


def _row(article: Any, corpus: Corpus | None) -> dict[str, Any]:
    if isinstance(article, pd.DataFrame):
        if len(article) != 1:
            raise DatelineError(f"One article can be shown, not {len(article)}. Choose a row: articles.iloc[0]")
        article = article.iloc[0]
    if isinstance(article, str) and corpus is not None:
        found = corpus.articles[corpus.articles["id"] == article]
        if found.empty:
            raise UnknownNameError("article with the id", article, corpus.articles["id"].head(10))
        article = found.iloc[0]
    if isinstance(article, str):
        return {"id": content_id(article), "text": article, "source_record": 1}
    row = dict(article) if isinstance(article, pd.Series | Mapping) else {}
    if not {"id", "text"} <= set(row):
        message = "dl.show expects a row of the articles table, an article's id with its corpus, or a text"
        raise DatelineError(f"{message}; it was given {type(article).__name__}.")
    return row
