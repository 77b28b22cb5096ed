"""EBSCO: exports as text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

ONE = """Record: 1
Title:  Weir breaks.
Authors:  Brook, Ada (AUTHOR)
\tQuill, Tom
Source:  Reed Daily, The (Almar). 3/4/2025, p1-A12. 2p.
Document Type:  Article
Subject Terms:  *WEIRS
\t*MILLS
Geographic Terms:  ALMAR
Abstract:  A weir is broken.
Full Text Word Count:  17
ISSN:  1234-5678
Accession Number:  987
Persistent link to this record (Permalink):  https://search.example/login.aspx?db=n5h&AN=987
Cut and Paste:  <A href="https://search.example/login.aspx?db=n5h&AN=987">Weir breaks.</A>
Database:  Newspaper Source Plus

Section: News
WEIR BREAKS
ALMAR (AP) - The weir on the Ostrel broke on Tuesday.
The mill is lost.
Nobody was hurt.
~~~~~~~~
By Ada Brook, Staff Writer
Copyright of Reed Daily, The is the property of Reed Limited and its content may not be copied or emailed.
_____
"""
TWO = """Record: 2
Title:
    Mill opens.
Authors:
    Anonymous
Source:
    The Reed. Mar 5, 2025, Vol. 3 Issue 2, p7.
Abstract:
    The mill opens again.
Accession Number:
    988
Database:
    Newspaper Source Plus
"""


def read(folder: Path, text: str) -> Reading:
    """Read an export from a file."""
    (folder / "export.txt").write_text(text, encoding="utf-8")
    return read_articles(folder)


def test_an_export_is_divided_into_its_articles(tmp_path: Path) -> None:
    """Facts of the citation; the text without what stands above and below it."""
    reading = read(tmp_path, ONE + "\n" + TWO)
    article = reading.articles.iloc[0]
    assert (article.headline, article.outlet) == ("Weir breaks.", "Reed Daily, The (Almar)")
    assert (article.authors, article.published) == (["Ada Brook", "Tom Quill"], pd.Timestamp("2025-03-04"))
    assert (article.section, article.agency, article.id) == ("News", "AP", "987")
    assert article.url == "https://search.example/login.aspx?db=n5h&AN=987"
    assert article.text == (
        "ALMAR (AP) - The weir on the Ostrel broke on Tuesday.\n\nThe mill is lost.\n\nNobody was hurt."
    )
    assert article.completeness == "whole"
    assert "1 agree within 10 %" in reading.summary()


def test_a_citation_without_text_gives_its_abstract(tmp_path: Path) -> None:
    """Values may stand below their labels."""
    article = read(tmp_path, ONE + "\n" + TWO).articles.iloc[1]
    assert (article.headline, article.outlet, article.authors) == ("Mill opens.", "The Reed", [])
    assert (article.text, article.completeness) == ("The mill opens again.", "excerpt")
    assert (article.published, article.id) == (pd.Timestamp("2025-03-05"), "988")


def test_citations_without_numbers_begin_with_their_titles(tmp_path: Path) -> None:
    """A file without "Record: 1"; a title in the text begins nothing."""
    text = (ONE + "\n" + TWO).replace("Record: 1\n", "").replace("Record: 2\n", "")
    text = text.replace("The mill is lost.", "Title: The lost mill.")
    articles = read(tmp_path, text).articles
    assert articles["headline"].tolist() == ["Weir breaks.", "Mill opens."]
    assert articles.iloc[0].text.endswith("Title: The lost mill.\n\nNobody was hurt.")


def test_a_labelled_text_ends_before_the_fields_behind_it(tmp_path: Path) -> None:
    """Full Text: before the words and the database."""
    text = """Record: 1
Title: Weir breaks
Authors: Brook, Ada
Source: Reed Daily, 03/04/2025, p1
Full Text: The weir broke.
Nobody was hurt.
Subject Terms: WEIRS
Full Text Word Count: 60
Accession Number: 987
Database: Newspaper Source
"""
    reading = read(tmp_path, text)
    article = reading.articles.iloc[0]
    assert (article.text, article.outlet) == ("The weir broke.\n\nNobody was hurt.", "Reed Daily")
    assert "(60 stated, 6 found)" in reading.summary()


@pytest.mark.parametrize(
    ("source", "day"),
    [("Reed. 3/14/2025, p1.", "2025-03-14"), ("Reed. 14/3/2025, p1.", "2025-03-14"), ("Reed. Mar2025, p1.", None)],
)
def test_the_day_of_a_source_has_its_month_first(tmp_path: Path, source: str, day: str | None) -> None:
    """But for days that are no months; a month alone is no day."""
    text = ONE.replace("Reed Daily, The (Almar). 3/4/2025, p1-A12. 2p.", source)
    article = read(tmp_path, text).articles.iloc[0]
    assert article.outlet == "Reed"
    assert (None if pd.isna(article.published) else str(article.published.date())) == day
