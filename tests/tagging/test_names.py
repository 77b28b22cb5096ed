"""Names made whole, looked up in lists and read alike throughout an article, apart from the network."""

from __future__ import annotations

import pytest

from dateline.tagging.agreement import agree
from dateline.tagging.capitals import capitalised
from dateline.tagging.gazetteer import load_gazetteer
from dateline.tagging.lexicon import load_lexicon
from dateline.tagging.lists import Lists
from dateline.tagging.names import Mention, tidy
from dateline.tagging.neural import Name
from dateline.tagging.sentences import find_sentences


def tidied(text: str, *read: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what is left of names that the network read with little certainty, given by their words and kinds."""
    names = [Name(text.index(words), text.index(words) + len(words), kind, 0.6) for words, kind in read]
    return [
        (text[m.start : m.end], m.kind)
        for m in tidy(text, names, sentences=find_sentences(text), lexicon=load_lexicon())
    ]


def agreed(text: str, *read: tuple[str, str, float]) -> list[tuple[str, str]]:
    """Return what an article's names become, given by their words, kinds and certainties in the order of the text."""
    mentions: list[Mention] = []
    for words, kind, certainty in read:
        start = text.index(words, mentions[-1].end if mentions else 0)
        mentions.append(Mention(start, start + len(words), kind, certainty))
    words_of = list(capitalised(text, 0, len(text)))
    return [(text[m.start : m.end], m.kind) for m in agree(text, mentions, words=words_of)]


def listed(text: str) -> list[tuple[str, str]]:
    """Return what the lists know in a text, people with a title or given name last."""
    words = list(capitalised(text, 0, len(text)))
    lists = Lists(load_lexicon(), load_gazetteer())
    found = [*lists.read_known(text, words), *lists.read_people(words)]
    return [(text[m.start : m.end], m.kind) for m in found]


@pytest.mark.parametrize(
    ("text", "read", "left"),
    [
        ("He saw Ovela Trask.", [("Ovela Tra", "PER")], [("Ovela Trask", "PER")]),
        ("He saw Mr. Trask.", [("Mr. Trask", "PER")], [("Trask", "PER")]),
        ("He saw Mr. Trask.", [("Mr", "PER")], []),
        ("He saw Ovela Trask.", [("Ovela", "PER"), ("Trask", "PER")], [("Ovela Trask", "PER")]),
        ("He saw John F. Trask.", [("John F", "PER"), ("Trask", "PER")], [("John F. Trask", "PER")]),
        ("He met Tom Orr. Trask left.", [("Tom Orr", "PER"), ("Trask", "PER")], [("Tom Orr", "PER"), ("Trask", "PER")]),
        ("An Orrin Times/ABC poll.", [("Orrin Times/ABC", "ORG")], [("Orrin Times", "ORG"), ("ABC", "ORG")]),
        ("An Orrin Times-ABC poll.", [("Orrin Times-ABC", "ORG")], [("Orrin Times", "ORG"), ("ABC", "ORG")]),
        ("The federal Orrin Agency said.", [("federal Orrin Agency", "ORG")], [("Orrin Agency", "ORG")]),
        ("The Orrin newspaper chain.", [("Orrin newspaper", "ORG")], [("Orrin", "ORG")]),
        ("At Orrin University.", [("Orrin University", "LOC")], [("Orrin University", "ORG")]),
        ("The I.R.S. wrote.", [("I.R.S", "ORG")], [("I.R.S.", "ORG")]),
        ("Agency for the Fall of Orr", [("Agency for the Fall of", "ORG")], [("Agency for the Fall of Orr", "ORG")]),
        ("Trask (R-Wis.) left.", [("R-Wis", "LOC")], []),
        ("Follow @orrin now.", [("orrin", "ORG")], []),
        ("Write to desk@orrin.com now.", [("orrin", "ORG")], []),
        ("It rained. However, he left.", [("However", "PER")], []),
        ("Orrin’s bank.", [("Orrin’s", "LOC")], [("Orrin", "LOC")]),
    ],
)  # fmt: skip
def test_what_the_network_reads_is_made_whole(
    text: str, read: list[tuple[str, str]], left: list[tuple[str, str]]
) -> None:
    """Half words are completed, titles, endings and ordinary words cut off, and what is no name is dropped."""
    assert tidied(text, *read) == left


def test_a_kind_read_once_gives_way_to_the_rest_of_the_article() -> None:
    """A name has the kind that it has elsewhere, where the network was unsure of it or quite alone with it."""
    kinds = [("LOC", 0.6), ("LOC", 0.95), *[("PER", 1.0)] * 6]
    assert agreed("Trask left. " * 8, *(("Trask", *kind) for kind in kinds)) == [("Trask", "PER")] * 8


def test_two_kinds_both_read_with_certainty_stay() -> None:
    """A name that is surely a place here and a person there stays so."""
    text = "Orrin is a town. Orrin wept."
    assert agreed(text, ("Orrin", "LOC", 0.99), ("Orrin", "PER", 0.99)) == [("Orrin", "LOC"), ("Orrin", "PER")]


def test_a_name_is_read_wherever_it_stands() -> None:
    """What was overlooked is added, and a surname by its full name."""
    text = "Ovela Trask met Orrin Bank. Trask left Orrin Bank."
    read = [("Ovela Trask", "PER", 0.9), ("Orrin Bank", "ORG", 0.9)]
    assert agreed(text, *read) == [
        ("Ovela Trask", "PER"),
        ("Orrin Bank", "ORG"),
        ("Trask", "PER"),
        ("Orrin Bank", "ORG"),
    ]


def test_a_word_read_as_a_name_once_among_many_is_not_added() -> None:
    """A capitalised word that was taken for a name in one of many places is not added at the others."""
    text = "Young left. " + "Young wept. " * 9
    assert agreed(text, ("Young", "PER", 0.5)) == [("Young", "PER")]


def test_an_acronym_in_brackets_makes_an_organisation() -> None:
    """A long name with its acronym is an organisation, and so is the acronym, unless they are a place."""
    text = "The Orrin River Watch (ORW) met. ORW left."
    read = [("Orrin River Watch", "MISC", 0.5), ("ORW", "PER", 0.6)]
    assert agreed(text, *read) == [("Orrin River Watch", "ORG"), ("ORW", "ORG"), ("ORW", "ORG")]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("He uses Twitter and Facebook.", [("Twitter", "ORG"), ("Facebook", "ORG")]),
        ("The White House and the Republican Party.", [("White House", "LOC"), ("Republican Party", "ORG")]),
        ("A FLOOD IN PARIS", [("PARIS", "LOC")]),
        ("He met Prime Minister Ovela Trask.", [("Ovela Trask", "PER")]),
        ("He met Donald Trask.", [("Donald Trask", "PER")]),
        ("Reading is fun. Mobile phones ring.", []),
        ("He is in Reading.", []),
    ],
)
def test_lists_know_names(text: str, known: list[tuple[str, str]]) -> None:
    """Lists hold organisations, places and titles, and leave ordinary words alone."""
    assert listed(text) == known
