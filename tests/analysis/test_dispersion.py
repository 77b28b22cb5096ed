"""Dispersion against Gries' worked example and figures worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.counting import count_terms
from dateline.analysis.dispersion import dispersion
from dateline.analysis.term_table import term_table

# The five parts of the small corpus of Gries (2008, section 2).
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def articles(
    texts: list[str], *, outlets: list[str | None] | None = None, days: list[str] | None = None
) -> pd.DataFrame:
    names = outlets or [None] * len(texts)
    rows = [
        {
            "id": str(number),
            "text": text,
            "outlet": names[number],
            "published": days and days[number],
            "source_record": 1,
        }
        for number, text in enumerate(texts)
    ]
    return schema.frame("articles", rows)


def spread(news: pd.DataFrame, **options: object) -> pd.DataFrame:
    found: pd.DataFrame = dispersion(term_table(news, stopwords=()), news, min_count=1, **options)  # type: ignore[arg-type]
    return found.set_index("term")


def test_dispersion_equals_griess_example() -> None:
    """The word "a" of Gries (2008): 15 times in 5 parts, D = 0.785, DP = 0.18, DPnorm = 0.22."""
    row = spread(articles(GRIES)).loc["a"]
    assert row[["count", "parts", "range"]].tolist() == [15, 5, 5]
    assert row["juilland_d"] == pytest.approx(0.785, abs=5e-4)
    assert row["dp"] == pytest.approx(0.18)
    assert row["dp_norm"] == pytest.approx(0.18 / 0.82)


def test_a_term_in_one_part_is_as_uneven_as_can_be() -> None:
    """The word "x", once in the last part of 11 words of 50: D = 0, DP = 1 - 0.22; in the smallest, DPnorm = 1."""
    table = spread(articles(GRIES))
    assert table.loc["x", ["range", "juilland_d", "dp", "dp_norm"]].tolist() == pytest.approx([1, 0, 0.78, 0.78 / 0.82])
    assert table.loc["m", ["range", "juilland_d", "dp", "dp_norm"]].tolist() == pytest.approx([1, 0, 0.82, 1])


def test_equal_rates_are_even() -> None:
    """A term at the same rate in parts of unequal size: D = 1, DP = 0."""
    row = spread(articles(["dam x", "dam dam x x"])).loc["dam"]
    assert row[["juilland_d", "dp", "dp_norm"]].tolist() == pytest.approx([1, 0, 0])


def test_parts_can_be_outlets() -> None:
    """Articles of an outlet are one part; those without an outlet are left out."""
    news = articles(["dam", "dam wall", "wall", "dam"], outlets=["The Reed", "The Reed", "Quill", None])
    rows = spread(news, by="outlet")
    assert rows.loc["dam", ["count", "parts", "range", "juilland_d"]].tolist() == [2, 2, 1, 0]
    assert rows.loc["wall", ["count", "range", "dp"]].tolist() == pytest.approx([2, 2, 0.25])


def test_periods_without_words_are_no_parts() -> None:
    """An empty week between two does not make terms look less even."""
    news = articles(["dam", "dam"], days=["2025-03-03", "2025-03-17"])
    assert spread(news, by="week").loc["dam", ["parts", "juilland_d", "dp"]].tolist() == [2, 1, 0]


def test_one_part_has_no_dispersion() -> None:
    """Spread over a single article cannot be told."""
    row = spread(articles(["dam dam wall"])).loc["dam"]
    assert row[["count", "parts", "range"]].tolist() == [2, 1, 1]
    assert row[["juilland_d", "dp", "dp_norm"]].isna().all()


def test_rare_terms_are_left_out_and_no_articles_give_no_rows() -> None:
    """Only terms that occur often enough are listed."""
    news = articles(["dam dam wall", "dam"])
    assert dispersion(count_terms(news), news, min_count=3)["term"].tolist() == ["dam"]
    assert dispersion(term_table(articles([])), articles([])).columns.tolist()[:2] == ["term", "count"]
