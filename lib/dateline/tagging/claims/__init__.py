"""Claims: who says, thinks or wants what, found in two steps: attributions are proposed, then described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.claims.claim import Claim

Propose = Callable[[str, Sequence[Span]], list[Attribution]]


def find_claims(article_id: str, text: str, *, sentences, entities, times, published: date | None) -> list[Claim]:
    return []
