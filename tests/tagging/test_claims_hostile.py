"""Hostile text: no crash, spans within the text, the same every time, and time that grows with length alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tagging.claims import Claim, find_claims
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences

SENTENCE = "“The bridge is safe,” Ana Ruiz said, the Herald reported. "
PIECES = st.sampled_from(
    ["“", "”", '"', "«", "»", "„", "‘", "’", "(", ")", "—", ",", ".", ":", "\n", " ", "said", "Ana", "that", "who",
     "she", "is", "believed", "to", "according", "and", "😀", "שלום", "قال", "ß", "\u200f", "told", "never"]
)  # fmt: skip


def claims(text: str) -> list[Claim]:
    """Return the claims of a text without names and times."""
    return find_claims(
        "a", text, sentences=find_sentences(text), entities=(), times=(), published=None, propose=propose
    )


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", '"', "said", "said.", ", said", "according to", "😀" * 50, "“" * 999, "(" * 999]
)
def test_scraps_give_no_claim(text: str) -> None:
    """Text without a whole attribution gives no claim and no error."""
    assert claims(text) == []


@given(st.lists(PIECES, max_size=40))
def test_any_mixture_of_marks_and_words(pieces: list[str]) -> None:
    """Whatever stands in a text, spans lie within it, ids are unique, and a second run gives the same."""
    text = " ".join(pieces)
    found = claims(text)
    spans = [span for claim in found for span in (*claim.source_spans, *claim.cue_spans, *claim.content_spans)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert len({claim.id for claim in found}) == len(found)
    assert found == claims(text)


def test_capitals() -> None:
    """A text in capitals is read like any other."""
    assert [claim.cue for claim in claims("ANA RUIZ SAID THAT THE BRIDGE WAS SAFE.")] == ["say"]


def test_right_to_left_text_beside_english() -> None:
    """Words of another script are content like others."""
    assert claims("Ana Ruiz said: “שלום לכולם”")[0].content_spans == [[15, 27]]


def test_five_thousand_quotations() -> None:
    """Each of 5,000 quotations is found."""
    assert len(claims(SENTENCE * 5000)) == 5000


@pytest.mark.parametrize(
    "unit",
    [
        SENTENCE,
        "he said, she said, ",
        "“it was said ",
        "Ana Ruiz, ",
        "that he said that ",
        "and (said — ",
        "is believed to ",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    """A paragraph ten times as long, even without an end of sentence, takes no hundred times as long."""

    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        start = time.process_time()
        find_claims("a", text, sentences=[(0, len(text))], entities=(), times=(), published=None, propose=propose)
        return time.process_time() - start

    seconds(1000)
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)
