"""Make again what links between claims rest on: ``python -m training.linking WEIGHTS --eval … --pairs … --out FOLDER``.

WEIGHTS are the encoder's, as ``training.meaning`` wrote them. Writes ``encoder.onnx``, ``tokenizer.json`` (see
``training.encoder``), ``words.json`` (how rare words are in news), ``cells.bin`` (where claims are looked for) and
``scoring.json`` (how much each sign says).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.analysis.publication import publication_order
from dateline.analysis.term_table.options import stemmer
from dateline.analysis.threads.contents import Contents, read_contents, stems_of
from dateline.analysis.threads.embedding import embed_texts, round_vectors, stack
from dateline.analysis.threads.kernels import SIGNS
from dateline.analysis.threads.scoring import make_data, measure_pairs
from dateline.readers import read_articles
from dateline.tagging import tag_articles
from training.encoder import export
from training.export import load_weights

NEWS = ("polnear/train", "timebank/timebank", "timebank/aquaint", "ner/train")
LEAST_ARTICLES = 5
"""Articles that a word is in at least to be listed; a rarer one counts as the rarest."""
CELLS, ROUNDS, SEED = 128, 25, 0
PENALTY = 1.0
"""Strength of the ridge, on signs divided by their standard deviations."""
LEAST_SPREAD = 0.05
BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "meaning": (0, None),
    "words": (0, None),
    "covered": (0, None),
    "names shared": (0, None),
    "names differ": (None, 0),
    "numbers shared": (0, None),
    # Other numbers and denials belong into the thread: they may not break a link.
    "numbers differ": (-0.3, 0),
    "one denies": (-0.3, 0),
    # The pairs to learn from are of few months, and hardly one speaks of two days.
    "days apart": (-0.3, 0),
    "times differ": (-1.0, -0.3),
    "same source": (0, 0.7),
    # Fixed: of links within one article that were read, those that were wrong had scores of up to 0.6.
    "same article": (-1.3, -1.3),
    "brief": (None, 0),
    "same affair": (0, None),
}
"""What each coefficient may be, where a few hundred pairs of one election say too little about other news."""


def main(arguments: list[str] | None = None) -> None:
    """Make all files, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="of the encoder, as training.meaning wrote them")
    parser.add_argument("--eval", type=Path, required=True, help="folder with polnear, timebank and ner")
    parser.add_argument("--pairs", type=Path, nargs="+", required=True, help="pairs of the train articles, judged")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    export(load_weights(given.weights), given.out)
    write_words(given.eval, given.out)
    articles = read_articles([given.eval / "polnear/train.jsonl.gz"]).articles
    tags = tag_articles(articles)
    contents = read_contents(tags["claims"], articles, entities=tags["entities"], copies=None)
    headlines = articles["headline"].fillna("").to_numpy(dtype=object)[publication_order(articles)].tolist()
    vectors = embed_texts([*contents.texts, *headlines], kept={}, progress=True)
    own = stack(contents.texts, vectors)
    (given.out / "cells.bin").write_bytes(find_cells(own).tobytes())
    data = make_data(contents, own, headlines=stack(headlines, vectors))
    pairs, labels = read_pairs(given.pairs, tags["claims"], contents)
    write_scoring(given.out, measure_pairs(data, pairs), labels)


def write_words(folder: Path, out: Path) -> None:
    """Count in how many articles of the gold data each stem is."""
    stem, counts, total = cache(stemmer("english")), Counter[str](), 0
    for name in NEWS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for line in lines:
                counts.update(set(stems_of(json.loads(line)["text"], stem)))
                total += 1
    stems = {word: n for word, n in sorted(counts.items()) if n >= LEAST_ARTICLES and word.isalpha()}
    text = json.dumps({"articles": total, "stems": stems}, ensure_ascii=False, separators=(",", ":"))
    (out / "words.json").write_text(text + "\n", encoding="utf8")


def find_cells(vectors: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the middles of clusters of vectors, by k-means on the sphere (Dhillon, Modha 2001)."""
    points = np.unique(vectors, axis=0).astype(np.float64)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    middles = points[np.random.default_rng(SEED).choice(len(points), CELLS, replace=False)]
    for _ in range(ROUNDS):
        sums = np.zeros_like(middles)
        np.add.at(sums, (points @ middles.T).argmax(axis=1), points)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), middles)
    return round_vectors(middles)


def read_pairs(
    paths: Sequence[Path], claims: pd.DataFrame, contents: Contents
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the numbers of the claims of judged pairs, the later first, and whether they belong together."""
    number = {id: place for place, id in enumerate(claims["id"].to_numpy()[contents.rows])}
    pairs, labels = [], []
    for line in (line for path in paths for line in path.read_text(encoding="utf8").splitlines()):
        row: dict[str, Any] = json.loads(line)
        places = sorted(number[row[side]["claim"]] for side in "ab" if row[side]["claim"] in number)
        if len(places) == 2:
            pairs.append(places[::-1])
            labels.append(float(row["label"] != "no"))
    return np.array(pairs, np.int64), np.array(labels)


def write_scoring(out: Path, signs: NDArray[np.float64], labels: NDArray[np.float64]) -> None:
    """Fit the score to judged pairs and write its coefficients."""
    names = ("constant", *SIGNS)
    found = {name: round(float(x), 4) for name, x in zip(names, fit(signs, labels), strict=True)}
    text = json.dumps({"pairs": len(labels), "together": int(labels.sum()), "coefficients": found}, indent=1)
    (out / "scoring.json").write_text(text + "\n", encoding="utf8")


def fit(signs: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the constant and the coefficients of a logistic regression with a ridge, within ``BOUNDS``."""
    spread = np.maximum(signs.std(axis=0), LEAST_SPREAD)
    scaled = signs / spread

    def loss(b: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = b[0] + scaled @ b[1:]
        value = (np.logaddexp(0, total) - labels * total).sum() + PENALTY / 2 * (b[1:] ** 2).sum()
        slope = 1 / (1 + np.exp(-total)) - labels
        return value, np.concatenate([[slope.sum()], scaled.T @ slope + PENALTY * b[1:]])

    limits: list[tuple[float | None, float | None]] = [(None, None)]
    for name, width in zip(SIGNS, spread, strict=True):
        low, high = BOUNDS[name]
        limits.append((None if low is None else low * width, None if high is None else high * width))
    found = minimize(loss, np.zeros(len(limits)), jac=True, bounds=limits, method="L-BFGS-B").x
    return np.concatenate([found[:1], found[1:] / spread])


if __name__ == "__main__":
    main()
