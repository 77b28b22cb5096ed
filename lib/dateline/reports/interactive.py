"""Interactive figures: their data checked and written so that it cannot be taken for markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

TIMELINE = "application/vnd.dateline.timeline+json"
"""MIME type of a claim timeline's data in a notebook's output."""
_COLUMNS = (
    *("day", "said", "source", "outlet", "headline", "link", "kind", "wording", "certainty", "via", "sentence"),
    *("content", "thread", "letter", "role", "mark", "first"),
)
_NUMBER = re.compile(r"-1|[0-9]{1,7}", re.ASCII)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def checked(data: Any) -> dict[str, Any] | None:
    """Return the data of a timeline with nothing in it but what belongs there; None for anything else.

    A notebook can be changed by anyone, so its outputs are as foreign as an article.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("columns"), Mapping):
        return None
    rows = data.get("rows")
    if type(rows) is not int:
        return None
    columns = {name: _column(data["columns"].get(name), rows) for name in _COLUMNS}
    if None in columns.values():
        return None
    return {"title": str(data.get("title", "")), "rows": rows, "columns": columns}


def _column(column: Any, rows: int) -> dict[str, Any] | None:
    if not isinstance(column, Mapping):
        return None
    values, codes = column.get("values"), column.get("codes")
    if not isinstance(values, list) or not isinstance(codes, str) or not all(isinstance(one, str) for one in values):
        return None
    numbers = codes.split()
    if len(numbers) != rows or not all(_NUMBER.fullmatch(code) and int(code) < len(values) for code in numbers):
        return None
    return {"values": values, "codes": " ".join(numbers)}


def in_script(data: Any) -> str:
    """Return data as JSON that can stand in a ``script`` element: no sign in it ends the element or a line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def embedded(data: Any, still: str) -> str:
    """Return the markup of a timeline: its data, and the figure that stands for it where no script runs and on paper.

    Args:
        data: Data that ``checked`` gave.
        still: Markup of the figure.
    """
    return f'<div class="dateline-timeline">{still}<script type="application/json">{in_script(data)}</script></div>'
