"""A real browser without a network, and pages to open in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dateline.series import run_series

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP, TABLET, PHONE = 1440, 800, 390
NOTEBOOKS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the system's Chromium; where there is none, the tests say so."""
    found = os.environ.get("DATELINE_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("There is no Chromium. Install it, or give its path in DATELINE_BROWSER.")
    with sync_playwright() as playwright:
        # Root, as in a container, cannot have Chromium's own sandbox.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] * root)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a report of each notebook on the sample, and the page over them."""
    folder = tmp_path_factory.mktemp("browser") / "reports"
    series = run_series(NOTEBOOKS, corpus="sample", output=folder, workers=2, pdf=False)
    assert [outcome.error for outcome in series.failed] == []
    return folder


@pytest.fixture(scope="session")
def report(reports: Path) -> Path:
    """Give the page of the claim timeline of the sample."""
    return reports / "03-claim-timeline" / "report.html"


def serious(page: Page, *rules: str) -> list[str]:
    """Return what axe finds in a page that keeps people from using it, by all of its rules or by some."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html']:.200}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Give a function that opens a file, and hold that the page asked for nothing and complained of nothing."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_file(
        path: Path, *, width: int = DESKTOP, dark: bool = False, scripts: bool = True, expected: str = "never said"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            has_touch=width == PHONE,
            java_script_enabled=scripts,
            offline=True,
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else complaints.append(one.url))
        page.on("requestfailed", lambda one: complaints.append(f"failed: {one.url:.200}"))
        page.on("console", lambda said: complaints.append(said.text) if expected not in said.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert complaints == []
