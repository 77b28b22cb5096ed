"""Every row of times_expressions.csv: one sentence, one expression, what it means."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dateline.tagging.times import find_times

TABLE = Path(__file__).parents[1] / "data/times_expressions.csv"
with TABLE.open(encoding="utf8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['published'] or 'undated'} {row['expression']}" for row in ROWS])
def test_expression_has_the_span_type_value_and_days_of_the_table(row):
    """Where the table's expression stands, exactly one time is found, with the table's span, type, value and days."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    start = row["sentence"].index(row["expression"])
    end = start + len(row["expression"])
    times = find_times(row["sentence"], published=published, day_first=row["day_first"] == "yes")
    found = [
        (time.start, time.end, time.type, time.value, str(time.first or ""), str(time.last or ""))
        for time in times
        if time.start < end and start < time.end
    ]
    assert found == [(start, end, row["type"], row["value"], row["first"], row["last"])]
