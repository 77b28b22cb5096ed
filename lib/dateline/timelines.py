"""The claim timeline of a corpus with its threads, as notebooks and output cells show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline import schema
from dateline.analysis.claims import readable_claims, select_claims
from dateline.analysis.findings import timeline_caption, timeline_days, timeline_finding
from dateline.analysis.threads.selecting import select_threads
from dateline.analysis.threads.summary import summarise_threads
from dateline.analysis.threads.telling import join_threads
from dateline.corpus import Corpus
from dateline.errors import CorpusError
from dateline.threads_file import load_thread_corrections

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Timeline:
    """A claim timeline: its claims, and what it says of them. An output cell shows it."""

    claims: pd.DataFrame
    finding: str
    caption: str
    lanes: int

    def figure(self) -> Figure:
        """Return the timeline as a matplotlib figure."""
        from dateline.figures.timeline import plot_claim_timeline

        return plot_claim_timeline(self.claims, title=self.finding, caption=self.caption, lanes=self.lanes)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        from dateline.figures.timeline_data import timeline_data
        from dateline.reports.saving import figure_output

        data = timeline_data(self.claims, title=self.finding)
        alt = f"Claim timeline. {self.finding}."
        return figure_output(self.figure(), alt=alt, caption=self.caption, timeline=data)


@dataclass(frozen=True)
class CorpusThreads:
    """The threads of a corpus, or none and the reason.

    Attributes:
        table: The table ``threads``; empty where they were not looked for.
        copies: The table ``copies``, which threads are counted by; None where there are no threads.
        names: What the user calls threads, by their ids.
        missing: A sentence that says why there are none, and what to do; empty where there are.
    """

    table: pd.DataFrame
    copies: pd.DataFrame | None
    names: Mapping[str, str]
    missing: str = ""


def corpus_threads(corpus: Corpus) -> CorpusThreads:
    """Return the threads of a corpus; an older corpus, in which none were looked for, gives none and says so.

    Args:
        corpus: The corpus.
    """
    try:
        table, copies = corpus.threads, corpus.copies
    except CorpusError as error:
        return CorpusThreads(schema.frame("threads"), None, {}, str(error))
    given = load_thread_corrections(corpus.folder).name if corpus.folder else {}
    threads = dict(zip(table["claim"], table["thread"], strict=True))
    return CorpusThreads(table, copies, {threads[claim]: name for claim, name in given.items() if claim in threads})


def timeline(
    corpus: Corpus,
    *,
    sources: Iterable[str] = (),
    outlets: Iterable[str] = (),
    first: date | str | None = None,
    last: date | str | None = None,
    confidence: float = 0.0,
    lanes: int = 12,
) -> Timeline:
    """Show who claimed what, when: a timeline to search, zoom and read, with every claim's sentence and article.

    Args:
        corpus: The corpus.
        sources: Only claims of these sources, see ``select_claims``; empty: all.
        outlets: Only these outlets.
        first: First day.
        last: Last day.
        confidence: Least confidence, 0 to 1.
        lanes: Most sources with a lane of their own in the printed figure.

    Returns:
        A ``Timeline``, with its table as ``claims``; where no script runs, its picture is shown.

    Raises:
        UnknownNameError: A source or outlet fits no claim; the message lists those there are.

    >>> import dateline as dl
    >>> dl.timeline(dl.sample(), sources=["Mira Kaskel"]).finding.startswith("Mira Kaskel makes most claims")
    True
    """
    everything = readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
    chosen = select_claims(everything, sources=sources, outlets=outlets, first=first, last=last, confidence=confidence)
    threads = corpus_threads(corpus)
    summary = summarise_threads(
        threads.table, corpus.claims, corpus.articles, copies=threads.copies, names=threads.names
    )
    several = select_threads(threads.table, everything, size=2)
    placed = timeline_days(join_threads(chosen, several, summary))
    return Timeline(placed, timeline_finding(placed), timeline_caption(placed, everything), lanes)
