"""The figure of a corpus's profile: articles a week, by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dateline.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NOTE = "Articles a week (from Monday)"
OTHERS = "Other outlets"
MOST_OUTLETS = 7
MOST_TICKS = 8
MOST_TOTALS = 26
"""Most weeks whose number stands over its bar; more would touch."""
UNDATED_SHARE = 0.09
HALF_WEEK = 3.5
NAME_INCHES = 2.6


def plot_profile(weeks: pd.DataFrame, *, title: str, caption: str = "") -> Figure:
    """Draw the articles of each week, stacked by outlet, and those without a day in a margin on the right.

    Args:
        weeks: The table ``weeks`` of ``profile``: ``week``, ``outlet``, ``articles``.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.

    Returns:
        A matplotlib figure, as wide as a page's text. Past seven outlets, the smaller ones share a colour.
    """
    outlets = _outlets(weeks)
    table = weeks.assign(outlet=weeks["outlet"].where(weeks["outlet"].isin(outlets), OTHERS))
    rows = _legend_rows(outlets)
    figure, axes = style.new_figure(height=2.5, title=title, caption=caption, left=0.62, legend_rows=rows, note=NOTE)
    if not table["articles"].sum():
        return style.say_nothing(figure, axes, "No articles")
    dated = table[table["week"].notna()]
    stacked = dated.pivot_table(index="week", columns="outlet", values="articles", aggfunc="sum", fill_value=0)
    undated = table[table["week"].isna()].groupby("outlet")["articles"].sum()
    places = [style.day_number(week) + HALF_WEEK for week in stacked.index]
    margin = _week_axes(axes, stacked.index, undated=bool(undated.sum()))
    if undated.sum():
        stacked = pd.concat([stacked, undated.to_frame().T]).fillna(0)
        places.append(margin)
    _stack(axes, stacked, outlets, places=places)
    bars = [partial(_swatch, colour=style.PALETTE[number]) for number in range(len(outlets))]
    style.legend_below(
        axes,
        list(zip(bars, [style.fit(name, NAME_INCHES, size=style.SMALL_SIZE) for name in outlets], strict=True)),
        rows=rows,
    )
    return figure


def _outlets(weeks: pd.DataFrame) -> list[str]:
    """Return the outlets with a colour of their own, most articles first; the rest share the last one."""
    sums = weeks.groupby("outlet")["articles"].sum()
    ranked = sorted(sums.index, key=lambda name: (-sums[name], name))
    return ranked if len(ranked) <= MOST_OUTLETS else [*ranked[: MOST_OUTLETS - 1], OTHERS]


def _legend_rows(outlets: Sequence[str]) -> int:
    """Return the rows that the names need, filled from left to right."""
    rows, used = 1, 0.0
    for name in outlets:
        needed = style.text_width(style.fit(name, NAME_INCHES, size=style.SMALL_SIZE)) + 0.4
        rows, used = (rows + 1, needed) if used and used + needed > style.PAGE_WIDTH - 0.3 else (rows, used + needed)
    return rows


def _week_axes(axes: Axes, weeks: pd.Index, *, undated: bool) -> float:
    """Set up the axis of weeks and return the place of what has no day."""
    axes.set_xticks([])
    first = style.day_number(weeks.min()) - 1 if len(weeks) else 0.0
    right = style.day_number(weeks.max()) + 8 if len(weeks) else 0.0
    if len(weeks):
        starts = list(weeks)
        style.ticks_at(axes, starts[:: -(-len(starts) // MOST_TICKS)], offset=HALF_WEEK)
    width = max((right - first) * UNDATED_SHARE / (1 - UNDATED_SHARE), 9.0) if undated else 0.0
    axes.set_xlim(first, max(right + width, first + 9))
    place = right + width / 2
    if undated:
        axes.axvspan(right, right + width, color=style.MARGIN, linewidth=0, zorder=0)
        axes.annotate(
            "no day",
            (place, 0),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, -4),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=style.SMALL_SIZE,
            color=style.MUTED,
        )
    return place


def _stack(axes: Axes, stacked: pd.DataFrame, outlets: Sequence[str], *, places: Sequence[float]) -> None:
    base = np.zeros(len(stacked))
    for number, outlet in enumerate(outlets):
        heights = stacked[outlet].to_numpy(dtype=float) if outlet in stacked else np.zeros(len(stacked))
        axes.bar(places, heights, width=5.6, bottom=base, color=style.PALETTE[number], edgecolor="white", linewidth=0.7)
        base = base + heights
    axes.set_ylim(0, max(base.max() * 1.12, 1))
    if len(stacked) > MOST_TOTALS:
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", color=style.GRID, linewidth=0.8)
        return
    axes.set_yticks([])
    for place, total in zip(places, base, strict=True):
        axes.annotate(
            f"{total:,.0f}",
            (place, total),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            fontsize=style.SMALL_SIZE,
            color=style.INK,
            family=style.FONT,
        )


def _swatch(axes: Axes, x: float, y: float, *, colour: str) -> None:
    axes.scatter([x], [y], s=42, marker="s", color=colour, linewidth=0)
