"""JupyterLab on this machine alone, with settings of its own, and notebooks run in it by its menu."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

START = 60
"""Seconds that JupyterLab may take to start."""
RUN = 120_000
"""Milliseconds that a notebook may take to run."""
SETTINGS: dict[str, dict[str, Any]] = {
    # No question on news, and every cell in the page, not only those in sight.
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
MESSAGE = "application/vnd.jupyter.error"


@dataclass(frozen=True, slots=True)
class Lab:
    """A running JupyterLab: its address, its token, and the folder that it shows."""

    address: str
    token: str
    folder: Path

    def open(self, page: Page, name: str) -> None:
        """Open a notebook and wait for its kernel."""
        page.goto(f"{self.address}/lab/tree/{name}?token={self.token}&reset", timeout=START * 1000)
        expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=START * 1000)
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=START * 1000)

    def picture(self, page: Page, path: Path) -> None:
        """Write a picture of the whole notebook."""
        scrolled = "document.querySelector('.jp-WindowedPanel-outer')"
        high = page.evaluate(f"{scrolled}.scrollHeight")
        page.set_viewport_size({"width": 1440, "height": min(high + 200, 12_000)})
        page.evaluate(f"{scrolled}.scrollTop = 0")
        # Frames that came into sight are painted a moment later.
        page.wait_for_timeout(1000)
        page.screenshot(path=path)

    def run_all(self, page: Page) -> list[str]:
        """Run all cells by the menu, and return the errors once the last cell has run or one has failed."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(
            """error => document.querySelector(`[data-mime-type="${error}"]`)
                || [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
                   .every(prompt => /^\\[\\d+\\]:$/.test(prompt.textContent))""",
            arg=MESSAGE,
            timeout=RUN,
        )
        return page.locator(f'[data-mime-type="{MESSAGE}"]').all_inner_texts()


@contextmanager
def running_lab(folder: Path, *, theme: str = "JupyterLab Light") -> Iterator[Lab]:
    """Start JupyterLab on the loopback address, showing ``folder/notebooks``, and stop it in the end."""
    settings = SETTINGS | {"apputils-extension/themes": {"theme": theme}}
    for name, values in settings.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    places = {
        **{f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")},
        **{
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        },
        **{"IPYTHONDIR": str(folder / "ipython"), "MPLBACKEND": ""},
    }
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", "--port=0"]
    command += [f"--IdentityProvider.token={token}", "--allow-root", f"--ServerApp.root_dir={folder / 'notebooks'}"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log, cwd=folder)
        try:
            yield Lab(_address(folder, process), token, folder / "notebooks")
        finally:
            process.terminate()
            process.wait(timeout=START)


def _address(folder: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        for path in (folder / "runtime").glob("jpserver-*.json"):
            try:
                return f"http://127.0.0.1:{json.loads(path.read_text())['port']}"
            except ValueError:
                continue
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start: {(folder / 'log').read_text()[-2000:]}")
