"""The committed report of the sample is made again, to the same bytes, by the commands that a user types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.samples import sample_folder

COMMITTED = Path(__file__).parents[2] / "reports" / "sample"
CORPUS = "data/sample/corpus"
NOTEBOOKS = sorted(path.name for path in COMMITTED.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder elsewhere in which the sample was read, tagged and reported on."""
    folder = tmp_path_factory.mktemp("elsewhere")
    sample = sample_folder()
    run(folder, "read", sample / "articles", "-o", CORPUS)
    run(folder, "copies", CORPUS)
    run(folder, "tag", CORPUS, "--topics", sample / "topics.yaml")
    run(folder, "threads", CORPUS)
    run(folder, "report", *NOTEBOOKS, "--corpus", CORPUS, "-o", "reports/sample", "--workers", "2")
    return folder


def run(folder: Path, *arguments: str | Path) -> None:
    (folder / "data" / "sample").mkdir(parents=True, exist_ok=True)
    command = [Path(sys.executable).with_name("dateline"), *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_report_is_made_again_to_the_same_bytes(folder: Path, notebook: str) -> None:
    """Page, PDF, notebook, figures and tables are equal; only run.json, with times and versions, differs."""
    made = contents(folder / "reports" / "sample" / notebook)
    assert sorted(made) == sorted(contents(COMMITTED / notebook))
    assert [name for name, content in contents(COMMITTED / notebook).items() if made[name] != content] == []


def test_the_page_over_all_is_made_again_to_the_same_bytes(folder: Path) -> None:
    """The overview with its small pictures is equal too."""
    assert (folder / "reports" / "sample" / "index.html").read_bytes() == (COMMITTED / "index.html").read_bytes()


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "run.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
