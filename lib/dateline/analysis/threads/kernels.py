"""Compiled loops over pairs of claims: what two claims share, and the thread that a claim joins."""

from __future__ import annotations

import math
from typing import NamedTuple

from dateline.compiled import Numbers, compiled

SIGNS = (
    "meaning",
    "words",
    "covered",
    "names shared",
    "names differ",
    "numbers shared",
    "numbers differ",
    "days apart",
    "times differ",
    "same source",
    "same article",
    "brief",
    "same affair",
    "one denies",
)
"""What a score rests on, in the order of its coefficients."""
CORE = 5
"""First claims of a thread, in different words, that a claim must fit to join it."""
NO_DAY = -(2**63)
ALIKE = 0.98
"""Cosine from which two claims say the same in the same words, so that one of them is enough for the core."""


class Data(NamedTuple):
    """What the loops know of claims: see ``Contents``; and of pairs that the user keeps apart."""

    vectors: Numbers
    lengths: Numbers
    affairs: Numbers
    affair_lengths: Numbers
    articles: Numbers
    spans: Numbers
    word_starts: Numbers
    words: Numbers
    weights: Numbers
    totals: Numbers
    name_starts: Numbers
    names: Numbers
    figure_starts: Numbers
    figures: Numbers
    days: Numbers
    about: Numbers
    sources: Numbers
    denied: Numbers
    vague: Numbers
    same: Numbers
    apart: Numbers


@compiled
def _shared_words(data: Data, one: int, other: int) -> float:
    """Return how much the words say that two claims share."""
    i, j, total = data.word_starts[one], data.word_starts[other], 0.0
    while i < data.word_starts[one + 1] and j < data.word_starts[other + 1]:
        if data.words[i] == data.words[j]:
            total += min(data.weights[i], data.weights[j])
            i += 1
            j += 1
        elif data.words[i] < data.words[j]:
            i += 1
        else:
            j += 1
    return total


@compiled
def _compare_lists(starts: Numbers, values: Numbers, one: int, other: int) -> int:
    """Return 1 where two sorted lists share a value, -1 where both have some and share none, else 0."""
    i, j = starts[one], starts[other]
    if i == starts[one + 1] or j == starts[other + 1]:
        return 0
    while i < starts[one + 1] and j < starts[other + 1]:
        if values[i] == values[j]:
            return 1
        if values[i] < values[j]:
            i += 1
        else:
            j += 1
    return -1


@compiled
def _cosine(vectors: Numbers, lengths: Numbers, one: int, other: int) -> float:
    total = 0
    for k in range(vectors.shape[1]):
        total += int(vectors[one, k]) * int(vectors[other, k])
    cosine: float = total / (lengths[one] * lengths[other])
    return max(cosine, 0.0)


@compiled
def measure(data: Data, one: int, other: int, signs: Numbers) -> None:
    """Write the ``SIGNS`` of a pair of claims."""
    shared = _shared_words(data, one, other)
    less = min(data.totals[one], data.totals[other])
    names = _compare_lists(data.name_starts, data.names, one, other)
    figures = _compare_lists(data.figure_starts, data.figures, one, other)
    signs[0] = _cosine(data.vectors, data.lengths, one, other)
    signs[1] = shared / math.sqrt(data.totals[one] * data.totals[other]) if less > 0 else 0.0
    signs[2] = shared / less if less > 0 else 0.0
    signs[3] = names > 0
    signs[4] = names < 0
    signs[5] = figures > 0
    signs[6] = figures < 0
    known = data.days[one] != NO_DAY and data.days[other] != NO_DAY
    signs[7] = math.log1p(abs(data.days[one] - data.days[other])) if known else 0.0
    dated = data.about[one, 0] != NO_DAY and data.about[other, 0] != NO_DAY
    disjoint = data.about[one, 1] < data.about[other, 0] or data.about[other, 1] < data.about[one, 0]
    signs[8] = dated and disjoint
    signs[9] = data.sources[one] >= 0 and data.sources[one] == data.sources[other]
    signs[10] = data.articles[one] == data.articles[other]
    signs[11] = 1.0 / (1.0 + less)
    signs[12] = _cosine(data.affairs, data.affair_lengths, data.articles[one], data.articles[other])
    signs[13] = data.denied[one] != data.denied[other]


@compiled
def _overlap(data: Data, one: int, other: int) -> bool:
    """Tell whether one claim is within the other: what somebody says that somebody said."""
    if data.articles[one] != data.articles[other]:
        return False
    return bool(data.spans[one, 0] < data.spans[other, 1] and data.spans[other, 0] < data.spans[one, 1])


@compiled
def score(data: Data, coefficients: Numbers, one: int, other: int, signs: Numbers) -> float:
    """Return the estimated probability that two claims belong together; ``coefficients`` begin with the constant."""
    if data.vague[one] or data.vague[other] or _overlap(data, one, other):
        return 0.0
    measure(data, one, other, signs)
    total = coefficients[0]
    for k in range(signs.size):
        total += coefficients[k + 1] * signs[k]
    return 1.0 / (1.0 + math.exp(-total))


@compiled
def _kept_apart(data: Data, claim: int, thread: int, threads: Numbers) -> bool:
    """Tell whether the user keeps a claim apart from one that is in a thread."""
    for k in range(data.apart.shape[0]):  # noqa: SIM110 - compiled: any() over a generator is not
        if data.apart[k, 0] == claim and threads[data.apart[k, 1]] == thread:
            return True
    return False


@compiled
def _add_to_core(data: Data, claim: int, core: Numbers) -> None:
    for k in range(core.size):
        if core[k] < 0:
            core[k] = claim
            return
        if _cosine(data.vectors, data.lengths, claim, core[k]) >= ALIKE:
            return


@compiled
def join(
    data: Data,
    coefficients: Numbers,
    nearest: Numbers,
    least: float,
    threads: Numbers,
    best: Numbers,
    scores: Numbers,
    cores: Numbers,
    signs: Numbers,
) -> None:
    """Put claims into threads, one after the other: each into the one that it fits best, or into a new one.

    Args:
        data: The claims, in the order of their reports.
        coefficients: Of the score.
        nearest: Earlier claims near each claim.
        least: Least mean score to the core of a thread.
        threads: Where it goes which claim began the thread of each claim.
        best: Where it goes to which earlier claim of its thread each claim has the best link, -1 for none.
        scores: Where the scores of these go.
        cores: For each claim that begins a thread the core of that, -1 where there is room.
        signs: Room for the signs of a pair.
    """
    for claim in range(threads.size):
        threads[claim], best[claim], scores[claim] = claim, -1, 1.0
        twin = data.same[claim]
        if twin >= 0 and not _kept_apart(data, claim, threads[twin], threads):
            threads[claim], best[claim] = threads[twin], twin
            continue
        found, fit = _best_thread(data, coefficients, nearest[claim], claim, threads, cores, signs)
        if found >= 0 and fit >= least:
            threads[claim], scores[claim] = found, 0.0
            for other in nearest[claim]:
                if other >= 0 and threads[other] == found:
                    value = score(data, coefficients, claim, other, signs)
                    if value > scores[claim]:
                        best[claim], scores[claim] = other, value
        _add_to_core(data, claim, cores[threads[claim]])


@compiled
def _best_thread(
    data: Data,
    coefficients: Numbers,
    near: Numbers,
    claim: int,
    threads: Numbers,
    cores: Numbers,
    signs: Numbers,
) -> tuple[int, float]:
    """Return the thread, of those of the claims near one, whose core that fits best, and how well.

    That is halfway between the mean score to the core and the best one: a thread holds those who say something, and
    those who deny it in other words.
    """
    found, fit = -1, -1.0
    for k in range(near.size):
        if near[k] < 0:
            break
        thread = threads[near[k]]
        seen = False
        for earlier in range(k):
            seen = seen or threads[near[earlier]] == thread
        if seen or _kept_apart(data, claim, thread, threads):
            continue
        total, most, number = 0.0, 0.0, 0
        for member in cores[thread]:
            if member >= 0:
                value = score(data, coefficients, claim, member, signs)
                total, most, number = total + value, max(most, value), number + 1
        value = (total / number + most) / 2
        if value > fit:
            found, fit = thread, value
    return found, fit
