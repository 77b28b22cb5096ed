"""Measure the kit on gold data and write BENCHMARKS.md.

The gold data is not part of the repository; ``--eval`` says where it is. Each figure is measured on the code as it is.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

INTRODUCTION = """# Benchmarks

Made by `make bench` on {date}, at commit {commit}, with Python {python} on a {system} machine of {cores} cores.
Gold data: `{gold}`, not part of the repository. Speeds are medians of at least five runs, with the least and the
greatest in brackets; a ratio comes from alternating runs of both sides on the same machine.
"""


def main() -> None:
    """Measure each part and write its section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with gold data and scorers")
    parser.add_argument("--samples", type=Path, default=ROOT / "../shared/samples", help="folder with real web pages")
    parser.add_argument("--peer-python", help="an interpreter with what benchmarks/peers.txt lists")
    parser.add_argument("--output", type=Path, default=ROOT / "BENCHMARKS.md")
    arguments = parser.parse_args()
    if not arguments.eval.is_dir():
        sys.exit(f"No gold data in {arguments.eval}. Say where it is: make bench EVAL=folder")
    from benchmarks import claims, concordance, copies, entities, reading, speed, terms, times, web_pages, who_when

    gold, peer = arguments.eval, arguments.peer_python
    sections = [
        reading.section(100_000),
        web_pages.section(arguments.samples),
        claims.section(gold, peer_python=peer),
        who_when.section(gold),
        times.section(gold, peer_python=peer),
        entities.section(gold, peer_python=peer),
        copies.section(100_000),
        terms.section([10_000, 100_000], peer_python=peer),
        concordance.section(100_000, peer_python=peer),
        speed.section(gold, peer_python=peer),
    ]
    arguments.output.write_text("\n".join([introduction(gold), *sections]), encoding="utf8")


def introduction(gold: Path) -> str:
    """Return what all sections share: when, what, and on which machine."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return INTRODUCTION.format(
        date=datetime.now(UTC).date().isoformat(),
        commit=subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip(),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count(),
        gold=f"{gold.name}/",
    )


if __name__ == "__main__":
    main()
