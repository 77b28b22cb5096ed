"""A series of reports: several notebooks, or one with many parameters, side by side, with a page over all of them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dateline.corpus import open_corpus
from dateline.errors import DatelineError
from dateline.folders import whole
from dateline.reports.grid import Grid, Run, plan
from dateline.reports.notebooks import find_notebook
from dateline.reports.overview import PAGE, Outcome, check_page, make_overview
from dateline.reports.runs import check_report, run_report


@dataclass(frozen=True, slots=True)
class Series:
    """What became of a series of reports.

    Attributes:
        folder: Where the reports and the page over them are.
        outcomes: The runs, in order; a run that failed has an error, and left an earlier report as it was.
    """

    folder: Path
    outcomes: Sequence[Outcome]

    @property
    def failed(self) -> list[Outcome]:
        """Return the runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.error]


def run_series(
    notebooks: Sequence[str],
    *,
    corpus: str | Path,
    output: str | Path,
    grid: Grid | None = None,
    parameters: Mapping[str, Any] | None = None,
    workers: int = 1,
    show_code: bool = False,
    pdf: bool = True,
    progress: bool = False,
) -> Series:
    """Run notebooks on a corpus with every combination of parameters, and write ``index.html`` over the reports.

    Everything is checked before the first kernel starts. A run that fails does not stop the others; where it had an
    earlier report, that stays.

    Args:
        notebooks: Paths or names; those that the grid names come before them.
        corpus: A corpus folder, or "sample".
        output: Folder for the reports, one folder a run.
        grid: What there is one run for each of, see ``read_grid``.
        parameters: Values for every run, over those of the grid.
        workers: Number of reports made at the same time.
        show_code: Whether the pages show the code.
        pdf: Whether to write a PDF of each report.
        progress: Show a progress bar.

    Raises:
        DatelineError: A notebook, a parameter, the corpus or the place of the reports is wrong; nothing was run.
    """
    wanted, folder = grid or Grid(), Path(output)
    opened = open_corpus(corpus)
    opened.check_tagged()
    opened.check_named()
    articles = opened.articles
    runs = plan(wanted, notebooks, outlets=articles["outlet"].dropna(), days=articles["published"].dropna().dt.date)
    runs = [Run(run.name, run.notebook, {**run.parameters, **(parameters or {})}, run.label) for run in runs]
    check_page(folder)
    for run in runs:
        check_report(run.notebook, corpus=corpus, output=folder / run.name, parameters=run.parameters)
    make = partial(_make, corpus=corpus, folder=folder, show_code=show_code, pdf=pdf)
    outcomes = {outcome.run.name: outcome for outcome in _bar(_run(make, runs, workers), len(runs), progress=progress)}
    ordered = [outcomes[run.name] for run in runs]
    page = make_overview(folder, ordered, corpus=str(corpus))
    folder.mkdir(parents=True, exist_ok=True)
    whole(folder / PAGE, lambda path: path.write_bytes(page.encode("utf-8", "replace")))
    return Series(folder, ordered)


def _run(make: Any, runs: Sequence[Run], workers: int) -> Iterator[Outcome]:
    if workers <= 1 or len(runs) <= 1:
        yield from map(make, runs)
        return
    # A fresh process each: kernels do not like to be started from a copy of one that has threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(runs)), mp_context=context) as pool:
        try:
            for done in as_completed([pool.submit(make, run) for run in runs]):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _make(run: Run, *, corpus: str | Path, folder: Path, show_code: bool, pdf: bool) -> Outcome:
    try:
        run_report(
            run.notebook,
            corpus=corpus,
            output=folder / run.name,
            parameters=run.parameters,
            show_code=show_code,
            pdf=pdf,
            progress=False,
        )
    except DatelineError as error:
        return Outcome(run, str(error))
    return Outcome(run)


def _bar(outcomes: Iterator[Outcome], total: int, *, progress: bool) -> Iterator[Outcome]:
    from tqdm import tqdm

    yield from tqdm(outcomes, total=total, desc="Reports", unit=" reports", disable=not progress)


def series_folder(notebooks: Sequence[str], *, corpus: str | Path) -> Path:
    """Return where a series goes that no folder is named for: reports/ and the corpus's name."""
    for notebook in notebooks:
        find_notebook(notebook)
    return Path("reports") / (Path(corpus).resolve().name if str(corpus) != "sample" else "sample")
