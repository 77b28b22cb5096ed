"""What each file gave, kept in one SQLite file: a reading that was cut off goes on, and a later one reads less."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Item = list[Any]
"""["article", file, values], ["refused", file, number, reason, detail], ["check", file, number, what, stated, found]"""

_TABLES = """
create table if not exists files (
  id integer primary key, name text not null, key text not null, done integer not null default 0,
  unique (name, key)
);
create table if not exists chunks (
  file integer not null, number integer not null, items integer not null, data blob not null,
  primary key (file, number)
);
"""


class Store:
    """Items by file; a file is known by its name and a key of its content and of how it was read.

    Args:
        path: The SQLite file; None keeps everything in memory. A damaged one is replaced: it holds nothing that the
            files do not.
    """

    def __init__(self, path: Path | None = None) -> None:
        try:
            self._open(path)
        except sqlite3.DatabaseError:
            if path is None:
                raise
            self._connection.close()
            path.unlink()
            self._open(path)

    def _open(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(path or ":memory:")
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = off")
        self._connection.executescript(_TABLES)
        self._connection.execute("select count(*) from files").fetchone()

    def begin(self, name: str, key: str) -> tuple[int, int]:
        """Return the number of a file and how many of its items are there; -1 where all of them are.

        Args:
            name: Name of the file in the tables.
            key: Hash of its content and of how it is read.
        """
        self._connection.execute("insert or ignore into files (name, key) values (?, ?)", (name, key))
        query = "select id, done from files where name = ? and key = ?"
        file, done = self._connection.execute(query, (name, key)).fetchone()
        if done:
            return file, -1
        counted = self._connection.execute("select coalesce(sum(items), 0) from chunks where file = ?", (file,))
        return file, counted.fetchone()[0]

    def add(self, file: int, items: Sequence[Item], *, last: bool) -> None:
        """Keep some more items of a file.

        Args:
            file: Number of the file.
            items: What comes after what is there.
            last: Whether this is all.
        """
        if items:
            data = zlib.compress(json.dumps(items, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"), 1)
            query = "insert into chunks select ?, coalesce(max(number), 0) + 1, ?, ? from chunks where file = ?"
            self._connection.execute(query, (file, len(items), data, file))
        if last:
            self._connection.execute("update files set done = 1 where id = ?", (file,))

    def save(self) -> None:
        """Write what was added; what is not saved is lost when the reading is cut off."""
        self._connection.commit()

    def items(self, file: int) -> Iterator[Item]:
        """Yield the items of a file, some in memory at a time."""
        for (data,) in self._connection.execute("select data from chunks where file = ? order by number", (file,)):
            yield from json.loads(zlib.decompress(data))

    def keep(self, files: Sequence[int]) -> None:
        """Forget all files but these."""
        self._connection.execute("create temp table kept (id integer primary key)")
        self._connection.executemany("insert or ignore into kept values (?)", ((file,) for file in files))
        gone = self._connection.execute("delete from files where id not in (select id from kept)").rowcount
        if gone:
            self._connection.execute("delete from chunks where file not in (select id from kept)")
        self._connection.execute("drop table kept")
        self._connection.commit()
        if gone:
            self._connection.execute("vacuum")

    def close(self) -> None:
        """Close the SQLite file."""
        self._connection.close()
