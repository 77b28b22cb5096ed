"""Whole files of every kind, to be damaged: those of the sample, and all that the tests of the readers make."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample" / "articles"
LARGEST = 200_000
"""Bytes; larger files are damaged no better, only slower."""


def specimens(more: Iterable[Path] = ()) -> list[tuple[str, bytes]]:
    """Return names and bytes of whole files, each content once, in a fixed order.

    Args:
        more: Other folders to take files from.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--basetemp={made}",
            "tests/readers",
        ]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        paths = [path for place in (SAMPLE, made, *more) for path in sorted(place.rglob("*")) if path.is_file()]
        found = {}
        for path in paths:
            if path.stat().st_size <= LARGEST:
                data = path.read_bytes()
                found.setdefault((path.suffix, hashlib.sha256(data).digest()), (path.name, data))
    # By content, not by path: the names of the tests' folders are not the same every time.
    return [found[key] for key in sorted(found, key=lambda key: (key[0], key[1]))]
