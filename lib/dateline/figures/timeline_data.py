"""The claim timeline as data, from which a page draws an interactive one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dateline.figures.timeline_marks import describe_marks
from dateline.text import day_text

COLUMNS = {
    "day": "day",
    "said": "said",
    "source": "source",
    "outlet": "outlet",
    "headline": "headline",
    "link": "url",
    "kind": "cue_kind",
    "wording": "quotation",
    "certainty": "certainty",
    "via": "via",
    "sentence": "sentence",
    "content": "content",
    "thread": "thread_label",
    "letter": "letter",
    "role": "role",
    "mark": "mark",
    "first": "first_report",
}
"""What the data calls each column, and what it is called here."""
SAID = ("said_first", "said_last")


def timeline_data(readable: pd.DataFrame, *, title: str) -> dict[str, Any]:
    """Return the claims of a timeline for an interactive figure.

    Args:
        readable: The table from ``timeline_days``, with ``thread``, ``role`` and ``thread_name`` where threads are to
            be shown.
        title: The finding, in a sentence.

    Returns:
        ``title``, ``rows`` (number of claims) and ``columns``: for each its different ``values`` as texts, and for each
        claim the number of its value in ``codes``, -1 where it has none. A sentence that several claims share is there
        once.
    """
    table = describe_marks(readable)
    shown = table.assign(
        day=table["day"].map("{:%Y-%m-%d}".format, na_action="ignore"),
        said=_said(table),
        via=table["via"].mask(table["via"] == ""),
        thread_label=table["letter"] + " · " + table["thread_name"],
        first_report=table["first"].map({True: "report"}).fillna(table["lead"].map({True: "lead"})),
    )
    columns = {name: _encoded(shown[column]) for name, column in COLUMNS.items()}
    return {"title": title, "rows": len(shown), "columns": columns}


def _said(table: pd.DataFrame) -> pd.Series:
    """Return the day or period of claims in words, of those only that have no place on the axis."""
    aside = table.loc[:, list(SAID)].where(table["day"].isna())
    first, last = (aside[name].astype(object).map(day_text, na_action="ignore").astype("str") for name in SAID)
    return first.where(first == last, first + " to " + last)


def _encoded(values: pd.Series) -> dict[str, Any]:
    codes, found = pd.factorize(values.astype("str"))
    # One text, since a notebook gives each number of a list a line of its own.
    return {"values": [str(value) for value in found], "codes": " ".join(map(str, codes))}
