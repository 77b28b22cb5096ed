"""Copies in a corpus folder: found once, found again when the articles have changed, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from dateline import copies, schema
from dateline.analysis.copies import find_copies
from dateline.cli import main
from dateline.copies import mark_copies
from dateline.corpus import Corpus, open_corpus, write_corpus
from dateline.errors import CorpusError
from dateline.samples import sample

FLOOD = "The Ostrel river rose by two metres on Monday night and cut off three villages in the south of Varnia."
MARKET = "The price of reed rose for the third month in a row, and thatchers in Almar ask who is to pay for it."


@pytest.fixture
def articles() -> pd.DataFrame:
    texts = [FLOOD, f"{FLOOD} Trains stand still.", MARKET, None]
    rows = [
        {"id": f"a{n}", "text": text, "headline": f"Story {n}", "outlet": "The Reed", "published": f"2025-03-0{n}"}
        for n, text in enumerate(texts, 1)
    ]
    return schema.frame("articles", [row | {"source_file": "x", "source_record": n} for n, row in enumerate(rows)])


@pytest.fixture
def folder(tmp_path: Path, articles: pd.DataFrame) -> Path:
    write_corpus(tmp_path / "c", articles=articles, rejected=schema.frame("rejected"))
    return tmp_path / "c"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_the_table_is_written_beside_the_articles(folder: Path, articles: pd.DataFrame) -> None:
    """The folder's copies are those of its articles in memory, and corpus.json notes them."""
    mark_copies(folder)
    pd.testing.assert_frame_equal(open_corpus(folder).copies, find_copies(articles))
    assert open_corpus(folder).copies["earliest"].tolist() == ["a1", "a1", "a3", "a4"]
    assert json.loads((folder / "corpus.json").read_text())["copies"]["tables"]["copies"]["rows"] == 4


def test_copies_that_were_not_looked_for_are_an_error(folder: Path, articles: pd.DataFrame) -> None:
    """The error says what to run; a corpus in memory says what to call."""
    with pytest.raises(CorpusError, match=f"Run: dateline copies {folder}"):
        _ = open_corpus(folder).copies
    with pytest.raises(CorpusError, match=r"dl\.find_copies"):
        _ = Corpus({"articles": articles}).copies


def test_copies_of_other_articles_are_stale(folder: Path, articles: pd.DataFrame) -> None:
    """Copies stay when the same articles are read again, and are looked for anew when they have changed."""
    mark_copies(folder)
    write_corpus(folder, articles=articles, rejected=schema.frame("rejected"))
    assert len(open_corpus(folder).copies) == 4
    write_corpus(folder, articles=articles.iloc[1:], rejected=schema.frame("rejected"))
    with pytest.raises(CorpusError, match="dateline copies"):
        _ = open_corpus(folder).copies
    assert mark_copies(folder).copies["earliest"].tolist() == ["a2", "a3", "a4"]


def test_nothing_is_done_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same articles and threshold the table is kept; another threshold makes it anew."""
    mark_copies(folder)
    monkeypatch.setattr(copies, "find_copies", lambda *_, **__: pytest.fail("looked for again"))
    mark_copies(folder)
    monkeypatch.undo()
    (folder / "copies.parquet").unlink()
    assert len(mark_copies(folder, threshold=0.9).copies) == 4
    assert open_corpus(folder).about["copies"]["threshold"] == 0.9


def test_an_interruption_leaves_no_half_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off while the table is written, the folder counts as one without copies, and the next run makes them."""
    mark_copies(folder)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copies, "write_table", cut)
    with pytest.raises(KeyboardInterrupt):
        mark_copies(folder, threshold=0.9)
    monkeypatch.undo()
    with pytest.raises(CorpusError, match="dateline copies"):
        _ = open_corpus(folder).copies
    assert len(mark_copies(folder).copies) == 4
    assert not [path for path in folder.iterdir() if path.name.endswith(".part")]


def test_the_command_says_how_many_and_shows_the_largest(folder: Path) -> None:
    """Numbers of articles, stories and copies, and the stories that most articles print."""
    done = run("copies", folder)
    assert done.exit_code == 0
    assert [line.strip() for line in done.output.splitlines()] == [
        "4 articles",
        "3 stories, 1 of them in more than one article",
        "1 copies of an earlier article",
        "2 articles in 1 outlet, first 1 Mar 2025, The Reed: Story 1",
    ]
    assert "4 copies" in run("info", folder).output
    assert run("copies", folder, "--top", "0").output.count("\n") == 3


def test_damaged_articles_are_an_error_without_traceback(folder: Path) -> None:
    """A damaged table of articles, or one that is gone, says what to do."""
    (folder / "articles.parquet").write_bytes(b"PAR1")
    done = run("copies", folder)
    assert done.exit_code == 1
    assert "is damaged" in done.stderr
    assert "Run dateline read again" in done.stderr
    (folder / "articles.parquet").unlink()
    gone = run("copies", folder)
    assert (gone.exit_code, "is missing. Run dateline read again" in gone.stderr) == (1, True)


def test_the_copies_of_the_sample_are_those_of_its_truth() -> None:
    """The wire story of the sample with its two copies, and nothing else."""
    corpus = sample()
    several = corpus.copies[corpus.copies.duplicated("cluster", keep=False)]
    files = several.merge(corpus.articles, left_on="article", right_on="id")["source_file"]
    assert files.tolist() == [
        "articles/vpa/2025-03-12-flood.txt", "articles/channel/wire-flood.html", "articles/tribune/tribune.csv"
    ]  # fmt: skip
    assert "3 articles in 3 outlets, first 12 Mar 2025" in run("copies", "sample").output
