"""Threads in words: the answer in a sentence, and the claims with the thread that they belong to."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dateline.analysis.threads.summary import COLUMNS
from dateline.analysis.threads.telling import join_threads, largest_threads, threads_finding


def summary(*rows: dict[str, Any]) -> pd.DataFrame:
    usual: dict[str, Any] = {
        **{"says": "The dam has cracks", "claims": 2, "articles": 2, "outlets": 2, "independent_origins": 1},
        **{"first_day": pd.Timestamp("2025-03-04"), "first_outlet": "Varnia Press Agency", "first_source": "Ada Brook"},
        **{"at_most": False, "same_day": "", "denied_by": ""},
    }
    filled = [dict.fromkeys(COLUMNS) | usual | row for row in rows]
    return pd.DataFrame(filled, columns=list(COLUMNS))


def threads(*rows: tuple[str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["thread", "claim", "role"])
    return table.assign(origin="Ada Brook", score=1.0)


def test_the_largest_thread_comes_first_then_the_earlier() -> None:
    """Chosen threads are in order of their number of claims, then of their first day; others are left out."""
    rows = [{"thread": "late", "first_day": pd.Timestamp("2025-03-09")}, {"thread": "early"}]
    found = largest_threads(
        summary(*rows, {"thread": "large", "claims": 5}, {"thread": "other", "claims": 9}),
        threads(("late", "a", "first"), ("early", "b", "first"), ("large", "c", "first")),
    )
    assert found["thread"].tolist() == ["large", "early", "late"]


def test_the_answer_names_first_report_origins_and_denials() -> None:
    """The sentence says what is said most, by whom first, where and when, how many stand behind it, who denies it."""
    row = {"thread": "t", "claims": 4, "independent_origins": 2, "denied_by": "Pavel Drust; Odra Venn"}
    assert threads_finding(summary(row)) == (
        "Said most often: “The dam has cracks” (4 claims in 2 outlets). First by Ada Brook, in Varnia Press Agency on"
        " 4 Mar 2025. 2 independent origins stand behind it; denied by Pavel Drust, Odra Venn"
    )


def test_the_answer_invents_nothing() -> None:
    """Without a name, an outlet or a day the sentence says so; who may be counted twice is an upper limit."""
    row = {"thread": "t", "first_source": None, "first_outlet": None, "first_day": pd.NaT, "at_most": True}
    assert threads_finding(summary(row | {"same_day": "Ostrel Tribune; Dolna Valley Post"})) == (
        "Said most often: “The dam has cracks” (2 claims in 2 outlets). First by someone not named, in an article"
        " without a day, as early as Ostrel Tribune and Dolna Valley Post. At most 1 independent origin stands behind"
        " it; no denial of it was found"
    )
    assert threads_finding(summary()) == "No claim that fits the question is made more than once"


def test_claims_get_their_thread_and_those_without_one_stay_if_wanted() -> None:
    """Each claim keeps its row; a claim of no chosen thread has none, or is left out."""
    readable = pd.DataFrame({"claim": ["a", "b", "c"]})
    chosen = threads(("t", "a", "first"), ("t", "c", "deny"))
    joined = join_threads(readable, chosen, summary({"thread": "t"}))
    assert joined["claim"].tolist() == ["a", "b", "c"]
    assert joined["role"].fillna("").tolist() == ["first", "", "deny"]
    assert joined["thread_name"].fillna("").tolist() == ["The dam has cracks", "", "The dam has cracks"]
    assert join_threads(readable, chosen, summary({"thread": "t"}), alone=False)["claim"].tolist() == ["a", "c"]
