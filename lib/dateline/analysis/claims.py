"""Claims as a person reads them: with their words, sentence, outlet and day; chosen by source, outlet and period."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dateline.analysis.selection import check_outlets
from dateline.errors import DatelineError, UnknownNameError

Spans = Sequence[Sequence[int]]
NO_SOURCE = "(not named)"
MONTH = pd.Timedelta(days=31)
READABLE = (
    "claim",
    "said_first",
    "said_last",
    "said_basis",
    "source",
    "source_kind",
    "named_as",
    "via",
    "cue",
    "cue_kind",
    "content",
    "quotation",
    "certainty",
    "confidence",
    "outlet",
    "headline",
    "published",
    "sentence",
    "article",
    "url",
)


def lacks_day(claims: pd.DataFrame) -> pd.Series:
    """Tell which claims were said some time in more than a month, so that no day of it counts as theirs.

    Args:
        claims: A table with ``said_first`` and ``said_last``.
    """
    return claims["said_last"] - claims["said_first"] > MONTH


def readable_claims(claims: pd.DataFrame, articles: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Put claims into words: one row a claim, with its text, its sentence and its article.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table of the same corpus.
        sentences: The ``sentences`` table of the same corpus.

    Returns:
        ``claim`` (id), ``said_first``, ``said_last``, ``said_basis``, ``source`` ("(not named)" where the text names
        none), ``source_kind``, ``named_as`` (the words that name it), ``via`` (joined by "; "), ``cue``, ``cue_kind``,
        ``content``, ``quotation``, ``certainty``, ``confidence``, ``outlet``, ``headline``, ``published``,
        ``sentence`` (all sentences that the claim touches), ``article`` (id) and ``url`` (its address), in the order of
        ``claims``.

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> claims = dl.readable_claims(c.claims, c.articles, sentences=c.sentences)
    >>> len(claims) == len(c.claims)
    True
    """
    joined = claims.merge(
        articles[["id", "text", "outlet", "headline", "published", "url"]], left_on="article", right_on="id", how="left"
    )
    bounds = {str(key): (rows["start"].tolist(), rows["end"].tolist()) for key, rows in sentences.groupby("article")}
    texts = joined["text"]
    return pd.DataFrame(
        {
            "claim": joined["id_x"],
            "source": joined["source"].fillna(NO_SOURCE),
            "named_as": _words(texts, joined["source_spans"]),
            "via": pd.Series(["; ".join(via) for via in joined["via"]], dtype="str"),
            "content": _words(texts, joined["content_spans"]),
            "sentence": pd.Series([_sentence(row, bounds) for row in joined.itertuples()], dtype="str"),
            **{name: joined[name] for name in READABLE if name in joined and name not in {"source", "via"}},
        }
    )[list(READABLE)]


def words(text: str, spans: Spans) -> str:
    """Return the characters that spans cover, on one line; an ellipsis stands for what lies between."""
    return " ".join(" … ".join(text[start:end] for start, end in spans).split())


def _words(texts: pd.Series, spans: pd.Series) -> pd.Series:
    return pd.Series([words(text, found) for text, found in zip(texts, spans, strict=True)], dtype="str")


def _sentence(row: Any, bounds: dict[str, tuple[list[int], list[int]]]) -> str:
    spans = [*row.source_spans, *row.cue_spans, *row.content_spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    starts, ends = bounds.get(row.article, ([], []))
    here = bisect_right(starts, first) - 1
    if here >= 0 and ends[here] > first:
        first = starts[here]
    there = bisect_right(starts, last - 1) - 1
    if there >= 0:
        last = max(last, ends[there])
    return words(row.text, [[first, last]])


def select_claims(
    readable: pd.DataFrame,
    *,
    sources: Iterable[str] = (),
    outlets: Iterable[str] = (),
    articles: Iterable[str] | None = None,
    among: Iterable[str] | None = None,
    first: date | str | None = None,
    last: date | str | None = None,
    confidence: float = 0.0,
) -> pd.DataFrame:
    """Choose claims by source, outlet, article, id, period and confidence; what is not given does not restrict.

    Args:
        readable: The table from ``readable_claims``.
        sources: Names. One fits a source that bears it as a whole word or words, in its canonical name or in the words
            that the article uses, in any case ("ISW" fits "ISW analysts"), or whose initials it is.
        outlets: Outlets, spelt as in the table.
        articles: Ids of articles, such as those that ``select_articles`` leaves when each story counts once.
        among: Ids of claims, such as those on a topic or at a place that ``claims_on`` finds.
        first: First day, as a date or as text ("2025-03-04"); empty text restricts nothing. Claims without a day are
            left out when ``first`` or ``last`` is given.
        last: Last day.
        confidence: Least confidence, 0 to 1.

    Returns:
        The rows that fit, with the columns of ``readable``.

    Raises:
        UnknownNameError: A source or outlet fits no claim; the message lists those there are.
        DatelineError: A day is not written as 2025-03-04.

    >>> import dateline as dl
    >>> c = dl.sample()
    >>> claims = dl.readable_claims(c.claims, c.articles, sentences=c.sentences)
    >>> dl.select_claims(claims, sources=["Mira Kaskel"], first="2025-03-20")["outlet"].nunique()
    3
    """
    chosen = readable["confidence"] >= confidence
    if wanted := list(outlets):
        check_outlets(wanted, readable["outlet"])
        chosen &= readable["outlet"].isin(wanted)
    if articles is not None:
        chosen &= readable["article"].isin(list(articles))
    if among is not None:
        chosen &= readable["claim"].isin(list(among))
    if names := list(sources):
        chosen &= _named(readable, names)
    if first:
        chosen &= readable["said_last"] >= _day(first)
    if last:
        chosen &= readable["said_first"] <= _day(last)
    return readable[chosen].reset_index(drop=True)


def _day(value: date | str) -> pd.Timestamp:
    try:
        return pd.Timestamp(value if isinstance(value, date) else date.fromisoformat(value.strip()))
    except ValueError:
        raise DatelineError(f'"{value}" is no day. Write it as 2025-03-04.') from None


def _named(readable: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    fits = pd.Series(False, index=readable.index)
    for name in names:
        whole = re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)", re.IGNORECASE)
        found = readable["source"].str.contains(whole) | readable["named_as"].str.contains(whole)
        found |= readable["source"].map(initials) == name.strip()
        if not found.any():
            commonest = readable.loc[readable["source"] != NO_SOURCE, "source"].value_counts().head(20)
            raise UnknownNameError("source", name, commonest.index)
        fits |= found
    return fits


def initials(name: str) -> str:
    """Return the initials of a name's capitalised words: ISW for Institute for the Study of War."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def count_sources(readable: pd.DataFrame) -> pd.DataFrame:
    """Count claims by source.

    Args:
        readable: The table from ``readable_claims``.

    Returns:
        ``source``, ``source_kind`` (the commonest), ``claims``, ``direct`` (quoted wholly or in part), ``hedged``,
        ``outlets`` and ``articles`` (numbers of different ones), ``first`` and ``last`` (days), most claims first;
        claims whose source is not named are counted as one source, "(not named)".
    """
    marked = readable.assign(
        direct=readable["quotation"].isin(["direct", "mixed"]),
        hedged=readable["certainty"].str.startswith("hedged", na=False),
    )
    groups = marked.groupby("source", sort=True)
    table = groups.agg(
        source_kind=("source_kind", lambda kinds: kinds.mode().iloc[0] if kinds.notna().any() else None),
        claims=("claim", "size"),
        direct=("direct", "sum"),
        hedged=("hedged", "sum"),
        outlets=("outlet", "nunique"),
        articles=("article", "nunique"),
        first=("said_first", "min"),
        last=("said_last", "max"),
    ).reset_index()
    return table.sort_values(["claims", "source"], ascending=[False, True], ignore_index=True)
