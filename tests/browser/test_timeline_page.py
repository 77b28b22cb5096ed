"""The interactive timeline in a report's page: what a mouse, a finger, a keyboard and a screen reader do with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import DESKTOP, PHONE, Open, serious

EVERYWHERE = [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)]


def drawn(page: Page) -> Locator:
    return page.locator("svg [role=option]")


def marks(page: Page) -> int:
    return drawn(page).count()


@pytest.mark.parametrize(("width", "dark"), EVERYWHERE)
def test_no_serious_fault_of_accessibility(report: Path, open_page: Open, width: int, dark: bool) -> None:
    """Axe finds nothing serious or critical in the page, with a claim open, as a figure and as a table."""
    page = open_page(report, width=width, dark=dark)
    drawn(page).first.focus()
    page.keyboard.press("ArrowRight")
    assert serious(page) == []
    page.get_by_role("button", name="Show as a table").click()
    assert serious(page) == []


@pytest.mark.parametrize(("width", "dark"), EVERYWHERE)
def test_the_page_is_no_wider_than_its_window(report: Path, open_page: Open, width: int, dark: bool) -> None:
    """Nothing sticks out of the window at a desktop's or a phone's width."""
    page = open_page(report, width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_arrow_keys_go_through_all_claims_in_order_of_the_day(report: Path, open_page: Open) -> None:
    """From the first mark to the last, each key press names a claim no earlier than the last, with its sentence."""
    page = open_page(report)
    number = marks(page)
    drawn(page).first.focus()
    days, told = [], []
    for _ in range(number):
        told.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        days.append(page.evaluate("Date.parse(document.querySelector('.claim strong').textContent.split(' · ')[0])"))
        page.keyboard.press("ArrowRight")
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert len(set(told)) > number * 0.9
    assert all(label.endswith(".") and len(label) > 60 for label in told)


def test_focus_shows_sentence_outlet_and_day(report: Path, open_page: Open) -> None:
    """A claim reached by keyboard is shown with its sentence, outlet, headline and day."""
    page = open_page(report)
    page.get_by_label("Words").fill("nobody rang us")
    drawn(page).first.focus()
    claim = page.get_by_role("region", name="The claim")
    expect(claim).to_contain_text("12 Mar 2025 · Mira Kaskel states")
    expect(claim.locator("blockquote")).to_contain_text("Nobody rang us")
    expect(claim).to_contain_text("Varnia Press Agency: ")


def test_enter_goes_to_the_claim_and_escape_comes_back(report: Path, open_page: Open) -> None:
    """From a mark Enter reaches what is shown of it, or its article's link, and Escape the mark."""
    page = open_page(report)
    drawn(page).first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("Boolean(document.activeElement.closest('.claim'))")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "option"


def test_the_mouse_shows_a_claim_and_a_click_holds_it(report: Path, open_page: Open) -> None:
    """Pointing at a mark shows its claim; after a click, pointing elsewhere does not change it."""
    page = open_page(report)
    claim = page.get_by_role("region", name="The claim")
    drawn(page).nth(3).hover(force=True)
    third = claim.inner_text()
    drawn(page).nth(60).hover(force=True)
    other = claim.inner_text()
    assert third != other
    drawn(page).nth(60).click(force=True)
    drawn(page).nth(3).hover(force=True)
    assert claim.inner_text() == other


def test_a_finger_shows_a_claim(report: Path, open_page: Open) -> None:
    """On a phone a tap near a mark shows its claim."""
    page = open_page(report, width=PHONE)
    drawn(page).nth(8).tap(force=True)
    expect(page.get_by_role("region", name="The claim").locator("blockquote")).not_to_be_empty()


@pytest.mark.parametrize(
    ("label", "part"), [("Source", "Mira Kaskel"), ("Kind", "denies"), ("Wording", "quoted in part")]
)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_filters_leave_the_claims_that_fit(report: Path, open_page: Open, label: str, part: str, width: int) -> None:
    """Choosing a source, kind or wording leaves as many marks and rows as the list says."""
    page = open_page(report, width=width)
    entry = page.get_by_label(label, exact=True).locator("option", has_text=part).first.inner_text()
    page.get_by_label(label, exact=True).select_option(label=entry)
    number = int(re.search(r"\((\d+)\)$", entry)[1])
    assert 0 < number < 100
    assert marks(page) == number
    expect(page.get_by_role("status")).to_have_text(f"{number} of 181 claims fit.")
    page.get_by_role("button", name="Show as a table").click()
    assert page.locator(".app tbody tr").count() == number


def test_zoom_by_button_and_key(report: Path, open_page: Open) -> None:
    """Zooming in leaves fewer days and marks, by button and by key, and 0 brings all of them back."""
    page = open_page(report)
    everything = marks(page)
    page.get_by_role("button", name="Zoom in").click()
    nearer = marks(page)
    drawn(page).first.focus()
    page.keyboard.press("+")
    assert marks(page) < nearer < everything
    page.keyboard.press("0")
    assert marks(page) == everything


def test_a_key_press_brings_claims_outside_of_the_zoom_into_view(report: Path, open_page: Open) -> None:
    """Far zoomed in, the last claim with a day is reached from the first, and seen."""
    page = open_page(report)
    drawn(page).first.focus()
    for _ in range(4):
        page.keyboard.press("+")
    first = page.get_by_role("status").inner_text()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert page.get_by_role("status").inner_text() != first
    box = page.locator('[aria-selected="true"]').bounding_box()
    assert 0 < box["y"] < 900


def test_without_a_script_the_figure_is_there(report: Path, open_page: Open) -> None:
    """Where no script runs, the printed figure with its description is what is seen."""
    page = open_page(report, scripts=False)
    expect(page.get_by_role("img", name=re.compile("^Claim timeline"))).to_be_visible()
    assert marks(page) == 0


def test_on_paper_the_figure_is_there(report: Path, open_page: Open) -> None:
    """Printed, the page has the figure in place of what cannot be clicked on paper."""
    page = open_page(report)
    picture = page.locator(".dateline-timeline figure img")
    expect(picture).to_be_hidden()
    page.emulate_media(media="print")
    expect(picture).to_be_visible()
    expect(page.locator(".dateline-timeline .app")).to_be_hidden()
