"""Joining: which source, cue and content belong together."""

import re

import numpy as np

from dateline.tagging.attributions import join
from dateline.tagging.decoding import make_chain
from dateline.tagging.model import Reading
from dateline.tagging.windows import Window

LINK_WIDTH = 64
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
CHAIN = make_chain(LABELS)


def read(text, marks, *, start=0):
    """Make the reading of a window from words marked as ``role`` or ``role>word``, the word they point to."""
    spans = [(-1, -1), *((m.start() + start, m.end() + start) for m in re.finditer(r"\w+", text))]
    words = [None, *re.findall(r"\w+", text)]
    roles = np.zeros((len(words), len(LABELS)), np.float32)
    links = np.zeros((len(words), 4 * LINK_WIDTH), np.float32)
    for i in range(len(words)):
        links[i, LINK_WIDTH + i] = links[i, 3 * LINK_WIDTH + i] = 100
    before = None
    for i, word in enumerate(words):
        role, _, target = marks.get(word, "O").partition(">")
        roles[i, LABELS.index("O" if role == "O" else ("I-" if role == before else "B-") + role)] = 50
        before = role
        for kind in (0, 1):
            links[i, 2 * kind * LINK_WIDTH + (words.index(target) if target else 0)] = 100
    return Reading(Window((0,) * len(words), (0,) * len(words), tuple(spans)), roles, roles, links)


def joined(text, *readings):
    return [
        tuple([text[a:b] for a, b in spans] for spans in (j.source_spans, j.cue_spans, j.content_spans))
        for j in join(readings, text, chain=CHAIN)
    ]


def test_parts_point_at_each_other():
    """A content goes with the cue it points to, the cue with the source it points to."""
    text = "Ruiz said rain fell and Okafor denied floods"
    marks = {
        "Ruiz": "source",
        "said": "cue>Ruiz",
        "rain": "content>said",
        "fell": "content>said",
        "Okafor": "source",
        "denied": "cue>Okafor",
        "floods": "content>denied",
    }
    assert joined(text, read(text, marks)) == [
        (["Ruiz"], ["said"], ["rain fell"]),
        (["Okafor"], ["denied"], ["floods"]),
    ]


def test_interrupted_quotation_is_one_claim():
    """Two contents that point to one cue are one attribution."""
    text = "rain fell Ruiz said floods followed"
    marks = {
        "rain": "content>said",
        "fell": "content>said",
        "Ruiz": "source",
        "said": "cue>Ruiz",
        "floods": "content>said",
        "followed": "content>said",
    }
    assert joined(text, read(text, marks)) == [(["Ruiz"], ["said"], ["rain fell", "floods followed"])]


def test_one_source_of_two_cues():
    """A source is shared by the cues that point to it."""
    text = "Ruiz said rain fell and denied floods"
    marks = {
        "Ruiz": "source",
        "said": "cue>Ruiz",
        "rain": "content>said",
        "fell": "content>said",
        "denied": "cue>Ruiz",
        "floods": "content>denied",
    }
    assert [sources for sources, _, _ in joined(text, read(text, marks))] == [["Ruiz"], ["Ruiz"]]


def test_cue_without_source():
    """A cue that points nowhere has no source, though one stands beside it."""
    text = "Ruiz waited while floods were reported"
    marks = {"Ruiz": "source", "floods": "content>reported", "reported": "cue"}
    assert joined(text, read(text, marks)) == [([], ["reported"], ["floods"])]


def test_cue_without_content_is_no_attribution():
    """A reporting word alone claims nothing."""
    text = "Ruiz said nothing"
    assert joined(text, read(text, {"Ruiz": "source", "said": "cue>Ruiz"})) == []


def test_quotation_goes_on_in_the_next_window():
    """A content that points out of its window goes with the attribution before it."""
    first, second = "Ruiz said rain fell", "floods followed"
    text = f"{first}\n{second}"
    marks = {"Ruiz": "source", "said": "cue>Ruiz", "rain": "content>said", "fell": "content>said"}
    found = joined(
        text, read(first, marks), read(second, {"floods": "content", "followed": "content"}, start=len(first) + 1)
    )
    assert found == [(["Ruiz"], ["said"], ["rain fell", "floods followed"])]


def test_cue_without_content_takes_its_rivals_second():
    """Where two contents lean to one cue, a cue beside them that is left empty takes the one that it pulls too."""
    text = "Ruiz feared rain and predicted floods"
    marks = {"feared": "cue>Ruiz", "rain": "content>feared", "predicted": "cue>Ruiz", "floods": "content>feared"}
    reading = read(text, marks | {"Ruiz": "source"})
    words = ["", *text.split()]
    reading.links[words.index("floods"), words.index("predicted")] = 99.97
    assert joined(text, reading) == [(["Ruiz"], ["feared"], ["rain"]), (["Ruiz"], ["predicted"], ["floods"])]


def test_a_second_content_must_point_firmly():
    """A content that points as much elsewhere as to a cue which has one already is left out, not joined to it."""
    text = "Ruiz said rain and floods"
    marks = {"Ruiz": "source", "said": "cue>Ruiz", "rain": "content>said", "floods": "content>said"}
    reading = read(text, marks)
    assert joined(text, reading) == [(["Ruiz"], ["said"], ["rain", "floods"])]
    words = ["", *text.split()]
    reading.links[words.index("floods"), words.index("rain")] = 100
    assert joined(text, reading) == [(["Ruiz"], ["said"], ["rain"])]


def test_distance_decides_between_equal_cues():
    """What each distance adds to a link breaks a tie."""
    text = "said rain said"
    reading = read("said rain", {"said": "cue", "rain": "content>said"})
    spans = (*reading.window.spans, (10, 14))
    twice = [0, 1, 2, 1]
    links = reading.links[twice].copy()
    links[3, LINK_WIDTH : 2 * LINK_WIDTH] = links[1, LINK_WIDTH : 2 * LINK_WIDTH]
    reading = Reading(Window((0,) * 4, (0,) * 4, spans), reading.roles[twice], reading.roles[twice], links)
    near = np.array([[0, 0, 5], [0, 0, 0]], np.float32)
    (found,) = join([reading], text, chain=CHAIN, near=near)
    assert found.cue_spans == ((10, 14),)
