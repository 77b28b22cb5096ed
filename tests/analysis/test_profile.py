"""The profile of a corpus: every article counted in each table, what is missing, what was refused."""

from __future__ import annotations

import pandas as pd

from dateline import schema
from dateline.analysis.profile import profile
from dateline.analysis.term_findings import profile_finding

ARTICLES = schema.frame(
    "articles",
    [
        {
            "id": "a",
            "text": "One two three",
            "outlet": "The Reed",
            "published": "2025-03-05",
            "language": "en",
            "authors": ["Ana Ruiz"],
            "headline": "Dam holds",
            "source_record": 1,
            "sha256": "x",
        },
        {"id": "b", "text": "One", "outlet": "The Reed", "published": "2025-03-18", "source_record": 1, "sha256": "y"},
        {
            "id": "c",
            "text": "One two three",
            "outlet": "Quill",
            "outlet_basis": "text",
            "language": "en",
            "source_record": 1,
            "sha256": "x",
        },
        {"id": "d", "text": "", "published": "2025-03-05", "language": "de", "source_record": 1, "sha256": "z"},
    ],
)
REJECTED = schema.frame("rejected", [("b.txt", 0, "empty", "No text."), ("c.txt", 0, "empty", "No text.")])


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return a table's rows, days as text and missing values as None."""
    return [
        tuple(
            None if pd.isna(value) else f"{value:%m-%d}" if isinstance(value, pd.Timestamp) else value for value in row
        )
        for row in table.itertuples(index=False, name=None)
    ]


def test_outlets_are_counted_with_their_days():
    """Articles, candidates, undated ones and days of each outlet, the nameless one too."""
    assert rows(profile(ARTICLES, REJECTED).outlets) == [
        ("The Reed", 2, 0.5, 0, 0, "03-05", "03-18"),
        ("(no outlet)", 1, 0.25, 0, 0, "03-05", "03-05"),
        ("Quill", 1, 0.25, 1, 1, None, None),
    ]


def test_weeks_have_no_gaps_and_undated_articles_are_last():
    """Every week is there for every outlet, and the table adds up to all articles."""
    weeks = profile(ARTICLES, REJECTED).weeks
    assert [row for row in rows(weeks) if row[1] == "The Reed"] == [
        ("03-03", "The Reed", 1),
        ("03-10", "The Reed", 0),
        ("03-17", "The Reed", 1),
    ]
    assert rows(weeks)[-1] == (None, "Quill", 1)
    assert weeks["articles"].sum() == len(ARTICLES)


def test_languages_are_counted_with_the_unknown():
    """Languages by number of articles, what is unknown among them."""
    assert rows(profile(ARTICLES, REJECTED).languages) == [("en", 2, 0.5), ("(unknown)", 1, 0.25), ("de", 1, 0.25)]


def test_missing_fields_are_counted():
    """Each field with the number and share of articles that lack it; an empty list of authors is missing."""
    missing = {field: count for field, count, _ in rows(profile(ARTICLES, REJECTED).missing)}
    assert missing == {
        "headline": 3,
        "outlet": 1,
        "authors": 3,
        "published": 1,
        "language": 1,
        "url": 4,
        "section": 4,
        "agency": 4,
    }


def test_lengths_are_in_words():
    """All words, the shortest, median and longest article of each outlet."""
    assert rows(profile(ARTICLES, REJECTED).lengths) == [
        ("The Reed", 2, 4, 1, 2.0, 3),
        ("(no outlet)", 1, 0, 0, 0.0, 0),
        ("Quill", 1, 3, 3, 3.0, 3),
    ]


def test_the_same_text_in_two_outlets_is_shown():
    """Articles with the very same text are counted together."""
    assert rows(profile(ARTICLES, REJECTED).repeats) == [(2, 2, "Dam holds")]


def test_refusals_are_counted_by_reason():
    """Each reason with its number and an example."""
    assert rows(profile(ARTICLES, REJECTED).refused) == [("empty", 2, "b.txt", "No text.")]


def test_an_empty_corpus_has_an_empty_profile():
    """No articles give empty tables, not an error."""
    described = profile(schema.frame("articles"), schema.frame("rejected"))
    assert [len(getattr(described, name)) for name in ("outlets", "weeks", "languages", "lengths", "refused")] == [
        0
    ] * 5
    assert profile_finding(described) == "The corpus holds no articles"


def test_the_finding_gives_number_outlets_and_days():
    """The sentence counts outlets that have a name, and articles without a day."""
    assert profile_finding(profile(ARTICLES, REJECTED)) == "4 articles from 2 outlets; 1 has no day"
