"""How well and how fast near duplicates are found.

Copies are made of the sample corpus's articles and of invented ones, in each of the ways of ``changes.py``, and
looked for among the originals; F1 is that of the pairs of articles that print the same story. Time and memory are those
of a corpus from ``corpus.py``, in a process of its own.

Run: .venv/bin/python benchmarks/copies.py [--articles 100000]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.changes import CHANGES, around  # noqa: E402
from benchmarks.corpus import original, write_corpus  # noqa: E402
from benchmarks.invented import Writer  # noqa: E402

from dateline import schema  # noqa: E402
from dateline.analysis.copies import find_copies  # noqa: E402
from dateline.copies import mark_copies  # noqa: E402
from dateline.corpus import describe_tables, new_folder  # noqa: E402
from dateline.readers import read_articles  # noqa: E402
from dateline.samples import sample_folder  # noqa: E402
from dateline.storage import file_sha256, write_table  # noqa: E402

INVENTED = 500
SHARED = (0.2, 0.3, 0.4)
"""Lengths of a background that two stories share, as shares of a story."""
SECTION = """## Near duplicates

F1 of the pairs of articles that print the same story, in percent. Each row: the {sample} different stories of the
sample corpus, {invented} invented articles{more}, each with a copy that has another headline and is changed as the
row says.

| change | {sources} |
| --- |{rule}
{rows}

Pairs of different stories that were taken for copies when both were given the same paragraph of background:

| length of the paragraph | {sources} |
| --- |{rule}
{negatives}

The sample corpus as it is: F1 {truth:.1f} on the pairs of its truth.

A corpus of {articles:,} articles ({size:.2f} GB of text) of 40 outlets with {copies:,} copies: F1 {corpus:.2f}. Finding
the copies took {cpu:.0f} s of processor time on one core ({wall:.0f} s by the clock), reading the texts, tokenising and
writing included; peak memory {peak:,.0f} MB.

    .venv/bin/python benchmarks/copies.py --articles {articles}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the corpus for time and memory")
    parser.add_argument("--texts", type=Path, help="other texts to make copies of: JSON lines with a field text")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        return work(options.worker)
    print(section(options.articles, texts=options.texts))
    return 0


def section(articles: int, *, texts: Path | None = None) -> str:
    """Return the section on near duplicates of ``BENCHMARKS.md``.

    Args:
        articles: Number of articles of the corpus for time and memory.
        texts: JSON Lines, with a field ``text``, of other articles to make copies of.
    """
    sample, truth = _sample()
    writer = Writer(np.random.default_rng(1))
    invented = [original(writer, []) for _ in range(INVENTED)]
    sources = {"sample": list(sample), "invented": invented}
    if texts is not None:
        sources["others"] = [json.loads(line)["text"] for line in texts.read_text(encoding="utf8").splitlines()]
    rows = [
        f"| {change} | {' | '.join(f'{changed(found, change):.1f}' for found in sources.values())} |"
        for change in CHANGES
    ]
    negatives = [
        " | ".join(
            [f"| {share:.0%} of both", *(f"{joined(found, share)} of {len(found) // 2}" for found in sources.values())]
        )
        + " |"
        for share in SHARED
    ]
    return SECTION.format(
        sample=len(sample),
        invented=len(invented),
        more=f" and {len(sources['others'])} others" if texts else "",
        sources=" | ".join(sources),
        rule=" --- |" * len(sources),
        rows="\n".join(rows),
        negatives="\n".join(negatives),
        truth=truth,
        articles=articles,
        **measure(articles),
    )


def _sample() -> tuple[list[str], float]:
    """Return the texts of the sample's different stories, and F1 on its truth."""
    articles = read_articles([sample_folder() / "articles"]).articles
    truth = pd.read_csv(sample_folder() / "truth" / "copies.csv")
    truth["key"] = truth["file"] + "#" + truth["record"].astype("str")
    keys = articles["source_file"].str.removeprefix("articles/") + "#" + articles["source_record"].astype("str")
    stories = dict(zip(truth["key"], truth["story"], strict=True))
    score = f1(
        find_copies(articles), {name: stories.get(key, key) for name, key in zip(articles["id"], keys, strict=True)}
    )
    later = truth.loc[truth["change"] != "earliest", "key"]
    return articles.loc[~keys.isin(later), "text"].tolist(), score


def changed(texts: Sequence[str], change: str) -> float:
    """Return F1 on texts, each with a copy that is changed in one way."""
    writer = Writer(np.random.default_rng(2))
    copies = [CHANGES[change](text, writer) for text in texts]
    names = [f"{kind}{number}" for kind in ("original", "copy") for number in range(len(texts))]
    found = find_copies(_table(names, [*texts, *copies], writer))
    return f1(found, {name: name.removeprefix("original").removeprefix("copy") for name in names})


def joined(texts: Sequence[str], share: float) -> int:
    """Return how many pairs of different texts become copies when both get the same paragraph behind."""
    writer = Writer(np.random.default_rng(2))
    ordered = sorted(texts, key=len)
    pairs = list(zip(ordered[::2], ordered[1::2], strict=False))
    both: list[str] = []
    for one, other in pairs:
        added = around(one, writer, before=False, share=share / (1 - share))[len(one) :]
        both += [one + added, other + added]
    found = find_copies(_table([str(number) for number in range(len(both))], both, writer))
    cluster = dict(zip(found["article"], found["cluster"], strict=True))
    return sum(cluster[str(2 * n)] == cluster[str(2 * n + 1)] for n in range(len(pairs)))


def _table(names: Sequence[str], texts: Sequence[str], writer: Writer) -> pd.DataFrame:
    rows = [
        {
            "id": name,
            "text": text,
            "headline": writer.headline(),
            "outlet": f"Outlet {place % 7}",
            "published": "2025-03-04",
        }
        for place, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    return schema.frame("articles", [row | {"source_file": "x", "source_record": n} for n, row in enumerate(rows)])


def f1(found: pd.DataFrame, stories: dict[str, str]) -> float:
    """Return F1 of pairs of articles of the same story, in percent."""
    story = found["article"].map(stories)
    right = _pairs(found.groupby(["cluster", story]).size())
    return 200 * right / max(_pairs(found.groupby("cluster").size()) + _pairs(story.groupby(story).size()), 1)


def _pairs(sizes: pd.Series) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def measure(number: int) -> dict[str, Any]:
    """Make a corpus, find its copies in a process of its own, and return F1, time and memory."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = new_folder(Path(temporary) / "corpus")
        truth = pd.read_parquet(write_corpus(number, folder / "articles.parquet"))
        write_table(folder, schema.frame("rejected"), "rejected")
        hashes = {name: file_sha256(folder / f"{name}.parquet") for name in ("articles", "rejected")}
        describe_tables(folder, {name: {"rows": 0, "sha256": value} for name, value in hashes.items()})
        command = [sys.executable, __file__, "--worker", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ.copy())
        found = pd.read_parquet(folder / "copies.parquet")
    score = f1(found, dict(zip(truth["article"], truth["story"], strict=True)))
    return {"corpus": score, "copies": int((truth["change"] != "").sum()), **json.loads(done.stdout)}


def work(folder: Path) -> int:
    """Be the process that finds the copies of a corpus; print what it took."""
    start, clock = time.process_time(), time.perf_counter()
    corpus = mark_copies(folder)
    cpu, wall = time.process_time() - start, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = float(corpus.articles["text"].str.len().sum()) / 1e9
    print(json.dumps({"cpu": cpu, "wall": wall, "peak": peak, "size": size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
