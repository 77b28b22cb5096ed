"""How a corpus shows itself in a notebook: what is missing, and when its articles were published."""

from __future__ import annotations

import html

import pandas as pd

from dateline.text import count_text, day_text

LOOKED_AT = ("headline", "text", "outlet", "authors", "published", "language", "url", "agency")
"""Columns of articles that may lack a value."""
_HEIGHT, _MOST_BARS = 36, 120
_WEEKS = 370
"""Days; a longer period is shown by month."""


def missing_html(articles: pd.DataFrame) -> str:
    """Say which facts how many articles lack; nothing where none does.

    Args:
        articles: The ``articles`` table.
    """
    counts = {
        name: int((articles[name].map(len) == 0).sum() if name == "authors" else articles[name].isna().sum())
        for name in LOOKED_AT
    }
    shown = ", ".join(f"{name} ({number:,})" for name, number in counts.items() if number)
    return f"<p>Missing: {html.escape(shown)}.</p>" if shown else ""


def sparkline(published: pd.Series) -> str:
    """Return the number of articles by week, or by month where the period is long, as a row of bars.

    Args:
        published: Days of publication; missing ones are left out.
    """
    days = published.dropna()
    if days.empty:
        return ""
    unit = "W" if (days.max() - days.min()).days <= _WEEKS else "M"
    periods = days.dt.to_period(unit)
    counts = periods.value_counts().reindex(pd.period_range(periods.min(), periods.max(), freq=unit), fill_value=0)
    if len(counts) > _MOST_BARS:
        counts = counts.groupby(counts.index.year).sum()
        unit = "Y"
    largest, width = int(counts.max()), max(3, min(14, 480 // len(counts)))
    bar = f"display: inline-block; width: {width - 1}px; border-right: 1px solid transparent; background-color: #0072B2"
    bars = "".join(f'<span style="{bar}; height: {round(_HEIGHT * number / largest)}px"></span>' for number in counts)
    word = {"W": "week", "M": "month", "Y": "year"}[unit]
    about = (
        f"Articles by {word}, {day_text(days.min())} to {day_text(days.max())}; at most "
        f"{count_text(largest, 'article')} in a {word}"
    )
    return (
        f'<figure style="margin: 0"><div role="img" aria-label="{about}" style="line-height: 0">{bars}</div>'
        f'<figcaption style="font-size: 0.85em">{about}</figcaption></figure>'
    )
