"""The claim timeline: one lane a source, one mark a claim, a line for each of the largest threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.figures import style
from dateline.figures.timeline_legend import LINES, Look, count_rows, draw_marks, legend_entries, list_below, list_lines
from dateline.figures.timeline_marks import describe_marks, list_threads

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OTHERS = "Other sources"
COLUMN_WIDTH = 3.54
"""Width of a journal's column, 90 mm, in inches."""
NARROW = 5.5
"""Inches; in a narrower figure the names of the lanes stand above their marks, not beside them."""
LANE_LABEL_WIDTH = 24
MARK_INCHES = 0.125
"""Distance between the centres of two marks on top of each other, in inches."""
APART_INCHES = 0.1
"""Least distance between two marks side by side, in inches."""
RING_INCHES = 0.15
"""Least distance between a mark with a letter and another, in inches."""
MARGIN_SHARE = 0.09
"""Share of the width that the margin for claims without a place on the axis takes."""
MOST_MARKS = (10, 8, 6, 4, 3)
"""Marks of a source on one day that are drawn on top of each other; a number counts the others."""
PAGE_INCHES = 7.4
"""Height of all lanes together above which fewer marks are drawn, in inches."""
NUMBER_INCHES = 0.14
"""Least distance between two numbers above heaps, in inches."""
SIDE = 0.2
"""Room beside the plot, in inches."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's day number (None for the margin), lane, height within the lane, look, and its thread's letter."""

    day: float | None
    lane: int
    level: int
    look: Look
    thread: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes: names, numbers of claims, heights, lowest marks in inches from below, and how many marks are drawn."""

    names: Sequence[str]
    counts: Sequence[int]
    heights: Sequence[float]
    lowest: Sequence[float]
    most: int


def plot_claim_timeline(
    readable: pd.DataFrame,
    *,
    title: str,
    caption: str = "",
    lanes: int = 12,
    threads: int = 6,
    width: float = style.PAGE_WIDTH,
) -> Figure:
    """Draw claims over time: a lane for each source, filled marks for quotations, hollow ones for paraphrase.

    Hedged claims have a dashed rim; denials are square and orange, amendments, confirmations and withdrawals have
    shapes of their own. Claims without a day on the axis stand in a margin. The claims of the largest threads are
    joined by lines; a letter, which the list below explains, stands at the first report, in a ring, or at the earliest
    claim where that is not drawn. Of many claims of a source on one day, ten are drawn, fewer where many lanes are
    crowded, those of threads first, and the others counted above them.

    Args:
        readable: The table from ``timeline_days``: ``source``, ``day``, ``quotation``, ``certainty`` and ``cue_kind``
            are used, and ``thread``, ``role`` and ``thread_name`` where they are.
        title: The finding, in a sentence.
        caption: What the figure covers and leaves out.
        lanes: Most lanes to draw; the sources with fewer claims share a last one.
        threads: Most threads to draw.
        width: Width of the figure, in inches: a page's text, or ``COLUMN_WIDTH``.

    Returns:
        A matplotlib figure, as high as its lanes need.
    """
    table = describe_marks(readable)
    named = list_threads(table).head(threads)
    names = _lane_names(table["source"], most=lanes)
    left = SIDE if width < NARROW else style.LABEL_WIDTH
    days = table["day"].dropna()
    marks = _marks(table, names, letters=set(named["letter"]), days=days, width=width - left - SIDE)
    entries = legend_entries([mark.look for mark in marks])
    rows, listed = count_rows(entries, width), list_lines(named, width)
    placed = _place_lanes(marks, names, _counts(table["source"], names), label=0.18 if width < NARROW else 0)
    figure, axes = style.new_figure(
        height=sum(placed.heights) or 0.4,
        title=title,
        caption=caption,
        width=width,
        left=left,
        legend_rows=rows + sum(len(lines) for _, lines in listed),
    )
    margin_at = _axis(axes, days, margin=any(mark.day is None for mark in marks), narrow=width < NARROW)
    _draw_lanes(axes, placed, beside=width >= NARROW)
    _draw(axes, marks, lanes=placed, margin_at=margin_at)
    for number, letter in enumerate(named["letter"]):
        _join(axes, [mark for mark in marks if mark.thread == letter], lanes=placed, line=LINES[number % len(LINES)])
    style.legend_below(axes, entries, rows=rows)
    list_below(axes, listed, rows=rows)
    return figure


def _lane_names(sources: pd.Series, *, most: int) -> list[str]:
    counts = sources.value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    return ranked if len(ranked) <= most else [*ranked[: most - 1], OTHERS]


def _counts(sources: pd.Series, names: Sequence[str]) -> list[int]:
    lanes = sources.where(sources.isin([name for name in names if name != OTHERS]), OTHERS)
    return [int((lanes == name).sum()) for name in names]


def _marks(
    table: pd.DataFrame, names: Sequence[str], *, letters: set[str], days: pd.Series, width: float
) -> list[Mark]:
    """Place each claim at its day; claims that would touch go on top of each other, a letter above its mark."""
    lane_of = {name: number for number, name in enumerate(names)}
    inches_a_day, first = width / _length(days), style.day_number(days.min()) if len(days) else 0.0
    placed: dict[int, list[tuple[float, int, bool, bool]]] = {}
    marks = []
    # Those with a letter get the lowest places, then others of their threads: of a heap the rest is counted only.
    drawn = table["letter"].isin(letters)
    turns = (drawn & table["lead"], drawn & ~table["lead"], ~drawn)
    for row in [row for turn in turns for row in table[turn].to_dict("records")]:
        day = None if pd.isna(row["day"]) else style.day_number(row["day"])
        place = -1e9 if day is None else (day - first) * inches_a_day
        number = lane_of.get(row["source"], lane_of.get(OTHERS, 0))
        thread = row["letter"] if row["letter"] in letters else ""
        lettered = thread if row["lead"] else ""
        # Days come in order, so that of what is already there only claims of threads and the last few can be near.
        lane = placed[number] = [one for one in placed.get(number, []) if one[3] or place - one[0] < RING_INCHES]
        taken = {
            level
            for other, level, wide, _ in lane
            if abs(place - other) < (RING_INCHES if wide or lettered else APART_INCHES)
        }
        level = next(one for one in count() if one not in taken and not (lettered and one + 1 in taken))
        lane += [(place, level + above, bool(lettered), bool(thread)) for above in range(1 + bool(lettered))]
        hedged = str(row["certainty"]).startswith("hedged")
        look = Look(row["mark"], row["quotation"], hedged, lettered, ringed=bool(lettered and row["first"]))
        marks.append(Mark(day, number, level, look, thread))
    return marks


def _length(days: pd.Series) -> float:
    """Return how many days the width of a plot stands for, with what is left free at its ends and the margin."""
    length = (days.max() - days.min()).days + 2 * _pad(days).days if len(days) else 1
    return float(length / (1 - MARGIN_SHARE))


def _pad(days: pd.Series) -> pd.Timedelta:
    return max(pd.Timedelta(days=round((days.max() - days.min()).days * 0.03)), pd.Timedelta(days=1))


def _place_lanes(marks: Sequence[Mark], names: Sequence[str], counts: Sequence[int], *, label: float) -> Lanes:
    """Give each lane the height that its marks need, and room for its name above them where it stands there."""
    levels = [0] * len(names)
    for mark in marks:
        levels[mark.lane] = max(levels[mark.lane], mark.level + bool(mark.look.letter))
    # A thread that the list below names has its letter in the figure, in whatever heap it begins.
    lettered = max((mark.level + 2 for mark in marks if mark.look.letter), default=0)
    heights, needed, most = [], [], MOST_MARKS[0]
    for most in (max(most, lettered) for most in MOST_MARKS):
        # Above the marks there is room for a number, written upwards so that those of neighbours stay apart.
        needed = [1 + (level if level < most else most + 1) for level in levels]
        heights = [max(0.42, MARK_INCHES * number + 0.18) + label for number in needed]
        if sum(heights) <= PAGE_INCHES:
            break
    top = sum(heights)
    middles = [top - sum(heights[:lane]) - (height + label) / 2 for lane, height in enumerate(heights)]
    lowest = [middle - (number - 1) / 2 * MARK_INCHES for middle, number in zip(middles, needed, strict=True)]
    return Lanes(names, counts, heights, lowest, most)


def _axis(axes: Axes, days: pd.Series, *, margin: bool, narrow: bool) -> float:
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
        # A narrow margin has no room for its name above its middle alone.
        look: dict[str, Any] = {"fontsize": style.SMALL_SIZE, "color": style.MUTED, "family": style.FONT}
        axes.annotate(
            "other / no day",
            (end if narrow else place, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, 2),
            textcoords="offset points",
            ha="right" if narrow else "center",
            va="bottom",
            **look,
        )
    return place


def _draw_lanes(axes: Axes, lanes: Lanes, *, beside: bool) -> None:
    top = sum(lanes.heights) or 1
    axes.set_ylim(0, top)
    axes.tick_params(axis="y", length=0)
    tops = [top - sum(lanes.heights[:lane]) for lane in range(len(lanes.names))]
    for above in tops[1:]:
        axes.axhline(above, color=style.GRID, linewidth=0.8, zorder=0)
    tails = [f" ({number})" for number in lanes.counts]
    if beside:
        labels = [
            f"{style.wrap(name, LANE_LABEL_WIDTH - len(tail))}{tail}"
            for name, tail in zip(lanes.names, tails, strict=True)
        ]
        middles = [above - height / 2 for above, height in zip(tops, lanes.heights, strict=True)]
        axes.set_yticks(middles, labels, fontsize=8.5)
        return
    axes.set_yticks([])
    room = axes.get_position().width * axes.figure.get_size_inches()[0]  # type: ignore[union-attr]
    look: dict[str, Any] = {"size": style.SMALL_SIZE, "color": style.INK, "family": style.FONT, "va": "top"}
    for name, tail, above in zip(lanes.names, tails, tops, strict=True):
        text = style.fit(name, room - style.text_width(tail), size=style.SMALL_SIZE) + tail
        # A white ground, since lines of threads pass.
        ground: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
        axes.annotate(
            text, (0, above), xycoords=axes.get_yaxis_transform(), xytext=(1, -3), textcoords="offset points",
            bbox=ground, zorder=2, **look,
        )  # fmt: skip


def _spot(mark: Mark, lanes: Lanes, margin_at: float) -> tuple[float, float]:
    return margin_at if mark.day is None else mark.day, lanes.lowest[mark.lane] + mark.level * MARK_INCHES


def _draw(axes: Axes, marks: Sequence[Mark], *, lanes: Lanes, margin_at: float) -> None:
    spots: dict[Look, list[tuple[float, float]]] = {}
    for mark in marks:
        if mark.level < lanes.most:
            spots.setdefault(mark.look, []).append(_spot(mark, lanes, margin_at))
    ground: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.3}
    small: dict[str, Any] = {"color": style.INK, "family": style.FONT, "ha": "center", "zorder": 5, "bbox": ground}
    for look, places in spots.items():
        draw_marks(axes, [x for x, _ in places], [y for _, y in places], look=look)
        for x, y in places if look.letter else ():
            axes.text(x, y + MARK_INCHES, look.letter, size=7, weight="bold", va="center", **small)
    for (lane, x), number in _heaps(axes, marks, lanes=lanes, margin_at=margin_at).items():
        height = lanes.lowest[lane] + (lanes.most - 0.4) * MARK_INCHES
        axes.text(x, height, f"+{number}", size=6.5, rotation=90, va="bottom", **small)


def _heaps(axes: Axes, marks: Sequence[Mark], *, lanes: Lanes, margin_at: float) -> dict[tuple[int, float], int]:
    """Count the claims that are not drawn, by lane and place; neighbouring days share a number where it has no room."""
    first, end = axes.get_xlim()
    width = axes.get_position().width * axes.figure.get_size_inches()[0]  # type: ignore[union-attr]
    step = max(NUMBER_INCHES * (end - first) / width, 1)
    more: dict[tuple[int, float], int] = {}
    for mark in marks:
        if mark.level >= lanes.most:
            day = mark.day
            x = margin_at if day is None else day if step == 1 else first + ((day - first) // step + 0.5) * step
            more[mark.lane, x] = more.get((mark.lane, x), 0) + 1
    return more


def _join(axes: Axes, marks: Sequence[Mark], *, lanes: Lanes, line: Any) -> None:
    """Join the claims of a thread that are drawn on a day, in order of the day."""
    spots = sorted(_spot(mark, lanes, 0) for mark in marks if mark.day is not None and mark.level < lanes.most)
    axes.plot([x for x, _ in spots], [y for _, y in spots], color=style.MUTED, linewidth=0.8, linestyle=line, zorder=1)
