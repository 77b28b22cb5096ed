"""RIS references: facts, and abstracts as excerpts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import read_articles

PROQUEST = """

TY  - NEWS
AU  - Brook, Ada
AU  - Quill, Tom
T1  - Weir breaks
JF  - The Reed
JO  - The Reed
Y1  - 2025/03/04/
PY  - 2025
DA  - 2025 Mar 04
CY  - Almar
SE  - News
N2  - The weir on the Ostrel broke
on Tuesday.
N1  - Copyright - Copyright Reed Limited Mar 4, 2025
LA  - English
AN  - 3107
UR  - https://search.example/docview/3107?accountid=1;x=2
UR  - https://resolver.example/
ER  -

TY  - NEWS
TI  - Le moulin rouvre
T2  - Le Roseau
DA  - 2025/3/5/
ER  -
"""


def test_references_are_read(tmp_path: Path) -> None:
    """Title, outlet, names, day, language and place; the abstract is an excerpt."""
    (tmp_path / "a.ris").write_text(PROQUEST)
    first, second = (row for _, row in read_articles(tmp_path).articles.iterrows())
    assert (first.headline, first.outlet, first.authors) == ("Weir breaks", "The Reed", ["Ada Brook", "Tom Quill"])
    assert (first.text, first.completeness) == ("The weir on the Ostrel broke on Tuesday.", "excerpt")
    assert (first.published, first.language, first.section) == (pd.Timestamp("2025-03-04"), "en", "News")
    assert (first.id, first.url) == ("3107", "https://search.example/docview/3107?accountid=1;x=2")
    assert (second.headline, second.outlet, second.completeness) == ("Le moulin rouvre", "Le Roseau", "missing")
    assert second.published == pd.Timestamp("2025-03-05")


@pytest.mark.parametrize("day", ["2025/03/04/", "2025/Mar/04/", "2025-03-04", "2025/03/04/morning", "2025/3/4"])
def test_the_ways_to_write_a_day_are_known(tmp_path: Path, day: str) -> None:
    """Year, month and day with anything between and behind them."""
    (tmp_path / "a.ris").write_text(f"TY  - NEWS\nTI  - Weir breaks\nDA  - {day}\nER  - \n")
    assert read_articles(tmp_path).articles.iloc[0].published == pd.Timestamp("2025-03-04")


def test_a_year_alone_is_no_day(tmp_path: Path) -> None:
    """Slashes without month and day."""
    (tmp_path / "a.ris").write_text("TY  - NEWS\nTI  - Weir breaks\nPY  - 2025\nDA  - 2025///\nER  - \n")
    assert pd.isna(read_articles(tmp_path).articles.iloc[0].published)


def test_a_reference_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    """The whole ones before it are read."""
    (tmp_path / "a.txt").write_text(PROQUEST + "\nTY  - NEWS\nTI  - Mill\n")
    reading = read_articles(tmp_path)
    assert (len(reading.articles), reading.rejected["reason"].tolist()) == (2, ["damaged"])


def test_spaces_left_out_of_tags_do_no_harm(tmp_path: Path) -> None:
    """One space before the hyphen, none behind the end."""
    (tmp_path / "a.ris").write_text("TY - NEWS\nTI - Weir breaks\nT2 - The Reed\nER -\n")
    article = read_articles(tmp_path).articles.iloc[0]
    assert (article.headline, article.outlet) == ("Weir breaks", "The Reed")
