"""What a thread's row says: origins counted once, relays, denials, certainty; and counts by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dateline.analysis.threads.certainty import find_hardening
from dateline.analysis.threads.days import thread_days
from dateline.analysis.threads.roles import give_roles
from dateline.analysis.threads.summary import summarise_threads

if TYPE_CHECKING:
    from conftest import Pile

OUTLET = {"source_kind": "organisation"}
HEDGED = {"certainty": "hedged (by the speaker)"}


def summary(pile: Pile, **options: Any) -> dict[str, Any]:
    claims, articles, copies = pile.tables()
    threads = give_roles(pile.grouping(), claims, articles, copies=copies)
    table = summarise_threads(threads, claims, articles, copies=copies, **options)
    assert len(table) == 1
    return dict(table.iloc[0])


def test_independent_origins_are_different_sources(pile: Pile) -> None:
    """However often and wherever a source is quoted, it counts once."""
    for outlet in ("Tribune", "Courier", "Herald"):
        pile.add("The dam leaks", by="Ada Brook", outlet=outlet)
    pile.add("The dam leaks", by="Quill Office", outlet="Courier")
    row = summary(pile)
    assert (row["origins"], row["independent_origins"], row["at_most"]) == ("Ada Brook; Quill Office", 2, False)


def test_who_speaks_for_a_body_is_one_origin_with_it(pile: Pile) -> None:
    """A spokesman, his ministry and its state are one; a former official is none of theirs."""
    pile.add("The dam is sound", by="Ostrel", source="Ostrel Government", source_kind="government", day="2025-03-10")
    by = {"by": "Ostrel's Energy Ministry", "source": "Energy Ministry", "source_kind": "organisation"}
    pile.add("The dam is sound", **by, day="2025-03-11")
    pile.add("The dam is sound", by="Pavel Drust of the Energy Ministry", source="Pavel Drust", day="2025-03-12")
    pile.add("The dam is sound", by="Max Holm, formerly of the Energy Ministry", source="Max Holm", day="2025-03-13")
    pile.add("The dam is sound", by="Eva Rand, a critic of the Energy Ministry", source="Eva Rand", day="2025-03-14")
    row = summary(pile)
    assert row["origins"] == "Ostrel Government (Energy Ministry, Pavel Drust); Max Holm; Eva Rand"


def test_people_whom_no_one_names_count_once_a_story_and_at_most(pile: Pile) -> None:
    """Two unnamed officials in copies of one story may be one; those of another story may be others."""
    unnamed = {"by": "an official", "source": None, "source_kind": "anonymous"}
    pile.add("The gates jammed", **unnamed, outlet="Tribune", day="2025-03-11")
    pile.add("One of the gates may have jammed", **unnamed, outlet="Courier", copy_of="a1")
    pile.add("The gates jammed", **unnamed, outlet="Herald", day="2025-03-13")
    row = summary(pile)
    assert (row["independent_origins"], row["at_most"]) == (2, True)
    assert row["origins"] == "not named (Tribune, 11 Mar 2025); not named (Herald, 13 Mar 2025)"


def test_who_only_asks_is_no_origin(pile: Pile) -> None:
    """A question whether it is so counts only where nobody says it."""
    pile.add("The dam leaks", by="Jonas Reth", said="asked", cue_kind="asks")
    assert summary(pile)["independent_origins"] == 1
    pile.add("The dam leaks", by="Ada Brook", day="2025-03-13")
    row = summary(pile)
    assert (row["independent_origins"], row["origins"]) == (1, "Ada Brook")


def test_a_copy_is_one_origin_with_its_original_whatever_name_was_read(pile: Pile) -> None:
    """The same words in copies of one story come from one source."""
    pile.add("The gates jammed", by="Ada Brook", outlet="Varnia Press Agency", agency="VPA")
    pile.add("The gates jammed", by="Brook", source=None, outlet="Tribune", copy_of="a1")
    row = summary(pile)
    assert (row["origins"], row["at_most"], row["relays"]) == ("Ada Brook", False, "Tribune")


def test_outlets_that_cite_each_other_count_once(pile: Pile) -> None:
    """An unnamed source that an outlet has from another one is that one's, over several steps."""
    unnamed = {"by": "officials", "source": None, "source_kind": "anonymous"}
    pile.add("The log is gone", **unnamed, outlet="Valley Post", day="2025-03-11")
    pile.add("The log is gone", **unnamed, outlet="Courier", via=["the Valley Post"], day="2025-03-12")
    pile.add("The log is gone", by="the Courier", source="The Courier", **OUTLET, outlet="Tribune", day="2025-03-13")
    row = summary(pile)
    assert (row["independent_origins"], row["at_most"]) == (1, True)
    assert row["relays"] == "Valley Post; Courier; Tribune"


def test_two_names_from_one_outlet_stay_two(pile: Pile) -> None:
    """Where both name their sources, an outlet between them makes no single origin."""
    pile.add("The log is gone", by="Ada Brook", outlet="Valley Post", day="2025-03-11")
    pile.add("The log is gone", by="Jonas Reth", outlet="Courier", via=["Valley Post"], day="2025-03-12")
    assert summary(pile)["independent_origins"] == 2


def test_who_denies_stands_behind_nothing(pile: Pile) -> None:
    """Denials are counted and named apart from the origins."""
    pile.add("The dam has cracks", by="Jonas Reth", day="2025-03-11")
    pile.add("that the dam has cracks", by="Pavel Drust", said="denied", cue_kind="denies", day="2025-03-12")
    row = summary(pile)
    assert (row["origins"], row["denials"], row["denied_by"]) == ("Jonas Reth", 1, "Pavel Drust")


def test_the_first_report_is_named_with_those_that_may_be_as_early(pile: Pile) -> None:
    """Outlets of the same day without a time may have been first too; copies were not."""
    pile.add("The dam leaks", outlet="Varnia Press Agency", agency="VPA")
    pile.add("The dam leaks", outlet="Herald")
    pile.add("The dam leaks", outlet="Tribune", agency="VPA", copy_of="a1")
    pile.add("The dam leaks", outlet="Courier", day="2025-03-13")
    row = summary(pile)
    assert (row["first_outlet"], row["same_day"]) == ("Varnia Press Agency", "Herald")
    assert (row["first_day"], row["last_day"]) == (pd.Timestamp("2025-03-12"), pd.Timestamp("2025-03-13"))
    assert (row["claims"], row["articles"], row["outlets"], row["repeats"]) == (4, 4, 4, 3)


def test_a_thread_is_named_by_the_user_or_by_what_most_say(pile: Pile) -> None:
    """The content whose words most others have; a given name stands before it."""
    pile.add("that water was seen", day="2025-03-11")
    pile.add("that the Tarrow Dam leaks", day="2025-03-12")
    pile.add("The dam leaks", day="2025-03-13")
    assert summary(pile)["says"] == "The Tarrow Dam leaks"
    assert summary(pile, names={"t": "Leaks"})["says"] == "Leaks"


def test_what_was_hedged_and_becomes_plain_without_a_new_source_is_flagged(pile: Pile) -> None:
    """Both claims are shown; a new independent source, a new number or a plain claim before makes no flag."""
    pile.add("The dam may leak", by="Jonas Reth", day="2025-03-11", **HEDGED)
    pile.add("The dam leaks", by="Jonas Reth", outlet="Courier", day="2025-03-13")
    claims, articles, copies = pile.tables()
    threads = give_roles(pile.grouping(), claims, articles, copies=copies)
    table = find_hardening(threads, claims, articles, sentences=pile.sentences(), copies=copies)
    assert table[["one_claim", "other_claim", "other_outlet", "other_sentence"]].to_numpy().tolist() == [
        ["1", "2", "Courier", "The dam leaks, Jonas Reth said."]
    ]
    assert summary(pile)["certainty"] == "hedged, plain since 13 Mar 2025, without a new source"


def test_a_new_source_makes_a_hedged_claim_plain_without_a_flag(pile: Pile) -> None:
    """What another source says plainly is no hardening of the first one's words."""
    pile.add("The dam may leak", by="Jonas Reth", day="2025-03-11", **HEDGED)
    pile.add("The dam leaks", by="Runa Holt", day="2025-03-13")
    assert summary(pile)["certainty"] == "hedged, plain since 13 Mar 2025"


def test_undated_threads_have_no_days(pile: Pile) -> None:
    """Nothing is invented where no claim has a day."""
    pile.add("The dam leaks", day=None)
    row = summary(pile)
    assert pd.isna(row["first_day"])
    assert pd.isna(row["last_day"])


def test_claims_are_counted_by_outlet_and_day(pile: Pile) -> None:
    """One row an outlet and day, those without a day last."""
    pile.add("The dam leaks", day=None, outlet="Herald")
    pile.add("The dam leaks", outlet="Tribune")
    pile.add("The dam leaks", outlet="Tribune")
    pile.add("that the dam leaks", outlet="Tribune", said="denied", cue_kind="denies", by="Pavel Drust")
    claims, articles, copies = pile.tables()
    threads = give_roles(pile.grouping(), claims, articles, copies=copies)
    table = thread_days(threads, claims, articles)
    assert table.drop(columns="day").to_numpy().tolist() == [["t", "Tribune", 3, 3, 1], ["t", "Herald", 1, 1, 0]]
    assert table["day"].isna().tolist() == [False, True]


def test_no_threads_give_empty_tables(pile: Pile) -> None:
    """Empty tables keep their columns and types."""
    claims, articles, copies = pile.tables()
    threads = give_roles(pile.grouping(), claims, articles, copies=copies)
    assert len(summarise_threads(threads, claims, articles, copies=copies)) == 0
    assert thread_days(threads, claims, articles).columns.tolist()[:2] == ["thread", "outlet"]


def test_a_short_name_is_one_origin_with_the_only_full_one(pile: Pile) -> None:
    """ "The ministry" beside one ministry is that one; beside two it stays open."""
    pile.add("The dam leaks", by="the Ministry", source="Ministry", day="2025-03-11")
    pile.add("The dam leaks", by="Ostrel Energy Ministry", day="2025-03-12")
    assert summary(pile)["independent_origins"] == 1
    pile.add("The dam leaks", by="Varnian Interior Ministry", day="2025-03-13")
    assert summary(pile)["independent_origins"] == 3


def test_a_crowd_as_an_origin_makes_the_number_one_at_most(pile: Pile) -> None:
    """ "Critics" may be people who are counted by name already."""
    pile.add("The dam leaks", by="Jonas Reth", day="2025-03-11")
    pile.add("The dam leaks", by="critics", source_kind="group", day="2025-03-12")
    row = summary(pile)
    assert (row["origins"], row["at_most"]) == ("Jonas Reth; critics", True)


def test_a_word_that_hedges_makes_no_plain_claim(pile: Pile) -> None:
    """A headline's "could" is as careful as the sentence below it, whatever it is marked as."""
    pile.add("The dam may leak", by="Jonas Reth", day="2025-03-11", **HEDGED)
    pile.add("The dam could leak", by="Jonas Reth", outlet="Courier", day="2025-03-13")
    assert summary(pile)["certainty"] == "hedged throughout"


def test_who_speaks_of_another_ones_claim_is_no_origin_of_it(pile: Pile) -> None:
    """ "Brand's charge that …" is Brand's, whoever answers it; who says that it is true confirms it."""
    pile.add("Tessa Brand’s charge that the gates were opened", by="Pavel Drust", day="2025-03-11")
    pile.add("Brand’s charge that the gates were opened", by="Odra Venn", said="responded to", day="2025-03-12")
    pile.add("the gates were opened", by="Tessa Brand", day="2025-03-13")
    assert summary(pile)["origins"] == "Tessa Brand"
    pile.add("that Brand was right about the gates", by="Runa Holt", day="2025-03-14")
    row = summary(pile)
    assert (row["origins"], row["confirmations"]) == ("Tessa Brand; Runa Holt", 1)


def test_a_description_is_one_origin_with_the_only_name_that_it_fits(pile: Pile) -> None:
    """ "A federal court" and "Court of Appeals" are one where no other court is named."""
    pile.add("The dam must be lowered", by="a water court", day="2025-03-11")
    pile.add("The dam must be lowered", by="Court of Appeals of Brask", day="2025-03-12")
    assert summary(pile)["independent_origins"] == 1
