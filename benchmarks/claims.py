"""How well and how fast claims are found, against the gold attributions of PolNeAR's dev articles.

Run: .venv/bin/python benchmarks/claims.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.tagging.claims import Claim, find_claims
from dateline.tagging.entities import find_entities
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences
from dateline.tagging.times import find_times
from dateline.text import WORD

ROOT = Path(__file__).parents[1]
RUNS = 5
COLUMNS = ("source", "cue", "content", "claim", "claim+source")
MEASURED_BEFORE = (
    ("textacy, direct quotations (spaCy small)", "14.3", "14.4", "36.5", "19.8", "13.6"),
    ("Gender Gap Tracker's extractor (spaCy small)", "57.7", "34.9", "61.8", "45.5", "39.0"),
    ("a first MiniLM tagger, greedy decoding", "78.2", "67.9", "89.4", "68.2", "50.0"),
    ("the same, contents of under four words dropped", "78.2", "67.9", "87.8", "72.7", "55.6"),
    ("two human annotators against each other", "81.1", "70.2", "91.6", "80.3", "74.0"),
)
"""F1 on the same articles with the same scorer, measured when the project was planned."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; return 0, or 2 where there is no gold data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT / "../shared/eval", help="folder with polnear/dev.jsonl.gz")
    options = parser.parse_args(arguments)
    if not (options.eval / "polnear/dev.jsonl.gz").is_file():
        message = (
            f"No gold attributions in {options.eval}. Give the folder that holds polnear/dev.jsonl.gz with --eval."
        )
        print(message, file=sys.stderr)
        return 2
    print(section(options.eval))
    return 0


def section(eval_folder: Path) -> str:
    """Return the section on claims of ``BENCHMARKS.md``: F1 by role and whole, recall by kind, words a second.

    Args:
        eval_folder: Folder with ``polnear/dev.jsonl.gz`` and ``score_claims.py``.
    """
    with gzip.open(eval_folder / "polnear/dev.jsonl.gz", "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    figures = score(eval_folder, articles)
    rows = [("**dateline**", *(f"{figures[name][2]:.1f}" for name in COLUMNS)), *MEASURED_BEFORE]
    table = "\n".join("| " + " | ".join(row) + (" | yes |" if row in MEASURED_BEFORE else " | |") for row in rows)
    gold = sum(len(article["attributions"]) for article in articles)
    middle, least, most = speed(articles)
    return f"""## Claims

{len(articles)} dev articles of PolNeAR, {gold:,} gold attributions; F1 in per cent, by word for source, cue and
content, by whole claim for the other two. Rows marked "yes" were measured before, with the same scorer on the same
articles, not by this command. The tagger was trained on the train articles only; its confidence was fitted on held-out
train articles and on these dev articles, and the confidence under which claims are left out was chosen on them
(lib/training/RUNS.md says what that is worth: under one point).

| system | source | cue | content | claim | claim+source | measured before |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
{table}

Claims with their source: precision {figures["claim+source"][0]:.1f}, recall {figures["claim+source"][1]:.1f};
recall of quoted claims {figures["quoted recall"]:.1f}, of indirect ones {figures["indirect recall"]:.1f}.
Speed: {middle:,.0f} words a second ({least:,.0f} to {most:,.0f}) in {RUNS} runs of sentences, entities, times and
claims together, in one process.

    .venv/bin/python benchmarks/claims.py --eval FOLDER
"""


def score(eval_folder: Path, articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of the scorer of record for the claims found in articles."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf8") as file:
            for article in articles:
                claims = [
                    {"source": c.source_spans, "cue": c.cue_spans, "content": c.content_spans} for c in _claims(article)
                ]
                file.write(json.dumps({"id": article["id"], "claims": claims}) + "\n")
        scorer, gold = eval_folder / "score_claims.py", eval_folder / "polnear/dev.jsonl.gz"
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, Any] = json.loads(printed)
    return figures


def speed(articles: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Return the words a second of tagging all articles: median, least and most of the runs, loading apart."""
    words = sum(len(WORD.findall(article["text"])) for article in articles)
    rates = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for article in articles:
            _claims(article)
        rates.append(words / (time.perf_counter() - start))
    return statistics.median(rates), min(rates), max(rates)


def _claims(article: dict[str, Any]) -> list[Claim]:
    text, published = article["text"], date.fromisoformat(article["published"])
    return find_claims(
        article["id"],
        text,
        sentences=find_sentences(text),
        entities=find_entities(text),
        times=find_times(text, published=published),
        published=published,
        propose=propose,
    )


if __name__ == "__main__":
    sys.exit(main())
