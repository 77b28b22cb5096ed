"""How a timeline draws a claim and a thread, and what it says of that below the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.figures import style
from dateline.figures.timeline_marks import SHAPES
from dateline.text import count_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = (
    ("direct", "Quoted word for word"),
    ("mixed", "Quoted in part"),
    ("indirect", "Paraphrased"),
)
HEDGED = "Hedged (may, reportedly, …)"
FIRST = "First report of a thread"
LINES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.4)), (0, (5, 1.5, 1, 1.5)), (0, (9, 2)), (0, (2, 2)))
"""Lines of threads, which can be told apart in grey; more threads take them again from the first."""
_START, _MARK, _GAP = 0.16, 0.16, 0.22
"""Room before the legend, for a mark, and between entries, in inches; as ``style.legend_below`` has it."""
_NAME = 0.68
"""Place of a thread's name, in inches from the left."""
_SIZES = {"o": 44, "s": 40, "^": 50, "v": 50, "D": 34}
"""Areas that look equally large, in square points."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a claim is drawn: its kind, its wording, whether it is hedged, its letter, whether it is ringed."""

    mark: str = "statement"
    quotation: str = "indirect"
    hedged: bool = False
    letter: str = ""
    ringed: bool = False


def draw_marks(axes: Axes, x: Any, y: Any, *, look: Look) -> None:
    """Draw claims that look the same; a hedged one keeps a gap between its dashed rim and its core.

    Args:
        axes: A plot.
        x: Place of a claim, or places of several.
        y: Height of a claim, or heights of several.
        look: How they are drawn.
    """
    colour = style.ACCENT if look.mark == "denial" else style.MAIN
    face = {"direct": colour, "mixed": style.lighter(colour)}.get(look.quotation, "white")
    shape = SHAPES[look.mark][0]
    dashes: Any = (0, (1.1, 0.9)) if look.hedged else "-"
    size = _SIZES[shape]
    if look.ringed:
        axes.scatter(x, y, s=118, marker="o", facecolor="white", edgecolor=style.INK, linewidth=0.9, zorder=2.5)
    rim = "white" if look.hedged else face
    axes.scatter(x, y, s=size, marker=shape, facecolor=rim, edgecolor=colour, linewidth=1.3, linestyle=dashes, zorder=3)
    if look.hedged:
        axes.scatter(x, y, s=size / 3, marker=shape, facecolor=face, linewidth=0, zorder=4)


def legend_entries(looks: Sequence[Look]) -> list[tuple[style.Draw, str]]:
    """Return what a legend shows of the looks that occur: for each a function that draws it, and what it means."""
    entries = [(Look(quotation=kind), label) for kind, label in KINDS if any(look.quotation == kind for look in looks)]
    entries += [(Look(hedged=True), HEDGED)] * any(look.hedged for look in looks)
    for mark, (_, label) in SHAPES.items():
        entries += [(Look(mark, "direct"), label)] * (bool(label) and any(look.mark == mark for look in looks))
    entries += [(Look(ringed=True), FIRST)] * any(look.ringed for look in looks)
    return [(partial(draw_marks, look=look), label) for look, label in entries]


def count_rows(entries: Sequence[tuple[style.Draw, str]], width: float) -> int:
    """Return how many rows ``style.legend_below`` needs for some entries in a figure of some width, in inches."""
    x, rows = _START, 1
    for _, label in entries:
        needed = _MARK + style.text_width(label)
        if x + needed > width - _START and x > _START:
            x, rows = _START, rows + 1
        x += needed + _GAP
    return rows


def list_lines(threads: pd.DataFrame, width: float) -> list[tuple[str, list[str]]]:
    """Return the letter of each thread, and what it says and its number of claims, in lines that fit.

    Args:
        threads: ``letter``, ``name`` and ``claims`` of the threads that are drawn.
        width: Width of the figure, in inches.
    """
    return [
        (
            row["letter"],
            style.lines_of(f"{row['name']} ({count_text(int(row['claims']), 'claim')})", width - _NAME - 0.1),
        )
        for row in threads.to_dict("records")
    ]


def list_below(axes: Axes, listed: Sequence[tuple[str, Sequence[str]]], *, rows: int) -> None:
    """Say below the legend which thread each letter stands for, beside a sample of its line.

    Args:
        axes: The plot, made with room for the legend's rows and for the lines of the list.
        listed: What ``list_lines`` gave.
        rows: Rows of the legend.
    """
    figure = axes.figure.get_figure(root=True)
    number = sum(len(lines) for _, lines in listed)
    if figure is None or not number:
        return
    width, height = figure.get_size_inches()
    below = style.TICKS + (rows + number) * style.LEGEND_LINE
    strip = figure.add_axes((0, axes.get_position().y0 - below / height, 1, number * style.LEGEND_LINE / height))
    strip.set_axis_off()
    strip.set_xlim(0, width)
    strip.set_ylim(0.5 - number, 0.5)
    words: dict[str, Any] = {
        "size": style.SMALL_SIZE,
        "color": style.INK,
        "family": style.FONT,
        "va": "center_baseline",
    }
    row = 0
    for place, (letter, lines) in enumerate(listed):
        strip.text(0.1, -row, letter, weight="bold", **words)
        line = LINES[place % len(LINES)]
        strip.plot([0.26, 0.6], [-row, -row], color=style.MUTED, linewidth=1, linestyle=line)
        for text in lines:
            strip.text(_NAME, -row, text, **words)
            row += 1
