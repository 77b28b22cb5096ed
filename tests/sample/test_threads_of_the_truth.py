"""The sample's true threads answered: who was first, who repeats, denies or changes, how many stand behind each."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.threads.disputes import find_disputes
from dateline.analysis.threads.roles import give_roles
from dateline.analysis.threads.summary import summarise_threads
from dateline.corpus import Corpus
from dateline.samples import sample, sample_folder


def truth(table: str) -> pd.DataFrame:
    return pd.read_csv(sample_folder() / "truth" / f"{table}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return sample()


@pytest.fixture(scope="module")
def ids(corpus: Corpus) -> dict[str, str]:
    """File and record, to the ids of the articles."""
    rows = corpus.articles.itertuples()
    return {f"{row.source_file.removeprefix('articles/')}#{row.source_record}": row.id for row in rows}


def spans(text: str) -> list[list[int]]:
    return [[int(place) for place in span.split("-")] for span in text.split("; ") if span]


@pytest.fixture(scope="module")
def claims(ids: dict[str, str]) -> pd.DataFrame:
    """The true claims as the table ``claims``."""
    rows = []
    for row in truth("claims").to_dict("records"):
        place = f"{row['file']}#{row['record']}"
        days = row["said_on"].split("/")
        rows.append(
            {
                **{name: row[name] for name in ("source_kind", "cue_kind", "quotation", "certainty", "said_basis")},
                **{f"{role}_spans": spans(row[f"{role}_spans"]) for role in ("source", "cue", "content")},
                **{"id": f"{place}#{row['n']}", "article": ids[place], "source": row["source"] or None},
                **{"said_first": days[0] or None, "said_last": days[-1] or None, "confidence": 1.0},
                **{"via": [name for name in row["via"].split("; ") if name], "cue": row["cue_text"]},
                "parent": f"{place}#{row['parent']}" if row["parent"] else None,
            }
        )
    return schema.frame("claims", rows)


@pytest.fixture(scope="module")
def threads(claims: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Roles and origins that are given to the true threads; a claim of no thread is a thread of its own."""
    known = truth("claims")
    grouping = pd.DataFrame(
        {"thread": known["thread"].where(known["thread"] != "", claims["id"]), "claim": claims["id"]}
    )
    return give_roles(grouping.assign(score=1.0), claims, corpus.articles, copies=corpus.copies)


@pytest.fixture(scope="module")
def summary(threads: pd.DataFrame, claims: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    table = summarise_threads(threads, claims, corpus.articles, copies=corpus.copies)
    return table.set_index("thread").loc[truth("threads")["thread"]]


def test_every_claim_of_a_thread_has_its_role(threads: pd.DataFrame, claims: pd.DataFrame) -> None:
    """First, repeat, amend, deny, confirm and withdraw, exactly as in the truth."""
    known = truth("claims")
    right = dict(zip(claims["id"], known["role"], strict=True))
    members = threads[threads["claim"].map(right) != ""]
    assert len(members) == (known["thread"] != "").sum() > 40
    assert members["role"].tolist() == [right[claim] for claim in members["claim"]]


def test_the_first_report_is_found(summary: pd.DataFrame, ids: dict[str, str]) -> None:
    """The article that reported each thread first, and its day."""
    known = truth("threads")
    assert summary["first_article"].tolist() == [ids[f"{row.file}#{row.record}"] for row in _first(known)]
    assert summary["first_day"].dt.strftime("%Y-%m-%d").tolist() == known["first_day"].tolist()


def _first(known: pd.DataFrame) -> list[object]:
    return list(known.rename(columns={"first_file": "file", "first_record": "record"}).itertuples())


def test_independent_origins_are_counted_as_a_careful_reader_does(summary: pd.DataFrame) -> None:
    """Number and names: who speaks for one state counts once, unnamed people are said to be "at most"."""
    for row, known in zip(summary.to_dict("records"), truth("threads")["origins"], strict=True):
        groups = known.split("; ")
        assert row["independent_origins"] == len(groups)
        assert row["at_most"] == ("anonymous" in groups)
        shown = [name.replace(" (", " = ").rstrip(")") for name in row["origins"].split("; ")]
        assert [name if "not named" not in name else "anonymous" for name in shown] == groups


def test_denials_are_found_with_those_who_deny(summary: pd.DataFrame) -> None:
    """Who denies each thread, all of them and no one else."""
    known = truth("claims")
    for thread, row in summary.iterrows():
        denying = known[(known["thread"] == thread) & (known["role"] == "deny")]
        assert row["denials"] == len(denying)
        assert set(filter(None, row["denied_by"].split("; "))) == set(denying["source"])


def test_disputes_show_both_sides(threads: pd.DataFrame, claims: pd.DataFrame, corpus: Corpus) -> None:
    """Each denied thread has a row with the sentences of both sides; the number of houses differs."""
    table = find_disputes(threads, claims, corpus.articles, sentences=corpus.sentences, copies=corpus.copies)
    denials = table[table["kind"] == "denial"]
    assert set(denials["thread"]) == {"A", "C", "E"}
    assert (denials["one_sentence"] != denials["other_sentence"]).all()
    others = table[table["kind"] != "denial"]
    assert others[["thread", "kind", "differs", "same_source"]].to_numpy().tolist() == [
        ["B", "number", "“Up to 40 houses” against “At least 60 houses”", True]
    ]
