"""How fast and in how much memory words are counted, beside the systems that people use.

Each system counts the same corpus from ``corpus.py``, in a process of its own that holds to one core, in turn; what
each does is in ``term_counters.py``.

Run: .venv/bin/python benchmarks/terms.py --peer-python .venv-peers/bin/python [--articles 10000 100000] [--runs 5]
"""

from __future__ import annotations

import argparse
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

import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import write_corpus  # noqa: E402
from benchmarks.term_counters import SYSTEMS  # noqa: E402

from dateline import schema  # noqa: E402
from dateline.corpus import describe_tables, new_folder  # noqa: E402
from dateline.storage import file_sha256, write_table  # noqa: E402
from dateline.terms import corpus_terms  # noqa: E402

RUNS = 5
OURS, FIRST, BASE = "Dateline", "Dateline, first", "scikit-learn CountVectorizer"
NLTK = "NLTK NLTKWordTokenizer and FreqDist"
LARGEST_FOR_NLTK = 10_000
"""More articles would take NLTK's objects many times the memory of the others."""
SINGLE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
SECTION = """## Counting words

From Parquet to one count per word and article, with the article's outlet and month beside; all words count, in small
letters. Invented articles of 5 KB; each system in a process of its own on one core, in turn, loading apart; processor
time. NLTK without its downloads: NLTKWordTokenizer without the splitting into sentences that `word_tokenize` does
before, and punctuation counts as words.

{tables}
Dateline's own: the first count on a machine compiles, {first:.1f} s of processor time once. Asked again, the counts of
{articles:,} articles are read from the corpus folder in {again:.2f} s; they take {kept:.0f} MB there.{growth}

    .venv/bin/python benchmarks/terms.py --peer-python .venv-peers/bin/python
"""
TABLE = """{articles:,} articles, {size:.2f} GB of text, {words:,} words; our matrix: {matrix:,.0f} MB; {runs} runs.

| system | processor time, s | CountVectorizer's time divided by it | peak memory, MB |
| --- | --- | --- | --- |
{rows}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", help="an interpreter with scikit-learn, polars, duckdb and nltk")
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], help="sizes of the corpus")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each system")
    options = parser.parse_args(arguments)
    print(section(options.articles, peer_python=options.peer_python, runs=options.runs))
    return 0


def section(sizes: Sequence[int], *, peer_python: str | None = None, runs: int = RUNS) -> str:
    """Return the section on counting words of ``BENCHMARKS.md``; without a peer's interpreter our rows stand alone."""
    tables, seconds, facts = [], [], dict[str, float]()
    for articles in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = make_corpus(articles, Path(temporary) / "corpus")
            path = folder / "articles.parquet"
            facts = {"first": facts.get("first") or first_time(path)} | again(folder)
            found = measure(path, articles, peer_python=peer_python, runs=runs)
            tables.append(table(found, articles=articles, size=text_size(path)))
            seconds.append(statistics.median(one["seconds"] for one in found[OURS]))
    growth = ""
    if len(sizes) > 1:
        times, longer = sizes[-1] / sizes[0], seconds[-1] / seconds[0]
        growth = f" {times:.0f} times the articles take {longer:.1f} times as long."
    return SECTION.format(tables="\n".join(tables), articles=sizes[-1], growth=growth, **facts)


def make_corpus(articles: int, folder: Path) -> Path:
    """Write a corpus folder of invented articles."""
    new_folder(folder)
    path = folder / "articles.parquet"
    write_corpus(articles, path)
    rejected = write_table(folder, schema.frame("rejected"), "rejected")
    tables = {"articles": (articles, file_sha256(path)), "rejected": (0, rejected)}
    describe_tables(folder, {name: {"rows": rows, "sha256": digest} for name, (rows, digest) in tables.items()})
    return folder


def text_size(path: Path) -> float:
    """Return the size of all texts in GB."""
    with pq.ParquetFile(path) as file:
        return sum(batch.column(0).nbytes for batch in file.iter_batches(1000, columns=["text"])) / 1e9


def first_time(path: Path) -> float:
    """Return what the first count takes longer than the next, in processor time: the compiling."""
    with tempfile.TemporaryDirectory() as empty:
        once, then = (run(FIRST, path, python=sys.executable, NUMBA_CACHE_DIR=empty)["seconds"] for _ in range(2))
    return float(once - then)


def again(folder: Path) -> dict[str, float]:
    """Return the time in which kept counts are read, and how many MB they take."""
    corpus_terms(folder, stopwords=(), numbers=True)
    start = time.process_time()
    corpus_terms(folder, stopwords=(), numbers=True)
    seconds = time.process_time() - start
    size = sum(file.stat().st_size for file in (folder / ".terms").rglob("*.parquet"))
    return {"again": seconds, "kept": size / 1e6}


def measure(path: Path, articles: int, *, peer_python: str | None, runs: int) -> dict[str, list[dict[str, Any]]]:
    """Run all systems in turn, several times."""
    systems = [name for name in SYSTEMS if name != FIRST and (name == OURS or peer_python)]
    if articles > LARGEST_FOR_NLTK:
        systems = [name for name in systems if name != NLTK]
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in systems}
    for _ in range(runs):
        for name in systems:
            found[name].append(run(name, path, python=sys.executable if name == OURS else peer_python or ""))
    return found


def run(system: str, path: Path, *, python: str, **environment: str) -> dict[str, Any]:
    """Count by a system in a process of its own; return what it took."""
    command = [python, str(ROOT / "benchmarks" / "term_counters.py"), system, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | SINGLE | environment)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def table(found: dict[str, list[dict[str, Any]]], *, articles: int, size: float) -> str:
    """Return the table of one size."""
    rows = []
    for name, runs in found.items():
        median, least, most = _spread([one["seconds"] for one in runs])
        ratio = ""
        if BASE in found:
            ratios = [base["seconds"] / one["seconds"] for base, one in zip(found[BASE], runs, strict=True)]
            ratio = "1" if name == BASE else "{:.2f} ({:.2f} to {:.2f})".format(*_spread(ratios))
        peak = max(one["peak"] for one in runs)
        rows.append(f"| {name} | {median:.2f} ({least:.2f} to {most:.2f}) | {ratio} | {peak:,.0f} |")
    ours = found[OURS]
    return TABLE.format(
        articles=articles,
        size=size,
        words=ours[0]["words"],
        matrix=ours[0]["pairs"] * 8 / 1e6,
        runs=len(ours),
        rows="\n".join(rows),
    )


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return statistics.median(values), min(values), max(values)


if __name__ == "__main__":
    sys.exit(main())
