"""Folders of numbered files, whose names are classes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.readers import read_articles


def sections(folder: Path, *names: str) -> list[str]:
    """Write small articles under these names; return the section of each, "" for none."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Weir breaks\n\nThe weir broke, says {name}.\n")
    return read_articles(folder).articles["section"].fillna("").tolist()


def test_the_folder_of_a_numbered_file_is_its_section(tmp_path: Path) -> None:
    """Two folders side by side, each with numbered files."""
    names = ("bbc/business/001.txt", "bbc/business/002.txt", "bbc/sport/001.txt", "bbc/sport/002.txt")
    assert sections(tmp_path, *names) == ["business", "business", "sport", "sport"]


def test_newsgroups_are_classes(tmp_path: Path) -> None:
    """Numbers without suffix, names with points."""
    names = ("train/rec.rivers/49960", "train/rec.rivers/49961", "train/sci.mills/7", "train/sci.mills/8")
    assert sections(tmp_path, *names) == ["rec.rivers", "rec.rivers", "sci.mills", "sci.mills"]


@pytest.mark.parametrize(
    "names",
    [
        ("business/001.txt", "business/002.txt"),
        ("train/001.txt", "train/002.txt", "test/001.txt", "test/002.txt"),
        ("2024/001.txt", "2024/002.txt", "2025/001.txt", "2025/002.txt"),
        ("business/mill.txt", "business/weir.txt", "sport/001.txt", "sport/002.txt"),
        ("business/001.txt", "business/weir.txt", "sport/001.txt", "sport/002.txt"),
        ("march/001.txt", "march/002.txt", "april/001.txt", "april/002.txt"),
        ("business/001.txt", "business/002.txt", "raw/001.txt", "raw/002.txt"),
    ],
)
def test_other_folders_are_no_classes(tmp_path: Path, names: tuple[str, ...]) -> None:
    """One folder alone, names that mean nothing, years and months, files with names."""
    assert set(sections(tmp_path, *names)) == {""}
