"""Co-occurrence of terms in articles and in sentences, against figures worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.cooccurrence import cooccurrence, sentence_texts
from dateline.analysis.counting import count_terms
from dateline.analysis.term_table import term_table

TEXTS = ["dam flood", "dam dam flood wall", "dam", "flooded dams", "wall", "", "reed", "reed"]


def articles(texts: list[str]) -> pd.DataFrame:
    rows = [{"id": str(number), "text": text, "source_record": 1} for number, text in enumerate(texts)]
    return schema.frame("articles", rows)


NEWS = articles(TEXTS)


def test_pairs_are_counted_by_article() -> None:
    """Dam in 3 of 8 articles, flood in 2, both in 2: 0.75 expected, Jaccard 2/3, NPMI ln(2/0.75) / ln(4)."""
    table = cooccurrence(term_table(NEWS), NEWS, terms=["flood", "dam"])
    assert table.iloc[0].tolist()[:7] == ["flood", "dam", 2, 2, 3, 8, 0.75]
    assert table.iloc[0].tolist()[7:] == pytest.approx([2 / 3, math.log(2 / 0.75) / math.log(4)])


def test_npmi_reaches_its_bounds() -> None:
    """Bouma (2009): 1 for terms never apart, 0 for chance, -1 for terms never together."""
    never_apart = articles(["dam wall", "dam wall", "reed", "reed"])
    chance = articles(["dam wall", "dam", "wall", "reed"])
    apart = articles(["dam", "wall", "reed"])
    found = [
        cooccurrence(term_table(news), news, terms=["dam", "wall"], min_articles=0)["npmi"].iloc[0]
        for news in (never_apart, chance, apart)
    ]
    assert found == pytest.approx([1, 0, -1])


def test_forms_of_a_term_count_once_an_article() -> None:
    """With an asterisk, forms of a word are one term."""
    row = cooccurrence(term_table(NEWS), NEWS, terms=["dam*", "flood*"]).iloc[0]
    assert row[["both", "term_articles", "other_articles"]].tolist() == [3, 4, 3]


def test_one_term_is_paired_with_every_other() -> None:
    """All terms that an article shares with the one, most articles first; never with itself."""
    table = cooccurrence(term_table(NEWS), NEWS, terms="dam")
    assert table[["other", "both"]].to_numpy().tolist() == [["flood", 2], ["wall", 1]]
    everything = cooccurrence(term_table(NEWS), NEWS, terms="dam", min_articles=0)
    assert set(everything["other"]) == {"flood", "wall", "flooded", "dams", "reed"}


def test_a_part_of_the_articles_can_be_asked_for() -> None:
    """Counts of a corpus answer for some of its articles; those without a counted term are in the total."""
    part = NEWS.iloc[[0, 4, 5]]
    row = cooccurrence(count_terms(NEWS), part, terms=["dam", "flood"]).iloc[0]
    assert row[["both", "term_articles", "total"]].tolist() == [1, 1, 3]


def test_what_cannot_be_told_is_missing() -> None:
    """A term that does not occur, or a pair that every article has, has no NPMI."""
    news = articles(["dam wall", "dam wall"])
    assert cooccurrence(term_table(news), news, terms=["dam", "wall"])["npmi"].isna().tolist() == [True]
    none = cooccurrence(term_table(news), news, terms=["dam", "reed"], min_articles=0)
    assert none[["both", "other_articles"]].to_numpy().tolist() == [[0, 0]]
    assert none["npmi"].isna().tolist() == [True]


def test_no_articles_and_no_terms_give_empty_tables() -> None:
    """Nothing to count gives the columns and no rows."""
    none = articles([])
    assert len(cooccurrence(term_table(none), none, terms=["dam", "wall"])) == 0
    assert len(cooccurrence(term_table(none), none, terms="dam")) == 0
    assert len(cooccurrence(term_table(NEWS), NEWS, terms=[])) == 0


def test_sentences_count_as_articles_do() -> None:
    """Two terms in one article but in different sentences do not occur together."""
    news = articles(["The dam broke. A flood came.", "Dam and flood."])
    spans = [("0", 0, 14), ("0", 15, 28), ("1", 0, 14)]
    sentences = schema.frame("sentences", [dict(zip(("article", "start", "end"), span, strict=True)) for span in spans])
    rows = sentence_texts(news, sentences)
    assert rows[["id", "text"]].to_numpy().tolist() == [
        ["0:0", "The dam broke."],
        ["0:15", "A flood came."],
        ["1:0", "Dam and flood."],
    ]
    row = cooccurrence(term_table(rows), rows, terms=["dam", "flood"]).iloc[0]
    assert row[["both", "term_articles", "other_articles", "total"]].tolist() == [1, 2, 2, 3]
