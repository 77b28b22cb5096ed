"""Running a report: everything checked first, the notebook run in a kernel of its own, the folder moved in whole."""

from __future__ import annotations

import datetime
import hashlib
import json
import platform
import re
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from dateline.errors import CorpusError, ParameterError
from dateline.reports.execution import execute, write_notebook
from dateline.reports.notebooks import find_notebook, inject, load_notebook, tagged
from dateline.reports.page import make_page
from dateline.reports.pdf import pdf_of_page
from dateline.reports.parameters import parse_parameters
from dateline.reports.staging import RUN, check_output, staged
from dateline.reports.values import Parameter, check_parameters

SAMPLE = "sample"
CORRECTIONS = ("aliases.yaml", "threads.yaml", "corrections.yaml")
"""Files of a corpus folder that hold what people know better; the figures rest on them."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_BENEATH = ("jinja2", "mistune", "pygments")
"""Packages that the kit does not ask for itself, and that shape what a page looks like."""


@dataclass(frozen=True)
class Checked:
    """A report that may be run: the notebook with its parameters put in, and where everything is."""

    path: Path
    source: Any
    declared: Sequence[Parameter]
    used: Mapping[str, Any]
    manifest: Path | None
    target: Path


def check_report(
    notebook: str | Path, *, corpus: str | Path, output: str | Path, parameters: Mapping[str, Any] | None = None
) -> Checked:
    """Check a report's notebook, parameters, corpus and place without running anything; see ``run_report``."""
    path = find_notebook(notebook)
    source = load_notebook(path)
    cells = tagged(source, "parameters")
    declared = parse_parameters(cells[0].source) if cells else []
    used = _check(declared, dict(parameters or {}), corpus)
    manifest = _check_corpus(corpus)
    target = check_output(Path(output))
    inject(source, _assignments(declared, used))
    return Checked(path, source, declared, used, manifest, target)


def run_report(
    notebook: str | Path,
    *,
    corpus: str | Path,
    output: str | Path,
    parameters: Mapping[str, Any] | None = None,
    show_code: bool = False,
    pdf: bool = True,
    progress: bool | None = None,
) -> Path:
    """Run a notebook on a corpus and write its report.

    A report is a folder with ``report.html report.pdf report.ipynb figures/ tables/ run.json``.

    The corpus's corrections, where it has any, are copied into the report.

    Names, types, the corpus and the place of the report are checked before a kernel starts. The same notebook, corpus
    and parameters give the same bytes, except ``run.json``, which holds times and versions. An earlier report is
    replaced only by a whole new one.

    Args:
        notebook: A path, or a name that ``find_notebook`` knows.
        corpus: A corpus folder, or "sample"; handed to the notebook as it is.
        output: The report's folder; new, empty, or an earlier report.
        parameters: Values for the notebook's parameters, see ``check_parameters``.
        show_code: Whether the page shows the code.
        pdf: Whether to write ``report.pdf`` too.
        progress: Whether to show a bar; None shows one where a terminal is.

    Returns:
        The report's folder.

    Raises:
        UnknownNameError: There is no such notebook, or no such parameter.
        ParameterError: A parameter has the wrong type.
        CorpusError: There is no corpus in the folder.
        ReportError: A cell failed (the notebook is kept beside the output as ``<output>.failed.ipynb``), or the folder
            cannot be written or holds something else.
    """
    checked = check_report(notebook, corpus=corpus, output=output, parameters=parameters)
    path, manifest = checked.path, checked.manifest
    facts = {
        "notebook": {"name": path.name, "sha256": _hash(path)},
        "corpus": {"given": str(corpus), "manifest_sha256": _hash(manifest) if manifest else None},
        "parameters": json.loads(json.dumps(checked.used, default=str)),
        "show_code": show_code,
        "pdf": pdf,
    }
    write_report(
        checked.source,
        checked.target,
        declared=checked.declared,
        used=checked.used,
        facts=facts,
        corrected_in=manifest.parent if manifest else None,
        progress=progress,
    )
    failed = checked.target.with_name(f"{checked.target.name}.failed.ipynb")
    with suppress(OSError):
        failed.unlink(missing_ok=True)
    return Path(output)


def write_report(
    notebook: Any,
    target: Path,
    *,
    declared: Sequence[Parameter],
    used: Mapping[str, Any],
    facts: Mapping[str, Any],
    corrected_in: Path | None,
    surroundings: Mapping[str, str] | None = None,
    progress: bool | None = None,
) -> None:
    """Run a notebook that holds the parameters of its run, and write its report.

    Args:
        notebook: The notebook; its parameters are injected.
        target: The report's folder, as ``check_output`` gives it.
        declared: The parameters that the notebook declares.
        used: The values given for this run.
        facts: What ``run.json`` is to say of notebook, corpus and parameters.
        corrected_in: The corpus folder, whose corrections are copied into the report where there are any.
        surroundings: Variables of the environment that the kernel gets beside its own.
        progress: Whether to show a bar; None shows one where a terminal is.

    Raises:
        ReportError: A cell failed, or the folder cannot be written. An earlier report is as it was.
    """
    started, clock = datetime.datetime.now(datetime.UTC), time.monotonic()
    failed, name = target.with_name(f"{target.name}.failed.ipynb"), Path(facts["notebook"]["name"]).stem
    with _terminable(), staged(target) as folder:
        executed = execute(
            notebook, folder, name=name, failed=failed, surroundings=surroundings or {}, progress=progress
        )
        page = make_page(executed, name=name, parameters=declared, used=used, show_code=facts["show_code"])
        _write(folder, executed, page)
        if facts["pdf"]:
            (folder / "report.pdf").write_bytes(pdf_of_page(page, figures=folder / "figures"))
        for kept in [corrected_in / name for name in CORRECTIONS] if corrected_in else []:
            if kept.is_file():
                (folder / kept.name).write_bytes(kept.read_bytes())
        seconds = round(time.monotonic() - clock, 3)
        _write_run(folder, {"started": started.isoformat(timespec="seconds"), "seconds": seconds, **facts})


def _check(declared: Sequence[Parameter], given: Mapping[str, Any], corpus: str | Path) -> dict[str, Any]:
    """Return the values to inject: the corpus, what was given, and defaults that the cell writes in another type."""
    if "corpus" in given:
        message = "The corpus is not given as a parameter. Write: --corpus FOLDER"
        raise ParameterError(message, parameter="corpus")
    if "corpus" not in {parameter.name for parameter in declared}:
        message = 'The notebook has no parameter "corpus". Add to its parameters cell: corpus: str = "sample"  # folder'
        raise ParameterError(message, parameter="corpus")
    return {"corpus": str(corpus)} | check_parameters(declared, given)


def _check_corpus(corpus: str | Path) -> Path | None:
    """Return the corpus folder's manifest; the sample of the kit has none of its own.

    Raises:
        CorpusError: There is no corpus in the folder.
    """
    if str(corpus) == SAMPLE:
        return None
    try:
        str(corpus).encode()
    except UnicodeEncodeError as error:
        message = f"The folder's name {str(corpus)!r} is not Unicode and cannot be written down. Rename the folder."
        raise CorpusError(message, path=str(corpus)) from error
    manifest = Path(corpus) / "corpus.json"
    try:
        found = manifest.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        message = (
            f"No corpus in {corpus}: there is no corpus.json. Make one with: dateline read ARTICLES -o {corpus}, then: "
            f"dateline tag {corpus}. Or use the sample: --corpus {SAMPLE}"
        )
        raise CorpusError(message, path=str(corpus))
    return manifest


def _assignments(declared: Sequence[Parameter], used: Mapping[str, Any]) -> str:
    types = {parameter.name: parameter.type for parameter in declared}
    lines = [f"{name} = {_python(value, types[name])}" for name, value in used.items()]
    return "\n".join(["# The parameters of this run.", *lines])


def _python(value: Any, declared: str) -> str:
    """Return a value as Python source; days and paths are spelt as the annotation spells their type."""
    if isinstance(value, list):
        return f"[{', '.join(_python(item, declared) for item in value)}]"
    if isinstance(value, datetime.date):
        module = "datetime." if "datetime.date" in declared else ""
        return f"{module}date({value.year}, {value.month}, {value.day})"
    if isinstance(value, Path):
        module = "pathlib." if "pathlib.Path" in declared else ""
        return f"{module}Path({str(value)!r})"
    return repr(value)


def _write(folder: Path, notebook: Any, page: str) -> None:
    for name in ("figures", "tables"):
        (folder / name).mkdir(exist_ok=True)
    write_notebook(notebook, folder / "report.ipynb")
    (folder / "report.html").write_bytes(page.encode("utf-8", "replace"))


def _write_run(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write ``run.json``, the only file that differs between two runs: times, versions, and the hashes of the rest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = {
        "dateline_report": 1,
        **facts,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "packages": {name: found for name in _packages() if (found := _version(name))},
        "outputs": {path.relative_to(folder).as_posix(): _hash(path) for path in files},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / RUN).write_bytes(text.encode("utf-8", "replace") + b"\n")


def _packages() -> list[str]:
    """Return the names of the packages that the kit asks for, its own first."""
    asked = [found[0] for line in requires("dateline") or [] if "extra ==" not in line and (found := _NAME.match(line))]
    return ["dateline", *sorted({*asked, *_BENEATH})]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM unwind like Ctrl-C does, so that the kernel ends and nothing half-made stays."""

    def end(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    # Only the main thread may set handlers, and a handler set by someone else stays.
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
