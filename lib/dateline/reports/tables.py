"""Tables for readers, as HTML in a notebook and a page."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.cells import is_missing, plain

if TYPE_CHECKING:
    import pandas as pd

_LONG = 48
"""Characters; a column with longer text gets a width to wrap in."""
_SHORT = 12
"""Characters; a column of such words and days is not wrapped."""
_MISSING = "–"


def to_html(frame: pd.DataFrame, *, caption: str = "", show: int = 50, file: str = "") -> str:
    """Return a table as HTML in which every value is text.

    Args:
        frame: Any table; its index is left out.
        caption: What the table holds.
        show: Rows to show.
        file: Where the whole table is, named when rows are left out.
    """
    rows = frame.head(max(show, 0))
    columns = [_column(rows.iloc[:, place]) for place in range(rows.shape[1])]
    head = "".join(_head(str(name), *column) for name, column in zip(frame.columns, columns, strict=True))
    cells = zip(*[_cells(*column) for column in columns], strict=True)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    left_out = f"{len(rows):,} of {len(frame):,} rows; all of them are in {file}." if len(rows) < len(frame) else ""
    ended = f"{caption}." if left_out and caption[-1:].isalnum() else caption
    legend = " ".join(filter(None, (ended, left_out)))
    return (
        '<figure class="dateline-table">'
        + (f"<figcaption>{html.escape(legend)}</figcaption>" if legend else "")
        + f'<div class="scroll" tabindex="0" role="group" aria-label="{html.escape(caption or "Table")}">'
        + f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div></figure>"
    )


def _column(values: pd.Series) -> tuple[bool, list[str]]:
    """Return whether a column holds numbers, and its cells as they are shown."""
    kind = values.dtype.kind
    if kind in "iu":
        return True, [_MISSING if is_missing(value) else f"{int(value):,}" for value in values]
    if kind == "f":
        places = _places([abs(float(value)) for value in values if not is_missing(value) and math.isfinite(value)])
        return True, [_MISSING if is_missing(value) else f"{float(value):,.{places}f}" for value in values]
    if kind == "b":
        return False, ["yes" if value is True or value == 1 else "no" for value in values]
    return False, [plain(value) or _MISSING for value in values]


def _places(sizes: Sequence[float]) -> int:
    """Return the decimal places that give the largest value of a column three digits."""
    largest = max(sizes, default=0.0)
    if largest == 0 or all(size == int(size) for size in sizes):
        return 0
    return min(max(2 - math.floor(math.log10(largest)), 1), 6)


def _head(name: str, numeric: bool, texts: Sequence[str]) -> str:
    longest = _longest(texts)
    width = ";min-width:22em" if longest > _LONG else ";min-width:8em" if longest > _SHORT else ""
    return f'<th scope="col" style="text-align:{_side(numeric)}{width}">{html.escape(name.replace("_", " "))}</th>'


def _cells(numeric: bool, texts: Sequence[str]) -> list[str]:
    whole = ";white-space:nowrap" if _longest(texts) <= _SHORT else ""
    opening = f'<td style="text-align:{_side(numeric)}{whole}">'
    return [f"{opening}{html.escape(text)}</td>" for text in texts]


def _side(numeric: bool) -> str:
    return "right" if numeric else "left"


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
