"""Decoding: the best valid sequence of labels, and how sure each is."""

from itertools import pairwise, product

import numpy as np
import pytest

from dateline.tagging.decoding import decode, make_chain

LABELS = ("O", "B-cue", "I-cue")


def scores(*rows):
    return np.array(rows, np.float32)


def runs_of(*rows):
    runs, _ = decode(scores(*rows), make_chain(LABELS))
    return [(run.label, run.first, run.last) for run in runs]


def test_inside_never_comes_without_a_beginning():
    """A first piece that looks like an inside becomes a beginning when that is next best."""
    assert runs_of([0, 3, 9], [0, 0, 9], [9, 0, 0]) == [("cue", 0, 2)]


def test_runs_side_by_side_stay_apart():
    """A beginning straight after a run opens a second one."""
    assert runs_of([0, 9, 0], [0, 0, 9], [0, 9, 0]) == [("cue", 0, 2), ("cue", 2, 3)]


def test_learned_transitions_bridge_a_gap():
    """A weak piece inside a strong run stays inside once leaving it costs more."""
    pairs = [[0, -4, 0], [-4, 0, 1], [-4, 0, 1]]
    rows = scores([0, 5, 0], [1, 0, 0], [0, 0, 5])
    runs, _ = decode(rows, make_chain(LABELS, [0, 0, 0], pairs))
    assert [(run.first, run.last) for run in runs] == [(0, 3)]


def test_certainties_are_those_of_all_valid_sequences():
    """The certainty of a label is the share of its sequences' weight, counted here one by one."""
    rows = scores([0.5, 1, 2], [0.2, 0.3, 1.5], [1, 0, 0.7])
    valid = [
        p for p in product(range(3), repeat=3) if p[0] != 2 and all(not (a == 0 and b == 2) for a, b in pairwise(p))
    ]
    weight = {p: np.exp(sum(rows[i, label] for i, label in enumerate(p))) for p in valid}
    wanted = [
        [sum(w for p, w in weight.items() if p[i] == label) / sum(weight.values()) for label in range(3)]
        for i in range(3)
    ]
    _, found = decode(rows, make_chain(LABELS, transitions=np.zeros((3, 3))))
    assert found == pytest.approx(np.array(wanted), abs=1e-5)


def test_certainties_without_learned_order_are_each_piece_s_own():
    """Where no order is learned, a label's certainty is its share among the labels of its piece."""
    rows = scores([0.5, 1, 2], [0.2, 0.3, 1.5])
    wanted = np.exp(rows) / np.exp(rows).sum(axis=1, keepdims=True)
    _, found = decode(rows, make_chain(LABELS))
    assert found == pytest.approx(wanted, abs=1e-5)


def test_eagerness_opens_runs_and_splits_none():
    """A bonus for opening finds a run that was just too weak, and leaves a run whole that could be two."""
    weak = scores([1, 0.5, 0], [9, 0, 0], [0, 9, 0], [0, 1, 1.5])
    chain = make_chain(LABELS, eager={"cue": 1.0})
    runs, _ = decode(weak, chain)
    assert [(run.first, run.last) for run in runs] == [(0, 1), (2, 4)]
