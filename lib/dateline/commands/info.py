"""The command ``dateline info``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
def info(corpus: Path) -> None:
    """Say what a corpus folder holds."""
    from dateline.corpus import open_corpus

    opened = open_corpus(corpus)
    click.echo(repr(opened))
    about = opened.about
    for part in (about, about.get("tags", {}), about.get("copies", {})):
        for name, table in part.get("tables", {}).items():
            click.echo(f"{table['rows']:>9,} {name}")
