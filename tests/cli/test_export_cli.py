"""`dateline export` and `dl.export`: which file holds what, read back by the libraries that people use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

import dateline as dl
from dateline.cli import main
from dateline.errors import DatelineError, UnknownNameError

TABLES = ["claims", "sources", "network", "nodes", "anonymous", "quoted"]
BY_FORM = {"csv": TABLES, "xlsx": TABLES, "timelinejs": ["claims"], "graphml": ["network"], "claimreview": ["claims"]}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize("what", TABLES)
def test_csv_holds_any_table(what: str, tmp_path: Path) -> None:
    """pandas reads back as many rows and the same columns."""
    done = dl.export("sample", tmp_path / "a.csv", what=what)
    assert done.files == (tmp_path / "a.csv",)
    corpus = dl.sample()
    readable = dl.readable_claims(corpus.claims, corpus.articles, sentences=corpus.sentences)
    network = dl.source_network(corpus.claims, corpus.articles, aliases=corpus.aliases)
    expected = {
        "claims": readable,
        "sources": dl.count_sources(readable),
        "network": network,
        "nodes": dl.network_nodes(network),
        "anonymous": dl.count_anonymous(readable),
        "quoted": dl.count_quoted(readable),
    }[what]
    found = pd.read_csv(tmp_path / "a.csv")
    assert list(found.columns) == list(expected.columns)
    assert len(found) == len(expected) > 0


def test_excel_holds_all_tables_or_one(tmp_path: Path) -> None:
    """A sheet for each table, or the one asked for, with days as days."""
    dl.export("sample", tmp_path / "all.xlsx")
    dl.export("sample", tmp_path / "one.xlsx", what="claims")
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames[:6] == TABLES
    claims = pd.read_excel(tmp_path / "one.xlsx", sheet_name=None)
    assert list(claims) == ["claims"]
    assert claims["claims"]["said_first"].dtype.kind == "M"
    assert claims["claims"]["claim"].tolist() == dl.sample().claims["id"].tolist()


def test_graphml_holds_the_network(tmp_path: Path) -> None:
    """networkx reads who cites whom, with the numbers of claims."""
    dl.export("sample", tmp_path / "a.graphml")
    graph = nx.read_graphml(tmp_path / "a.graphml")
    labels = nx.get_node_attributes(graph, "label")
    found = {(labels[a], labels[b]): weight for a, b, weight in graph.edges(data="weight")}
    network = dl.source_network(dl.sample().claims, dl.sample().articles, aliases=dl.sample().aliases)
    assert found == {(row.citing, row.cited): row.claims for row in network.itertuples()}


def test_timelinejs_holds_the_claims_with_a_day(tmp_path: Path) -> None:
    """An event for each claim that has a day; the others are said to be left out."""
    done = dl.export("sample", tmp_path / "a.json")
    events = json.loads((tmp_path / "a.json").read_bytes())["events"]
    claims = dl.sample().claims
    dated = claims[claims["said_first"].notna()]
    assert sorted(event["unique_id"] for event in events) == sorted(dated["id"])
    assert done.notes[0] == f"{len(claims) - len(dated)} without a day are left out: TimelineJS needs one."


def test_json_ld_holds_every_claim_and_says_that_none_is_rated(tmp_path: Path) -> None:
    """A Claim for each claim, with the article in which it stands."""
    done = dl.export("sample", tmp_path / "a.jsonld")
    _, *found = json.loads((tmp_path / "a.jsonld").read_bytes())["@graph"]
    claims, outlets = dl.sample().claims, dl.sample().articles.set_index("id")["outlet"]
    assert [claim["@id"].rpartition(":")[2] for claim in found] == claims["id"].tolist()
    assert [claim["appearance"][0]["publisher"]["name"] for claim in found] == claims["article"].map(outlets).tolist()
    assert done.notes == ("No claim is rated: there is no ClaimReview and no reviewRating in the file.",)


def test_claims_are_chosen_by_source_and_day(tmp_path: Path) -> None:
    """Only the source asked for, in the days asked for, in every table."""
    done = run(
        "sample", "-o", tmp_path / "a.csv", "--source", "Kaskel", "--first", "2025-03-12", "--last", "2025-03-12"
    )
    assert done.output == f"Written: {tmp_path / 'a.csv'}\n"
    found = pd.read_csv(tmp_path / "a.csv")
    assert set(found["source"]) == {"Mira Kaskel"}
    assert set(found["said_first"]) == {"2025-03-12"}
    run("sample", "-o", tmp_path / "n.csv", "--what", "network", "--source", "Kaskel", "--outlet", "Dolna Valley Post")
    assert pd.read_csv(tmp_path / "n.csv")[["citing", "cited"]].to_numpy().tolist() == [
        ["Dolna Valley Post", "Mira Kaskel"]
    ]


def test_a_folder_gets_a_file_for_each_table(tmp_path: Path) -> None:
    """CSV unless another format is asked for; an existing folder with a dot in its name too."""
    done = run("sample", "-o", tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} >= {f"{name}.csv" for name in TABLES}
    assert "Written: " in done.output
    (tmp_path / "v1.2").mkdir()
    run("sample", "-o", tmp_path / "v1.2", "--format", "graphml")
    assert (tmp_path / "v1.2" / "network.graphml").exists()
    assert not list((tmp_path / "v1.2").glob("*.csv"))


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    """Every format, written by two processes that order sets differently, is the same."""
    code = (
        "import sys, dateline as dl; from dateline.exporting import FORMS;"
        "[dl.export('sample', sys.argv[1], form=form) for form in FORMS]"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, tmp_path / seed], check=True, env=environment)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in "12")
    assert len(first) >= sum(map(len, BY_FORM.values()))
    assert [name for name, content in first.items() if second[name] != content] == []


def test_what_cannot_be_written_says_what_can(tmp_path: Path) -> None:
    """Unknown ends, formats and tables, a table that a format cannot hold, and a place that cannot be written to."""
    with pytest.raises(DatelineError, match=r'"a\.pdf": no format ends with "\.pdf"\. Known: \.csv \(csv\), '):
        dl.export("sample", tmp_path / "a.pdf")
    with pytest.raises(UnknownNameError, match='No format "pdf"'):
        dl.export("sample", tmp_path / "a.pdf", form="pdf")
    with pytest.raises(UnknownNameError, match='No table to export "words"'):
        dl.export("sample", tmp_path / "a.csv", what="words")
    with pytest.raises(DatelineError, match=r"A \.json file holds claims or threads, not sources\."):
        dl.export("sample", tmp_path / "a.json", what="sources")
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError, match="cannot be written"):
        dl.export("sample", tmp_path / "file" / "a.csv", what="anonymous")
    done = run(tmp_path / "none", "-o", tmp_path / "a.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: No corpus in ")
    assert not list(tmp_path.glob("a.*"))
