"""Sentences stay inside their paragraphs and cover every word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.tagging.sentences import find_paragraphs, find_sentences


def read(text: str) -> list[str]:
    """Return the sentences as text."""
    return [text[start:end] for start, end in find_sentences(text)]


def test_abbreviations_do_not_end_a_sentence():
    """Titles and initials with a full stop stay inside their sentence."""
    assert read("Gen. Ana B. Ruiz met Dr. Lund on Monday. They agreed.") == [
        "Gen. Ana B. Ruiz met Dr. Lund on Monday.",
        "They agreed.",
    ]


def test_a_headline_ends_at_its_line():
    """A headline without a full stop is a sentence of its own."""
    assert read("Dam holds after flood\nThe dam at Orrin held.\nBy Ana Ruiz") == [
        "Dam holds after flood",
        "The dam at Orrin held.",
        "By Ana Ruiz",
    ]


def test_a_blank_line_ends_a_sentence():
    """No sentence crosses a blank line."""
    assert read("The ministry said\n \nthe dam held") == ["The ministry said", "the dam held"]


def test_a_wrapped_paragraph_is_read_as_one():
    """Lines broken at an even width belong to one paragraph, and sentences run over them."""
    text = (
        "The ministry said on Monday that the dam at Orrin had\n"
        "held through the night and that nobody living in the\n"
        "valley had been hurt. Work goes on.\n"
        "\n"
        "A second paragraph."
    )
    assert [text[start:end][-35:] for start, end in find_paragraphs(text)] == [
        "valley had been hurt. Work goes on.",
        "A second paragraph.",
    ]
    assert read(text)[1:] == ["Work goes on.", "A second paragraph."]


def test_a_quotation_mark_stays_with_its_sentence():
    """A closing quotation mark belongs to the sentence that it closes."""
    assert read("“The dam held.” The minister left.") == ["“The dam held.”", "The minister left."]


@pytest.mark.parametrize("text", ["", " \n\t \n", "\u2028"])
def test_empty_text_has_no_sentences(text: str):
    """White space alone is no sentence."""
    assert find_sentences(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No end. " * 20_000,
        "Mr. " * 20_000,
        "." * 100_000,
        "word " * 20_000,
        "\n" * 100_000,
        "x\n" * 20_000,
        "\ud800 A lone half. Of a pair.",
        "النص العربي. Ελληνικά; 漢字。 😀😀.",
        "A\u00a0b.\u2003C\x85d.\x0bE\x0cf",
    ],
)
def test_every_character_but_white_space_is_in_one_sentence(text: str):
    """Sentences come in order, do not overlap, and leave out nothing but white space."""
    spans = find_sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
