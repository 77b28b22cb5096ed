"""Saving from a notebook: each figure and table is shown there and, while a report is made, written to its folder."""

from __future__ import annotations

import html
import io
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dateline.cells import to_csv
from dateline.errors import ReportError
from dateline.reports import tables
from dateline.reports.frames import framed
from dateline.reports.interactive import TIMELINE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_DOTS_PER_INCH = 160
_SHOWN_PER_INCH = 80
TOLERANCE = "dateline-tolerance"
"""Key in the metadata of a table's output: by how much numbers may differ when the report is made again."""
CAPTION = "dateline-caption"
"""Key in the metadata of the caption's output: a page puts the caption into the figure instead."""


def save_figure(
    figure: Figure, name: str, *, alt: str, caption: str, timeline: Mapping[str, Any] | None = None
) -> None:
    """Show a figure with its caption, and write ``figures/<name>.png`` and ``.svg`` while a report is made.

    The same figure gives the same bytes: the files hold no date, no version and no random ids.

    Args:
        figure: A matplotlib figure; it is closed, so that the notebook does not show it twice.
        name: Name of the files: letters, digits, ``-`` and ``_``.
        alt: What the figure shows, in a sentence, for who cannot see it.
        caption: What to know when reading it: the number of articles, the sources, the period.
        timeline: The same claims as data, from ``timeline_data``: JupyterLab and the report's page then show a
            timeline that can be searched, and the figure where no script runs and on paper.

    Raises:
        ReportError: The name cannot be a file name or has been used in this report, or ``alt`` is empty.
    """
    from matplotlib import pyplot

    if not alt.strip():
        message = f'The figure "{name}" has no alternative text. Say in alt="…" what it shows.'
        raise ReportError(message)
    shown, about = figure_output(figure, alt=alt, caption=caption, timeline=timeline)
    files = _files("figures", name, (".png", ".svg"))
    if files:
        files[0].write_bytes(shown["image/png"])
        files[1].write_bytes(_render(figure, "svg"))
    _display(shown, about)
    _display({"text/html": f"<p><small>{html.escape(caption)}</small></p>", "text/plain": caption}, {CAPTION: True})
    pyplot.close(figure)


def figure_output(
    figure: Figure, *, alt: str, caption: str, timeline: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a figure as an output cell shows it: its forms by MIME type, and what to know about them.

    Args:
        figure: A matplotlib figure.
        alt: What it shows, in a sentence.
        caption: What to know when reading it.
        timeline: The same claims as data, see ``save_figure``.
    """
    png = _render(figure, "png")
    width = int.from_bytes(png[16:20], "big") * _SHOWN_PER_INCH // _DOTS_PER_INCH
    shown: dict[str, Any] = {"image/png": png, "text/plain": f"Figure: {alt}"}
    if timeline is not None:
        shown |= {TIMELINE: dict(timeline), "text/html": framed(timeline, png=png, alt=alt)}
    return shown, {"image/png": {"alt": alt, "caption": caption, "width": width}}


def say(sentence: str) -> None:
    """Show a sentence as the answer of a notebook: large in the page, as text where there is no HTML.

    Args:
        sentence: What the data says; markup in it is text.
    """
    shown = f'<p class="dateline-answer" style="font-size: 1.15em">{html.escape(sentence)}</p>'
    _display({"text/html": shown, "text/plain": sentence}, {})


class ShowsItself(Protocol):
    """A result that has a table and its own way of showing it, such as a concordance."""

    @property
    def table(self) -> pd.DataFrame:
        """The table to save."""

    def _repr_html_(self) -> str: ...


def save_table(
    frame: pd.DataFrame | ShowsItself,
    name: str,
    *,
    caption: str = "",
    show: int = 50,
    tolerance: Mapping[str, float] | None = None,
) -> None:
    """Show a table so that it can be read, and write all of it to ``tables/<name>.csv`` while a report is made.

    Everything in the table arrives as text: markup is escaped, and in the file a cell that a spreadsheet would take
    for a formula begins with an apostrophe.

    Args:
        frame: Any table; its index is left out unless it is named. Or a concordance, which is shown as lines.
        name: Name of the file: letters, digits, ``-`` and ``_``.
        caption: What the table holds.
        show: Rows to show; the file always has all of them.
        tolerance: By how much the numbers of a column may differ when the report is made again elsewhere, by column;
            others must be the same to the last digit.

    Raises:
        ReportError: The name cannot be a file name or has been used in this report.
    """
    import pandas as pd

    table = frame if isinstance(frame, pd.DataFrame) else frame.table
    table = table.reset_index() if any(level is not None for level in table.index.names) else table
    files = _files("tables", name, (".csv",))
    if files:
        files[0].write_bytes(to_csv(table).encode("utf-8", "replace"))
    if isinstance(frame, pd.DataFrame):
        shown = tables.to_html(table, caption=caption, show=show, file=f"tables/{name}.csv")
    else:
        shown = frame._repr_html_()
    declared = {TOLERANCE: {"file": f"tables/{name}.csv", "columns": dict(tolerance)}} if tolerance else {}
    _display({"text/html": shown, "text/plain": f"Table: {caption or name} ({len(table)} rows)"}, declared)


def _files(folder: str, name: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the paths to write to; none outside a report."""
    if not _NAME.fullmatch(name):
        message = f'"{name:.120}" cannot be a file name here. Use letters, digits, "-" and "_", at most 100 of them.'
        raise ReportError(message)
    report = os.environ.get("DATELINE_REPORT")
    if not report:
        return []
    place = Path(report) / folder
    place.mkdir(parents=True, exist_ok=True)
    if name.lower() in {path.stem.lower() for path in place.iterdir()}:
        message = f'"{name}" is in {folder}/ of this report already. Give each figure and each table a name of its own.'
        raise ReportError(message)
    return [place / f"{name}{suffix}" for suffix in suffixes]


def _render(figure: Figure, form: str) -> bytes:
    import matplotlib as mpl

    nothing: dict[str, Any] = {"Software": None} if form == "png" else {"Creator": None, "Date": None}
    buffer = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "dateline"}):
        figure.savefig(buffer, format=form, dpi=_DOTS_PER_INCH, metadata=nothing, bbox_inches="tight", pad_inches=0.15)
    return buffer.getvalue()


def _display(data: dict[str, Any], metadata: dict[str, Any]) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.display import display

    if InteractiveShell.initialized():
        display(data, raw=True, metadata=metadata)  # type: ignore[no-untyped-call]
