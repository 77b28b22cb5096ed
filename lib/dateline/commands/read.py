"""The commands ``dateline read`` and ``dateline formats``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.commands.options import on_cluster
from dateline.errors import DatelineError


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Corpus folder to write.")
@click.option("--columns", default="", help="Your field names, as ours=yours,… (published=date,outlet=paper).")
@click.option("--published", default=None, help="Publication day for articles that state none, such as 2025-03-04.")
@click.option("--outlet", default=None, help="Outlet for articles that state none.")
@on_cluster
@click.option("--strict", is_flag=True, help="Make any refusal an error.")
def read(
    paths: tuple[Path, ...],
    output: Path,
    columns: str,
    published: str | None,
    outlet: str | None,
    workers: int,
    cluster: str | None,
    strict: bool,
) -> None:
    """Read articles from files and folders into a corpus folder.

    What a file is shows in its content; dateline formats lists the kinds. What is refused is listed in rejected.parquet
    with the reason. Read again, only files that are new or have changed are read; cut off, the next reading goes on.
    Exit code 2 when nothing could be read.
    """
    from dateline.intake import read_corpus

    corpus, summary = read_corpus(
        paths,
        output,
        columns=_pairs(columns),
        published=published,
        outlet=outlet,
        workers=workers,
        cluster=cluster,
        strict=strict,
        progress=sys.stderr.isatty(),
    )
    click.echo(str(summary))
    click.echo(f"Written to {output}." + ("" if "tags" in corpus.about else f" Next: dateline tag {output}"))


@click.command()
def formats() -> None:
    """List the kinds of files that are read, in the order in which they are tried."""
    from dateline.readers import formats as known

    for one in known():
        click.echo(f"{one.name:<22} {one.title}")
    click.echo(f"{'zip':<22} zip archive of any of these; gzip (.gz) is unpacked too")


def _pairs(text: str) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in text.split(",") if part.strip()]
    wrong = [pair for pair in pairs if len(pair) != 2 or not all(side.strip() for side in pair)]
    if wrong:
        raise DatelineError(f'--columns: "{"=".join(wrong[0])}" is no pair. Write ours=yours, such as published=date.')
    return {ours.strip(): theirs.strip() for ours, theirs in pairs}
