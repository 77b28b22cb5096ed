"""The compiled loops of the tagger, beside the same sums done plainly."""

from itertools import product

import numpy as np
import pytest

from dateline.tagging.kernels import best_path, point, weigh_paths

PIECES, LABELS, WIDTH, REACH = 5, 3, 8, 2


@pytest.fixture(params=range(5))
def rng(request):
    return np.random.default_rng(request.param)


def draw(rng, *shape):
    return rng.normal(size=shape).astype(np.float32)


def weight(path, scores, starts, moves):
    total = starts[path[0]] + sum(scores[i, label] for i, label in enumerate(path))
    return total + sum(moves[path[i], path[i + 1]] for i in range(len(path) - 1))


def test_the_best_path_is_the_best_of_all(rng):
    """No other sequence of labels has a higher score."""
    scores, starts, moves = draw(rng, PIECES, LABELS), draw(rng, LABELS), draw(rng, LABELS, LABELS)
    path = np.empty(PIECES, np.int64)
    room = np.empty((2, LABELS), np.float32)
    best_path(scores, starts, moves, room, np.empty((PIECES, LABELS), np.int64), path)
    every = product(range(LABELS), repeat=PIECES)
    assert tuple(path) == max(every, key=lambda p: weight(p, scores, starts, moves))


def test_certainties_count_every_path(rng):
    """The certainty of a label is the share of the paths through it, weighed by their scores."""
    scores, starts, moves = draw(rng, PIECES, LABELS), draw(rng, LABELS), draw(rng, LABELS, LABELS)
    wanted = np.zeros((PIECES, LABELS))
    for path in product(range(LABELS), repeat=PIECES):
        wanted[range(PIECES), path] += np.exp(weight(path, scores, starts, moves))
    found = np.empty((PIECES, LABELS))
    weights = (np.exp(part.astype(np.float64)) for part in (scores, starts, moves))
    weigh_paths(*weights, np.empty((2, LABELS)), found)
    assert found == pytest.approx(wanted / wanted.sum(axis=1, keepdims=True), rel=1e-5)


def test_pulls_are_means_of_shares(rng):
    """A run's pull is the mean share of its pieces' scores, distances beyond the farthest counting as the farthest."""
    links, answers, bias = draw(rng, PIECES, WIDTH), draw(rng, WIDTH, PIECES), draw(rng, 2 * REACH + 1)
    scores = links @ answers / np.sqrt(WIDTH)
    for piece in range(PIECES):
        for other in range(1, PIECES):
            scores[piece, other] += bias[np.clip(other - piece, -REACH, REACH) + REACH]
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    asking, answering = np.array([[1, 3], [4, 5]]), np.array([[0, 1], [3, 5]])
    wanted = [[shares[a:b, 0].mean(), *(shares[a:b, c:d].sum(axis=1).mean() for c, d in answering)] for a, b in asking]
    found = np.empty((2, 3), np.float32)
    point(links, answers, asking, answering, bias, np.empty((2, PIECES), np.float32), found)
    assert found == pytest.approx(np.array(wanted), rel=1e-4)
