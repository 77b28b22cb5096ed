"""The command ``dateline report``."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.errors import DatelineError


@click.command(add_help_option=False)
@click.argument("notebook", required=False)
@click.option("--corpus", default="sample", show_default=True, help='Corpus folder, or "sample".')
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the notebook.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of the report; else reports/NOTEBOOK.")
@click.option("--show-code", is_flag=True, help="Show the code in the page.")
@click.option("-h", "--help", "asked", is_flag=True, help="Show this, and the parameters of a notebook.")
@click.pass_context
def report(
    context: click.Context,
    notebook: str | None,
    corpus: str,
    given: tuple[str, ...],
    output: Path | None,
    show_code: bool,
    asked: bool,
) -> None:
    """Run a notebook on a corpus and write its report.

    The report is a folder with report.html, report.ipynb, figures, tables and run.json. Parameters are checked before
    anything runs: -p sources='["ISW"]' -p first=2025-03-04. `dateline report NOTEBOOK --help` lists them.
    """
    from dateline.corpus import open_corpus
    from dateline.reports import find_notebook, run_report

    if asked or notebook is None:
        click.echo(context.get_help())
        click.echo(_parameters_help(notebook) if notebook else _notebooks_help())
        return
    if corpus != "sample":
        opened = open_corpus(corpus)
        opened.check_tagged()
        opened.check_named()
    target = output or Path("reports") / find_notebook(notebook).stem
    folder = run_report(
        notebook, corpus=corpus, output=target, parameters=dict(map(_assignment, given)), show_code=show_code
    )
    click.echo(f"Written to {folder}. Open {folder / 'report.html'} in a browser.")


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
