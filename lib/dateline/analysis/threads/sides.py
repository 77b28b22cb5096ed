"""Two claims side by side: who says it, where, when, in which sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dateline.analysis.claims import NO_SOURCE, readable_claims
from dateline.analysis.threads.facts import Fact

SIDES = ("one", "other")


def side_columns() -> dict[str, str]:
    """Return the columns of both sides with their types."""
    of_side = {"claim": "str", "source": "str", "outlet": "str", "day": "datetime64[us]", "sentence": "str"}
    return {f"{side}_{name}": kind for side in SIDES for name, kind in of_side.items()}


def both_sides(
    pairs: Sequence[tuple[Mapping[str, Any], Fact, Fact]],
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Return a row for each pair of claims: what is said of both, then each side.

    Args:
        pairs: What is said of both, the first claim, the second.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        sentences: The ``sentences`` table.
        names: Columns of the result with their types.
    """
    wanted = {fact.claim for _, *facts in pairs for fact in facts}
    shown = claims[claims["id"].isin(wanted)]
    readable = readable_claims(shown, articles[articles["id"].isin(shown["article"])], sentences=sentences)
    sentence = dict(zip(readable["claim"], readable["sentence"], strict=True))
    rows = []
    for about, *facts in pairs:
        row = dict(about)
        for side, fact in zip(SIDES, facts, strict=True):
            values = (fact.claim, fact.source or NO_SOURCE, fact.outlet, fact.day, sentence[fact.claim])
            row |= dict(
                zip((f"{side}_{n}" for n in ("claim", "source", "outlet", "day", "sentence")), values, strict=True)
            )
        rows.append(row)
    return pd.DataFrame(rows, columns=list(names)).astype(dict(names)).reset_index(drop=True)
