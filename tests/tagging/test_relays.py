"""Claims at second hand that end a sentence."""

from __future__ import annotations

import pytest

from dateline.tagging.claims import find_claims
from dateline.tagging.entities import find_entities
from dateline.tagging.relays import find_relays, propose


def read(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    names = find_entities(text)
    whole = [(0, len(text))]
    claims = find_claims("a", text, sentences=whole, entities=names, times=[], published=None, propose=propose)
    return [(claim.source, tuple(claim.via)) for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The mill is shut, the Quill Office said, the Reed Courier reported.",
        "“The mill is shut,” the Quill Office said, the Reed Courier reports.",
    ],
)
def test_who_passes_a_claim_on_is_no_second_source(text: str) -> None:
    """One claim of the office's, via the paper."""
    assert [(source, [via.removeprefix("the ") for via in relays]) for source, relays in read(text)] == [
        ("Quill Office", ["Reed Courier"])
    ]


def test_only_the_last_sentence_is_passed_on() -> None:
    """What an earlier sentence says is not part of the claim."""
    text = "Rain fell. The mill is shut, the Quill Office said, the Reed Courier reported."
    [([inner], _)] = find_relays(text)
    start, end = inner.content_spans[0]
    assert text[start:end] == "The mill is shut"


def test_a_claim_within_a_claim_is_found() -> None:
    """Who had warned is a source too, of what stands within what Ruiz said."""
    text = "Ana Ruiz said that the ministry had warned that the bridge was unsafe."
    contents = [one.content_spans[0] for one in propose(text, [(0, len(text))])]
    assert [text[start:end] for start, end in contents] == [
        "that the ministry had warned that the bridge was unsafe",
        "that the bridge was unsafe",
    ]


@pytest.mark.parametrize("text", ["", ", a said, b reported.", "The mill is shut, the office said.", "x, " * 5000])
def test_other_sentences_give_nothing(text: str) -> None:
    """A single tail, an empty text and many commas are no claims at second hand."""
    assert list(find_relays(text)) == []
