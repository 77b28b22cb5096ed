"""Measure the kit on gold data and write BENCHMARKS.md.

The gold data is not part of the repository; ``--eval`` says where it is. Each figure is measured on the code as it is.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

INTRODUCTION = """# Benchmarks

Made by `make bench`, with Python {python} on a {system} machine of {cores} cores; under each heading stands the day and
the commit that it was measured at. Gold data: `{gold}`, not part of the repository. Speeds are medians of several runs,
with the least and the greatest in brackets; a ratio comes from alternating runs of both sides on the same machine.
"""
PARTS = (
    "reading",
    "web_pages",
    "claims",
    "who_when",
    "times",
    "entities",
    "copies",
    "threads",
    "threads_speed",
    "terms",
    "keyness",
    "concordance",
    "speed",
    "cluster",
    "bundles",
    "start",
)


def main() -> None:
    """Measure parts one after the other, and write each as soon as it is there; the others stay as they were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with gold data and scorers")
    parser.add_argument("--samples", type=Path, default=ROOT / "../shared/samples", help="folder with real web pages")
    parser.add_argument("--peer-python", help="an interpreter with what benchmarks/peers.txt lists")
    parser.add_argument("--output", type=Path, default=ROOT / "BENCHMARKS.md")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    arguments = parser.parse_args()
    if not arguments.eval.is_dir():
        sys.exit(f"No gold data in {arguments.eval}. Say where it is: make bench EVAL=folder")
    sections = read_sections(arguments.output)
    for part in PARTS:
        if part in arguments.only:
            title, _, rest = measure(part, arguments).partition("\n")
            sections[title] = f"{title}\n\n{stamp()}\n{rest}"
            text = "\n".join([introduction(arguments.eval), *sections.values()])
            arguments.output.write_text(text.rstrip() + "\n", encoding="utf8")


def measure(part: str, arguments: argparse.Namespace) -> str:
    """Return the section of a part, measured now."""
    from benchmarks import (
        bundles,
        claims,
        cluster,
        concordance,
        copies,
        entities,
        keyness,
        reading,
        speed,
        start,
        terms,
        threads,
        times,
        web_pages,
        who_when,
    )

    gold, peer = arguments.eval, arguments.peer_python
    ways: dict[str, Callable[[], str]] = {
        "reading": lambda: reading.section(100_000),
        "web_pages": lambda: web_pages.section(arguments.samples),
        "claims": lambda: claims.section(gold, peer_python=peer),
        "who_when": lambda: who_when.section(gold),
        "times": lambda: times.section(gold, peer_python=peer),
        "entities": lambda: entities.section(gold, peer_python=peer),
        "copies": lambda: copies.section(100_000),
        "threads": lambda: threads.section(gold),
        "threads_speed": threads.speed_section,
        "terms": lambda: terms.section([10_000, 100_000], peer_python=peer),
        "keyness": lambda: keyness.section(100_000),
        "concordance": lambda: concordance.section(100_000, peer_python=peer, runs=3),
        "speed": lambda: speed.section(gold, peer_python=peer),
        "cluster": lambda: cluster.section(gold),
        "bundles": lambda: bundles.section(50),
        "start": lambda: start.section(5),
    }
    return ways[part]()


def read_sections(path: Path) -> dict[str, str]:
    """Return the sections of an earlier file by their headings."""
    text = path.read_text(encoding="utf8") if path.exists() else ""
    parts = [part.rstrip() + "\n" for part in text.split("\n## ")[1:]]
    return {"## " + part.partition("\n")[0]: "## " + part for part in parts}


def stamp() -> str:
    """Return the day and the commit of a measurement."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return f"*{datetime.now(UTC).date().isoformat()}, commit {commit}.*"


def introduction(gold: Path) -> str:
    """Return what all sections share: how, and on which machine."""
    return INTRODUCTION.format(
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count(),
        gold=f"{gold.name}/",
    )


if __name__ == "__main__":
    main()
