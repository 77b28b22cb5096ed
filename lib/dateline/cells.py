"""Cells of tables as text: the same everywhere, and harmless in a spreadsheet and in XML."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMERAL = re.compile(r"[+-]?[0-9]{1,300}(?:[.,][0-9]{1,300})*(?:[eE][+-]?[0-9]{1,4})?[ \u00a0]?%?")
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters, lone surrogates, and two that are no characters."""


def to_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV: comma, double quotation marks, line ends as ``\\n``, missing values empty.

    Days are written as YYYY-MM-DD, lists of texts joined by "; ", other lists as JSON. A cell that a spreadsheet
    would take for a formula begins with an apostrophe (see OWASP, CSV injection).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([harmless(str(name)) for name in frame.columns])
    columns = [[harmless(plain(value)) for value in frame.iloc[:, place]] for place in range(frame.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def plain(value: Any) -> str:
    """Return a value as text, the same everywhere: nothing for a missing one."""
    if is_missing(value):
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            return "; ".join(value)
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def is_missing(value: Any) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT or NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - only NaN and NaT differ from themselves
    except (TypeError, ValueError):
        # NA has no truth, an array several.
        return type(value).__name__ == "NAType"


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may run a cell with this text (see OWASP, CSV injection); numbers it may not."""
    return text.startswith(_FORMULA) and not _NUMERAL.fullmatch(text)


def harmless(text: str) -> str:
    """Return text for a cell of a CSV file: with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if is_formula(text) else text


def valid(text: str) -> str:
    """Return text that XML and JSON can hold: what they cannot becomes \ufffd."""
    return _NOT_XML.sub("\ufffd", text)
