"""Articles by outlet, and each story once."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.findings import copies_finding
from dateline.analysis.selection import select_articles
from dateline.errors import UnknownNameError

ARTICLES = schema.frame(
    "articles",
    [
        {"id": "a", "outlet": "The Reed", "source_record": 1},
        {"id": "b", "outlet": "The Brook", "source_record": 2},
        {"id": "c", "outlet": "The Reed", "source_record": 3},
        {"id": "d", "outlet": "The Brook", "source_record": 4},
    ],
)
STORIES = [("c", "c", 1.0, "c"), ("a", "c", 0.9, "c"), ("b", "c", 0.8, "c"), ("d", "d", 1.0, "d")]
COPIES = schema.frame("copies", STORIES)


def chosen(**options: object) -> list[str]:
    return select_articles(ARTICLES, **options)["id"].tolist()


def test_all_articles_are_kept_unless_something_is_asked() -> None:
    """Without outlets and copies the table comes back as it is."""
    assert select_articles(ARTICLES) is ARTICLES


def test_articles_of_some_outlets() -> None:
    """Articles of the outlets in the order of the table; an unknown outlet is an error that lists the known ones."""
    assert chosen(outlets=["The Reed"]) == ["a", "c"]
    with pytest.raises(UnknownNameError, match="The Brook"):
        chosen(outlets=["The Quill"])


def test_each_story_counts_once() -> None:
    """Of a story's articles the earliest is kept, and articles keep their order."""
    assert chosen(copies=COPIES) == ["c", "d"]


def test_a_story_does_not_vanish_with_its_earliest_article() -> None:
    """Where the earliest article is of another outlet, the earliest of those asked about is kept."""
    assert chosen(outlets=["The Brook"], copies=COPIES) == ["b", "d"]
    assert select_articles(ARTICLES.iloc[:2], copies=COPIES)["id"].tolist() == ["a"]


def test_an_article_without_a_row_in_copies_is_kept() -> None:
    """Nothing is left out that is not known to be a copy."""
    assert chosen(copies=COPIES.iloc[:2]) == ["b", "c", "d"]


def test_what_is_left_out_is_said() -> None:
    """A sentence with the number of copies that do not count."""
    once = select_articles(ARTICLES, copies=COPIES)
    assert copies_finding(ARTICLES, ARTICLES) == "No article of 4 is left out as a copy"
    assert copies_finding(ARTICLES, once) == "2 of 4 articles are left out as copies of an earlier one"
    assert copies_finding(ARTICLES.iloc[:3], once) == "1 of 3 articles is left out as a copy of an earlier one"


def test_the_tables_stay_as_they_are() -> None:
    """Choosing changes neither table."""
    articles, copies = ARTICLES.copy(), COPIES.copy()
    select_articles(ARTICLES, outlets=["The Reed"], copies=COPIES)
    pd.testing.assert_frame_equal(ARTICLES, articles)
    pd.testing.assert_frame_equal(COPIES, copies)
