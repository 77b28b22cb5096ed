"""Tagging a corpus folder: the same tables however it is done, resumed, and redone only when stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dateline import jobs, schema
from dateline.corpus import Corpus, write_corpus
from dateline.errors import CorpusError, DatelineError
from dateline.tagging import tag_articles
from dateline.terms import corpus_terms

TEXT = 'The mill is shut, Ada Brook said on Tuesday. "It will open again," she added.'
TOPICS = "work:\n  - mill*\n"


@pytest.fixture
def articles() -> pd.DataFrame:
    rows = [{"id": f"a{n}", "text": f"{TEXT} Case {n}.", "sha256": str(n), "published": "2025-03-05"} for n in range(7)]
    rows[3]["language"] = "fr"
    return schema.frame("articles", [row | {"source_file": "x", "source_record": n} for n, row in enumerate(rows, 1)])


@pytest.fixture
def corpus(tmp_path: Path, articles: pd.DataFrame) -> Path:
    write_corpus(tmp_path / "corpus", articles=articles, rejected=schema.frame("rejected"))
    return tmp_path / "corpus"


def tag_in_parts(corpus: Path, **options: Any) -> Corpus:
    return jobs.tag_corpus(corpus, articles_a_part=2, **options)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_parts_and_one_run_give_the_same_tables(corpus: Path, articles: pd.DataFrame) -> None:
    """Tags of a corpus folder equal those of its articles tagged in memory."""
    tagged = tag_in_parts(corpus)
    for name, table in tag_articles(articles).items():
        pd.testing.assert_frame_equal(tagged.table(name), table)
    assert len(tagged.claims) > 0


def test_an_interrupted_run_goes_on_where_it_was(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are done are not tagged again, and the result is the same as without the interruption."""
    done: list[int] = []

    def tag(articles: pd.DataFrame, **options: object) -> dict[str, pd.DataFrame]:
        if len(done) == 2:
            done.clear()
            raise KeyboardInterrupt
        done.append(len(articles))
        return tag_articles(articles, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "tag_articles", tag)
    with pytest.raises(KeyboardInterrupt):
        tag_in_parts(corpus)
    tag_in_parts(corpus)
    assert done == [2, 1]
    interrupted = content(corpus)
    monkeypatch.setattr(jobs, "tag_articles", tag_articles)
    (corpus / "claims.parquet").unlink()
    tag_in_parts(corpus)
    assert content(corpus) == interrupted


def test_tags_that_fit_are_left_alone(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run tags nothing."""
    tag_in_parts(corpus)
    monkeypatch.setattr(jobs, "tag_articles", None)
    tag_in_parts(corpus)


def test_a_changed_dictionary_makes_the_tags_stale(corpus: Path, tmp_path: Path) -> None:
    """With a keyword dictionary the topics appear, and it is kept for the next run."""
    assert len(tag_in_parts(corpus).topics) == 0
    (tmp_path / "topics.yaml").write_text(TOPICS)
    assert set(tag_in_parts(corpus, topics=tmp_path / "topics.yaml").topics["topic"]) == {"work"}
    assert (corpus / "topics.yaml").read_text() == TOPICS


def test_a_bad_dictionary_leaves_the_corpus_as_it_was(corpus: Path, tmp_path: Path) -> None:
    """A dictionary that cannot be read is an error, and the kept one stays."""
    before = content(corpus)
    (tmp_path / "topics.yaml").write_text("- mill\n")
    with pytest.raises(DatelineError):
        tag_in_parts(corpus, topics=tmp_path / "topics.yaml")
    assert content(corpus) == before


def test_changed_articles_make_the_tags_stale(corpus: Path, articles: pd.DataFrame) -> None:
    """Reading other articles into the folder drops the tags; reading the same ones keeps them."""
    tag_in_parts(corpus)
    same = write_corpus(corpus, articles=articles, rejected=schema.frame("rejected"))
    assert "tags" in same.about
    other: Corpus = write_corpus(corpus, articles=articles.head(3), rejected=schema.frame("rejected"))
    assert "tags" not in other.about


def test_articles_in_another_language_get_no_claims(corpus: Path) -> None:
    """An article known to be French has sentences, but no claims, times or names."""
    tagged = tag_in_parts(corpus)
    assert "a3" in set(tagged.sentences["article"])
    for table in ("claims", "times", "entities"):
        assert "a3" not in set(tagged.table(table)["article"])


def test_articles_in_several_files_give_the_same_tags(corpus: Path, tmp_path: Path, articles: pd.DataFrame) -> None:
    """A folder of Parquet files in the place of articles.parquet is tagged and counted like the one file."""
    other = tmp_path / "other"
    write_corpus(other, articles=articles, rejected=schema.frame("rejected"))
    whole = pq.read_table(other / "articles.parquet")
    (other / "articles.parquet").unlink()
    (other / "articles.parquet").mkdir()
    for number, start in enumerate(range(0, len(whole), 3)):
        pq.write_table(whole.slice(start, 3), other / "articles.parquet" / f"part-{number}.parquet")
    tagged, expected = tag_in_parts(other), tag_in_parts(corpus)
    for name in (*schema.TAGS, *schema.NAMES, "articles"):
        pd.testing.assert_frame_equal(tagged.table(name), expected.table(name))
    assert corpus_terms(other).counts.sum() == corpus_terms(corpus).counts.sum() > 0


def test_a_damaged_part_is_named_and_made_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an interrupted run left is looked at before it is used; the next run makes the damaged part anew."""
    monkeypatch.setattr(jobs, "_merge", None)
    with pytest.raises(TypeError):
        tag_in_parts(corpus)
    monkeypatch.undo()
    damaged = sorted((corpus / ".parts").glob("*/claims.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    with pytest.raises(CorpusError, match=r"The tags of articles .* are damaged .*Run this again"):
        tag_in_parts(corpus)
    assert len(tag_in_parts(corpus).claims) > 0
