"""Ways to damage a file, and files made to do harm; the same for the same seed."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence

SUFFIXES = (
    ".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".docx", ".odt", ".rtf", ".pdf", ".eml", ".xml",
    ".warc", ".warc.gz", ".wacz", ".zip", ".gz", ".ris", ".sgm", ".tml", ".mhtml", ".doc", ".rss", "", ".xyz",
)  # fmt: skip
MARKS = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"{", b"[", b'"', b"\r", b"&#0;", b"\\u", b"PK\x03\x04")


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _flip(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300))):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(MARKS) * rng.choice((1, 10, 5_000)) + data[place:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data) + 1)
    last = min(len(data), first + rng.choice((10, 200, 5_000)))
    return data[:last] + data[first:last] * rng.choice((1, 5, 100)) + data[last:]


def _remove(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data) + 1)
    return data[:first] + data[first + rng.choice((1, 50, 2_000)) :]


def _zeros(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data) + 1)
    return data[:first] + b"\x00" * rng.choice((1, 100, 10_000)) + data[first:]


def _pack(data: bytes, rng: random.Random) -> bytes:
    packed = gzip.compress(data, 1)
    return packed if rng.random() < 0.5 else _cut(packed, rng)


def _shuffle(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


WAYS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    _cut, _flip, _insert, _repeat, _remove, _zeros, _pack, _shuffle, lambda data, _: data,
)  # fmt: skip


def damaged(specimens: Sequence[tuple[str, bytes]], rng: random.Random) -> tuple[str, bytes]:
    """Return the name and the bytes of a damaged file.

    Args:
        specimens: Whole files, name and bytes.
        rng: Decides which one and how.
    """
    name, data = rng.choice(specimens)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice(WAYS)(data, rng)
    if rng.random() < 0.1:
        data += rng.choice(specimens)[1]
    if rng.random() < 0.2:
        name = name.split(".")[0] + rng.choice(SUFFIXES)
    return name, data


def harmful() -> Iterator[tuple[str, bytes]]:
    """Yield files that were made to fill the memory, to hang, or to be written elsewhere."""
    yield "long-line.txt", b"The mill is shut, they said. " * 3_500_000
    yield "long-line.jsonl", b'{"text": "' + b"x" * 100_000_000 + b'"}\n'
    yield "long-line.csv", b'title,text\nMill,"' + b"x" * 100_000_000
    yield "long-line.html", b"<html><body><p>" + b"mill " * 4_000_000
    yield "deep.json", b"[" * 1_000_000
    yield "deep-objects.json", b'{"a":' * 500_000
    yield "deep.html", b"<html><body>" + b"<div>" * 300_000
    yield "deep.xml", b"<?xml version='1.0'?>" + b"<newsItem>" * 300_000
    yield "deep.rtf", b"{\\rtf1 " + b"{\\b " * 300_000
    yield "attributes.html", b"<html " + b"a='1' " * 500_000 + b"><body><p>Mill.</p>"
    yield "comment.html", b"<!--" + b"-" * 5_000_000
    yield "spaces.html", b" " * 5_000_000 + b"<html><p>Mill.</p>"
    yield "quotes.csv", b'"' * 5_000_000
    yield "zeros.txt", b"\x00" * 20_000_000
    yield "bomb.txt.gz", gzip.compress(b"\x00" * 500_000_000, 1)
    yield "bomb.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"a" * 300_000_000, 1)
    yield "bomb.zip", _zip({f"{n}.txt": b"a " * 50_000_000 for n in range(3)})
    yield "nested.zip", _nested(8)
    yield "many.zip", _zip({f"{n}.txt": b"a" for n in range(20_000)})
    yield (
        "paths.zip",
        _zip(
            {
                "../../escaped.txt": b"Mill shut",
                "/tmp/escaped.txt": b"Mill",
                "C:\\escaped.txt": b"Mill",
                "a/\x00b.txt": b"x",
            }
        ),
    )
    yield "bomb.docx", _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:p>" * 40_000_000})
    yield "entities.docx", _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": entities(b"document")})
    for name, root in (("entities.xml", b"newsItem"), ("entities.rss", b"rss"), ("entities.tml", b"TimeML")):
        yield name, entities(root)
    yield (
        "outside.xml",
        (
            b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<nitf><head><title>Mill</title></head><body><body.content><p>&x; The mill is shut.</p></body.content>"
            b"</body></nitf>"
        ),
    )
    yield "list.csv", b"url,file\nhttps://reed.example/1,../../../../etc/passwd\nhttps://reed.example/2,/etc/passwd\n"
    yield "numbers.json", json.dumps([{"text": "Mill", "date": 10**400}, {"text": "Reed", "date": -1e308}]).encode()
    yield "pdf.pdf", b"%PDF-1.7\n" + b"1 0 obj <</Length 1 0 R>> stream\n" * 100_000


def entities(root: bytes) -> bytes:
    """Return XML whose entities unfold to a billion letters (a "billion laughs")."""
    made = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "laugh">'
    for n in range(1, 10):
        made += b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10)
    return made + b"]><" + root + b"><p>&a9;</p></" + root + b">"


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = b"Mill shut\n\nThe mill is shut.\n"
    for level in range(depth):
        data = _zip({f"{n}.{'zip' if level else 'txt'}": data for n in range(4)})
    return data
