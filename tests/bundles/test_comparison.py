"""Comparing reports: every difference is said where it is, and only declared ones are forgiven."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from dateline.bundles.comparison import compare_reports, outcome
from dateline.bundles.layout import DIFFERENT, GOOD, WITHIN_TOLERANCE

TABLE = "source,score\nRuiz,0.5\nBrook,0.25\n"
Edit = Callable[[str], str]


def notebook(html: str, *, tolerance: dict[str, float] | None = None, source: str = "show()") -> str:
    facts = {"dateline-tolerance": {"file": "tables/claims.csv", "columns": tolerance}} if tolerance else {}
    output = {"output_type": "display_data", "data": {"text/html": [html]}, "metadata": facts}
    return json.dumps({"cells": [{"cell_type": "code", "source": [source], "outputs": [output]}]})


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def compare(tmp_path: Path, before: dict[str, str], now: dict[str, str], withheld: tuple[str, ...] = ()) -> list[str]:
    hashes = {name: sha256(text.encode()).hexdigest() for name, text in before.items()}
    kept = {name: text for name, text in before.items() if name not in withheld}
    found = compare_reports(
        write(tmp_path / "before", kept),
        write(tmp_path / "now", now | {"run.json": "{}"}),
        hashes=hashes,
        withheld={name: hashes[name] for name in withheld},
    )
    return [str(outcome(found)), *map(str, found)]


def test_the_same_bytes_are_the_same(tmp_path: Path) -> None:
    """run.json, which says when a report was made, is not compared."""
    files = {"report.ipynb": notebook("<p>1</p>"), "tables/claims.csv": TABLE}
    assert compare(tmp_path, files, files) == [str(GOOD)]


def test_a_changed_cell_of_a_table_is_named(tmp_path: Path) -> None:
    """Row, column, before and now; a number counts as another even in its last digit."""
    now = TABLE.replace("0.25", "0.2500001")
    assert compare(tmp_path, {"tables/claims.csv": TABLE}, {"tables/claims.csv": now}) == [
        str(DIFFERENT),
        'tables/claims.csv: row 2, column score: "0.25" before, "0.2500001" now',
    ]


def test_rows_and_columns_that_came_or_went_are_said(tmp_path: Path) -> None:
    """Numbers of rows and names of columns are compared first."""
    before = {"tables/a.csv": TABLE, "tables/b.csv": TABLE}
    now = {"tables/a.csv": TABLE + "Ostrel,1\n", "tables/b.csv": TABLE.replace("score", "points")}
    assert compare(tmp_path, before, now) == [
        str(DIFFERENT),
        "tables/a.csv: has 2 rows before, 3 now",
        'tables/b.csv: has other columns: "source, score" before, "source, points" now',
    ]


def test_files_that_came_or_went_are_said(tmp_path: Path) -> None:
    """A file that was not made again, and one that is new."""
    assert compare(tmp_path, {"figures/a.png": "a"}, {"figures/b.png": "b"}) == [
        str(DIFFERENT),
        "figures/a.png: was not made again",
        "figures/b.png: was made, and is not in the bundle",
    ]


def test_a_changed_output_of_a_notebook_is_named(tmp_path: Path) -> None:
    """Cell, output and the place from which they differ; the page differs with it."""
    before = {"report.ipynb": notebook("<p>3 claims of Ruiz</p>"), "report.html": "3"}
    now = {"report.ipynb": notebook("<p>4 claims of Ruiz</p>"), "report.html": "4"}
    assert compare(tmp_path, before, now) == [
        str(DIFFERENT),
        'report.ipynb: cell 1, output 1 (text/html): "<p>3 claims of Ruiz</p>" before, "<p>4 claims of Ruiz</p>" now',
        "report.html: differs, as the notebook does",
    ]


def test_a_changed_source_is_named(tmp_path: Path) -> None:
    """Other code is another notebook, whatever it shows."""
    before, now = notebook("<p>1</p>"), notebook("<p>1</p>", source="show(2)")
    assert compare(tmp_path, {"report.ipynb": before}, {"report.ipynb": now}) == [
        str(DIFFERENT),
        "report.ipynb: cell 1 has another source",
    ]


@pytest.mark.parametrize(
    ("tolerance", "code"),
    [({"score": 0.001}, WITHIN_TOLERANCE), ({"score": 1e-9}, DIFFERENT), ({"source": 1.0}, DIFFERENT)],
)
def test_tolerance_holds_where_it_is_declared(tmp_path: Path, tolerance: dict[str, float], code: int) -> None:
    """A number may differ by what the notebook declares for its column, in the table and where it is shown."""
    before = {
        "report.ipynb": notebook("<td>0.25</td>", tolerance=tolerance),
        "tables/claims.csv": TABLE,
        "report.html": "0.25",
    }
    now = {name: text.replace("0.25", "0.2501") for name, text in before.items()}
    assert compare(tmp_path, before, now)[0] == str(code)


def test_tolerance_forgives_no_other_word(tmp_path: Path) -> None:
    """Where a number may differ, the words around it and other columns may not."""
    before = {"report.ipynb": notebook("Ruiz 0.25", tolerance={"score": 1.0}), "tables/claims.csv": TABLE}
    now = {"report.ipynb": notebook("Ruiz 0.26", tolerance={"score": 1.0}), "tables/claims.csv": TABLE}
    now["tables/claims.csv"] = TABLE.replace("0.25", "0.26").replace("Brook", "Brooke")
    assert compare(tmp_path, before, now)[0] == str(DIFFERENT)


def test_a_withheld_file_is_compared_by_its_hash(tmp_path: Path) -> None:
    """Of what is not in the bundle, the hash is enough to say whether it is the same."""
    before = {"tables/claims.csv": TABLE, "tables/more.csv": TABLE}
    names = tuple(before)
    assert compare(tmp_path / "same", before, before, withheld=names) == [str(GOOD)]
    found = compare(tmp_path / "other", before, before | {"tables/more.csv": "x"}, withheld=names)
    assert found[0] == str(DIFFERENT)
    assert found[1].startswith("tables/more.csv: has another SHA-256 (expected ")


def test_long_lists_are_cut_and_signs_made_harmless(tmp_path: Path) -> None:
    """Twenty differences of a file are listed, then how many more; what does not print is not printed."""
    before = "n\n" + "".join(f"{n}\n" for n in range(50))
    now = "n\n" + "".join(f"{n}\x1b[2J\n" for n in range(50))
    found = compare(tmp_path, {"tables/a.csv": before}, {"tables/a.csv": now})
    assert len(found) == 22
    assert found[-1] == "tables/a.csv: 30 more differences"
    assert all(line.isprintable() for line in found)
