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

ROOT = Path(__file__).parents[1]
KINDS = ("PER", "ORG", "LOC")
RUNS = 5
SECTION = """## Names

`.venv/bin/python benchmarks/entities.py`. People, organisations and places of the {articles} dev articles of
CoNLL-2003, exact span and kind, in per cent. The tagger was trained on that corpus's train
articles, so other news will give less.

| kind | precision | recall | F1 |
| --- | --- | --- | --- |
{rows}

Speed of names and claims together, which the tagger reads at once: {median:,.0f} words a second in one process
({least:,.0f} to {most:,.0f}, {runs} runs over {words:,} words).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision, recall and F1 for each kind, and words a second; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with ner/dev.jsonl.gz")
    options = parser.parse_args(arguments)
    path = options.eval / "ner/dev.jsonl.gz"
    if not path.is_file():
        print(f"No gold entities at {path}. Give the folder that holds ner/dev.jsonl.gz with --eval.", file=sys.stderr)
        return 2
    print(section(options.eval))
    return 0


def section(gold: Path) -> str:
    """Return the section of BENCHMARKS.md on names."""
    with gzip.open(gold / "ner/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    rows = "\n".join(f"| {kind} | {p:.1f} | {r:.1f} | {f:.1f} |" for kind, p, r, f in scores(documents))
    texts = [document["text"] for document in documents]
    words = sum(len(WORD.findall(text)) for text in texts)
    rates = [words / seconds(texts) for _ in range(RUNS)]
    spread = {"median": statistics.median(rates), "least": min(rates), "most": max(rates)}
    return SECTION.format(articles=len(documents), rows=rows, words=words, runs=RUNS, **spread)


def scores(documents: Sequence[dict[str, Any]]) -> list[tuple[str, float, float, float]]:
    """Return precision, recall and F1 in per cent for each kind and for all three together."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        ours = {(entity.start, entity.end, entity.kind) for entity in find_entities(document["text"])}
        theirs = {(entity["start"], entity["end"], entity["type"]) for entity in document["entities"]}
        right.update(kind for *_, kind in ours & theirs)
        found.update(kind for *_, kind in ours)
        gold.update(kind for *_, kind in theirs)
    rows = []
    for name, kinds in [*((kind, (kind,)) for kind in KINDS), ("all three", KINDS)]:
        hits, ours_all, gold_all = (sum(counts[kind] for kind in kinds) for counts in (right, found, gold))
        precision, recall = hits / max(ours_all, 1), hits / max(gold_all, 1)
        rows.append((name, 100 * precision, 100 * recall, 200 * hits / max(ours_all + gold_all, 1)))
    return rows


def seconds(texts: Sequence[str]) -> float:
    """Return how long one process takes over some texts, the loading of model and gazetteer apart."""
    start = time.perf_counter()
    for text in texts:
        find_entities(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
