"""Scores of threads against a truth, and the lexical baseline: words weighed by how rare they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log, sqrt

from dateline.analysis.term_table.options import stemmer
from dateline.analysis.threads.contents import stems_of
from dateline.analysis.threads.kernels import CORE

Threads = Mapping[str, Hashable]


def pairwise(truth: Threads, found: Threads) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs of claims in one thread, 0 to 1."""
    right = _pairs(truth) & _pairs(found)
    return _f1(len(right) / max(len(_pairs(found)), 1), len(right) / max(len(_pairs(truth)), 1))


def _pairs(threads: Threads) -> set[tuple[str, str]]:
    groups = defaultdict(list)
    for claim, thread in threads.items():
        groups[thread].append(claim)
    return {pair for claims in groups.values() for pair in combinations(sorted(claims), 2)}


def b_cubed(truth: Threads, found: Threads) -> tuple[float, float, float]:
    """Return precision, recall and F1 of B-cubed (Bagga, Baldwin 1998), 0 to 1: over claims, not pairs."""
    both = Counter((truth[claim], found[claim]) for claim in truth)
    ours, theirs = (Counter(side[claim] for claim in truth) for side in (found, truth))
    precision = sum(both[truth[c], found[c]] / ours[found[c]] for c in truth) / len(truth)
    recall = sum(both[truth[c], found[c]] / theirs[truth[c]] for c in truth) / len(truth)
    return _f1(precision, recall)


def _f1(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def lexical(texts: Sequence[str]) -> Callable[[int, int], float]:
    """Return what gives the tf-idf cosine of two of some texts, by their stems; idf is counted in the texts."""
    stem = cache(stemmer("english"))
    counts = [Counter(stems_of(text, stem)) for text in texts]
    articles = Counter(word for count in counts for word in count)
    vectors = [{w: n * (log(len(texts) / articles[w]) + 1) for w, n in count.items()} for count in counts]
    lengths = [sqrt(sum(x * x for x in vector.values())) for vector in vectors]

    def cosine(one: int, other: int) -> float:
        shared = sum(x * vectors[other].get(word, 0.0) for word, x in vectors[one].items())
        return shared / (lengths[one] * lengths[other]) if shared else 0.0

    return cosine


def join_in_order(count: int, score: Callable[[int, int], float], *, least: float) -> list[int]:
    """Return the first claim of each claim's thread, joined as dateline joins them, by another score."""
    threads, cores = list(range(count)), defaultdict[int, list[int]](list)
    for claim in range(count):
        fits = {thread: sum(score(claim, m) for m in core) / len(core) for thread, core in cores.items()}
        best = max(fits, key=lambda thread: fits[thread], default=claim)
        threads[claim] = best if fits.get(best, 0.0) >= least else claim
        if len(cores[threads[claim]]) < CORE:
            cores[threads[claim]].append(claim)
    return threads


def best_threshold(scores: Sequence[float], together: Sequence[bool]) -> float:
    """Return the threshold with the best F1 on judged pairs."""
    return max(sorted(set(scores)), key=lambda least: pair_scores(scores, together, least=least)[2])


def pair_scores(scores: Sequence[float], together: Sequence[bool], *, least: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs with at least a score."""
    right = sum(score >= least and true for score, true in zip(scores, together, strict=True))
    return _f1(right / max(sum(score >= least for score in scores), 1), right / max(sum(together), 1))
