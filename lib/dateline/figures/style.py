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
TITLE_LINE, NOTE_LINE, CAPTION_LINE, LEGEND_LINE, TICKS = 0.22, 0.16, 0.15, 0.22, 0.42

LONGEST_LABEL = 200
"""Letters of a label that are looked at: no plot has room for more."""

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
    ticks: float = TICKS,
    note: str = "",
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
        ticks: Room for the labels of the horizontal axis, in inches.
        note: What the plot measures, in small letters between title and plot; one line.

    Returns:
        The figure and its plot.
    """
    from matplotlib.figure import Figure

    titles = lines_of(title, width - 0.2, size=TITLE_SIZE, weight="bold") or [""]
    captions = lines_of(caption, width - 0.2)
    above = TITLE_LINE * len(titles) + 0.22 + (NOTE_LINE if note else 0)
    below = ticks + LEGEND_LINE * legend_rows + CAPTION_LINE * len(captions) + (0.2 if captions else 0.08)
    total = above + height + below
    figure = Figure(figsize=(width, total), facecolor="white")
    axes = figure.add_axes((left / width, below / total, (width - left - right) / width, height / total))
    quiet(axes)
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
    if note:
        height_of_note = (below + height + 0.08) / total
        figure.text(left / width, height_of_note, note, size=SMALL_SIZE, color=MUTED, family=FONT, va="bottom")
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


def say_nothing(figure: Figure, axes: Axes, words: str) -> Figure:
    """Say in a plot that there is nothing to draw, and return its figure."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=MUTED, family=FONT)
    return figure


def quiet(axes: Axes) -> None:
    """Leave in a plot only what carries data: no box, light lines, small labels."""
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
    ticks_at(axes, [tick for tick in ticks if first <= tick <= last] or [first])


def ticks_at(axes: Axes, days: Sequence[pd.Timestamp], *, offset: float = 0.0) -> None:
    """Label days on a time axis: day and month, the year below the first of each year; years alone where they suffice.

    Args:
        axes: A plot whose horizontal axis holds days.
        days: The days to label, in order.
        offset: How far right of its day a tick stands, in days.
    """
    yearly = len(days) > 1 and (days[1] - days[0]).days > 360
    labels, year = [], None
    for tick in days:
        label = str(tick.year) if yearly else f"{tick.day} {MONTHS[tick.month - 1]}"
        labels.append(label if yearly or tick.year == year else f"{label}\n{tick.year}")
        year = tick.year
    axes.set_xticks([day_number(tick) + offset for tick in days], labels)


def legend_below(axes: Axes, entries: Sequence[tuple[Draw, str]], *, rows: int = 2, ticks: float = TICKS) -> None:
    """Explain marks in rows between plot and caption, never over data.

    Args:
        axes: The plot, made by ``new_figure`` with enough ``legend_rows``.
        entries: For each mark a function that draws it on given axes at a given place, and its label.
        rows: Most rows.
        ticks: Room for the labels of the horizontal axis, as given to ``new_figure``.
    """
    figure = axes.figure.get_figure(root=True)
    if figure is None or not entries:
        return
    width, height = figure.get_size_inches()
    box = axes.get_position()
    start = 0.16
    room = 1.0 * width - start
    strip = figure.add_axes((0, box.y0 - (ticks + rows * LEGEND_LINE) / height, 1, rows * LEGEND_LINE / height))
    strip.set_axis_off()
    strip.set_xlim(0, width)
    strip.set_ylim(0.5 - rows, 0.5)
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


def text_width(text: str, *, size: float = SMALL_SIZE, weight: str = "normal") -> float:
    """Return the width of text as drawn, in inches; of several lines that of the widest.

    Args:
        text: As given to matplotlib.
        size: Size of the letters, in points.
        weight: "normal" or "bold".
    """
    from matplotlib.figure import Figure

    figure = Figure()
    drawn = figure.text(0, 0, text, size=size, family=FONT, weight=weight)
    return float(drawn.get_window_extent(_renderer(figure)).width / figure.dpi)


def lines_of(text: str, width: float, *, size: float = SMALL_SIZE, weight: str = "normal") -> list[str]:
    """Return text in lines that are no wider than some inches, as drawn; nothing is cut.

    Args:
        text: Any text; white space counts as a space.
        width: Room for a line, in inches.
        size: Size of the letters, in points.
        weight: "normal" or "bold".
    """
    # 0.55 em is the mean width of DejaVu's letters; where letters are wider, lines get fewer of them.
    letters = max(round(width * 72 / (0.55 * size)), 1)
    lines = textwrap.wrap(plain(text), letters)
    while letters > 1 and lines and (drawn := text_width("\n".join(lines), size=size, weight=weight)) > width:
        letters = max(min(int(letters * width / drawn), letters - 1), 1)
        lines = textwrap.wrap(plain(text), letters)
    return lines


def fit(label: str, width: float, *, size: float = TEXT_SIZE, weight: str = "normal") -> str:
    """Return a label on one line no wider than some inches; an ellipsis shows where it was cut.

    Args:
        label: Any text.
        width: Room, in inches.
        size: Size of the letters, in points.
        weight: "normal" or "bold".
    """
    words = " ".join(label.split())[:LONGEST_LABEL]
    while len(words) > 1 and (drawn := text_width(plain(words), size=size, weight=weight)) > width:
        words = words[: max(min(int(len(words) * width / drawn), len(words) - 2), 0)].rstrip() + "…"
    return plain(words)


def spread(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move places apart until neighbours keep a distance, each as little as can be, and return them in their order.

    Args:
        places: Where labels belong, such as the ends of lines.
        gap: Least distance; smaller where the room from ``low`` to ``high`` is too short for all.
        low: Lowest place.
        high: Highest place.

    >>> spread([1.0, 1.0, 9.0], gap=2.0, low=0.0, high=10.0)
    [0.0, 2.0, 9.0]
    """
    gap = min(gap, (high - low) / max(len(places) - 1, 1))
    order = sorted(range(len(places)), key=lambda number: (places[number], number))
    groups: list[tuple[float, int]] = []
    for rank, number in enumerate(order):
        # Less its rank's distance, each label belongs at one height with those that it touches: their mean.
        mean, size = places[number] - rank * gap, 1
        while groups and groups[-1][0] >= mean:
            before, count = groups.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        groups.append((mean, size))
    heights = [mean for mean, size in groups for _ in range(size)]
    room = high - low - gap * (len(places) - 1)
    moved = [low + min(max(height - low, 0.0), room) + rank * gap for rank, height in enumerate(heights)]
    return [moved[order.index(number)] for number in range(len(places))]


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
