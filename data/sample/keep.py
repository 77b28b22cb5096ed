"""Read and tag the sample with the engines as they are, and keep its tables beside it: ``make sample``."""

from __future__ import annotations

from pathlib import Path

from dateline.samples import keep_sample

if __name__ == "__main__":
    keep_sample(Path(__file__).parent)
