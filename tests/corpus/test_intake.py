"""Reading into a corpus folder: only what is new, on from where it was, the same table as at one go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dateline.corpus import KEPT, open_corpus
from dateline.errors import DatelineError, NothingReadError
from dateline.intake import read_corpus
from dateline.readers import Record, read_articles, registry
from dateline.readers.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    rows = [{"title": f"Reed {n}", "date": f"0{n}/03/2025", "text": f"Reed is cut, line {n}."} for n in (1, 2, 3)]
    (articles / "reed.json").write_text(json.dumps([*rows, {"date": "25/03/2025", "text": "Mill shut."}]))
    (articles / "mill.txt").write_text("Mill shut\n\nThe mill is shut.\n")
    (articles / "bad.json").write_text("[{")
    (articles / "again.txt").write_text("Mill shut\n\nThe mill is shut.\n")
    return articles


def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the names of the files that are read from now on."""
    from dateline.readers import reading

    names: list[str] = []

    def read_file(path: Path, name: str) -> object:
        names.append(name)
        return registry.read_file(path, name)

    monkeypatch.setattr(reading, "read_file", read_file)
    return names


def test_a_corpus_has_the_tables_of_read_articles(folder: Path, tmp_path: Path) -> None:
    """Reading into a folder and into memory give equal tables and the same summary."""
    reading = read_articles(folder)
    corpus, summary = read_corpus(folder, tmp_path / "c")
    pd.testing.assert_frame_equal(open_corpus(tmp_path / "c").articles, reading.articles)
    pd.testing.assert_frame_equal(corpus.rejected, reading.rejected)
    assert str(summary) == reading.summary()
    assert corpus.rejected["reason"].tolist() == ["damaged", "duplicate"]


def test_reading_again_reads_only_what_is_new_or_changed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unchanged folder is not read; a changed and a new file are, and the table is that of a first reading."""
    read_corpus(folder, tmp_path / "c")
    names = read_names(monkeypatch)
    read_corpus(folder, tmp_path / "c")
    assert names == []
    (folder / "mill.txt").write_text("Mill open\n\nThe mill is open.\n")
    (folder / "new.txt").write_text("Weir built\n\nThe weir is built.\n")
    (folder / "reed.json").unlink()
    corpus, _ = read_corpus(folder, tmp_path / "c")
    assert names == ["articles/mill.txt", "articles/new.txt"]
    pd.testing.assert_frame_equal(corpus.articles, read_articles(folder).articles)
    assert corpus.articles["headline"].tolist() == ["Mill shut", "Mill open", "Weir built"]


def test_what_was_a_duplicate_is_an_article_when_the_first_is_gone(folder: Path, tmp_path: Path) -> None:
    """Nothing is lost by not reading again."""
    read_corpus(folder, tmp_path / "c")
    (folder / "again.txt").unlink()
    corpus, _ = read_corpus(folder, tmp_path / "c")
    assert "articles/mill.txt" in corpus.articles["source_file"].tolist()


def test_other_columns_read_again(folder: Path, tmp_path: Path) -> None:
    """A mapping given later applies to files that have not changed."""
    (folder / "own.json").write_text(json.dumps([{"heading": "Weir", "text": "The weir is built."}]))
    read_corpus(folder, tmp_path / "c")
    corpus, _ = read_corpus(folder, tmp_path / "c", columns={"headline": "heading"})
    assert "Weir" in corpus.articles["headline"].tolist()


SLOW = """
import sys, time
from dateline import intake
from dateline.readers import json_files, reading
reading.CHUNK, reading.SECONDS = 10, 0.0
made = reading.prepare
def slowly(record, columns):
    time.sleep(0.005)
    return made(record, columns)
reading.prepare = slowly
intake.read_corpus(sys.argv[1], sys.argv[2])
"""


def test_a_reading_that_is_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process killed in the middle of a file leaves no half table; the next one ends with that of one go."""
    rows = [{"title": f"Reed {n}", "text": f"Reed is cut, line {n}."} for n in range(400)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path / "a.jsonl"), str(tmp_path / "c")])
    store = tmp_path / "c" / KEPT
    for _ in range(600):
        if store.exists() and stored(store) >= 50:
            break
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert 50 <= stored(store) < 400
    assert not (tmp_path / "c" / "articles.parquet").exists()
    have = stored(store)
    prepared = []
    from dateline.readers import reading

    made = reading.prepare
    monkeypatch.setattr(reading, "prepare", lambda record, columns: prepared.append(1) or made(record, columns))
    corpus, _ = read_corpus(tmp_path / "a.jsonl", tmp_path / "c")
    assert len(prepared) == 400 - have
    pd.testing.assert_frame_equal(corpus.articles, read_articles(tmp_path / "a.jsonl").articles)


def stored(path: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return connection.execute("select coalesce(sum(items), 0) from chunks").fetchone()[0]
    except sqlite3.DatabaseError:
        return 0


def test_strict_makes_a_refusal_an_error(folder: Path, tmp_path: Path) -> None:
    """The error names the first refusal, and the corpus of before is left as it was."""
    (folder / "bad.json").unlink()
    (folder / "again.txt").unlink()
    read_corpus(folder, tmp_path / "c", strict=True)
    before = (tmp_path / "c" / "articles.parquet").read_bytes()
    (folder / "bad.json").write_text("[{")
    with pytest.raises(
        DatelineError, match=r"1 refusal \(1 damaged\), and --strict allows none. The first: articles/bad"
    ):
        read_corpus(folder, tmp_path / "c", strict=True)
    assert (tmp_path / "c" / "articles.parquet").read_bytes() == before


def test_nothing_read_leaves_no_folder(tmp_path: Path) -> None:
    """A new folder is not made where no article came out, and an old corpus stays."""
    (tmp_path / "a.json").write_text("[{")
    with pytest.raises(NothingReadError):
        read_corpus(tmp_path / "a.json", tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_a_damaged_store_is_replaced(folder: Path, tmp_path: Path) -> None:
    """What reading keeps can be broken or deleted: everything is read once more."""
    read_corpus(folder, tmp_path / "c")
    for damage in (b"no database", b""):
        (tmp_path / "c" / KEPT).write_bytes(damage)
        corpus, _ = read_corpus(folder, tmp_path / "c")
        assert len(corpus.articles) == 5


def test_the_store_forgets_files_that_are_gone(tmp_path: Path) -> None:
    """Kept files stay, others go with their items."""
    store = Store(tmp_path / "s")
    first, _ = store.begin("a", "1")
    store.add(first, [["refused", "a", 0, "empty", ""]], last=True)
    second, have = store.begin("b", "1")
    assert have == 0
    store.add(second, [["refused", "b", 0, "empty", ""]], last=False)
    store.keep([second])
    assert (store.begin("b", "1"), list(store.items(second))) == ((second, 1), [["refused", "b", 0, "empty", ""]])
    assert store.begin("a", "1")[1] == 0


def test_archives_are_opened_in_memory(tmp_path: Path) -> None:
    """Parts are read under the archive's name; ways out of it, hidden files and archives too deep lead nowhere."""
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.txt", "Weir built\n\nThe weir is built.\n")
    path = tmp_path / "in" / "batch.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.txt", "Mill shut\n\nThe mill is shut.\n")
        archive.writestr("__MACOSX/._a.txt", "no article")
        archive.writestr("bad.json", "[{")
        archive.write(inner, "inner.zip")
    corpus, _ = read_corpus(path.parent, tmp_path / "c")
    assert corpus.articles["source_file"].tolist() == ["in/batch.zip/outside.txt", "in/batch.zip/inner.zip/b.txt"]
    assert corpus.rejected["source_file"].tolist() == ["in/batch.zip/bad.json"]
    assert not (tmp_path / "outside.txt").exists()


def test_an_own_reader_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of an installed package is asked before the built-in ones."""
    own = registry.Format(
        "mine",
        "My archive",
        lambda source: source.head.startswith(b"%MINE"),
        lambda source: iter([Record(1, {"text": "Mine."})]),
    )
    monkeypatch.setattr(registry, "formats", lambda: (own, *registry.BUILT_IN))
    (tmp_path / "a.txt").write_text("%MINE and more")
    assert read_articles(tmp_path).articles["text"].tolist() == ["Mine."]


def test_the_reader_in_the_documents_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CONTRIBUTING.md shows for a reader of one's own is run as it stands."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf8")
    code = text.split("# my_package/mine.py\n")[1].split("```")[0]
    names: dict[str, object] = {}
    exec(code, names)
    monkeypatch.setattr(registry, "formats", lambda: (names["MINE"], *registry.BUILT_IN))
    (tmp_path / "a.dat").write_text("%MINE\n%%\nMill shut\nThe mill is shut.\n%%\nNothing\n")
    reading = read_articles(tmp_path)
    assert reading.articles[["headline", "text"]].to_numpy().tolist() == [["Mill shut", "The mill is shut.\n"]]
    assert reading.rejected["reason"].tolist() == ["no-text"]
