"""The tables of a corpus that can be exported, and the forms that some kinds of files need them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from dateline.analysis.claims import NO_SOURCE, count_sources, readable_claims, select_claims
from dateline.analysis.source_counts import count_anonymous, count_quoted
from dateline.analysis.sources import network_nodes, source_network
from dateline.corpus import Corpus
from dateline.text import day_text

HEADLINE = 90
"""Letters of a claim in the headline of an event."""


class Tables:
    """The tables of a corpus that can be exported, each made when it is first asked for.

    Args:
        corpus: The corpus, tagged.
        chosen: Which claims: arguments of ``select_claims``.
    """

    def __init__(self, corpus: Corpus, chosen: Mapping[str, Any]) -> None:
        self.corpus = corpus
        everything = readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
        self.readable = select_claims(everything, **chosen)

    @cached_property
    def network(self) -> pd.DataFrame:
        """Who cites whom."""
        corpus = self.corpus
        return source_network(corpus.claims, corpus.articles, among=self.readable["claim"], aliases=corpus.aliases)

    def table(self, what: str) -> pd.DataFrame:
        """Return a table by its name in ``WHAT``."""
        return WHAT[what][1](self)

    def events(self, what: str) -> pd.DataFrame:
        """Return claims as events for ``to_timelinejs``."""
        claims = self._with_address()
        named = claims["source"] != NO_SOURCE
        says = claims["source"].where(named, "Not named") + ": " + claims["content"].map(_short)
        return pd.DataFrame(
            {
                "id": claims["claim"],
                "first": claims["said_first"],
                "last": claims["said_last"],
                "headline": says,
                "text": claims["content"],
                "note": [_note(row) for row in claims.to_dict("records")],
                "url": claims["url"],
                "group": claims["source"].where(named),
            }
        )

    def claims(self, what: str) -> pd.DataFrame:
        """Return claims for ``to_claimreview``."""
        table = self.readable
        return pd.DataFrame(
            {
                "id": table["claim"],
                "text": table["content"],
                "author": table["source"].where(table["source"] != NO_SOURCE),
                "author_kind": table["source_kind"],
                "said": table["said_first"].where(table["said_first"] == table["said_last"]),
            }
        )

    def appearances(self, what: str) -> pd.DataFrame:
        """Return where claims appear, for ``to_claimreview``."""
        columns = ["id", "headline", "url", "outlet", "published", "language"]
        return self._with_address().rename(columns={"claim": "id"})[columns].assign(first=False)

    def _with_address(self) -> pd.DataFrame:
        """Return the claims with the address and the language of their articles."""
        articles = self.corpus.articles[["id", "url", "language"]].rename(columns={"id": "article"})
        return self.readable.merge(articles, on="article", how="left")


def _short(content: str) -> str:
    return content if len(content) <= HEADLINE else content[: HEADLINE - 2].rstrip() + " …"


def _note(row: Mapping[Any, Any]) -> str:
    """Return where a claim stands, and how it is said."""
    outlet = row["outlet"] if isinstance(row["outlet"], str) else "Outlet not known"
    published = "" if pd.isna(row["published"]) else f", {day_text(row['published'])}"
    headline = f": {row['headline']}" if isinstance(row["headline"], str) else ""
    via = f" Via {row['via']}." if row["via"] else ""
    return f"{outlet}{published}{headline}. Quotation: {row['quotation']}; {row['certainty']}.{via}"


WHAT: Mapping[str, tuple[str, Callable[[Tables], pd.DataFrame]]] = {
    "claims": ("every claim with its words, sentence, outlet and day", lambda tables: tables.readable),
    "sources": ("claims counted by source", lambda tables: count_sources(tables.readable)),
    "network": ("who cites whom", lambda tables: tables.network),
    "nodes": ("everyone in the network", lambda tables: network_nodes(tables.network)),
    "anonymous": ("anonymous sources by outlet", lambda tables: count_anonymous(tables.readable)),
    "quoted": ("whom each outlet quotes, directly or not", lambda tables: count_quoted(tables.readable)),
}
"""What can be exported: what it is, and how it is made."""
