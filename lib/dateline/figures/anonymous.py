"""Figure of anonymous sources: their share of an outlet's claims, with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dateline.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 0.4
THICK = 0.34
"""Thickness of a bar, as a share of its row."""
SERIES = (
    ("", 0.19, style.MAIN, "Anonymous: somebody is quoted and not named"),
    ("nameless_", -0.19, "#B9D3E6", "No name for the source, anonymous or not"),
)


def plot_anonymous(table: pd.DataFrame, *, title: str, caption: str = "", most: int = 15, width: float = 7.5) -> Figure:
    """Draw for each outlet how many of its claims have an anonymous source, and how many none with a name.

    Args:
        table: The table from ``count_anonymous``.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.
        most: Most outlets to draw, those with most claims.
        width: Width of the figure, in inches.

    Returns:
        A matplotlib figure, highest share of the anonymous on top.
    """
    from matplotlib.ticker import MaxNLocator

    drawn = table.head(most).sort_values(["share", "outlet"], ascending=[True, False])
    if drawn.empty:
        return style.say_nothing(*style.new_figure(height=1.0, title=title, caption=caption, width=width), "No claims")
    left = width * 0.27
    labels = [
        _label(outlet, claims, left - 0.15) for outlet, claims in zip(drawn["outlet"], drawn["claims"], strict=True)
    ]
    rows = 1 if width > 5 else 2
    figure, axes = style.new_figure(
        height=ROW * len(drawn), title=title, caption=caption, width=width, left=left, legend_rows=rows
    )
    for prefix, offset, colour, _ in SERIES:
        _bars(axes, drawn, prefix=prefix, offset=offset, colour=colour)
    axes.set_ylim(-0.5, len(drawn) - 0.5)
    axes.set_yticks(range(len(drawn)), labels, fontsize=style.SMALL_SIZE)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, _end(drawn))
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    places = MaxNLocator(6 if width > 5 else 4).tick_values(0, _end(drawn))
    axes.set_xticks([place for place in places if 0 <= place <= _end(drawn)])
    axes.grid(axis="x", color=style.GRID, linewidth=0.8)
    style.legend_below(axes, [(_swatch(colour), label) for _, _, colour, label in SERIES], rows=rows)
    return figure


def _label(outlet: str, claims: int, width: float) -> str:
    number = f" ({claims:,})"
    lines = style.lines_of(outlet[: style.LONGEST_LABEL] + number, width)
    if len(lines) < 3:
        return "\n".join(lines)
    room = width - style.text_width(number)
    return f"{lines[0]}\n{style.fit(' '.join(lines[1:-1]), room, size=style.SMALL_SIZE)}{number}"


def _bars(axes: Axes, drawn: pd.DataFrame, *, prefix: str, offset: float, colour: str) -> None:
    places = [place + offset for place in range(len(drawn))]
    axes.barh(places, drawn[f"{prefix}share"], height=THICK, color=colour, zorder=2)
    # A line of ink on white can be seen on dark bars too.
    for line, width in (("white", 2.6), (style.INK, 1.1)):
        axes.hlines(places, drawn[f"{prefix}low"], drawn[f"{prefix}high"], zorder=3, colors=line, linewidth=width)


def _end(drawn: pd.DataFrame) -> float:
    return min(max(float(drawn["nameless_high"].max()) * 1.04, 0.05), 1.0)


def _swatch(colour: str) -> style.Draw:
    """Return what draws a bar in the legend."""
    from matplotlib.patches import Rectangle

    return lambda axes, x, y: axes.add_patch(Rectangle((x - 0.08, y - 0.25), 0.16, 0.5, facecolor=colour, linewidth=0))
