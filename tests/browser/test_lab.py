"""The notebooks in JupyterLab: opened in a browser, run from the menu, without an error."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .conftest import NOTEBOOKS
from .lab import Lab, running_lab

SCREENSHOTS = os.environ.get("DATELINE_SCREENSHOTS")


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Give a JupyterLab that shows copies of the notebooks without their outputs."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for name in NOTEBOOKS:
        notebook = json.loads((Path(__file__).parents[2] / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell.update({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})
        (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with running_lab(folder) as started:
        yield started


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_to_the_end_in_jupyterlab(lab: Lab, browser: Browser, tmp_path: Path, name: str) -> None:
    """From the menu every cell runs without an error, every picture loads, and nothing beyond this machine is asked."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    lab.open(page, f"{name}.ipynb")
    assert lab.run_all(page) == []
    assert page.locator(".jp-OutputArea-output").count() > 3
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    picture = Path(SCREENSHOTS or tmp_path) / f"{name}.png"
    lab.picture(page, picture)
    assert picture.stat().st_size > 50_000
    page.close()
    elsewhere = [url for url in asked if not url.startswith((lab.address, "data:", "blob:", "about:"))]
    assert elsewhere == []
