"""One system that counts words, as a process of its own: ``python term_counters.py SYSTEM articles.parquet``.

From a Parquet file to counts per word and article, with the article's outlet and month beside; all words count, in
small letters. It holds to one core and prints processor time, time by the clock, peak memory, words and counts.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Totals = tuple[int, int]
"""Number of words, and of different pairs of word and article."""
PYTHON_WORD = r"[^\W_]+(?:['’\-][^\W_]+)*"
RUST_WORD = r"[\p{L}\p{N}]+(?:['’\-][\p{L}\p{N}]+)*"


def main() -> int:
    """Count once and print what it took, as JSON."""
    system, path = sys.argv[1], Path(sys.argv[2])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pa.set_cpu_count(1)
    count = SYSTEMS[system]()
    cpu, wall = time.process_time(), time.perf_counter()
    words, pairs = count(path)
    taken = {"seconds": time.process_time() - cpu, "wall": time.perf_counter() - wall, "words": words, "pairs": pairs}
    print(json.dumps(taken | {"peak": _peak()}))
    return 0


def _peak() -> float:
    """Return the peak memory in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage gives counts the process that started this one, too.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _months(path: Path) -> tuple[Any, Any]:
    """Return outlets and months of the articles, in their order."""
    table = pq.read_table(path, columns=["outlet", "published"])
    return table["outlet"].to_numpy(), table["published"].to_numpy().astype("datetime64[M]")


def _dateline(*, warm: bool = True) -> Callable[[Path], Totals]:
    import pandas  # noqa: F401

    from dateline.analysis.term_table.counter import Matrix, count_compiled
    from dateline.analysis.term_table.options import make_options
    from dateline.terms import corpus_terms

    options: dict[str, Any] = {"stopwords": (), "numbers": True}
    if warm:
        text = pa.array(["a dam"], pa.large_string())
        count_compiled([text], make_options(**options), Matrix())

    def count(path: Path) -> Totals:
        table = corpus_terms(path.parent, **options, cache=False)
        _months(path)
        return int(table.words.sum()), int(table.counts.nnz)

    return count


def _first() -> Callable[[Path], Totals]:
    return _dateline(warm=False)


def _sklearn() -> Callable[[Path], Totals]:
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    def count(path: Path) -> Totals:
        texts = pq.read_table(path, columns=["text"])["text"].to_pylist()
        matrix = CountVectorizer(token_pattern=PYTHON_WORD, dtype=np.int32).fit_transform(texts)
        _months(path)
        return int(matrix.sum()), int(matrix.nnz)

    return count


def _polars() -> Callable[[Path], Totals]:
    import polars as pl

    def count(path: Path) -> Totals:
        words = pl.col("text").str.to_lowercase().str.extract_all(RUST_WORD).alias("word")
        articles = pl.scan_parquet(path).select("id", "outlet", pl.col("published").dt.truncate("1mo"), words)
        found = articles.explode("word").group_by("id", "outlet", "published", "word").len().collect()
        return int(found["len"].sum()), len(found)

    return count


def _duckdb() -> Callable[[Path], Totals]:
    import duckdb

    def count(path: Path) -> Totals:
        connection = duckdb.connect(config={"threads": 1})
        query = """select id, outlet, month, word, count(*) as n from (
            select id, outlet, date_trunc('month', published) as month,
                unnest(regexp_extract_all(lower(text), $word)) as word
            from read_parquet($path)) group by all"""
        found = connection.sql(query, params={"word": RUST_WORD, "path": str(path)}).to_arrow_table()
        return int(found["n"].to_numpy().sum()), len(found)

    return count


def _nltk() -> Callable[[Path], Totals]:
    from nltk.probability import ConditionalFreqDist, FreqDist
    from nltk.tokenize import NLTKWordTokenizer

    def count(path: Path) -> Totals:
        table = pq.read_table(path, columns=["id", "text"])
        tokenize = NLTKWordTokenizer().tokenize
        found = ConditionalFreqDist()
        for name, text in zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True):
            found[name] = FreqDist(tokenize(text.lower()))
        _months(path)
        return found.N(), sum(len(words) for words in found.values())

    return count


SYSTEMS: dict[str, Callable[[], Callable[[Path], Totals]]] = {
    "Dateline": _dateline,
    "Dateline, first": _first,
    "scikit-learn CountVectorizer": _sklearn,
    "polars": _polars,
    "DuckDB": _duckdb,
    "NLTK NLTKWordTokenizer and FreqDist": _nltk,
}


if __name__ == "__main__":
    sys.exit(main())
