"""How long keyness of all terms takes once the words are counted: the whole call, from counts to a sorted table.

The corpus is one of ``corpus.py``, counted with all words and split at the day that halves it; each run asks for every
term, of which those that occur less than five times are not tested.

Run: .venv/bin/python benchmarks/keyness.py [--articles 100000] [--runs 15]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.terms import make_corpus  # noqa: E402

import dateline as dl  # noqa: E402

SECTION = """## Keyness

{method}

{articles:,} articles, {pairs:,} counts of a term in an article, {terms:,} terms tested; {runs} runs.

| | s |
| --- | --- |
| by the clock | {clock} |
| processor time, of all cores | {cpu} |

    .venv/bin/python benchmarks/keyness.py --articles {articles}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the corpus")
    parser.add_argument("--corpus", type=Path, help="a corpus folder to ask instead of a new one")
    parser.add_argument("--runs", type=int, default=15, help="runs")
    options = parser.parse_args(arguments)
    print(measure(options.corpus, options.runs) if options.corpus else section(options.articles, runs=options.runs))
    return 0


def section(articles: int, *, runs: int = 15) -> str:
    """Return the section on keyness of ``BENCHMARKS.md``."""
    with tempfile.TemporaryDirectory() as temporary:
        return measure(make_corpus(articles, Path(temporary) / "corpus"), runs)


def measure(folder: Path, runs: int) -> str:
    """Return the section for a corpus folder."""
    corpus = dl.open_corpus(folder)
    counts = dl.corpus_terms(corpus, stopwords=(), numbers=True)
    split = dl.split_articles(corpus.articles, by="split_day")
    # The first call loads what later ones use.
    tested = len(dl.keyness(counts, corpus.articles, split=split))
    clock, cpu = list[float](), list[float]()
    for _ in range(runs):
        start, spent = time.perf_counter(), time.process_time()
        dl.keyness(counts, corpus.articles, split=split)
        clock.append(time.perf_counter() - start)
        cpu.append(time.process_time() - spent)
    method = __doc__.partition("\n\nRun:")[0].replace("``", "`")
    facts = {"articles": len(counts.articles), "pairs": counts.counts.nnz, "terms": tested, "runs": runs}
    return SECTION.format(method=method, clock=_spread(clock), cpu=_spread(cpu), **facts)


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


if __name__ == "__main__":
    sys.exit(main())
