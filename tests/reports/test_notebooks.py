"""Notebooks: found by name, and the same bytes after every run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import ReportError, UnknownNameError
from dateline.reports import find_notebook
from dateline.reports.notebooks import load_notebook, node, normalise


def test_path_is_found(make_notebook: Callable[..., Path]) -> None:
    """A path to a notebook is that notebook."""
    path = make_notebook()

    assert find_notebook(path) == path


def test_name_is_looked_up_in_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without folder and suffix is looked up in notebooks/ of the current folder."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "09-mine.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)

    assert find_notebook("09-mine") == Path("notebooks/09-mine.ipynb")
    assert find_notebook("09-mine.ipynb") == Path("notebooks/09-mine.ipynb")


@pytest.mark.parametrize("name", ["08-none", "../09-mine", "", "..", "a\x00b"])
def test_unknown_name_lists_what_there_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not there is an error with the names that are."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "09-mine.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnknownNameError, match=r"There is: .*09-mine"):
        find_notebook(name)


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"nbformat": 3}', '{"nbformat": 4}', "[" * 100_000])
def test_file_that_is_no_notebook_is_refused(content: str, tmp_path: Path) -> None:
    """Anything but a notebook of format 4 gives an error that names the file."""
    path = tmp_path / "broken.ipynb"
    path.write_text(content)

    with pytest.raises(ReportError, match=r"broken\.ipynb cannot be read as a notebook"):
        load_notebook(path)


def test_cells_without_an_id_get_one_by_position(tmp_path: Path) -> None:
    """Ids that tools would draw at random are set from the position."""
    path = tmp_path / "old.ipynb"
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "a"} | extra for extra in ({"id": "a"}, {"id": "a"}, {})
    ]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))

    assert [cell.id for cell in load_notebook(path).cells] == ["a", "cell-002", "cell-003"]


def test_streams_do_not_depend_on_timing() -> None:
    """However the kernel cut its output and warnings, the same text gives the same outputs."""
    pieces = [("stderr", "x"), ("stdout", "a"), ("stderr", "y"), ("stdout", "b")]
    outputs = [{"output_type": "stream", "name": name, "text": text} for name, text in pieces]
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": outputs}

    [cleaned] = normalise(node({"metadata": {}, "cells": [cell]})).cells

    assert [(output.name, output.text) for output in cleaned.outputs] == [("stdout", "ab"), ("stderr", "xy")]


def test_addresses_and_paths_of_the_machine_go() -> None:
    """Addresses in memory, the kernel's files and the environment's folder differ between machines."""
    text = "/tmp/ipykernel_71/123.py:2: UserWarning: <Thing at 0x7f12ab34cd>\n/home/x/lib/site-packages/pandas/a.py:1"
    output = {"output_type": "stream", "name": "stderr", "text": text}
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]}

    [cleaned] = normalise(node({"metadata": {}, "cells": [cell]})).cells

    assert cleaned.outputs[0].text == "cell:2: UserWarning: <Thing>\npandas/a.py:1"
