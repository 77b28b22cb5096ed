"""How every figure looks: sizes, colours that survive colour blindness and grey print, title, caption and legend."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.text import MONTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAGE_WIDTH = 7.5
"""Width of a page's text, in inches."""
LABEL_WIDTH = 1.95
"""Room for the labels left of the plot, in inches."""

# Okabe and Ito (2008), ordered so that neighbours also differ in lightness.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A7A7A")
MAIN = PALETTE[0]
ACCENT = "#D55E00"
INK = "#1B1F24"
MUTED = "#5B636D"
GRID = "#E3E6EA"
MARGIN = "#F3F4F6"
FONT = "DejaVu Sans"
"""Comes with matplotlib, so that figures look the same everywhere."""
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 11.5, 9.0, 8.0
TITLE_LINE, CAPTION_LINE, LEGEND_LINE, TICKS = 0.22, 0.15, 0.22, 0.42

Draw = Callable[["Axes", float, float], object]


def new_figure(
    *,
    height: float,
    title: str,
    caption: str = "",
    width: float = PAGE_WIDTH,
    left: float = LABEL_WIDTH,
    right: float = 0.2,
    legend_rows: int = 0,
) -> tuple[Figure, Axes]:
    """Make a figure with one plot, a title above it and a caption below, with room for a legend between.

    Args:
        height: Height of the plot alone, in inches; the figure is higher by title, ticks, legend and caption.
        title: The finding; wrapped, never cut.
        caption: What the figure covers (n, sources, dates) and leaves out; wrapped, never cut.
        width: Width of the whole figure, in inches.
        left: Room left of the plot, in inches.
        right: Room right of the plot, in inches.
        legend_rows: Rows that ``legend_below`` may use.

    Returns:
        The figure and its plot.
    """
    from matplotlib.figure import Figure

    titles = textwrap.wrap(plain(title), round(width * 10.4)) or [""]
    captions = textwrap.wrap(plain(caption), round(width * 16.5))
    above = TITLE_LINE * len(titles) + 0.22
    below = TICKS + LEGEND_LINE * legend_rows + CAPTION_LINE * len(captions) + (0.2 if captions else 0.08)
    total = above + height + below
    figure = Figure(figsize=(width, total), facecolor="white")
    axes = figure.add_axes((left / width, below / total, (width - left - right) / width, height / total))
    _quiet(axes)
    top = 1 - 0.06 / total
    figure.text(
        0.08 / width,
        top,
        "\n".join(titles),
        size=TITLE_SIZE,
        weight="bold",
        color=INK,
        family=FONT,
        va="top",
        linespacing=1.25,
    )
    if captions:
        bottom = 0.07 / total
        figure.text(
            0.08 / width,
            bottom,
            "\n".join(captions),
            size=SMALL_SIZE,
            color=MUTED,
            family=FONT,
            va="bottom",
            linespacing=1.3,
        )
    return figure, axes


def _quiet(axes: Axes) -> None:
    """Leave only what carries data: no box, light lines, small labels."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.tick_params(colors=MUTED, labelcolor=INK, labelsize=TEXT_SIZE, labelfontfamily=FONT)
    axes.set_axisbelow(True)


def day_number(when: pd.Timestamp) -> float:
    """Return a day's place on a time axis: days since 1970."""
    return float(when.timestamp() / 86400)


def day_ticks(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Put readable ticks on a time axis: days and months, the year below the first tick of each year.

    Args:
        axes: A plot whose horizontal axis holds days.
        first: First day with data.
        last: Last day with data.
    """
    from matplotlib import dates

    locator: Any = dates.AutoDateLocator  # matplotlib's dates are not typed
    places = locator(minticks=3, maxticks=8).tick_values(first.to_pydatetime(), last.to_pydatetime())
    ticks = [pd.Timestamp(place, unit="D") for place in places]
    shown = [tick for tick in ticks if first <= tick <= last] or [first]
    yearly = len(shown) > 1 and (shown[1] - shown[0]).days > 360
    labels, year = [], None
    for tick in shown:
        label = str(tick.year) if yearly else f"{tick.day} {MONTHS[tick.month - 1]}"
        labels.append(label if yearly or tick.year == year else f"{label}\n{tick.year}")
        year = tick.year
    axes.set_xticks([day_number(tick) for tick in shown], labels)


def legend_below(axes: Axes, entries: Sequence[tuple[Draw, str]]) -> None:
    """Explain marks in rows between plot and caption, never over data.

    Args:
        axes: The plot, made by ``new_figure`` with enough ``legend_rows``.
        entries: For each mark a function that draws it on given axes at a given place, and its label.
    """
    figure = axes.figure.get_figure(root=True)
    if figure is None or not entries:
        return
    width, height = figure.get_size_inches()
    box = axes.get_position()
    start = 0.16
    room = 1.0 * width - start
    strip = figure.add_axes((0, box.y0 - (TICKS + 2 * LEGEND_LINE) / height, 1, 2 * LEGEND_LINE / height))
    strip.set_axis_off()
    strip.set_xlim(0, width)
    strip.set_ylim(-1.5, 0.5)
    renderer = _renderer(figure)
    x, row = start, 0
    for draw, label in entries:
        text = strip.text(0, 0, label, size=SMALL_SIZE, color=INK, family=FONT, va="center_baseline")
        needed = 0.16 + text.get_window_extent(renderer).width / figure.dpi
        if x + needed > room and x > start:
            x, row = start, row + 1
        draw(strip, x, -row)
        text.set_position((x + 0.13, -row))
        x += needed + 0.22


def _renderer(figure: Figure) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Any = FigureCanvasAgg(figure)
    return canvas.get_renderer()


def lighter(colour: str, *, share: float = 0.55) -> str:
    """Return a colour mixed with white, as #rrggbb.

    Args:
        colour: As #rrggbb.
        share: Share of white, 0 to 1.
    """
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def wrap(label: str, width: int, *, lines: int = 2) -> str:
    """Return a label in at most some lines of at most some characters; an ellipsis shows where it was cut."""
    return "\n".join(textwrap.wrap(plain(label), width, max_lines=lines, placeholder=" …", break_long_words=True))


def plain(text: str) -> str:
    """Return text on one line that matplotlib draws as it stands: a dollar sign starts no formula."""
    return " ".join(text.split()).replace("$", r"\$")
