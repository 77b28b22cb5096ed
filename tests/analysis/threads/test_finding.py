"""Claims linked by what they say: in one thread whatever the wording, and stable as a corpus grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.threads.corrections import Corrections, ThreadsError
from dateline.analysis.threads.finding import Threads, find_threads
from dateline.errors import DatelineError
from dateline.samples import sample

if TYPE_CHECKING:
    from tests.analysis.threads.conftest import Pile  # type: ignore[import-not-found]

NO_ENTITIES = schema.frame("entities")


def found(pile: Pile, **options: Any) -> Threads:
    claims, articles, copies = pile.tables()
    return find_threads(claims, articles, entities=NO_ENTITIES, copies=copies, **options)


def groups(threads: pd.DataFrame) -> set[frozenset[str]]:
    """Return the threads of several claims as sets of claims."""
    sets = threads.groupby("thread")["claim"].agg(frozenset)
    return {claims for claims in sets if len(claims) > 1}


def by_hand(pile: Pile) -> list[str]:
    """Claims about two matters, in three articles each."""
    return [
        pile.add("The Tarrow Dam has cracks and could fail within weeks", day="2025-03-04"),
        pile.add("The Dolna school will open a second hall for sports", day="2025-03-05"),
        pile.add("The Tarrow Dam could fail within a few weeks", day="2025-03-06", by="Jonas Reth"),
        pile.add("A second sports hall will open at the school of Dolna", day="2025-03-07", by="Mira Kaskel"),
        pile.add("The cracked dam at Tarrow may fail in weeks", day="2025-03-08", by="Odra Venn"),
    ]


def test_what_says_the_same_in_other_words_is_one_thread(pile: Pile) -> None:
    """Five claims of two matters make two threads, under the ids of their first claims."""
    ids = by_hand(pile)
    threads = found(pile).threads
    assert groups(threads) == {frozenset(ids[::2]), frozenset(ids[1::2])}
    assert set(threads["thread"]) == {ids[0], ids[1]}


def test_each_claim_has_one_row(pile: Pile) -> None:
    """A claim that nobody repeats is a thread of its own, with the score 1."""
    by_hand(pile)
    alone = pile.add("Reed costs nine crowns a bundle in Almar", day="2025-03-09")
    threads = found(pile).threads
    assert sorted(threads["claim"]) == ["1", "2", "3", "4", "5", "6"]
    row = threads[threads["claim"] == alone].iloc[0]
    assert (row["thread"], row["role"], row["score"]) == (alone, "first", 1.0)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"content": "The Tarrow Dam is not in danger of failing", "cue_kind": "states"}, id="negation"),
        pytest.param({"content": "that the Tarrow Dam was in danger of failing", "cue_kind": "denies"}, id="denial"),
    ],
)
def test_a_denial_is_in_the_thread_that_it_denies(pile: Pile, other: dict[str, str]) -> None:
    """Negation does not break a link, and the link says that one of the two denies."""
    first = pile.add("The Tarrow Dam is in danger of failing", day="2025-03-04")
    second = pile.add(other["content"], day="2025-03-05", by="Pavel Drust", cue_kind=other["cue_kind"])
    result = found(pile)
    assert groups(result.threads) == {frozenset([first, second])}
    assert "one of them denies" in result.links["basis"].iloc[0]


def test_another_number_is_in_the_same_thread(pile: Pile) -> None:
    """A count that is corrected amends the thread, and the link says that the numbers differ."""
    first = pile.add("Up to 40 houses were under water in Dolna", day="2025-03-12")
    second = pile.add("At least 60 houses were under water in Dolna", day="2025-03-14")
    result = found(pile)
    assert groups(result.threads) == {frozenset([first, second])}
    assert "other numbers" in result.links["basis"].iloc[0]


def test_a_claim_in_a_copy_is_with_that_of_the_earliest(pile: Pile) -> None:
    """The same words in a copy of an article need no comparison, however short they are."""
    first = pile.add("Never", day="2025-03-12")
    second = pile.add("never", day="2025-03-13", copy_of="a1")
    third = pile.add("Never", day="2025-03-13")
    result = found(pile)
    assert groups(result.threads) == {frozenset([first, second])}
    assert result.links.loc[0, ["claim", "other", "score"]].tolist() == [second, first, 1.0]
    assert result.links.loc[0, "basis"] == "the same words in a copy of the article"
    assert third in set(result.threads["thread"])


def test_words_that_an_article_has_twice_are_no_copies() -> None:
    """ "It" and "it" in one article may be two things; in a copy of it each is with its own."""
    text = "It, Ada Brook said. It, Odra Venn said. "
    facts = {"text": text, "published": "2025-03-12", "source_file": "x", "headline": "Dam"}
    articles = schema.frame("articles", [facts | {"id": id, "source_record": n} for n, id in enumerate(("a1", "a2"))])
    rows = [
        {"id": f"{article}-{start}", "article": article, "content_spans": [[start, start + 2]], "cue_kind": "states"}
        for article in ("a1", "a2")
        for start in (0, 20)
    ]
    copies = schema.frame("copies", [("a1", "a1", 1.0, "a1"), ("a2", "a1", 1.0, "a1")])
    threads = find_threads(schema.frame("claims", rows), articles, entities=NO_ENTITIES, copies=copies).threads
    assert groups(threads) == {frozenset(["a1-0", "a2-0"]), frozenset(["a1-20", "a2-20"])}


def test_what_says_nothing_by_itself_is_not_linked(pile: Pile) -> None:
    """Two contents that are a name and little else stay alone: who says the report may mean any."""
    pile.add("the second report", day="2025-03-12")
    pile.add("the second report", day="2025-03-13", by="Odra Venn")
    assert groups(found(pile).threads) == set()


def test_links_lead_from_the_later_claim_to_an_earlier_one(pile: Pile) -> None:
    """Each link names two claims of one thread, the later first, with a score from 0 to 1 and its basis in words."""
    ids = by_hand(pile)
    links = found(pile).links
    assert set(zip(links["claim"], links["other"], strict=True)) >= {(ids[2], ids[0]), (ids[3], ids[1])}
    assert all(ids.index(row.claim) > ids.index(row.other) for row in links.itertuples())
    assert links["score"].between(0, 1).all()
    assert links["basis"].str.len().gt(0).all()


def test_order_of_rows_makes_no_difference() -> None:
    """Articles, claims, entities and copies in another order give the same tables."""
    corpus = sample()
    tables = [corpus.claims, corpus.articles, corpus.entities, corpus.copies]
    claims, articles, entities, copies = (table.iloc[::-1].reset_index(drop=True) for table in tables)
    # Mentions of one article stand in the order of the text, as tagging writes them.
    entities = entities.sort_values(["article", "start"], kind="stable", ignore_index=True)
    turned = find_threads(claims, articles, entities=entities, copies=copies)
    pd.testing.assert_frame_equal(turned.links, corpus.links)
    pd.testing.assert_frame_equal(turned.threads, corpus.threads)


def test_later_articles_leave_earlier_threads_as_they_are() -> None:
    """With the second half of the articles added, claims of the first half keep their threads and these their ids."""
    corpus = sample()
    days = corpus.articles["published"].sort_values()
    early = corpus.articles[corpus.articles["published"] <= days.iloc[len(days) // 2]]
    claims = corpus.claims[corpus.claims["article"].isin(early["id"])]
    half = find_threads(claims, early, entities=corpus.entities, copies=corpus.copies).threads
    before = dict(zip(half["claim"], half["thread"], strict=True))
    after = dict(zip(corpus.threads["claim"], corpus.threads["thread"], strict=True))
    assert len(before) > 50
    assert {claim: after[claim] for claim in before} == before


def test_two_workers_give_the_same_bytes() -> None:
    """The number of processes changes nothing."""
    corpus = sample()
    again = find_threads(corpus.claims, corpus.articles, entities=corpus.entities, copies=corpus.copies, workers=2)
    pd.testing.assert_frame_equal(again.links, corpus.links)
    pd.testing.assert_frame_equal(again.threads, corpus.threads)


def test_inputs_stay_as_they_are() -> None:
    """No table given is changed."""
    corpus = sample()
    tables = [corpus.claims, corpus.articles, corpus.entities, corpus.copies]
    before = [table.copy(deep=True) for table in tables]
    find_threads(tables[0], tables[1], entities=tables[2], copies=tables[3])
    for old, table in zip(before, tables, strict=True):
        pd.testing.assert_frame_equal(old, table)


def test_no_claims_give_no_threads() -> None:
    """Empty tables give empty tables with their columns."""
    result = find_threads(schema.frame("claims"), schema.frame("articles"), entities=NO_ENTITIES)
    assert result.threads.empty
    assert list(result.links.columns) == ["claim", "other", "score", "basis"]


@pytest.mark.parametrize("least", [0, -1, 1.5])
def test_an_impossible_threshold_is_an_error(pile: Pile, least: float) -> None:
    """The message says what is allowed."""
    with pytest.raises(DatelineError, match="least must be above 0 and at most 1"):
        found(pile, least=least)


def test_claims_in_any_signs_are_no_trouble(pile: Pile) -> None:
    """Signs that no word is made of, and a very long claim, are read as something."""
    for day in ("2025-03-12", "2025-03-13"):
        pile.add("\u200b… \u202e — 🌊 !!!", day=day)
        pile.add("The dam of Tarrow is said to leak water into the valley " * 200, day=day)
    assert len(groups(found(pile).threads)) == 1


def test_merged_threads_are_one(pile: Pile) -> None:
    """Threads that the user puts together bear the id of the earlier, with a link that says why."""
    ids = by_hand(pile)
    result = found(pile, corrections=Corrections(merge=[[ids[4], ids[3]]]))
    assert set(result.threads["thread"]) == {ids[0]}
    row = result.links[result.links["basis"] == "put together in threads.yaml"].iloc[0]
    assert (row["claim"], row["other"], row["score"]) == (ids[1], ids[0], 1.0)


def test_split_claims_are_in_threads_of_their_own(pile: Pile) -> None:
    """Claims that the user keeps apart never share a thread; a third goes to the one that it fits better."""
    ids = by_hand(pile)
    threads = found(pile, corrections=Corrections(split=[[ids[2], ids[0]]])).threads
    thread = dict(zip(threads["claim"], threads["thread"], strict=True))
    assert thread[ids[2]] != thread[ids[0]]
    assert thread[ids[4]] in {ids[0], ids[2]}


def test_copies_can_be_split(pile: Pile) -> None:
    """A correction goes before what is known of copies."""
    first = pile.add("The mill of Almar is shut for good", day="2025-03-12")
    second = pile.add("The mill of Almar is shut for good", day="2025-03-13", copy_of="a1")
    assert groups(found(pile, corrections=Corrections(split=[[first, second]])).threads) == set()


def test_named_threads_bear_their_names(pile: Pile) -> None:
    """A name that is given to any claim is its thread's."""
    ids = by_hand(pile)
    assert found(pile, corrections=Corrections(name={ids[4]: "Cracks"})).names == {ids[0]: "Cracks"}


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        (Corrections(merge=[["1", "99"]]), 'No claim has the id "99"'),
        (Corrections(name={"98": "Cracks"}), 'No claim has the id "98"'),
        (Corrections(merge=[["1", "2"]], split=[["1", "2"]]), "Take one of the two out"),
        (Corrections(merge=[["1", "2"], ["2", "4"]], split=[["1", "4"]]), "Take one of the two out"),
        (Corrections(name={"1": "Cracks", "3": "The dam"}), 'is named "Cracks" and "The dam"'),
    ],
)
def test_corrections_that_cannot_be_followed_are_errors(pile: Pile, corrections: Corrections, message: str) -> None:
    """An id that no claim has, or two corrections that contradict each other, say what to take out."""
    by_hand(pile)
    with pytest.raises(ThreadsError, match=message):
        found(pile, corrections=corrections)
