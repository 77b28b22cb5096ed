"""The corpus folder: one Parquet file a table and ``corpus.json``, which says how they were made and what is stale."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from dateline import schema
from dateline.analysis.checking import Checks, apply_corrections, list_corrections
from dateline.checks import read_checks
from dateline.corpus_view import missing_html, sparkline
from dateline.errors import CorpusError
from dateline.folders import as_folder
from dateline.standing import check_named, check_table, check_tagged, missing_table
from dateline.storage import read_table, write_json, write_table
from dateline.text import count_text

DESCRIPTION = "corpus.json"
BUNDLE = "DATELINE_BUNDLE"
"""Variable of the environment: the folder of a bundle whose report is made again."""
KEPT = ".reading.sqlite"
"""What reading keeps in the folder, so that it can go on where it was."""


class Corpus:
    """A corpus: the articles, what was refused, and the tags, each a DataFrame.

    Args:
        tables: Tables by name, for a corpus in memory.
        folder: Folder that the tables not given are read from when first asked for.
        about: What ``corpus.json`` holds.
    """

    def __init__(
        self,
        tables: dict[str, pd.DataFrame] | None = None,
        *,
        folder: Path | None = None,
        about: dict[str, Any] | None = None,
    ) -> None:
        self.folder = folder
        self.about = about or {}
        self._tables = dict(tables or {})

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the corpus.

        Raises:
            CorpusError: The corpus is not tagged, or its tags belong to other articles.
            UnknownNameError: There is no such table.
        """
        schema.columns(name)
        if name not in self._tables:
            if self.folder is None:
                raise missing_table(name)
            check_table(name, self.folder, self.about)
            self._tables[name] = read_table(self.folder, name)
        return self._tables[name]

    def check_tagged(self) -> None:
        """Do nothing if the corpus is tagged.

        Raises:
            CorpusError: It is not, or its tags belong to other articles.
        """
        if self.folder is not None:
            check_tagged(self.folder, self.about)

    def check_named(self) -> None:
        """Do nothing if the claims of a tagged corpus bear the names that ``aliases.yaml`` gives their sources.

        Raises:
            CorpusError: The file was changed since, or the work was interrupted.
        """
        if self.folder is not None:
            check_named(self.folder, self.about)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row an article."""
        return self.table("articles")

    @cached_property
    def rejected(self) -> pd.DataFrame:
        """One row a file or record that was refused, with the reason."""
        return self.table("rejected")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence."""
        return self.table("sentences")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row a mention of a person, organisation, place or other name."""
        return self.table("entities")

    @cached_property
    def times(self) -> pd.DataFrame:
        """One row a time expression."""
        return self.table("times")

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row a claim, as ``corrections.yaml`` corrects it; what the kit found is in ``table("claims")``."""
        return apply_corrections(self.table("claims"), self.checks.corrections)

    @cached_property
    def checks(self) -> Checks:
        """What people corrected and checked in this corpus."""
        return Checks() if self.folder is None else read_checks(self.folder)

    @property
    def corrections(self) -> pd.DataFrame:
        """One row a value that people corrected: what was found, and what is right."""
        return list_corrections(self.table("claims"), self.checks.corrections)

    @cached_property
    def article_names(self) -> pd.DataFrame:
        """One row a claim: the names that its own article gives its source and who passes it on."""
        return self.table("article_names")

    @cached_property
    def aliases(self) -> pd.DataFrame:
        """One row a name that articles give a source, with the one that claims show."""
        return self.table("aliases")

    @cached_property
    def topics(self) -> pd.DataFrame:
        """One row a match of the keyword dictionary."""
        return self.table("topics")

    @cached_property
    def copies(self) -> pd.DataFrame:
        """One row an article: the story that it prints, and the earliest copy of that."""
        return self.table("copies")

    @cached_property
    def links(self) -> pd.DataFrame:
        """One row a link: two claims that say the same, or of which one denies or changes the other."""
        return self.table("links")

    @cached_property
    def threads(self) -> pd.DataFrame:
        """One row a claim: its thread and its role in it."""
        return self.table("threads")

    def _repr_html_(self) -> str:
        """Show the facts in a line, what is missing below, and the articles by week or month as a row of bars."""
        return f"<p>{html.escape(repr(self))}</p>{missing_html(self.articles)}{sparkline(self.articles['published'])}"

    def __repr__(self) -> str:
        days = self.articles["published"].dropna()
        period = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"
        undated = int(self.articles["published"].isna().sum())
        outlets = count_text(self.articles["outlet"].nunique(), "outlet")
        return (
            f"Corpus of {count_text(len(self.articles), 'article')}, {outlets}, {period} ({undated} without a date),"
            f" {len(self.rejected)} refused"
        )


def open_corpus(folder: str | Path) -> Corpus:
    """Open a corpus folder, or the sample corpus by the name "sample".

    Args:
        folder: Folder that ``dateline read`` wrote, on a disk or where fsspec finds it ("s3://bucket/corpus").

    Raises:
        CorpusError: There is no corpus, or it is of another version.

    >>> import dateline as dl
    >>> len(dl.open_corpus("sample").articles) > 30
    True
    """
    if place := _bundled(str(folder)):
        return Corpus(folder=place, about=describe(place))
    if str(folder) == "sample" and not Path("sample", DESCRIPTION).exists():
        from dateline.samples import sample

        return sample()
    path = as_folder(folder)
    return Corpus(folder=path, about=describe(path))


def _bundled(given: str) -> Path | None:
    """Return where the corpus lies that a report in a bundle was made from, while that report is made again.

    The notebook has the name of a folder that was on another machine.
    """
    bundle = os.environ.get(BUNDLE)
    try:
        facts = json.loads(Path(bundle, "bundle.json").read_bytes()) if bundle else {}
    except (OSError, ValueError) as error:
        message = f"{BUNDLE} is set to {bundle}, where there is no bundle that can be read. Unset it."
        raise CorpusError(message, path=str(bundle)) from error
    return Path(str(bundle), "corpus") if facts.get("corpus", {}).get("given") == given else None


def describe(folder: Path) -> dict[str, Any]:
    """Return what ``corpus.json`` of a folder holds.

    Raises:
        CorpusError: It is missing, damaged, or of another version.
    """
    path = folder / DESCRIPTION
    try:
        about = json.loads(path.read_bytes())
        found = about["dateline"]["version"]
    except FileNotFoundError:
        message = f"No corpus in {folder} ({DESCRIPTION} is missing). Make one: dateline read ARTICLES -o {folder}"
        raise CorpusError(message, path=str(folder)) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"{path} cannot be understood ({type(error).__name__}). Read the articles again into a new folder."
        raise CorpusError(message, path=str(path)) from None
    if found != schema.VERSION:
        message = (
            f"{folder} is a corpus of version {found}; this is dateline {version('dateline')}, which reads version"
            f" {schema.VERSION}. Read the articles again into a new folder."
        )
        raise CorpusError(message, path=str(folder))
    return dict(about)


def write_corpus(folder: str | Path, *, articles: pd.DataFrame, rejected: pd.DataFrame) -> Corpus:
    """Write articles and what was refused as a corpus folder; tags and copies that fit the same articles are kept.

    Args:
        folder: A new or empty folder, or an older corpus, which is replaced.
        articles: The ``articles`` table.
        rejected: The ``rejected`` table.

    Raises:
        CorpusError: The folder holds something else, or cannot be written.
    """
    path = new_folder(folder)
    tables = {"articles": articles, "rejected": rejected}
    hashes = {name: write_table(path, schema.conform(table, name), name) for name, table in tables.items()}
    return describe_tables(path, {name: {"rows": len(tables[name]), "sha256": hashes[name]} for name in tables})


def new_folder(folder: str | Path) -> Path:
    """Make a corpus folder, or return the one that is there.

    Raises:
        CorpusError: The folder holds something else.
    """
    path = as_folder(folder)
    there = path.exists() and not (path / DESCRIPTION).exists()
    if there and (not path.is_dir() or any(not file.name.startswith(KEPT) for file in path.iterdir())):
        message = f"{path} holds other files and is no corpus. Give a new folder for -o."
        raise CorpusError(message, path=str(path))
    path.mkdir(parents=True, exist_ok=True)
    return path


def describe_tables(folder: Path, tables: Mapping[str, Mapping[str, Any]]) -> Corpus:
    """Write ``corpus.json`` for the tables ``articles`` and ``rejected`` that are there; tags and copies that
    fit them are kept.

    Args:
        folder: The corpus folder.
        tables: Number of ``rows`` and ``sha256`` of each table.
    """
    about: dict[str, Any] = {
        "dateline": {"version": schema.VERSION, "made_by": f"dateline {version('dateline')}"},
        "tables": {name: dict(table) for name, table in tables.items()},
    }
    for name, old in _old_work(folder).items():
        if old.get("articles_sha256") == tables["articles"]["sha256"]:
            about[name] = old
    write_json(folder / DESCRIPTION, about)
    return open_corpus(folder)


def _old_work(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        about = describe(folder)
    except CorpusError:
        return {}
    return {name: about[name] for name in ("tags", "copies", "threads") if name in about}
