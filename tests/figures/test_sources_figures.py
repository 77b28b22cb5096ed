"""The figures of sources: what is drawn, and that nothing is cut off or overlaps, for few and for many."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from dateline.analysis.largest_network import largest_network
from dateline.figures.anonymous import SERIES, plot_anonymous
from dateline.figures.network_places import Layout
from dateline.figures.sources import LOOKS, PASSED, PLAIN, plot_sources

Edge = tuple[str, str, str, str, int]


def network(*rows: Edge) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["citing", "cited", "citing_kind", "cited_kind", "claims"])
    return table.assign(articles=1, direct=0, first=pd.NaT, last=pd.NaT)


def drawn(*rows: Edge) -> pd.DataFrame:
    return largest_network(network(*rows))


SMALL = drawn(
    ("Tribune", "Herald", "outlet", "outlet", 2),
    ("Herald", "Energy Ministry", "outlet", "organisation", 9),
    ("Tribune", "Reed Wire", "outlet", "relay", 3),
    ("Reed Wire", "Odra Venn", "relay", "person", 3),
    ("Reed Wire", "Herald", "relay", "outlet", 1),
    ("Tribune", "(anonymous)", "outlet", "anonymous", 4),
    ("Herald", "Runa Holt", "outlet", "person", 7),
    ("Runa Holt", "Odra Venn", "person", "person", 1),
)


def large(sources: int, outlets: int) -> pd.DataFrame:
    kinds = ("person", "organisation", "group", "document", "unknown")
    rows = [
        (f"The Valley Paper {o}", f"Source Number {s} of Ostrel", "outlet", kinds[s % 5], 1 + (s * 7 + o) % 40)
        for s in range(sources)
        for o in range(outlets)
        if (s + o) % 3 == 0
    ]
    rows += [(f"The Valley Paper {n % outlets}", f"Wire {n}", "outlet", "relay", 3) for n in range(9)]
    rows += [(f"Wire {n}", f"Source Number {n} of Ostrel", "relay", kinds[n % 5], 3) for n in range(9)]
    return largest_network(network(*rows))


def texts(figure: Figure) -> list:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    plot = figure.axes[0]
    found = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    found += [*plot.get_xticklabels(), *plot.get_yticklabels()] if plot.axison else []
    return [text.get_window_extent(canvas.get_renderer()) for text in found if text.get_text()]


def check_nothing_is_cut_or_overlaps(figure: Figure) -> None:
    found = texts(figure)
    for box in found:
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= figure.bbox.x1 + 1
        assert box.y1 <= figure.bbox.y1 + 1
    assert [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a.overlaps(b)] == []


@pytest.mark.parametrize("width", [7.5, 3.54])
@pytest.mark.parametrize(
    "edges",
    [SMALL, SMALL.head(1), large(5, 2), large(500, 3), large(500, 60)],
    ids=["small", "one", "5 sources", "500 sources", "60 outlets"],
)
def test_no_text_is_cut_off_or_on_top_of_another(edges: pd.DataFrame, width: float) -> None:
    """At a page's and a column's width, for one row and for 500 sources, labels stay inside and apart."""
    check_nothing_is_cut_or_overlaps(
        plot_sources(edges, title="A title " * 12, caption="A caption. " * 12, width=width)
    )


@pytest.mark.parametrize("name", ["Office of the Quill and the Reed " * 12, "Q" * 300, "Big $x_$ and $", "<b>&"])
def test_any_name_is_drawn_as_it_stands(name: str) -> None:
    """Very long names, names without a space, and those with signs of formulas and markup."""
    figure = plot_sources(drawn((name, f"{name}!", "outlet", "person", 2)), title="t", width=3.54)
    check_nothing_is_cut_or_overlaps(figure)
    shown = [text.get_text() for text in figure.axes[0].texts]
    assert all(len(text.splitlines()) <= 3 for text in shown)
    assert any(text.startswith(name.replace("$", r"\$")[:4]) for text in shown)


def test_widths_are_numbers_of_claims() -> None:
    """A band for nine claims is three times as thick as one for three; each fits its bar."""
    layout = Layout(SMALL, width=7.5)
    thick = {round(band.thickness / layout.scale): band for band in layout.bands()}
    assert sorted(thick) == [1, 2, 3, 4, 7, 9]
    assert layout.nodes["Tribune"].height == pytest.approx(9 * layout.scale)
    assert layout.nodes["Herald"].height == pytest.approx(16 * layout.scale)
    assert [layout.nodes[name].side for name in ("Herald", "Reed Wire", "Runa Holt")] == ["right", "center", "left"]


def test_ways_through_another_are_orange_and_those_between_outlets_arrows() -> None:
    """Two bands through the relay, and arrows between outlets, from the relay to one, and from source to source."""
    bands = Layout(SMALL, width=7.5).bands()
    assert sorted((band.passed, band.arrow) for band in bands) == [
        (False, False),
        (False, False),
        (False, False),
        (True, False),
        (True, False),
        (True, True),
        (True, True),
        (True, True),
    ]


def test_arrows_keep_off_the_labels_of_outlets() -> None:
    """No arrow between outlets reaches a label, however many claims it stands for."""
    rows = [("Tribune", "Herald", "outlet", "outlet", 60), ("Herald", "Odra Venn", "outlet", "person", 60)]
    figure = plot_sources(drawn(*rows), title="t")
    FigureCanvasAgg(figure).draw()
    plot = figure.axes[0]
    arrows = [patch for patch in plot.patches if isinstance(patch, PathPatch) and not patch.get_fill()]
    labels = [text.get_window_extent() for text in plot.texts if text.get_text() in ("Tribune", "Herald")]
    assert len(arrows) == 1
    curve = arrows[0].get_transform().transform_path(arrows[0].get_path()).interpolated(1)
    reach = curve.get_extents().x0 - arrows[0].get_linewidth() / 72 * figure.dpi / 2
    assert reach >= max(box.x1 for box in labels)


def test_colours_differ_in_grey_print() -> None:
    """Bars of different kinds without a rim, and both kinds of bands, differ by a tenth of the way to white or more."""
    faces = [LOOKS[look]["facecolor"] for look in ("outlet", "person", "body", "group")]
    for colours in (faces, [PLAIN, PASSED], [colour for _, _, colour, _ in SERIES]):
        greys = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(to_rgb, colours))
        assert min(b - a for a, b in pairwise(greys)) > 0.1


def test_an_empty_network_makes_a_figure() -> None:
    """Nobody cites anybody: a figure that says so."""
    figure = plot_sources(drawn(), title="No claims fit the question")
    assert figure.axes[0].texts[0].get_text() == "No one cites another here"


def shares(*rows: tuple[str, int, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["outlet", "claims", "share"])
    for name in ("", "nameless_"):
        table[f"{name}share"] = table["share"]
        table[f"{name}low"], table[f"{name}high"] = table["share"] * 0.5, table["share"] * 0.5 + 0.5
    return table


@pytest.mark.parametrize("width", [7.5, 3.54])
@pytest.mark.parametrize("number", [1, 6, 50])
def test_anonymous_shares_have_room(number: int, width: float) -> None:
    """Labels of one, six and fifty outlets stay inside and apart; the fifteen with most claims are drawn."""
    table = shares(*[(f"The Quill and Reed Gazette {n}", 90 - n, n / 90) for n in range(number)])
    figure = plot_anonymous(table, title="A title " * 9, caption="A caption. " * 9, width=width)
    check_nothing_is_cut_or_overlaps(figure)
    assert len(figure.axes[0].get_yticklabels()) == min(number, 15)


def test_the_outlet_with_most_anonymous_sources_stands_on_top() -> None:
    """Bars are ordered by share, whatever the order of the table."""
    figure = plot_anonymous(shares(("The Mill", 9, 0.1), ("The Reed", 5, 0.8)), title="t")
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["The Mill (9)", "The Reed (5)"]
    assert figure.axes[0].patches[1].get_width() == pytest.approx(0.8)
    assert plot_anonymous(shares(), title="t").axes[0].texts[0].get_text() == "No claims"
