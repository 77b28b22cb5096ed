"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.corpus import open_corpus

ARTICLE = "Mill shut\nBy Ada Brook\n\nThe mill is shut, the Quill Office said on Tuesday.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "mill.txt").write_text(ARTICLE)
    rows = [{"when": "2025-03-04", "title": "Reed", "paper": "The Reed", "body": "Reed is cut, workers say."}]
    (articles / "reed.json").write_text(json.dumps(rows))
    (articles / "broken.json").write_text('[{"title": "Reed", "bo')
    return articles


def test_read_prints_what_was_read_and_refused(folder: Path, tmp_path: Path) -> None:
    """Two articles, one refused file, how many have a date and an outlet, and what to do next."""
    done = run("read", folder, "-o", tmp_path / "c", "--columns", "published=when,outlet=paper")
    assert done.exit_code == 0
    corpus = open_corpus(tmp_path / "c")
    assert corpus.articles["headline"].tolist() == ["Mill shut", "Reed"]
    assert corpus.articles["outlet"].tolist()[1] == "The Reed"
    assert corpus.rejected["source_file"].tolist() == ["articles/broken.json"]
    assert f"Next: dateline tag {tmp_path / 'c'}" in done.output


def test_read_supplies_day_and_outlet_by_hand(folder: Path, tmp_path: Path) -> None:
    """--published and --outlet fill what the files do not say."""
    run("read", folder / "mill.txt", "-o", tmp_path / "c", "--published", "2025-03-05", "--outlet", "The Brook")
    article = open_corpus(tmp_path / "c").articles.iloc[0]
    assert (str(article.published.date()), article.outlet, article.outlet_basis) == ("2025-03-05", "The Brook", "given")


def test_nothing_read_exits_with_2(tmp_path: Path) -> None:
    """An empty folder is an error with exit code 2, and no corpus is written."""
    (tmp_path / "empty").mkdir()
    done = run("read", tmp_path / "empty", "-o", tmp_path / "c")
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: ")
    assert not (tmp_path / "c").exists()


def test_a_wrong_pair_in_columns_shows_the_form(folder: Path, tmp_path: Path) -> None:
    """--columns without = is an error that shows how to write it."""
    done = run("read", folder, "-o", tmp_path / "c", "--columns", "published")
    assert done.exit_code == 1
    assert '"published" is no pair. Write ours=yours, such as published=date.' in done.stderr


def test_tag_counts_the_rows_of_each_table(folder: Path, tmp_path: Path) -> None:
    """After tagging, each table is there and its rows are counted, and so are the sources."""
    run("read", folder, "-o", tmp_path / "c")
    done = run("tag", tmp_path / "c")
    assert done.exit_code == 0
    counts = {line.split()[1].rstrip(","): int(line.split()[0]) for line in done.output.splitlines()}
    corpus = open_corpus(tmp_path / "c")
    tables = ("sentences", "entities", "times", "claims", "topics")
    assert counts == {name: len(corpus.table(name)) for name in tables} | {"sources": corpus.claims["source"].nunique()}
    assert counts["claims"] >= 2


def test_a_folder_without_a_corpus_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    """As a real command: exit code 1 and one line that says what to do."""
    dateline = Path(sys.executable).with_name("dateline")
    done = subprocess.run([dateline, "tag", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: No corpus in {tmp_path} (corpus.json is missing). Make one: dateline read ARTICLES -o {tmp_path}\n"
    )


def test_info_says_what_a_corpus_holds(folder: Path, tmp_path: Path) -> None:
    """`dateline info` prints the corpus and the rows of its tables."""
    run("read", folder, "-o", tmp_path / "c")
    assert run("info", tmp_path / "c").output.splitlines()[0].startswith("Corpus of 2 articles")


def test_concordance_shows_and_saves_lines(tmp_path: Path) -> None:
    """The lines are aligned and counted; the file has all of them, and no cell that a spreadsheet would run."""
    texts = ["The mill =1+1 is shut.\n\nAnd open: mill", "=2+2 mill", "Reed is cut."]
    rows = [{"title": "Reed", "text": text, "outlet": "The Reed"} for text in texts]
    (tmp_path / "mill.json").write_text(json.dumps(rows))
    run("read", tmp_path / "mill.json", "-o", tmp_path / "c")
    done = run("concordance", tmp_path / "c", "MILL", "--sort", "left", "--limit", "2")
    assert done.exit_code == 0
    first, second, last = done.output.splitlines()
    assert first.index("mill") == second.rindex("mill") > 20
    assert first.split() == ["=2+2", "mill", "The", "Reed"]
    assert last == "“MILL”: 3 hits in 2 of 3 articles; 2 of them, sorted by the words before."
    saved = run("concordance", tmp_path / "c", "mill", "--width", "5", "-o", tmp_path / "mill.csv")
    assert saved.output == f"“mill”: 3 hits in 2 of 3 articles. Written to {tmp_path / 'mill.csv'}.\n"
    lines = [row.split(",")[3:6] for row in (tmp_path / "mill.csv").read_text(encoding="utf8").splitlines()]
    assert lines[0] == ["left", "match", "right"]
    assert ["The ", "mill", " =1+1"] in lines
    assert ["'=2+2 ", "mill", ""] in lines
    assert run("concordance", tmp_path / "c", "(", "--regex").exit_code == 1
