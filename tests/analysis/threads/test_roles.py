"""Roles of claims in their threads, and who stands at the end of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dateline.analysis.threads.roles import give_roles
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from conftest import Pile

OUTLET = {"source_kind": "organisation"}
DENIED = {"said": "denied", "cue_kind": "denies"}
CONFIRMED = {"said": "confirmed", "cue_kind": "confirms"}
WITHDREW = {"said": "withdrew", "cue_kind": "withdraws"}


def roles(pile: Pile) -> dict[str, str]:
    claims, articles, copies = pile.tables()
    table = give_roles(pile.grouping(), claims, articles, copies=copies)
    return dict(zip(table["claim"], table["role"], strict=True))


def test_the_first_is_who_said_it_on_the_earliest_day(pile: Pile) -> None:
    """The day of saying decides, even where it was published later; the undated claim comes last."""
    undated = pile.add("Forty houses are flooded", day=None)
    early = pile.add("Forty houses are flooded", day="2025-03-14", said_first="2025-03-11", said_last="2025-03-11")
    later = pile.add("Forty houses are flooded", day="2025-03-12")
    assert list(roles(pile).items()) == [(early, "first"), (later, "repeat"), (undated, "repeat")]


def test_an_undated_claim_is_first_only_among_undated_ones(pile: Pile) -> None:
    """Where no claim has a day, one of them still begins the thread."""
    pile.add("Forty houses are flooded", day=None)
    pile.add("Forty houses are flooded", day=None)
    assert list(roles(pile).values()) == ["first", "repeat"]


def test_of_last_week_no_more_is_certain_than_its_last_day(pile: Pile) -> None:
    """A stretch of days counts from its end."""
    week = pile.add("The dam leaks", day="2025-03-17", said_first="2025-03-10", said_last="2025-03-16")
    day = pile.add("The dam leaks", day="2025-03-12")
    assert roles(pile) == {day: "first", week: "repeat"}


def test_some_time_in_a_year_is_no_day(pile: Pile) -> None:
    """What was said some time in a stretch longer than a month comes after what has a day."""
    year = pile.add("The dam leaks", day="2025-03-17", said_first="2024-01-01", said_last="2024-12-31")
    day = pile.add("The dam leaks", day="2025-03-12")
    assert roles(pile) == {day: "first", year: "repeat"}


def test_who_is_cited_was_earlier_on_the_same_day(pile: Pile) -> None:
    """An outlet that another names as where it has the claim from comes before that one."""
    citing = pile.add("Varnia was warned", outlet="Varnia Press Agency", agency="VPA", via=["the State Herald"])
    cited = pile.add("Varnia was warned", outlet="State Herald")
    assert roles(pile) == {cited: "first", citing: "repeat"}


def test_times_of_publication_decide_on_one_day(pile: Pile) -> None:
    """Of two reports of a day the one that is out earlier is the first."""
    noon = pile.add("The dam leaks", published_time="2025-03-12T12:00:00+01:00")
    morning = pile.add("The dam leaks", published_time="2025-03-12T08:00:00+01:00")
    assert roles(pile) == {morning: "first", noon: "repeat"}


def test_changed_numbers_amend_and_repeated_ones_do_not(pile: Pile) -> None:
    """A number that cannot hold with any before amends; who repeats the old or the new one changes nothing."""
    expected = {
        pile.add("Up to 40 houses are flooded", day="2025-03-12"): "first",
        pile.add("At least 60 houses are flooded", day="2025-03-13"): "amend",
        pile.add("Up to 40 houses are flooded", day="2025-03-14"): "repeat",
        pile.add("Sixty-four houses are flooded", day="2025-03-15"): "repeat",
        pile.add("At least 60 cellars are flooded", day="2025-03-16"): "repeat",
    }
    assert roles(pile) == expected


def test_other_days_amend(pile: Pile) -> None:
    """A claim about days that no claim before can have meant amends."""
    day = {"about_first": "2025-05-01", "about_last": "2025-05-01"}
    pile.add("The inquiry opens", day="2025-03-12", **day)
    moved = pile.add("The inquiry opens", day="2025-03-13", about_first="2025-06-02", about_last="2025-06-02")
    within = pile.add("The inquiry opens", day="2025-03-14", about_first="2025-05-01", about_last="2025-05-31")
    assert roles(pile) == {"1": "first", moved: "amend", within: "repeat"}


def test_denials_confirmations_and_withdrawals(pile: Pile) -> None:
    """Each by its reporting word, and the same source's next words in the same sense."""
    expected = {
        pile.add("The dam has cracks", by="Water Institute", day="2025-03-01"): "first",
        pile.add("that the dam has cracks", by="Pavel Drust", **DENIED, day="2025-03-02"): "deny",
        pile.add("“Bring a ruler”", by="Pavel Drust", quotation="direct", day="2025-03-03"): "deny",
        pile.add("that it has cracks", by="Water Institute", **CONFIRMED, day="2025-03-04"): "repeat",
        pile.add("that it has cracks", by="Runa Holt", **CONFIRMED, day="2025-03-05"): "confirm",
        pile.add("“The dam has cracks”", by="Jonas Reth", quotation="direct", day="2025-03-06"): "confirm",
        pile.add("its report", by="Water Institute", **WITHDREW, day="2025-03-07"): "withdraw",
        pile.add("it had been misled", by="Water Institute", day="2025-03-08"): "withdraw",
        pile.add("that the dam has cracks", by="Pavel Drust", said="admitted", day="2025-03-09"): "repeat",
    }
    assert roles(pile) == expected


def test_who_takes_part_of_it_back_amends(pile: Pile) -> None:
    """Another source that grants it and qualifies it changes what is said."""
    pile.add("Varnia was warned by telephone", by="Energy Ministry", day="2025-03-12")
    half = pile.add("Varnia was warned, but on a dead line", by="River Commission", day="2025-03-13")
    assert roles(pile)[half] == "amend"


def test_a_thread_that_begins_with_a_denial_has_the_others_against_it(pile: Pile) -> None:
    """Who denies first is first; who says the thing denies that."""
    expected = {
        pile.add("that the dam has cracks", **DENIED, day="2025-03-12"): "first",
        pile.add("the dam has cracks", by="Jonas Reth", day="2025-03-13"): "deny",
        pile.add("that the dam has cracks", by="Runa Holt", **DENIED, day="2025-03-14"): "repeat",
    }
    assert roles(pile) == expected


def test_the_chain_is_followed_into_the_outlet_that_is_cited(pile: Pile) -> None:
    """An outlet given as the source leads to whoever it names; a source without a name stays missing."""
    pile.add(
        "The log is missing a page",
        by="a clerk",
        source=None,
        source_kind="anonymous",
        outlet="Valley Post",
        day="2025-03-11",
    )
    pile.add("The log is missing a page", by="Ada Brook", outlet="Tribune", day="2025-03-12")
    pile.add(
        "The log is missing a page",
        by="the Tribune",
        source="Tribune",
        **OUTLET,
        outlet="Channel Nine",
        day="2025-03-13",
    )
    pile.add(
        "The log is missing a page",
        by="the Valley Post",
        source="Valley Post",
        **OUTLET,
        outlet="Courier",
        day="2025-03-14",
    )
    claims, articles, copies = pile.tables()
    table = give_roles(pile.grouping(), claims, articles, copies=copies)
    assert table["origin"].fillna("").tolist() == ["", "Ada Brook", "Ada Brook", ""]


def test_the_order_of_the_rows_makes_no_difference_and_inputs_stay_as_they_are(pile: Pile) -> None:
    """Shuffled tables give the same roles, and are not changed."""
    for number, outlet in enumerate(["Tribune", "Courier", "Herald", "Valley Post"]):
        pile.add(f"Up to {40 + number} houses are flooded", outlet=outlet)
    claims, articles, copies = pile.tables()
    before = [table.copy(deep=True) for table in (claims, articles, copies)]
    table = give_roles(pile.grouping(), claims, articles, copies=copies)
    turned = give_roles(pile.grouping()[::-1], claims[::-1], articles[::-1], copies=copies[::-1])
    pd.testing.assert_frame_equal(table, turned)
    for now, then in zip((claims, articles, copies), before, strict=True):
        pd.testing.assert_frame_equal(now, then)


def test_claims_that_are_not_there_are_named(pile: Pile) -> None:
    """A grouping of other claims is refused with the ids that are missing."""
    pile.add("The dam leaks")
    claims, articles, copies = pile.tables()
    with pytest.raises(DatelineError, match="not in the claims \\(9\\)"):
        give_roles(pd.DataFrame({"thread": ["t"], "claim": ["9"], "score": [1.0]}), claims, articles, copies=copies)


def test_one_denial_among_affirmations_is_not_carried_on(pile: Pile) -> None:
    """A source that has said it, and once denied it, denies only where a word shows it."""
    pile.add("A warning was sent", by="Energy Ministry", day="2025-03-11")
    pile.add("There was no warning", by="Energy Ministry", day="2025-03-12")
    later = pile.add("Somebody telephoned at nine", by="Energy Ministry", day="2025-03-13")
    assert roles(pile) == {"1": "first", "2": "deny", later: "repeat"}


def test_no_one_has_said_a_thing_after_the_day_on_which_it_was_published(pile: Pile) -> None:
    """ "This week" ends, for an article, on the day on which it appears."""
    week = pile.add("The dam leaks", day="2025-03-11", said_first="2025-03-10", said_last="2025-03-16")
    later = pile.add("The dam leaks", day="2025-03-13")
    assert roles(pile) == {week: "first", later: "repeat"}


def test_who_cites_a_report_comes_after_it_whatever_day_it_gives(pile: Pile) -> None:
    """A chain of three outlets is put in order, though the last of them dates the saying a day too early."""
    early = {"said_first": "2025-03-11", "said_last": "2025-03-11"}
    last = pile.add("Varnia was warned", outlet="Courier", via=["Tribune"], **early)
    middle = pile.add("Varnia was warned", outlet="Tribune", via=["State Herald"], **early)
    first = pile.add("Varnia was warned", outlet="State Herald")
    assert list(roles(pile)) == [first, middle, last]


def test_outlets_that_cite_each_other_keep_the_order_of_days(pile: Pile) -> None:
    """Where each cites the other, nothing is moved."""
    one = pile.add("Varnia was warned", outlet="Courier", via=["Tribune"], day="2025-03-11")
    other = pile.add("Varnia was warned", outlet="Tribune", via=["Courier"], day="2025-03-12")
    assert list(roles(pile)) == [one, other]
