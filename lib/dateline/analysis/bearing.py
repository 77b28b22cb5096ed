"""Which claims bear a topic or a place: by what stands in their sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from dateline.errors import UnknownNameError


def claims_on(
    claims: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    topics: Iterable[str] = (),
    places: Iterable[str] = (),
    topic_tags: pd.DataFrame | None = None,
    entities: pd.DataFrame | None = None,
) -> pd.Series:
    """Return the ids of the claims on a topic and a place: where a sentence that the claim touches bears it.

    Args:
        claims: The ``claims`` table.
        sentences: The ``sentences`` table.
        topics: Topics; a claim that bears one of them fits. None given restricts nothing.
        places: Names of places, in any case; a claim that bears one of them fits. None given restricts nothing.
        topic_tags: The ``topics`` table; needed for ``topics``.
        entities: The ``entities`` table; needed for ``places``.

    Raises:
        UnknownNameError: A topic or place occurs nowhere; the message lists those that occur (of places the commonest).
    """
    chosen = pd.Series(True, index=claims.index)
    if wanted := list(topics):
        tags = _empty() if topic_tags is None else topic_tags
        _check("topic", wanted, tags["topic"])
        chosen &= _touched(claims, tags[tags["topic"].isin(wanted)], sentences)
    if wanted := list(places):
        tags = _empty() if entities is None else entities[entities["kind"] == "LOC"]
        names = tags["name"].str.casefold()
        _check("place", wanted, tags["name"], names)
        chosen &= _touched(claims, tags[names.isin([name.casefold() for name in wanted])], sentences)
    return claims.loc[chosen, "id"].reset_index(drop=True)


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in ("article", "topic", "name", "start", "end")})


def _check(kind: str, wanted: Sequence[str], shown: pd.Series, known: pd.Series | None = None) -> None:
    names = set(shown if known is None else known)
    for name in wanted:
        if (name if known is None else name.casefold()) not in names:
            raise UnknownNameError(kind, name, shown.value_counts().head(20).index)


def _touched(claims: pd.DataFrame, tags: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """Tell for each claim whether a tag stands in a sentence that the claim touches."""
    places = {str(key): sorted(rows) for key, rows in tags.groupby("article")["start"]}
    near = sentences[sentences["article"].isin(places)]
    bounds = {str(key): (rows["start"].tolist(), rows["end"].tolist()) for key, rows in near.groupby("article")}
    return pd.Series(list(_touching(claims, places, bounds)), index=claims.index, dtype=bool)


def _touching(
    claims: pd.DataFrame, places: dict[str, list[int]], bounds: dict[str, tuple[list[int], list[int]]]
) -> Iterator[bool]:
    columns = (claims[name] for name in ("article", "source_spans", "cue_spans", "content_spans"))
    for article, *roles in zip(*columns, strict=True):
        found = places.get(article)
        if not found:
            yield False
            continue
        spans = [span for role in roles for span in role]
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        starts, ends = bounds.get(article, ([], []))
        if (here := bisect_right(starts, first) - 1) >= 0:
            first = min(first, starts[here])
        if (there := bisect_left(starts, last) - 1) >= 0:
            last = max(last, ends[there])
        yield bisect_left(found, first) < bisect_left(found, last)
