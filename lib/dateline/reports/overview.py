"""The page over a series of reports: each run with what sets it apart, its answer, and a small picture of its figure."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.errors import ReportError
from dateline.reports.grid import Run
from dateline.reports.page import TEMPLATES, title

PAGE = "index.html"
MARK = '<meta name="generator" content="Dateline'
_WIDTH = 320
"""Pixels; a picture of that width is about 15 kB."""
_ANSWER = "dateline-answer"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: ``error`` is empty where there is a report."""

    run: Run
    error: str = ""


def check_page(folder: Path) -> None:
    """Do nothing if the page of a series may be written into a folder.

    Raises:
        ReportError: A page of someone else's is there.
    """
    page = folder / PAGE
    if page.exists():
        with page.open(encoding="utf-8", errors="replace") as file:
            ours = MARK in file.read(4_000)
        if not ours:
            raise ReportError(f"{page} is there already and is not of this kit. Choose another folder with -o.")


def make_overview(folder: Path, outcomes: Sequence[Outcome], *, corpus: str) -> str:
    """Return the page.

    Args:
        folder: The series' folder, with a folder for each run.
        outcomes: The runs, in order.
        corpus: The corpus as it was given.
    """
    from jinja2 import Environment, FileSystemLoader

    # Everything is text but what the template itself says.
    templates = Environment(loader=FileSystemLoader(TEMPLATES / "dateline"), autoescape=True)
    rows = [_row(folder, outcome) for outcome in outcomes]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["title"], []).append(row)
    failed = sum(1 for row in rows if row["error"])
    return templates.get_template("overview.html.j2").render(
        corpus=corpus, groups=groups, count=len(rows), failed=failed, version=version("dateline")
    )


def _row(folder: Path, outcome: Outcome) -> dict[str, Any]:
    run = outcome.run
    row: dict[str, Any] = {
        "title": run.notebook,
        "name": run.name,
        "label": "; ".join(f"{axis}: {value}" for axis, value in run.label),
        "error": outcome.error,
        "address": "",
        "pdf": "",
        "answers": [],
        "picture": "",
        "alt": "",
    }
    try:
        notebook = json.loads((folder / run.name / "report.ipynb").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return row
    address = "/".join(quote(part) for part in run.name.split("/"))
    row |= {"title": _title(notebook, run.notebook), "address": f"{address}/report.html"}
    if (folder / run.name / "report.pdf").is_file():
        row["pdf"] = f"{address}/report.pdf"
    for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
        data = output.get("data", {})
        if _ANSWER in "".join(data.get("text/html", [])):
            row["answers"].append("".join(data.get("text/plain", [])))
        elif "image/png" in data and not row["picture"]:
            row["picture"] = _small("".join(data["image/png"]))
            row["alt"] = str(output.get("metadata", {}).get("image/png", {}).get("alt", ""))
    return row


def _title(notebook: dict[str, Any], name: str) -> str:
    from dateline.reports.notebooks import node

    cells = [cell | {"source": "".join(cell["source"])} for cell in notebook["cells"]]
    return title(node({"cells": cells}), name)


def _small(picture: str) -> str:
    """Return a picture in a smaller size, as an address; nothing where it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(base64.b64decode(picture)), formats=["PNG"]) as image:
            small = image.convert("RGB")
            small.thumbnail((_WIDTH, _WIDTH * 2))
            buffer = io.BytesIO()
            small.save(buffer, "PNG", optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
