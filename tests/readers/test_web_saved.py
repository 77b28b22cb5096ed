"""Pages as browsers and crawlers leave them: MHTML, folders of parts, lists of addresses, pages in records."""

from __future__ import annotations

import base64
import csv
import json
import quopri
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import read_articles
from dateline.readers.records import Refusal
from dateline.readers.registry import read_file

FIRST = "The mill at Almar is shut, the mayor said on Tuesday, and nobody knows – not even she – when it will open."
SECOND = "Its owner has promised to pay the forty people who worked there until the end of the spring."
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Mill shut – The Reed</title></head><body><article>'
    f"<h1>Mill shut</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)
TEXT = f"{FIRST}\n\n{SECOND}"


def mhtml(page: str = PAGE, *, encoding: str = "quoted-printable", charset: str = "utf-8", end: str = "\r\n") -> bytes:
    """Return a page as Chrome and its kin save it: a frame first, then the page, then a picture."""
    data = page.encode(charset)
    body = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://reed.example/mill",
        "Subject: Mill shut",
        "Date: Tue, 4 Mar 2025 10:00:00 -0000",
        "MIME-Version: 1.0",
        "Content-Type: multipart/related;",
        '\ttype="text/html";',
        '\tboundary="----B"',
        "",
        "------B",
        "Content-Type: text/html",
        "Content-Location: cid:frame@mhtml.blink",
        "",
        "<html><body>Advertisement</body></html>",
        "------B",
        f'Content-Type: text/html; charset="{charset}"',
        f"Content-Transfer-Encoding: {encoding}",
        "Content-Location: https://reed.example/mill",
        "",
    ]
    tail = [
        "",
        "------B",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "",
        "iVBORw0K",
        "------B--",
        "",
    ]
    return end.join(lines).encode() + end.encode() + body + end.join(tail).encode()


@pytest.mark.parametrize("name", ["mill.mhtml", "mill.mht", "mill.eml"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_mhtml_gives_the_page_at_the_address_of_the_whole(tmp_path: Path, name: str, encoding: str) -> None:
    """The page is read, not the frame before it; the day on which it was saved is not its day."""
    (tmp_path / name).write_bytes(mhtml(encoding=encoding))
    row = read_articles(tmp_path).articles.iloc[0]
    assert (row.text, row.headline, row.url, row.outlet) == (
        TEXT,
        "Mill shut",
        "https://reed.example/mill",
        "reed.example",
    )
    assert pd.isna(row.published)


def test_mhtml_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    """The encoding that the part states is used where its bytes do not show theirs."""
    (tmp_path / "a.mht").write_bytes(mhtml(PAGE.replace("Almar", "Žďár"), charset="cp1250", end="\n"))
    assert "Žďár" in read_articles(tmp_path).articles.iloc[0].text


def test_mhtml_without_a_page_is_refused(tmp_path: Path) -> None:
    """A message with pictures only holds no article."""
    data = mhtml().replace(b"Content-Type: text/html", b"Content-Type: image/gif")
    (tmp_path / "a.mhtml").write_bytes(data)
    found = list(read_file(tmp_path / "a.mhtml", "a.mhtml"))
    assert found == [("a.mhtml", Refusal(0, "damaged", "there is no page (text/html) in the file"))]


@pytest.mark.parametrize("folder", ["mill_files", "mill-Dateien", "mill_fichiers", "mill_archivos", "mill.files"])
def test_what_is_saved_beside_a_page_is_refused_as_its_part(tmp_path: Path, folder: str) -> None:
    """Scripts, styles, pictures and frames of a saved page are companions; the page is the one article."""
    (tmp_path / "mill.html").write_text(PAGE)
    (tmp_path / folder / "sub").mkdir(parents=True)
    (tmp_path / folder / "a.js").write_text("var mill = 1;")
    (tmp_path / folder / "sub" / "a.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / folder / "frame.html").write_text(PAGE.replace("Mill", "Wheat"))
    reading = read_articles(tmp_path)
    assert reading.articles.headline.tolist() == ["Mill shut"]
    assert reading.rejected.reason.tolist() == ["companion"] * 3
    assert reading.rejected.detail.str.startswith("saved with mill.html").all()


def test_a_folder_of_articles_with_such_a_name_is_read(tmp_path: Path) -> None:
    """Without the page beside it, a folder is a folder like any other."""
    (tmp_path / "court_files").mkdir()
    (tmp_path / "court_files" / "a.html").write_text(PAGE)
    assert len(read_articles(tmp_path).articles) == 1


def test_parts_of_pages_in_archives_are_known_by_their_kind(tmp_path: Path) -> None:
    """In a zip archive scripts in a page's folder are companions, and pages there are read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("mill.html", PAGE)
        archive.writestr("mill_files/a.css", "p { color: red }")
        archive.writestr("court_files/b.html", PAGE.replace("Mill", "Wheat"))
    reading = read_articles(tmp_path)
    assert sorted(reading.articles.headline) == ["Mill shut", "Wheat shut"]
    assert reading.rejected.reason.tolist() == ["companion"]


ROWS = [
    {"url": "https://reed.example/mill", "file": "pages/mill.html", "date": "2025-03-04", "title": "The mill is shut"},
    {"url": "https://reed.example/gone", "file": "pages/gone.html", "date": "2025-03-05", "title": "Gone"},
    {"url": "https://reed.example/out", "file": "../out.html", "date": "2025-03-06", "title": "Out"},
    {"url": "https://reed.example/abs", "file": "/etc/passwd", "date": "2025-03-06", "title": "Out"},
    {"url": "https://reed.example/win", "file": "C:\\out.html", "date": "2025-03-06", "title": "Out"},
]


def write_list(path: Path) -> None:
    """Write ROWS as the kind of list that the name of a file asks for."""
    if path.suffix in {".json", ".jsonl"}:
        lines = [json.dumps(row) for row in ROWS]
        path.write_text("\n".join(lines) if path.suffix == ".jsonl" else f"[{','.join(lines)}]")
        return
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writeheader()
        writer.writerows(ROWS)


@pytest.mark.parametrize("name", ["list.csv", "list.tsv", "list.json", "list.jsonl"])
def test_a_list_says_where_pages_were_found(tmp_path: Path, name: str) -> None:
    """Address, day and title of the list are those of the page; pages that are not there or outside are refused."""
    folder = tmp_path / "corpus"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "mill.html").write_text(PAGE)
    (tmp_path / "out.html").write_text(PAGE)
    write_list(folder / name)
    reading = read_articles(folder)
    row = reading.articles.iloc[0]
    assert (row.text, row.headline, row.url, row.outlet) == (
        TEXT,
        "The mill is shut",
        "https://reed.example/mill",
        "reed.example",
    )
    assert (row.published, row.published_basis) == (pd.Timestamp("2025-03-04"), "metadata")
    assert len(reading.articles) == 1
    assert sorted(reading.rejected.reason) == ["companion", *["missing-path"] * 4]


def test_a_list_above_what_is_read_is_not_looked_at(tmp_path: Path) -> None:
    """Only lists in the folder that was given count."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mill.html").write_text(PAGE)
    write_list(tmp_path / "list.csv")
    assert read_articles(tmp_path / "pages").articles.iloc[0].headline == "Mill shut"


def test_a_table_with_texts_is_no_list(tmp_path: Path) -> None:
    """A table that names a file for each article it holds is a table of articles."""
    (tmp_path / "a.csv").write_text("url,file,text\nhttps://reed.example/mill,a.html,The mill is shut.\n")
    assert read_articles(tmp_path).articles.iloc[0].text == "The mill is shut."


@pytest.mark.parametrize("field", ["html", "raw_html", "page_source"])
def test_a_page_inside_of_a_record_is_opened(tmp_path: Path, field: str) -> None:
    """A record that holds a page gives its article; what the record states besides wins."""
    row = {"url": "https://reed.example/mill", "publish_date": "2025-03-04", field: PAGE}
    (tmp_path / "a.json").write_text(json.dumps([row]))
    with (tmp_path / "b.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row | {field: PAGE.replace("Mill", "Wheat")})
    articles = read_articles(tmp_path).articles
    assert articles.text.tolist() == [TEXT, TEXT]
    assert articles.headline.tolist() == ["Mill shut", "Wheat shut"]
    assert articles.published.tolist() == [pd.Timestamp("2025-03-04")] * 2
