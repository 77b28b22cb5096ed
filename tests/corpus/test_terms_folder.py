"""Terms of a corpus folder: counted once, kept, counted again when something has changed; written as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from dateline import schema, terms
from dateline.analysis.term_table import TermTable, term_table
from dateline.analysis.terms import frequency
from dateline.cli import main
from dateline.corpus import Corpus, write_corpus
from dateline.errors import CorpusError, UnknownNameError
from dateline.samples import sample
from dateline.terms import corpus_terms
from dateline.terms_written import write_terms

ROWS = [
    ("a", "The dam broke. Dam!", "The Reed", "2025-03-03"),
    ("b", None, "Quill", "2025-03-12"),
    ("c", "A flood at the dam in 2025", None, "2025-04-01"),
    ("d", "flood", "Quill", None),
]


def articles(rows: list[tuple[str, str | None, str | None, str | None]]) -> pd.DataFrame:
    names = ("id", "text", "outlet", "published")
    return schema.frame("articles", [dict(zip(names, row, strict=True)) | {"source_record": 1} for row in rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "c", articles=articles(ROWS), rejected=schema.frame("rejected"))
    return tmp_path / "c"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were counted since the test began."""
    files, read = [], terms.article_batches

    def noted(folder: Path, *, progress: bool) -> Iterator[tuple[pa.Array, pa.Array]]:
        files.append(folder)
        return read(folder, progress=progress)

    monkeypatch.setattr(terms, "article_batches", noted)
    return files


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def same(one: TermTable, other: TermTable) -> bool:
    """Tell whether two tables are equal in every part, types too."""
    pairs = [(getattr(one.counts, name), getattr(other.counts, name)) for name in ("data", "indices", "indptr")]
    pairs.append((one.words, other.words))
    equal = all(np.array_equal(a, b) and a.dtype == b.dtype for a, b in pairs)
    return equal and one.terms.equals(other.terms) and one.articles.equals(other.articles)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / ".terms").glob("*/*"))


def test_the_terms_of_a_folder_are_those_of_its_articles(folder: Path) -> None:
    """Read piece by piece or all at once, missing texts too, the counts are the same."""
    assert same(corpus_terms(folder), term_table(articles(ROWS)))


def test_a_second_question_reads_no_text(folder: Path, counted: list[Path]) -> None:
    """The same options are answered from what the folder keeps, with equal counts."""
    first = corpus_terms(folder)
    assert same(corpus_terms(str(folder)), first)
    assert len(counted) == 1


def test_other_options_are_counted_and_kept_besides(folder: Path, counted: list[Path]) -> None:
    """Each set of options has its own counts; equal ones in another order are the same."""
    corpus_terms(folder, stopwords=["the", "a"], phrases=["the dam"])
    corpus_terms(folder, stopwords=["a", "the", "the"], phrases=["The  Dam"])
    corpus_terms(folder, ngram=2)
    assert (len(counted), len(kept(folder))) == (2, 2)


def test_changed_articles_are_counted_anew_and_the_old_counts_removed(folder: Path) -> None:
    """Counts of articles that are no longer there neither answer nor stay."""
    corpus_terms(folder)
    corpus_terms(folder, ngram=2)
    old = kept(folder)
    write_corpus(folder, articles=articles([*ROWS, ("e", "reed", None, None)]), rejected=schema.frame("rejected"))
    assert "reed" in corpus_terms(folder).terms
    assert len(kept(folder)) == 1
    assert not any(path.exists() for path in old)


def damage_a_page(path: Path) -> None:
    data = bytearray((path / "counts.parquet").read_bytes())
    data[len(data) // 3] ^= 0xFF
    (path / "counts.parquet").write_bytes(data)


def cut_off(path: Path) -> None:
    (path / "counts.parquet").write_bytes((path / "counts.parquet").read_bytes()[:100])


def remove_terms(path: Path) -> None:
    (path / "terms.parquet").unlink()


def shorten_terms(path: Path) -> None:
    pq.write_table(pq.read_table(path / "terms.parquet").slice(0, 1), path / "terms.parquet")


def promise_too_much(path: Path) -> None:
    table = pq.read_table(path / "counts.parquet")
    pq.write_table(table.replace_schema_metadata({"pairs": str(1 << 60)}), path / "counts.parquet")


def leave_out_what_is_promised(path: Path) -> None:
    table = pq.read_table(path / "counts.parquet")
    pq.write_table(table.replace_schema_metadata(None), path / "counts.parquet")


@pytest.mark.parametrize(
    "damage", [damage_a_page, cut_off, remove_terms, shorten_terms, promise_too_much, leave_out_what_is_promised]
)
def test_damaged_counts_are_made_again(folder: Path, counted: list[Path], damage) -> None:
    """What was kept and is no longer whole is counted anew, and kept whole again."""
    first = corpus_terms(folder)
    damage(kept(folder)[0])
    assert same(corpus_terms(folder), first)
    assert same(corpus_terms(folder), first)
    assert len(counted) == 2


def test_an_interrupted_writing_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where keeping fails half-way, no half counts stay under any name, and the counts are returned."""

    def full(*arguments: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("dateline.terms_kept._write", full)
    assert same(corpus_terms(folder), term_table(articles(ROWS)))
    assert kept(folder) == []


def test_without_cache_nothing_is_kept_or_used(folder: Path, counted: list[Path]) -> None:
    """cache=False counts each time and leaves the folder alone."""
    for _ in range(2):
        corpus_terms(folder, cache=False)
    assert (len(counted), kept(folder)) == (2, [])


def test_a_corpus_in_memory_is_counted_too() -> None:
    """A corpus without a folder gives the counts of its articles."""
    assert same(corpus_terms(Corpus({"articles": articles(ROWS)})), term_table(articles(ROWS)))


def test_a_folder_without_its_articles_says_so(folder: Path) -> None:
    """Missing and damaged articles are named, with what to do."""
    (folder / "articles.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(CorpusError, match=r"articles\.parquet .*damaged.*Run dateline read"):
        corpus_terms(folder)
    (folder / "articles.parquet").unlink()
    with pytest.raises(CorpusError, match=r"articles\.parquet .*Run dateline read"):
        corpus_terms(folder)


def table(path: Path) -> list[tuple[object, ...]]:
    frame = pd.read_parquet(path).astype(object)
    return [
        tuple(None if pd.isna(v) else f"{v:%Y-%m}" if isinstance(v, pd.Timestamp) else v for v in row)
        for row in frame.itertuples(index=False, name=None)
    ]


def test_terms_are_written_by_term(folder: Path, tmp_path: Path) -> None:
    """Without groups: how often, and in how many articles, sorted by term."""
    done = run("terms", folder, "-o", tmp_path / "t.parquet")
    assert (done.exit_code, done.output) == (0, f"3 rows written to {tmp_path / 't.parquet'}.\n")
    assert table(tmp_path / "t.parquet") == [("broke", 1, 1), ("dam", 3, 2), ("flood", 2, 2)]


def test_terms_are_written_by_outlet_and_month(folder: Path, tmp_path: Path) -> None:
    """Groups have a column each; what is not known is missing and comes last."""
    run("terms", folder, "--by", "outlet,month", "--no-cache", "-o", tmp_path / "t.parquet")
    assert pq.read_schema(tmp_path / "t.parquet").names == ["term", "outlet", "month", "count", "articles"]
    assert table(tmp_path / "t.parquet") == [
        ("broke", "The Reed", "2025-03", 1, 1),
        ("dam", "The Reed", "2025-03", 2, 1),
        ("dam", None, "2025-04", 1, 1),
        ("flood", "Quill", None, 1, 1),
        ("flood", None, "2025-04", 1, 1),
    ]
    assert kept(folder) == []


@pytest.mark.parametrize("by", ["article,month", "month,article"])
def test_terms_are_written_by_article(folder: Path, tmp_path: Path, by: str) -> None:
    """Counts of each article, with its month beside."""
    run("terms", folder, "--by", by, "-o", tmp_path / "t.parquet")
    frame = pd.read_parquet(tmp_path / "t.parquet")
    rows = frame[["term", "article", "count", "articles"]].values.tolist()
    assert rows == [["broke", "a", 1, 1], ["dam", "a", 2, 1], ["dam", "c", 1, 1], *[["flood", x, 1, 1] for x in "cd"]]


@pytest.mark.parametrize(("by", "name"), [("source", "claims"), ("topic", "topics")])
def test_terms_are_written_by_source_and_topic(tmp_path: Path, by: str, name: str) -> None:
    """An article counts in each of its sources or topics; the table has the counts that frequency gives."""
    corpus = sample()
    found = frequency(term_table(corpus.articles), corpus.articles, by=getattr(corpus, name)[["article", by]])
    assert found.loc[found["term"] == "dam", by].nunique() > 1
    run("terms", "sample", "--by", by, "-o", tmp_path / "t.parquet")
    columns = ["term", by, "count", "articles"]
    expected = found[columns].sort_values(["term", by], na_position="last").fillna("-").to_numpy().tolist()
    assert pd.read_parquet(tmp_path / "t.parquet")[columns].astype(object).fillna("-").to_numpy().tolist() == expected


def test_a_corpus_without_tags_has_no_sources(folder: Path, tmp_path: Path) -> None:
    """Where nothing is tagged yet, the error says what to do, and no file is written."""
    with pytest.raises(CorpusError, match="dateline tag"):
        write_terms(folder, tmp_path / "t.parquet", by=["outlet", "source"])
    assert not (tmp_path / "t.parquet").exists()


def test_long_tables_are_written_in_blocks(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few counts are written at a time, the table is the same."""
    write_terms(folder, tmp_path / "one.parquet", by=["outlet"])
    monkeypatch.setattr("dateline.terms_written.BLOCK", 1)
    assert write_terms(folder, tmp_path / "many.parquet", by=["outlet"]) == 5
    assert pq.ParquetFile(tmp_path / "many.parquet").num_row_groups == 3
    assert table(tmp_path / "many.parquet") == table(tmp_path / "one.parquet")


@pytest.mark.parametrize("by", [(), ("outlet",), ("month", "outlet"), ("article",), ("month", "article")])
@pytest.mark.parametrize("cache", [True, False])
def test_counts_that_do_not_fit_into_memory_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...], cache: bool
) -> None:
    """Counted, kept, sorted and written a few at a time or all at once, the file is the same; nothing else stays."""
    rows = [(f"{n}", f"w{n % 7} w{n % 5} dam", f"Outlet {n % 3}", f"2025-0{n % 4 + 1}-01") for n in range(200)]
    write_corpus(tmp_path / "c", articles=articles(rows), rejected=schema.frame("rejected"))
    write_terms(tmp_path / "c", tmp_path / "one.parquet", by=by, cache=False)
    for limit in (
        "terms_counted.ROWS",
        "terms_kept.ROWS",
        "terms_runs.TOGETHER",
        "analysis.term_table.file_matrix.TOGETHER",
    ):
        monkeypatch.setattr(f"dateline.{limit}", 10)
    for _ in range(2):
        write_terms(tmp_path / "c", tmp_path / "many.parquet", by=by, cache=cache)
        assert (tmp_path / "many.parquet").read_bytes() == (tmp_path / "one.parquet").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "many.parquet", "one.parquet"]


def test_the_options_of_the_command_are_those_of_the_function(folder: Path, tmp_path: Path) -> None:
    """Stop words, numbers, phrases from a file, lengths and stems reach the counting."""
    (tmp_path / "phrases.txt").write_text("the dam\n\n", encoding="utf-8")
    out = tmp_path / "t.parquet"
    run("terms", folder, "--stopwords", "none", "--numbers", "--phrases", tmp_path / "phrases.txt", "-o", out)
    assert [row[0] for row in table(out)] == ["2025", "a", "at", "broke", "dam", "flood", "in", "the dam"]
    run("terms", folder, "--stem", "english", "--min-length", "4", "-o", out)
    assert [row[0] for row in table(out)] == ["broke", "flood"]


@pytest.mark.parametrize("by", [(), ("outlet", "month"), ("article",)])
def test_a_corpus_without_words_gives_an_empty_table(tmp_path: Path, by: tuple[str, ...]) -> None:
    """No articles: the columns are there, and no row."""
    write_corpus(tmp_path / "c", articles=articles([]), rejected=schema.frame("rejected"))
    assert write_terms(tmp_path / "c", tmp_path / "t.parquet", by=by) == 0
    assert pq.read_table(tmp_path / "t.parquet").column_names == ["term", *by, "count", "articles"]


def test_an_unknown_grouping_is_refused_before_counting(folder: Path, tmp_path: Path, counted: list[Path]) -> None:
    """A misspelt grouping lists those there are; nothing is counted or written."""
    with pytest.raises(UnknownNameError, match="agency, article, day"):
        write_terms(folder, tmp_path / "t.parquet", by=["paper"])
    assert (counted, (tmp_path / "t.parquet").exists()) == ([], False)
