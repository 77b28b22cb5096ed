"""Notebooks: finding them by name, and bringing them into a form that is the same after every run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import ReportError, UnknownNameError

PACKAGED = Path(__file__).parents[1] / "_notebooks"
REPOSITORY = Path(__file__).parents[3] / "notebooks"
INJECTED = "injected-parameters"

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{4,16}")
_PLACE = re.compile(r"[/\\]site-packages[/\\]|[/\\]ipykernel_[0-9]{1,20}[/\\][0-9]{1,20}\.py")
_FOLDERS = re.compile(r"[^\s\"'(<]*$")
_LONGEST = 300
"""Characters of a path that are looked at, so that a long text without spaces costs no more than another."""
_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/javascript")


def find_notebook(name: str | Path) -> Path:
    """Find a notebook by its path or its name.

    Args:
        name: A path, or a name without ``.ipynb`` that is looked up in ``notebooks/`` under the current folder, then
            in the repository this package lies in, then among the notebooks packaged with it.

    Raises:
        UnknownNameError: There is no such notebook; the message lists those there are.
    """
    path = Path(name)
    if path.suffix == ".ipynb" and path.is_file():
        return path
    stem = str(name).removesuffix(".ipynb")
    if stem == os.path.basename(stem):  # noqa: PTH119 - Path("..").name is not empty, and a name must have no folder
        for folder in _folders():
            if (folder / f"{stem}.ipynb").is_file():
                return folder / f"{stem}.ipynb"
    raise UnknownNameError("notebook", str(name), known_notebooks())


def known_notebooks() -> list[str]:
    """Return the names of the notebooks that ``find_notebook`` finds by name."""
    return sorted({found.stem for folder in _folders() if folder.is_dir() for found in folder.glob("*.ipynb")})


def _folders() -> tuple[Path, ...]:
    return (Path("notebooks"), REPOSITORY, PACKAGED)


def node(content: Any) -> Any:
    """Return plain dictionaries and lists as a notebook, or as a part of one."""
    from nbformat import from_dict

    return from_dict(content)  # type: ignore[no-untyped-call]


def load_notebook(path: Path) -> Any:
    """Read a notebook in format 4.5, with an id for every cell that depends on its position alone.

    Raises:
        ReportError: The file is not a notebook.
    """
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or content.get("nbformat") != 4:
            raise ValueError("it is not of notebook format 4")
        content["nbformat_minor"] = 5
        _set_ids(content["cells"])
        notebook = rejoin_lines(node(content))  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        nbformat.ValidationError,
    ) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        message = f"{path} cannot be read as a notebook: {reason}. Open it in JupyterLab and save it again."
        raise ReportError(message) from error
    return notebook


def _set_ids(cells: list[dict[str, Any]]) -> None:
    """Papermill gives random ids to cells without one, and two cells must not share one."""
    seen: set[str] = {INJECTED}
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell.get("id"), str) or cell["id"] in seen:
            cell["id"] = f"cell-{number:03d}"
        seen.add(cell["id"])


def tagged(notebook: Any, tag: str) -> list[Any]:
    """Return the cells that carry a tag."""
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def inject(notebook: Any, source: str) -> None:
    """Put a cell with the parameters of this run behind the cell tagged ``parameters``; an earlier one is replaced."""
    notebook.cells = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    declared = tagged(notebook, "parameters")
    position = notebook.cells.index(declared[0]) + 1 if declared else 0
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": INJECTED,
        "outputs": [],
        "source": source,
    }
    notebook.cells.insert(position, node({**cell, "metadata": {"tags": [INJECTED]}}))


def normalise(notebook: Any) -> Any:
    """Return the notebook without what differs between two runs: times, versions, addresses, paths of the machine."""
    notebook = node(json.loads(json.dumps(notebook)))
    kept = {key: value for key, value in notebook.metadata.items() if key not in ("papermill", "widgets")}
    notebook.metadata = node(kept | {"language_info": _LANGUAGE, "kernelspec": _KERNEL})
    for cell in notebook.cells:
        for key in ("papermill", "execution", *(["tags"] if not cell.metadata.get("tags") else [])):
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs = [_clean(output) for output in _ordered(cell.outputs)]
    return notebook


def _ordered(outputs: Iterable[Any]) -> list[Any]:
    """Join the streams that follow each other, output before warnings: their interleaving depends on timing."""
    ordered: list[Any] = []
    streams: dict[str, Any] = {}
    for output in outputs:
        if output.output_type != "stream":
            ordered += [streams[name] for name in sorted(streams, reverse=True)] + [output]
            streams = {}
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = output
    return ordered + [streams[name] for name in sorted(streams, reverse=True)]


def _clean(output: Any) -> Any:
    if output.output_type == "stream":
        output.text = _without_places(output.text)
    elif output.output_type == "error":
        output.traceback = [_without_places(line) for line in output.traceback]
    else:
        output.data = type(output.data)(_static(output.data))
        if isinstance(output.data.get("text/plain"), str):
            output.data["text/plain"] = _without_places(output.data["text/plain"])
    return output


def _static(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what needs a script to be seen, as long as something else stands for it."""
    still = {kind: value for kind, value in data.items() if kind not in _WIDGETS}
    return still or {"text/plain": "(This output can only be shown in JupyterLab.)"}


def _without_places(text: str) -> str:
    """Leave out the folder of the environment's packages and the names of the kernel's temporary files."""
    parts, position = [], 0
    for found in _PLACE.finditer(text):
        begin = max(position, found.start() - _LONGEST)
        path = _FOLDERS.search(text[begin : found.start()])
        parts += [text[position : begin + (path.start() if path else 0)], "cell" if "ipykernel" in found[0] else ""]
        position = found.end()
    return _ADDRESS.sub("", "".join([*parts, text[position:]]))
