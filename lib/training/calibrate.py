"""Fit the confidence of claims on gold articles: ``python -m training.calibrate --eval ../shared/eval FOLDER``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.attributions import Joined, join
from dateline.tagging.model import Tagger, load_tagger
from training.data import read_rows
from training.evaluate import as_claim, load_scorer
from training.plan import HELD_OUT

PULL = 1.0
"""Strength of the pull of the weights toward zero."""


def main(arguments: list[str] | None = None) -> None:
    """Fit from the command line and write the weights into the model's ``tagger.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("model", type=Path, help="folder of the exported model; its tagger.json is completed")
    given = parser.parse_args(arguments)
    print(json.dumps(calibrate(given.eval, given.model).settings["confidence"]))


def calibrate(gold: Path, model: Path) -> Tagger:
    """Fit the confidence on held-out and dev articles, write it into ``tagger.json``, and return the tagger."""
    tagger = load_tagger(model)
    scorer = load_scorer(gold)
    # The held-out articles are all of one outlet: the dev articles keep the confidence true for others.
    rows = read_rows(gold / "polnear" / "train.jsonl.gz")[-HELD_OUT:] + read_rows(gold / "polnear" / "dev.jsonl.gz")
    joined = [join(tagger.read(row["text"]), row["text"], chain=tagger.roles, near=tagger.near) for row in rows]
    right = [judge(row, some, scorer) for row, some in zip(rows, joined, strict=True)]
    wanted = sum(bool(a["content"]) for row in rows for a in row["attributions"])
    fitted = fit([j for some in joined for j in some], [r for some in right for r in some], gold=wanted)
    tagger.settings["confidence"] = fitted
    (model / "tagger.json").write_text(json.dumps(tagger.settings, indent=1) + "\n", encoding="utf8")
    return tagger


def judge(row: dict[str, Any], joined: Sequence[Joined], scorer: Any) -> list[bool]:
    """Return for each attribution whether the scorer counts it as a claim with the right source."""
    words = [m.span() for m in scorer.WORD.finditer(row["text"])]
    sides = [[a for a in row["attributions"] if a["content"]], [as_claim(j) for j in joined]]
    gold, found = (
        [{role: scorer.words_touched(words, claim[role]) for role in scorer.ROLES} for claim in side] for side in sides
    )
    matched = {j for i, j in scorer.matches(gold, found) if scorer.share(gold[i]["source"], found[j]["source"]) >= 0.5}
    return [j in matched for j in range(len(joined))]


def fit(joined: Sequence[Joined], right: Sequence[bool], *, gold: int) -> dict[str, Any]:
    """Fit a logistic regression of being right on the signs, and the threshold at which F1 is highest.

    That threshold is half of the highest F1 where probabilities are true (Lipton, Elkan and Naryanaswamy 2014), which
    is steadier than the best cut through a few hundred claims.

    Args:
        joined: Attributions found.
        right: Whether each is right.
        gold: How many there are to find.
    """
    names = sorted(joined[0].signs)
    signs = np.array([[1.0, *(j.signs[name] for name in names)] for j in joined])
    wanted = np.array(right, float)
    weights = np.zeros(signs.shape[1])
    pull = np.diag([0.0] + [PULL] * len(names))
    for _ in range(50):
        sure = _logistic(signs @ weights)
        slope = signs.T @ (sure - wanted) + pull @ weights
        curve = (signs * (sure * (1 - sure))[:, None]).T @ signs + pull + 1e-9 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    sure = _logistic(signs @ weights)
    order = np.argsort(-sure, kind="stable")
    hits = np.cumsum(wanted[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + gold)
    return {
        "bias": round(float(weights[0]), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(names, weights[1:], strict=True)},
        "threshold": round(float(f1.max()) / 2, 3),
    }


def _logistic(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))))


if __name__ == "__main__":
    main()
