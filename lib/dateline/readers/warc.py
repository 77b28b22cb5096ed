"""Crawls, WARC and WACZ: each page that was found is an article; read record by record, however large they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from dateline.readers.encoding import decode
from dateline.readers.formats import Format
from dateline.readers.html import DECLARED
from dateline.readers.quiet import quiet
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import BROKEN, Source
from dateline.readers.warc_records import LARGEST_RECORD, WarcRecord, read_records
from dateline.readers.web_page import read_page

PAGES = ("text/html", "application/xhtml+xml")
OTHER_FILES = "pictures, scripts and other files that are no pages"
NOT_FOUND = "pages that were moved, missing or refused"
OWN_RECORDS = "records of requests and of the crawl itself"
_TYPE = re.compile(rb"^warc-type[ \t]{0,9}:[ \t]{0,9}(\w{1,30})", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:\-]{2,40})", re.IGNORECASE)
_ARCHIVE = re.compile(r"archive/[^/]{1,200}\.warc(?:\.gz)?")


def read_warc(source: Source) -> Found:
    """Read the pages of a crawl in a WARC file, packed or not.

    Yields:
        A record for each page, its address the one that was asked for, its number that of the record in the file; a
        refusal for each page without an article and for each damaged record, with the byte; at the end one for each
        kind of what is no page, with the number of them.
    """
    opened = source.open()
    # The packed bytes themselves: after a damaged record the next one can be found in them.
    file: IO[bytes] = getattr(opened, "fileobj", opened)
    with file:
        yield from _pages(read_records(file))


def read_wacz(source: Source) -> Found:
    """Read the pages of a crawl in a WACZ file, which is an archive of WARC files.

    Yields:
        As ``read_warc``; records are numbered through all files.

    Raises:
        UnreadableError: The archive is damaged.
    """
    names = sorted(filter(_ARCHIVE.fullmatch, source.parts))
    try:
        with zipfile.ZipFile(source.path or io.BytesIO(source.data)) as archive:
            yield from _pages(_parts(archive, names))
    except BROKEN as error:
        raise UnreadableError("damaged", f"the archive is broken: {error}") from error


def _parts(archive: zipfile.ZipFile, names: list[str]) -> Iterator[WarcRecord]:
    number = 0
    for name in names:
        with archive.open(name) as file:
            for record in read_records(file):
                number += 1
                damage = f"{record.damage}, in {name}" if record.damage else ""
                yield WarcRecord(number, record.place, record.data, record.length, damage)


def _pages(records: Iterator[WarcRecord]) -> Found:
    passed: Counter[str] = Counter()
    for record in records:
        found = _read(record)
        if isinstance(found, str):
            passed[found] += 1
        else:
            yield found
    for kind in sorted(passed):
        yield Refusal(0, "not-an-article", f"{passed[kind]:,} {kind}")


def _read(record: WarcRecord) -> Record | Refusal | str:
    """Return the article of a record, why there is none, or the kind of what is no page."""
    if record.damage:
        return Refusal(record.number, "damaged", f"byte {record.place:,}: {record.damage}")
    stated = _TYPE.search(record.data)
    if stated is None:
        return Refusal(record.number, "damaged", f"byte {record.place:,}: the record does not state its type")
    if stated[1].lower() not in {b"response", b"resource"}:
        return OWN_RECORDS
    if record.length > LARGEST_RECORD:
        return OTHER_FILES
    library: Any = import_module("warcio.archiveiterator")
    try:
        with quiet("warcio"):
            parsed = next(library.ArchiveIterator(io.BytesIO(record.data)))
            return _kind(parsed) or _page(record, parsed)
    except Exception as error:
        # The library raises errors of many kinds over hostile heads; each costs this record alone.
        return Refusal(record.number, "damaged", f"byte {record.place:,}: {type(error).__name__} in the record")


def _kind(parsed: Any) -> str:
    """Return what a record is that is no page; empty for a page."""
    if parsed.rec_type == "response" and parsed.http_headers is None:
        return OTHER_FILES
    if parsed.http_headers is not None and parsed.http_headers.get_statuscode() != "200":
        return NOT_FOUND
    return "" if _content_type(parsed).split(";")[0].strip().lower() in PAGES else OTHER_FILES


def _content_type(parsed: Any) -> str:
    headers = parsed.http_headers or parsed.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _page(record: WarcRecord, parsed: Any) -> Record | Refusal:
    packed = (parsed.http_headers and parsed.http_headers.get_header("Content-Encoding")) or ""
    if str(packed).strip().lower() in {"br", "zstd"}:
        return Refusal(record.number, "unknown-format", f"byte {record.place:,}: the page is packed as {packed}")
    data = _payload(parsed)
    address = str(parsed.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if not data.strip():
        return Refusal(record.number, "empty", address)
    if len(data) > LARGEST_RECORD:
        return Refusal(record.number, "too-large", f"{address} has more than {LARGEST_RECORD:,} bytes")
    stated = _CHARSET.search(_content_type(parsed))
    inside = DECLARED.search(data[:4096])
    charset = stated[1] if stated else inside[1].decode("ascii", "replace") if inside else ""
    try:
        text = decode(data, declared=charset).removeprefix("\ufeff")
    except UnreadableError as error:
        return Refusal(record.number, error.refusal.reason, address)
    found = read_page(text, number=record.number, address=address, known={"url": address})
    return found if isinstance(found, Record) else Refusal(found.number, found.reason, f"{address}: {found.detail}")


def _payload(parsed: Any) -> bytes:
    """Return the bytes of a page, put together and unpacked as its head says, to just above the limit."""
    stream = parsed.content_stream()
    pieces: list[bytes] = []
    size = 0
    while size <= LARGEST_RECORD and (piece := stream.read(65_536)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _is_wacz(source: Source) -> bool:
    try:
        return "datapackage.json" in source.parts and any(map(_ARCHIVE.fullmatch, source.parts))
    except UnreadableError:
        return False


WARC = Format(
    "warc", "crawl (.warc, .warc.gz)", lambda source: source.head.lstrip(b"\r\n").startswith(b"WARC/"), read_warc
)
WACZ = Format("wacz", "crawl in an archive (.wacz)", _is_wacz, read_wacz)
