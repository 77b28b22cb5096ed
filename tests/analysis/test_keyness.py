"""Keyness and the splits it compares, against the literature's worked examples, scipy and quanteda."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2, chi2_contingency
from scipy.stats.contingency import relative_risk

from dateline import schema
from dateline.analysis import keyness as measures
from dateline.analysis.counting import count_terms
from dateline.analysis.keyness import adjust, chi_square, keyness, log_likelihood, log_ratio
from dateline.analysis.splits import Split, split_articles
from dateline.analysis.term_findings import keyness_caption, keyness_finding
from dateline.analysis.term_table import TermTable, term_table
from dateline.errors import DatelineError, UnknownNameError

Row = tuple[str, str, str | None, str | None]
NEWS: list[Row] = [
    ("a", "dam dam wall", "The Reed", "2025-03-03"),
    ("b", "dam flood", "The Reed", "2025-03-09"),
    ("c", "flood flood flood", "Quill", "2025-03-24"),
    ("d", "wall", "Ada Brook", "2025-04-01"),
    ("e", "the dam", None, None),
]


def articles(rows: list[Row] = NEWS) -> pd.DataFrame:
    """Return an ``articles`` table of ids, texts, outlets and days."""
    named = [
        {"id": key, "text": text, "outlet": outlet, "published": day, "source_record": 1}
        for key, text, outlet, day in rows
    ]
    return schema.frame("articles", named)


def of_texts(*texts: str) -> tuple[TermTable, pd.DataFrame]:
    table = articles([(str(number), text, None, None) for number, text in enumerate(texts)])
    return term_table(table, stopwords=()), table


def members(split: pd.Series) -> list[bool | None]:
    return [None if pd.isna(value) else bool(value) for value in split]


@pytest.mark.parametrize(
    ("score", "both", "first", "second", "neither"),
    [
        (270.72, 110, 2442, 111, 29114),
        (263.90, 29, 13, 123, 31612),
        (256.84, 31, 23, 139, 31584),
        (167.23, 10, 0, 3, 31764),
        (157.21, 76, 104, 2476, 29121),
        (157.03, 16, 16, 51, 31694),
        (146.80, 9, 0, 5, 31763),
        (115.02, 16, 0, 865, 30896),
        (104.53, 10, 9, 41, 31717),
        (100.96, 8, 2, 27, 31740),
    ],
)
def test_g2_equals_dunnings_table(score: float, both: int, first: int, second: int, neither: int) -> None:
    """The ten highest scores of Dunning (1993, table of likelihood ratios for bigrams) come out of his counts."""
    found = log_likelihood([[both, second]], [both + first, second + neither])
    assert found.round(2).tolist() == [score]


def test_g2_of_two_cells_is_that_of_rayson_and_garside() -> None:
    """20 in 1,000 words against 10 in 1,000: 2 (20 ln(20/15) + 10 ln(10/15)) = 3.398, as UCREL's formula has it."""
    assert log_likelihood([[20, 10]], [1000, 1000], cells=2).tolist() == pytest.approx([3.3979803])
    assert log_likelihood([[0, 10]], [1000, 1000], cells=2).tolist() == pytest.approx([20 * np.log(2)])


def test_chi_square_equals_manning_and_schuetzes_example() -> None:
    """ "New companies" (1999, section 5.3.3): 8, 4,667, 15,820 and 14,287,181 give 1.55."""
    assert chi_square([[8, 15820]], [8 + 4667, 15820 + 14287181]).round(2).tolist() == [1.55]


COUNTS = np.array([[3, 2], [2, 1], [6, 2], [1, 4], [1, 1], [1, 1], [1, 0], [2, 1], [0, 9], [17, 12]])


@pytest.mark.parametrize("yates", [False, True])
def test_tests_equal_scipys(yates: bool) -> None:
    """G2 and chi-square, with and without Yates, equal those of scipy's contingency tables."""
    sizes = np.array([17, 12])
    tables = [np.array([row, sizes - row]) for row in COUNTS[:-1]]
    ours = chi_square(COUNTS, sizes, yates=yates)
    assert ours[:-1] == pytest.approx([chi2_contingency(table, correction=yates).statistic for table in tables])
    g2 = [chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic for table in tables]
    assert log_likelihood(COUNTS, sizes)[:-1] == pytest.approx(g2)
    # A term that is every word of both is no trait of either.
    assert ours[-1] == log_likelihood(COUNTS, sizes)[-1] == 0


def test_keyness_equals_quantedas() -> None:
    """The documents of quanteda's own test of textstat_keyness, "b"*7 "a"*3 against "a"*7 "b"*2, which compares with R.

    By hand, N (ad - bc)² / (row and column sums): 19 · 43² / 8100, and with Yates 19 · (43 - 19/2)² / 8100.
    """
    table, news = of_texts("b b b b b b b a a a", "a a a a a a a b b")
    split = pd.Series([True, False])
    plain = keyness(table, news, split=split, min_count=1)
    assert plain["term"].tolist() == ["a", "b"]
    assert plain["chi2"].tolist() == pytest.approx([19 * 43**2 / 8100] * 2)
    assert keyness(table, news, split=split, yates=True)["chi2"].tolist() == pytest.approx([19 * 33.5**2 / 8100] * 2)
    assert plain["more_in"].tolist() == ["second", "first"]


@pytest.mark.parametrize(("times", "ratio"), [(1, 0), (2, 1), (4, 2), (8, 3), (16, 4), (1 / 2, -1), (1 / 4, -2)])
def test_the_log_ratio_counts_doublings(times: float, ratio: float) -> None:
    """Hardie (2014): equally common is 0, twice as common 1, four times 2, half as common -1."""
    middle, low, high = log_ratio([[1000 * times, 3000]], [10**6, 3 * 10**6])
    assert middle[0] == pytest.approx(ratio)
    assert low[0] < ratio < high[0]


def test_the_interval_of_the_log_ratio_is_katzs() -> None:
    """20 of 1,000 against 10 of 1,000: twice as common, 0.941 to 4.251, as scipy has it for a relative risk."""
    middle, low, high = log_ratio([[20, 10]], [1000, 1000])
    interval = relative_risk(20, 1000, 10, 1000).confidence_interval()
    assert 2 ** np.concatenate([middle, low, high]) == pytest.approx([2, interval.low, interval.high])
    assert (2**low).round(3).tolist() == [0.941]


def test_the_log_ratio_of_a_missing_term_counts_half() -> None:
    """A term that one side lacks counts 0.5 there, so that the ratio stays finite (Hardie 2014)."""
    assert log_ratio([[8, 0], [0, 8]], [100, 100])[0].tolist() == pytest.approx([4, -4])


BENJAMINI_HOCHBERG = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


@pytest.mark.parametrize(("correction", "rejected"), [("benjamini-hochberg", 4), ("bonferroni", 3), ("none", 9)])
def test_corrections_reject_what_benjamini_and_hochberg_reject(correction: str, rejected: int) -> None:
    """Of the 15 tests of their example (1995, section 3.2), 4 stand at 0.05 and 3 by Bonferroni's rule."""
    assert (adjust(BENJAMINI_HOCHBERG, correction) <= 0.05).sum() == rejected


def test_the_table_has_counts_rates_and_articles_of_both() -> None:
    """Literal rows: counts, rates per million words, articles, the side with the higher rate, effect sizes."""
    news = articles()
    found = keyness(term_table(news), news, split=split_articles(news, by="outlet", first="The Reed"), min_count=1)
    rows = found.set_index("term")
    assert found["term"].tolist() == ["dam", "flood", "wall"]
    assert rows["more_in"].tolist() == ["first", "second", "second"]
    assert rows.loc["dam", ["first_count", "second_count", "first_articles", "second_articles"]].tolist() == [
        3,
        0,
        2,
        0,
    ]
    assert rows.loc["flood", ["first_count", "second_count", "first_articles", "second_articles"]].tolist() == [
        *(1, 3, 1, 1)
    ]
    assert rows.loc["flood", ["first_per_million", "second_per_million"]].tolist() == [200_000, 750_000]
    assert rows["percent_diff"].tolist() == pytest.approx([np.inf, (0.2 / 0.75 - 1) * 100, -20])
    assert rows["clear"].tolist() == [False, False, False]
    assert rows["bic"].tolist() == pytest.approx((rows["g2"] - np.log(9)).tolist())
    assert rows["g2"].tolist() == pytest.approx(log_likelihood([[3, 0], [1, 3], [1, 1]], [5, 4]).tolist())


def test_p_is_the_tail_of_chi_square() -> None:
    """The p value of G2 is scipy's for chi-square with one degree of freedom: 1 % to 5 % from 3.841 to 6.635."""
    table, news = of_texts("dam " * 30 + "wall " * 970, "dam " * 15 + "wall " * 985)
    row = keyness(table, news, split=pd.Series([True, False])).set_index("term").loc["dam"]
    assert 3.841 < row["g2"] < 6.635
    assert 0.01 < row["p"] < 0.05
    assert row["p"] == pytest.approx(chi2.sf(row["g2"], 1))
    assert row["p_adjusted"] == pytest.approx(row["p"])


def test_what_one_article_repeats_is_not_clear() -> None:
    """A term is clear where its adjusted p is below 0.05 and two articles of its side have it."""
    table, news = of_texts("dam " * 20 + "wall " * 10, "wall " * 10 + "x " * 20, "reed " * 60 + "x " * 20)
    found = keyness(table, news, split=pd.Series([True, True, False])).set_index("term")
    assert (found["p_adjusted"] < 0.05).to_dict() == {"reed": True, "dam": True, "wall": True, "x": False}
    assert found["clear"].to_dict() == {"reed": False, "dam": False, "wall": True, "x": False}


def test_rare_terms_are_neither_shown_nor_tested() -> None:
    """Terms below the least count do not weaken the others' adjusted p values."""
    table, news = of_texts("dam dam dam dam dam wall", "flood flood reed")
    found = keyness(table, news, split=pd.Series([True, False]), correction="bonferroni")
    assert found["term"].tolist() == ["dam"]
    assert found["p_adjusted"].tolist() == found["p"].tolist()


def test_counts_as_rows_give_the_same_as_a_matrix() -> None:
    """An article whose words are all left out counts with its words in either form."""
    news = articles([*NEWS, ("f", "of the and", "Quill", "2025-03-24")])
    split = split_articles(news, by="outlet", first="Quill", second="The Reed")
    matrix, rows = (keyness(counts, news, split=split, min_count=1) for counts in (term_table(news), count_terms(news)))
    pd.testing.assert_frame_equal(matrix, rows)
    assert rows.loc[rows["term"] == "flood", "first_per_million"].tolist() == [500_000]


@pytest.mark.parametrize("few", [0, 1000], ids=["compiled", "plain"])
def test_both_ways_of_adding_up_give_the_same(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Many counts are added up by compiled code in several threads, to the same result; what is in no group is not."""
    monkeypatch.setattr(measures, "FEW", few)
    table = term_table(articles())
    found = [values.tolist() for values in measures.sums_of_two(table.counts, np.array([0, 0, 1, 1, -1]))]
    assert found == [[[3, 0], [1, 3], [1, 1]], [[2, 0], [1, 1], [1, 1]]]


def test_the_inputs_stay_as_they_are() -> None:
    """Neither the articles nor the counts are changed."""
    news = articles()
    table, before = term_table(news), news.copy(deep=True)
    counts = table.counts.copy()
    keyness(table, news, split=split_articles(news, by="split_day", day=date(2025, 3, 20)), min_count=1)
    pd.testing.assert_frame_equal(news, before)
    assert (table.counts != counts).nnz == 0


def test_a_sub_corpus_without_words_gives_no_rows() -> None:
    """Where one side has nothing to compare, no term is called key."""
    table, news = of_texts("dam dam dam dam dam", "")
    assert len(keyness(table, news, split=pd.Series([True, False]))) == 0


def test_a_split_of_other_articles_is_refused() -> None:
    """A split must be of the articles that are asked about."""
    news = articles()
    split = split_articles(news, by="outlet", first="The Reed")
    with pytest.raises(DatelineError, match="other articles"):
        keyness(term_table(news), news.iloc[::-1], split=split)
    with pytest.raises(DatelineError, match="5 articles, but there are 2"):
        keyness(term_table(news), news.head(2), split=split)


@pytest.mark.parametrize(("option", "value"), [("cells", 3), ("correction", "holm")])
def test_impossible_options_are_refused(option: str, value: Any) -> None:
    """A wrong option gives an error that names what there is."""
    with pytest.raises(DatelineError, match=r"2 or 4|bonferroni"):
        keyness(term_table(articles()), articles(), split=articles()["outlet"] == "Quill", **{option: value})


def test_an_outlet_is_compared_with_all_others() -> None:
    """Articles without an outlet are in neither sub-corpus."""
    split = split_articles(articles(), by="outlet", first="The Reed")
    assert members(split.members) == [True, True, False, False, None]
    assert (split.first, split.second) == ("The Reed", "other outlets")


def test_groups_can_be_put_together() -> None:
    """Two outlets against one; others are in neither."""
    split = split_articles(articles(), by="outlet", first=["Quill", "Ada Brook"], second="The Reed")
    assert members(split.members) == [False, False, True, True, None]
    assert (split.first, split.second) == ("Quill and Ada Brook", "The Reed")


def test_before_and_after_leave_undated_articles_out() -> None:
    """The day itself is in the second sub-corpus; an article without a day is in neither."""
    split = split_articles(articles(), by="split_day", day=date(2025, 3, 24))
    assert members(split.members) == [True, True, False, False, None]
    assert (split.first, split.second) == ("the time before 24 Mar 2025", "the time from 24 Mar 2025 on")


def test_periods_are_named_by_any_of_their_days() -> None:
    """A month and a week are found by a day in them."""
    month = split_articles(articles(), by="month", first="2025-03", second=date(2025, 4, 30))
    assert members(month.members) == [True, True, True, False, None]
    assert (month.first, month.second) == ("Mar 2025", "Apr 2025")
    week = split_articles(articles(), by="week", first="2025-03-05")
    assert members(week.members) == [True, True, False, False, None]
    assert (week.first, week.second) == ("the week of 3 Mar 2025", "other weeks")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "split_day", "day": date(2020, 1, 1)}, "No articles: the time before 1 Jan 2020"),
        ({"by": "outlet", "first": "Quill", "second": ["Quill"]}, "in both"),
        ({"by": "month", "first": "spring"}, '"spring" is no day'),
        ({"by": "week", "first": "2025-03-17", "second": "2025-03-24"}, "No articles: the week of 17 Mar 2025"),
        ({"by": "month", "first": "2024-01"}, 'No month "Jan 2024". There is: Apr 2025, Mar 2025'),
    ],
)
def test_a_split_that_cannot_be_made_says_what_to_do(options: dict[str, Any], message: str) -> None:
    """Missing, unknown and empty groups are named in the error."""
    with pytest.raises(DatelineError, match=message):
        split_articles(articles(), **options)


def test_nothing_chosen_compares_the_largest_or_the_halves() -> None:
    """Without a choice: the outlet with the most articles, and the day that halves the dated ones."""
    assert split_articles(articles(), by="outlet").first == "The Reed"
    assert split_articles(articles(), by="outlet", second="The Reed").first == "Ada Brook"
    halves = split_articles(articles(), by="split_day")
    assert members(halves.members) == [True, True, False, False, None]
    early = [("a", "dam", None, "2025-03-03"), ("b", "dam", None, "2025-03-03"), ("c", "dam", None, "2025-03-09")]
    assert members(split_articles(articles(early), by="split_day").members) == [True, True, False]


@pytest.mark.parametrize("by", ["outlet", "split_day", "month"])
@pytest.mark.parametrize("number", [0, 1])
def test_one_group_has_nothing_to_compare_with(by: str, number: int) -> None:
    """Articles of one outlet and day, or none at all, give a split with an empty side and no key terms."""
    news = articles(NEWS[:number])
    split = split_articles(news, by=by)
    assert split.members.nunique() == number
    assert len(keyness(term_table(news), news, split=split, min_count=1)) == 0


def test_an_unknown_outlet_lists_the_known_ones() -> None:
    """A misspelt outlet gives an error with the names there are."""
    with pytest.raises(UnknownNameError, match="Ada Brook, Quill, The Reed"):
        split_articles(articles(), by="outlet", first="The Read")


def test_no_terms_give_an_empty_table() -> None:
    """Without terms to compare, the table has its columns and no rows."""
    table, news = of_texts("dam", "wall")
    found = keyness(table, news, split=pd.Series([True, False]))
    assert len(found) == 0
    assert found.columns[0] == "term"


def compared(*texts: str) -> tuple[pd.DataFrame, Split, pd.DataFrame]:
    """Return the keyness of two outlets, two articles each."""
    news = articles(
        [(str(number), text, "Quill" if number < 2 else "The Reed", None) for number, text in enumerate(texts)]
    )
    split = split_articles(news, by="outlet", first="Quill")
    return keyness(term_table(news), news, split=split), split, news


def test_the_finding_names_the_surest_term_of_each_side() -> None:
    """A clear term is named with its side and by how much, or how often where the other side has none."""
    table, split, news = compared("dam " * 40, "dam wall wall", "wall " * 30 + "dam", "wall")
    assert keyness_finding(table, split) == (
        "“dam” marks Quill (30.5 times as frequent as in other outlets); "
        "“wall” marks other outlets (20.8 times as frequent as in Quill)"
    )
    assert keyness_caption(news, table, split) == (
        "Quill: 2 articles; other outlets: 2. 2 outlets. 2 terms tested, 2 with a clear difference."
    )
    table, split, _ = compared("dam " * 40, "dam", "reed " * 30, "reed")
    assert keyness_finding(table, split) == (
        "“dam” marks Quill (41 times, never in other outlets); “reed” marks other outlets (31 times, never in Quill)"
    )


def test_no_clear_term_is_said_so() -> None:
    """Equal words, and words of a single article, mark no side."""
    table, split, _ = compared("dam " * 40, "wall", "dam wall", "wall reed")
    assert keyness_finding(table, split) == "No term clearly marks Quill off from other outlets"


def test_one_outlet_has_nothing_to_compare() -> None:
    """A corpus of one outlet says that there is nothing to compare, and the caption counts what is in neither side."""
    news = articles([("a", "dam", "Quill", "2025-03-03"), ("b", "dam", None, "2025-03-04")])
    split = split_articles(news, by="outlet")
    table = keyness(term_table(news), news, split=split)
    assert keyness_finding(table, split) == "Nothing to compare: all articles are of Quill"
    assert keyness_caption(news, table, split) == (
        "Quill: 1 article; other outlets: 0. 1 outlet, 3 Mar 2025 to 3 Mar 2025. 0 terms tested, 0 with a clear "
        "difference. 1 article is in neither."
    )
