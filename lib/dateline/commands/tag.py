"""The command ``dateline tag``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.commands.options import on_cluster


@click.command()
@click.argument("corpus")
@click.option("--topics", default=None, type=click.Path(path_type=Path), help="Keyword dictionary (YAML).")
@click.option("--day-first/--month-first", default=None, help="How to read 12/06/2021; else each outlet decides.")
@click.option("--part", default=200, show_default=True, type=click.IntRange(1), help="Articles tagged together.")
@on_cluster
def tag(corpus: str, topics: Path | None, day_first: bool | None, part: int, workers: int, cluster: str | None) -> None:
    """Find sentences, names, times, claims and topics in the articles of a corpus folder.

    An interrupted run goes on where it was. The names that different articles give a source become one, as
    aliases.yaml in the folder lists and corrects them: see dateline aliases --help. CORPUS may be an address that
    fsspec knows, such as s3://bucket/corpus; docs/cluster.md says how to work on a cluster.
    """
    from dateline.aliases_file import ALIASES
    from dateline.folders import as_folder
    from dateline.jobs import count_unread, tag_corpus
    from dateline.schema import TAGS

    tagged = tag_corpus(
        corpus,
        topics=topics,
        day_first=day_first,
        workers=workers,
        cluster=cluster,
        articles_a_part=part,
        progress=sys.stderr.isatty(),
    )
    tables = tagged.about["tags"]["tables"]
    for name in TAGS:
        click.echo(f"{tables[name]['rows']:>9,} {name}")
    sources = tagged.aliases["source"].nunique()
    click.echo(f"{sources:>9,} sources, with the names that articles give them in {as_folder(corpus) / ALIASES}")
    foreign = count_unread(as_folder(corpus))
    if foreign:
        click.echo(f"{foreign:>9,} articles are not in English: no names, times or claims were looked for in them")
