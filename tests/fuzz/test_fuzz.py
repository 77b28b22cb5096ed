"""A short run of the damaged and harmful files; the long one is ``python tests/fuzz/run.py --number 10000``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_damaged_and_harmful_files_end_in_articles_or_refusals() -> None:
    """No crash, no hang, no memory filled, nothing written elsewhere, every file accounted for."""
    # A busy machine is slower by itself: the time allowed here is twice that of the long run.
    command = [sys.executable, str(Path(__file__).with_name("run.py")), "--number", "150", "--seconds", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
