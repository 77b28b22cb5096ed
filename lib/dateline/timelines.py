"""The claim timeline of a corpus, as an output cell shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.analysis.claims import readable_claims, select_claims
from dateline.analysis.findings import timeline_caption, timeline_days, timeline_finding
from dateline.corpus import Corpus

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
    placed = timeline_days(chosen)
    return Timeline(placed, timeline_finding(placed), timeline_caption(placed, everything), lanes)
