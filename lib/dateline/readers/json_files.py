"""JSON and JSON Lines: lists of articles as the field's tools and news services write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline.readers.formats import Format
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.services import adapt
from dateline.readers.source import Source
from dateline.readers.web_rows import open_page

DEEPEST = 100
"""Lists and objects inside one another in a large file; no service nests articles that deeply."""
LISTS = ("articles", "results", "items", "data", "docs", "documents", "records", "stories", "hits", "entries")
"""Names under which services put their list of articles."""


def read_json(source: Source) -> Found:
    """Read a JSON file: a list of articles, an object with such a list, one article, or articles by their ids.

    Yields:
        A record for each object, with the file's own field names; a refusal for anything else in the list.

    Raises:
        UnreadableError: The file is not whole JSON, or holds no articles.
    """
    if source.large:
        yield from _streamed(source)
        return
    text = source.text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _lines(text) or _before_the_end(source, error)
        return
    yield from _records(value)


def _before_the_end(source: Source, error: Exception) -> Iterator[Record | Refusal]:
    """Yield the articles that stand whole before the place where a file breaks off, and a refusal for the rest."""
    number = 0
    try:
        for number, value in enumerate(_items(source), 1):
            yield _record(value, number)
    except (ValueError, RecursionError):
        pass
    if not number:
        raise UnreadableError("damaged", f"not whole JSON: {_said(error)}") from error
    yield Refusal(number + 1, "damaged", f"not whole JSON from here on: {_said(error)}")


def _streamed(source: Source) -> Iterator[Record | Refusal]:
    """Read a large file one article at a time."""
    number = 0
    try:
        for number, value in enumerate(_items(source), 1):
            yield _record(value, number)
    except ValueError as error:
        # What Python writes is not always JSON to others: NaN.
        try:
            found = list(_records(json.loads(source.text)))
        except (ValueError, RecursionError):
            yield Refusal(number + 1, "damaged", f"not whole JSON from here on: {_said(error)}")
        else:
            yield from found[number:]
        return
    if not number:
        yield from _records(json.loads(source.text))


def _items(source: Source) -> Iterator[Any]:
    """Yield what is in the first list of a file, one by one.

    Raises:
        ValueError: The file is not whole, or nested too deeply.
    """
    import ijson

    depth = listed = 0
    builder = ijson.ObjectBuilder()
    with source.open() as file:
        for event, value in _events(file):
            depth += event.startswith("start_") - event.startswith("end_")
            if depth > DEEPEST:
                raise ValueError("nested too deeply")
            if not listed:
                listed = depth if event == "start_array" else 0
            elif depth < listed:
                return
            else:
                builder.event(event, value)
                if depth == listed:
                    yield builder.value
                    builder = ijson.ObjectBuilder()


def _events(file: BinaryIO) -> Iterator[tuple[str, Any]]:
    import ijson

    try:
        yield from ijson.basic_parse(file, use_float=True)
    except ijson.JSONError as error:
        raise ValueError(str(error)[:200]) from error


def read_json_lines(source: Source) -> Found:
    """Read a file with one JSON object a line; a broken line is refused, the others are read.

    Yields:
        A record or a refusal for each line that is not blank.
    """
    number = 0
    for line in source.lines():
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
        return open_page(Record(number, adapt(value)))
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
    if isinstance(response := value.get("response"), Mapping):
        return _inside(response)
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
