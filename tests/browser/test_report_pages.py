"""The report of every notebook on the sample, and the page over them, opened from the file and offline."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, NOTEBOOKS, PHONE, TABLET, Open, serious

LOOKS = [(width, dark) for width in (DESKTOP, TABLET, PHONE) for dark in (False, True)]


def faults(page: Page) -> list[tuple[int, bool, str]]:
    """Return what is wrong at each width, light and dark: serious for accessibility, or sticking out of the window."""
    found = []
    for width, dark in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        # In the dark the colours are others, and nothing else is.
        found += [(width, dark, fault) for fault in serious(page, *["color-contrast"] * dark)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((width, dark, "wider than the window"))
    return found


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_report_is_whole_and_without_serious_faults(reports: Path, open_page: Open, notebook: str) -> None:
    """The page asks for nothing, complains of nothing, fits a desktop, a tablet and a phone, and axe finds no fault."""
    page = open_page(reports / notebook / "report.html")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert faults(page) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_long_table_of_a_report_is_sorted_and_searched(reports: Path, open_page: Open, notebook: str) -> None:
    """In each table with a field the last column sorts both ways, and the first cell's words find its row."""
    page = open_page(reports / notebook / "report.html")
    for table in page.locator("figure.dateline-table:has(.find)").all():
        rows = table.locator("tbody tr")
        number, before = rows.count(), rows.all_inner_texts()
        button = table.locator("th button").last
        button.click()
        rising = rows.locator("td:last-child").all_inner_texts()
        button.click()
        falling = rows.locator("td:last-child").all_inner_texts()
        known = [text for text in rising if text != "–"]
        assert [len(rising), sorted(rising)] == [number, sorted(falling)]
        assert len(set(known)) < 2 or (known[0], known[-1]) == (falling[len(known) - 1], falling[0])
        button.click()
        assert rows.all_inner_texts() == before
        table.get_by_label("Find rows").fill(rows.first.locator("td").first.inner_text())
        expect(rows.first).to_be_visible()
        shown = table.locator("tbody tr:visible").count()
        expect(table.locator(".find p")).to_have_text(f"{shown} of {number} rows")


def test_the_page_over_the_reports_leads_to_each(reports: Path, open_page: Open) -> None:
    """The index fits each width without a serious fault, and each of its links opens a report."""
    page = open_page(reports / "index.html")
    assert faults(page) == []
    links = page.locator("h3 a")
    assert links.count() == len(NOTEBOOKS)
    for place in range(len(NOTEBOOKS)):
        name = links.nth(place).inner_text()
        links.nth(place).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.go_back()
