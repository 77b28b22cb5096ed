"""The corpus folder: written whole, opened again, and refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline import schema
from dateline.corpus import Corpus, open_corpus, write_corpus
from dateline.errors import CorpusError, UnknownNameError
from dateline.folders import whole
from dateline.partitions import Rows, read_articles


@pytest.fixture
def articles() -> pd.DataFrame:
    rows = [
        {"id": "a", "text": "The mill is shut.", "published": "2025-03-04", "authors": ["Ada Brook"]},
        {"id": "b", "text": "It reopened.", "outlet": "The Reed"},
    ]
    return schema.frame(
        "articles", [row | {"source_file": "x.csv", "source_record": n} for n, row in enumerate(rows, 1)]
    )


@pytest.fixture
def rejected() -> pd.DataFrame:
    return schema.frame("rejected", [("y.json", 0, "truncated", "ends in the middle")])


@pytest.fixture
def corpus(tmp_path: Path, articles: pd.DataFrame, rejected: pd.DataFrame) -> Corpus:
    return write_corpus(tmp_path / "corpus", articles=articles, rejected=rejected)


def test_a_corpus_is_read_as_it_was_written(corpus: Corpus, articles: pd.DataFrame, rejected: pd.DataFrame) -> None:
    """Lists, days and missing values come back as they were."""
    pd.testing.assert_frame_equal(corpus.articles, articles)
    pd.testing.assert_frame_equal(corpus.rejected, rejected)


def test_the_same_articles_give_the_same_bytes(corpus: Corpus, articles: pd.DataFrame, rejected: pd.DataFrame) -> None:
    """Written twice, a corpus has equal files."""
    assert corpus.folder
    again = corpus.folder.with_name("again")
    write_corpus(again, articles=articles, rejected=rejected)
    for path in sorted(corpus.folder.iterdir()):
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_a_corpus_says_what_it_holds(corpus: Corpus) -> None:
    """The corpus shows its articles, outlets, period, and what is missing."""
    assert repr(corpus) == ("Corpus of 2 articles, 1 outlet, 2025-03-04 to 2025-03-04 (1 without a date), 1 refused")


def test_a_folder_without_a_corpus_says_how_to_make_one(tmp_path: Path) -> None:
    """An ordinary folder is no corpus, and the message names the command that makes one."""
    with pytest.raises(CorpusError, match=r"corpus\.json is missing\)\. Make one: dateline read ARTICLES -o"):
        open_corpus(tmp_path)


def test_a_corpus_of_another_version_is_refused(corpus: Corpus) -> None:
    """A folder of a later version is not misread."""
    assert corpus.folder
    about = corpus.about | {"dateline": {"version": 99}}
    (corpus.folder / "corpus.json").write_text(json.dumps(about))
    with pytest.raises(CorpusError, match="is a corpus of version 99"):
        open_corpus(corpus.folder)


@pytest.mark.parametrize("content", ["", "[]", '{"dateline": 3}', "{" * 100_000, "\x00\xff"])
def test_a_damaged_description_is_refused(corpus: Corpus, content: str) -> None:
    """A corpus.json that cannot be understood is a message, not a traceback."""
    assert corpus.folder
    (corpus.folder / "corpus.json").write_text(content, encoding="latin-1")
    with pytest.raises(CorpusError, match="cannot be understood"):
        open_corpus(corpus.folder)


def test_a_truncated_table_is_refused(corpus: Corpus) -> None:
    """A Parquet file that ends in the middle is a message that names it."""
    assert corpus.folder
    path = corpus.folder / "articles.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(CorpusError, match=r"articles\.parquet is damaged"):
        _ = open_corpus(corpus.folder).articles


def test_a_corpus_that_is_not_tagged_says_how_to_tag_it(corpus: Corpus) -> None:
    """Asking for claims before tagging names the command."""
    with pytest.raises(CorpusError, match=r"not tagged yet\. Run: dateline tag"):
        _ = corpus.claims


def test_a_folder_with_other_files_is_not_written_to(tmp_path: Path, articles: pd.DataFrame) -> None:
    """A folder that holds somebody's files is left alone."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CorpusError, match="holds other files and is no corpus"):
        write_corpus(tmp_path, articles=articles, rejected=schema.frame("rejected"))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_unknown_table_lists_the_known_ones(corpus: Corpus) -> None:
    """A misspelt table name is an error that lists the tables."""
    with pytest.raises(UnknownNameError, match='No table "claim"'):
        corpus.table("claim")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """What was there stays, and no half file is left behind."""
    target = tmp_path / "table.parquet"
    target.write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        whole(target, fail)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("table.parquet", "old")]


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 5), (4, 9), (8, 9), (0, 9), (3, 3)])
def test_some_rows_are_those_of_the_whole_table(tmp_path: Path, start: int, end: int) -> None:
    """Rows are found across the parts that a file is written in."""
    rows = [{"id": str(n), "text": f"Line {n}.", "source_record": n} for n in range(9)]
    articles = schema.frame("articles", rows)
    pq.write_table(
        pa.Table.from_pandas(articles, schema=schema.arrow_schema("articles"), preserve_index=False),
        tmp_path / "articles.parquet",
        row_group_size=3,
    )
    found = read_articles(Rows(tmp_path / "articles.parquet", start, end, first=start))
    pd.testing.assert_frame_equal(found, articles.iloc[start:end].reset_index(drop=True))
