"""Execution: papermill runs the notebook to its end, or an error says which cell failed and why."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import ReportError
from dateline.reports.kernel import kernel_class
from dateline.reports.notebooks import INJECTED, load_notebook, normalise

_COLOURS = re.compile(r"\x1b\[[0-9;]{0,40}[A-Za-z]")
_LINES = 15
_MARK = "papermill-error-cell-tag"


def execute(
    notebook: Any,
    folder: Path,
    *,
    name: str,
    failed: Path,
    surroundings: Mapping[str, str] | None = None,
    progress: bool | None,
) -> Any:
    """Run a notebook whose parameters are injected, and return it normalised.

    Args:
        notebook: The notebook.
        folder: The report's folder, which the notebook's figures and tables go to.
        name: The notebook's name, for messages.
        failed: Where to keep the notebook if a cell fails.
        surroundings: Variables of the environment that the kernel gets beside its own.
        progress: Whether to show a bar; None shows one where a terminal is.

    Raises:
        ReportError: A cell failed, or the kernel died.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    draft = folder / "running.ipynb"
    bar = {"desc": name, "disable": None if progress is None else not progress}
    try:
        with _quiet(), kernel_class(folder, surroundings or {}) as manager:
            executed = execute_notebook(
                notebook,
                # Papermill fills in braces.
                str(draft).replace("{", "{{").replace("}", "}}"),
                kernel_name="python3",
                progress_bar=bar if progress is not False else False,
                record_timing=False,
                kernel_manager_class=manager,
                shutdown_kernel="immediate",
            )
    except PapermillExecutionError as error:
        raise _failure(draft, name=name, failed=failed, error=error) from None
    except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
        raise _death(draft, name=name, failed=failed, error=error) from error
    finally:
        draft.unlink(missing_ok=True)
    return normalise(executed)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep papermill from printing what the error says anyway."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def write_notebook(notebook: Any, path: Path) -> None:
    """Write a notebook as Jupyter does: sorted keys, one line of source a line, ``\\n`` everywhere."""
    from nbformat import v4

    text = v4.writes(notebook)  # type: ignore[no-untyped-call]
    path.write_bytes(text.encode("utf-8", "replace") + b"\n")


def _failure(draft: Path, *, name: str, failed: Path, error: Any) -> ReportError:
    source = error.source.strip("\n")
    reason = _COLOURS.sub("", f"{error.ename}: {error.evalue}".removesuffix(": ")).strip()
    kept, position = _keep(draft, failed)
    message = (
        f"Cell {position} of {name} failed with {reason}\n\n{_indented(source)}\n\n"
        f"No report was made, an earlier one is as it was. {kept}"
    )
    return ReportError(message, cell=position, source=source)


def _death(draft: Path, *, name: str, failed: Path, error: Exception) -> ReportError:
    kept, position = _keep(draft, failed)
    where = f"while cell {position} ran" if position else "before a cell ran"
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    message = (
        f"The kernel of {name} stopped {where} ({reason}); a cell that needs more memory than there is ends so. "
        f"No report was made, an earlier one is as it was. {kept}"
    )
    return ReportError(message, cell=position)


def _keep(draft: Path, failed: Path) -> tuple[str, int]:
    """Keep the notebook that failed beside the report; return a sentence that says so and the cell's number."""
    try:
        notebook = load_notebook(draft)
        position = _position(notebook)
        # Papermill's own marks come as red HTML; the error stands in the cell anyway.
        notebook.cells = [cell for cell in notebook.cells if _MARK not in _tags(cell)]
        write_notebook(normalise(notebook), failed)
    except (OSError, ReportError):
        return "", 0
    return f"The notebook as far as it ran is kept as {failed.name} beside the report's place.", position


def _position(notebook: Any) -> int:
    """Return the number of the last cell that was begun, counted from 1 over the cells that the notebook itself has."""
    own = [cell for cell in notebook.cells if not {INJECTED, _MARK} & set(_tags(cell))]
    begun = [bool(cell.metadata.get("papermill", {}).get("start_time")) for cell in own]
    return max((number for number, was in enumerate(begun, start=1) if was), default=0)


def _tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _indented(source: str) -> str:
    lines = source.splitlines()
    shown = lines[:_LINES] + (["…"] if len(lines) > _LINES else [])
    return "\n".join(f"    {line}" for line in shown)
