"""The command ``dateline new``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.option("-o", "--output", default="notebooks", show_default=True, type=click.Path(path_type=Path), help="Folder.")
def new(name: str, output: Path) -> None:
    """Begin an analysis of your own: a notebook with question, parameters, answer and methods.

    It runs as it stands: change it in JupyterLab, then make its report.

    \b
        dateline new my-analysis
        dateline report my-analysis --corpus data/mine
    """
    from dateline.reports.beginning import begin_notebook

    path = begin_notebook(name, folder=output)
    click.echo(f"Written to {path}. Open it: jupyter lab {path}   Its report: dateline report {path}")
