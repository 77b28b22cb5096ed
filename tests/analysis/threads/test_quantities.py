"""Quantities: numbers with bounds and units, and which of them differ."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analysis.threads.quantities import find_changes, find_quantities, read_value

LOOSE = [
    "Channel Nine viewers",
    "one of them",
    "the third joint",
    "a number of up to 40",
    "1995 tax returns",
    "one of the country's best",
    "one captured",
    "the F-16 and the 4x4",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up to 40 houses were under water", [(0, 40, "house", "most")]),
        ("at least sixty-four people", [(64, math.inf, "person", "least")]),
        ("no fewer than 300 soldiers", [(300, math.inf, "soldier", "least")]),
        ("40 or more people", [(40, math.inf, "person", "least")]),
        ("nearly 2,000 people left", [(1800, 2200, "person", "about")]),
        ("between 40 and 60 houses", [(40, 60, "house", "range")]),
        ("two to three million crowns", [(2e6, 3e6, "crown", "range")]),
        ("30 million crowns for the valley", [(3e7, 3e7, "crown", "exact")]),
        ("a bill of $1.5bn", [(1.5e9, 1.5e9, "$", "exact")]),
        ("a bill of US$40 or 40 dollars", [(40, 40, "$", "exact"), (40, 40, "$", "exact")]),
        ("1995 houses", [(1995, 1995, "house", "exact")]),
        ("5 per cent of the wheat", [(5, 5, "%", "exact")]),
        ("up 12 percentage points", [(12, 12, "percentage point", "exact")]),
        ("dozens of houses", [(24, 99, "house", "vague")]),
        ("60 badly damaged houses", [(60, 60, "house", "exact")]),
        ("a 31-page report", [(31, 31, "page", "exact")]),
        ("nine people and two dogs", [(9, 9, "person", "exact"), (2, 2, "dog", "exact")]),
        ("one gate was open", [(1, 1, "gate", "exact")]),
        ("two of the four gates", [(2, 2, "gate", "exact"), (4, 4, "gate", "exact")]),
        ("three hundred and five men", [(305, 305, "man", "exact")]),
    ],
)
def test_quantities_are_read_with_bound_and_unit(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    """Figures, words, ranges, money, shares and vague numbers give an interval, a unit in the singular and a bound."""
    assert [(q.low, q.high, q.unit, q.bound) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 1998 and since 2009",
        "on 12 November 2024",
        "March 11",
        "at 21.04",
        "at 9 p.m.",
        "Channel Nine viewers",
        *LOOSE,
    ],
)
def test_dates_names_and_numbers_without_a_unit_are_no_quantities(text: str) -> None:
    """What counts or measures nothing is not compared with anything."""
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("up to 40 houses", "at least 60 houses", True),
        ("at least 60 houses", "sixty-four houses", False),
        ("at least 60 houses", "at least 80 houses", True),
        ("up to 40 houses", "30 houses", False),
        ("2,000 people", "about 2,100 people", False),
        ("2,000 people", "about 3,000 people", True),
        ("60 houses", "60 cellars", False),
        ("six hours", "forty seconds", False),
        ("dozens of houses", "40 houses", False),
        ("dozens of houses", "hundreds of houses", True),
        ("40 houses and 19 houses", "19 houses", False),
    ],
)
def test_quantities_differ_only_where_the_unit_agrees_and_both_cannot_hold(
    before: str, after: str, changed: bool
) -> None:
    """Bounds and approximations are respected; another unit is another matter."""
    assert bool(find_changes(find_quantities(before), find_quantities(after))) is changed


def test_numbers_in_words_and_figures_have_one_value() -> None:
    """The same number in several spellings."""
    assert {read_value(words) for words in ("2,500", "2500", "two thousand five hundred", "2.5 thousand")} == {2500}


@given(st.text(alphabet="0123456789 ,.-–$%abtoupandmillion", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text makes the reader fail, and every quantity lies in the text."""
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
        assert quantity.unit
