"""Both sides of a contradiction; and threads chosen by what their claims are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dateline.analysis.claims import readable_claims
from dateline.analysis.threads.disputes import find_disputes
from dateline.analysis.threads.roles import give_roles
from dateline.analysis.threads.selecting import select_threads
from dateline.analysis.threads.summary import summarise_threads
from dateline.errors import UnknownNameError

if TYPE_CHECKING:
    from conftest import Pile


def disputes(pile: Pile) -> pd.DataFrame:
    claims, articles, copies = pile.tables()
    threads = give_roles(pile.grouping(), claims, articles, copies=copies)
    return find_disputes(threads, claims, articles, sentences=pile.sentences(), copies=copies)


def test_a_denial_stands_beside_what_it_denies(pile: Pile) -> None:
    """Once for each denying source, with both sentences, and how often it denies."""
    pile.add("The dam has cracks", by="Jonas Reth", outlet="Courier", day="2025-03-11")
    pile.add("Cracks were found", by="Jonas Reth", outlet="Herald", day="2025-03-11")
    pile.add("that the dam has cracks", by="Pavel Drust", said="denied", cue_kind="denies", day="2025-03-12")
    pile.add("The dam has no cracks", by="Pavel Drust", day="2025-03-13")
    table = disputes(pile)
    assert table[["kind", "differs", "times", "same_source"]].to_numpy().tolist() == [
        ["denial", "Pavel Drust denies what Jonas Reth says", 2, False]
    ]
    assert table.loc[0, "one_sentence"] == "The dam has cracks, Jonas Reth said."
    assert table.loc[0, "other_sentence"] == "that the dam has cracks, Pavel Drust denied."
    assert (table.loc[0, "one_outlet"], table.loc[0, "other_claim"]) == ("Courier", "3")


def test_numbers_that_differ_are_set_side_by_side_in_words(pile: Pile) -> None:
    """Each new value once, with how many claims give it; one source that changes its number is marked."""
    pile.add("Up to 40 houses are flooded", by="Interior Ministry", day="2025-03-12")
    pile.add("At least 60 houses are flooded", by="Interior Ministry", day="2025-03-14")
    pile.add("At least 60 houses are flooded", by="Mira Kaskel", day="2025-03-15")
    pile.add("A hundred houses are flooded", by="Mira Kaskel", day="2025-03-16")
    table = disputes(pile)
    assert table[["kind", "differs", "times", "same_source"]].to_numpy().tolist() == [
        ["number", "“Up to 40 houses” against “At least 60 houses”", 3, True],
    ]


def test_days_that_differ_are_set_side_by_side(pile: Pile) -> None:
    """Days that the contents speak of and that cannot be the same."""
    pile.add("The inquiry opens", by="Runa Holt", about_first="2025-05-01", about_last="2025-05-01")
    pile.add("The inquiry opens", by="Odra Venn", about_first="2025-06-02", about_last="2025-06-08")
    table = disputes(pile)
    assert table["differs"].tolist() == ["1 May 2025 against 2 Jun 2025 to 8 Jun 2025"]
    assert table["kind"].tolist() == ["date"]


def test_claims_that_agree_are_no_dispute(pile: Pile) -> None:
    """Repetition in other words and rounder numbers gives an empty table with all its columns."""
    pile.add("2,000 people left")
    pile.add("About 2,000 people left", day="2025-03-13")
    table = disputes(pile)
    assert len(table) == 0
    assert {"one_sentence", "other_sentence", "differs"} <= set(table.columns)


@pytest.fixture
def two_threads(pile: Pile) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Threads, claims in words, summary: one thread of two origins, one of one."""
    pile.add("The dam leaks", by="Jonas Reth", outlet="Courier", day="2025-03-11")
    pile.add("The dam leaks", by="Runa Holt", outlet="Tribune", day="2025-03-20")
    pile.add("A siren sounded", by="Mira Kaskel", outlet="Tribune", day="2025-03-20", confidence=0.4)
    claims, articles, copies = pile.tables()
    grouping = pile.grouping().assign(thread=["t", "t", "u"])
    threads = give_roles(grouping, claims, articles, copies=copies)
    readable = readable_claims(claims, articles, sentences=pile.sentences())
    return threads, readable, summarise_threads(threads, claims, articles, copies=copies)


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ({}, ["1", "2", "3"]),
        ({"sources": ["Reth"]}, ["1", "2"]),
        ({"outlets": ["Tribune"]}, ["1", "2", "3"]),
        ({"outlets": ["Tribune"], "last": "2025-03-15"}, []),
        ({"last": "2025-03-15"}, ["1", "2"]),
        ({"confidence": 0.5}, ["1", "2"]),
        ({"origins": 2}, ["1", "2"]),
        ({"size": 2}, ["1", "2"]),
        ({"among": ["3"]}, ["3"]),
    ],
)
def test_threads_are_chosen_by_their_claims_and_kept_whole(
    two_threads: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], question: dict[str, object], chosen: list[str]
) -> None:
    """A thread fits when one claim fits all that is asked, and keeps all its claims."""
    threads, readable, summary = two_threads
    assert select_threads(threads, readable, summary=summary, **question)["claim"].tolist() == chosen  # type: ignore[arg-type]


def test_an_unknown_source_is_answered_with_the_known_ones(
    two_threads: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
) -> None:
    """A misspelt name is refused, not answered with nothing."""
    threads, readable, _ = two_threads
    with pytest.raises(UnknownNameError, match="Jonas Reth"):
        select_threads(threads, readable, sources=["Jonas Reht"])
