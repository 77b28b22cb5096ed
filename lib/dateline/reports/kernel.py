"""The kernel that runs a report: this Python, a folder of its own, and the same surroundings everywhere."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FIXED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TQDM_DISABLE": "1",
    "TZ": "UTC",
}
_VARYING = frozenset({"COLUMNS", "DATELINE_BUNDLE", "LANGUAGE", "LINES", "MATPLOTLIBRC"})
_LONGEST_SOCKET = 80
"""Bytes; paths of Unix sockets may have 107, and the name of the socket is added."""


@contextmanager
def kernel_class(report: Path, surroundings: Mapping[str, str]) -> Iterator[type]:
    """Give a class of kernel managers whose kernels write figures and tables below a report folder.

    The kernel is the Python that runs this, whatever kernels are installed; it listens on sockets in a private folder,
    reads no start-up files of the user, and is gone with the folder when the block ends, however it ends.

    Args:
        report: The folder that ``save_figure`` and ``save_table`` write to.
        surroundings: Variables of the environment that the kernel gets beside its own.
    """
    # The folder of the system first: paths of sockets have to be short.
    folder = Path(tempfile.mkdtemp(prefix="dl-"))
    managers: list[Any] = []
    try:
        yield _manager(folder, environment(folder, report) | dict(surroundings), managers)
    finally:
        for manager in managers:
            _end(manager)
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path, report: Path) -> dict[str, str]:
    """Return the environment of the kernel: that of this process, less what would make two runs differ."""
    kept = {name: value for name, value in os.environ.items() if not _varies(name)}
    return kept | FIXED | _matplotlib() | {"IPYTHONDIR": str(folder / "ipython"), "DATELINE_REPORT": str(report.resolve())}


def _varies(name: str) -> bool:
    """Tell whether a variable makes the same notebook show something else on another machine."""
    python = name.startswith("PYTHON") and name not in ("PYTHONPATH", "PYTHONHOME", "PYTHONNOUSERSITE")
    return python or name.startswith("LC_") or name in _VARYING


def _matplotlib() -> dict[str, str]:
    """Return matplotlib's own settings, so that those of the user in their home folder change no figure."""
    found = find_spec("matplotlib")
    if not found or not found.origin:
        return {}
    return {"MATPLOTLIBRC": str(Path(found.origin).with_name("mpl-data") / "matplotlibrc")}


def _manager(folder: Path, variables: Mapping[str, str], managers: list[Any]) -> type:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    sockets = sys.platform != "win32" and len(os.fsencode(folder)) < _LONGEST_SOCKET
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]

    class ReportKernel(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            managers.append(self)
            self.connection_file = str(folder / "kernel.json")
            if sockets:
                self.transport = "ipc"
                self.ip = str(folder / "kernel")

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(argv=launch, language="python", metadata={"supported_encryption": ["curve"]})

        async def _async_pre_start_kernel(self, **options: Any) -> Any:
            options["env"] = dict(variables)
            return await super()._async_pre_start_kernel(**options)

    return ReportKernel


def _end(manager: Any) -> None:
    process = getattr(manager.provisioner, "process", None)
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
