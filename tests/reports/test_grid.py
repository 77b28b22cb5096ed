"""The parameter file of a series, and the runs that it plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import UnknownNameError
from dateline.reports.grid import Grid, GridError, plan, read_grid

DAYS = [date(2025, 3, 4), date(2025, 4, 1), date(2025, 3, 30)]


def written(folder: Path, text: str) -> Path:
    path = folder / "grid.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_what_holds_for_all_and_what_there_is_a_run_for(tmp_path: Path) -> None:
    """Notebooks, values for every run and lists of values arrive as they are written; "all" stands for the corpus's."""
    text = "notebooks: [03-x]\nparameters: {confidence: 0.5}\neach: {outlet: all, sources: [[A], [B, C]]}"
    assert read_grid(written(tmp_path, text)) == Grid(
        ("03-x",), {"confidence": 0.5}, {"outlet": None, "sources": [["A"], ["B", "C"]]}
    )


def test_each_outlet_and_month_of_the_corpus_gets_a_run() -> None:
    """A month becomes its first and last day, an outlet a list of one; folders are named so that people know them."""
    runs = plan(Grid(each={"outlet": None, "month": None}), ["03-x"], outlets=["The Reed", "Ähre"], days=DAYS)
    assert [run.name for run in runs] == [
        "the-reed_2025-03",
        "the-reed_2025-04",
        "ähre_2025-03",
        "ähre_2025-04",
    ]
    assert runs[1].parameters == {
        "outlets": ["The Reed"],
        "first": date(2025, 4, 1),
        "last": date(2025, 4, 30),
    }
    assert runs[1].label == (("outlet", "The Reed"), ("month", "2025-04"))


def test_several_notebooks_get_a_folder_each() -> None:
    """With more than one notebook, each has a folder with its runs."""
    runs = plan(Grid(each={"top": [5, 10]}), ["02-x", "some/03-y.ipynb"])
    assert [run.name for run in runs] == ["02-x/5", "02-x/10", "03-y/5", "03-y/10"]
    assert [run.name for run in plan(Grid(), ["02-x", "03-y"])] == ["02-x", "03-y"]


def test_values_that_look_alike_as_folders_stay_apart() -> None:
    """Names that differ only in what no folder can bear, or in capitals, get a number; long ones are cut."""
    names = [run.name for run in plan(Grid(each={"sources": ["A/B", "a b", "..", "x" * 500]}), ["03-x"])]
    assert len({name.casefold() for name in names}) == 4
    assert names[:2] == ["a-b", "a-b-2"]
    assert all(0 < len(name.encode()) <= 130 and "/" not in name and not name.startswith(".") for name in names)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no sections"),
        ("[1, 2]", "has no sections"),
        ("each: {outlet: some}", 'expects a list of values or "all"'),
        ("each: {top: all}", "expects a list of values"),
        ("each: {top: []}", "expects a list of values"),
        ("each: [outlet]", "have a name on each line"),
        ("notebooks: 03-x", "have a name on each line"),
        ("each: {1: [2]}", "is a word"),
        ("a: [b", "is no YAML"),
        ("!!python/object/apply:os.system ['true']", "is no YAML"),
    ],
)
def test_a_wrong_file_says_what_it_should_be(tmp_path: Path, text: str, says: str) -> None:
    """The message names the trouble and shows a file that is right; nothing in a file is run."""
    with pytest.raises(GridError, match=says) as caught:
        read_grid(written(tmp_path, text))
    assert "each:" in str(caught.value)


def test_a_missing_file_and_an_unknown_section_are_named(tmp_path: Path) -> None:
    """The message has the path, or the sections there are."""
    with pytest.raises(GridError, match="nowhere"):
        read_grid(tmp_path / "nowhere.yaml")
    with pytest.raises(UnknownNameError, match='"every".*each, notebooks, parameters'):
        read_grid(written(tmp_path, "every: {outlet: all}"))


def test_too_much_and_nothing_are_refused() -> None:
    """A grid of thousands of runs, a month that is none, and a corpus without outlets are errors before anything runs."""
    with pytest.raises(GridError, match="1,000,000 runs"):
        plan(Grid(each={"a": list(range(1000)), "b": list(range(1000))}), ["x"])
    with pytest.raises(GridError, match='"2025-13" is no month'):
        plan(Grid(each={"month": ["2025-13"]}), ["x"])
    with pytest.raises(GridError, match="nothing to make a run for each outlet"):
        plan(Grid(each={"outlet": None}), ["x"])
    with pytest.raises(GridError, match="0 runs"):
        plan(Grid(), [])
