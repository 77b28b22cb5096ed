"""Figures of terms: bars of the commonest, shares of articles over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dateline.figures import style
from dateline.figures.change_lines import change_labels, draw_changes
from dateline.figures.profile import plot_profile
from dateline.text import MONTHS

__all__ = ["plot_profile", "plot_top_terms", "plot_trend"]

Floats = NDArray[np.float64]

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAR_INCHES = 0.235
LINES_TOGETHER = 5
"""Most terms in one plot; more get a small plot each."""
MARKERS = ("o", "s", "^", "D", "v")
DASHES = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (5, 1.2, 1, 1.2)), (0, (3, 1)))
SMALL_PLOTS_A_ROW = 3
NAME_INCHES = 1.8
LABEL_INCHES = 0.17
INTERVAL_NOTE = "Share of articles with the term, with its 95 % interval"
CHANGE_NOTE = "; broken line: clear change"
PLOT_INCHES = 2.7
MOST_TICKS = 8
MOST_MARKERS = 60
MOST_BANDS = 2
"""Most terms in one plot whose intervals are bands; the bands of more would hide each other, so they get whiskers."""
DODGE = 0.09
"""How far apart the whiskers of two terms stand, as a share of a period."""


def plot_top_terms(frequency: pd.DataFrame, *, title: str, caption: str = "", top: int = 20) -> Figure:
    """Draw the commonest terms as bars, with their counts and the share of articles that have them.

    Args:
        frequency: The table from ``frequency`` without groups: ``term``, ``count``, ``share`` are used.
        title: The finding, in a sentence.
        caption: What the figure covers.
        top: Most terms to draw.

    Returns:
        A matplotlib figure, as wide as a page's text and as high as its bars need.
    """
    shown = frequency.sort_values(["count", "term"], ascending=[False, True], kind="stable").head(top)
    height = max(len(shown), 2) * BAR_INCHES
    figure, axes = style.new_figure(height=height, title=title, caption=caption, ticks=0.1)
    if shown.empty:
        return style.say_nothing(figure, axes, "No terms")
    labels = [f"{count:,} · {_percent(share)}" for count, share in zip(shown["count"], shown["share"], strict=True)]
    labels[0] += " of articles"
    rows = np.arange(len(shown))[::-1]
    axes.barh(rows, shown["count"], height=0.66, color=style.MAIN)
    room = max(map(style.text_width, labels)) + 0.12
    plot_width = style.PAGE_WIDTH - style.LABEL_WIDTH - 0.2
    longest = max(int(shown["count"].max()), 1)
    axes.set_xlim(0, longest / (1 - room / plot_width))
    axes.set_ylim(-0.7, len(shown) - 0.3)
    for row, count, label in zip(rows, shown["count"], labels, strict=True):
        place = axes.annotate(label, (count, row), xytext=(5, 0), textcoords="offset points", va="center")
        place.set(fontsize=style.SMALL_SIZE, color=style.INK, family=style.FONT)
    axes.set_yticks(rows, [style.fit(term, style.LABEL_WIDTH - 0.2) for term in shown["term"]])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=style.MUTED, linewidth=1)
    return figure


def plot_trend(trend: pd.DataFrame, *, title: str, caption: str = "") -> Figure:
    """Draw the share of articles that have each term, period by period, with its interval and its clear changes.

    Up to five terms share a plot and are named at the ends of their lines; more get a small plot each. Periods without
    articles leave a gap, articles without a day are not drawn.

    Args:
        trend: The table from ``trend``: ``period``, ``term``, ``share``, ``low``, ``high``, ``change`` and
            ``change_p`` are used.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.

    Returns:
        A matplotlib figure, as wide as a page's text.
    """
    dated = trend[trend["period"].notna()]
    terms = list(dated["term"].drop_duplicates())
    highest = min(1.0, _ceiling(dated["high"].max())) if len(dated) else 1.0
    if not terms or dated["share"].isna().all():
        return style.say_nothing(*style.new_figure(height=1.0, title=title, caption=caption), "No dated articles")
    if len(terms) > LINES_TOGETHER:
        return _small_plots(dated, terms, title=title, caption=caption, highest=highest)
    names = [style.fit(_shown(term), NAME_INCHES) for term in terms]
    right = max(style.text_width(name, size=style.TEXT_SIZE) for name in names) + 0.45
    figure, axes = style.new_figure(
        height=PLOT_INCHES, title=title, caption=caption, left=0.62, right=right, note=_note(dated)
    )
    _share_axes(axes, dated["period"], highest=highest)
    labels = change_labels(dated, colours=dict(zip(terms, style.PALETTE, strict=False)), named=len(terms) > 1)
    draw_changes(axes, labels, highest=highest, inches=(style.PAGE_WIDTH - 0.62 - right, PLOT_INCHES))
    ends = [
        _line(axes, dated[dated["term"] == term], number, shift=_shift(dated["period"], number, of=len(terms)))
        for number, term in enumerate(terms)
    ]
    _label_ends(axes, ends, names, highest=highest)
    return figure


def _note(dated: pd.DataFrame) -> str:
    return INTERVAL_NOTE + (CHANGE_NOTE if dated["change"].notna().any() else "")


def _percent(share: float) -> str:
    return "–" if pd.isna(share) else f"{100 * share:.0f} %"


def _shown(term: str) -> str:
    return term.replace("*", "…")


def _ceiling(share: float) -> float:
    """Return the next higher round share, so that lines fill the plot."""
    return next((top for top in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8) if share <= top), 1.0)


def _share_axes(axes: Axes, periods: pd.Series, *, highest: float, size: float = style.TEXT_SIZE) -> None:
    """Set up a plot of shares over time."""
    first, last = periods.min(), periods.max()
    # Room for whiskers that stand aside of their period.
    pad = max((last - first).days * 0.02, 0.3 * _step(periods))
    axes.set_xlim(style.day_number(first) - pad, style.day_number(last) + pad)
    axes.set_ylim(0, highest)
    starts = sorted(periods.unique())
    style.ticks_at(axes, starts[:: -(-len(starts) // MOST_TICKS)])
    ticks = [highest * step / 4 for step in range(5)] if highest in {0.2, 0.4, 0.8, 1.0} else [0, highest / 2, highest]
    axes.set_yticks(ticks, [f"{100 * tick:.3g} %" for tick in ticks], fontsize=size)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=style.GRID, linewidth=0.8)


def _shift(periods: pd.Series, number: int, *, of: int) -> float | None:
    """Return by how many days a term's whiskers stand aside; None for a band."""
    if of <= MOST_BANDS:
        return None
    return (number - (of - 1) / 2) * DODGE * _step(periods)


def _step(periods: pd.Series) -> int:
    """Return the days from one period to the next."""
    starts = sorted(periods.unique())
    return (starts[1] - starts[0]).days if len(starts) > 1 else 7


def _line(axes: Axes, rows: pd.DataFrame, number: int, *, shift: float | None = None) -> tuple[float, float, int]:
    """Draw a term's line with its interval, as a band or (moved by some days) as whiskers, and return its end."""
    colour = style.PALETTE[number]
    days = np.array([style.day_number(day) for day in rows["period"]]) + (shift or 0.0)
    share, low, high = (rows[name].to_numpy(dtype=float) for name in ("share", "low", "high"))
    if shift is None:
        axes.fill_between(days, low, high, color=colour, alpha=0.15, linewidth=0)
    else:
        axes.vlines(days, low, high, color=colour, linewidth=1.0, alpha=0.6, zorder=2)
    axes.plot(days, share, color=colour, linewidth=1.8, linestyle=DASHES[number], zorder=3, clip_on=False)
    if len(days) <= MOST_MARKERS:
        _mark(axes, days, share, number=number)
    known = np.flatnonzero(~np.isnan(share))
    end = known[-1] if len(known) else 0
    return float(days[end]), float(np.nan_to_num(share[end])), number


def _mark(axes: Axes, days: Floats, share: Floats, *, number: int) -> None:
    axes.plot(
        days,
        share,
        color=style.PALETTE[number],
        linestyle="none",
        marker=MARKERS[number],
        markersize=4.5,
        markeredgecolor="white",
        markeredgewidth=0.5,
        zorder=4,
        clip_on=False,
    )


def _label_ends(axes: Axes, ends: Sequence[tuple[float, float, int]], names: Sequence[str], *, highest: float) -> None:
    """Name each line at its end, moved apart where the names would touch, with a thin line to its end where moved."""
    box = axes.get_window_extent()
    dpi = axes.figure.dpi
    gap = LABEL_INCHES * dpi / box.height * axes.get_ylim()[1]
    heights = style.spread([share for _, share, _ in ends], gap=gap, low=0.0, high=highest)
    right = axes.get_xlim()[1]
    inch = (right - axes.get_xlim()[0]) / (box.width / dpi)
    for (day, share, number), height, name in zip(ends, heights, names, strict=True):
        colour = style.PALETTE[number]
        axes.plot([day, right + 0.1 * inch], [share, height], color=colour, linewidth=0.8, clip_on=False, zorder=2)
        _mark(axes, np.array([right + 0.1 * inch]), np.array([height]), number=number)
        axes.text(
            right + 0.19 * inch,
            height,
            name,
            color=style.INK,
            fontsize=style.TEXT_SIZE,
            family=style.FONT,
            va="center_baseline",
        )


def _small_plots(dated: pd.DataFrame, terms: Sequence[str], *, title: str, caption: str, highest: float) -> Figure:
    """Draw a plot a term, all on the same scales."""
    rows = -(-len(terms) // SMALL_PLOTS_A_ROW)
    row_inches, head = 1.5, 0.24
    height = rows * row_inches
    figure, frame = style.new_figure(
        height=height, title=title, caption=caption, left=0.62, ticks=0.05, note=_note(dated)
    )
    frame.set_axis_off()
    box = frame.get_position()
    across, high = box.width / SMALL_PLOTS_A_ROW, box.height / rows
    for number, term in enumerate(terms):
        row, column = divmod(number, SMALL_PLOTS_A_ROW)
        top = box.y1 - row * high
        part = head / row_inches * high
        axes = figure.add_axes((box.x0 + column * across, top - high + 1.2 * part, across * 0.88, high - 2.2 * part))
        style.quiet(axes)
        _share_axes(axes, dated["period"], highest=highest, size=style.SMALL_SIZE)
        ours = dated[dated["term"] == term]
        _line(axes, ours, 0)
        labels = change_labels(ours, colours={term: style.MAIN}, named=False)
        inches = across * 0.88 * style.PAGE_WIDTH, row_inches - 2.2 * head
        draw_changes(axes, labels, highest=highest, inches=inches, rows=int(dated["change"].notna().any()))
        first, last = dated["period"].min(), dated["period"].max()
        axes.set_xticks([style.day_number(first), style.day_number(last)], [_short(first), _short(last)])
        axes.tick_params(axis="x", labelsize=style.SMALL_SIZE)
        # Kept inside the plot, so that the dates of neighbours do not touch.
        axes.get_xticklabels()[0].set_horizontalalignment("left")
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
        if column:
            axes.set_yticklabels([])
        name = style.fit(_shown(term), across * style.PAGE_WIDTH * 0.88, weight="bold")
        axes.set_title(
            name, loc="left", fontsize=style.TEXT_SIZE, color=style.INK, family=style.FONT, weight="bold", pad=4
        )
    return figure


def _short(day: pd.Timestamp) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
