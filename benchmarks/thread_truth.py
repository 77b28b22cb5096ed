"""The sample's claims and threads as they are marked by hand, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import pandas as pd

from dateline import schema
from dateline.samples import sample, sample_folder


def gold_claims() -> tuple[pd.DataFrame, Mapping[str, str]]:
    """Return the sample's marked claims as a table ``claims``, and the thread of each that has one, by id."""
    truth = pd.read_csv(sample_folder() / "truth/claims.csv", dtype={"n": str, "thread": str})
    articles = sample().articles
    keys = articles["source_file"].str.removeprefix("articles/") + "#" + articles["source_record"].astype(str)
    article_of = dict(zip(keys, articles["id"], strict=True))
    rows = []
    for row in truth.to_dict("records"):
        article = article_of[f"{row['file']}#{row['record']}"]
        spans = {f"{role}_spans": _spans(row[f"{role}_spans"]) for role in ("source", "cue", "content")}
        facts = {name: row[name] for name in ("source", "source_kind", "cue_kind", "quotation", "certainty")}
        rows.append({"id": f"{article}#{row['n']}", "article": article, "confidence": 1.0, **spans, **facts})
    table = schema.frame("claims", [{name: _known(value) for name, value in row.items()} for row in rows])
    threads = {str(row["id"]): thread for row, thread in zip(rows, truth["thread"], strict=True) if pd.notna(thread)}
    return table, threads


def _spans(text: object) -> list[list[int]]:
    return [[int(end) for end in span.split("-")] for span in text.split("; ")] if isinstance(text, str) else []


def _known(value: object) -> object:
    return None if isinstance(value, float) and isnan(value) else value


def matched(gold: pd.DataFrame, found: pd.DataFrame) -> dict[str, str]:
    """Return for gold claims the found claim of the same article that shares most of its content, at least half.

    Characters are counted; what is shared is at least half of what either of the two covers.
    """
    by_article = {article: rows.to_dict("records") for article, rows in found.groupby("article")}
    pairs: dict[str, str] = {}
    for row in gold.to_dict("records"):
        own = _characters(row["content_spans"])
        best, most = "", 0.5
        for other in by_article.get(row["article"], []):
            theirs = _characters(other["content_spans"])
            share = len(own & theirs) / max(len(own | theirs), 1)
            if share >= most:
                best, most = other["id"], share
        if best:
            pairs[row["id"]] = best
    return pairs


def _characters(spans: list[list[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
