"""The command ``dateline terms``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TextIO

import click

from dateline.commands.options import on_cluster


@click.command()
@click.argument("corpus")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Parquet file to write.")
@click.option(
    "--by",
    default="",
    help="Groups, such as outlet,month; also article, language, section, agency, day, week, source (quoted), topic.",
)
@click.option(
    "--stopwords", default="english", show_default=True, help='Language whose common words are left out, or "none".'
)
@click.option("--stem", default="", help="Language of the stemmer, such as english; else words as they stand.")
@click.option("--ngram", default=1, show_default=True, type=click.IntRange(1), help="Number of words in a term.")
@click.option("--min-length", default=1, show_default=True, type=click.IntRange(1), help="Shortest word to keep.")
@click.option("--numbers", is_flag=True, help="Keep words that are digits alone.")
@click.option("--phrases", default=None, type=click.File(encoding="utf-8"), help="Multi-word terms, one a line.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep counts in the corpus folder.")
@on_cluster
def terms(
    corpus: str, output: Path, by: str, stopwords: str, phrases: TextIO | None, no_cache: bool, **options: Any
) -> None:
    """Count the terms of a corpus folder, and write term, groups, count and articles as a table sorted by term.

    Texts are counted once: the folder keeps the counts under .terms, and another question with the same options, or a
    notebook's (dl.corpus_terms), reads those.
    """
    from dateline.terms_written import write_terms

    rows = write_terms(
        corpus,
        output,
        by=[name.strip() for name in by.split(",") if name.strip()],
        stopwords=() if stopwords == "none" else stopwords,
        phrases=[line for line in phrases or () if line.strip()],
        cache=not no_cache,
        progress=sys.stderr.isatty(),
        **options,
    )
    click.echo(f"{rows:,} rows written to {output}.")
