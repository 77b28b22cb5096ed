"""A table of expressions with publication date and expected value, written for this project."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dateline.tagging.times import find_times

with (Path(__file__).parents[1] / "data/times_table.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = list(csv.DictReader(lines))


def test_the_table_has_at_least_150_expressions() -> None:
    """A table cut short by mistake is noticed."""
    assert len(TABLE) >= 150


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['expression']} ({row['published']})" for row in TABLE])
def test_expression_has_the_value_of_the_table(row: dict[str, str]) -> None:
    """Span, type, value and days are those that the table expects."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    start = row["sentence"].index(row["expression"])
    span = (start, start + len(row["expression"]))
    found = {(time.start, time.end): time for time in find_times(row["sentence"], published=published)}
    assert span in found, f"found {[row['sentence'][first:last] for first, last in found]}"
    time = found[span]
    days = tuple(day.isoformat() if day else "" for day in (time.first, time.last))
    assert (time.type, time.value, *days) == (row["type"], row["value"], row["first"], row["last"])
