"""Every row of times_expressions.csv: one sentence, its tense and publication date, one expression, what it means."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dateline.tagging.times import find_times

TABLE = Path(__file__).parents[1] / "data/times_expressions.csv"
with TABLE.open(encoding="utf8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
NAMES = [f"{row['published'] or 'undated'} {row['tense']} {row['expression']}" for row in ROWS]


def test_the_table_covers_past_present_future_and_articles_without_a_date() -> None:
    """A table cut short by mistake is noticed."""
    assert len(ROWS) >= 300
    assert {row["tense"] for row in ROWS} == {"past", "present", "future"}
    assert sum(not row["published"] for row in ROWS) >= 10


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_expression_has_the_span_and_meaning_of_the_table(row: dict[str, str]) -> None:
    """Where the table's expression stands, exactly one time is found, with the table's span, value, modifier, days."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    start = row["sentence"].index(row["expression"])
    end = start + len(row["expression"])
    times = find_times(row["sentence"], published=published, day_first=row["day_first"] == "yes")
    found = [
        (time.start, time.end, time.type, time.value, time.mod, str(time.first or ""), str(time.last or ""))
        for time in times
        if time.start < end and start < time.end
    ]
    assert found == [(start, end, row["type"], row["value"], row["mod"], row["first"], row["last"])]
