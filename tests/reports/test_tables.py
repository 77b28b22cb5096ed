"""Tables: all of it in a file that no spreadsheet runs, some of it as readable HTML."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline.cells import to_csv
from dateline.reports.tables import to_html


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)", "-", "+1+1", "＝1"],
)
def test_formula_is_made_harmless(text: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe, in cells and in names of columns."""
    csv = to_csv(pd.DataFrame({text: [text]}))

    assert csv.replace('"', "") == f"'{text}\n'{text}\n"


@pytest.mark.parametrize("text", ["-5", "+3.5", "-1e-5", "-12 %", "12", "word", "-1,200"])
def test_numbers_and_words_stay(text: str) -> None:
    """Negative numbers are no formulas."""
    assert to_csv(pd.DataFrame({"a": [text]})).splitlines()[1].strip('"') == text


def test_csv_writes_each_type_the_same_everywhere() -> None:
    """Days are ISO, lists of texts joined, spans JSON, missing values empty."""
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime(["2024-05-16", None]),
            "via": [["Wire", "Post"], []],
            "spans": [[[1, 2]], []],
            "n": [1, -2],
            "share": [0.1, None],
            "name": pd.Series(["A, B", None], dtype="str"),
        }
    )

    assert to_csv(frame) == ('day,via,spans,n,share,name\n2024-05-16,Wire; Post,"[[1, 2]]",1,0.1,"A, B"\n,,,-2,,\n')


def test_html_escapes_everything() -> None:
    """Markup in cells, names of columns and the caption is text."""
    hostile = "<script>alert(1)</script>"

    shown = to_html(pd.DataFrame({hostile: [hostile]}), caption=hostile)

    assert "<script" not in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4  # Caption, label of the box, column, cell.


@pytest.mark.parametrize("caption", ["Terms.", "Terms"])
def test_html_says_what_it_leaves_out(caption: str) -> None:
    """A table cut short says how many rows it has and where they are, in a sentence after its caption."""
    shown = to_html(pd.DataFrame({"a": range(1200)}), show=2, file="tables/terms.csv", caption=caption)

    assert shown.count("<tr>") == 3
    assert "Terms. 2 of 1,200 rows; all of them are in tables/terms.csv." in shown


def test_html_shows_numbers_with_three_digits_and_unknown_as_a_dash() -> None:
    """Numbers of a column have the same decimals; a missing value is a dash."""
    shown = to_html(pd.DataFrame({"n": [1234, 5], "share": [0.12345, None], "name": [None, "x"]}))

    for cell in (">1,234<", ">0.123<", ">–<"):
        assert cell in shown


def test_table_stays_unchanged_and_may_be_empty() -> None:
    """Neither function changes its table, and a table without rows is a table."""
    frame = pd.DataFrame({"a": pd.Series([], dtype="str")})
    before = frame.copy()

    assert to_csv(frame) == "a\n"
    assert "<tbody>" in to_html(frame)
    pd.testing.assert_frame_equal(frame, before)
