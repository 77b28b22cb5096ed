"""What tagging costs in this process, on one Dask worker process, and on two: the same articles, in turn.

Each run is a process of its own with a fresh corpus folder. Time by the clock is from the call to the written tables,
the start of the workers included; processor time is that of all processes together.

Run: .venv/bin/python benchmarks/cluster.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ARTICLES, RUNS, PART = 400, 3, 50
WAYS = {"this process": 0, "1 worker process": 1, "2 worker processes": 2}
SECTION = """## Worker processes

{articles} train articles of PolNeAR, {words:,} words, from a corpus folder to its tables, {part} articles a part; each
run in a process of its own, in turn, {runs} times; the start and end of Dask's LocalCluster are included. All files
equal, byte for byte: {equal}. {cores} cores{load}.

| where | seconds by the clock | of these, start of workers | this process's time divided by it | processor time, s |
| --- | --- | --- | --- | --- |
{rows}

    .venv/bin/python benchmarks/cluster.py --eval FOLDER
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with polnear/")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.folder:
        return work(options.folder, options.worker)
    if not (options.eval / "polnear/train.jsonl.gz").is_file():
        print(f"No articles in {options.eval}. Say where polnear/train.jsonl.gz is: --eval FOLDER", file=sys.stderr)
        return 2
    print(section(options.eval))
    return 0


def section(gold: Path) -> str:
    """Return the section on worker processes of ``BENCHMARKS.md``."""
    rows = read_rows(gold / "polnear/train.jsonl.gz")
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            for way, workers in WAYS.items():
                place = Path(folder, f"{number}-{workers}")
                make_corpus(rows, place)
                runs[way].append(run(place, workers) | {"files": files(place)})
    first = runs["this process"][0]["files"]
    load = os.getloadavg()[0]
    return SECTION.format(
        articles=ARTICLES,
        words=sum(len(row["text"].split()) for row in rows),
        part=PART,
        runs=RUNS,
        equal="yes" if all(one["files"] == first for found in runs.values() for one in found) else "no",
        cores=os.cpu_count(),
        load=f", other work on the machine besides (load {load:.1f})" if load > len(WAYS) else "",
        rows="\n".join(_row(way, found, runs["this process"]) for way, found in runs.items()),
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the first articles of a file of PolNeAR."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for _, line in zip(range(ARTICLES), lines, strict=False)]


def make_corpus(rows: list[dict[str, Any]], folder: Path) -> None:
    """Write a corpus folder of articles that are not tagged."""
    from dateline import schema
    from dateline.corpus import write_corpus
    from dateline.text import sha256

    made = [
        {"id": row["id"], "text": row["text"], "outlet": row["outlet"], "published": row["published"], "language": "en"}
        | {"sha256": sha256(row["text"]), "source_file": "polnear", "source_record": number}
        for number, row in enumerate(rows, start=1)
    ]
    write_corpus(folder, articles=schema.frame("articles", made), rejected=schema.frame("rejected"))


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a corpus folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def run(folder: Path, workers: int) -> dict[str, Any]:
    """Tag a corpus folder in a process of its own; return what it took."""
    command = [sys.executable, __file__, "--worker", str(workers), "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def work(folder: Path, workers: int) -> int:
    """Be the process of one run: tag the folder and print what it took."""
    import resource

    from dateline.cluster import Cluster
    from dateline.jobs import tag_corpus

    begin = time.perf_counter()
    # One worker without an address would be this process: what Dask itself costs shows on its address.
    with Cluster(workers=workers) as processes:
        address = processes.client.scheduler.address if workers else None
        started = time.perf_counter() - begin if workers else 0.0
        with Cluster(address) as cluster:
            tag_corpus(folder, cluster=cluster, articles_a_part=PART)
    seconds = time.perf_counter() - begin
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"seconds": seconds, "start": started, "cpu": sum(one.ru_utime + one.ru_stime for one in used)}))
    return 0


def _row(way: str, found: list[dict[str, Any]], base: list[dict[str, Any]]) -> str:
    clock, start, cpu = (_spread([one[key] for one in found]) for key in ("seconds", "start", "cpu"))
    ratio = _spread([a["seconds"] / b["seconds"] for a, b in zip(base, found, strict=True)])
    return f"| {way} | {clock} | {start} | {'1' if found is base else ratio} | {cpu} |"


def _spread(values: list[float]) -> str:
    digits = 2 if max(values) < 10 else 0
    middle, least, most = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({least:.{digits}f} to {most:.{digits}f})"


if __name__ == "__main__":
    sys.exit(main())
