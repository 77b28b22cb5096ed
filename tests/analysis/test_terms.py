"""Term statistics: counts, shares with intervals, tf-idf and trends, against figures worked out by hand."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.counting import count_terms, english_stopwords
from dateline.analysis.intervals import wilson
from dateline.analysis.term_findings import frequency_finding, terms_caption, trend_finding
from dateline.analysis.term_table import term_table
from dateline.analysis.terms import frequency, tfidf, trend
from dateline.errors import DatelineError, SchemaError, UnknownNameError
from dateline.text import WORD

Row = tuple[str, str, str | None, str | None]
NEWS: list[Row] = [
    ("a", "The dam broke. The dam's wall fell!", "The Reed", "2025-03-03"),
    ("b", "A flood, a flood. Flooding", "The Reed", "2025-03-09"),
    ("c", "Dam flood", "Quill", "2025-03-24"),
    ("d", "Wall", None, None),
]


def articles(rows: list[Row] = NEWS) -> pd.DataFrame:
    """Return an ``articles`` table of ids, texts, outlets and days."""
    named = [
        {"id": key, "text": text, "outlet": outlet, "published": day, "source_record": 1}
        for key, text, outlet, day in rows
    ]
    return schema.frame("articles", named)


def counted(text: str, **options: object) -> dict[str, int]:
    """Return the counts of one text's terms."""
    table = count_terms(articles([("a", text, None, None)]), **options)
    return dict(zip(table["term"], table["count"], strict=True))


def plain(table: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    """Return columns as rows, days as text and missing values as None."""
    rows = table[list(names)].astype(object).itertuples(index=False, name=None)
    return [tuple(_plain(value) for value in row) for row in rows]


def _plain(value: object) -> object:
    if pd.isna(value):
        return None
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Dam dam DAM", {}, {"dam": 3}),
        ("The ministry’s and the ministry's dam", {}, {"ministry": 2, "dam": 1}),
        ("so-called Straße STRASSE", {}, {"strasse": 2, "so-called": 1}),
        ("Δέλτα дом 東京", {}, {"δέλτα": 1, "дом": 1, "東京": 1}),
        ("the dam", {"stopwords": ()}, {"the": 1, "dam": 1}),
        ("don’t dam", {}, {"dam": 1}),
        ("the dam", {"stopwords": ["Dam"]}, {"the": 1}),
        ("in 2025 there were 12 dams B52", {}, {"dams": 1, "b52": 1}),
        ("12 dams", {"numbers": True}, {"12": 1, "dams": 1}),
        ("a dam up", {"stopwords": (), "min_length": 3}, {"dam": 1}),
        ("evacuation evacuated evacuates", {"stem": True}, {"evacu": 3}),
        ("New York. York city hall", {"ngram": 2}, {"new york": 1, "york city": 1, "city hall": 1}),
        ("state of emergency of state", {"ngram": 3}, {"state of emergency": 1, "emergency of state": 1}),
        ("", {}, {}),
        ("__ ?!", {}, {}),
    ],
)
def test_terms_are_words_in_small_letters(text: str, options: dict[str, object], expected: dict[str, int]):
    """Words of any script count in small letters, without stop words, numbers and possessive endings."""
    assert counted(text, **options) == expected


def test_counts_equal_those_of_a_plain_loop():
    """Every count equals that of the simplest code for the same rule."""
    text = "The Orrin dam held; Orrin’s mayor, Ana B., said: “It’s over” — over and over. " * 50
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in WORD.findall(text)]
    expected = Counter(word for word in words if word not in english_stopwords())
    assert counted(text) == dict(expected)


def test_counting_leaves_the_articles_as_they_are():
    """The input table is not changed."""
    table = articles()
    before = table.copy(deep=True)
    count_terms(table)
    pd.testing.assert_frame_equal(table, before)


def test_all_words_are_kept_as_the_base_of_rates():
    """Words that are left out still count as words of the article."""
    table = count_terms(articles())
    assert plain(table[table["article"] == "a"], "term", "count", "words") == [
        ("dam", 2, 7),
        ("broke", 1, 7),
        ("fell", 1, 7),
        ("wall", 1, 7),
    ]


@pytest.mark.parametrize(("option", "value"), [("ngram", 0), ("min_length", 0), ("stopwords", "klingon")])
def test_impossible_options_are_refused(option: str, value: object):
    """A wrong option gives an error that names what there is."""
    with pytest.raises(DatelineError, match=r"1 or more|english"):
        count_terms(articles(), **{option: value})


def test_frequency_counts_words_and_articles():
    """Counts, rates per million of all words, and shares of the articles, commonest first."""
    table = frequency(count_terms(articles()), articles(), top=3)
    assert plain(table, "term", "count", "articles", "total", "share") == [
        ("dam", 3, 2, 4, 0.5),
        ("flood", 3, 2, 4, 0.5),
        ("wall", 2, 2, 4, 0.5),
    ]
    assert table["per_million"].tolist() == pytest.approx([3e6 / 15, 3e6 / 15, 2e6 / 15])


def test_the_interval_of_a_share_is_wilsons():
    """Two of four articles: 15.0 % to 85.0 %, as in Wilson's score interval; 0 of 10 reaches 27.8 %."""
    table = frequency(count_terms(articles()), articles(), top=1)
    assert (round(table["low"][0], 4), round(table["high"][0], 4)) == (0.1500, 0.8500)
    low, high = wilson([0, 81], [10, 263])
    # 81 of 263: the example of Newcombe 1998, Statistics in Medicine 17, 857-872, table I.
    assert [round(float(end), 4) for end in (low[0], high[0], low[1], high[1])] == [0.0, 0.2775, 0.2553, 0.3662]


def test_a_share_of_nothing_is_unknown():
    """Without articles there is no share and no interval."""
    low, high = wilson([0], [0])
    assert math.isnan(low[0])
    assert math.isnan(high[0])


def test_frequency_by_outlet_takes_the_commonest_of_each():
    """Each outlet has its own commonest terms; articles without an outlet are the last group."""
    table = frequency(count_terms(articles()), articles(), by="outlet", top=1)
    assert plain(table, "outlet", "term", "count", "articles", "total") == [
        ("Quill", "dam", 1, 1, 1),
        ("The Reed", "dam", 2, 1, 2),
        (None, "wall", 1, 1, 1),
    ]


def test_frequency_by_week_shows_empty_weeks_and_undated_articles():
    """Weeks without articles have zeros and no share; articles without a day stand in a last row."""
    table = frequency(count_terms(articles()), articles(), by="week", top=1)
    assert plain(table, "week", "term", "count", "articles", "total", "share") == [
        ("2025-03-03", "dam", 2, 1, 2, 0.5),
        ("2025-03-10", "dam", 0, 0, 0, None),
        ("2025-03-17", "dam", 0, 0, 0, None),
        ("2025-03-24", "dam", 1, 1, 1, 1.0),
        (None, "dam", 0, 0, 1, 0.0),
    ]


def test_counts_of_a_corpus_answer_for_a_part_of_it():
    """Counted once, the terms of some of the articles can be asked for."""
    part = articles().iloc[[1, 2]]
    table = frequency(count_terms(articles()), part, top=1)
    assert plain(table, "term", "count", "articles", "total") == [("flood", 3, 2, 2)]


def test_an_unknown_grouping_lists_the_known_ones():
    """A misspelt grouping gives an error with the names there are."""
    with pytest.raises(UnknownNameError, match="day, language, month, outlet, section, week"):
        frequency(count_terms(articles()), articles(), by="year")


def test_tfidf_equals_a_worked_example():
    """Three documents, by hand: a term in one of them, in two, and in all."""
    table = articles([("a", "dam dam wall", None, None), ("b", "dam flood", None, None), ("c", "dam wall", None, None)])
    scores = tfidf(count_terms(table), table)
    assert plain(scores, "article", "term", "count") == [
        ("a", "wall", 1),
        ("a", "dam", 2),
        ("b", "flood", 1),
        ("b", "dam", 1),
        ("c", "wall", 1),
        ("c", "dam", 1),
    ]
    expected = [1 / 3 * math.log(3 / 2), 0.0, 1 / 2 * math.log(3), 0.0, 1 / 2 * math.log(3 / 2), 0.0]
    assert scores["tfidf"].tolist() == pytest.approx(expected)


def test_tfidf_by_outlet_treats_an_outlet_as_one_document():
    """The word that only one outlet uses marks it off."""
    table = tfidf(count_terms(articles()), articles(), by="outlet", top=1)
    assert plain(table, "outlet", "term", "idf") == [
        ("Quill", "dam", math.log(3 / 2)),
        ("The Reed", "broke", math.log(3)),
        (None, "wall", math.log(3 / 2)),
    ]


def test_a_trend_has_a_row_for_each_week():
    """A term's share by week: empty weeks are there, undated articles in the last row."""
    table = trend(count_terms(articles()), articles(), terms=["flood*", "wall"])
    assert plain(table[table["term"] == "flood*"], "period", "count", "articles", "total", "share") == [
        ("2025-03-03", 3, 1, 2, 0.5),
        ("2025-03-10", 0, 0, 0, None),
        ("2025-03-17", 0, 0, 0, None),
        ("2025-03-24", 1, 1, 1, 1.0),
        (None, 0, 0, 1, 0.0),
    ]
    assert table["term"].drop_duplicates().tolist() == ["flood*", "wall"]


def test_an_article_with_two_forms_of_a_term_counts_once():
    """An asterisk adds up the forms of a word, but not the articles that have several."""
    table = trend(count_terms(articles()), articles(), terms="flood*", period="month")
    assert plain(table, "period", "count", "articles") == [("2025-03-01", 4, 2), (None, 0, 0)]


def test_an_unknown_period_lists_the_known_ones():
    """A misspelt period gives an error with the names there are."""
    with pytest.raises(UnknownNameError, match="day, month, week"):
        trend(count_terms(articles()), articles(), terms="dam", period="weeks")


def test_an_article_counts_in_each_of_its_groups():
    """By the sources quoted or by topic an article is in several groups, once in each; one in none has a last group."""
    table = articles([("a", "dam dam", None, None), ("b", "dam wall", None, None), ("c", "the", None, None)])
    topics = pd.DataFrame({"article": ["b", "a", "b", "b"], "topic": ["water", "water", "energy", "water"]})
    for counts in (term_table(table), count_terms(table)):
        found = frequency(counts, table, by=topics)
        assert found[["topic", "term", "count", "articles", "total"]].fillna("-").values.tolist() == [
            ["energy", "dam", 1, 1, 1],
            ["energy", "wall", 1, 1, 1],
            ["water", "dam", 3, 2, 2],
            ["water", "wall", 1, 1, 2],
        ]
        marking = tfidf(counts, table, by=topics)
        assert marking["topic"].tolist() == ["energy"] * 2 + ["water"] * 2
    with pytest.raises(SchemaError, match=r'"article" and one more column \(found: article, topic, term\)'):
        frequency(count_terms(table), table, by=topics.assign(term="dam"))


def test_no_articles_give_empty_tables():
    """An empty corpus gives tables with their columns and no rows."""
    none = articles([])
    counts = count_terms(none)
    assert [len(table) for table in (frequency(counts, none), tfidf(counts, none))] == [0, 0]
    assert trend(counts, none, terms="dam").columns.tolist()[:2] == ["period", "term"]


def weekly(*shares: tuple[int, int]) -> pd.DataFrame:
    """Return articles by week from 3 March, of which some mention a dam."""
    rows: list[Row] = []
    for week, (hits, total) in enumerate(shares):
        day = f"{pd.Timestamp('2025-03-03') + pd.Timedelta(weeks=week):%Y-%m-%d}"
        rows += [(f"{week}-{number}", "dam" if number < hits else "wall", None, day) for number in range(total)]
    return articles(rows)


def test_a_clear_change_is_named_with_its_week_and_shares():
    """A week that stands out rises and falls; a level that stays says from when it holds."""
    table = weekly((0, 20), (18, 20), (1, 20))
    finding = trend_finding(trend(count_terms(table), table, terms="dam*"))
    assert (
        finding
        == "“dam…” rises from the week of 10 Mar (0 % to 90 % of articles) and falls from the week of 17 Mar (to 5 %)"
    )
    table = weekly((1, 10), (0, 10), (2, 10), (9, 10), (8, 10), (9, 10))
    finding = trend_finding(trend(count_terms(table), table, terms=["wall", "dam"]))
    assert finding == "“dam” rises from the week of 24 Mar (10 % to 87 % of articles)"


def test_small_differences_are_no_change():
    """Where chance alone gives such differences, the sentence says that nothing is clear."""
    table = weekly((2, 5), (3, 5), (2, 5))
    assert trend_finding(trend(count_terms(table), table, terms=["dam"])) == "No clear change for “dam”"


def test_a_term_that_does_not_occur_is_said_so():
    """A term that no article has has no change."""
    table = weekly((0, 3), (0, 3))
    assert (
        trend_finding(trend(count_terms(table), table, terms=["dam"])) == "“dam” does not occur in the dated articles"
    )


def test_a_corpus_without_days_has_no_trend():
    """Without a single day there is nothing to follow over time."""
    table = articles([("a", "dam", None, None)])
    counts = count_terms(table)
    assert trend_finding(trend(counts, table, terms=["dam"])) == "No dated articles to follow terms in"


def test_the_commonest_term_is_named_with_count_and_share():
    """The sentence over the top terms gives both measures."""
    table = frequency(count_terms(articles()), articles())
    assert frequency_finding(table) == "“dam” is the commonest term: 3 times, in 50 % of the articles"


def test_the_caption_counts_what_has_no_day():
    """The caption gives articles, outlets, days, and how many have no day."""
    assert terms_caption(articles()) == (
        "4 articles of 2 outlets, 3 Mar 2025 to 24 Mar 2025. 1 article without a day is in no period."
    )
