"""Pages made of hostile notebooks, opened in a real browser: the claims are read, nothing of them runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..reports.timeline_notebooks import HOSTILE, page_of, timeline_output
from .conftest import DESKTOP, PHONE, Open


def written(folder: Path, page: str) -> Path:
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_hostile_claims_are_shown_as_their_words(tmp_path: Path, open_page: Open, width: int) -> None:
    """Markup in a claim is read as text in its mark, its box, the lists and the table, and no address runs."""
    page = open_page(written(tmp_path, page_of(timeline_output(words=HOSTILE, url="javascript:alert(3)"))), width=width)
    page.locator("svg [role=option]").first.focus()
    claim = page.get_by_role("region", name="The claim")
    expect(claim.locator("mark")).to_have_text(HOSTILE)
    assert claim.get_by_role("link").count() == 0
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show as a table").click()
    assert page.locator(".app tbody tr").count() == 2
    assert page.locator(".app img, .app script, .app a").count() == 0


def test_other_outputs_cannot_pass_for_a_timeline(tmp_path: Path, open_page: Open) -> None:
    """Of an output that imitates a timeline's markup, a frame and a handler, nothing runs and nothing is drawn."""
    imitation = (
        '<div class="dateline-timeline"><script type="application/json">{"rows": 0, "columns": {}}</script></div>'
        '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe><details open ontoggle="alert(2)">d</details>'
        '<svg onload="alert(3)"></svg><a href="javascript:alert(4)" id="link">here</a>'
    )
    page = open_page(written(tmp_path, page_of({"text/html": imitation}, timeline_output())))
    page.get_by_text("here").click()
    assert page.locator(".app").count() == 1
    assert page.locator("iframe").count() == 0


def test_a_script_put_into_a_finished_page_does_not_run(tmp_path: Path, open_page: Open) -> None:
    """A page that someone changed after it was made runs the package's script alone: the policy forbids the other."""
    page = page_of(timeline_output()).replace("<h2 id=", "<script>document.title = 'changed'</script><h2 id=", 1)
    opened = open_page(written(tmp_path, page), expected="violates the following Content Security Policy")
    assert opened.title() == "Who"
    assert opened.locator("svg [role=option]").count() == 2


def test_an_article_with_an_address_is_linked(tmp_path: Path, open_page: Open) -> None:
    """A claim of an article with an address leads to it, in a window that knows nothing of the report."""
    page = open_page(written(tmp_path, page_of(timeline_output(url="https://courier.example/dam"))))
    page.locator("svg [role=option]").first.focus()
    link = page.get_by_role("region", name="The claim").get_by_role("link")
    assert link.get_attribute("href") == "https://courier.example/dam"
    assert link.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Enter")
    expect(link).to_be_focused()


def test_a_thread_is_followed_by_its_buttons(tmp_path: Path, open_page: Open) -> None:
    """From the first report of a thread a button leads to its next claim, and the list of threads to its claims."""
    page = open_page(written(tmp_path, page_of(timeline_output(number=4))))
    assert page.get_by_label("Thread").locator("option").all_inner_texts() == ["all", "A · The gates were shut (4)"]
    page.locator("svg [role=option]").first.focus()
    claim = page.get_by_role("region", name="The claim")
    expect(claim).to_contain_text("(first, 4 claims)")
    claim.get_by_role("button", name="Later claim of the thread").click()
    expect(claim).to_contain_text("(deny, 4 claims)")
    assert page.locator("svg .ring").count() == 2  # The first report, and the legend.


def test_five_thousand_claims_are_all_there(tmp_path: Path, open_page: Open) -> None:
    """Of five thousand claims on one day each has a mark, and the table shows them two hundred at a time."""
    path = written(tmp_path, page_of(timeline_output(number=5000)))
    assert path.stat().st_size < 5_000_000
    page = open_page(path)
    marks = page.locator("svg [role=option]")
    assert marks.count() == 5000
    marks.first.focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('svg [role=option]')].pop()")
    page.get_by_role("button", name="Show as a table").click()
    page.get_by_role("button", name="Show 200 more of 5000").click()
    assert page.locator(".app tbody tr").count() == 400
