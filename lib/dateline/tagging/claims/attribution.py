"""An attribution as an engine proposes it: spans and how sure it is, nothing more."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source), reporting word (cue) and what (content), as characters of the article.

    Attributes:
        source_spans: Who claims; empty where the text leaves it out.
        cue_spans: The reporting words.
        content_spans: What is claimed.
        confidence: Estimated probability that content and source are right, 0 to 1.
    """

    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    confidence: float
