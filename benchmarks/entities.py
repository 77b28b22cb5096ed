"""How well and how fast entities are found: exact span and kind against the gold entities of a folder of news text.

Run: .venv/bin/python benchmarks/entities.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.tagging.entities import find_entities
from dateline.text import WORD

KINDS = ("PER", "ORG", "LOC")
LEAST_RUNS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision, recall and F1 for each kind, and words a second; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=Path("../shared/eval"), help="folder with ner/dev.jsonl.gz")
    parser.add_argument("--set", default="dev", choices=["dev", "train"], help="which half of the gold data")
    parser.add_argument("--runs", type=int, default=LEAST_RUNS, help="timed runs, at least 5")
    options = parser.parse_args(arguments)
    path = options.eval / "ner" / f"{options.set}.jsonl.gz"
    if not path.is_file():
        print(f"No gold entities at {path}. Give the folder that holds ner/dev.jsonl.gz with --eval.", file=sys.stderr)
        return 2
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    print(f"{len(documents)} articles of ner/{options.set}, exact span and kind")
    print_scores(documents)
    print_speed([document["text"] for document in documents], runs=max(options.runs, LEAST_RUNS))
    return 0


def print_scores(documents: Sequence[dict[str, Any]]) -> None:
    """Print precision, recall and F1 for each kind and for all three together."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        ours = {(entity.start, entity.end, entity.kind) for entity in find_entities(document["text"])}
        theirs = {(entity["start"], entity["end"], entity["type"]) for entity in document["entities"]}
        right.update(kind for *_, kind in ours & theirs)
        found.update(kind for *_, kind in ours)
        gold.update(kind for *_, kind in theirs)
    print("kind  precision  recall    F1")
    for name, kinds in [*((kind, (kind,)) for kind in KINDS), ("all", KINDS)]:
        hits, ours_all, gold_all = (sum(counts[kind] for kind in kinds) for counts in (right, found, gold))
        precision, recall = hits / max(ours_all, 1), hits / max(gold_all, 1)
        print(f"{name:4} {100 * precision:10.1f} {100 * recall:7.1f} {200 * hits / max(ours_all + gold_all, 1):6.1f}")


def print_speed(texts: Sequence[str], *, runs: int) -> None:
    """Print the words a second of one process, the loading of the gazetteer apart."""
    words = sum(len(WORD.findall(text)) for text in texts)
    rates = []
    for _ in range(runs):
        start = time.perf_counter()
        for text in texts:
            find_entities(text)
        rates.append(words / (time.perf_counter() - start))
    middle, low, high = statistics.median(rates), min(rates), max(rates)
    print(f"{words} words, {runs} runs: median {middle:,.0f} words a second ({low:,.0f} to {high:,.0f})")


if __name__ == "__main__":
    sys.exit(main())
