"""The claim timeline: what is drawn, and that nothing is cut off or overlaps."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import dateline as dl
from dateline.analysis.findings import timeline_caption, timeline_days, timeline_finding
from dateline.figures import style
from dateline.figures.timeline import COLUMN_WIDTH, OTHERS, plot_claim_timeline
from dateline.figures.timeline_data import timeline_data
from dateline.figures.timeline_marks import describe_marks


def claims(*rows: tuple[str, str | None, str, str, str]) -> pd.DataFrame:
    names = ["source", "said_first", "quotation", "certainty", "cue_kind"]
    table = pd.DataFrame(rows, columns=names).assign(content="the gates were shut")
    table["said_first"] = pd.to_datetime(table["said_first"])
    table["said_last"] = table["said_first"]
    table["published"] = pd.Timestamp("2025-03-10")
    return timeline_days(table.assign(article="a", outlet="The Reed"))


ADA = ("Ada Brook", "2025-03-03", "direct", "plain", "states")
MIXED = ("Ada Brook", "2025-03-09", "mixed", "hedged", "states")
UNDATED = ("Quill Office", None, "indirect", "plain", "denies")


def marks(figure: Figure) -> list[tuple[float, float]]:
    """Return the places of all marks, and of the cores of hedged ones, from left to right."""
    return sorted(tuple(spot) for points in figure.axes[0].collections for spot in points.get_offsets())


def threaded(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return claims with source, day, thread and role."""
    table = claims(*[(source, day, "indirect", "plain", "states") for source, day, _, _ in rows])
    threads = {name: [row[place] for row in rows] for name, place in (("thread", 2), ("role", 3))}
    return table.assign(**threads, thread_name=[f"What {row[2]} says" for row in rows])


def boxes(figure: Figure) -> list:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    plot = figure.axes[0]
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    texts += [*plot.get_xticklabels(), *plot.get_yticklabels()]
    return [text.get_window_extent(canvas.get_renderer()) for text in texts if text.get_text()]


@pytest.mark.parametrize("certainty", ["hedged", "hedged by reporter"])
def test_one_mark_a_claim_and_one_core_a_hedged_claim(certainty: str) -> None:
    """Three claims, one of them hedged by whomever, are drawn as three marks and one core, and counted so."""
    drawn = claims(ADA, (*MIXED[:3], certainty, MIXED[4]), UNDATED)
    assert len(marks(plot_claim_timeline(drawn, title="t"))) == 4
    assert timeline_finding(drawn).endswith("1 is hedged")


def test_undated_claims_stand_right_of_all_dated_ones() -> None:
    """A claim without a day is placed in the margin, never on a day."""
    figure = plot_claim_timeline(claims(ADA, MIXED, UNDATED), title="t")
    places = [x for x, _ in marks(figure)]
    assert max(places[:3]) + 0.5 < places[3]
    assert len(places) == 4


def test_claims_of_one_day_and_source_do_not_cover_each_other() -> None:
    """Five claims of a source on one day are drawn at five heights."""
    figure = plot_claim_timeline(claims(*[ADA] * 5, MIXED), title="t")
    heights = {round(y, 6) for x, y in marks(figure) if x == marks(figure)[0][0]}
    assert len(heights) == 5


def test_sources_past_the_limit_share_a_lane_and_are_counted() -> None:
    """With three lanes for five sources, the last lane holds the other three and says so."""
    table = claims(*[(f"Source {n}", "2025-03-03", "direct", "plain", "states") for n in (1, 1, 1, 2, 2, 3, 4, 5)])
    figure = plot_claim_timeline(table, title="t", lanes=3)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == ["Source 1 (3)", "Source 2 (2)", f"{OTHERS} (3)"]


@pytest.mark.parametrize("width", [COLUMN_WIDTH, style.PAGE_WIDTH])
@pytest.mark.parametrize("length", [10, 60, 400])
def test_no_text_is_cut_off_or_on_top_of_another(length: int, width: float) -> None:
    """Long names, titles and captions stay inside the figure and apart from each other."""
    name = ("Office of the Quill and the Reed " * 20)[:length]
    table = claims(ADA, MIXED, UNDATED, (name, "2025-03-20", "indirect", "plain", "states"))
    table = table.assign(thread="t", role=["first", "repeat", "deny", "amend"], thread_name=name)
    figure = plot_claim_timeline(table, title=name, caption=name, width=width)
    found = boxes(figure)
    for box in found:
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= figure.bbox.x1 + 1
        assert box.y1 <= figure.bbox.y1 + 1
    overlaps = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a.overlaps(b)]
    assert overlaps == []


def test_a_name_with_dollar_signs_is_drawn_as_it_stands() -> None:
    """A source called $x^2$ starts no formula and raises no error."""
    figure = plot_claim_timeline(claims(("Big $x_$ and $", "2025-03-03", "direct", "plain", "states")), title="$a_$ $")
    FigureCanvasAgg(figure).draw()
    assert figure.axes[0].get_yticklabels()[0].get_text() == r"Big \$x_\$ and \$ (1)"


@pytest.mark.parametrize("rows", [[], [UNDATED], [ADA]])
def test_few_or_no_claims_make_a_figure(rows: list) -> None:
    """No claim, only undated ones, or a single one: a figure all the same."""
    FigureCanvasAgg(plot_claim_timeline(claims(*rows), title=timeline_finding(claims(*rows)))).draw()


def test_the_finding_names_the_source_with_most_claims() -> None:
    """The title is computed from the claims."""
    assert timeline_finding(claims(ADA, MIXED, UNDATED)) == "Ada Brook makes most claims (2 of 3); 1 is hedged"
    assert (
        timeline_finding(claims(ADA, UNDATED))
        == "Ada Brook and Quill Office make most claims (1 of 2 each); none is hedged"
    )
    assert timeline_finding(claims()) == "No claims fit the question"


def test_the_caption_counts_undated_claims() -> None:
    """The caption says how many claims stand in the margin."""
    table = claims(ADA, MIXED, UNDATED)
    assert timeline_caption(table, table) == (
        "3 of the corpus's 3 claims, by 2 named sources in 1 article of 1 outlet, 3 Mar 2025 to 9 Mar 2025."
        " 1 without a day stands in the margin on the right."
    )


def test_what_was_said_years_ago_stands_in_the_margin() -> None:
    """An old claim does not press the others into a corner; the caption counts it."""
    table = claims(ADA, MIXED, ("Quill Office", "1998-06-01", "indirect", "plain", "states"))
    places = [x for x, _ in marks(plot_claim_timeline(table, title="t"))]
    assert places[0] < places[1] < places[-1] < places[0] + 15
    caption = timeline_caption(table, table)
    assert caption.endswith(" 1 said more than a month before or after the articles stands in the margin on the right.")


def test_what_was_said_in_some_month_of_a_year_has_no_day() -> None:
    """Of a claim said "in 2025" the first of January is no day: it stands in the margin, and the caption says why."""
    table = claims(ADA, MIXED, ("Quill Office", "2025-02-20", "indirect", "plain", "states"))
    table.loc[2, "said_last"] = pd.Timestamp("2025-12-31")
    table = timeline_days(table)
    assert table["day"].notna().tolist() == [True, True, False]
    ending = " 1 said on some day of a longer period than a month stands in the margin on the right."
    assert timeline_caption(table, table).endswith(ending)
    data = timeline_data(table.assign(via="", headline="h", sentence="s", url=None), title="t")
    assert data["columns"]["said"]["values"] == ["20 Feb 2025 to 31 Dec 2025"]


def test_crowded_lanes_stay_low_and_show_the_threads_that_are_named() -> None:
    """Twelve crowded lanes are ten inches high at most; of a heap claims of drawn threads are drawn, not counted."""
    rows = [
        (f"Source {n}", f"2025-03-{day:02}", "indirect", "plain", "states") for n in range(12) for day in range(1, 29)
    ]
    table = claims(*rows * 3)
    thread = pd.Series([f"alone {number}" for number in table.index])
    thread[table["source"].eq("Source 3") & (table.index > 760)] = "t"
    role = pd.Series("repeat", index=table.index)
    role[thread[thread == "t"].index[0]] = "first"
    figure = plot_claim_timeline(table.assign(thread=thread, role=role, thread_name="The gates"), title="t")
    assert figure.get_size_inches()[1] < 10
    assert "A" in [text.get_text() for text in figure.axes[0].texts]
    found = boxes(figure)
    assert [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a.overlaps(b)] == []


def test_of_many_claims_on_a_day_ten_are_drawn_and_the_others_counted() -> None:
    """Twenty-five claims of a source on a day are ten marks and the number of the other fifteen."""
    figure = plot_claim_timeline(claims(*[ADA] * 25, MIXED), title="t")
    place = marks(figure)[0][0]
    assert sum(x == place for x, _ in marks(figure)) == 10
    assert "+15" in [text.get_text() for text in figure.axes[0].texts]


def test_a_thread_is_joined_and_its_first_report_has_its_letter() -> None:
    """Of two threads the larger is A; each is a line through its claims, with its letter at its first report."""
    rows = [("Ada Brook", "2025-03-03", "small", "first"), ("Ada Brook", "2025-03-05", "large", "repeat")]
    rows += [("Quill Office", "2025-03-06", "large", "first"), ("Ada Brook", "2025-03-08", "large", "amend")]
    rows += [("Quill Office", "2025-03-12", "small", "deny"), ("Ada Brook", "2025-03-14", "alone", "first")]
    figure = plot_claim_timeline(threaded(*rows), title="t")
    joined = [line.get_xdata().tolist() for line in figure.axes[0].lines if len(line.get_xdata()) > 2]
    assert joined == [[style.day_number(pd.Timestamp(f"2025-03-{day}")) for day in ("05", "06", "08")]]
    letters = {text.get_text(): text.get_position()[0] for text in figure.axes[0].texts}
    assert letters == {"A": joined[0][1], "B": style.day_number(pd.Timestamp("2025-03-03"))}
    listed = [text.get_text() for text in figure.axes[-1].texts]
    assert listed == ["A", "What large says (3 claims)", "B", "What small says (2 claims)"]


def test_marks_tell_what_a_claim_does_to_its_thread() -> None:
    """A role in a thread decides the mark; without one the reporting word does."""
    rows = [("Ada Brook", f"2025-03-0{day}", "t", role) for day, role in enumerate(["first", "amend", "confirm"], 1)]
    rows += [("Ada Brook", "2025-03-04", "t", "withdraw"), ("Ada Brook", "2025-03-05", "alone", "first")]
    table = threaded(*rows)
    table.loc[4, "cue_kind"] = "denies"
    marked = describe_marks(table)
    assert marked["mark"].tolist() == ["statement", "amendment", "confirmation", "withdrawal", "denial"]
    assert marked["letter"].fillna("").tolist() == ["A", "A", "A", "A", ""]


def test_a_thread_without_its_first_report_has_a_letter_and_no_ring() -> None:
    """Where a filter left the first report out, no other claim passes for it."""
    table = threaded(("Ada Brook", "2025-03-03", "t", "repeat"), ("Ada Brook", "2025-03-08", "t", "deny"))
    marked = describe_marks(table)
    assert marked["lead"].tolist() == [True, False]
    assert not marked["first"].any()


def test_the_data_holds_each_claim_and_each_text_once() -> None:
    """Two claims of one sentence share its text; what is missing has no value."""
    table = claims(ADA, UNDATED).assign(
        via="", headline="Gates shut", sentence="The gates were shut, both said.", url=[None, "https://reed.example/1"]
    )
    data = timeline_data(table, title="t")
    columns = data["columns"]
    assert data["rows"] == 2
    assert columns["sentence"] == {"values": ["The gates were shut, both said."], "codes": "0 0"}
    assert columns["day"] == {"values": ["2025-03-03"], "codes": "0 -1"}
    assert columns["link"] == {"values": ["https://reed.example/1"], "codes": "-1 0"}
    assert columns["mark"]["values"] == ["statement", "denial"]
    assert columns["thread"] == {"values": [], "codes": "-1 -1"}


def test_each_thread_of_the_list_has_its_letter_in_the_figure() -> None:
    """However crowded its lane is on the day, a first report is drawn, with its letter, and no number lies on it."""
    corpus = dl.sample()
    readable = dl.readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
    day = pd.Timestamp("2025-03-12")
    crowd = readable.head(40).assign(source=[f"Source {n % 12}" for n in range(40)], day=day)
    threads = [f"t{n // 2}" if n < 12 else None for n in range(40)]
    roles = ["first" if n % 2 == 0 else "repeat" for n in range(40)]
    crowd = crowd.assign(thread=threads, role=roles, thread_name=threads)
    crowd.loc[crowd["thread"].notna(), "source"] = "Source 0"
    figure = plot_claim_timeline(crowd, title="t", lanes=12)
    drawn = [text for text in figure.axes[0].texts if text.get_text() in set("ABCDEF")]
    assert sorted(text.get_text() for text in drawn) == list("ABCDEF")
    numbers = [text for text in figure.axes[0].texts if text.get_text().startswith("+")]
    for letter in drawn:
        assert all(letter.get_position()[1] < number.get_position()[1] for number in numbers)
