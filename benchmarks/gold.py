"""The gold data that the benchmarks measure on: rows of a file, and the scorers of record."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def load_scorer(folder: Path, name: str) -> ModuleType:
    """Return a scorer of the gold folder as a module: ``score_claims`` or ``score_times``."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None or not (folder / f"{name}.py").is_file():
        sys.exit(f"No {name}.py in {folder}. Give the folder that holds it with --eval.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
