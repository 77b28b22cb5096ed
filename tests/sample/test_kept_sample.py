"""The tables that come with the sample: those that the engines make, and not used where they would make others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from dateline.samples import KEPT, TABLES, kept_sample, sample_folder, tag_sample


def test_the_kept_tables_are_those_that_the_engines_make() -> None:
    """Opened and made anew, every table of the sample is the same; if not, run: make sample."""
    kept = kept_sample(sample_folder())
    assert kept is not None, "The engines or the articles have changed. Run: make sample"
    made = tag_sample(sample_folder())
    for name in TABLES:
        pd.testing.assert_frame_equal(kept.table(name), made.table(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample that can be changed."""
    return Path(shutil.copytree(sample_folder(), tmp_path / "sample"))


def test_a_copy_of_the_sample_has_its_tables(folder: Path) -> None:
    """Where nothing is changed, the tables are opened wherever the sample is."""
    kept = kept_sample(folder)
    assert kept is not None
    assert len(kept.articles) == 41


@pytest.mark.parametrize(
    "name", ["articles/dolna/post.tsv", "topics.yaml", f"{KEPT}/claims.parquet", f"{KEPT}/made.json"]
)
def test_changed_files_are_not_passed_off_as_the_sample(folder: Path, name: str) -> None:
    """With an article, the dictionary, a table or the note on them changed, the kept tables are not used."""
    path = folder / name
    path.write_bytes(path.read_bytes()[:-9] + b"otherwise")
    assert kept_sample(folder) is None


@pytest.mark.parametrize("name", [KEPT, f"{KEPT}/made.json", f"{KEPT}/claims.parquet"])
def test_missing_files_are_missed(folder: Path, name: str) -> None:
    """Without a table, or all of them, the kept tables are not used."""
    path = folder / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert kept_sample(folder) is None
