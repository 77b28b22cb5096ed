"""Lists of addresses beside saved pages: a table or JSON that says which page was found where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.readers.fields import find_fields, missing, plain
from dateline.readers.formats import Format
from dateline.readers.json_files import read_json, read_json_lines
from dateline.readers.records import Found, Item, Record, Refusal, UnreadableError
from dateline.readers.source import Source
from dateline.readers.tables import SEPARATORS, read_csv
from dateline.readers.web_rows import NAMES as PAGES
from dateline.text import count_text

FILES = frozenset({"file", "path", "filename", "filepath", "htmlfile", "htmlpath", "localfile", "localpath", "savedas"})
"""Names of columns that say where a page is kept, in small letters without space, hyphen and underscore."""
SUFFIXES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
OBJECT = re.compile(r"\s*(?:\[\s*)?\{([^{}]{0,5000})\}")
KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
ELSEWHERE = re.compile(r"/|[A-Za-z]:|\w{2,12}://")
TAKEN = ("url", "published", "headline", "outlet", "authors", "id", "section", "language")
MOST_LISTS, LARGEST_LIST, HIGHEST = 20, 50_000_000, 3


def read_list(source: Source) -> Found:
    """Read a list of saved pages: the pages are read as files of their own, with what the list says of them.

    Yields:
        A refusal for each page that is not there or not in the folder of the list, and one that says what the list is.
    """
    folder = source.path.parent if source.path else Path()
    there = 0
    for item, place in _rows(source):
        if not isinstance(item, Record):
            yield item
        elif not place:
            yield Refusal(item.number, "missing-path", f"{_file(item.fields)[:200]}: not in the folder of the list")
        elif not (folder / place).is_file():
            yield Refusal(item.number, "missing-path", place[:200])
        else:
            there += 1
    if there:
        pages = count_text(there, "saved page")
        yield Refusal(0, "companion", f"a list of {pages}, read with what it says of them: read the folder they are in")


def facts_for(source: Source) -> Mapping[str, Any]:
    """Return what a list beside a saved page, or in a folder above it, says of the page; nothing where there is none.

    Only folders that are being read are looked into.

    Args:
        source: The page.
    """
    if source.path is None:
        return {}
    place = PurePosixPath(source.path.name)
    folder = source.path.parent
    for _ in range(min(HIGHEST, len(PurePosixPath(source.name).parts) - 1)):
        try:
            lists = _lists(folder, folder.stat().st_mtime_ns)
            for path in lists:
                state = path.stat()
                if found := _facts(path, state.st_mtime_ns, state.st_size).get(place.as_posix()):
                    return found
        except OSError:
            return {}
        place, folder = PurePosixPath(folder.name) / place, folder.parent
    return {}


@lru_cache(maxsize=64)
def _lists(folder: Path, _changed: int) -> tuple[Path, ...]:
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    small = (path for path in paths if path.is_file() and path.stat().st_size <= LARGEST_LIST)
    return tuple(path for path in small if _is_list(Source(path.name, path)))[:MOST_LISTS]


@lru_cache(maxsize=16)
def _facts(path: Path, _changed: int, _size: int) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    try:
        for item, place in _rows(Source(path.name, path)):
            if isinstance(item, Record) and place:
                names = find_fields(tuple(item.fields), {})
                stated = {name: item.fields[names[name]] for name in TAKEN if name in names}
                found.setdefault(place, {name: value for name, value in stated.items() if not missing(value)})
    except UnreadableError:
        return found
    return found


def _rows(source: Source) -> Iterator[tuple[Item, str]]:
    """Yield what is in a list, and the place of each page below its folder; "" where it would be outside."""
    table = source.suffix in {".csv", ".tsv"}
    read = read_csv if table else read_json if source.suffix == ".json" else read_json_lines
    for item in read(source):
        yield item, _inside(_file(item.fields)) if isinstance(item, Record) else ""


def _file(row: Mapping[str, Any]) -> str:
    return next((str(value) for name, value in row.items() if plain(str(name)) in FILES and not missing(value)), "")


def _inside(file: str) -> str:
    """Return a path below the folder of the list, without "." and with forward slashes; "" if it leads elsewhere."""
    steps = [step for step in file.strip().replace("\\", "/").split("/") if step != "."]
    if ELSEWHERE.match("/".join(steps)) or "\x00" in file or ".." in steps:
        return ""
    return "/".join(filter(None, steps))


def _is_list(source: Source) -> bool:
    """Tell by its names of fields whether a source lists addresses and files, and no texts."""
    if source.path is None or source.suffix not in SUFFIXES:
        return False
    if source.suffix in {".csv", ".tsv"}:
        head = source.start.partition("\n")[0][:5000]
        mark = max(SEPARATORS, key=head.count)
        names = [name.strip().strip('"') for name in head.split(mark)]
    else:
        first = OBJECT.match(source.start[:6000])
        names = KEY.findall(first[1]) if first else []
    known = {plain(name) for name in names}
    ours = find_fields(names, {})
    return bool(known & FILES) and not known & PAGES and "url" in ours and "text" not in ours


LIST = Format("page-list", "list of saved pages and their addresses (.csv, .tsv, .json)", _is_list, read_list)
