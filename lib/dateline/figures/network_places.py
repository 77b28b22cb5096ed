"""Where the bars, labels and bands of a source network stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dateline.figures import style

BAR = 0.09
"""Width of a bar, in inches."""
LINE = 0.135
"""Height of a line of a label."""
GAP = 0.06
"""Least distance between what belongs to two bars above each other."""
HEADING = 0.22
GUTTER = 0.28
"""Room for the arrows between outlets, left of their bars."""
TALLEST, A_NODE = 3.4, 0.42
"""Most height of all claims of a column on top of each other, and most for each of its bars on average."""
THINNEST = 0.012
MOST_LINES = 3
LOOKS = {
    "outlet": "outlet",
    "relay": "body",
    "person": "person",
    "organisation": "body",
    "government": "body",
    "document": "body",
    "group": "group",
}
"""How a kind of source looks; any other is nameless."""
SIDES = ("right", "center", "left")
"""Columns from left to right, by how their labels are aligned."""
COLUMNS = {"outlet": "right", "passing": "center", "source": "left"}
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A bar and its label, in inches from the plot's lower left corner; ``side`` is one of ``SIDES``."""

    look: str
    side: str
    x: float
    top: float
    height: float
    label: Place
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A band from the upper corner of its start to that of its end, or an arrow from middle to middle.

    ``bends`` are the ways that it goes level after its start and before its end, in inches to the right.
    """

    start: Place
    end: Place
    bends: tuple[float, float]
    thickness: float
    passed: bool
    arrow: bool

    @property
    def head(self) -> float:
        """Length of an arrow's head, in inches."""
        return 0.05 + 0.6 * self.thickness


def _of_ends(edges: pd.DataFrame, fact: str) -> dict[str, Any]:
    """Return a fact of everyone in a network, by name."""
    ends = [zip(edges[end], edges[f"{end}_{fact}"], strict=True) for end in ("citing", "cited")]
    return {name: value for pairs in ends for name, value in pairs}


class Layout:
    """Places the bars and bands of a network.

    Args:
        edges: The table from ``largest_network``.
        width: Width of the figure, in inches.

    Attributes:
        nodes: The bars by name.
        left: Room left of the outlets' bars, for their labels and the arrows between them, in inches.
        right: Room right of the sources' bars.
        inner: Width between those.
        height: Height that all of it needs.
    """

    def __init__(self, edges: pd.DataFrame, *, width: float) -> None:
        self.kinds = _of_ends(edges, "kind")
        self.sides = {name: COLUMNS[place] for name, place in _of_ends(edges, "place").items()}
        self.totals = _of_ends(edges, "claims")
        rows = zip(edges["citing"], edges["cited"], edges["claims"], strict=True)
        self.flow = {(citing, cited): int(claims) for citing, cited, claims in rows if citing != cited}
        columns = {side: self._column(side) for side in SIDES}
        fullest = max(sum(map(self._weight, column)) for column in columns.values())
        room = min(TALLEST, A_NODE * max(map(len, columns.values())))
        self.scale = room / max(fullest, 1)
        self.gutter = self._gutter()
        self.right = width * 0.27
        self.left = self.right + self.gutter
        self.inner = width - self.left - self.right
        widths = {"right": self.right - 0.15, "center": self.inner * 0.8, "left": self.right - 0.15}
        self.lines = {name: self._label(name, widths[self.sides[name]]) for name in self.kinds}
        self.nodes: dict[str, Node] = {}
        self.height = self._place(columns)

    def _gutter(self) -> float:
        """Return the room for the arrows between outlets."""
        beside = [
            claims
            for pair, claims in self.flow.items()
            if self._leads(*pair) == "beside" and self.sides[pair[0]] == "right"
        ]
        return GUTTER + max(beside) * self.scale if beside else 0.0

    def _leads(self, citing: str, cited: str) -> str:
        """Tell whether a band goes on to a column further right, back, or to someone beside."""
        a, b = SIDES.index(self.sides[citing]), SIDES.index(self.sides[cited])
        return "on" if a < b else "back" if a > b else "beside"

    def _weight(self, name: str) -> int:
        cites = sum(claims for (citing, _), claims in self.flow.items() if citing == name)
        cited = sum(claims for (_, cited), claims in self.flow.items() if cited == name)
        return max(cites, cited)

    def _column(self, side: str) -> list[str]:
        """Return who stands in a column, from the top: most claims first, those who stand for many last."""
        names = [name for name in self.kinds if self.sides[name] == side]
        return sorted(names, key=lambda name: (self.kinds[name] not in LOOKS, -self._weight(name), name))

    def _bar(self, name: str) -> float:
        return max(self._weight(name) * self.scale, THINNEST)

    def _label(self, name: str, width: float) -> tuple[str, ...]:
        """Return a name in lines, with the number of claims for which others cite it."""
        number = f" ({self.totals[name]:,})" if self.sides[name] != "right" else ""
        lines = style.lines_of(name[: style.LONGEST_LABEL] + number, width) or [""]
        if len(lines) > MOST_LINES:
            rest = style.fit(" ".join(lines[MOST_LINES - 1 :]).replace(r"\$", "$"), width, size=style.SMALL_SIZE)
            lines = [*lines[: MOST_LINES - 1], rest]
        return tuple(lines)

    def _place(self, columns: Mapping[str, Sequence[str]]) -> float:
        """Place all bars, and return the height that they need."""
        needs = {
            name: (self._bar(name) + LINE * len(self.lines[name]) + 2 * GAP)
            if self.sides[name] == "center"
            else max(self._bar(name), LINE * len(self.lines[name])) + GAP
            for name in self.kinds
        }
        heights = {side: sum(needs[name] for name in column) for side, column in columns.items()}
        self.main = main = max(heights["right"], heights["left"])
        for side, column in columns.items():
            spare = 0.0 if side == "center" else (main - heights[side]) / max(len(column), 1)
            top = main + HEADING + heights["center"] if side == "center" else main
            for name in column:
                self.nodes[name] = self._node(name, top - spare / 2, needs[name])
                top -= needs[name] + spare
        return main + HEADING + (heights["center"] + HEADING if columns["center"] else 0)

    def headings(self) -> dict[str, Place]:
        """Return the places of the columns' headings, by side, for the columns that there are."""
        found = {node.side: node for node in reversed(self.nodes.values())}
        places = {"right": (-0.06 - self.gutter, self.main + 0.05), "left": (self.inner + 0.06, self.main + 0.05)}
        places["center"] = (self.inner / 2, self.height - HEADING + 0.05)
        return {side: places[side] for side in found}

    def _node(self, name: str, top: float, need: float) -> Node:
        side, bar, lines = self.sides[name], self._bar(name), self.lines[name]
        look = LOOKS.get(self.kinds[name], "nameless")
        if side == "center":
            x, below = (self.inner - BAR) / 2, top - LINE * len(lines) - 0.02
            return Node(look, side, x, below, bar, (self.inner / 2, below + 0.02), lines)
        middle = top - need / 2
        x = 0.0 if side == "right" else self.inner - BAR
        label = -0.06 - self.gutter if side == "right" else self.inner + 0.06
        return Node(look, side, x, middle + bar / 2, bar, (label, middle), lines)

    def bands(self) -> list[Band]:
        """Return the bands, those with most claims first: they lie below the others."""
        starts = self._stacked(self.flow, at=0)
        ends = self._stacked(self.flow, at=1)
        order = sorted(self.flow, key=lambda pair: (-self.flow[pair], pair))
        return [self._band(pair, starts.get(pair, 0.0), ends.get(pair, 0.0)) for pair in order]

    def _stacked(self, pairs: Iterable[tuple[str, str]], *, at: int) -> dict[tuple[str, str], float]:
        """Return how far below the top of its bar each band begins, or ends; the highest partner's comes first."""
        places, used = {}, dict.fromkeys(self.kinds, 0.0)
        onward = [pair for pair in pairs if self._leads(*pair) == "on"]
        for pair in sorted(onward, key=lambda pair: (-self.nodes[pair[1 - at]].top, pair)):
            places[pair] = used[pair[at]]
            used[pair[at]] += self.flow[pair] * self.scale
        return places

    def _band(self, pair: tuple[str, str], below: float, under: float) -> Band:
        a, b = self.nodes[pair[0]], self.nodes[pair[1]]
        thick = max(self.flow[pair] * self.scale, THINNEST)
        # What a source says of another is passed on too, though most that it says is its own.
        passed = a.side != "right" or b.side != "left"
        way = self._leads(*pair)
        if way == "on":
            # Level beside who passes on, so that bands keep off the labels of those below.
            out, back = ((0.65 if node.side == "center" else 0.45) * (b.x - a.x) for node in (a, b))
            return Band((a.x + BAR, a.top - below), (b.x, b.top - under), (out, -back), thick, passed, False)
        start, end = a.top - a.height / 2, b.top - b.height / 2
        if way == "back":
            reach = 0.4 * (a.x - b.x)
            return Band((a.x, start), (b.x + BAR, end), (-reach, reach), thick, passed, True)
        # A curve reaches three quarters of the way to the points that bend it.
        room = (GUTTER - 0.06 + thick / 2) / 0.75 if a.side == "right" else GUTTER
        bulge = room * (0.6 + 0.4 * min(abs(start - end) / self.height, 1))
        x, bulge = (a.x + BAR, bulge) if a.side == "center" else (a.x, -bulge)
        return Band((x, start), (x, end), (bulge, bulge), thick, passed, True)
