"""Claims that hold another: whoever makes them passes that other one on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

Holders = Mapping[str, tuple[object, object, tuple[str, ...]]]
"""By its id, for each claim that holds another: its own parent, its source and who passes it on."""


def find_holders(claims: pd.DataFrame) -> Holders:
    """Return what is known of each claim that holds another.

    Args:
        claims: The ``claims`` table, whole.
    """
    holding = claims[claims["id"].isin(set(claims["parent"].dropna()))]
    rows = zip(holding["id"], holding["parent"], holding["source"], holding["via"], strict=True)
    return {claim: (parent, source, tuple(via)) for claim, parent, source, via in rows}


def passed_on_by(parent: object, via: Sequence[str], holders: Holders) -> tuple[str, ...]:
    """Return who passes a claim on, those who speak of it in claims that hold it among them, the outlet's side first.

    Args:
        parent: Id of the claim that it is nested in, if any.
        via: Who its own sentence says passes it on.
        holders: From ``find_holders``.
    """
    chain, seen = list(via), set()
    while isinstance(parent, str) and parent in holders and parent not in seen:
        seen.add(parent)
        parent, source, above = holders[parent]
        chain = [*above, *([source] if isinstance(source, str) else []), *chain]
    return tuple(dict.fromkeys(chain))
