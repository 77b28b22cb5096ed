"""What holds for all tests: the same invented inputs on every run, and no window for figures."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["MPLBACKEND"] = "agg"
settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")
