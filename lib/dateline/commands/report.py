"""The command ``dateline report``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dateline.errors import DatelineError
from dateline.text import count_text


@click.command(add_help_option=False)
@click.argument("notebooks", nargs=-1)
@click.option("--corpus", default="sample", show_default=True, help='Corpus folder, or "sample".')
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the notebook.")
@click.option("--params", "grid", type=click.Path(path_type=Path), help="Parameter file: one run for each of what.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder; else reports/NOTEBOOK or reports/CORPUS."
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Reports made at the same time.")
@click.option("--show-code", is_flag=True, help="Show the code in the page.")
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="Write report.pdf too.")
@click.option("-h", "--help", "asked", is_flag=True, help="Show this, and the parameters of a notebook.")
@click.pass_context
def report(
    context: click.Context,
    /,
    notebooks: tuple[str, ...],
    corpus: str,
    given: tuple[str, ...],
    grid: Path | None,
    output: Path | None,
    workers: int,
    asked: bool,
    **options: bool,
) -> None:
    """Run notebooks on a corpus and write their reports.

    A report is a folder with report.html, report.pdf, report.ipynb, figures, tables and run.json. Parameters are
    checked before anything runs: -p sources='["ISW"]' -p first=2025-03-04. `dateline report NOTEBOOK --help` lists
    them.

    Several notebooks, or a parameter file, make a folder for each run and index.html over all of them:

    \b
        dateline report 02-term-frequency 03-claim-timeline --corpus data/mine --workers 2
        dateline report 03-claim-timeline --corpus data/mine --params grid.yaml

    \b
        # grid.yaml: one run for each outlet and month of the corpus
        parameters: {confidence: 0.5}
        each: {outlet: all, month: all}
    """
    if asked or not (notebooks or grid):
        click.echo(context.get_help())
        click.echo("".join(map(_parameters_help, notebooks)) if notebooks else _notebooks_help())
        return
    parameters = dict(map(_assignment, given))
    if grid or len(notebooks) > 1:
        _series(notebooks, corpus, grid, output, parameters=parameters, workers=workers, **options)
    else:
        _single(notebooks[0], corpus, output, parameters=parameters, **options)


def _single(notebook: str, corpus: str, output: Path | None, **options: Any) -> None:
    from dateline.corpus import open_corpus
    from dateline.reports import find_notebook, run_report

    if corpus != "sample":
        opened = open_corpus(corpus)
        opened.check_tagged()
        opened.check_named()
    target = output or Path("reports") / find_notebook(notebook).stem
    folder = run_report(notebook, corpus=corpus, output=target, **options)
    click.echo(f"Written to {folder}. Open {folder / 'report.html'} in a browser.")


def _series(notebooks: Sequence[str], corpus: str, grid: Path | None, output: Path | None, **options: Any) -> None:
    from dateline.reports.grid import read_grid
    from dateline.series import run_series, series_folder

    made = run_series(
        notebooks,
        corpus=corpus,
        grid=read_grid(grid) if grid else None,
        output=output or series_folder(notebooks, corpus=corpus),
        progress=sys.stderr.isatty(),
        **options,
    )
    for outcome in made.failed:
        click.echo(f"{outcome.run.name}: {outcome.error}", err=True)
    whole = len(made.outcomes) - len(made.failed)
    click.echo(
        f"{count_text(whole, 'report')} written to {made.folder}. Open {made.folder / 'index.html'} in a browser."
    )
    if made.failed:
        raise DatelineError(f"{count_text(len(made.failed), 'report')} of {len(made.outcomes)} could not be made.")


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise DatelineError(f'-p "{text}" is no pair. Write NAME=VALUE, such as -p first=2025-03-04.')
    return name.strip(), value


def _parameters_help(notebook: str) -> str:
    from dateline.reports import read_parameters

    declared = [parameter for parameter in read_parameters(notebook) if parameter.name != "corpus"]
    lines = [f"  {one.name}: {one.type} = {one.default!r}\n      {one.help}" for one in declared]
    return "\n".join([f"\nParameters of {notebook}:", *(lines or ["  none"])])


def _notebooks_help() -> str:
    from dateline.reports.notebooks import known_notebooks

    return "\n".join(["\nNotebooks:", *(f"  {name}" for name in known_notebooks())])
