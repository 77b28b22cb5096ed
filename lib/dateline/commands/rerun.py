"""The command ``dateline rerun``."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of the report; else BUNDLE-again.")
@click.option("--from", "depth", type=click.Choice(["tags", "articles"]), default="tags", help="Where to begin.")
@click.option("--articles", type=click.Path(path_type=Path), help="Corpus with the text, where the bundle has none.")
@click.option("--here", is_flag=True, help="Use what is installed, if the versions are the same.")
@click.option("--environment", type=click.Path(path_type=Path), help="Folder to keep the installed versions in.")
@click.option("--kit", type=click.Path(path_type=Path), help="Wheel of Dateline, where the bundle is without it.")
@click.option("--wheels", type=click.Path(path_type=Path), help="Folder of wheels to install from, without network.")
def rerun(
    bundle: Path,
    output: Path | None,
    depth: str,
    articles: Path | None,
    here: bool,
    environment: Path | None,
    kit: Path | None,
    wheels: Path | None,
) -> None:
    """Make the report of a bundle again, with the exact versions that made it, and compare every file.

    It runs the code of the bundle's notebook: do it for bundles of people you trust. The versions are installed into a
    folder of their own, which takes some minutes; --environment keeps it for the next time. With --from articles the
    tags are found anew too.

    \b
    Exit codes:
      0  the same report, byte for byte
      1  there is no such file, or it cannot be read
      3, 4, 5  the bundle does not pass dateline verify; nothing of it was run
      6  --here, and other versions are installed
      7  the same but for numbers within the tolerance that the notebook declares
      8  another report; the differences are listed
      9  it could not be made again: no environment, no text, or the notebook failed
    """
    from dateline.reruns import run_here, run_in_environment
    from dateline.text import count_text

    name = bundle.resolve().name.removesuffix(".zip").removesuffix(".crate")
    target = output or Path(f"{name}-again")
    if not here:
        click.echo("Installing the exact versions: some minutes …", err=True)
        code = run_in_environment(
            bundle, output=target, depth=depth, articles=articles, environment=environment, kit=kit, wheels=wheels
        )
        sys.exit(code)
    found = run_here(bundle, output=target, depth=depth, articles=articles)
    click.echo(f"Made again in {target}.")
    if found.code == 0:
        click.echo(f"The same, byte for byte: {count_text(found.files, 'file')}.")
    else:
        click.echo(f"{count_text(len(found.differences), 'difference')}:")
        for difference in found.differences:
            click.echo(f"  {difference}")
    sys.exit(found.code)
