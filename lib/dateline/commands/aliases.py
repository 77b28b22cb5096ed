"""The command ``dateline aliases``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Show all sources, not the first forty.")
def aliases(corpus: Path, names: tuple[str, ...], everything: bool) -> None:
    """Show the names that articles give each source, and apply your corrections.

    Sources with several names are shown, or those that have one of NAMES in theirs:

    \b
        dateline aliases data/mine
        dateline aliases data/mine Clinton "Energy Ministry"

    To correct them, edit aliases.yaml in the corpus folder and run this again; nothing is tagged anew.

    \b
        merge:                     # these names are one source; the first is shown
          - [Ana Ruiz, Ruiz, the commissioner]
        split:                     # these are different sources: never joined
          - [Interior Ministry, Varnian Interior Ministry]
        rename:                    # show a source as
          OFA: Orrin Flood Agency

    A correction that is taken out again leaves no trace. The file keeps your part when articles are read or tagged
    again; reports carry a copy.
    """
    from dateline.aliases import describe_aliases, load_corrections, name_sources
    from dateline.aliases_file import ALIASES
    from dateline.text import count_text

    named = name_sources(corpus)
    table = named.aliases
    if shown := describe_aliases(table, wanted=names, everything=everything):
        click.echo(f"{shown}\n")
    sources, several = table["source"].nunique(), int(table["source"].value_counts().gt(1).sum())
    click.echo(f"{count_text(len(table), 'name')}, {count_text(sources, 'source')}, {several:,} with several names.")
    if named.folder is not None:
        applied = count_text(load_corrections(named.folder).count, "correction")
        click.echo(f"{applied} applied. To correct names, edit {corpus / ALIASES} and run this again.")
