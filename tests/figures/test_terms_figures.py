"""The figures of terms and of the corpus: what is drawn is what the tables say, and no text is cut off or covered."""

from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from dateline.figures.keyness import plot_keyness
from dateline.figures.profile import OTHERS, plot_profile
from dateline.figures.style import ACCENT, PALETTE, spread
from dateline.figures.terms import plot_top_terms, plot_trend

WEEKS = ["2025-03-03", "2025-03-10", "2025-03-17"]


def top_terms(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["term", "count", "share"])


def trend(**shares: list[float | None]) -> pd.DataFrame:
    """Return a trend of terms by week, with a last row of articles without a day."""
    rows = [
        (week, term, share, share and share - 0.1, share and share + 0.1)
        for term, values in shares.items()
        for week, share in [*zip(WEEKS, values, strict=True), (None, 0.5)]
    ]
    table = pd.DataFrame(rows, columns=["period", "term", "share", "low", "high"]).assign(change=None, change_p=np.nan)
    numbers = dict.fromkeys(("share", "low", "high"), float)
    return table.astype({"period": "datetime64[us]", "change": "str", **numbers})


def changing(*changes: tuple[str, str, str], **shares: list[float | None]) -> pd.DataFrame:
    """Return a trend in which terms (named second) rise or fall (third) in weeks (first), the clearest first."""
    table = trend(**shares)
    for number, (week, term, change) in enumerate(changes):
        table.loc[(table["period"] == week) & (table["term"] == term), ["change", "change_p"]] = [change, 0.01 * number]
    return table


def weeks(*rows: tuple[str | None, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["week", "outlet", "articles"]).astype({"week": "datetime64[us]"})


def keyness(*rows: tuple[str, int, int, float, bool]) -> pd.DataFrame:
    """Return key terms of two sub-corpora of a million words: counts, G2, and whether the difference is clear."""
    table = pd.DataFrame(rows, columns=["term", "first_count", "second_count", "g2", "clear"])
    first, second = (table[name].clip(lower=0.5) for name in ("first_count", "second_count"))
    more = pd.Categorical(["first" if ratio > 1 else "second" for ratio in first / second], ["first", "second"])
    return table.assign(log_ratio=np.log2(first / second), more_in=more)


def key_figure(table: pd.DataFrame, name: str = "The Reed", **options: int) -> Figure:
    return plot_keyness(table, first=name, second=f"not {name}", title=name, caption=name, **options)


def texts(figure: Figure) -> dict[str, object]:
    """Return all text that is drawn, with its box."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    found = list(figure.texts)
    for axes in figure.axes:
        labels = [*axes.get_xticklabels(), *axes.get_yticklabels()] if axes.axison else []
        found += [*axes.texts, axes.title, axes._left_title, *labels]
    shown = [text for text in found if text.get_text().strip() and text.get_visible()]
    return {
        f"{number} {text.get_text()}": text.get_window_extent(canvas.get_renderer())
        for number, text in enumerate(shown)
    }


def assert_readable(figure: Figure) -> None:
    """Every text lies inside the figure and on no other text."""
    boxes = texts(figure)
    width, height = figure.bbox.width, figure.bbox.height
    outside = [words for words, box in boxes.items() if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    assert outside == []
    assert [(a, b) for (a, one), (b, two) in combinations(boxes.items(), 2) if one.overlaps(two)] == []


def words(figure: Figure) -> list[str]:
    """Return the text that is drawn."""
    return [name.split(" ", 1)[1] for name in texts(figure)]


def lines(figure: Figure) -> list[list[float]]:
    """Return the heights of the lines that run over all weeks."""
    found = [[float(y) for y in line.get_ydata()] for axes in figure.axes for line in axes.get_lines()]
    return [line for line in found if len(line) == len(WEEKS)][::2]


def test_bars_are_as_long_as_the_counts() -> None:
    """Each term has a bar of its count, with count and share beside it, commonest on top."""
    figure = plot_top_terms(top_terms(("dam", 30, 0.5), ("flood", 12, 0.256)), title="Dams lead")
    bars = figure.axes[0].patches
    assert [bar.get_width() for bar in bars] == [30, 12]
    assert bars[0].get_y() > bars[1].get_y()
    assert {"Dams lead", "dam", "flood", "30 · 50 % of articles", "12 · 26 %"} <= set(words(figure))


def test_only_the_commonest_terms_are_drawn() -> None:
    """Past the limit, the rarer terms are left out."""
    figure = plot_top_terms(top_terms(("a", 1, 0.1), ("c", 2, 0.1), ("b", 2, 0.1)), title="t", top=2)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["b", "c"]


def test_lines_follow_the_shares_and_are_named_at_their_ends() -> None:
    """Each term has a line of its shares and its name at the end; articles without a day are not drawn."""
    figure = plot_trend(trend(dam=[0.9, 0.5, 0.3], **{"evacuat*": [0.2, 0.4, 0.6]}), title="Dams fade")
    assert lines(figure) == [[0.9, 0.5, 0.3], [0.2, 0.4, 0.6]]
    assert {"Dams fade", "dam", "evacuat…"} <= set(words(figure))


def test_a_week_without_articles_leaves_a_gap() -> None:
    """A missing share is not drawn as zero and not bridged."""
    heights = lines(plot_trend(trend(dam=[0.9, None, 0.3]), title="t"))[0]
    assert heights[0] == 0.9
    assert heights[1] != heights[1]


def test_a_change_has_a_line_and_a_label() -> None:
    """A broken line stands in the first week after a change; its label names the term where there are several."""
    figure = plot_trend(changing((WEEKS[1], "dam", "rise"), dam=[0.1, 0.9, 0.9]), title="t")
    upright = [line for line in figure.axes[0].get_lines() if len(set(line.get_xdata())) == 1 < len(line.get_xdata())]
    assert [line.get_xdata()[0] for line in upright] == [pd.Timestamp(WEEKS[1]).timestamp() / 86400]
    assert "rises" in words(figure)
    both = changing((WEEKS[2], "flood", "fall"), dam=[0.1, 0.1, 0.1], flood=[0.9, 0.9, 0.2])
    assert "flood falls" in words(plot_trend(both, title="t"))


def test_without_a_change_nothing_is_said_of_changes() -> None:
    """The note on changes stands only where one is drawn."""
    assert not [text for text in words(plot_trend(trend(dam=[0.1, 0.2, 0.1]), title="t")) if "change" in text]


def test_names_at_equal_ends_stand_apart() -> None:
    """Five lines that end at one height have five names that do not touch."""
    shares = {f"term {number}": [0.1 * number, 0.2, 0.5] for number in range(1, 6)}
    figure = plot_trend(trend(**shares), title="t")
    assert_readable(figure)
    assert len([name for name in words(figure) if name.startswith("term ")]) == 5


def test_more_than_five_terms_get_a_plot_each() -> None:
    """Six terms are drawn in six small plots on the same scale."""
    figure = plot_trend(trend(**{f"term {number}": [0.1, 0.2, 0.3] for number in range(6)}), title="t")
    plots = [axes for axes in figure.axes if axes.axison]
    assert len(plots) == 6
    assert len({axes.get_ylim() for axes in plots}) == 1
    assert_readable(figure)


def test_weeks_are_stacked_by_outlet_with_their_totals() -> None:
    """Each week's bar adds up its outlets; what has no day stands right of all weeks."""
    table = weeks((WEEKS[0], "The Reed", 3), (WEEKS[0], "Quill", 1), (WEEKS[1], "The Reed", 0), (None, "Quill", 2))
    figure = plot_profile(table, title="t")
    plot = figure.axes[0]
    tops = [bar.get_y() + bar.get_height() for bar in plot.containers[-1]]
    assert tops == [4, 0, 2]
    assert {"4", "0", "2", "no day", "The Reed", "Quill"} <= set(words(figure))
    places = [bar.get_x() for bar in plot.containers[0]]
    assert places[2] > places[1] + 7


def test_small_outlets_share_a_colour_and_a_name() -> None:
    """Of nine outlets, six are named and three counted together."""
    table = weeks(*((WEEKS[0], f"Outlet {number}", 10 - number) for number in range(9)))
    figure = plot_profile(table, title="t")
    assert [name for name in words(figure) if "utlet" in name and "week" not in name] == [
        *(f"Outlet {number}" for number in range(6)),
        OTHERS,
    ]
    assert figure.axes[0].containers[-1][0].get_height() == 4 + 3 + 2


def test_key_terms_stand_at_their_frequency_and_log_ratio() -> None:
    """A term is drawn at its count in both and its log ratio; clear ones have the colour of their side."""
    figure = key_figure(keyness(("dam", 40, 10, 20.0, True), ("wall", 0, 8, 11.0, True), ("reed", 5, 6, 0.1, False)))
    grey, coloured = figure.axes[0].collections[:2]
    assert grey.get_offsets().tolist() == [[11, pytest.approx(np.log2(5 / 6))]]
    assert coloured.get_offsets().tolist() == [[50, 2], [8, -4]]
    assert [to_hex(colour).upper() for colour in coloured.get_facecolors()] == [PALETTE[0].upper(), ACCENT.upper()]
    assert {"dam", "wall", "reed", "↑ more frequent in The Reed", "↓ more frequent in not The Reed"} <= set(
        words(figure)
    )


def test_key_terms_at_one_place_share_a_name() -> None:
    """Terms with equal counts are named together, since their marks are one."""
    figure = key_figure(keyness(("dam", 40, 10, 20.0, True), ("flood", 40, 10, 20.0, True)))
    assert "dam, flood" in words(figure)


def test_a_thousand_key_terms_have_names_that_do_not_touch() -> None:
    """In a crowd as many of the surest terms are named as have room, none over another or over a coloured mark."""
    random = np.random.default_rng(7)
    counts = random.negative_binomial(0.4, 0.01, size=(1000, 2)) + 1
    rows = [
        (f"term {n}", int(a), int(b), abs(int(a) - int(b)) / 2.0, abs(a - b) > 50) for n, (a, b) in enumerate(counts)
    ]
    figure = key_figure(keyness(*rows), labels=60)
    assert_readable(figure)
    assert len([name for name in words(figure) if name.startswith("term ")]) > 25
    assert key_figure(keyness(*rows), labels=0).axes[0].texts[2:] == []


LONG = "Interministerial flood-protection-and-dam-safety co-ordination " * 6
FIGURES = {
    "bars": lambda name: plot_top_terms(top_terms((name, 1_234_567, 1.0), ("b", 1, 0.0)), title=name, caption=name),
    "many bars": lambda name: plot_top_terms(
        top_terms(*((f"{n} {name}", 40 - n, n / 40) for n in range(40))), title=name, caption=name, top=40
    ),
    "no bars": lambda name: plot_top_terms(top_terms(), title=name, caption=name),
    "one line": lambda name: plot_trend(trend(**{name: [0.0, 0.0, 0.0]}), title=name, caption=name),
    "four lines": lambda name: plot_trend(
        trend(**{f"{n}{name}": [0.5, 0.1, 1.0] for n in range(4)}), title=name, caption=name
    ),
    "changes": lambda name: plot_trend(
        changing(
            *((week, term, "rise") for term in (name, f"{name} 2") for week in WEEKS[1:]),
            **{name: [0.1, 0.5, 1.0], f"{name} 2": [0.1, 0.5, 1.0]},
        ),
        title=name,
        caption=name,
    ),
    "small plots with changes": lambda name: plot_trend(
        changing(
            *((week, f"{name} {number}", "fall") for number in range(7) for week in WEEKS[1:]),
            **{f"{name} {number}": [0.1, 0.5, 0.0] for number in range(7)},
        ),
        title=name,
        caption=name,
    ),
    "small plots": lambda name: plot_trend(
        trend(**{f"{n}{name}": [0.5, 0.1, 0.9] for n in range(11)}), title=name, caption=name
    ),
    "no line": lambda name: plot_trend(trend(), title=name, caption=name),
    "weeks": lambda name: plot_profile(
        weeks(*((week, f"{n} {name}", n) for n in range(12) for week in [*WEEKS, None])), title=name, caption=name
    ),
    "years": lambda name: plot_profile(
        weeks(*((f"{day:%Y-%m-%d}", name, 7) for day in pd.date_range("2021-01-04", periods=200, freq="7D"))),
        title=name,
        caption=name,
    ),
    "keyness": lambda name: key_figure(
        keyness(*((f"{n} {name}", n % 7 * n, 1 + 3 * (n % 3), 0.7 * n, n % 2 > 0) for n in range(1, 60))), name
    ),
    "one key term": lambda name: key_figure(keyness((name, 5, 5, 0.0, False)), name),
    "large counts": lambda name: key_figure(keyness((name, 10**7, 0, 9e6, True), ("b", 1, 2, 0.3, False)), name),
    "no key terms": lambda name: key_figure(keyness(), name),
    "no day": lambda name: plot_profile(weeks((None, name, 3)), title=name, caption=name),
    "no articles": lambda name: plot_profile(weeks(), title=name, caption=name),
}


@pytest.mark.parametrize("name", ["dam", LONG, "$x^2$ \\frac $", "x" * 300, "W" * 300])
@pytest.mark.parametrize("figure", FIGURES)
def test_no_text_is_cut_off_or_covered(figure: str, name: str) -> None:
    """Short, long and odd names stay inside the figure and apart from each other, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_readable(FIGURES[figure](name))


def test_drawing_leaves_the_table_as_it_is() -> None:
    """The input table is not changed."""
    table = trend(dam=[0.9, None, 0.3])
    before = table.copy(deep=True)
    plot_trend(table, title="t")
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([5.0], [5.0]),
        ([5.0, 5.0], [4.0, 6.0]),
        ([0.0, 0.0, 0.0], [0.0, 2.0, 4.0]),
        ([9.0, 1.0], [9.0, 1.0]),
        ([10.0, 10.0], [8.0, 10.0]),
        ([1.0] * 11, [float(number) for number in range(11)]),
    ],
)
def test_labels_are_moved_apart_as_little_as_can_be(places: list[float], expected: list[float]) -> None:
    """Labels that touch share the way; the ends of the room hold; too many fill the room evenly."""
    assert spread(places, gap=2.0, low=0.0, high=10.0) == pytest.approx(expected)
