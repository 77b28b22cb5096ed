"""Files in, articles out: what can be read becomes the table ``articles``, what cannot the table ``rejected``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from dateline import schema
from dateline.errors import DatelineError, NothingReadError, UnknownNameError
from dateline.readers import dates
from dateline.readers.fields import NAMES
from dateline.readers.formats import Format
from dateline.readers.reading import read_into, rows
from dateline.readers.records import Check, Record, Refusal, UnreadableError
from dateline.readers.registry import formats
from dateline.readers.source import Source
from dateline.readers.store import Store
from dateline.readers.summary import Summary
from dateline.text import count_text


class Reading(NamedTuple):
    """What came out of reading: ``articles`` and ``rejected``, both tables of ``dateline.schema``.

    ``articles.attrs["summary"]`` says in a few lines what was read and refused and what needs a look.
    """

    articles: pd.DataFrame
    rejected: pd.DataFrame

    def summary(self) -> str:
        """Return in a few lines what was read and refused, what the articles lack, and what needs a look."""
        return str(self.articles.attrs["summary"])


def read_articles(
    paths: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    progress: bool = False,
) -> Reading:
    """Read articles from any mix of files and folders.

    What a file is shows in its content, not in its name; ``dateline formats`` lists what is read. The text of JSON, CSV
    and Parquet input is kept character for character. One bad file or record never stops the rest.

    Args:
        paths: Files and folders; folders are searched through, hidden files and corpus folders are passed over.
        columns: Names of fields in the input, ours to theirs: ``{"published": "when"}``.
        published: Day of publication of the articles that state none.
        outlet: Outlet of the articles that state none.
        progress: Show a progress bar.

    Returns:
        ``Reading(articles, rejected)``: the tables ``articles`` and ``rejected`` with the columns that
        ``dateline.schema`` declares, ordered by file and record. Every file or record is in one of the two.

    Raises:
        NothingReadError: No article came out; its ``rejected`` is the table of what was refused.
        UnknownNameError: ``columns`` names a field that articles do not have.
        DatelineError: ``published`` is no day.

    >>> import dateline as dl
    >>> from dateline.samples import sample_folder
    >>> articles, rejected = dl.read_articles(sample_folder() / "articles")
    >>> len(articles) > 30, len(rejected) > 0
    (True, True)
    """
    given = as_paths(paths)
    day = check_options(columns, published)
    store, summary = Store(), Summary()
    files = read_into(store, given, columns=columns or {}, progress=progress)
    made: dict[str, list[dict[str, Any]]] = {"articles": [], "rejected": []}
    for table, row in rows(store, files, summary, published=day, outlet=outlet):
        made[table].append(row)
    store.close()
    rejected = schema.frame("rejected", made["rejected"])
    if not made["articles"]:
        raise nothing_read(given, rejected, summary)
    articles = schema.frame("articles", made["articles"])
    articles.attrs["summary"] = str(summary)
    return Reading(articles, rejected)


def as_paths(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return one or several paths as a list."""
    return [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]


def check_options(columns: Mapping[str, str] | None, published: str | date | None) -> date | None:
    """Return the day given for articles that state none.

    Raises:
        UnknownNameError: ``columns`` names a field that articles do not have.
        DatelineError: ``published`` is no day.
    """
    for name in columns or {}:
        if name not in NAMES:
            raise UnknownNameError("field", name, NAMES)
    day = dates.read_day(published) if published else None
    if published and day is None:
        raise DatelineError(f'"{published}" is no day of publication. Write it as 2025-03-04.')
    return day


def nothing_read(paths: Iterable[Path], rejected: pd.DataFrame, summary: Summary) -> NothingReadError:
    """Return the error for a reading without a single article; it says what was refused first, and why."""
    where = ", ".join(map(str, paths)) or "no path"
    if rejected.empty:
        message = f"No articles in {where}: there are no files. Give a folder with .txt, .html, .json, .csv … files."
    else:
        first = rejected.iloc[0]
        message = (
            f"No articles in {where}: {count_text(summary.refused, 'refusal')} ({summary.reasons_text()})."
            f" The first: {first['source_file']}: {first['detail']}."
        )
    return NothingReadError(message, rejected=rejected)


__all__ = [
    "Check",
    "Format",
    "Reading",
    "Record",
    "Refusal",
    "Source",
    "UnreadableError",
    "formats",
    "read_articles",
]
