"""The command line: read, formats, tag, aliases, copies, terms, concordance, report, info."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TextIO

import click

from dateline.concordance_command import concordance
from dateline.errors import DatelineError, NothingReadError

NOTHING_READ = 2


class Commands(click.Group):
    """Prints the kit's own errors without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit with 2 when nothing was read, with 1 on any other error of ours."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(NOTHING_READ if isinstance(error, NothingReadError) else 1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
def main() -> None:
    """Who claimed what, when, and who only repeats it: a research kit for news articles."""


main.add_command(concordance)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Corpus folder to write.")
@click.option("--columns", default="", help="Your field names, as ours=yours,… (published=date,outlet=paper).")
@click.option("--published", default=None, help="Publication day for articles that state none, such as 2025-03-04.")
@click.option("--outlet", default=None, help="Outlet for articles that state none.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Number of processes.")
@click.option("--strict", is_flag=True, help="Make any refusal an error.")
def read(
    paths: tuple[Path, ...],
    output: Path,
    columns: str,
    published: str | None,
    outlet: str | None,
    workers: int,
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
        strict=strict,
        progress=sys.stderr.isatty(),
    )
    click.echo(str(summary))
    click.echo(f"Written to {output}." + ("" if "tags" in corpus.about else f" Next: dateline tag {output}"))


@main.command()
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


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--topics", default=None, type=click.Path(path_type=Path), help="Keyword dictionary (YAML).")
@click.option("--day-first/--month-first", default=None, help="How to read 12/06/2021; else each outlet decides.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Number of processes.")
def tag(corpus: Path, topics: Path | None, day_first: bool | None, workers: int) -> None:
    """Find sentences, names, times, claims and topics in the articles of a corpus folder.

    An interrupted run goes on where it was. The names that different articles give a source become one, as
    aliases.yaml in the folder lists and corrects them: see dateline aliases --help.
    """
    from dateline.aliases_file import ALIASES
    from dateline.jobs import tag_corpus
    from dateline.schema import TAGS
    from dateline.tagging import unread

    tagged = tag_corpus(corpus, topics=topics, day_first=day_first, workers=workers, progress=sys.stderr.isatty())
    tables = tagged.about["tags"]["tables"]
    for name in TAGS:
        click.echo(f"{tables[name]['rows']:>9,} {name}")
    sources = tagged.aliases["source"].nunique()
    click.echo(f"{sources:>9,} sources, with the names that articles give them in {corpus / ALIASES}")
    foreign = len(unread(tagged.articles))
    if foreign:
        click.echo(f"{foreign:>9,} articles are not in English: no names, times or claims were looked for in them")


@main.command()
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


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--threshold", default=0.5, show_default=True, help="Least similarity of a copy, 0 to 1.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(0), help="How many stories to show.")
def copies(corpus: Path, threshold: float, top: int) -> None:
    """Find the articles of a corpus folder that print the same story, such as wire copy, and show the largest stories.

    An article is a copy of an earlier one when they share at least half (--threshold) of the shorter text's sequences
    of four words, whatever the headline and what was cut or added. Nothing is deleted: the table copies.parquet says
    for each article which story it prints and which article was first, and notebooks can count each story once.
    """
    from dateline.copies import describe_copies, mark_copies

    click.echo(describe_copies(mark_copies(corpus, threshold=threshold, progress=sys.stderr.isatty()), top=top))


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Parquet file to write.")
@click.option(
    "--by", default="", help="Groups, such as outlet,month; also article, language, section, agency, day, week."
)
@click.option(
    "--stopwords", default="english", show_default=True, help='Language whose common words are left out, or "none".'
)
@click.option("--stem", default="", help="Language of the stemmer, such as english; else words as they stand.")
@click.option("--ngram", default=1, show_default=True, type=click.IntRange(1), help="Number of words in a term.")
@click.option("--min-length", default=1, show_default=True, type=click.IntRange(1), help="Shortest word to keep.")
@click.option("--numbers", is_flag=True, help="Keep words that are digits alone.")
@click.option("--phrases", default=None, type=click.File(encoding="utf-8"), help="Multi-word terms, one a line.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep counts in the corpus folder.")
def terms(
    corpus: Path, output: Path, by: str, stopwords: str, phrases: TextIO | None, no_cache: bool, **options: Any
) -> None:
    """Count the terms of a corpus folder, and write term, groups, count and articles as a table sorted by term.

    Texts are counted once: the folder keeps the counts under .terms, and another question with the same options, or a
    notebook's (dl.corpus_terms), reads those.
    """
    from dateline.terms_written import write_terms

    rows = write_terms(
        corpus,
        output,
        by=[name.strip() for name in by.split(",") if name.strip()],
        stopwords=() if stopwords == "none" else stopwords,
        phrases=[line for line in phrases or () if line.strip()],
        cache=not no_cache,
        progress=sys.stderr.isatty(),
        **options,
    )
    click.echo(f"{rows:,} rows written to {output}.")


@main.command()
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


@main.command(add_help_option=False)
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
