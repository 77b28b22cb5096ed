"""The claim timeline: one lane a source, one mark a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OTHERS = "Other sources"
LANE_LABEL_WIDTH = 24
MARK_INCHES = 0.125
"""Distance between the centres of two marks on top of each other, in inches."""
APART_INCHES = 0.1
"""Least distance between two marks side by side, in inches."""
MARGIN_SHARE = 0.09
"""Share of the width that the margin for claims without a place on the axis takes."""
MOST_MARKS = 10
"""Marks of a source on one day that are drawn on top of each other; a number says how many more there are."""
KINDS = (
    ("direct", "Quoted word for word"),
    ("mixed", "Quoted in part"),
    ("indirect", "Paraphrased"),
)
HEDGED = "Hedged (may, reportedly, …)"
DENIAL = "Denial"


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's place: day number (None for the margin), lane, and its height within the lane."""

    day: float | None
    lane: int
    level: int
    quotation: str
    hedged: bool
    denial: bool


def plot_claim_timeline(readable: pd.DataFrame, *, title: str, caption: str = "", lanes: int = 12) -> Figure:
    """Draw claims over time: a lane for each source, filled marks for quotations, hollow ones for paraphrase.

    Hedged claims have a dashed rim, denials are square and orange. Claims without a day on the axis stand in a margin.
    Of many claims of a source on one day, ten are drawn and the others counted above them.

    Args:
        readable: The table from ``timeline_days``: ``source``, ``day``, ``quotation``, ``certainty`` and ``cue_kind``
            are used.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.
        lanes: Most lanes to draw; the sources with fewer claims share a last one.

    Returns:
        A matplotlib figure, as wide as a page's text and as high as its lanes need.
    """
    names = _lane_names(readable["source"], most=lanes)
    days = readable["day"].dropna()
    marks = _marks(readable, names, days=days)
    highest = [max((mark.level for mark in marks if mark.lane == lane), default=0) for lane in range(len(names))]
    # Above ten marks there is room for a number, written upwards so that those of neighbouring days stay apart.
    heights = [1 + (level if level < MOST_MARKS else MOST_MARKS + 1) for level in highest]
    inches = [max(0.42, MARK_INCHES * height + 0.18) for height in heights]
    figure, axes = style.new_figure(height=sum(inches), title=title, caption=caption, legend_rows=1)
    centres = _centres(inches)
    margin_at = _axis(axes, days, margin=any(mark.day is None for mark in marks))
    _lanes(axes, names, counts=_counts(readable["source"], names), centres=centres, inches=inches)
    _draw(axes, marks, centres=centres, heights=heights, margin_at=margin_at)
    _legend(axes, marks)
    return figure


def _lane_names(sources: pd.Series, *, most: int) -> list[str]:
    counts = sources.value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    return ranked if len(ranked) <= most else [*ranked[: most - 1], OTHERS]


def _counts(sources: pd.Series, names: Sequence[str]) -> list[int]:
    lanes = sources.where(sources.isin([name for name in names if name != OTHERS]), OTHERS)
    return [int((lanes == name).sum()) for name in names]


def _marks(readable: pd.DataFrame, names: Sequence[str], *, days: pd.Series) -> list[Mark]:
    """Place each claim at its day; claims that would touch go on top of each other."""
    lane_of = {name: number for number, name in enumerate(names)}
    length = (days.max() - days.min()).days + 2 * _pad(days).days if len(days) else 1
    inches_a_day = (style.PAGE_WIDTH - style.LABEL_WIDTH - 0.2) * (1 - MARGIN_SHARE) / length
    placed: dict[int, list[tuple[float, int]]] = {}
    marks = []
    first = style.day_number(days.min()) if len(days) else 0.0
    for row in readable.sort_values(["day", "quotation"], kind="stable").to_dict("records"):
        day = None if pd.isna(row["day"]) else style.day_number(row["day"])
        place = -1e9 if day is None else (day - first) * inches_a_day
        number = lane_of.get(row["source"], lane_of.get(OTHERS, 0))
        lane = placed.setdefault(number, [])
        # Days come in order, so only the last few marks of a lane can be near.
        lane[:] = [(other, level) for other, level in lane if abs(place - other) < APART_INCHES]
        taken = {level for _, level in lane}
        level = next(level for level in range(len(lane) + 1) if level not in taken)
        lane.append((place, level))
        marks.append(
            Mark(
                day,
                number,
                level,
                row["quotation"],
                str(row["certainty"]).startswith("hedged"),
                row["cue_kind"] == "denies",
            )
        )
    return marks


def _pad(days: pd.Series) -> pd.Timedelta:
    return max(pd.Timedelta(days=round((days.max() - days.min()).days * 0.03)), pd.Timedelta(days=1))


def _centres(inches: Sequence[float]) -> list[float]:
    """Return the height of each lane's middle, in inches from the bottom, the first lane on top."""
    top = sum(inches)
    return [top - sum(inches[:lane]) - inches[lane] / 2 for lane in range(len(inches))]


def _axis(axes: Axes, days: pd.Series, *, margin: bool) -> float:
    """Set up the time axis and return the place of claims in the margin."""
    first, right = 0.0, 0.0
    axes.set_xticks([])
    if len(days):
        first, right = (style.day_number(day) for day in (days.min() - _pad(days), days.max() + _pad(days)))
        style.day_ticks(axes, days.min(), days.max())
    end = right + (right - first) * (MARGIN_SHARE / (1 - MARGIN_SHARE)) if margin else right
    end = max(end, first + 2)
    axes.set_xlim(first, end)
    place = right + (end - right) / 2
    if margin:
        axes.axvspan(right, end, color=style.MARGIN, linewidth=0, zorder=0)
        axes.annotate(
            "other / no day",
            (place, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=style.SMALL_SIZE,
            color=style.MUTED,
        )
    return place


def _lanes(
    axes: Axes, names: Sequence[str], *, counts: Sequence[int], centres: Sequence[float], inches: Sequence[float]
) -> None:
    axes.set_ylim(0, sum(inches) or 1)
    labels = [
        f"{style.wrap(name, LANE_LABEL_WIDTH - len(str(count)) - 3)} ({count})"
        for name, count in zip(names, counts, strict=True)
    ]
    axes.set_yticks(list(centres), labels, fontsize=8.5)
    axes.tick_params(axis="y", length=0)
    for centre, height in zip(centres[:-1], inches[:-1], strict=True):
        axes.axhline(centre - height / 2, color=style.GRID, linewidth=0.8, zorder=0)


def _draw(
    axes: Axes, marks: Sequence[Mark], *, centres: Sequence[float], heights: Sequence[int], margin_at: float
) -> None:
    more: dict[tuple[int, float], int] = {}
    for mark in marks:
        x = margin_at if mark.day is None else mark.day
        if mark.level >= MOST_MARKS:
            more[mark.lane, x] = more.get((mark.lane, x), 0) + 1
            continue
        height = centres[mark.lane] + (mark.level - (heights[mark.lane] - 1) / 2) * MARK_INCHES
        _mark(axes, x, height, mark=mark)
    for (lane, x), number in more.items():
        height = centres[lane] + (MOST_MARKS - 0.6 - (heights[lane] - 1) / 2) * MARK_INCHES
        look: dict[str, Any] = {"fontsize": 6.5, "color": style.INK, "family": style.FONT, "rotation": 90}
        axes.text(x, height, f"+{number}", ha="center", va="bottom", zorder=5, **look)


def _mark(axes: Axes, x: float, y: float, *, mark: Mark) -> None:
    """Draw a mark; a hedged one keeps a gap between its dashed rim and its core."""
    colour = style.ACCENT if mark.denial else style.MAIN
    face = {"direct": colour, "mixed": style.lighter(colour)}.get(mark.quotation, "white")
    shape = "s" if mark.denial else "o"
    dashes: Any = (0, (1.1, 0.9)) if mark.hedged else "-"
    rim = "white" if mark.hedged else face
    axes.scatter(
        [x], [y], s=44, marker=shape, facecolor=rim, edgecolor=colour, linewidth=1.3, linestyle=dashes, zorder=3
    )
    if mark.hedged:
        axes.scatter([x], [y], s=15, marker=shape, facecolor=face, linewidth=0, zorder=4)


def _legend(axes: Axes, marks: Sequence[Mark]) -> None:
    """Explain the marks that occur, below the plot."""
    examples = [
        (Mark(None, 0, 0, kind, False, False), label)
        for kind, label in KINDS
        if any(m.quotation == kind for m in marks)
    ]
    examples += [(Mark(None, 0, 0, "indirect", True, False), HEDGED)] * any(mark.hedged for mark in marks)
    examples += [(Mark(None, 0, 0, "direct", False, True), DENIAL)] * any(mark.denial for mark in marks)
    style.legend_below(axes, [(partial(_mark, mark=mark), label) for mark, label in examples])
