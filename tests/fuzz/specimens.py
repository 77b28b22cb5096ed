"""A whole file of every kind, to be damaged."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "articles"


def specimens() -> list[tuple[str, bytes]]:
    """Return names and bytes of whole files: those of the sample, and one of each other format."""
    found = [path for path in sorted(SAMPLE.rglob("*")) if path.is_file()]
    return [(path.name, path.read_bytes()) for path in found]
