"""A notebook to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ReportError
from dateline.reports import read_parameters, run_report
from dateline.reports.beginning import begin_notebook


def test_it_runs_as_it_stands(tmp_path: Path) -> None:
    """A new notebook becomes a report with an answer, a table and its methods."""
    path = begin_notebook("who-speaks", folder=tmp_path)
    report = run_report(path, corpus="sample", output=tmp_path / "report", parameters={"outlets": "Ostrel Tribune"})
    page = (report / "report.html").read_text()
    assert "<h1>Who speaks</h1>" in page
    assert "dateline-answer" in page
    assert "How good that is" in page
    assert (report / "tables" / "sources.csv").is_file()


def test_its_parameters_are_documented(tmp_path: Path) -> None:
    """Each parameter has its line of help."""
    parameters = read_parameters(begin_notebook("a", folder=tmp_path))
    assert [one.name for one in parameters] == ["corpus", "sources", "outlets", "first", "last"]
    assert all(one.help for one in parameters)


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "a" * 200, "a\nb"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written outside of the folder."""
    with pytest.raises(ReportError, match="cannot be a name"):
        begin_notebook(name, folder=tmp_path / "notebooks")
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_that_is_there_stays(tmp_path: Path) -> None:
    """An earlier notebook is not overwritten."""
    begin_notebook("mine", folder=tmp_path).write_text("changed")
    with pytest.raises(ReportError, match="is there already"):
        begin_notebook("mine.ipynb", folder=tmp_path)
    assert (tmp_path / "mine.ipynb").read_text() == "changed"
