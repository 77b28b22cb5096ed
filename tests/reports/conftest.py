"""Small notebooks to make reports of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

PARAMETERS = """\
from datetime import date

corpus: str = "sample"  # folder of the corpus
sources: list[str] = []  # sources to show
since: date | None = None  # first day
top: int = 20  # number of terms
"""


@pytest.fixture
def make_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a notebook of a title, the parameters and the given cells."""

    def make(
        *code: str, name: str = "harbour", parameters: str = PARAMETERS, title: str = "# The harbour affair"
    ) -> Path:
        v4 = nbformat.v4
        cells = [
            v4.new_markdown_cell(title),
            v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *(v4.new_code_cell(source) for source in code),
        ]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(v4.new_notebook(cells=cells), path)
        return path

    return make


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a folder that passes for a corpus."""
    folder = tmp_path / "affair"
    folder.mkdir()
    (folder / "corpus.json").write_text(json.dumps({"dateline": {"version": 1}}))
    return folder
