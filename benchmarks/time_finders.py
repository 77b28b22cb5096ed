"""What each system finds in articles: the process that benchmarks/times.py starts for every system, peers included.

Only the standard library and the one system are imported, so that a peer may live in an environment of its own. On
standard input stands a list of text and publication date a line, on standard output comes one JSON object.

Run: PYTHON benchmarks/time_finders.py SYSTEM < articles.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

Row = dict[str, Any]
Finder = Callable[[str, datetime], list[Row]]


def work(load: Callable[[], Finder]) -> None:
    """Answer one system's findings in the articles on standard input, as one JSON object with the seconds taken."""
    find = load()
    articles = [(text, datetime.fromisoformat(published)) for text, published in map(json.loads, sys.stdin)]
    find("On May 5, 2020, it rained.", datetime(2020, 5, 6))  # What is built on first use is no part of the speed.
    start = time.perf_counter()
    found = [find(text, published) for text, published in articles]
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))


def ours() -> Finder:
    """Return a finder that asks this project's engine."""
    from dateline.tagging.times import find_times

    def find(text: str, published: datetime) -> list[Row]:
        times = find_times(text, published=date(published.year, published.month, published.day))
        return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]

    return find


def dateparser() -> Finder:
    """Return a finder that asks dateparser for past dates of English text."""
    from dateparser.search import search_dates

    def find(text: str, published: datetime) -> list[Row]:
        midnight = datetime(published.year, published.month, published.day)
        settings = {"RELATIVE_BASE": midnight, "PREFER_DATES_FROM": "past"}
        rows: list[Row] = []
        place = 0
        for phrase, moment in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(phrase, place)
            if start < 0:
                continue
            place = start + len(phrase)
            value = moment.strftime("%Y-%m-%dT%H:%M") if moment.time() != midnight.time() else moment.date().isoformat()
            rows.append({"start": start, "end": place, "type": "TIME" if "T" in value else "DATE", "value": value})
        return rows

    return find


def recognizers() -> Finder:
    """Return a finder that asks recognizers-text, taking the past one of two readings."""
    from recognizers_date_time import Culture, recognize_datetime

    kinds = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}

    def find(text: str, published: datetime) -> list[Row]:
        rows = []
        for result in recognize_datetime(text, Culture.English, reference=published):
            values = (result.resolution or {}).get("values") or [{}]
            first, kind = values[0], result.type_name.rpartition(".")[2]
            value = first.get("timex", "")
            if value.startswith("XXXX") and kind == "date" and first.get("value", "").count("-") == 2:
                value = first["value"]
            type_ = "DATE" if value.endswith("_REF") else kinds.get(kind, "DATE")
            rows.append({"start": result.start, "end": result.end + 1, "type": type_, "value": value})
        return rows

    return find


FINDERS = {"Dateline": ours, "dateparser": dateparser, "recognizers-text": recognizers}


if __name__ == "__main__":
    work(FINDERS[sys.argv[1]])
