"""A notebook to begin an analysis with: question, parameters, answer, methods, as the kit's own have them."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.errors import ReportError
from dateline.reports.execution import write_notebook
from dateline.reports.notebooks import node

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,79}")
_PARAMETERS = """\
from datetime import date

corpus: str = "sample"  # corpus folder made by dateline read and dateline tag; "sample" is the built-in one
sources: list[str] = []  # only these sources, such as ["ISW"]; empty: all
outlets: list[str] = []  # only these outlets, spelt as in the corpus; empty: all
first: date | None = None  # first day, such as 2025-03-04; None: from the beginning
last: date | None = None  # last day; None: to the end"""
_OPEN = """\
import dateline as dl

c = dl.open_corpus(corpus)
everything = dl.readable_claims(c.claims, c.articles, sentences=c.sentences)
claims = dl.select_claims(everything, sources=sources, outlets=outlets, first=first, last=last)
c"""
_ANSWER = """\
by_source = dl.count_sources(claims)
assert by_source["claims"].sum() == len(claims)
dl.say(f"{len(claims):,} claims of {len(by_source):,} sources in {claims['outlet'].nunique():,} outlets.")"""
CELLS = (
    ("markdown", "# {title}\n\n**Question.** What do you want to know?\n\n**For** whom?\n\n**Covers** what? **Leaves out** what?"),
    ("parameters", _PARAMETERS),
    ("markdown", "The corpus is opened, and the claims that fit the parameters are chosen."),
    ("code", _OPEN),
    ("markdown", "## The answer in a sentence\n\nSay how it comes about."),
    ("code", _ANSWER),
    ("markdown", "## The table\n\nWhat does each row say?"),
    ("code", 'dl.save_table(by_source, "sources", caption="Claims by source")'),
    ("markdown", "## Methods\n\nWhat was read, how it was tagged, and how good that is known to be."),
    ("code", "dl.describe_methods(c)"),
)


def begin_notebook(name: str, *, folder: Path) -> Path:
    """Write a notebook that runs as it stands, for an analysis of one's own.

    Args:
        name: Its name: letters, digits, spaces, "-" and "_".
        folder: Where to write it.

    Returns:
        The notebook's path.

    Raises:
        ReportError: The name cannot be a file name, or there is such a notebook.
    """
    stem = name.removesuffix(".ipynb").strip()
    if not _NAME.fullmatch(stem):
        raise ReportError(f'"{name:.120}" cannot be a name here. Use letters, digits, spaces, "-" and "_".')
    path = folder / f"{stem}.ipynb"
    if path.exists():
        raise ReportError(f"{path} is there already. Choose another name.")
    title = re.sub(r"[-_]+", " ", stem)
    cells = [_cell(number, kind, source) for number, (kind, source) in enumerate(CELLS, start=1)]
    cells[0]["source"] = str(cells[0]["source"]).replace("{title}", title[:1].upper() + title[1:])
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    write_notebook(node({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), path)
    return path


def _cell(number: int, kind: str, source: str) -> dict[str, object]:
    cell: dict[str, object] = {"id": f"cell-{number:02d}", "metadata": {}, "source": source}
    if kind == "markdown":
        return {**cell, "cell_type": "markdown"}
    cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
    return {**cell, "metadata": {"tags": ["parameters"]}} if kind == "parameters" else cell
