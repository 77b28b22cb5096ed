"""Keeps what the benchmarks measured of the kit's accuracy beside the code, for reports to quote."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dateline.methods import MEASURED


def keep(part: str, figures: Mapping[str, float]) -> None:
    """Write the figures of a part into ``measured.json``; the other parts stay as they are.

    Args:
        part: "claims", "names" or "times".
        figures: Figures by name, as ``dateline.methods`` puts them into words.
    """
    content = json.loads(MEASURED.read_text(encoding="utf8")) if MEASURED.is_file() else {}
    content[part] = {name: round(value, 1) for name, value in figures.items()}
    MEASURED.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf8")
