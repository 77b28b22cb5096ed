"""What a corpus holds and what it lacks: counts by outlet, week and language, missing fields, lengths, refusals."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dateline.analysis.counting import count_words
from dateline.analysis.periods import all_periods, period_starts

NO_OUTLET = "(no outlet)"
NO_LANGUAGE = "(unknown)"
LISTS = ("authors",)
FIELDS = ("headline", "outlet", "authors", "published", "language", "url", "section", "agency")


@dataclass(frozen=True)
class Profile:
    """Tables that describe a corpus.

    Attributes:
        outlets: ``outlet``, ``articles``, ``share``, ``named_in_text`` (articles whose outlet is only a candidate found
            in the text), ``without_day``, ``first``, ``last`` (days of publication); most articles first.
        weeks: ``week`` (Monday; missing for articles without a day, in the last rows), ``outlet``, ``articles``; every
            week from the first to the last for every outlet.
        languages: ``language``, ``articles``, ``share``; commonest first.
        missing: ``field``, ``missing`` (articles without it), ``share``.
        lengths: ``outlet``, ``articles``, ``words`` (all), ``shortest``, ``median``, ``longest`` (words of an article).
        repeats: ``articles`` (how many have the very same text), ``outlets``, ``headline`` (of the first of them).
        refused: ``reason``, ``records``, ``example`` (file), ``detail`` (of the example); commonest first.
    """

    outlets: pd.DataFrame
    weeks: pd.DataFrame
    languages: pd.DataFrame
    missing: pd.DataFrame
    lengths: pd.DataFrame
    repeats: pd.DataFrame
    refused: pd.DataFrame


def profile(articles: pd.DataFrame, rejected: pd.DataFrame) -> Profile:
    """Describe a corpus: what it holds, what is missing, and what was refused when it was read.

    Args:
        articles: The ``articles`` table.
        rejected: The ``rejected`` table.

    Returns:
        A ``Profile`` of tables. Articles without outlet, language or day are counted under names of their own, so that
        each table adds up to all articles.

    >>> from dateline import schema
    >>> profile(schema.frame("articles"), schema.frame("rejected")).outlets.empty
    True
    """
    known = articles.assign(outlet=articles["outlet"].fillna(NO_OUTLET))
    return Profile(
        outlets=_outlets(known),
        weeks=_weeks(known),
        languages=_shares(articles["language"].fillna(NO_LANGUAGE), name="language"),
        missing=_missing(articles),
        lengths=_lengths(known),
        repeats=_repeats(known),
        refused=_refused(rejected),
    )


def _outlets(articles: pd.DataFrame) -> pd.DataFrame:
    marked = articles.assign(candidate=articles["outlet_basis"] == "text", undated=articles["published"].isna())
    groups = marked.groupby("outlet", sort=True)
    table = groups.agg(
        articles=("id", "size"),
        named_in_text=("candidate", "sum"),
        without_day=("undated", "sum"),
        first=("published", "min"),
        last=("published", "max"),
    ).reset_index()
    table.insert(2, "share", table["articles"] / max(len(articles), 1))
    return table.sort_values(["articles", "outlet"], ascending=[False, True], ignore_index=True)


def _weeks(articles: pd.DataFrame) -> pd.DataFrame:
    weeks = period_starts(articles["published"], "week")
    outlets = sorted(articles["outlet"].unique())
    counts = pd.crosstab(weeks, articles["outlet"]) if weeks.notna().any() else pd.DataFrame()
    full = counts.reindex(index=all_periods(weeks, "week"), columns=outlets, fill_value=0)
    rows = [(week, outlet, int(full.loc[week, outlet])) for week in full.index for outlet in outlets]
    undated = articles.loc[weeks.isna(), "outlet"].value_counts()
    rows += [(pd.NaT, outlet, int(undated[outlet])) for outlet in outlets if outlet in undated.index]
    table = pd.DataFrame(rows, columns=["week", "outlet", "articles"])
    return table.astype({"week": "datetime64[us]", "outlet": "str", "articles": "int64"})


def _shares(values: pd.Series, *, name: str) -> pd.DataFrame:
    counts = values.value_counts()
    table = pd.DataFrame({name: counts.index.astype("str"), "articles": counts.to_numpy()})
    table["share"] = table["articles"] / max(len(values), 1)
    return table.sort_values(["articles", name], ascending=[False, True], ignore_index=True)


def _missing(articles: pd.DataFrame) -> pd.DataFrame:
    empty = [
        int((articles[field].map(len) == 0).sum()) if field in LISTS else int(articles[field].isna().sum())
        for field in FIELDS
    ]
    table = pd.DataFrame({"field": list(FIELDS), "missing": empty})
    table["share"] = table["missing"] / max(len(articles), 1)
    return table


def _lengths(articles: pd.DataFrame) -> pd.DataFrame:
    counted = articles.assign(number=articles["text"].fillna("").map(count_words).astype("int64"))
    groups = counted.groupby("outlet", sort=True)["number"]
    table = groups.agg(articles="size", words="sum", shortest="min", median="median", longest="max").reset_index()
    return table.sort_values(["articles", "outlet"], ascending=[False, True], ignore_index=True)


def _repeats(articles: pd.DataFrame) -> pd.DataFrame:
    groups = articles.groupby("sha256", sort=False)
    table = groups.agg(articles=("id", "size"), outlets=("outlet", "nunique"), headline=("headline", "first"))
    repeated = table[table["articles"] > 1].reset_index(drop=True)
    return repeated.sort_values(["articles", "outlets"], ascending=False, kind="stable", ignore_index=True)


def _refused(rejected: pd.DataFrame) -> pd.DataFrame:
    groups = rejected.groupby("reason", sort=True)
    table = groups.agg(records=("reason", "size"), example=("source_file", "first"), detail=("detail", "first"))
    return table.reset_index().sort_values(["records", "reason"], ascending=[False, True], ignore_index=True)
