"""Claims in words, chosen by source, outlet and day."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.claims import count_sources, initials, readable_claims, select_claims
from dateline.errors import DatelineError, UnknownNameError

TEXT = "Rain fell. The mill is shut, Ada Brook said, for a week. The Quill Office may reopen it."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def claim(**fields: object) -> dict[str, object]:
    usual = {"article": "a", "cue": "say", "quotation": "indirect", "certainty": "plain", "confidence": 0.9}
    return usual | fields


@pytest.fixture
def articles() -> pd.DataFrame:
    row = {"id": "a", "text": TEXT, "headline": "Mill", "outlet": "The Reed", "published": "2025-03-04"}
    return schema.frame("articles", [row | {"source_record": 1}])


@pytest.fixture
def claims() -> pd.DataFrame:
    rows = [
        claim(
            id="1",
            source="Ada Brook",
            source_kind="person",
            source_spans=[span("Ada Brook")],
            cue_spans=[span("said")],
            content_spans=[span("The mill is shut"), span("for a week")],
            said_first="2025-03-03",
            said_last="2025-03-03",
        ),
        claim(
            id="2",
            source="Quill Office",
            source_kind="organisation",
            source_spans=[span("The Quill Office")],
            cue_spans=[],
            content_spans=[span("reopen it")],
            certainty="hedged",
            confidence=0.4,
            via=["Ada Brook"],
        ),
        claim(
            id="3",
            source_spans=[],
            cue_spans=[],
            content_spans=[span("Rain fell")],
            said_first="2025-03-05",
            said_last="2025-03-06",
        ),
    ]
    return schema.frame("claims", rows)


@pytest.fixture
def readable(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    spans = [(0, 10), (11, 56), (57, len(TEXT))]
    sentences = schema.frame("sentences", [("a", start, end) for start, end in spans])
    return readable_claims(claims, articles, sentences=sentences)


def test_an_interrupted_claim_is_shown_with_an_ellipsis(readable: pd.DataFrame) -> None:
    """The parts of a claim are joined by an ellipsis, which stands for the reporting words between them."""
    assert readable["content"].tolist() == ["The mill is shut … for a week", "reopen it", "Rain fell"]


def test_each_claim_comes_with_its_whole_sentence(readable: pd.DataFrame) -> None:
    """The sentence column holds the sentences that source, cue and content touch, and no others."""
    assert readable["sentence"].tolist() == [
        "The mill is shut, Ada Brook said, for a week.",
        "The Quill Office may reopen it.",
        "Rain fell.",
    ]


def test_a_claim_without_a_source_says_so(readable: pd.DataFrame) -> None:
    """A source that the text does not name is shown as not named, never guessed."""
    assert readable["source"].tolist() == ["Ada Brook", "Quill Office", "(not named)"]


def test_claims_are_not_changed_in_place(claims: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Putting claims into words leaves the tables as they were."""
    before = claims.copy(deep=True), articles.copy(deep=True)
    readable_claims(claims, articles, sentences=schema.frame("sentences"))
    pd.testing.assert_frame_equal(claims, before[0])
    pd.testing.assert_frame_equal(articles, before[1])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, ["1", "2", "3"]),
        ({"sources": ["brook"]}, ["1"]),
        ({"sources": ["QO"]}, ["2"]),
        ({"sources": ["the quill office", "Ada Brook"]}, ["1", "2"]),
        ({"outlets": ["The Reed"]}, ["1", "2", "3"]),
        ({"articles": ["a", "b"]}, ["1", "2", "3"]),
        ({"articles": []}, []),
        ({"confidence": 0.5}, ["1"]),
        ({"first": "2025-03-04"}, ["3"]),
        ({"last": "2025-03-05"}, ["1", "3"]),
        ({"first": "", "last": ""}, ["1", "2", "3"]),
    ],
)
def test_claims_are_chosen_by_the_question(readable: pd.DataFrame, question: dict, expected: list[str]) -> None:
    """Source names fit as whole words in any case or as initials; days, outlets, articles and confidence restrict."""
    readable.loc[readable["claim"] == "3", "confidence"] = 0.3
    assert select_claims(readable, **question)["claim"].tolist() == expected


def test_an_unknown_source_lists_those_there_are(readable: pd.DataFrame) -> None:
    """A source that makes no claim is an error that names the sources of the corpus, and part of a word is no name."""
    with pytest.raises(UnknownNameError, match=r'No source "Broo"\. There is: Ada Brook, Quill Office\.'):
        select_claims(readable, sources=["Broo"])


def test_an_unknown_outlet_lists_those_there_are(readable: pd.DataFrame) -> None:
    """An outlet that is not in the corpus is an error that names the outlets."""
    with pytest.raises(UnknownNameError, match=r'No outlet "Reed"\. There is: The Reed\.'):
        select_claims(readable, outlets=["Reed"])


def test_a_day_that_is_none_says_how_to_write_it(readable: pd.DataFrame) -> None:
    """A day in another form is an error that shows the form."""
    with pytest.raises(DatelineError, match=r'"4 March" is no day. Write it as 2025-03-04.'):
        select_claims(readable, first="4 March")


def test_sources_are_counted(readable: pd.DataFrame) -> None:
    """Each source has its number of claims, hedged claims, outlets and its first and last day."""
    table = count_sources(readable)
    assert table[["source", "claims", "direct", "hedged", "outlets"]].to_numpy().tolist() == [
        ["(not named)", 1, 0, 0, 1],
        ["Ada Brook", 1, 0, 0, 1],
        ["Quill Office", 1, 0, 1, 1],
    ]
    assert table["first"].isna().tolist() == [False, False, True]


def test_no_claims_give_empty_tables(claims: pd.DataFrame, articles: pd.DataFrame) -> None:
    """A corpus without claims gives tables with the same columns and no rows."""
    none = readable_claims(claims.head(0), articles, sentences=schema.frame("sentences"))
    assert len(none) == 0
    assert len(count_sources(none)) == 0
    assert select_claims(none).columns.tolist() == none.columns.tolist()


def test_initials_are_those_of_capitalised_words() -> None:
    """Small words do not count in initials."""
    assert initials("Office for the Quill of Reed") == "OQR"
