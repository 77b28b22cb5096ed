"""The command ``dateline tag``."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--topics", default=None, type=click.Path(path_type=Path), help="Keyword dictionary (YAML).")
@click.option("--day-first/--month-first", default=None, help="How to read 12/06/2021; else each outlet decides.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Number of processes.")
def tag(corpus: Path, topics: Path | None, day_first: bool | None, workers: int) -> None:
    """Find sentences, names, times, claims and topics in the articles of a corpus folder.

    An interrupted run goes on where it was. The names that different articles give a source become one, as
    aliases.yaml in the folder lists and corrects them: see dateline aliases --help.
    """
    from dateline.aliases_file import ALIASES
    from dateline.jobs import tag_corpus
    from dateline.schema import TAGS
    from dateline.tagging import unread

    tagged = tag_corpus(corpus, topics=topics, day_first=day_first, workers=workers, progress=sys.stderr.isatty())
    tables = tagged.about["tags"]["tables"]
    for name in TAGS:
        click.echo(f"{tables[name]['rows']:>9,} {name}")
    sources = tagged.aliases["source"].nunique()
    click.echo(f"{sources:>9,} sources, with the names that articles give them in {corpus / ALIASES}")
    foreign = len(unread(tagged.articles))
    if foreign:
        click.echo(f"{foreign:>9,} articles are not in English: no names, times or claims were looked for in them")
