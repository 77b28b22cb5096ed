"""Reading in two passes: every file on its own into a store, then all of them in order into rows of the tables."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dateline.readers import dates
from dateline.readers.articles import Finisher, prepare
from dateline.readers.files import find_files
from dateline.readers.records import REASONS, Check, Record, Refusal
from dateline.readers.registry import formats, read_file
from dateline.readers.store import Item, Store
from dateline.readers.summary import Summary

CHUNK = 200
"""Items kept at a time."""
CHARACTERS = 8_000_000
"""Characters of text kept at a time."""
SECONDS = 2.0
"""Work that can be lost when the reading is cut off."""
SMALL = 20_000_000
"""Bytes of a file that a process of its own may read whole."""


FILES, BYTES = 200, 20_000_000
"""Files, and bytes of them, that another process reads at a time."""
ENDED = "reading it ended the process that read it, twice"


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are read together in another process: paths and names, and the names of fields."""

    files: tuple[tuple[Path, str], ...]
    columns: Mapping[str, str]

    def __str__(self) -> str:
        more = f" and {len(self.files) - 1:,} files after it" if len(self.files) > 1 else ""
        return f"{self.files[0][1]}{more}"


Spread = Callable[[Sequence[Batch]], Iterable[tuple[Batch, list[list[Item]] | None]]]
"""Yields each batch with what its files give; None where that could not be found out."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was found, and its number in the store."""

    name: str
    number: int


def read_into(
    store: Store,
    paths: Iterable[Path],
    *,
    columns: Mapping[str, str],
    spread: Spread | None = None,
    progress: bool = False,
) -> list[File]:
    """Read files that are new or have changed into a store; return all that were found, in the order of their names.

    Args:
        store: Keeps what each file gives.
        paths: Files and folders.
        columns: Names of fields that the user gives, ours to theirs.
        spread: Reads batches of files elsewhere; None to read all here.
        progress: Show a progress bar.
    """
    found, todo = [], []
    engine = reading_version(columns)
    for path, name in find_files(paths):
        number, have = store.begin(name, _key(path, engine))
        found.append(File(name, number))
        if have >= 0:
            todo.append((path, name, number, have))
    from tqdm import tqdm

    with tqdm(
        total=len(found), initial=len(found) - len(todo), desc="Reading", unit=" files", disable=not progress
    ) as bar:
        saved = time.monotonic()
        for number, items, last in _read(todo, columns, spread):
            store.add(number, items, last=last)
            bar.update(last)
            if time.monotonic() - saved > SECONDS:
                store.save()
                saved = time.monotonic()
    store.save()
    return sorted(found, key=lambda file: (file.name, file.number))


def rows(
    store: Store, files: Sequence[File], summary: Summary, *, published: date | None, outlet: str | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of ``articles`` and ``rejected`` in their order, each with the name of its table.

    Args:
        store: What the files gave.
        files: The files, in order.
        summary: Counts what comes along.
        published: Day for articles that state none.
        outlet: Outlet for articles that state none.
    """
    finisher = Finisher(published=published, outlet=outlet)
    for file in files:
        order = _order(store.items(file.number))
        for kind, name, *rest in store.items(file.number):
            if kind == "check":
                summary.check(name, Check(*rest))
                continue
            row: dict[str, Any] | Refusal = Refusal(*rest) if kind == "refused" else {}
            if kind == "article":
                row = finisher.finish(rest[0], source_file=name, day_first=order.get(name))
            table = "rejected" if isinstance(row, Refusal) else "articles"
            made = _refused(name, row) if isinstance(row, Refusal) else row
            summary.count(table, made)
            yield table, made
    summary.notes = finisher.notes()


def _order(items: Iterable[Item]) -> dict[str, bool | None]:
    """Tell for a file, and for each part of an archive, whether 04/05/2025 means 4 May."""
    votes: dict[str, int] = {}
    for kind, name, *rest in items:
        if kind == "article" and (vote := dates.vote(rest[0]["published"])):
            votes[name] = votes.get(name, 0) + vote
    return {name: number > 0 for name, number in votes.items() if number}


def _refused(name: str, refusal: Refusal) -> dict[str, Any]:
    what = REASONS[refusal.reason]
    detail = f"{refusal.detail} – {what}" if refusal.detail else what
    return {"source_file": name, "source_record": refusal.number, "reason": refusal.reason, "detail": detail}


def reading_version(columns: Mapping[str, str]) -> str:
    """Return what else than its bytes decides what a file gives."""
    names = ",".join(known.name for known in formats())
    return f"{version('dateline')} {_code()} {names} {sorted(columns.items())}"


def _code() -> str:
    """Return a hash of the readers' code, so that a changed reader reads again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _key(path: Path | Refusal, engine: str) -> str:
    digest = hashlib.sha256(engine.encode())
    if isinstance(path, Refusal):
        digest.update(repr(path).encode())
    elif path.is_file():
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            digest.update(repr(error).encode())
    return digest.hexdigest()


Todo = tuple[Path | Refusal, str, int, int]
"""The file, its name, its number in the store, and how many of its items are there."""
Found = tuple[int, list[Item], bool]


def _read(todo: Sequence[Todo], columns: Mapping[str, str], spread: Spread | None) -> Iterator[Found]:
    """Yield the number of a file, some items, and whether they are its last."""
    together = [one for one in todo if spread and not (isinstance(one[0], Refusal) or one[3] or _size(one[0]) > SMALL)]
    if len(together) > 1 and spread:
        yield from _read_together(together, columns, spread)
    else:
        together = []
    for path, name, number, have in sorted(set(todo) - set(together), key=todo.index):
        chunk: list[Item] = []
        characters = 0
        for item in _items(path, name, columns, skip=have):
            chunk.append(item)
            characters += len(item[2]["text"] or "") if item[0] == "article" else 0
            if len(chunk) >= CHUNK or characters >= CHARACTERS:
                yield number, chunk, False
                chunk, characters = [], 0
        yield number, chunk, True


def _read_together(todo: Sequence[Todo], columns: Mapping[str, str], spread: Spread) -> Iterator[Found]:
    """Yield what files give that are read elsewhere; one whose reading ends its process is refused."""
    numbers = {name: number for _, name, number, _ in todo}
    again: list[Batch] = []
    for batch, found in spread(list(_batches(todo, columns))):
        if found is None:
            again += [Batch((file,), columns) for file in batch.files]
        else:
            for (_, name), items in zip(batch.files, found, strict=True):
                yield numbers[name], items, True
    for batch, found in spread(again) if again else ():
        name = batch.files[0][1]
        yield numbers[name], found[0] if found else [["refused", name, 0, "damaged", ENDED]], True


def _batches(todo: Sequence[Todo], columns: Mapping[str, str]) -> Iterator[Batch]:
    files: list[tuple[Path, str]] = []
    size = 0
    for path, name, *_ in todo:
        if isinstance(path, Path):
            files.append((path.absolute(), name))
            size += _size(path)
        if len(files) >= FILES or size >= BYTES:
            yield Batch(tuple(files), columns)
            files, size = [], 0
    if files:
        yield Batch(tuple(files), columns)


def read_batch(batch: Batch) -> list[list[Item]]:
    """Return the items of each file of a batch."""
    return [list(_items(path, name, batch.columns, skip=0)) for path, name in batch.files]


def _size(path: Path | Refusal) -> int:
    try:
        return 0 if isinstance(path, Refusal) else path.stat().st_size
    except OSError:
        return 0


def _items(path: Path | Refusal, name: str, columns: Mapping[str, str], *, skip: int) -> Iterator[Item]:
    found = iter([(name, path)]) if isinstance(path, Refusal) else read_file(path, name)
    for place, (part, item) in enumerate(found):
        if place < skip:
            continue
        made = _prepared(item, columns) if isinstance(item, Record) else item
        if isinstance(made, Refusal):
            yield ["refused", part, made.number, made.reason, made.detail]
        elif isinstance(made, Check):
            yield ["check", part, made.number, made.what, made.stated, made.found]
        else:
            yield ["article", part, made]


def _prepared(record: Record, columns: Mapping[str, str]) -> dict[str, Any] | Refusal:
    try:
        return prepare(record, columns)
    except Exception as error:
        # Values are as hostile as files: what cannot be understood costs this record only.
        return Refusal(record.number, "damaged", f"{type(error).__name__}: {str(error)[:200]}")
