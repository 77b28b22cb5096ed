"""The command ``dateline export``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="File, or folder, to write.")
@click.option("--what", default=None, help="The table: one of those below.")
@click.option("--format", "form", default=None, help="csv, xlsx, timelinejs, graphml or claimreview.")
@click.option("--source", "sources", multiple=True, help="Only claims of this source; several times for several.")
@click.option("--outlet", "outlets", multiple=True, help="Only claims in this outlet, spelt as in the corpus.")
@click.option("--first", default=None, help="Only claims said on this day or later, such as 2025-03-04.")
@click.option("--last", default=None, help="Only claims said on this day or before.")
@click.option("--confidence", default=0.0, show_default=True, type=click.FloatRange(0, 1), help="Least confidence.")
def export(
    corpus: Path,
    output: Path,
    what: str | None,
    form: str | None,
    sources: tuple[str, ...],
    outlets: tuple[str, ...],
    first: str | None,
    last: str | None,
    confidence: float,
) -> None:
    """Write claims, threads, sources and who cites whom as files that other programs open.

    The end of the file's name says which format:

    \b
        mine.xlsx      Excel: a sheet for each table, or that of --what
        mine.csv       any table: the claims, or that of --what
        mine.graphml   the network, for Gephi, Cytoscape, igraph
        mine.json      the claims, or threads, as a timeline for TimelineJS
        mine.jsonld    the claims, or threads, in the words of schema.org, without a rating
        mine           a folder with a file for each table

    \b
        claims         every claim with its words, sentence, outlet and day
        sources        claims counted by source
        network        who cites whom; nodes: everyone in it
        anonymous      anonymous sources by outlet
        quoted         whom each outlet quotes, directly or not
        threads        who said it first, who only repeats it, how many stand behind it
        relays         who passes on whose claims within threads

    \b
        dateline export data/mine -o mine.xlsx
        dateline export data/mine -o ministry.json --source "Energy Ministry" --first 2025-03-10
        dateline export data/mine -o quoted.csv --what quoted
    """
    from dateline.exporting import export as write

    done = write(
        corpus,
        output,
        what=what,
        form=form,
        sources=sources,
        outlets=outlets,
        first=first,
        last=last,
        confidence=confidence,
    )
    for note in done.notes:
        click.echo(note)
    click.echo(f"Written: {', '.join(map(str, done.files))}")
