"""Running notebooks where they are, so that they are stored with the outputs that the tests compare.

``python -m dateline.reports.store notebooks`` does it for every notebook in a folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from dateline.reports.execution import execute, write_notebook
from dateline.reports.notebooks import load_notebook


def store_outputs(notebook: Path) -> None:
    """Run a notebook with its default parameters and write it back with its outputs, without times and versions.

    Raises:
        ReportError: It cannot be read, or a cell failed; the file stays as it was.
    """
    with tempfile.TemporaryDirectory() as folder:
        failed = Path(folder) / "failed.ipynb"
        executed = execute(load_notebook(notebook), Path(folder), name=notebook.stem, failed=failed, progress=None)
    write_notebook(executed, notebook)


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
        store_outputs(path)
