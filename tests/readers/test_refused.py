"""What cannot be read: each file and record is in one of the two tables, with a reason, and nothing crashes."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corpus import write_corpus
from dateline.errors import NothingReadError
from dateline.readers import read_articles

GOOD = {"title": "Mill", "text": "The mill is shut."}


def refused(folder: Path) -> list[tuple[str, int, str]]:
    (folder / "good.json").write_text(json.dumps([GOOD]))
    rejected = read_articles(folder).rejected
    return [(row.source_file.split("/", 1)[1], row.source_record, row.reason) for row in rejected.itertuples()]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.json", b" \n ", "empty"),
        ("a.parquet", b"", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.csv", b"PK\x03\x04" + b"\x00" * 50, "binary"),
        ("a.json", b'[{"title": "Mill", "te', "damaged"),
        ("a.json", b"[" * 200_000, "damaged"),
        ("a.json", b'"Mill"', "not-records"),
        ("a.json", b"[]", "empty"),
        ("a.parquet", b"PAR1 and then nothing", "damaged"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 500)[:-30], "damaged"),
        ("a.html", b"<html><body></body></html>", "no-article"),
        ("a.xyz", b"Mill", "unknown-format"),
        ("a.csv", b"only one line", "not-records"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """The good file beside it is read all the same."""
    (tmp_path / name).write_bytes(content)
    assert [(file, why) for file, _, why in refused(tmp_path)] == [(name, reason)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"author": "Ada"}, "no-text"),
        ({"text": " \n"}, "no-text"),
        ({"text": None}, "no-text"),
        ({"title": "Mill", "text": ["The mill"]}, "no-text"),
        ("The mill", "not-a-record"),
        (None, "not-a-record"),
        ({"title": "Mill", "text": "The mill is shut."}, "duplicate"),
    ],
)
def test_a_bad_record_is_refused_alone(tmp_path: Path, row: object, reason: str) -> None:
    """Records before and after it are read; the refusal has its number."""
    (tmp_path / "a.json").write_text(json.dumps([GOOD, row, {**GOOD, "text": "It opened."}]))
    reading = read_articles(tmp_path)
    assert len(reading.articles) == 2
    assert reading.rejected[["source_record", "reason"]].to_numpy().tolist() == [[2, reason]]


@pytest.mark.parametrize("row", [{}, {"text": " \n"}, {"text": None}])
def test_an_article_without_text_is_kept_and_counted(tmp_path: Path, row: dict) -> None:
    """Exports of many services have no body: headline and address are kept, the text is missing."""
    (tmp_path / "a.json").write_text(json.dumps([GOOD, {"title": "Reed cut", "url": "https://reed.example/1", **row}]))
    reading = read_articles(tmp_path)
    found = reading.articles.iloc[1]
    assert (found.headline, found.completeness, pd.isna(found.text), pd.isna(found.sha256)) == (
        "Reed cut",
        "missing",
        True,
        True,
    )
    assert "1 not whole: 1 without text" in reading.summary()


def test_a_broken_line_is_refused_alone(tmp_path: Path) -> None:
    """Line 2 of three is broken."""
    (tmp_path / "a.jsonl").write_text(f'{json.dumps(GOOD)}\n{{"text": "x\n{json.dumps({"text": "It opened."})}\n')
    reading = read_articles(tmp_path)
    assert reading.articles["source_record"].tolist() == [1, 3]
    assert reading.rejected[["source_record", "reason"]].to_numpy().tolist() == [[2, "damaged"]]


def test_a_row_with_too_many_cells_is_refused_alone(tmp_path: Path) -> None:
    """A row that a missing quotation mark has broken does not give a wrong text."""
    (tmp_path / "a.csv").write_text("title,text\nMill,The mill, it is shut.\nReed,Cut.\n")
    reading = read_articles(tmp_path)
    assert reading.articles["text"].tolist() == ["Cut."]
    assert reading.rejected["reason"].tolist() == ["damaged"]


def test_ids_used_twice_lose_nothing(tmp_path: Path) -> None:
    """Two files that both count from 1: all four articles are kept, the later ids are marked, and it is said."""
    for name in ("a", "b"):
        rows = [{"id": n, "text": f"Mill {name}{n}."} for n in (1, 2)]
        (tmp_path / f"{name}.json").write_text(json.dumps(rows))
    reading = read_articles(tmp_path)
    ids = reading.articles["id"].tolist()
    assert ids[:2] == ["1", "2"]
    assert [key.split("~")[0] for key in ids[2:]] == ["1", "2"]
    assert len(set(ids)) == 4
    assert "2 articles had the id of another one" in reading.summary()


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it: no duplicate is counted."""
    (tmp_path / "a.json").write_text(json.dumps([GOOD]))
    reading = read_articles([tmp_path, tmp_path / "a.json"])
    assert (len(reading.articles), len(reading.rejected)) == (1, 0)


def test_nothing_read_says_what_was_found(tmp_path: Path) -> None:
    """An empty folder, a missing path and a folder of bad files: an error each, with the table of what was refused."""
    with pytest.raises(NothingReadError, match="there are no files"):
        read_articles(tmp_path)
    with pytest.raises(NothingReadError, match="1 refusal \\(1 missing-path\\)"):
        read_articles(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(NothingReadError) as caught:
        read_articles(tmp_path)
    assert caught.value.rejected["reason"].tolist() == ["empty"]  # type: ignore[index]


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is refused, the rest is read."""
    (tmp_path / "a.json").write_text(json.dumps([GOOD]))
    reading = read_articles([tmp_path / "nowhere", tmp_path / "a.json"])
    assert len(reading.articles) == 1
    assert reading.rejected[["source_file", "reason"]].to_numpy().tolist() == [["nowhere", "missing-path"]]


def test_a_folder_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be opened is listed as unreadable; its neighbours are read."""
    (tmp_path / "shut").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert refused(tmp_path) == [("shut", 0, "unreadable")]


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened is listed as unreadable."""
    (tmp_path / "a.txt").write_text("Mill")
    opened = Path.open

    def refuse(path: Path, *rest: str, **options: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert refused(tmp_path) == [("a.txt", 0, "unreadable")]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    """A named pipe, which would block for ever, is refused."""
    os.mkfifo(tmp_path / "a.txt")
    assert refused(tmp_path) == [("a.txt", 0, "not-a-file")]


def test_links_that_go_in_circles_end(tmp_path: Path) -> None:
    """A folder that links to itself is searched once; a link to nowhere is refused."""
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert refused(tmp_path) == [("gone.txt", 0, "not-a-file")]


def test_hidden_files_and_corpora_are_passed_over(tmp_path: Path) -> None:
    """A corpus that was written into the folder of articles is not read again as articles."""
    (tmp_path / ".DS_Store").write_bytes(b"\x00" * 10)
    (tmp_path / "a.json").write_text(json.dumps([GOOD]))
    reading = read_articles(tmp_path)
    write_corpus(tmp_path / "corpus", articles=reading.articles, rejected=reading.rejected)
    assert refused(tmp_path) == [("good.json", 1, "duplicate")]


def test_five_megabytes_on_one_line_are_read(tmp_path: Path) -> None:
    """A long line is no reason to refuse or to be slow."""
    text = "The mill is shut, they said. " * 175_000
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.csv").write_text(f'title,text\nMill,"{text}"\n')
    articles = read_articles(tmp_path).articles
    assert articles["text"].str.len().tolist() == [len(text), len(text)]


def test_names_of_files_that_are_no_text_are_stored(tmp_path: Path) -> None:
    """A file name with bytes that are no letters does not stop the reading."""
    (tmp_path / os.fsdecode(b"a\xff.json")).write_text(json.dumps([GOOD]))
    reading = read_articles(tmp_path)
    write_corpus(tmp_path / "c", articles=reading.articles, rejected=reading.rejected)
    assert reading.articles.iloc[0].source_file.endswith("/a?.json")


def test_half_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    """A lone surrogate, which Parquet cannot hold, becomes one replacement mark: offsets stay."""
    (tmp_path / "a.json").write_text('[{"text": "a\\ud800b \\ud83d\\ude00."}]')
    assert read_articles(tmp_path).articles.iloc[0].text == "a\ufffdb 😀."


@given(st.data())
def test_read_and_refused_is_all_there_was(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """However the bytes of a file of ten lines are damaged, nothing crashes, and a line is read or refused."""
    folder = tmp_path_factory.mktemp("damaged")
    lines = [json.dumps({"title": f"Mill {n}", "text": f"The mill is shut for {n} days."}) for n in range(10)]
    content = bytearray("\n".join(lines).encode())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    (folder / "a.jsonl").write_bytes(content)
    (folder / "good.json").write_text(json.dumps([{"title": "Reed", "text": "Cut."}]))
    reading = read_articles(folder)
    whole_file = bool((reading.rejected["source_record"] == 0).any())
    seen = sum(bool(line.strip()) for line in content.decode("utf-8", "replace").split("\n"))
    assert len(reading.articles) - 1 + len(reading.rejected) == (1 if whole_file else seen)


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".json", ".csv", ".parquet", ".jsonl.gz"]))
def test_any_bytes_under_any_name_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    """A file of random bytes gives an article or a refusal, never a crash."""
    folder = tmp_path_factory.mktemp("random")
    (folder / f"a{suffix}").write_bytes(content)
    (folder / "good.json").write_text(json.dumps([{"title": "Reed", "text": "Cut."}]))
    reading = read_articles(folder)
    assert len(reading.articles) - 1 + len(reading.rejected) >= 1


def test_a_parquet_file_with_odd_columns_is_read(tmp_path: Path) -> None:
    """Numbers, nothing and nested values in other columns do no harm."""
    rows = [{"text": "The mill is shut.", "title": None, "n": 2**60, "tags": [{"a": 1}], "author": ["Ada Brook"]}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    assert read_articles(tmp_path).articles.iloc[0].authors == ["Ada Brook"]
