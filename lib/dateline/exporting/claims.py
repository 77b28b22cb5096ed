"""Claims and threads in the forms that TimelineJS and JSON-LD need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dateline.analysis.claims import NO_SOURCE
from dateline.exporting.tables import Tables
from dateline.text import count_text, day_text

HEADLINE = 90
"""Letters of a claim in the headline of an event."""


def make_events(tables: Tables, what: str) -> pd.DataFrame:
    """Return claims, or threads, as events for ``to_timelinejs``."""
    return _thread_events(tables) if what == "threads" else _claim_events(tables)


def make_claims(tables: Tables, what: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return claims, or threads as one claim each, and where they appear, for ``to_claimreview``."""
    if what != "threads":
        return _stated(tables.readable), _appearances(tables, tables.readable).assign(first=False)
    summary = tables.summary
    heads = tables.readable_of(summary["first_claim"])
    claims = _stated(heads).assign(id=summary["thread"], text=summary["says"])
    members = tables.threads.merge(tables.readable_of(tables.threads["claim"]), on="claim")
    # Denials and withdrawals are not appearances of what the thread says.
    saying = members[~members["role"].isin(["deny", "withdraw"])]
    appearances = _appearances(tables, saying).assign(id=saying["thread"].to_numpy())
    first = saying["claim"].isin(summary["first_claim"]).to_numpy()
    return claims, appearances.assign(first=first)


def _claim_events(tables: Tables) -> pd.DataFrame:
    claims = tables.readable
    named = claims["source"] != NO_SOURCE
    return pd.DataFrame(
        {
            "id": claims["claim"],
            "first": claims["said_first"],
            "last": claims["said_last"],
            "headline": claims["source"].where(named, "Not named") + ": " + claims["content"].map(_short),
            "text": claims["content"],
            "note": [_where(row) for row in claims.to_dict("records")],
            "url": tables.of_articles(claims["article"], "url"),
            "group": claims["source"].where(named),
        }
    )


def _thread_events(tables: Tables) -> pd.DataFrame:
    summary = tables.summary
    return pd.DataFrame(
        {
            "id": summary["thread"],
            "first": summary["first_day"],
            "last": summary["last_day"],
            "headline": summary["says"].map(_short),
            "text": summary["says"],
            "note": [_answer(row) for row in summary.to_dict("records")],
            "url": tables.of_articles(summary["first_article"], "url"),
            "group": summary["first_outlet"],
        }
    )


def _stated(readable: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": readable["claim"],
            "text": readable["content"],
            "author": readable["source"].where(readable["source"] != NO_SOURCE),
            "author_kind": readable["source_kind"],
            "said": readable["said_first"].where(readable["said_first"] == readable["said_last"]),
        }
    ).reset_index(drop=True)


def _appearances(tables: Tables, readable: pd.DataFrame) -> pd.DataFrame:
    found = readable.rename(columns={"claim": "id"})[["id", "headline", "outlet", "published"]].reset_index(drop=True)
    articles = readable["article"]
    return found.assign(
        url=tables.of_articles(articles, "url").to_numpy(), language=tables.of_articles(articles, "language").to_numpy()
    )


def _short(content: str) -> str:
    return content if len(content) <= HEADLINE else content[: HEADLINE - 2].rstrip() + " …"


def _where(row: Mapping[Any, Any]) -> str:
    """Return where a claim stands, and how it is said."""
    outlet = row["outlet"] if isinstance(row["outlet"], str) else "Outlet not known"
    published = "" if pd.isna(row["published"]) else f", {day_text(row['published'])}"
    headline = f": {row['headline']}" if isinstance(row["headline"], str) else ""
    via = f" Via {row['via']}." if row["via"] else ""
    return f"{outlet}{published}{headline}. Quotation: {row['quotation']}; {row['certainty']}.{via}"


def _answer(row: Mapping[Any, Any]) -> str:
    """Return who said it first and how many stand behind it."""
    outlet = row["first_outlet"] if isinstance(row["first_outlet"], str) else "outlet not known"
    source = f", {row['first_source']}" if isinstance(row["first_source"], str) else ""
    most = "at most " if row["at_most"] else ""
    parts = [
        f"First: {outlet}{source}.",
        f"{count_text(row['claims'], 'claim')} in {count_text(row['outlets'], 'outlet')};"
        f" {most}{count_text(row['independent_origins'], 'independent origin')}.",
    ]
    if row["denials"]:
        by = f" by {row['denied_by']}" if row["denied_by"] else ""
        parts.append(f"Denied {'once' if row['denials'] == 1 else str(row['denials']) + ' times'}{by}.")
    return " ".join(parts)
