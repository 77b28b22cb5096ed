"""Making a report again from what it holds itself: its notebook, without the outputs, has everything that was given."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.reports.execution import write_notebook
from dateline.reports.notebooks import INJECTED, load_notebook, tagged
from dateline.reports.page import title, written
from dateline.reports.parameters import parse_parameters
from dateline.reports.runs import SAMPLE, write_report
from dateline.reports.staging import RUN, check_output
from dateline.reports.values import Parameter

NOTEBOOK = "report.ipynb"


def write_blank(report: Path, target: Path) -> None:
    """Write the notebook of a report with its parameters and without its outputs.

    Args:
        report: The report's folder.
        target: The notebook to write.

    Raises:
        ReportError: The report's notebook cannot be read.
    """
    notebook = _load(report / NOTEBOOK)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    write_notebook(notebook, target)


def report_title(report: Path) -> str:
    """Return the title of a report: the first heading of its notebook."""
    name = json.loads((report / RUN).read_bytes())["notebook"]["name"]
    return title(load_notebook(report / NOTEBOOK), Path(name).stem)


def described_figures(report: Path) -> dict[str, tuple[str, str]]:
    """Return what each figure of a report shows, in words, and its caption, by the name of its file."""
    files = {base64.b64encode(path.read_bytes()).decode(): path for path in sorted(report.glob("figures/*.png"))}
    found = {}
    for cell in load_notebook(report / NOTEBOOK).cells:
        for output in cell.get("outputs", []):
            path = files.get("".join(output.get("data", {}).get("image/png", "").split()))
            facts = output.get("metadata", {}).get("image/png", {})
            if path and facts:
                found[path.relative_to(report).as_posix()] = (str(facts.get("alt", "")), str(facts.get("caption", "")))
    return found


def given_parameters(report: Path) -> list[tuple[str, str, str, str]]:
    """Return name, type, value and help of each parameter of a report, those left at their defaults included."""
    used = json.loads((report / RUN).read_bytes())["parameters"]
    declared = _declared(load_notebook(report / NOTEBOOK))
    return [(one.name, one.type, written(used.get(one.name, one.default)), one.help) for one in declared]


def repeat_report(
    notebook: Path,
    run: Mapping[str, Any],
    *,
    corpus: Path,
    output: Path,
    surroundings: Mapping[str, str],
    progress: bool | None = None,
) -> Path:
    """Make a report again from its notebook, as ``write_blank`` gives it.

    Args:
        notebook: The notebook.
        run: What ``run.json`` of the report holds.
        corpus: Where the corpus lies now; the notebook goes on calling it by the name that it had.
        output: The folder of the new report.
        surroundings: Variables of the environment by which the notebook finds the corpus.
        progress: Whether to show a bar; None shows one where a terminal is.

    Returns:
        The report's folder.

    Raises:
        ReportError: A cell failed, or the folder cannot be written or holds something else.
    """
    source, target = _load(notebook), check_output(output)
    sample = run["corpus"]["given"] == SAMPLE and run["corpus"]["manifest_sha256"] is None
    write_report(
        source,
        target,
        declared=_declared(source),
        used=run["parameters"],
        facts={name: run[name] for name in ("notebook", "corpus", "parameters", "show_code", "pdf")},
        # The sample of the kit has no such files, and its reports have none.
        corrected_in=None if sample else corpus,
        surroundings=surroundings,
        progress=progress,
    )
    return output


def _load(path: Path) -> Any:
    notebook = load_notebook(path)
    for cell in tagged(notebook, INJECTED):
        # Another cell may not have this id, so loading takes it from this one too.
        cell["id"] = INJECTED
    return notebook


def _declared(notebook: Any) -> list[Parameter]:
    cells = tagged(notebook, "parameters")
    return parse_parameters(cells[0].source) if cells else []
