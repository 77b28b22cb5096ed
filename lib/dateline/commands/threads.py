"""The command ``dateline threads``."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1)
@click.option("--top", default=10, show_default=True, type=click.IntRange(0), help="How many threads to show.")
@click.option(
    "--least",
    type=float,
    help="Least score of a claim to the first claims of its thread, 0 to 1; that of the last run, or else 0.4.",
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Number of processes.")
def threads(corpus: Path, names: tuple[str, ...], top: int, least: float | None, workers: int) -> None:
    """Link the claims of a corpus that say the same thing, and show the largest threads with their first report.

    A thread holds the claims that say one thing, over articles and weeks, with those that deny, change, confirm or
    withdraw it. With NAMES, threads are shown that have one of them in their words, sources or ids, with all claims:

    \b
        dateline threads data/mine
        dateline threads data/mine "Tarrow Dam" Venn

    To correct threads, edit threads.yaml in the corpus folder and run this again. It lists the threads of several
    claims, with ids and first words; corrections go above the list:

    \b
        merge:                     # the threads of these claims are one
          - [1f0c2d3e4a5b6c7d, 9a8b7c6d5e4f3a2b]
        split:                     # these claims say different things
          - [1f0c2d3e4a5b6c7d, 0123456789abcdef]
        name:                      # call the thread of this claim
          1f0c2d3e4a5b6c7d: Cracks in the Tarrow Dam

    A correction that is taken out again leaves no trace. Articles that are added later leave the threads of earlier
    ones as they are. Reports carry a copy of the file.
    """
    from dateline.text import count_text
    from dateline.threads import describe_threads, mark_threads
    from dateline.threads_file import THREADS, load_thread_corrections

    marked = mark_threads(corpus, least=least, workers=workers, progress=sys.stderr.isatty())
    if shown := describe_threads(marked, wanted=names, top=top):
        click.echo(f"{shown}\n")
    sizes = marked.threads["thread"].value_counts()
    several = sizes[sizes > 1]
    click.echo(
        f"{count_text(len(marked.threads), 'claim')}, {count_text(len(several), 'thread')} of several claims, which"
        f" hold {int(several.sum()):,} of them."
    )
    if marked.folder is not None:
        applied = count_text(load_thread_corrections(marked.folder).count, "correction")
        click.echo(f"{applied} applied. To correct threads, edit {corpus / THREADS} and run this again.")
