"""Change points in a plot of shares: a thin line where one is, with a label above the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_INCHES = 0.15
MOST_ROWS = 3
"""Rows of labels; where they are full, a line has none."""
NAME_INCHES = 1.1
VERBS = {"rise": "rises", "fall": "falls"}
Label = tuple[float, str, str]


def change_labels(rows: pd.DataFrame, *, colours: Mapping[str, str], named: bool) -> list[Label]:
    """Return the changes to draw, clearest first: day, what the label says, colour.

    Args:
        rows: Rows of a table from ``trend``: ``period``, ``term``, ``change`` and ``change_p`` are used.
        colours: Colour of each term.
        named: Whether the label names the term.
    """
    changed = rows[rows["change"].notna()].sort_values(["change_p", "period", "term"], kind="stable")
    labels = []
    for day, term, change in zip(changed["period"], changed["term"], changed["change"], strict=True):
        name = style.fit(term.replace("*", "…"), NAME_INCHES, size=style.SMALL_SIZE) + " " if named else ""
        labels.append((style.day_number(day), f"{name}{VERBS[change]}", colours[term]))
    return labels


def place_labels(
    labels: Sequence[Label], *, first: float, last: float, inches: float, rows: int
) -> list[tuple[float, int]]:
    """Return for each label the left end of its text, as a day, and its row; row -1 where there is no room.

    Args:
        labels: From ``change_labels``; those that come first are placed first.
        first: First day of the plot.
        last: Last day of the plot.
        inches: Width of the plot.
        rows: Most rows.
    """
    days = (last - first) / inches
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    places = []
    for day, text, _ in labels:
        width = (style.text_width(text) + 0.08) * days
        left = max(min(day + 0.04 * days, last - width), first)
        row = next((number for number, row in enumerate(taken) if _free(row, left, left + width)), -1)
        if row >= 0:
            taken[row].append((left, left + width))
        places.append((left, row))
    return places


def draw_changes(
    axes: Axes, labels: Sequence[Label], *, highest: float, inches: tuple[float, float], rows: int | None = None
) -> None:
    """Draw a line at each change, and its label in rows above the data, for which the plot gets higher.

    Args:
        axes: A plot of shares from 0 to ``highest``, its days already set.
        labels: From ``change_labels``.
        highest: Where the data ends.
        inches: Width and height of the plot.
        rows: Rows of labels to make room for; None for as many as are needed.
    """
    first, last = axes.get_xlim()
    places = place_labels(labels, first=first, last=last, inches=inches[0], rows=MOST_ROWS if rows is None else rows)
    rows = max((row for _, row in places), default=-1) + 1 if rows is None else rows
    row_height = highest * ROW_INCHES / max(inches[1] - rows * ROW_INCHES, ROW_INCHES)
    top = highest + rows * row_height
    axes.set_ylim(0, top)
    for (day, text, colour), (left, row) in zip(labels, places, strict=True):
        height = top - (max(row, 0) + 0.5) * row_height
        axes.plot([day, day], [0, height], color=colour, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
        if row >= 0:
            how: dict[str, Any] = {"size": style.SMALL_SIZE, "color": style.INK, "family": style.FONT}
            axes.text(left, height, style.plain(text), va="center_baseline", ha="left", **how)


def _free(row: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or left >= end for start, end in row)
