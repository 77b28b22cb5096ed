"""Large files, read piece by piece: the same articles as at one go, and those before the damage of a broken file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from dateline.errors import NothingReadError
from dateline.readers import Source, read_articles, source

ROWS = [{"title": f"Reed {n}", "number": 0.5, "text": f"“Reed” is cut,\nline {n}."} for n in range(5)]


@pytest.fixture(params=["whole", "in pieces"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "in pieces":
        monkeypatch.setattr(source, "LARGE", 0)
        monkeypatch.setattr(source, "LARGE_PACKED", 0)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize(
    "shape",
    [
        lambda rows: rows,
        lambda rows: {"status": "ok", "articles": rows},
        lambda rows: {"response": {"results": rows, "pages": [1]}},
    ],
)
def test_large_json_gives_the_same_articles(tmp_path: Path, shape: object) -> None:
    """A list, or a list within objects."""
    (tmp_path / "a.json").write_text(json.dumps(shape(ROWS)))  # type: ignore[operator]
    articles = read_articles(tmp_path).articles
    assert articles["text"].tolist() == [row["text"] for row in ROWS]
    assert articles["source_record"].tolist() == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("_way")
def test_numbers_that_are_none_do_not_end_the_reading(tmp_path: Path) -> None:
    """NaN, as Python writes it, is no JSON, but is read."""
    (tmp_path / "a.json").write_text(json.dumps([*ROWS[:2], {"score": float("nan"), "text": "Mill."}, *ROWS[2:]]))
    assert len(read_articles(tmp_path).articles) == 6


@pytest.mark.usefixtures("_way")
def test_the_articles_before_a_cut_are_read(tmp_path: Path) -> None:
    """A JSON list cut in its fourth record gives three articles and a refusal."""
    text = json.dumps(ROWS)
    (tmp_path / "a.json").write_text(text[: text.index("Reed 3")])
    reading = read_articles(tmp_path)
    assert reading.articles["headline"].tolist() == ["Reed 0", "Reed 1", "Reed 2"]
    assert reading.rejected[["source_record", "reason"]].to_numpy().tolist() == [[4, "damaged"]]


def test_the_lines_before_a_cut_in_a_packed_file_are_read(tmp_path: Path) -> None:
    """JSON Lines in a gzip file that ends early: what came out whole is kept, and the end is said."""
    text = "\n".join(json.dumps({"text": f"Reed {n} " + "abc" * n}) for n in range(3000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(text.encode())[:-2000])
    reading = read_articles(tmp_path)
    assert 0 < len(reading.articles) < 3000
    assert "damaged" in reading.rejected["reason"].tolist()


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("depth", [150, 100_000])
def test_deep_json_is_no_danger(tmp_path: Path, depth: int) -> None:
    """Lists inside lists end in a refusal, at once."""
    (tmp_path / "a.json").write_text('[{"text": "Mill."}, {"x": ' + "[" * depth + "]" * depth + "}]")
    (tmp_path / "b.json").write_text(json.dumps(ROWS))
    reading = read_articles(tmp_path)
    assert len(reading.articles) >= 5
    assert reading.rejected["source_file"].str.endswith("a.json").all()


def test_a_line_too_long_is_refused_and_those_before_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line can fill the memory."""
    monkeypatch.setattr(source, "LARGEST_LINE", 1000)
    (tmp_path / "a.jsonl").write_text('{"text": "Mill."}\n{"text": "' + "x" * 5000 + '"}\n')
    reading = read_articles(tmp_path)
    assert reading.articles["text"].tolist() == ["Mill."]
    assert reading.rejected["reason"].tolist() == ["too-large"]


def test_a_stray_line_in_another_encoding_harms_no_other(tmp_path: Path) -> None:
    """UTF-8 lines stay UTF-8; one of Windows-1252 comes out right too."""
    lines = ["text", "Café “one”", "Café two", "Café three"]
    (tmp_path / "a.csv").write_bytes(b"\n".join(line.encode("cp1252" if "two" in line else "utf8") for line in lines))
    assert read_articles(tmp_path, columns={"text": "text"}).articles["text"].tolist() == lines[1:]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_end_rows(tmp_path: Path, end: str) -> None:
    """Tables with the line ends of Windows or of old computers."""
    (tmp_path / "a.csv").write_bytes(end.join(["title,text", "Mill,Shut.", 'Reed,"Cut, all"', ""]).encode())
    assert read_articles(tmp_path).articles["text"].tolist() == ["Shut.", "Cut, all"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_tables_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    """As spreadsheet programs write them."""
    (tmp_path / "a.csv").write_bytes("title;text\nMill;Shut “all day”.\n".encode(encoding))
    found = read_articles(tmp_path).articles.iloc[0]
    assert (found.headline, found.text) == ("Mill", "Shut “all day”.")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A packed file that unpacks to a thousand times its size is refused without filling the memory."""
    with gzip.open(tmp_path / "a.txt.gz", "wb") as file:
        for _ in range(40):
            file.write(b"a " * 500_000)
    with pytest.raises(NothingReadError) as caught:
        read_articles(tmp_path)
    assert isinstance(caught.value.rejected, pd.DataFrame)
    assert caught.value.rejected["reason"].tolist() == ["too-large"]


def test_a_source_shows_its_head_whatever_its_size(tmp_path: Path) -> None:
    """Recognising reads the first 65,536 bytes only."""
    (tmp_path / "a.txt").write_bytes(b"x" * 100_000)
    assert len(Source("a.txt", tmp_path / "a.txt").head) == 65_536
