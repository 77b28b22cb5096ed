"""The command ``dateline concordance``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("pattern")
@click.option("--regex", is_flag=True, help="The pattern is a regular expression.")
@click.option("--match-case", is_flag=True, help="Tell capitals from small letters.")
@click.option("--sort", default="article", show_default=True, type=click.Choice(["article", "left", "right"]))
@click.option("--width", default=60, show_default=True, type=click.IntRange(0), help="Characters beside a hit in OUT.")
@click.option("--limit", default=None, type=click.IntRange(0), help="Lines; else 50, and all of them in OUT.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="CSV file for the lines.")
def concordance(
    corpus: Path,
    pattern: str,
    regex: bool,
    match_case: bool,
    sort: str,
    width: int,
    limit: int | None,
    output: Path | None,
) -> None:
    """Show every place where PATTERN occurs, with what stands before and after it.

    PATTERN is a word or phrase; * stands for any letters. The articles need not be tagged:

    \b
        dateline concordance data/mine "cease*fire"
        dateline concordance data/mine "state of *" --sort right -o states.csv

    --sort left and right order the lines by the words before or after the hit.
    """
    from dateline.analysis.concordance import concordance as find
    from dateline.cells import to_csv
    from dateline.corpus import open_corpus
    from dateline.folders import whole
    from dateline.text import printable

    screen = shutil.get_terminal_size((120, 24)).columns
    shown = (50 if output is None else None) if limit is None else limit
    found = find(
        open_corpus(corpus),
        pattern,
        regex=regex,
        ignore_case=not match_case,
        sort=sort,
        width=width if output else screen,
        limit=shown,
    )
    if output:
        content = to_csv(found.table).encode("utf-8", "replace")
        whole(output, lambda path: path.write_bytes(content))
    elif len(found):
        click.echo(found.to_text(screen, mark=lambda hit: click.style(hit, bold=True)))
    # Counting reads all articles: the lines are there before.
    found.count()
    click.echo(printable(f"{found.summary()}.") + (f" Written to {output}." if output else ""))
