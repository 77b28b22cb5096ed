"""Quotations: marks of every style, closed and not."""

from __future__ import annotations

import pytest

from dateline.tagging.claims.quotes import find_quotations


def quoted(text: str) -> list[str]:
    """Return the quotations as words of the text."""
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    "quotation",
    [
        "“It is safe.”",
        '"It is safe."',
        "«It is safe.»",
        "„It is safe.“",
        "„It is safe.”",
        "‹It is safe.›",
        "‘It is safe.’",
        "»It is safe.«",
    ],
)
def test_marks_of_each_style(quotation: str) -> None:
    """Each style of marks encloses a quotation, the marks included."""
    assert quoted(f"She said {quotation} and left.") == [quotation]


def test_apostrophe_opens_and_closes_nothing() -> None:
    """An apostrophe within or after a word is no quotation mark."""
    assert quoted("It’s the dogs’ house, isn’t it?") == []


def test_apostrophe_within_single_marks() -> None:
    """A quotation in single marks goes on after an apostrophe."""
    assert quoted("‘It isn’t safe,’ she said.") == ["‘It isn’t safe,’"]


def test_quotation_over_paragraphs() -> None:
    """Where the next paragraph opens with a mark again, the paragraph before is quoted to its end."""
    assert quoted("“It is safe.\n“We looked.” She left.") == ["“It is safe.", "“We looked.”"]


def test_mark_that_nothing_closes() -> None:
    """A mark without its partner quotes nothing."""
    assert quoted("She said “it is safe and left.\nThe next day it rained.") == []


def test_inches_open_nothing() -> None:
    """A straight mark after a figure is a unit, not an opening."""
    assert quoted('The pipe is 12" wide.') == []
