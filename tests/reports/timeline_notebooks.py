"""Notebooks whose outputs hold a timeline, harmless or hostile, as a run would leave them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from nbformat import v4

from dateline.figures.timeline_data import timeline_data
from dateline.reports.interactive import TIMELINE
from dateline.reports.page import make_page

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028<!--<script>"


def claims(*, words: str = "The gates were shut", url: str | None = None, number: int = 2) -> pd.DataFrame:
    """Return claims as ``timeline_days`` gives them, all with the same words."""
    said = pd.Timestamp("2025-03-11")
    row = {
        **{"claim": "c", "source": words, "cue_kind": "denies", "quotation": "direct", "certainty": "hedged", "via": words},
        **{"outlet": words, "headline": words, "article": "a", "sentence": words, "content": words, "url": url},
        **{"said_first": said, "said_last": said, "published": said, "day": said, "thread": "t", "thread_name": words, "role": "deny"},
    }
    return pd.DataFrame([row | {"role": "first" if not place else "deny"} for place in range(number)])


def page_of(*outputs: dict[str, Any]) -> str:
    """Return the page of a notebook with one cell that has some outputs, each its data by MIME type."""
    shown = [v4.new_output("display_data", data=data) for data in outputs]
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Who"), v4.new_code_cell("x", outputs=shown)])
    return make_page(notebook, name="who", parameters=[], used={}, show_code=False)


def timeline_output(**changes: Any) -> dict[str, Any]:
    """Return the output of a timeline of claims with some words or address."""
    return {TIMELINE: timeline_data(claims(**changes), title=changes.get("words", "t")), "image/png": PIXEL}
