"""Running reports with real kernels: checked first, the same every time, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import CorpusError, ParameterError, ReportError, UnknownNameError
from dateline.reports import run_report

MakeNotebook = Callable[..., Path]

HOSTILE = "<script>alert(1)</script>"
SAVING = f"""\
import sys
import pandas as pd
from IPython.display import Markdown, display
from matplotlib.figure import Figure
from dateline.reports import save_figure, save_table
figure = Figure(figsize=(3, 2))
figure.subplots().plot([1, 2])
save_figure(figure, "rise", alt="A line that rises", caption="n = 2, {HOSTILE}")
headlines = pd.DataFrame({{"headline": ["{HOSTILE}", "=1+1"]}})
save_table(headlines, "headlines", caption="Headlines.")
display(Markdown("Found: {HOSTILE} in *one* headline."))
print("sources", sources, "since", since, "top", top, hash("dam"), {{"b", "a"}})
print("deprecated", file=sys.stderr)
headlines"""

# A shell that starts the tests in the background has them ignore Ctrl-C; the program under test shall not.
DRIVER = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from dateline.reports import run_report
run_report(sys.argv[1], corpus="sample", output=sys.argv[2], parameters={"sources": "ISW", "since": "2024-05-16"})
"""


def drive(notebook: Path, output: Path, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", DRIVER, str(notebook), str(output)]
    return subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.PIPE)


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Give the files of two reports of one notebook, made in different surroundings."""
    folder = tmp_path_factory.mktemp("reports")
    notebook = write_notebook(folder, SAVING)
    first = drive(notebook, folder / "a", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C")
    second = drive(notebook, folder / "ü b {c}", TZ="Asia/Tokyo", PYTHONHASHSEED="2", OMP_NUM_THREADS="2")
    for process in (first, second):
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
    return contents(folder / "a"), contents(folder / "ü b {c}")


def write_notebook(folder: Path, code: str) -> Path:
    parameters = (
        'from datetime import date\n\ncorpus: str = "sample"  # folder\nsources: list[str] = []  # whom to show\n'
        "since: date | None = None  # first day\ntop: int = 20  # terms"
    )
    cells = [
        {"cell_type": "markdown", "source": "# Who said *what*?", "metadata": {}},
        {"cell_type": "code", "source": parameters, "metadata": {"tags": ["parameters"]}},
        {"cell_type": "code", "source": code, "metadata": {}},
    ]
    for cell in cells[1:]:
        cell |= {"outputs": [], "execution_count": None}
    path = folder / "who.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
    return path


def test_a_report_carries_the_names_and_corrections_of_its_corpus(
    make_notebook: MakeNotebook, corpus: Path, tmp_path: Path
) -> None:
    """The corpus's aliases.yaml lies in the report as it was, and run.json has its hash."""
    corrections = b"merge:\n  - [Ana Ruiz, Ruiz]\n"
    (corpus / "aliases.yaml").write_bytes(corrections)
    folder = run_report(make_notebook("top"), corpus=corpus, output=tmp_path / "out")
    assert (folder / "aliases.yaml").read_bytes() == corrections
    outputs = json.loads((folder / "run.json").read_text())["outputs"]
    assert outputs["aliases.yaml"] == hashlib.sha256(corrections).hexdigest()


def test_report_has_its_files(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """A report is a notebook, a page, figures, tables and the facts of the run."""
    assert list(reports[0]) == [
        "figures/rise.png",
        "figures/rise.svg",
        "report.html",
        "report.ipynb",
        "report.pdf",
        "run.json",
        "tables/headlines.csv",
    ]


def test_two_runs_give_the_same_bytes(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Another time zone, hash seed, locale and folder change nothing but run.json."""
    first, second = ({name: data for name, data in files.items() if name != "run.json"} for files in reports)

    assert first == second


def test_run_file_tells_the_run(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Parameters, versions and the hash of every other file stand in run.json."""
    files = reports[0]
    run = json.loads(files["run.json"])

    assert run["parameters"] == {"corpus": "sample", "sources": ["ISW"], "since": "2024-05-16"}
    assert run["notebook"]["name"] == "who.ipynb"
    assert run["corpus"] == {"given": "sample", "manifest_sha256": None}
    assert run["packages"]["papermill"].startswith("2.")
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "run.json"}
    assert run["outputs"] == hashes


def test_parameters_arrive_as_what_they_are(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Lists are lists and days are days in the notebook; what was not given keeps its default."""
    assert b"sources ['ISW'] since 2024-05-16 top 20" in reports[0]["report.ipynb"]


def test_page_shows_article_text_as_text(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """A script in a headline is text in tables, captions, Markdown and frames, and no element of the page."""
    page = reports[0]["report.html"].decode()

    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    assert "<script" not in page


def test_page_asks_for_nothing(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """No address is loaded, and the policy of the page forbids it."""
    page = reports[0]["report.html"].decode()

    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'" in page
    assert "http://" not in page
    assert "https://" not in page
    assert 'src="data:image/png;base64,' in page
    assert page.count("src=") == 1


def test_page_shows_no_code_and_no_warnings(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Code and warnings are for the notebook; what it printed is in the page."""
    page, notebook = reports[0]["report.html"].decode(), reports[0]["report.ipynb"].decode()

    assert "import pandas" not in page
    assert "deprecated" not in page
    assert "since 2024-05-16" in page
    assert '"deprecated\\n"' in notebook


def test_page_says_how_it_was_made(reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Title, alternative text, caption, parameters and the command to make it again are there."""
    page = reports[0]["report.html"].decode()

    assert "<title>Who said what?</title>" in page
    assert 'alt="A line that rises"' in page
    assert "<figcaption>n = 2, &lt;script&gt;" in page
    assert '<td>["ISW"]</td><td>whom to show</td>' in page
    assert """dateline report who --corpus sample -p 'sources=["ISW"]' -p since=2024-05-16 -o reports/who""" in page


def test_failing_cell_is_named_and_the_earlier_report_stays(make_notebook: MakeNotebook, tmp_path: Path) -> None:
    """A failing cell gives its number, source and error; the notebook is kept, the earlier report untouched."""
    earlier = tmp_path / "out"
    earlier.mkdir()
    (earlier / "run.json").write_text('{"dateline_report": 1}')
    notebook = make_notebook("x = 1", "print('on')\nraise KeyError('Norvia')\nx = 2")

    with pytest.raises(ReportError) as caught:
        run_report(notebook, corpus="sample", output=earlier)

    assert caught.value.cell == 4
    assert caught.value.source == "print('on')\nraise KeyError('Norvia')\nx = 2"
    assert str(caught.value).startswith(
        "Cell 4 of harbour failed with KeyError: 'Norvia'\n\n    print('on')\n    raise"
    )
    assert "out.failed.ipynb" in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert "on\\n" in (tmp_path / "out.failed.ipynb").read_text()
    assert contents(earlier) == {"run.json": b'{"dateline_report": 1}'}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["harbour.ipynb", "out", "out.failed.ipynb"]


def test_kernel_that_dies_is_said(make_notebook: MakeNotebook, tmp_path: Path) -> None:
    """A kernel killed for its memory gives an error that names the cell, and no report."""
    notebook = make_notebook("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")

    with pytest.raises(ReportError, match="The kernel of harbour stopped while cell 3 ran"):
        run_report(notebook, corpus="sample", output=tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_code_is_shown_when_asked(make_notebook: MakeNotebook, corpus: Path, tmp_path: Path) -> None:
    """With show_code the page has the code; a corpus folder arrives as given and its hash is kept."""
    folder = run_report(
        make_notebook("answer = corpus"), corpus=corpus, output=tmp_path / "out", show_code=True, progress=False
    )

    page = (folder / "report.html").read_text()
    run = json.loads((folder / "run.json").read_text())
    assert ">answer</span>" in page
    assert "# The parameters of this run." in page
    assert run["corpus"]["manifest_sha256"] == hashlib.sha256((corpus / "corpus.json").read_bytes()).hexdigest()


def test_kernel_is_this_python_without_the_users_settings(
    make_notebook: MakeNotebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another kernel installed as python3 and the user's start-up files have no part in a report."""
    kernels = tmp_path / "jupyter" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    (kernels / "kernel.json").write_text('{"argv": ["false"], "display_name": "other", "language": "python"}')
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("top = 'changed'")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    parameters = "assert 'top' not in globals()\ncorpus: str = 'sample'"
    notebook = make_notebook(f"import sys\nassert sys.executable == {sys.executable!r}", parameters=parameters)

    assert (run_report(notebook, corpus="sample", output=tmp_path / "out") / "report.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_leaves_nothing(number: int, make_notebook: MakeNotebook, tmp_path: Path) -> None:
    """Ctrl-C or SIGTERM ends the kernel, and neither a half report nor a folder of it stays."""
    started = tmp_path / "started"
    code = f"import os, time\nopen({str(started)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    process = drive(make_notebook(code), tmp_path / "out")
    wait_for(lambda: started.exists() and started.read_text() != "")

    process.send_signal(number)

    assert process.wait(30) != 0
    wait_for(lambda: not alive(int(started.read_text())))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["harbour.ipynb", "started"]


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"parameters": {"source": "ISW"}}, UnknownNameError, 'No parameter "source"'),
        ({"parameters": {"top": "many"}}, ParameterError, "expects int"),
        ({"parameters": {"corpus": "other"}}, ParameterError, "Write: --corpus FOLDER"),
        ({"corpus": "nowhere"}, CorpusError, "No corpus in nowhere: .* Make one with: dateline read"),
        ({"corpus": "a\x00b"}, CorpusError, "No corpus in"),
        ({"corpus": "\udcff"}, CorpusError, "is not Unicode"),
        ({"output": "."}, ReportError, "Choose another name"),
    ],
)
def test_faults_are_found_before_a_kernel_starts(
    changes: dict[str, object],
    error: type[Exception],
    message: str,
    make_notebook: MakeNotebook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unknown names, wrong types, a missing corpus and a taken place cost no time."""
    notebook = make_notebook("x = 1")
    monkeypatch.setattr("dateline.reports.runs.execute", lambda *_, **__: pytest.fail("a kernel was started"))
    arguments = {"corpus": "sample", "output": "out"} | changes

    with pytest.raises(error, match=message):
        run_report(notebook, **arguments)


def test_notebook_without_corpus_parameter_is_refused(make_notebook: MakeNotebook, tmp_path: Path) -> None:
    """A notebook that cannot take the corpus would report on another one."""
    with pytest.raises(ParameterError, match='has no parameter "corpus"'):
        run_report(make_notebook(parameters="top: int = 1"), corpus="sample", output=tmp_path / "out")
