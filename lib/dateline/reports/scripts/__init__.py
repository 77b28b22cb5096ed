"""The scripts that a page may run: files of this package, each allowed by its hash, and no other.

A script is a ``.js`` file here, with a ``.css`` file of the same name where it needs one. A page carries those that it
has something for; what comes from a notebook is never run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.reports.interactive import TIMELINE, checked

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the package: its name, its source, and the look of what it makes."""

    name: str
    source: str
    style: str

    @property
    def hash(self) -> str:
        """The source's hash as a policy names it (Content Security Policy Level 3, section 2.3.1)."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self.source.encode()).digest()).decode()}'"


def _has_timeline(data: Mapping[str, Any]) -> bool:
    return checked(data.get(TIMELINE)) is not None


def _has_long_table(data: Mapping[str, Any]) -> bool:
    """Tell whether there is a table of ``save_table`` with more rows than are seen at a glance (the same in tables.js)."""
    shown = data.get("text/html")
    # The row of the names is one of them.
    return isinstance(shown, str) and '<figure class="dateline-table">' in shown and shown.count("<tr>") > _FEW + 1


_FEW = 5
WANTED: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {"tables": _has_long_table, "timeline": _has_timeline}
"""The scripts there are; for each, whether an output (its data by MIME type) gives it something to do."""


@cache
def load_script(name: str) -> Script:
    """Return a script of the package."""
    style = FOLDER / f"{name}.css"
    # A page may not close the element early; what is written here is held to it by a test.
    return Script(
        name,
        (FOLDER / f"{name}.js").read_text(encoding="utf-8"),
        style.read_text(encoding="utf-8") if style.exists() else "",
    )


def scripts_for(notebook: Any) -> list[Script]:
    """Return the scripts that a notebook's outputs have something for, by name."""
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    return [load_script(name) for name in sorted(WANTED) if any(WANTED[name](data) for data in outputs)]


def policy(scripts: Sequence[Script]) -> str:
    """Return the Content Security Policy of a page: nothing is loaded, only the given scripts run."""
    run = f"script-src {' '.join(script.hash for script in scripts)}; " if scripts else ""
    return f"default-src 'none'; {run}img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
