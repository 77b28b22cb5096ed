"""Files in, articles out: what can be read becomes the table ``articles``, what cannot the table ``rejected``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from dateline import schema
from dateline.errors import DatelineError, NothingReadError, UnknownNameError
from dateline.readers import dates
from dateline.readers.articles import Maker
from dateline.readers.fields import NAMES
from dateline.readers.files import find_files
from dateline.readers.records import REASONS, Record, Refusal
from dateline.readers.registry import read_file
from dateline.text import count_text


class Reading(NamedTuple):
    """What came out of reading: ``articles`` and ``rejected``, both tables of ``dateline.schema``.

    ``articles.attrs["notes"]`` are sentences about what needs a look: dates not understood, ids used twice.
    """

    articles: pd.DataFrame
    rejected: pd.DataFrame

    def summary(self) -> str:
        """Return in a few lines what was read and refused, and what the articles lack."""
        articles, rejected = self.articles, self.rejected
        total = len(articles)
        outlets = articles["outlet_basis"].value_counts()
        stated = int(outlets.get("given", 0) + outlets.get("metadata", 0))
        authors = sum(bool(names) for names in articles["authors"])
        dated = int(articles["published"].notna().sum())
        lines = [
            f"{total:>7,} read",
            f"{len(rejected):>7,} refused{_reasons(rejected)}",
            f"{dated:>7,} with a publication day, {total - dated:,} without",
            f"{stated:>7,} with an outlet, {int(outlets.get('text', 0)):,} where only the text names one,"
            f" {int(articles['outlet'].isna().sum()):,} without",
            f"{authors:>7,} with an author, {total - authors:,} without",
        ]
        return "\n".join([*lines, *(f"Note: {note}" for note in articles.attrs.get("notes", ()))])


def _reasons(rejected: pd.DataFrame) -> str:
    counts = Counter(rejected["reason"])
    listed = ", ".join(f"{number} {reason}" for reason, number in sorted(counts.items()))
    return f" ({listed}): see rejected.parquet" if listed else ""


def read_articles(
    paths: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    progress: bool = False,
) -> Reading:
    """Read articles from any mix of files and folders.

    Formats: .txt, .html, .json, .jsonl, .csv, .tsv, .parquet, all but the last also with .gz. The text of JSON, CSV and
    Parquet input is kept character for character. One bad file or record never stops the rest.

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
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    for name in columns or {}:
        if name not in NAMES:
            raise UnknownNameError("field", name, NAMES)
    maker = Maker(columns=columns or {}, published=_day(published), outlet=outlet)
    refused: list[tuple[str, int, str, str]] = []
    for path, name in _bar(find_files(map(Path, given)), progress=progress):
        found = [path] if isinstance(path, Refusal) else list(read_file(path))
        for item in maker.make(found, source_file=name):
            refused.append((name, item.number, item.reason, _detail(item)))
    rejected = _sorted(schema.frame("rejected", refused), "rejected")
    articles = _sorted(schema.frame("articles", maker.rows), "articles")
    if articles.empty:
        raise NothingReadError(_nothing(given, rejected), rejected=rejected)
    articles.attrs["notes"] = maker.notes()
    return Reading(articles, rejected)


def _day(published: str | date | None) -> date | None:
    day = dates.read_day(published) if published else None
    if published and day is None:
        raise DatelineError(f'"{published}" is no day of publication. Write it as 2025-03-04.')
    return day


def _detail(refusal: Refusal) -> str:
    return f"{refusal.detail} – {REASONS[refusal.reason]}" if refusal.detail else REASONS[refusal.reason]


def _sorted(table_frame: pd.DataFrame, table: str) -> pd.DataFrame:
    return table_frame.sort_values(list(schema.ROW_ORDER[table]), kind="stable", ignore_index=True)


def _nothing(given: Sequence[str | Path], rejected: pd.DataFrame) -> str:
    where = ", ".join(map(str, given)) or "no path"
    if rejected.empty:
        return f"No articles in {where}: there are no files. Give a folder with .txt, .html, .json, .csv … files."
    first, reasons = rejected.iloc[0], _reasons(rejected).removesuffix(": see rejected.parquet")
    return (
        f"No articles in {where}: {count_text(len(rejected), 'refusal')}{reasons}."
        f" The first: {first['source_file']}: {first['detail']}."
    )


def _bar(found: Iterable[tuple[Path | Refusal, str]], *, progress: bool) -> Iterator[tuple[Any, str]]:
    from tqdm import tqdm

    yield from tqdm(list(found), desc="Reading", unit=" files", disable=not progress)


__all__ = ["Reading", "Record", "Refusal", "read_articles"]
