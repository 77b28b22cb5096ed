"""Whether what a corpus folder holds is there and up to date: tags, names of sources, copies, threads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline import schema
from dateline.aliases_file import ALIASES, read_aliases
from dateline.errors import CorpusError
from dateline.text import sha256
from dateline.threads_file import check_threads

_THREADS = "Find them: dl.find_threads(claims, articles, entities=entities)."
_CALLS = {"copies": "Find them: dl.find_copies(articles).", "links": _THREADS, "threads": _THREADS}


def missing_table(name: str) -> CorpusError:
    """Return the error for a table that a corpus in memory does not have."""
    call = _CALLS.get(name, "Tag its articles: dl.tag_articles(articles).")
    return CorpusError(f'This corpus has no table "{name}". {call}')


def check_table(name: str, folder: Path, about: Mapping[str, Any]) -> None:
    """Do nothing if a table of a corpus folder fits the others and what the user corrects.

    Args:
        name: Name of the table.
        folder: The corpus folder.
        about: What ``corpus.json`` holds.

    Raises:
        CorpusError: It was not made yet, or something has changed since.
    """
    if name == "copies":
        check_copies(folder, about)
    if name in (*schema.TAGS, *schema.NAMES, *schema.THREADS):
        check_tagged(folder, about)
    if name in ("claims", *schema.NAMES, *schema.THREADS):
        check_named(folder, about)
    if name in schema.THREADS:
        check_threads(folder, about)


def check_tagged(folder: Path, about: Mapping[str, Any]) -> None:
    """Do nothing if the corpus is tagged.

    Raises:
        CorpusError: It is not, or its tags belong to other articles.
    """
    if "tags" not in about:
        raise CorpusError(f"{folder} is not tagged yet. Run: dateline tag {folder}", path=str(folder))


def check_named(folder: Path, about: Mapping[str, Any]) -> None:
    """Do nothing if the claims of a tagged corpus bear the names that ``aliases.yaml`` gives their sources.

    Raises:
        CorpusError: The file was changed since, or the work was interrupted.
    """
    done = about["tags"].get("aliases")
    if done is None or done["corrections_sha256"] != sha256(read_aliases(folder)[0].rstrip()):
        what = "has changed" if done else "is not applied yet"
        message = (
            f"{folder / ALIASES} {what}, and the names of sources do not follow it."
            f" Run: dateline aliases {folder}, then open the corpus again."
        )
        raise CorpusError(message, path=str(folder))


def check_copies(folder: Path, about: Mapping[str, Any]) -> None:
    """Do nothing if copies were looked for in the corpus.

    Raises:
        CorpusError: They were not, or in other articles.
    """
    if "copies" not in about:
        message = f"Copies are not looked for yet in {folder}. Run: dateline copies {folder}"
        raise CorpusError(message, path=str(folder))
