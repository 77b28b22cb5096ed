"""Claims: who says, thinks or wants what, found in two steps: attributions are proposed, then described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.claim import Claim
from dateline.tagging.claims.describing import describe
from dateline.tagging.claims.mentions import EntityLike
from dateline.tagging.claims.saying import TimeLike

__all__ = ["Attribution", "Claim", "Propose", "Span", "describe", "find_claims"]

Propose = Callable[[str, Sequence[Span]], Sequence[Attribution]]
"""An engine that proposes attributions: from the text of an article and its sentences."""


def find_claims(
    article_id: str,
    text: str,
    *,
    sentences: Sequence[Span],
    entities: Sequence[EntityLike],
    times: Sequence[TimeLike],
    published: date | None,
    propose: Propose,
    authors: Sequence[str] = (),
) -> list[Claim]:
    """Find who says, thinks or wants what in an article.

    Args:
        article_id: Id of the article; the ids of its claims depend on it.
        text: The whole article.
        sentences: Its sentences as [start, end), in order.
        entities: Its names (``start``, ``end``, ``kind``, ``name``).
        times: Its time expressions (``start``, ``end``, ``type``, ``first``, ``last``).
        published: Day of publication; None where it is not known, and no day is assumed then.
        propose: The engine that proposes attributions.
        authors: Names in the byline: where there is one, "I" outside of quotations is that person.

    Returns:
        Claims in the order of their contents, none twice; fields are the columns of the ``claims`` table.

    >>> text = "Ana Ruiz said the bridge was safe."
    >>> from dateline.tagging.relays import propose
    >>> claims = find_claims(
    ...     "a", text, sentences=[(0, len(text))], entities=[], times=[], published=None, propose=propose
    ... )
    >>> [(claim.source, claim.cue, claim.cue_kind) for claim in claims]
    [('Ana Ruiz', 'say', 'states')]
    """
    proposed = propose(text, sentences)
    return describe(
        article_id,
        text,
        attributions=proposed,
        sentences=sentences,
        entities=entities,
        times=times,
        published=published,
        authors=authors,
    )
