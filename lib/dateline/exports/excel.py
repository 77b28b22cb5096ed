"""Tables as an Excel workbook: a sheet each, dates as dates, and no cell that is run."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.cells import is_formula, is_missing, plain, valid
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
"""In UTF-16: a sign beyond the first 65,536, such as an emoji, counts twice."""
WIDEST, NARROWEST = 60, 8
CREATED = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
"""Stands in every file, so that the same tables give the same bytes."""
FIRST_DAY = pd.Timestamp(1900, 3, 1)
"""Before it, Excel's calendar has a day that never was."""
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_CUT = " … [cut: {:,} characters in all]"


class Formats:
    """The looks of cells in a workbook."""

    def __init__(self, workbook: Any) -> None:
        self.head: Format = workbook.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.text: Format = workbook.add_format({"valign": "top", "text_wrap": True})
        # Excel keeps such a cell text when somebody edits it, as if an apostrophe stood before it.
        self.quoted: Format = workbook.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        self.number: Format = workbook.add_format({"valign": "top"})
        self.day: Format = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.moment: Format = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"})


def to_excel(sheets: Mapping[str, pd.DataFrame]) -> tuple[bytes, list[str]]:
    """Return tables as an Excel workbook, and what had to be left out.

    Text stays text, whatever it begins with: nothing becomes a formula, a number or a link. The first row stays in
    sight, days are days, lists of texts are joined by "; ". Characters that XML cannot hold become \\ufffd.

    Args:
        sheets: Tables by the names of their sheets.

    Returns:
        The file's content, the same for the same tables; and a sentence for each column with cells longer than Excel's
        32,767 characters. These end with a note of how long they were.

    Raises:
        DatelineError: A table has more rows than a sheet of Excel, 1,048,575 under its head.
    """
    from xlsxwriter import Workbook

    for name, table in sheets.items():
        if len(table) >= MOST_ROWS:
            message = (
                f'"{name}" has {len(table):,} rows; a sheet of Excel has {MOST_ROWS - 1:,} under its head. Export it as'
                " CSV, or choose fewer claims."
            )
            raise DatelineError(message)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    notes: list[str] = []
    with Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": CREATED, "comments": "Made by Dateline"})
        formats = Formats(workbook)
        for name, title in zip(sheets, _titles(sheets), strict=True):
            notes += _sheet(workbook.add_worksheet(title), sheets[name], formats, name)
    return buffer.getvalue(), notes


def _titles(names: Sequence[str] | Mapping[str, Any]) -> list[str]:
    """Return names that Excel takes for sheets: at most 31 characters, some of them forbidden, each but once."""
    titles: list[str] = []
    for number, name in enumerate(names, start=1):
        title = _NO_NAME.sub(" ", valid(name)).strip()[:31] or f"Sheet {number}"
        if title.casefold() in {other.casefold() for other in titles}:
            title = f"{title[:26]} {number}"
        titles.append(title)
    return titles


def _sheet(sheet: Worksheet, table: pd.DataFrame, formats: Formats, name: str) -> list[str]:
    """Write a table into a sheet, and return what had to be left out."""
    sheet.freeze_panes(1, 0)
    notes = []
    for column in range(table.shape[1]):
        head = str(table.columns[column])
        _text(sheet, 0, column, head, formats.head)
        widest, cut = len(head), 0
        for row, value in enumerate(table.iloc[:, column], start=1):
            length, was_cut = _cell(sheet, row, column, value, formats)
            widest, cut = max(widest, length), cut + was_cut
        sheet.set_column(column, column, min(max(widest + 2, NARROWEST), WIDEST))
        if cut:
            cells = "1 cell is" if cut == 1 else f"{cut:,} cells are"
            notes.append(f'{cells} cut in "{head}" of {name}: Excel holds {MOST_LETTERS:,} characters. CSV has all.')
    if table.shape[0] and table.shape[1]:
        sheet.autofilter(0, 0, table.shape[0], table.shape[1] - 1)
    return notes


def _cell(sheet: Worksheet, row: int, column: int, value: Any, formats: Formats) -> tuple[int, bool]:
    """Write a value, and return how wide it is, in characters, and whether it was cut."""
    if is_missing(value):
        return 0, False
    if isinstance(value, bool) or type(value).__name__ == "bool":
        sheet.write_boolean(row, column, bool(value), formats.number)
        return 5, False
    if isinstance(value, int | float) or (hasattr(value, "dtype") and value.dtype.kind in "iuf"):
        return _number(sheet, row, column, value, formats)
    if isinstance(value, datetime.datetime) and value.tzinfo is None and value >= FIRST_DAY:
        whole = value.time() == datetime.time()
        sheet.write_datetime(row, column, value, formats.day if whole else formats.moment)
        return 16, False
    if not (text := valid(plain(value))):
        return 0, False
    shown = fitting(text)
    longest = max(map(len, shown.splitlines()), default=0)
    _text(sheet, row, column, shown, formats.quoted if is_formula(shown) else formats.text)
    return longest, shown != text


def _number(sheet: Worksheet, row: int, column: int, value: Any, formats: Formats) -> tuple[int, bool]:
    # Excel has doubles only: a whole number beyond 2**53 would lose digits, and infinity has no cell.
    exact = math.isfinite(value) and (value != int(value) or abs(value) <= 2**53)
    if exact:
        sheet.write_number(row, column, float(value), formats.number)
    else:
        _text(sheet, row, column, str(value), formats.text)
    return min(len(f"{value:.6g}") if exact else len(str(value)), 20), False


def _text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    sheet.write_string(row, column, fitting(valid(text)), look)


def fitting(text: str) -> str:
    """Return text as it is, or what Excel has room for, with a note of how long it was."""
    if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS:
        return text
    note = _CUT.format(len(text))
    room = (MOST_LETTERS - len(note)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + note
