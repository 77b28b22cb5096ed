"""Pairs of claims judged by hand, with the scores that they get."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.thread_scores import lexical

from dateline.analysis.publication import publication_order
from dateline.analysis.threads.contents import read_contents
from dateline.analysis.threads.embedding import embed_texts, stack
from dateline.analysis.threads.scoring import make_data, measure_pairs, score_pairs
from dateline.readers import read_articles
from dateline.tagging import tag_articles

PAIRS = Path(__file__).parents[1] / "tests/data"
BY_READING = "found by reading"


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged pairs.

    Attributes:
        together: Whether each pair belongs together.
        strata: What each pair was drawn from.
        scores: Scores of all pairs, by the way of linking.
    """

    together: list[bool]
    strata: list[str]
    scores: Mapping[str, list[float]]

    def drawn(self) -> Judged:
        """Return the pairs that were drawn at random."""
        kept = [place for place, stratum in enumerate(self.strata) if stratum != BY_READING]
        scores = {name: [found[place] for place in kept] for name, found in self.scores.items()}
        return Judged([self.together[n] for n in kept], [self.strata[n] for n in kept], scores)


def judge(path: Path, names: Sequence[str]) -> Judged:
    """Tag articles and score the judged pairs of their claims.

    Args:
        path: The articles of PolNeAR.
        names: Which files of pairs: ``tests/data/pairs_polnear_<name>.jsonl``.
    """
    articles = read_articles([path]).articles
    tags = tag_articles(articles)
    contents = read_contents(tags["claims"], articles, entities=tags["entities"], copies=None)
    headlines = articles["headline"].fillna("").to_numpy(dtype=object)[publication_order(articles)].tolist()
    vectors = embed_texts([*contents.texts, *headlines], kept={})
    data = make_data(contents, stack(contents.texts, vectors), headlines=stack(headlines, vectors))
    number = {id: place for place, id in enumerate(tags["claims"]["id"].to_numpy()[contents.rows])}
    rows = [
        json.loads(line) for name in names for line in (PAIRS / f"pairs_polnear_{name}.jsonl").read_text().splitlines()
    ]
    rows = [row for row in rows if all(row[side]["claim"] in number for side in "ab")]
    pairs = np.array([sorted((number[row[side]["claim"]] for side in "ab"), reverse=True) for row in rows])
    cosine = lexical(contents.texts)
    scores = {
        "dateline": score_pairs(data, pairs).tolist(),
        "meaning alone (cosine of the encoder)": measure_pairs(data, pairs)[:, 0].tolist(),
        "tf-idf": [cosine(one, other) for one, other in pairs.tolist()],
    }
    return Judged([row["label"] != "no" for row in rows], [row["stratum"] for row in rows], scores)
