"""One system in a process of its own: the first page of a concordance and all its hits, for benchmarks/concordance.py.

Run: python benchmarks/concordance_finders.py SYSTEM FOLDER WORD
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

PAGE, WIDTH = 50, 60
Steps = tuple[Callable[[], Any], Callable[[Any], int], Callable[[Any], int]]


def main(system: str, folder: str, word: str) -> None:
    """Print seconds to open, of the first page and of counting all hits, the hits, and the peak of memory."""
    load, page, count = SYSTEMS[system](Path(folder), word)
    clock = [time.perf_counter()]
    opened = load()
    clock.append(time.perf_counter())
    lines = page(opened)
    clock.append(time.perf_counter())
    hits = count(opened)
    clock.append(time.perf_counter())
    opening, first, every = (after - before for before, after in pairwise(clock))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = {"open": opening, "page": first, "count": every, "lines": lines, "hits": hits, "peak": peak}
    print(json.dumps(row))


def dateline_folder(folder: Path, word: str) -> Steps:
    """Return the steps of the kit on a corpus folder whose articles are not in memory."""
    import dateline as dl

    concordance = dl.concordance  # Imported here, before the clock starts.
    return (
        lambda: dl.open_corpus(folder),
        lambda corpus: len(concordance(corpus, word, limit=PAGE, width=WIDTH)),
        lambda corpus: concordance(corpus, word).hits,
    )


def dateline_table(folder: Path, word: str) -> Steps:
    """Return the steps of the kit on a table in memory."""
    import dateline as dl

    concordance = dl.concordance
    return (
        lambda: dl.open_corpus(folder).articles,
        lambda articles: len(concordance(articles, word, limit=PAGE, width=WIDTH)),
        lambda articles: concordance(articles, word).hits,
    )


def pandas_table(folder: Path, word: str) -> Steps:
    """Return the steps of pandas: filter, then find in what is left."""
    import pandas as pd

    pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)

    def page(texts: pd.Series) -> int:
        found = texts[texts.str.contains(pattern)]
        return len(_lines(found, pattern))

    return (
        lambda: pd.read_parquet(folder / "articles.parquet", columns=["text"])["text"],
        page,
        lambda texts: int(texts.str.count(pattern.pattern, re.IGNORECASE).sum()),
    )


def polars_table(folder: Path, word: str) -> Steps:
    """Return the steps of polars: filter, then find in what is left."""
    import polars as pl

    pattern, python = rf"(?i)\b{word}\b", re.compile(rf"\b{word}\b", re.IGNORECASE)
    return (
        lambda: pl.read_parquet(folder / "articles.parquet", columns=["text"])["text"],
        lambda texts: len(_lines(texts.filter(texts.str.contains(pattern)).head(PAGE), python)),
        lambda texts: int(texts.str.count_matches(pattern).sum()),
    )


def _lines(texts: Any, pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Return the first page of lines of texts that have the pattern."""
    lines: list[tuple[str, str, str]] = []
    for text in texts:
        for found in pattern.finditer(text):
            start, end = found.span()
            lines.append((text[max(start - WIDTH, 0) : start], text[start:end], text[end : end + WIDTH]))
            if len(lines) == PAGE:
                return lines
    return lines


SYSTEMS: dict[str, Callable[[Path, str], Steps]] = {
    "Dateline, folder": dateline_folder,
    "Dateline, table": dateline_table,
    "pandas": pandas_table,
    "polars": polars_table,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
