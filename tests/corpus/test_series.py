"""A series of reports with real kernels: side by side, one page over all, a failure that stops no other."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.errors import UnknownNameError
from dateline.reports.grid import Grid
from dateline.series import run_series

PARAMETERS = 'corpus: str = "sample"  # folder\noutlets: list[str] = []  # outlets\ntop: int = 3  # number'
CODE = """\
from dateline.reports import say
assert top != 13, "unlucky"
say(f"{outlets} <b>{top}</b>")"""


@pytest.fixture
def notebook(tmp_path: Path) -> str:
    """Give a small notebook that fails where top is 13."""
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# How many?"),
        v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        v4.new_code_cell(CODE),
    ]
    path = tmp_path / "small.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    return str(path)


def test_runs_side_by_side_give_the_same_as_one_after_the_other(tmp_path: Path, notebook: str) -> None:
    """Two workers or one: the same reports, and the same page over them, in the order of the file."""
    grid = Grid(each={"top": [2, 1]}, parameters={"outlets": ["The Reed"]})
    for workers in (1, 2):
        made = run_series([notebook], corpus="sample", output=tmp_path / str(workers), grid=grid, workers=workers)
        assert made.failed == []
    pages = [(tmp_path / workers / "index.html").read_text() for workers in ("1", "2")]
    assert pages[0] == pages[1]
    assert pages[0].index("2/report.html") < pages[0].index("1/report.html")
    assert "How many?" in pages[0]
    assert "&lt;b&gt;2&lt;/b&gt;" in pages[0]
    first, second = ((tmp_path / workers / "2" / "report.pdf").read_bytes() for workers in ("1", "2"))
    assert first == second


def test_a_run_that_fails_stops_no_other_and_keeps_its_earlier_report(tmp_path: Path, notebook: str) -> None:
    """The command ends with an error and says which; the page says it too; what was there before is still there."""
    grid = tmp_path / "grid.yaml"
    grid.write_text("each: {top: [13, 5]}")
    earlier = tmp_path / "out" / "13"
    earlier.mkdir(parents=True)
    (earlier / "run.json").write_text(json.dumps({"dateline_report": 1}))
    arguments = ["report", notebook, "--params", str(grid), "-o", str(tmp_path / "out"), "--no-pdf"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "1 report of 2 could not be made" in result.stderr
    assert (earlier / "run.json").exists()
    page = (tmp_path / "out" / "index.html").read_text()
    assert "Not made" in page
    assert "unlucky" in page
    assert (tmp_path / "out" / "5" / "report.html").exists()
    assert not (tmp_path / "out" / "5" / "report.pdf").exists()


def test_everything_is_checked_before_anything_runs(tmp_path: Path, notebook: str) -> None:
    """A misspelt parameter in the file stops the series before the first kernel; nothing is written."""
    with pytest.raises(UnknownNameError, match='Did you mean "top"'):
        run_series([notebook], corpus="sample", output=tmp_path / "out", grid=Grid(each={"tops": [1]}))
    assert not (tmp_path / "out").exists()


def test_a_page_of_someone_else_is_not_overwritten(tmp_path: Path, notebook: str) -> None:
    """A folder with a foreign index.html is refused."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<p>mine</p>")
    result = CliRunner().invoke(main, ["report", notebook, notebook, "-o", str(folder)])
    assert result.exit_code == 1
    assert "not of this kit" in result.stderr
    assert (folder / "index.html").read_text() == "<p>mine</p>"
