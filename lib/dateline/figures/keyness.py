"""Figure of keyness: how frequent each term is, and by how much more in one sub-corpus than in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dateline.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in inches from the plot's corner."""

HEIGHT = 4.4
LEFT, RIGHT = 0.62, 0.25
BAND = 0.3
"""Room above and below the marks for the names of the sub-corpora, in inches."""
MOST_MARKS = 1500
FIRST, SECOND, UNCLEAR = style.MAIN, style.ACCENT, "#B9C0C8"
LINE_HEIGHT = 0.135
CLOSE = 0.07
"""Distance that a name keeps from the marks and names of others, in inches."""
FAR = 0.09
"""Distance of a name from its mark from which a line joins them, in inches."""
NOTE = "How often terms occur in both, and how many times as frequent they are in one; larger marks: higher G2"


def plot_keyness(
    keyness: pd.DataFrame, *, first: str, second: str, title: str, caption: str = "", labels: int = 30
) -> Figure:
    """Draw each term by its frequency in both sub-corpora together and its log ratio.

    The larger a mark, the higher its G2; coloured ones differ clearly (see ``keyness``). Names are placed where they
    touch neither each other nor a coloured mark, surest first; terms at one place share a name, and one whose name has
    no room goes without.

    Args:
        keyness: The table from ``keyness``.
        first: What the first sub-corpus is.
        second: What the second is.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.
        labels: Most terms to name, half of them for each side.

    Returns:
        A matplotlib figure, as wide as a page's text.
    """
    drawn = keyness.sort_values(["g2", "term"], ascending=[False, True]).head(MOST_MARKS)
    if drawn.empty:
        return style.say_nothing(*style.new_figure(height=1.0, title=title, caption=caption), "No terms to compare")
    note = NOTE if len(drawn) == len(keyness) else f"{NOTE}; the {MOST_MARKS:,} with the highest G2"
    figure, axes = style.new_figure(
        height=HEIGHT, title=title, caption=caption, left=LEFT, right=RIGHT, legend_rows=2, note=note
    )
    counts = (drawn["first_count"] + drawn["second_count"]).to_numpy(dtype=float)
    ratios = drawn["log_ratio"].to_numpy(dtype=float)
    _scales(axes, counts, ratios)
    radii = _radii(drawn["g2"].to_numpy(dtype=float))
    colours = _colours(drawn)
    _marks(axes, counts, ratios, radii=radii, colours=colours)
    _name_sides(axes, first, second)
    names, places = _worth_a_name(drawn, labels), _inches(axes, counts, ratios)
    _name(axes, names, places=places, radii=radii, colours=colours)
    style.legend_below(
        axes,
        [
            (_mark(FIRST), f"clearly more in {style.fit(first, 2.2, size=style.SMALL_SIZE)}"),
            (_mark(SECOND), f"clearly more in {style.fit(second, 2.2, size=style.SMALL_SIZE)}"),
            (_mark(UNCLEAR), "no clear difference (adjusted p of 0.05 or more, or in one article only)"),
        ],
    )
    return figure


def _radii(g2: Floats) -> Floats:
    """Return the marks' radii in inches: their areas grow with G2, by what the highest leaves room for."""
    radii: Floats = 0.022 + np.minimum(0.013, 0.065 / np.sqrt(max(g2.max(), 1.0))) * np.sqrt(g2)
    return radii


def _colours(drawn: pd.DataFrame) -> NDArray[np.str_]:
    clear = drawn["clear"].to_numpy(dtype=bool)
    sides = np.where(drawn["more_in"].to_numpy() == "first", FIRST, SECOND)
    return np.where(clear, sides, UNCLEAR)


def _scales(axes: Axes, counts: Floats, ratios: Floats) -> None:
    """Set up a logarithmic scale of counts and one of doublings, with room for the names of the sides."""
    _, height = _size(axes)
    low, high = np.log10(counts.min()), np.log10(max(counts.max(), counts.min() * 2))
    pad = (high - low) * 0.04
    axes.set_xscale("log")
    axes.set_xlim(10 ** (low - pad), 10 ** (high + pad * 3))
    bottom, top = min(ratios.min() - 0.2, -1.0), max(ratios.max() + 0.2, 1.0)
    margin = (top - bottom) * BAND / (height - 2 * BAND)
    axes.set_ylim(bottom - margin, top + margin)
    axes.set_xticks([], minor=True)
    _count_ticks(axes, low, high)
    step = max(1, -(-int(top - bottom) // 9))
    shown = [number for number in range(-60 * step, 60 * step, step) if bottom <= number <= top]
    axes.set_yticks(shown, [_times(number) for number in shown])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=style.GRID, linewidth=0.8)
    axes.axhline(0, color=style.MUTED, linewidth=0.8)


def _count_ticks(axes: Axes, low: float, high: float) -> None:
    """Label counts, given the logarithms of the least and the most; as many as have room."""
    steps = (1, 2, 5) if high - low < 2.5 else (1,)
    ticks = [step * 10**power for power in range(13) for step in steps if low <= np.log10(step * 10**power) <= high]
    ticks = ticks or [round(10**low)]
    places = _inches(axes, np.array(ticks, dtype=float), np.zeros(len(ticks)))[:, 0]
    labelled: dict[int, str] = {}
    end = -LEFT
    for tick, place in zip(ticks, places, strict=True):
        label = f"{tick:,}" if labelled else f"{tick:,} {'time' if tick == 1 else 'times'}"
        half = style.text_width(label, size=style.TEXT_SIZE) / 2
        if place - half > end and place + half < _size(axes)[0] + RIGHT:
            labelled[tick], end = label, place + half + 0.1
    axes.set_xticks(list(labelled), list(labelled.values()))


def _times(doublings: int) -> str:
    if not doublings:
        return "equal"
    return f"{2 ** abs(doublings):,}×" if abs(doublings) < 14 else f"2^{abs(doublings)}×"


def _size(axes: Axes) -> tuple[float, float]:
    """Return width and height of a plot in inches."""
    figure = axes.figure.get_figure(root=True)
    box = axes.get_position()
    width, height = figure.get_size_inches() if figure is not None else (1.0, 1.0)
    return float(box.width * width), float(box.height * height)


def _inches(axes: Axes, counts: Floats, ratios: Floats) -> Floats:
    """Return places in inches from the plot's corner."""
    points = axes.transData.transform(np.column_stack([counts, ratios]))
    inside = axes.transAxes.inverted().transform(points) * _size(axes)
    return np.asarray(inside, dtype=float)


def _marks(axes: Axes, counts: Floats, ratios: Floats, *, radii: Floats, colours: NDArray[np.str_]) -> None:
    for grey in (True, False):
        chosen = (colours == UNCLEAR) == grey
        axes.scatter(
            counts[chosen],
            ratios[chosen],
            s=(2 * 72 * radii[chosen]) ** 2,
            c=colours[chosen].tolist(),
            alpha=0.55 if grey else 0.85,
            edgecolors="white",
            linewidths=0.4,
            zorder=2 if grey else 3,
        )


def _name_sides(axes: Axes, first: str, second: str) -> None:
    """Write above and below all marks which side is whose."""
    width, height = _size(axes)
    for name, arrow, colour, place in (
        (first, "↑", FIRST, height - BAND / 2),
        (second, "↓", SECOND, BAND / 2),
    ):
        words = style.fit(f"{arrow} more frequent in {name}", width - 0.2, weight="bold")
        axes.text(
            0.06 / width,
            place / height,
            words,
            transform=axes.transAxes,
            color=colour,
            fontsize=style.TEXT_SIZE,
            weight="bold",
            family=style.FONT,
            va="center_baseline",
        )


def _worth_a_name(drawn: pd.DataFrame, labels: int) -> dict[int, str]:
    """Return names by the first row that has them, surest first; terms at one place share one."""
    sides = [np.flatnonzero(drawn["more_in"].to_numpy() == name)[: labels // 2] for name in ("first", "second")]
    chosen = sorted(int(row) for rows in sides for row in rows)
    places: dict[tuple[object, ...], list[int]] = {}
    for row in chosen:
        place = tuple(drawn[["first_count", "second_count"]].iloc[row])
        places.setdefault(place, []).append(row)
    terms = drawn["term"].tolist()
    return {
        rows[0]: style.fit(", ".join(terms[row] for row in rows), 2.0, size=style.SMALL_SIZE)
        for rows in places.values()
    }


def _name(axes: Axes, names: dict[int, str], *, places: Floats, radii: Floats, colours: NDArray[np.str_]) -> None:
    """Write names beside their marks, where there is room."""
    from matplotlib.patheffects import withStroke

    width, height = _size(axes)
    marked = set(names) | set(np.flatnonzero(colours != UNCLEAR).tolist())
    taken = [(0.0, height - BAND, width, height), (0.0, 0.0, width, BAND)]
    # A name close to another's mark would be read as its.
    marks = {row: _around(places[row], radii[row] + (CLOSE if row in names else 0.0)) for row in sorted(marked)}
    for row, words in names.items():
        free = _candidates(places[row], radii[row], style.text_width(words))
        others = taken + [mark for other, mark in marks.items() if other != row]
        box = next((box for box in free if _fits(box, others, width=width, height=height)), None)
        if box is None:
            continue
        taken.append((box[0] - CLOSE, box[1], box[2] + CLOSE, box[3]))
        x, y = places[row]
        end = float(np.clip(x, box[0], box[2])), float(np.clip(y, box[1] + 0.02, box[3] - 0.02))
        if np.hypot(end[0] - x, end[1] - y) > radii[row] + FAR:
            ends = np.array([[x, y], end]) / (width, height)
            axes.plot(*ends.T, transform=axes.transAxes, color=style.MUTED, linewidth=0.6, zorder=4)
        axes.text(
            box[0] / width,
            (box[1] + box[3]) / 2 / height,
            words,
            transform=axes.transAxes,
            color=style.INK if colours[row] != UNCLEAR else style.MUTED,
            fontsize=style.SMALL_SIZE,
            family=style.FONT,
            va="center_baseline",
            zorder=5,
            path_effects=[withStroke(linewidth=2, foreground="white")],
        )


def _around(place: Floats, radius: float) -> Box:
    x, y = place
    return x - radius, y - radius, x + radius, y + radius


def _candidates(place: Floats, radius: float, wide: float) -> Iterator[Box]:
    """Yield places for a name: beside its mark, then farther and farther around it."""
    x, y = place
    for distance in (radius + 0.03, *(radius + step * 0.14 for step in range(1, 7))):
        for angle in np.radians((0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 65, 295, 115, 245)):
            # The name's nearest edge lies at the distance: its middle is farther by half of its size.
            middle = x + np.cos(angle) * (distance + wide / 2), y + np.sin(angle) * (distance + LINE_HEIGHT / 2)
            yield _around_name(*middle, wide)


def _around_name(x: float, y: float, wide: float) -> Box:
    return x - wide / 2, y - LINE_HEIGHT / 2, x + wide / 2, y + LINE_HEIGHT / 2


def _fits(box: Box, taken: Sequence[Box], *, width: float, height: float) -> bool:
    left, bottom, right, top = box
    if left < 0 or bottom < 0 or right > width or top > height:
        return False
    return not any(left < c and a < right and bottom < d and b < top for a, b, c, d in taken)


def _mark(colour: str) -> style.Draw:
    """Return what draws a mark in the legend."""
    return lambda axes, x, y: axes.scatter([x], [y], s=36, c=[colour], edgecolors="white", linewidths=0.4)
