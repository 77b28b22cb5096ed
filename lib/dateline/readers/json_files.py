"""JSON and JSON Lines: lists of articles as the field's tools and news services write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.readers.formats import Format
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import Source

LISTS = ("articles", "results", "items", "data", "docs", "documents", "records", "stories", "hits", "entries")
"""Names under which services put their list of articles."""


def read_json(source: Source) -> Found:
    """Read a JSON file: a list of articles, an object with such a list, one article, or articles by their ids.

    Yields:
        A record for each object, with the file's own field names; a refusal for anything else in the list.

    Raises:
        UnreadableError: The file is not whole JSON, or holds no articles.
    """
    text = source.text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = _lines(text)
        if lines is None:
            raise UnreadableError("damaged", f"not whole JSON: {_said(error)}") from error
        yield from lines
        return
    yield from _records(value)


def read_json_lines(source: Source) -> Found:
    """Read a file with one JSON object a line; a broken line is refused, the others are read.

    Yields:
        A record or a refusal for each line that is not blank.
    """
    text = source.text
    number = 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            yield _line(line, number)


def _lines(text: str) -> list[Record | Refusal] | None:
    """Read JSON Lines under a name that says JSON, if every line that is there can be read."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    found = [_line(line, number) for number, line in enumerate(lines, 1)]
    return found if isinstance(found[0], Record) and isinstance(found[1], Record) else None


def _line(line: str, number: int) -> Record | Refusal:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refusal(number, "damaged", f"the line is not whole JSON: {_said(error)}")
    return _record(value, number)


def _record(value: Any, number: int) -> Record | Refusal:
    if isinstance(value, Mapping):
        return Record(number, value)
    return Refusal(number, "not-a-record", f"a {type(value).__name__} where an object with fields was expected")


def _records(value: Any) -> Iterator[Record | Refusal]:
    if isinstance(value, Mapping):
        value = _inside(value)
    if not isinstance(value, list):
        raise UnreadableError("not-records", f"a {type(value).__name__} where a list of articles was expected")
    if not value:
        raise UnreadableError("empty", "the list of articles is empty")
    for number, item in enumerate(value, 1):
        yield _record(item, number)


def _inside(value: Mapping[str, Any]) -> Any:
    """Return the list of articles that an object holds; the object itself where it is one article."""
    for name in LISTS:
        if isinstance(value.get(name), list):
            return value[name]
    if len(value) == 1 and isinstance(inner := next(iter(value.values())), Mapping | list):
        return _inside(inner) if isinstance(inner, Mapping) else inner
    if value and all(isinstance(item, Mapping) for item in value.values()):
        return [{"id": key, **item} for key, item in value.items()]
    return [value]


def _said(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]


def _is_json(source: Source) -> bool:
    start = source.start.lstrip()[:1]
    return (start in {"{", "["} and source.suffix in {".json", ".txt", ""}) or source.suffix == ".json"


JSON_LINES = Format(
    "json-lines", "JSON Lines (.jsonl, .ndjson)", lambda source: source.suffix in {".jsonl", ".ndjson"}, read_json_lines
)
JSON = Format("json", "JSON: a list of articles (.json)", _is_json, read_json)
