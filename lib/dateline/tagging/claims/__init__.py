"""Claims: who says, thinks or wants what, found in two steps: attributions are proposed, then described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.claim import Claim
from dateline.tagging.claims.dating import TimeSpan
from dateline.tagging.claims.describing import describe
from dateline.tagging.claims.mentions import Name
from dateline.tagging.claims.proposing import propose_by_rules

__all__ = ["Attribution", "Claim", "Propose", "find_claims", "propose_by_rules"]

Propose = Callable[[str, Sequence[Span]], list[Attribution]]
"""An engine that finds attributions: text and sentences in, source, cue and content spans out."""


def find_claims(
    article_id: str,
    text: str,
    *,
    sentences: Sequence[Span],
    entities: Sequence[Name],
    times: Sequence[TimeSpan],
    published: date | None,
    propose: Propose = propose_by_rules,
) -> list[Claim]:
    """Find the claims of an article: who says, thinks or wants what, when, and through whom.

    Args:
        article_id: Id of the article; the claims' ids depend on it.
        text: The whole article.
        sentences: Its sentences as [start, end), in order (``find_sentences``).
        entities: Its names (``find_entities``).
        times: Its time expressions (``find_times``).
        published: Day of publication; None leaves undated what the text does not date.
        propose: The engine that finds attributions.

    Returns:
        Claims in the order of their contents, none twice.

    >>> text = 'Ana Ruiz said the dam would hold.'
    >>> claim, = find_claims("a", text, sentences=[(0, 33)], entities=[], times=[], published=None)
    >>> claim.source, claim.cue, text[slice(*claim.content_spans[0])]
    ('Ana Ruiz', 'say', 'the dam would hold')
    """
    return describe(
        article_id,
        text,
        propose(text, sentences),
        sentences=sentences,
        entities=entities,
        times=times,
        published=published,
    )
