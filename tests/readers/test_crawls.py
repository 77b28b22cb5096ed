"""Crawls: pages of WARC and WACZ files, with all that is no page counted and damage passed over."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.readers import Reading, read_articles

PAGE = """<html lang="en"><head><title>Mill {number} shut - The Reed</title>
<meta property="og:site_name" content="The Reed"><meta property="og:type" content="article">
<meta property="article:published_time" content="2025-03-0{number}T22:00:00+01:00"></head>
<body><nav>Home Politics</nav><article><h1>Mill {number} shut</h1>
<p>Mill {number} at the weir is shut, and nobody in the café knows when it will open again, say those who work.</p>
<p>It has ground wheat and rye for two hundred years, through floods and fires, and never stood still so long.</p>
</article><footer>Imprint</footer></body></html>"""
KINDS = [
    ("response", "200 OK", "text/html; charset=iso-8859-2", "1"),
    ("request", "", "", "1"),
    ("response", "200 OK", "image/png", "2"),
    ("response", "404 Not Found", "text/html", "3"),
    ("response", "301 Moved", "text/html", "4"),
    ("response", "200 OK", "text/html; charset=utf-8", "5"),
    ("resource", "", "text/html", "6"),
    ("metadata", "", "text/plain", "7"),
]


def crawl(*, packed: bool = True, encoding: str = "") -> bytes:
    """Return a WARC file with a record of each kind."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for kind, status, media, number in KINDS:
        body = PAGE.format(number=number).encode("iso-8859-2" if "8859" in media else "utf-8")
        headers = [("Content-Type", media)]
        if encoding and media.startswith("text/html"):
            headers.append(("Content-Encoding", encoding))
            body = gzip.compress(body)
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
        if kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
        writer.write_record(
            writer.create_warc_record(
                f"https://reed.example/{number}",
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_content_type=media if kind == "resource" else "",
            )
        )
    return file.getvalue()


def read(folder: Path, data: bytes, name: str = "a.warc.gz") -> Reading:
    (folder / name).write_bytes(data)
    return read_articles(folder)


def refused(reading: Reading) -> list[tuple[int, str]]:
    return [(row.source_record, row.reason) for row in reading.rejected.itertuples()]


@pytest.mark.parametrize(("packed", "name"), [(True, "a.warc.gz"), (False, "a.warc"), (True, "a.bin")])
def test_the_pages_of_a_crawl_are_articles(tmp_path: Path, packed: bool, name: str) -> None:
    """Headline, day, outlet and text as of a saved page; the address is that of the crawl, the day is not."""
    reading = read(tmp_path, crawl(packed=packed), name)
    found = reading.articles
    assert found["url"].tolist() == [f"https://reed.example/{number}" for number in (1, 5, 6)]
    assert found["source_record"].tolist() == [2, 7, 8]
    assert found["published"].tolist() == [pd.Timestamp(f"2025-03-0{number}") for number in (1, 5, 6)]
    assert found["headline"].tolist() == ["Mill 1 shut", "Mill 5 shut", "Mill 6 shut"]
    assert set(found["outlet"]) == {"The Reed"}
    for text in found["text"]:
        assert text.startswith("Mill ")
        assert "nobody in the café knows" in text
        assert text.endswith("never stood still so long.")


def test_what_is_no_page_is_counted_by_kind(tmp_path: Path) -> None:
    """One line for pictures and scripts, one for pages that moved, one for the crawl's own records."""
    rejected = read(tmp_path, crawl()).rejected
    assert set(rejected["reason"]) == {"not-an-article"}
    assert [detail.split(" – ")[0] for detail in rejected["detail"]] == [
        "2 pages that were moved, missing or refused",
        "1 pictures, scripts and other files that are no pages",
        "3 records of requests and of the crawl itself",
    ]


def test_packed_pages_are_unpacked(tmp_path: Path) -> None:
    """Servers send pages packed; one packed in a way that is not known here is refused alone."""
    assert read(tmp_path, crawl(encoding="gzip")).articles["headline"].tolist()[:2] == ["Mill 1 shut", "Mill 5 shut"]
    (tmp_path / "good.txt").write_text("Mill shut\n\nThe mill is shut.\n")
    reading = read(tmp_path, crawl(encoding="br"))
    assert refused(reading)[:2] == [(2, "unknown-format"), (7, "unknown-format")]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("damage", ["flip", "cut", "length"])
def test_a_damaged_record_costs_itself_alone(tmp_path: Path, packed: bool, damage: str) -> None:
    """The records behind it are read; the refusal names the byte."""
    data = crawl(packed=packed)
    place = data.index(b"\x1f\x8b", 600) if packed else data.index(b"WARC/1", 600)
    if damage == "flip":
        data = data[: place + 12] + (bytes(200) if packed else b"x" * 200) + data[place + 212 :]
    elif damage == "cut":
        data = data[: place + 500] + data[place + 600 :]
    else:
        data = data[: place + 30] + b"Content-Length: 99999999999\r\n" + data[place + 30 :]
    reading = read(tmp_path, data, "a.warc")
    assert {"https://reed.example/5", "https://reed.example/6"} <= set(reading.articles["url"])
    damaged = reading.rejected[reading.rejected["reason"] == "damaged"]
    assert len(damaged) == 1
    assert "byte" in damaged.iloc[0].detail


def test_a_crawl_that_ends_early_keeps_what_is_there(tmp_path: Path) -> None:
    """The last record is refused, those before it are read."""
    data = crawl()
    reading = read(tmp_path, data[:-400])
    assert "https://reed.example/5" in set(reading.articles["url"])
    assert "damaged" in set(reading.rejected["reason"])


def test_a_wacz_holds_several_crawls(tmp_path: Path) -> None:
    """All files of its archive folder are read and records numbered through; its own lists are not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/a.warc.gz", crawl())
        archive.writestr("archive/b.warc", crawl(packed=False).replace(b"Mill", b"Pond"))
        archive.writestr("pages/pages.jsonl", '{"text": "no"}')
    reading = read(tmp_path, file.getvalue(), "a.wacz")
    assert reading.articles["source_record"].tolist() == [2, 7, 8, 11, 16, 17]
    assert len(reading.articles["text"].unique()) == 6


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" * 50_000,
        b"WARC/1.0\r\nContent-Length: 19999999\r\n\r\n" * 50_000,
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 3_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/",
    ],
)
def test_hostile_crawls_are_refused(tmp_path: Path, data: bytes) -> None:
    """Heads without end, records that lie about their length and empty ones never stop a run."""
    (tmp_path / "good.txt").write_text("Mill shut\n\nThe mill is shut.\n")
    reading = read(tmp_path, data)
    assert len(reading.articles) == 1
    assert len(reading.rejected) >= 1
