"""The report folder: whole or not at all, and nothing of somebody else's is replaced."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import ReportError
from dateline.reports.staging import _prefix, check_output, staged


def write_report(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps({"dateline_report": 1, "text": text}))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_whole_report_takes_the_place(tmp_path: Path) -> None:
    """A report that is whole replaces the earlier one and leaves nothing beside it."""
    write_report(tmp_path / "a", "old")
    (tmp_path / "a" / "left-over").write_text("")

    with staged(check_output(tmp_path / "a")) as folder:
        write_report(folder, "new")

    assert names(tmp_path) == ["a"]
    assert names(tmp_path / "a") == ["run.json"]
    assert "new" in (tmp_path / "a" / "run.json").read_text()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_unfinished_report_leaves_the_earlier_one(error: type[BaseException], tmp_path: Path) -> None:
    """Whatever stops the work, the earlier report is as it was and nothing half-made stays."""
    write_report(tmp_path / "a", "old")

    def work() -> None:
        with staged(check_output(tmp_path / "a")) as folder:
            write_report(folder, "new")
            raise error

    with pytest.raises(error):
        work()

    assert names(tmp_path) == ["a"]
    assert "old" in (tmp_path / "a" / "run.json").read_text()


def test_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """A folder with files and without a run.json of ours is not replaced, nor is a file."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "run.json").write_text('{"other": 1}')
    (tmp_path / "file").write_text("")

    for name in ("thesis", "file"):
        with pytest.raises(ReportError, match="is there already and is no report"):
            check_output(tmp_path / name)


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder may become a report."""
    (tmp_path / "a").mkdir()

    assert check_output(tmp_path / "a") == (tmp_path / "a").resolve()


def test_current_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder one stands in cannot be replaced under one's feet."""
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")

    with pytest.raises(ReportError, match="is the folder you are in"):
        check_output(Path())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot ask whether a process lives")
def test_report_of_a_killed_replacement_comes_back(tmp_path: Path) -> None:
    """A run killed between moving the old report away and the new one in loses neither."""
    write_report(tmp_path / f"{_prefix(tmp_path / 'a', 'old')}{dead_process()}", "old")
    write_report(tmp_path / f"{_prefix(tmp_path / 'a', 'new')}{dead_process()}", "half")

    with pytest.raises(ValueError, match="stop"), staged(check_output(tmp_path / "a")):
        raise ValueError("stop")

    assert names(tmp_path) == ["a"]
    assert "old" in (tmp_path / "a" / "run.json").read_text()


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """No place to write to gives an error in words."""
    (tmp_path / "file").write_text("")

    with pytest.raises(ReportError, match="could not be written"), staged(tmp_path / "file" / "a"):
        pass


def test_name_of_full_length_works(tmp_path: Path) -> None:
    """The folder built beside the place has a short name of its own."""
    target = tmp_path / ("n" * 255)

    with staged(target) as folder:
        assert len(os.fsencode(folder.name)) < 64

    assert target.is_dir()
