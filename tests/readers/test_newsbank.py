"""NewsBank: exports as text, older and newer."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

NEW = """Weir breaks

March 4, 2025 | Reed Daily (Almar, VA)
Author/Byline: Ada Brook and Tom Quill, Staff Writers | Section: News | Page: A1
{words} Words | Readability: Lexile: 1230, grade level(s): 10 11-12

ALMAR (AP) - The weir on the Ostrel broke on Tuesday.

The mill is lost, and the Section: News of the Reed is under water.

Caption: The weir.

Record: 18A2B3C4
Copyright (c) 2025 Reed Limited
OpenURL Link
https://infoweb.newsbank.com/apps/news/openurl?id=18A2B3C4
• Citation (aglc Style)
Ada Brook, 'Weir breaks', Reed Daily (online), 4 Mar 2025 A1 <https://infoweb.newsbank.com/x>
"""
MIDDLE = """Mill opens
Reed Daily (Almar, VA) - March 5, 2025
Author: ZOE RILL, Reed Daily
Section: Local
Readability: 11-12 grade level (Lexile: 1200)

The mill opens again.

Nobody knows for how long.

Record Number: 18A2B3C5
Copyright, 2025, Reed Limited. All Rights Reserved.
"""
OLD = """Reed Daily (Almar, VA)
March 4, 2005
Section: News
Edition: Final
Page: A1

WEIR BREAKS

Author: Ada Brook
Article Text:

The weir on the Ostrel broke.

Nobody was hurt.

Copyright (c) 2005 Reed Limited
Record Number: 0503040123
"""


def read(folder: Path, text: str) -> Reading:
    """Read an export from a file."""
    (folder / "export.txt").write_text(text, encoding="utf-8")
    return read_articles(folder)


def test_the_newest_layout_is_read(tmp_path: Path) -> None:
    """Facts in lines with bars; record, rights, link and citation below the text are none of it."""
    reading = read(tmp_path, NEW.format(words=23))
    article = reading.articles.iloc[0]
    assert (article.headline, article.outlet) == ("Weir breaks", "Reed Daily (Almar, VA)")
    assert (article.authors, article.published) == (["Ada Brook", "Tom Quill"], pd.Timestamp("2025-03-04"))
    assert (article.section, article.agency, article.id) == ("News", "AP", "18A2B3C4")
    assert article.url == "https://infoweb.newsbank.com/apps/news/openurl?id=18A2B3C4"
    assert article.text == (
        "ALMAR (AP) - The weir on the Ostrel broke on Tuesday.\n\n"
        "The mill is lost, and the Section: News of the Reed is under water."
    )
    assert "1 agree within 10 %" in reading.summary()


@pytest.mark.parametrize("between", ["\n", "\n______________________________\n\n"])
def test_a_file_is_divided_into_its_articles(tmp_path: Path, between: str) -> None:
    """With lines between articles or without."""
    articles = read(tmp_path, between.join([NEW.format(words=99), MIDDLE, NEW.format(words=99), OLD])).articles
    assert articles["headline"].tolist() == ["Weir breaks", "Mill opens", "WEIR BREAKS"]
    assert articles["text"].str.split().str[-1].tolist() == ["water.", "long.", "hurt."]


def test_a_layout_with_outlet_and_day_in_one_line_is_read(tmp_path: Path) -> None:
    """The title stands first."""
    article = read(tmp_path, MIDDLE).articles.iloc[0]
    assert (article.headline, article.outlet, article.section) == ("Mill opens", "Reed Daily (Almar, VA)", "Local")
    assert (article.published, article.id) == (pd.Timestamp("2025-03-05"), "18A2B3C5")
    assert article.text == "The mill opens again.\n\nNobody knows for how long."


@pytest.mark.parametrize("outlet", ["Reed Daily (Almar, VA)", "Reed Daily"])
def test_the_oldest_layout_begins_with_the_outlet(tmp_path: Path, outlet: str) -> None:
    """The title stands below the facts."""
    article = read(tmp_path, OLD.replace("Reed Daily (Almar, VA)", outlet)).articles.iloc[0]
    assert (article.headline, article.outlet, article.authors) == ("WEIR BREAKS", outlet, ["Ada Brook"])
    assert (article.published, article.section, article.id) == (pd.Timestamp("2005-03-04"), "News", "0503040123")
    assert article.text == "The weir on the Ostrel broke.\n\nNobody was hurt."


def test_facts_with_labels_are_read(tmp_path: Path) -> None:
    """Paper, Title, Author and Date."""
    text = (
        "Paper: Reed Daily (Almar, VA)\nTitle: Weir breaks\nAuthor: Ada Brook\nDate: March 4, 2005\nSection: News\n\n"
        "The weir broke.\n\nRecord Number: 1\n"
    )
    article = read(tmp_path, text).articles.iloc[0]
    assert (article.headline, article.outlet, article.text) == (
        "Weir breaks",
        "Reed Daily (Almar, VA)",
        "The weir broke.",
    )
    assert article.published == pd.Timestamp("2005-03-04")


def test_short_articles_are_divided_too(tmp_path: Path) -> None:
    """One line of text, and rights in two lines."""
    text = "{}\nMarch 4, 2025 | Reed Daily (Almar, VA)\nSection: News\n\nIt broke.\n\nRecord Number: {}\n"
    text += "Copyright (c) 2025 Reed Limited\nAll Rights Reserved.\n\n"
    articles = read(tmp_path, text.format("Weir", 1) + text.format("Mill", 2)).articles
    assert articles["headline"].tolist() == ["Weir", "Mill"]
    assert articles["text"].tolist() == ["It broke.", "It broke."]
