"""A few kills at random moments; the long run is ``python tests/fuzz/kills.py --number 100 --disk``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_work_that_was_killed_ends_with_the_same_bytes() -> None:
    """Tagging, reporting and bundling, killed once each: nothing half-made has a final name, the next run is whole."""
    command = [sys.executable, str(Path(__file__).with_name("kills.py")), "--number", "3", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
