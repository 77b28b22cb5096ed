"""Figure of a source network: outlets on the left, sources on the right, who passes claims on above and between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.figures import style
from dateline.figures.network_places import BAR, Band, Layout, Node

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOOKS: dict[str, dict[str, Any]] = {
    "outlet": {"facecolor": style.INK},
    "person": {"facecolor": style.MAIN},
    "body": {"facecolor": "#8CC5E8"},
    "group": {"facecolor": "white", "edgecolor": style.MAIN, "linewidth": 0.9},
    "nameless": {"facecolor": "white", "edgecolor": style.MUTED, "linewidth": 0.6, "hatch": "//////"},
}
LABELS = {
    "person": "Person",
    "body": "Organisation, government or document",
    "group": "Group of people",
    "nameless": "No name, or of no known kind",
}
PLAIN, PASSED = "#C9D6E0", style.ACCENT
THIN = 0.03
READING = (
    "Bands lead from who cites to who is cited; the wider, the more claims. In brackets: for how many claims someone is"
    " cited."
)


def plot_sources(edges: pd.DataFrame, *, title: str, caption: str = "", width: float = style.PAGE_WIDTH) -> Figure:
    """Draw who cites whom as bands as wide as their numbers of claims.

    Outlets stand on the left and sources on the right, most claims on top. Those who pass claims on stand between and
    above them; orange bands lead to and from them, and orange arrows from outlets to outlets that they cite.

    Args:
        edges: The table from ``largest_network``.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.
        width: Width of the figure, in inches: 7.5 fills a page's text, 3.54 one of two columns.

    Returns:
        A matplotlib figure, as high as its bars and labels need.
    """
    if edges.empty:
        empty = style.new_figure(height=1.0, title=title, caption=caption, width=width)
        return style.say_nothing(*empty, "No one cites another here")
    layout = Layout(edges, width=width)
    bands, nodes = layout.bands(), layout.nodes.values()
    looks = {node.look for node in nodes}
    entries = [(_swatch(look), label) for look, label in LABELS.items() if look in looks]
    entries += [(_ribbon, "Passed on by another")] * any(band.passed for band in bands)
    rows = _rows([label for _, label in entries], width)
    figure, axes = style.new_figure(
        height=layout.height,
        title=title,
        caption=f"{READING} {caption}".strip(),
        width=width,
        left=layout.left,
        right=layout.right,
        legend_rows=rows,
        ticks=0.1,
    )
    axes.set_axis_off()
    axes.set_xlim(0, layout.inner)
    axes.set_ylim(0, layout.height)
    for band in bands:
        _band(axes, band)
    for node in nodes:
        _bar(axes, node)
    _headings(axes, layout)
    style.legend_below(axes, entries, rows=rows, ticks=0.1)
    return figure


def _band(axes: Axes, band: Band) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x0, y0), (x1, y1), thick = band.start, band.end, band.thickness
    out, back = band.bends
    colour = PASSED if band.passed else PLAIN
    curve = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    if band.arrow:
        _arrow(axes, band, colour)
        return
    below = [(x1, y1 - thick), (x1 + back, y1 - thick), (x0 + out, y0 - thick), (x0, y0 - thick)]
    path = Path([(x0, y0), (x0 + out, y0), (x1 + back, y1), (x1, y1), *below], [*curve, Path.LINETO, *curve[1:]])
    look: dict[str, Any] = {
        "facecolor": colour,
        "edgecolor": "white",
        "linewidth": 0.3,
        "alpha": 0.8 if band.passed else 1.0,
    }
    axes.add_patch(PathPatch(path, zorder=3 if band.passed else 2, **look))


def _arrow(axes: Axes, band: Band, colour: str) -> None:
    """Draw a line with a head, to someone in the same column or further left."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x0, y0), (x1, y1), (out, back) = band.start, band.end, band.bends
    base = x1 + (band.head if back > 0 else -band.head)
    curve = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    path = Path([(x0, y0), (x0 + out, y0), (base + back, y1), (base, y1)], curve)
    line: dict[str, Any] = {
        "fill": False,
        "edgecolor": colour,
        "linewidth": max(72 * band.thickness, 0.9),
        "capstyle": "butt",
    }
    axes.add_patch(PathPatch(path, zorder=4, clip_on=False, **line))
    half = band.thickness / 2 + 0.03
    axes.fill([base, x1, base], [y1 + half, y1, y1 - half], facecolor=colour, linewidth=0, zorder=4, clip_on=False)


def _bar(axes: Axes, node: Node) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.patheffects import withStroke

    look = {"edgecolor": "none", **LOOKS[node.look]}
    axes.add_patch(Rectangle((node.x, node.top - node.height), BAR, node.height, zorder=5, **look))
    axes.text(
        *node.label,
        "\n".join(node.lines),
        ha=node.side,
        va="bottom" if node.side == "center" else "center",
        fontsize=style.SMALL_SIZE,
        family=style.FONT,
        color=style.INK,
        linespacing=1.15,
        zorder=6,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def _headings(axes: Axes, layout: Layout) -> None:
    """Say above each column what stands in it."""
    words = {"right": "Outlets", "left": "Sources", "center": "Passing on"}
    look: dict[str, Any] = {"fontsize": style.SMALL_SIZE, "family": style.FONT, "color": style.MUTED}
    for side, (x, y) in layout.headings().items():
        axes.text(x, y, words[side], ha=side, va="bottom", style="italic", **look)


def _rows(labels: Iterable[str], width: float) -> int:
    """Return how many rows a legend needs that is as wide as the figure."""
    rows, x = 1, 0.16
    for label in labels:
        needed = 0.16 + style.text_width(label)
        rows, x = (rows + 1, 0.16) if x > 0.16 and x + needed > width - 0.16 else (rows, x)
        x += needed + 0.22
    return rows


def _swatch(look: str) -> style.Draw:
    """Return what draws a bar in the legend."""
    from matplotlib.patches import Rectangle

    return lambda axes, x, y: axes.add_patch(
        Rectangle((x - 0.06, y - 0.3), 0.12, 0.6, **{"edgecolor": "none", **LOOKS[look]})
    )


def _ribbon(axes: Axes, x: float, y: float) -> object:
    """Draw a piece of an orange band in the legend."""
    from matplotlib.patches import Rectangle

    return axes.add_patch(Rectangle((x - 0.08, y - 0.2), 0.16, 0.4, facecolor=PASSED, alpha=0.8, linewidth=0))
