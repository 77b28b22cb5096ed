"""Threads exported, and who passes on whose claims within them."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import dateline as dl
from dateline import schema
from dateline.corpus import Corpus
from dateline.errors import CorpusError

MINISTRY = {"source": "Energy Ministry", "source_kind": "organisation"}
CLAIMS = [
    {"id": "1", "article": "a", **MINISTRY},
    {"id": "2", "article": "b", **MINISTRY},
    {"id": "3", "article": "c", "source": "Odra Venn", "source_kind": "person", "cue_kind": "denies"},
    {"id": "4", "article": "d", "via": ["Herald"], **MINISTRY},
    {"id": "5", "article": "c", "source": "Odra Venn", "source_kind": "person"},
]
ARTICLES = [
    {"id": "a", "outlet": "Varnia Press Agency", "agency": "VPA", "published": "2025-03-11"},
    {"id": "b", "outlet": "Ostrel Tribune", "published": "2025-03-12", "url": "https://tribune.example/1"},
    {"id": "c", "outlet": "Ostrel State Herald", "published": "2025-03-13"},
    {"id": "d", "outlet": "Ostrel Tribune", "published": "2025-03-14"},
]
TEXT = "Two gates were opened, the ministry said."
SPANS = {"content_spans": [[0, 21]], "source_spans": [[23, 35]], "cue_spans": [[36, 40]]}


@pytest.fixture
def corpus() -> Corpus:
    days = {row["id"]: row["published"] for row in ARTICLES}
    usual = {
        "cue": "say",
        "cue_kind": "states",
        "quotation": "indirect",
        "certainty": "plain",
        "confidence": 0.9,
    } | SPANS
    claims = [usual | {"said_first": days[row["article"]], "said_last": days[row["article"]]} | row for row in CLAIMS]
    articles = [
        {"text": TEXT, "headline": "Gates", "source_record": 1, "source_file": row["id"]} | row for row in ARTICLES
    ]
    roles = [("t", "1", "first"), ("t", "2", "repeat"), ("t", "3", "deny"), ("t", "4", "repeat"), ("u", "5", "first")]
    origins = {row["id"]: row["source"] for row in CLAIMS}
    return Corpus(
        {
            "articles": schema.frame("articles", articles),
            "claims": schema.frame("claims", claims),
            "sentences": schema.frame("sentences", [(row["id"], 0, len(TEXT)) for row in ARTICLES]),
            "aliases": schema.frame("aliases"),
            "copies": schema.frame("copies", [(a, c, 1.0, c) for a, c in zip("abcd", "aacd", strict=True)]),
            "threads": schema.frame("threads", [(t, claim, role, origins[claim], 0.9) for t, claim, role in roles]),
        }
    )


def test_relays_are_named_or_copied(corpus: Corpus) -> None:
    """The Tribune has the agency's claim as a copy and the Herald's by name; the agency has it from its source."""
    table = dl.thread_relays(corpus.table("threads"), corpus.claims, corpus.articles, copies=corpus.copies)
    columns = ["citing", "cited", "citing_kind", "cited_kind", "threads", "claims", "named", "copied"]
    assert list(table[columns].itertuples(index=False, name=None)) == [
        ("Ostrel State Herald", "Energy Ministry", "outlet", "organisation", 1, 1, 1, 0),
        ("Ostrel Tribune", "Ostrel State Herald", "outlet", "outlet", 1, 1, 1, 0),
        ("Ostrel Tribune", "Varnia Press Agency", "outlet", "outlet", 1, 1, 0, 1),
    ]
    assert table["first"].tolist() == list(pd.to_datetime(["2025-03-14", "2025-03-14", "2025-03-12"]))


def test_claims_that_stand_alone_pass_on_nothing(corpus: Corpus) -> None:
    """A thread of one claim is no thread, and without copies only what is named counts."""
    threads = corpus.table("threads")
    alone = dl.thread_relays(threads[threads["thread"] == "u"], corpus.claims, corpus.articles, copies=corpus.copies)
    assert alone.empty
    named = dl.thread_relays(threads, corpus.claims, corpus.articles)
    assert named["copied"].sum() == 0
    assert len(named) == 2


def test_threads_are_a_table(corpus: Corpus, tmp_path: Path) -> None:
    """The thread of four claims is a row, that of one is not; without --what a workbook has threads too."""
    dl.export(corpus, tmp_path / "t.csv", what="threads")
    found = pd.read_csv(tmp_path / "t.csv")
    assert found[["thread", "claims", "first_outlet", "denied_by"]].to_numpy().tolist() == [
        ["t", 4, "Varnia Press Agency", "Odra Venn"]
    ]
    done = dl.export(corpus, tmp_path / "all.xlsx")
    assert list(pd.read_excel(done.files[0], sheet_name=None))[-2:] == ["threads", "relays"]
    dl.export(corpus, tmp_path / "r.graphml", what="relays")
    graph = nx.read_graphml(tmp_path / "r.graphml")
    assert sorted(data["copied"] for _, _, data in graph.edges(data=True)) == [0, 0, 1]


def test_a_thread_is_an_event(corpus: Corpus, tmp_path: Path) -> None:
    """From the first to the last day, with the answer below what it says."""
    dl.export(corpus, tmp_path / "t.json", what="threads")
    (event,) = json.loads((tmp_path / "t.json").read_bytes())["events"]
    assert event["start_date"] == {"year": 2025, "month": 3, "day": 11}
    assert event["end_date"] == {"year": 2025, "month": 3, "day": 14}
    assert event["group"] == "Varnia Press Agency"
    assert event["text"]["text"] == (
        "<p>Two gates were opened</p><p>First: Varnia Press Agency, Energy Ministry. 4 claims in 3 outlets;"
        " 1 independent origin. Denied once by Odra Venn.</p>"
    )


def test_a_thread_is_a_claim_with_its_appearances(corpus: Corpus, tmp_path: Path) -> None:
    """Who only denies it is no appearance of it; the first report is the first appearance."""
    dl.export(corpus, tmp_path / "t.jsonld", what="threads")
    _, claim = json.loads((tmp_path / "t.jsonld").read_bytes())["@graph"]
    assert claim["@id"] == "urn:dateline:claim:t"
    assert claim["text"] == "Two gates were opened"
    assert claim["author"] == {"@type": "Organization", "name": "Energy Ministry"}
    outlets = [article["publisher"]["name"] for article in claim["appearance"]]
    assert outlets == ["Varnia Press Agency", "Ostrel Tribune", "Ostrel Tribune"]
    assert claim["firstAppearance"] == claim["appearance"][0]
    assert claim["appearance"][1]["url"] == "https://tribune.example/1"


def test_threads_are_chosen_by_their_claims(corpus: Corpus, tmp_path: Path) -> None:
    """A thread stays, whole, when one of its claims is of the source; without one it goes."""
    dl.export(corpus, tmp_path / "a.csv", what="threads", sources=["Venn"])
    assert pd.read_csv(tmp_path / "a.csv")["claims"].tolist() == [4]
    dl.export(corpus, tmp_path / "b.csv", what="threads", first="2026-01-01")
    assert pd.read_csv(tmp_path / "b.csv").empty
    for end in ("json", "jsonld", "xlsx"):
        dl.export(corpus, tmp_path / f"b.{end}", what="threads", first="2026-01-01")
    assert json.loads((tmp_path / "b.json").read_bytes())["events"] == []


def test_without_threads_everything_else_is_written(corpus: Corpus, tmp_path: Path) -> None:
    """Threads not looked for: a note in a workbook of all, an error where they are asked for."""
    names = ("articles", "claims", "sentences", "aliases", "copies")
    bare = Corpus({name: corpus.table(name) for name in names})
    done = dl.export(bare, tmp_path / "all.xlsx")
    assert "threads" not in pd.read_excel(done.files[0], sheet_name=None)
    assert done.notes[0].startswith('Threads are not in it. This corpus has no table "threads".')
    with pytest.raises(CorpusError):
        dl.export(bare, tmp_path / "t.csv", what="threads")
