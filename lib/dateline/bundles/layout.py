"""What lies where in a bundle, and what the outcomes of checking one are called."""

from __future__ import annotations

import re

FORMAT = 1
"""Version of ``bundle.json``."""
BUNDLE = "bundle.json"
METADATA, PREVIEW = "ro-crate-metadata.json", "ro-crate-preview.html"
NOTEBOOK = "notebook.ipynb"
"""The notebook with the parameters of the run and without outputs: what is run again."""
REPORT, CORPUS, ENVIRONMENT, MODEL = "report", "corpus", "environment", "model"
LOCK = f"{ENVIRONMENT}/requirements.lock"
CONDA = f"{ENVIRONMENT}/environment.yml"
CITATION, LICENCE = "CITATION.cff", "LICENCE.md"
RUN = f"{REPORT}/run.json"
PAYLOAD = "data"
"""Folder of a bag in which the crate lies."""
README, SCRIPT = "README.md", "rerun.py"
ALGORITHMS = ("sha256", "sha512")

GOOD, DAMAGED, UNSAFE, NO_CRATE, OTHER_VERSIONS = 0, 3, 4, 5, 6
"""Exit codes of ``dateline verify``."""
WITHIN_TOLERANCE, DIFFERENT, NOT_RUN = 7, 8, 9
"""Exit codes of ``dateline rerun``, beside those of a bundle that does not pass verification."""

_PART = re.compile(r"[A-Za-z0-9_.\-][A-Za-z0-9_.\-]{0,199}")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})


def is_portable(name: str) -> bool:
    """Tell whether a path inside a bundle is a file's name on every system, and stays inside the folder.

    >>> is_portable("tables/claims.csv"), is_portable("../claims.csv"), is_portable("C:/claims.csv")
    (True, False, False)
    """
    parts = name.split("/")
    return len(name) <= 1000 and all(map(_is_portable_part, parts))


def _is_portable_part(part: str) -> bool:
    dots = part.strip(".") == "" or part.endswith(".")
    return bool(_PART.fullmatch(part)) and not dots and part.partition(".")[0].lower() not in _DEVICES
