"""The tables of a corpus that can be exported, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from dateline.analysis.claims import count_sources, readable_claims, select_claims
from dateline.analysis.relays import thread_relays
from dateline.analysis.source_counts import count_anonymous, count_quoted
from dateline.analysis.sources import network_nodes, source_network
from dateline.analysis.threads.selecting import select_threads
from dateline.analysis.threads.summary import summarise_threads
from dateline.corpus import Corpus
from dateline.errors import CorpusError
from dateline.timelines import corpus_threads


class Tables:
    """Tables of a corpus, restricted to some of its claims.

    Args:
        corpus: The corpus, tagged.
        chosen: Which claims: arguments of ``select_claims``. Of threads, those that one of these claims belongs to.
    """

    def __init__(self, corpus: Corpus, chosen: Mapping[str, Any]) -> None:
        self.corpus = corpus
        self._everything = readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
        self.readable = select_claims(self._everything, **chosen)

    @cached_property
    def network(self) -> pd.DataFrame:
        """Who cites whom."""
        corpus = self.corpus
        return source_network(corpus.claims, corpus.articles, among=self.readable["claim"], aliases=corpus.aliases)

    @cached_property
    def threads(self) -> pd.DataFrame:
        """The table ``threads``, without claims that stand alone.

        Raises:
            CorpusError: Threads have not been looked for.
        """
        return select_threads(self.corpus.threads, self._everything, size=2, among=self.readable["claim"])

    @cached_property
    def summary(self) -> pd.DataFrame:
        """A row for each thread: who said it first, who only repeats it, how many stand behind it."""
        corpus = self.corpus
        return summarise_threads(
            self.threads, corpus.claims, corpus.articles, copies=self._copies, names=corpus_threads(corpus).names
        )

    @cached_property
    def relays(self) -> pd.DataFrame:
        """Who passes on whose claims within threads."""
        corpus = self.corpus
        return thread_relays(self.threads, corpus.claims, corpus.articles, copies=self._copies, aliases=corpus.aliases)

    @property
    def _copies(self) -> pd.DataFrame | None:
        try:
            return self.corpus.copies
        except CorpusError:
            return None

    def readable_of(self, claims: pd.Series) -> pd.DataFrame:
        """Return claims in words by their ids, in that order."""
        return self._everything.set_index("claim").loc[claims].reset_index()

    def of_articles(self, articles: pd.Series, column: str) -> pd.Series:
        """Return a column of articles by their ids, in that order."""
        return articles.map(self.corpus.articles.set_index("id")[column])

    def table(self, what: str) -> pd.DataFrame:
        """Return a table by its name in ``WHAT``."""
        return WHAT[what](self)


WHAT: Mapping[str, Callable[[Tables], pd.DataFrame]] = {
    "claims": lambda tables: tables.readable,
    "sources": lambda tables: count_sources(tables.readable),
    "network": lambda tables: tables.network,
    "nodes": lambda tables: network_nodes(tables.network),
    "anonymous": lambda tables: count_anonymous(tables.readable),
    "quoted": lambda tables: count_quoted(tables.readable),
    "threads": lambda tables: tables.summary,
    "relays": lambda tables: tables.relays,
}
"""What can be exported; the command's help says what each is."""
NEED_THREADS = ("threads", "relays")
