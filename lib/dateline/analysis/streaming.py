"""Articles some at a time: from a table, or from a corpus folder whose articles are not in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.errors import CorpusError, DatelineError, SchemaError
from dateline.schema import ARROW, columns

FEWEST, MOST = 125, 4000
"""Articles at a time: few at first, so that the first answer is quick."""
FROM_FILE = 500


def stream_articles(corpus: Any, wanted: Sequence[str]) -> Iterator[pa.Table]:
    """Yield columns of the articles as Arrow tables, some articles at a time.

    Args:
        corpus: A corpus (the articles of one in a folder are read from there unless they are in memory already) or an
            ``articles`` table, in which columns other than ``id`` and ``text`` may be missing.
        wanted: Names of columns.

    Raises:
        CorpusError: The articles in the folder are missing or damaged.
        SchemaError: The table has no ``id`` or no ``text``.
    """
    folder = getattr(corpus, "folder", None)
    if isinstance(corpus, pd.DataFrame):
        yield from _from_frame(corpus, wanted)
    elif folder is not None and "articles" not in vars(corpus):
        yield from _from_folder(Path(folder), wanted)
    elif hasattr(corpus, "articles"):
        yield from _from_frame(corpus.articles, wanted)
    else:
        raise DatelineError(f"A corpus or an articles table is needed (found: {type(corpus).__name__}).")


def read_day(day: date | str | None) -> pd.Timestamp | None:
    """Return a day that was given, without a time.

    Raises:
        DatelineError: It is none.
    """
    if day is None:
        return None
    try:
        return pd.Timestamp(day).tz_localize(None).normalize()
    except (ValueError, TypeError, OverflowError):
        raise DatelineError(f'"{day!s:.40}" is no day. Write it as 2025-03-04.') from None


def published_within(articles: pa.Table, first: pd.Timestamp | None, last: pd.Timestamp | None) -> pa.Table:
    """Return the articles that were published from a first to a last day; None for no limit."""
    if first is not None:
        days = articles.column("published")
        articles = articles.filter(pc.greater_equal(days, pa.scalar(first, days.type)))
    if last is not None:
        days = articles.column("published")
        articles = articles.filter(pc.less(days, pa.scalar(last + pd.Timedelta(days=1), days.type)))
    return articles


def _from_frame(articles: pd.DataFrame, wanted: Sequence[str]) -> Iterator[pa.Table]:
    for name in ("id", "text"):
        if name not in articles.columns:
            found = ", ".join(map(str, articles.columns)) or "none"
            message = f'No column "{name}" in the table "articles" (found: {found}).'
            raise SchemaError(message, table="articles", column=name)
    start, size = 0, FEWEST
    while start < len(articles):
        part = articles.iloc[start : start + size]
        yield pa.table({name: _column(part, name) for name in wanted})
        start, size = start + size, min(2 * size, MOST)


def _column(part: pd.DataFrame, name: str) -> Any:
    kind = next(ARROW[column.kind] for column in columns("articles") if column.name == name)
    if name not in part.columns:
        return pa.nulls(len(part), kind)
    # Strings that are in Arrow's form already are not copied; others get it here.
    found = pa.array(part[name], from_pandas=True)
    same = pa.types.is_large_string(found.type) if kind == pa.string() else found.type == kind
    return found if same else found.cast(kind, safe=False)


def _from_folder(folder: Path, wanted: Sequence[str]) -> Iterator[pa.Table]:
    path = folder / "articles.parquet"
    try:
        for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
            # Without buffering ahead only those parts of the file are read that an answer needs.
            with pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20) as opened:
                for batch in opened.iter_batches(FROM_FILE, columns=list(wanted), use_threads=False):
                    yield pa.Table.from_batches([batch])
    except FileNotFoundError:
        raise CorpusError(f"{path} is missing. Run: dateline read", path=str(path)) from None
    except (pa.ArrowException, OSError) as error:
        raise CorpusError(f"{path} is damaged ({error}). Run dateline read again.", path=str(path)) from None
