"""Learn which words report: ``python -m training.cue_lexicon --eval ../shared/eval`` writes the table of cue weights.

The table holds the log-odds, in hundredths, that each sign of ``dateline.tagging.claims.cues.signs`` adds: a logistic
regression fitted with AdaGrad on the cues of PolNeAR's train articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.tagging.claims.cues import may_report, signs
from dateline.tagging.claims.quotes import find_quotations
from dateline.tagging.claims.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, Word, read_words
from dateline.tagging.sentences import find_sentences

OUTPUT = Path(__file__).parents[1] / "dateline/tagging/claims/cues.json"
EMPTY = AUXILIARIES | DETERMINERS | PREPOSITIONS | PRONOUNS | {"and", "or", "also", "not"}
LEAST_CUES = 2
LEAST_RATE = 0.04
LEAST_SEEN = 15
ROUNDS = 6
STEP = 0.3
SHRINK = 1e-5
SMALLEST = 30

Example = tuple[list[str], bool]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights and write them beside the engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=Path("../shared/eval"), help="folder with polnear/train.jsonl.gz")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    with gzip.open(options.eval / "polnear/train.jsonl.gz", "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    weights = fit(list(examples(articles)))
    table = {sign: round(100 * weight) for sign, weight in sorted(weights.items())}
    kept = {
        sign: weight
        for sign, weight in table.items()
        if abs(weight) >= SMALLEST or (sign[:1] == "=" and not set("<>") & set(sign))
    }
    options.output.write_text(json.dumps(kept, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", "utf8")
    print(f"{len(kept)} signs, {options.output.stat().st_size:,} bytes")


def examples(articles: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Yield the signs of each word that may be a cue, with whether it is the core of one."""
    read = [(article, *_words(article["text"])) for article in articles]
    seen = Counter(word.low for _, _, words in read for sentence in words for word in sentence)
    inside = Counter(
        word.low for article, _, words in read for sentence in words for word in sentence if _in_cue(article, word)
    )
    rates = {low: n / seen[low] for low, n in inside.items() if low not in EMPTY and low[0].isalpha()}
    for article, _, sentences in read:
        cores = set(_cores(article, sentences, rates))
        for words in sentences:
            for place, word in enumerate(words):
                seen_often = inside[word.low] >= LEAST_CUES and rates.get(word.low, 0) >= LEAST_RATE
                if may_report(word.low, {f"={word.low}"} if seen_often else ()):
                    yield list(signs(words, place)), word.start in cores


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression, one example at a time, in the order of the articles."""
    counts = Counter(sign for present, _ in rows for sign in present)
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    for _ in range(ROUNDS):
        for present, wanted in rows:
            known = [sign for sign in present if counts[sign] >= LEAST_SEEN]
            total = sum(weights[sign] for sign in known)
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - wanted
            for sign in known:
                pull = slope + SHRINK * weights[sign] * len(rows) / counts[sign] ** 0.5 / 10
                squares[sign] += pull * pull
                weights[sign] -= STEP * pull / math.sqrt(squares[sign])
    return dict(weights)


def _words(text: str) -> tuple[list[tuple[int, int]], list[list[Word]]]:
    quotations = find_quotations(text)
    spans = find_sentences(text)
    return quotations, [read_words(text, start=a, end=b, quotations=quotations) for a, b in spans]


def _in_cue(article: dict[str, Any], word: Word) -> bool:
    marks = article.setdefault(
        "cue characters", {i for row in article["attributions"] for a, b in row["cue"] for i in range(a, b)}
    )
    return word.start in marks


def _cores(article: dict[str, Any], sentences: Sequence[Sequence[Word]], rates: dict[str, float]) -> Iterator[int]:
    """Yield where the core of each cue starts: its word that is most often in a cue."""
    words = [word for sentence in sentences for word in sentence]
    starts = {word.start: word for word in words}
    for row in article["attributions"]:
        inside = [starts[i] for a, b in row["cue"] for i in range(a, b) if i in starts]
        if inside and row["content"]:
            best = max(inside, key=lambda word: (rates.get(word.low, 0.0), -word.start))
            yield best.start


if __name__ == "__main__":
    main()
