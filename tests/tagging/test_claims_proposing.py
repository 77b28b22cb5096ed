"""Attributions by rules: one shape of sentence a test."""

from __future__ import annotations

import pytest

from dateline.tagging.claims import propose_by_rules
from dateline.tagging.sentences import find_sentences


def parts(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution as words of the text."""
    return [
        tuple(" … ".join(text[a:b] for a, b in spans) for spans in (x.source_spans, x.cue_spans, x.content_spans))
        for x in propose_by_rules(text, find_sentences(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said that the bridge was safe.", ("Ana Ruiz", "said", "that the bridge was safe")),
        ("Ana Ruiz said the bridge was safe.", ("Ana Ruiz", "said", "the bridge was safe")),
        ("The bridge was safe, Ana Ruiz said.", ("Ana Ruiz", "said", "The bridge was safe")),
        ("The bridge was safe, said Ana Ruiz.", ("Ana Ruiz", "said", "The bridge was safe")),
        ("“The bridge is safe,” said Ana Ruiz.", ("Ana Ruiz", "said", "“The bridge is safe,”")),
        ("“The bridge is safe,” Ana Ruiz said on Monday.", ("Ana Ruiz", "said", "“The bridge is safe,”")),
        ('"The bridge is safe," she said.', ("she", "said", '"The bridge is safe,"')),
        (
            "According to the city council, the bridge is safe.",
            ("the city council", "According to", "the bridge is safe"),
        ),
        (
            "The bridge is safe, according to the city council.",
            ("the city council", "according to", "The bridge is safe"),
        ),
        ("Ana Ruiz said: “The bridge is safe.”", ("Ana Ruiz", "said", "“The bridge is safe.”")),
        (
            "Ana Ruiz, the mayor of Orrin, said the bridge was safe.",
            ("Ana Ruiz, the mayor of Orrin", "said", "the bridge was safe"),
        ),
        ("Ana Ruiz told reporters that the bridge was safe.", ("Ana Ruiz", "told", "that the bridge was safe")),
        ("The ministry denied that the bridge was closed.", ("The ministry", "denied", "that the bridge was closed")),
        (
            "The two men also reportedly insisted that it was safe.",
            ("The two men", "also reportedly insisted", "that it was safe"),
        ),
        ("Ana Ruiz has not said that the bridge is safe.", ("Ana Ruiz", "has not said", "that the bridge is safe")),
    ],
)
def test_shape_of_a_sentence(text: str, expected: tuple[str, str, str]) -> None:
    """Source, cue and content are found wherever they stand in the sentence."""
    assert parts(text) == [expected]


def test_interrupted_quotation_is_one_attribution() -> None:
    """What stands before and after "she said" is one content in two pieces."""
    text = "“The bridge,” Ana Ruiz said, “is safe for now.”"
    assert parts(text) == [("Ana Ruiz", "said", "“The bridge,” … “is safe for now.”")]


def test_quotation_goes_on_in_the_next_sentence() -> None:
    """A quotation that follows in the same paragraph belongs to the speaker before it."""
    text = "“The bridge is safe,” Ana Ruiz said. “We looked at every bolt.”"
    assert parts(text) == [("Ana Ruiz", "said", "“The bridge is safe,” … “We looked at every bolt.”")]


def test_quotation_of_several_sentences_is_taken_whole() -> None:
    """A quotation that began sentences ago is the content from its first mark on."""
    text = "“The bridge is safe. We looked at every bolt,” Ana Ruiz said."
    assert parts(text) == [("Ana Ruiz", "said", "“The bridge is safe. We looked at every bolt,”")]


def test_claim_within_a_claim() -> None:
    """A source that is quoted by another source gives a second attribution inside the first."""
    text = "Ana Ruiz said that the ministry had warned that the bridge was unsafe."
    assert parts(text) == [
        ("Ana Ruiz", "said", "that the ministry had warned that the bridge was unsafe"),
        ("the ministry", "had warned", "that the bridge was unsafe"),
    ]


def test_two_cues_share_one_source() -> None:
    """A second cue after "and" has the source of the first."""
    text = "Ana Ruiz said the bridge was safe, and denied that it had been closed."
    assert parts(text)[1] == ("Ana Ruiz", "denied", "that it had been closed")


def test_passive_without_source() -> None:
    """A belief that nobody is named for has no source."""
    text = "It is believed that the bridge was unsafe."
    assert [(cue, content) for _, cue, content in parts(text)] == [("is believed", "that the bridge was unsafe")]


def test_headline_with_tail() -> None:
    """A headline that ends in "analysts say" has them as source."""
    assert parts("Bridge may close again, engineers say") == [("engineers", "say", "Bridge may close again")]


def test_plain_narration_has_no_attribution() -> None:
    """A sentence in which nobody says anything gives nothing."""
    assert parts("The bridge crosses the river at Orrin and is ninety metres long.") == []
