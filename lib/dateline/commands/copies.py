"""The command ``dateline copies``."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--threshold", default=0.5, show_default=True, help="Least similarity of a copy, 0 to 1.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(0), help="How many stories to show.")
def copies(corpus: Path, threshold: float, top: int) -> None:
    """Find the articles of a corpus folder that print the same story, such as wire copy, and show the largest stories.

    An article is a copy of an earlier one when they share at least half (--threshold) of the shorter text's sequences
    of four words, whatever the headline and what was cut or added. Nothing is deleted: the table copies.parquet says
    for each article which story it prints and which article was first, and notebooks can count each story once.
    """
    from dateline.copies import describe_copies, mark_copies

    click.echo(describe_copies(mark_copies(corpus, threshold=threshold, progress=sys.stderr.isatty()), top=top))
