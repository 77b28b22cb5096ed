"""The command ``dateline bundle``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The bundle; else REPORT.crate.zip here.")
@click.option("--corpus", type=click.Path(path_type=Path), help="Where the corpus is, if it has moved since.")
@click.option("--title", help="What the bundle is called; else the notebook's first heading.")
@click.option("--author", "authors", multiple=True, help="Name of an author; several times for several.")
@click.option("--orcid", "orcids", multiple=True, help="ORCID of each author, in the same order.")
@click.option("--license", "licence", help="Licence of the report: an SPDX identifier (CC-BY-4.0) or an address.")
@click.option("--no-text", is_flag=True, help="Leave out the articles' text, and what of the report quotes it.")
@click.option(
    "--no-kit", is_flag=True, help="Leave out Dateline itself, most of the size: who has no copy cannot run it again."
)
@click.option("--any-versions", is_flag=True, help="Pack a report made with other versions than those in the lock.")
def bundle(
    report: Path,
    output: Path | None,
    corpus: Path | None,
    title: str | None,
    authors: tuple[str, ...],
    orcids: tuple[str, ...],
    licence: str | None,
    no_text: bool,
    no_kit: bool,
    any_versions: bool,
) -> None:
    """Pack a report with its articles, tags, notebook and exact versions into one file that anyone can check.

    Whoever gets the file unpacks it and reads its README: one command makes the report again. The same report always
    gives the same file, byte for byte. It is a BagIt bag with an RO-Crate in it.
    """
    from dateline.bundling import bundle_report
    from dateline.storage import file_sha256

    target = output or Path(f"{report.resolve().name}.crate.zip")
    bundle_report(
        report,
        target,
        corpus=corpus,
        title=title,
        authors=authors,
        orcids=orcids,
        licence=licence,
        text=not no_text,
        kit=not no_kit,
        any_versions=any_versions,
    )
    click.echo(f"Written to {target}, {target.stat().st_size:,} bytes.")
    click.echo(f"SHA-256 {file_sha256(target)}")
    click.echo(f"Check it: dateline verify {target}   Make its report again: dateline rerun {target}")
