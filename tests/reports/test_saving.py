"""Saving: figures and tables go to the report's folder under safe names, and to no folder otherwise."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from dateline.analysis.concordance import concordance
from dateline.errors import ReportError
from dateline.reports import save_figure, save_table
from dateline.reports.page import clean

TABLE = pd.DataFrame({"a": [1]})


def draw() -> Figure:
    figure = Figure(figsize=(3, 2))
    figure.subplots().plot([1, 2, 3], label="claims")
    return figure


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_REPORT", str(tmp_path))
    return tmp_path


def test_nothing_is_written_outside_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a notebook that is only looked at, saving shows and leaves no file."""
    monkeypatch.delenv("DATELINE_REPORT", raising=False)
    monkeypatch.chdir(tmp_path)

    save_figure(draw(), "claims", alt="Three claims", caption="n = 3")
    save_table(TABLE, "claims")

    assert list(tmp_path.iterdir()) == []


def test_same_figure_gives_the_same_bytes(report: Path) -> None:
    """Figures carry no date, no version and no random ids."""
    for name in ("one", "two"):
        save_figure(draw(), name, alt="Three claims", caption="n = 3")

    for suffix in ("png", "svg"):
        one, two = ((report / "figures" / f"{name}.{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two
        assert b"atplotlib version" not in one
    assert b"<dc:date>" not in (report / "figures" / "one.svg").read_bytes()


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "a b", "é", "a" * 101, "-o", "x.png"])
def test_name_that_could_leave_the_folder_is_refused(name: str, report: Path) -> None:
    """Only letters, digits, hyphens and underscores make a file name."""
    with pytest.raises(ReportError, match="cannot be a file name"):
        save_table(TABLE, name)

    assert list(report.iterdir()) == []


def test_second_table_of_a_name_is_refused(report: Path) -> None:
    """A table never overwrites another one of the same report, whatever the file system makes of capitals."""
    save_table(TABLE, "claims")

    with pytest.raises(ReportError, match="in tables/ of this report already"):
        save_table(TABLE, "Claims")


def test_figure_without_alternative_text_is_refused(report: Path) -> None:
    """Who cannot see the figure is told what it shows."""
    with pytest.raises(ReportError, match="no alternative text"):
        save_figure(draw(), "claims", alt=" ", caption="n = 3")


def test_named_index_is_kept(report: Path) -> None:
    """An index with a name is a column of the file, one without is not."""
    save_table(TABLE.set_index(pd.Index(["x"], name="outlet")), "named")
    save_table(TABLE, "plain")

    assert (report / "tables" / "named.csv").read_text() == "outlet,a\nx,1\n"
    assert (report / "tables" / "plain.csv").read_text() == "a\n1\n"


def test_a_concordance_is_saved_as_a_table(report: Path) -> None:
    """What shows itself is saved as its table, and its markup comes through the page's cleaning whole."""
    articles = pd.DataFrame({"id": ["a"], "text": ["=1 dam"], "outlet": ["Reed"], "url": ["https://reed.example/a"]})
    found = concordance(articles, "dam")

    save_table(found, "lines")

    assert (report / "tables" / "lines.csv").read_text().splitlines()[1].startswith("a,3,6,'=1 ,dam,,Reed")
    cleaned = clean(found._repr_html_())
    assert cleaned.count("<mark") == 1
    for kept in ('href="https://reed.example/a"', 'role="cell"', "background-color", 'class="dateline-concordance"'):
        assert kept in cleaned
