"""How well claims are found, and how true their confidence is, against the gold attributions of PolNeAR's dev articles.

Run: .venv/bin/python benchmarks/claims.py --eval ../shared/eval
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from gold import load_scorer, read_rows
from measured import keep

from dateline.tagging.claims import Claim, find_claims
from dateline.tagging.entities import find_entities
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences
from dateline.tagging.times import find_times

ROOT = Path(__file__).parents[1]
Row = dict[str, Any]
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Bounds of confidence between which claims are counted together."""
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


def section(eval_folder: Path, *, peer_python: str | None = None) -> str:
    """Return the section on claims of ``BENCHMARKS.md``: F1 by role and whole, recall by kind, reliability.

    Args:
        eval_folder: Folder with ``polnear/dev.jsonl.gz`` and ``score_claims.py``.
        peer_python: Not used: the peers' rows were measured before.
    """
    articles = read_rows(eval_folder / "polnear/dev.jsonl.gz")
    found = [_claims(article) for article in articles]
    figures = score(eval_folder, articles, found)
    gold = sum(len(article["attributions"]) for article in articles)
    keep("claims", _kept(figures) | {"articles": len(articles), "gold": gold})
    rows = [("**dateline**", *(f"{figures[name][2]:.1f}" for name in COLUMNS)), *MEASURED_BEFORE]
    table = "\n".join("| " + " | ".join(row) + (" | yes |" if row in MEASURED_BEFORE else " | |") for row in rows)
    reliable = reliability(eval_folder, articles, found)
    steps = "\n".join(f"| {low} | {n} | {100 * sure:.0f} | {100 * share:.0f} |" for low, n, sure, share in reliable)
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

How true the confidence is, on the same claims: of those with about that confidence, so many have a content and a source
that the annotators have too.

| confidence | claims | mean confidence | right, per cent |
| --- | ---: | ---: | ---: |
{steps}

    .venv/bin/python benchmarks/claims.py --eval FOLDER
"""


def _kept(figures: dict[str, Any]) -> dict[str, float]:
    precision, recall, f1 = figures["claim+source"]
    recalls = {name: figures[name] for name in ("quoted recall", "indirect recall")}
    return {"precision": precision, "recall": recall, "claim+source": f1, **recalls}


def score(eval_folder: Path, articles: Sequence[Row], found: Sequence[Sequence[Claim]]) -> dict[str, Any]:
    """Return the figures of the scorer of record for the claims found in articles."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf8") as file:
            for article, claims in zip(articles, found, strict=True):
                file.write(json.dumps({"id": article["id"], "claims": [_spans(claim) for claim in claims]}) + "\n")
        scorer, gold = eval_folder / "score_claims.py", eval_folder / "polnear/dev.jsonl.gz"
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, Any] = json.loads(printed)
    return figures


def reliability(
    eval_folder: Path, articles: Sequence[Row], found: Sequence[Sequence[Claim]]
) -> list[tuple[str, int, float, float]]:
    """Return for each step of confidence its name, its number of claims, their mean confidence, and the share right.

    A claim is right that the scorer matches and whose source shares at least half of its words with the annotators'.
    """
    scorer = load_scorer(eval_folder, "score_claims")
    judged: list[tuple[float, bool]] = []
    for article, claims in zip(articles, found, strict=True):
        words = [match.span() for match in scorer.WORD.finditer(article["text"])]
        sides = [[a for a in article["attributions"] if a["content"]], [_spans(claim) for claim in claims]]
        gold, ours = (
            [{role: scorer.words_touched(words, one[role]) for role in scorer.ROLES} for one in side] for side in sides
        )
        matched = scorer.matches(gold, ours)
        right = {j for i, j in matched if scorer.share(gold[i]["source"], ours[j]["source"]) >= 0.5}
        judged += [(claim.confidence, j in right) for j, claim in enumerate(claims)]
    rows = []
    for low, high in pairwise(BINS):
        some = [(sure, right) for sure, right in judged if low <= sure < high]
        if some:
            name = f"{low} to {min(high, 1.0)}" if low else f"under {high}"
            rows.append((name, len(some), *(sum(column) / len(some) for column in zip(*some, strict=True))))
    return rows


def _spans(claim: Claim) -> dict[str, Any]:
    return {"source": claim.source_spans, "cue": claim.cue_spans, "content": claim.content_spans}


def _claims(article: Row) -> list[Claim]:
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
