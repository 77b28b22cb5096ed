"""Collocations against the literature's worked examples and NLTK's own counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from scipy.sparse import csr_array

from dateline import schema
from dateline.analysis.collocations import MEASURES, collocations
from dateline.analysis.term_table import TermTable, term_table
from dateline.errors import DatelineError


def articles(*texts: str) -> pd.DataFrame:
    rows = [{"id": str(number), "text": text, "source_record": 1} for number, text in enumerate(texts)]
    return schema.frame("articles", rows)


def of_pair(both: int, first: int, second: int, total: int) -> TermTable:
    """Return counts of pairs in which one pair has the given marginals."""
    counts = {"ada brook": both, "ada x": first - both, "y brook": second - both}
    counts["y x"] = total - sum(counts.values())
    terms = sorted(counts)
    matrix = csr_array([[counts[term] for term in terms]])
    index = pd.Index(terms, dtype="str")
    return TermTable(matrix, terms=index, articles=pd.Index(["a"], dtype="str"), words=matrix.sum(axis=1))


@pytest.mark.parametrize(
    ("marginals", "measure", "score", "digits"),
    [
        ((9, 9, 14, 31777), "g2", 146.80, 2),  # "natural gas", Dunning 1993
        ((110, 2552, 221, 31777), "g2", 270.72, 2),  # "the swiss", Dunning 1993
        ((20, 42, 20, 14307668), "pmi", 18.38, 2),  # "Ayatollah Ruhollah", Manning & Schütze 1999, table 5.14
        ((8, 15828, 4675, 14307668), "t", 0.999932, 6),  # "new companies", the same, section 5.3.1
        ((20, 30, 50, 1000), "dice", 0.5, 6),  # 2 · 20 / (30 + 50)
    ],
)
def test_measures_equal_worked_examples(marginals: tuple[int, ...], measure: str, score: float, digits: int) -> None:
    """Dunning's and Manning and Schütze's scores come out of their counts."""
    table = collocations(of_pair(*marginals))
    row = table.set_index(["first", "second"]).loc[("ada", "brook")]
    assert round(float(row[measure]), digits) == score
    assert row["expected"] == pytest.approx(marginals[1] * marginals[2] / marginals[3])


def test_pairs_are_counted_with_their_places() -> None:
    """By hand: "ada brook" 2 times of 4 pairs, "ada" first in 3 of them, "brook" second in 2."""
    table = collocations(articles("ada brook ada reed", "ada brook"), min_count=2)
    assert table[["first", "second", "count", "expected"]].to_numpy().tolist() == [["ada", "brook", 2, 1.5]]
    expected = BigramAssocMeasures.likelihood_ratio(2, (3, 2), 4)
    assert table["g2"].tolist() == pytest.approx([expected])


TEXT = "the dam of ada brook broke and ada brook flooded the dam wall near ada and brook " * 7


@pytest.mark.parametrize("window", [2, 3, 5])
def test_counts_equal_those_of_nltks_finder(window: int) -> None:
    """Each pair occurs as often as NLTK's finder counts it, which does not join articles either."""
    table = collocations(articles(TEXT, "ada brook"), window=window, min_count=1, stopwords=())
    finder = BigramCollocationFinder.from_documents([TEXT.split(), ["ada", "brook"]])
    if window > 2:
        padded = [*TEXT.split(), *[None] * window, "ada", "brook"]
        finder = BigramCollocationFinder.from_words(padded, window_size=window)
    assert len(table) > 5
    assert all(count == finder.ngram_fd[first, second] for first, second, count in table.iloc[:, :3].to_numpy())


def test_a_table_of_pairs_gives_the_same_as_the_articles() -> None:
    """Counted once, pairs need not be counted again."""
    news = articles(TEXT)
    table = term_table(news, ngram=2, stopwords=(), numbers=True)
    pd.testing.assert_frame_equal(collocations(table), collocations(news))


def test_stop_words_and_numbers_are_counted_but_not_shown() -> None:
    """Leaving words out of the list does not change the scores of the others."""
    news = articles("the dam wall of 2025 broke " * 6)
    shown, everything = collocations(news), collocations(news, stopwords=())
    assert shown[["first", "second"]].to_numpy().tolist() == [["dam", "wall"]]
    assert ["the", "dam"] in everything[["first", "second"]].to_numpy().tolist()
    assert shown["g2"].iloc[0] == everything.loc[everything["first"] == "dam", "g2"].iloc[0]


def test_windows_end_with_the_paragraph() -> None:
    """A wide window reaches over commas, but not from one paragraph or article into the next."""
    table = collocations(articles("dam, wall\n\nreed", "brook"), window=5, min_count=1)
    assert table[["first", "second"]].to_numpy().tolist() == []
    table = collocations(articles("dam, wall\n\nreed brook"), window=5, min_count=1)
    assert table[["first", "second", "count"]].to_numpy().tolist() == [["dam", "wall", 1], ["reed", "brook", 1]]


@pytest.mark.parametrize("measure", MEASURES)
def test_order_is_by_measure_then_by_words(measure: str) -> None:
    """Highest first; equals in alphabetical order, whatever the order of the articles."""
    texts = ["zoe wall", "zoe wall", "ada brook", "ada brook", "the dam", "reed wall", "ada dam"]
    tables = [
        collocations(articles(*order), measure=measure, min_count=1, stopwords=()) for order in (texts, texts[::-1])
    ]
    pd.testing.assert_frame_equal(tables[0], tables[1])
    scores = tables[0][[measure, "first", "second"]].to_numpy().tolist()
    assert scores == sorted(scores, key=lambda row: (-row[0], row[1], row[2]))
    assert len(collocations(articles(*texts), measure=measure, min_count=1, top=2)) == 2


def test_pairs_that_chance_explains_are_left_out() -> None:
    """A pair that is rarer than expected is no collocation, however high its G2."""
    table = collocations(articles("dam wall. " * 50 + "dam reed. wall reed. " * 50 + "wall wall. dam dam"), min_count=1)
    assert not ((table["first"] == "wall") & (table["second"] == "wall")).any()
    assert (table["count"] > table["expected"]).all()


@pytest.mark.parametrize("options", [{"window": 1}, {"measure": "chi"}, {"stopwords": "klingon"}])
def test_impossible_options_are_refused(options: dict[str, Any]) -> None:
    """A wrong option gives an error that says what there is."""
    with pytest.raises(DatelineError, match=r"2 or more|dice, g2|english"):
        collocations(articles("dam wall"), **options)


def test_a_table_that_is_not_of_pairs_is_refused() -> None:
    """Counts of single words or of three words cannot give pairs."""
    for size in (1, 3):
        with pytest.raises(DatelineError, match="ngram=2"):
            collocations(term_table(articles("ada brook dam wall"), ngram=size, stopwords=()))
    with pytest.raises(DatelineError, match="table of pairs"):
        collocations(of_pair(1, 2, 3, 10), window=3)


def test_no_articles_give_no_pairs() -> None:
    """Nothing to count gives the columns and no rows, whatever the window."""
    assert [len(collocations(articles(), window=window)) for window in (2, 3)] == [0, 0]
