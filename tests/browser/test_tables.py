"""Tables in a report's page: sorted by a press on a column's head, searched by a field above."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from dateline.reports.tables import to_html

from ..reports.timeline_notebooks import HOSTILE, page_of
from .conftest import DESKTOP, PHONE, TABLET, Open, serious

NUMBERS = [9, 1200, 10, None, 1.5, 9]
DAYS = ["2025-03-11", "2024-12-31", None, "2025-03-02", "2025-11-01", "2025-03-11"]
NAMES = ["Herald", "émigré press", "Tribune", "almar nine", "Wire 10", "Wire 9"]


def frame() -> pd.DataFrame:
    days = pd.to_datetime(pd.Series(DAYS))
    return pd.DataFrame({"name": NAMES, "claims_made": NUMBERS, "published": days, "row": range(6)})


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Give the page of a table whose columns have an order of their own each."""
    path = tmp_path / "report.html"
    path.write_text(page_of({"text/html": to_html(frame(), caption="Outlets")}), encoding="utf-8")
    return path


def order(page: Page) -> list[int]:
    """Return the numbers of the rows that are seen, from the top."""
    return [int(row.inner_text()) for row in page.locator("tbody tr:visible td:last-child").all()]


def press(page: Page, name: str) -> str | None:
    """Press a column's head, and return what a screen reader is told of its order."""
    head = page.get_by_role("columnheader", name=name)
    head.get_by_role("button").click()
    return head.get_attribute("aria-sort")


@pytest.mark.parametrize(
    ("name", "ascending", "descending"),
    [
        ("claims made", [4, 0, 5, 2, 1, 3], [1, 2, 0, 5, 4, 3]),
        ("published", [1, 3, 0, 5, 4, 2], [4, 0, 5, 3, 1, 2]),
        ("name", [3, 1, 0, 2, 5, 4], [4, 5, 2, 0, 1, 3]),
    ],
)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_head_sorts_up_then_down_then_not(
    written: Path, open_page: Open, width: int, name: str, ascending: list[int], descending: list[int]
) -> None:
    """Numbers, days and words are ordered as such; what is missing stands last, and like rows keep their order."""
    page = open_page(written, width=width)
    assert (press(page, name), order(page)) == ("ascending", ascending)
    assert (press(page, name), order(page)) == ("descending", descending)
    assert (press(page, name), order(page)) == (None, [0, 1, 2, 3, 4, 5])


def test_rows_that_are_alike_keep_the_order_they_have(written: Path, open_page: Open) -> None:
    """Sorted by name and then by claims, rows with as many claims stay in the order of the name."""
    page = open_page(written)
    press(page, "name")
    press(page, "name")
    press(page, "claims made")
    assert order(page) == [4, 5, 0, 2, 1, 3]
    assert page.locator("[aria-sort]").count() == 1


def test_the_keyboard_sorts_and_finds(written: Path, open_page: Open) -> None:
    """From the field Tab leads to the heads, and Enter and the space bar press one."""
    page = open_page(written)
    field = page.get_by_label("Find rows")
    field.focus()
    page.keyboard.type("wire")
    assert order(page) == [4, 5]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "name"
    page.keyboard.press("Enter")
    assert order(page) == [5, 4]
    page.keyboard.press(" ")
    assert order(page) == [4, 5]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(
            ("HERALD", [0]),
            ("9 2025-03-11", [0, 5]),
            ("1,200", [1]),
            ("2025-11", [4]),
            ("ÉMIGRÉ", [1]),
            ("nothing", []),
        ),
        *(("e\u0301migre\u0301", [1]), ("", [0, 1, 2, 3, 4, 5])),
    ],
)
def test_words_leave_the_rows_that_have_them_all(
    written: Path, open_page: Open, words: str, expected: list[int]
) -> None:
    """Rows that hold each of the words, in any column, small or capital, are seen, and their number is said."""
    page = open_page(written)
    page.get_by_label("Find rows in: Outlets").fill(words)
    assert order(page) == expected
    expect(page.locator(".find [aria-live=polite]")).to_have_text(f"{len(expected)} of 6 rows")


def test_the_order_is_said(written: Path, open_page: Open) -> None:
    """Beside the number of rows stands by what they are ordered, in words."""
    page = open_page(written)
    press(page, "published")
    expect(page.locator(".find p")).to_have_text("6 of 6 rows, by published, earliest first")


def test_all_rows_are_printed(written: Path, open_page: Open) -> None:
    """On paper there are all rows and no field."""
    page = open_page(written)
    page.get_by_label("Find rows").fill("Herald")
    page.emulate_media(media="print")
    assert sorted(order(page)) == [0, 1, 2, 3, 4, 5]
    expect(page.get_by_label("Find rows")).to_be_hidden()


def test_without_a_script_the_table_is_as_it_was(written: Path, open_page: Open) -> None:
    """Where no script runs all rows are there, and nothing that would have to be pressed."""
    page = open_page(written, scripts=False)
    assert order(page) == [0, 1, 2, 3, 4, 5]
    assert page.locator("main button, main input").count() == 0


def test_hostile_cells_are_sorted_and_found_as_their_words(tmp_path: Path, open_page: Open) -> None:
    """Markup in cells, names and the caption stays text when rows are moved, found and told of."""
    path = tmp_path / "report.html"
    table = pd.DataFrame({HOSTILE: [f"{HOSTILE} {number}" for number in range(9, -1, -1)], "row": range(10)})
    path.write_text(page_of({"text/html": to_html(table, caption=HOSTILE)}), encoding="utf-8")
    page = open_page(path)
    page.locator("th button").first.click()
    assert order(page) == list(range(9, -1, -1))
    page.get_by_label("Find rows").fill("onerror=alert(2) 7")
    assert order(page) == [7, 2]
    assert "<img src=x onerror=alert(2)>" in page.locator(".find p").inner_text()
    assert page.locator("main img, main script").count() == 0


def test_short_tables_stay_plain(tmp_path: Path, open_page: Open) -> None:
    """Beside a long table one of five rows has no field and no buttons; several long ones have labels of their own."""
    path = tmp_path / "report.html"
    shown = [
        to_html(frame(), caption="Long"),
        to_html(frame().head(5), caption="Short"),
        to_html(frame(), caption="Next"),
    ]
    path.write_text(page_of(*({"text/html": one} for one in shown)), encoding="utf-8")
    page = open_page(path)
    assert page.locator("table").count() - page.locator("table:has(button)").count() == 1
    page.get_by_label("Find rows in: Next").fill("Tribune")
    assert order(page) == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [DESKTOP, TABLET, PHONE])
def test_no_serious_fault_of_accessibility(written: Path, open_page: Open, width: int, dark: bool) -> None:
    """Axe finds nothing serious or critical in a table that is sorted and searched, and the page is not too wide."""
    page = open_page(written, width=width, dark=dark)
    press(page, "name")
    page.get_by_label("Find rows").fill("e")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
