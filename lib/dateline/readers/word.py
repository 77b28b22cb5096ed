"""Word documents as paragraphs, read from their XML piece by piece; of a file that is cut off, what is there."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from dateline.readers.blocks import Block, clean
from dateline.readers.records import UnreadableError
from dateline.readers.source import LARGEST_PART, ZIP, Source

MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Around what is said a second time, for old programs."""
_PARAGRAPH_END = re.compile(r"</(?:\w{1,20}:)?p>")
_TAG = re.compile(r"<[^<>]{0,5000}>")
_HEADER = struct.Struct("<4s2xHH8xIIHH")
FIRST_PARTS = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"mimetype")
STEP = 256
"""Bytes unpacked at once where a document is broken: what stands in the last ones is lost."""
START = 200_000
"""Characters of XML at the start of a document that tell what it is."""


def is_word(source: Source) -> bool:
    """Tell whether a source is a Word document (.docx), whatever its name is."""
    if not source.head.startswith(ZIP):
        return False
    parts = _parts(source)
    # Of a file that is cut off, the list of parts is lost; the first part has its name before it.
    return (
        MAIN in parts if parts else source.head[_HEADER.size :].startswith(FIRST_PARTS) and MAIN.encode() in source.data
    )


def word_start(source: Source) -> str:
    """Return the text at the start of a Word document, a paragraph a line; empty where it cannot be read."""
    try:
        xml = _main(source, START).decode("utf-8", "replace")
    except UnreadableError:
        return ""
    return unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", xml)))


def word_blocks(source: Source, *, styles: bool = True) -> Iterator[Block]:
    """Yield the paragraphs of a Word document, without headers, footers and footnotes.

    Args:
        source: A .docx file.
        styles: Whether the names of their styles are wanted; ids are given without.

    Raises:
        UnreadableError: There is no text part in it, or it is locked or too large.
    """
    try:
        data = source.part(MAIN)
    except UnreadableError as error:
        if error.refusal.reason != "damaged":
            raise
        data = _main(source, LARGEST_PART)
    yield from clean(_blocks(data, _styles(source) if styles else {}))


def _styles(source: Source) -> dict[str, str]:
    """Return the names of styles by their ids, which are in the language of the program; names of headings are not."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(source.part("word/styles.xml"), parser)
    except (UnreadableError, etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, str] = {}
    for style in root.iterfind("{*}style"):
        space = style.tag[: style.tag.index("}") + 1]
        name = style.find(f"{space}name")
        if name is not None:
            found[style.get(f"{space}styleId", "")] = name.get(f"{space}val", "").lower()
    return found


def _parts(source: Source) -> list[str]:
    try:
        return source.parts
    except UnreadableError:
        return []


def _main(source: Source, size: int) -> bytes:
    """Return the start of the text part by the header before it: the list of parts at the end may be missing."""
    data = source.data
    place = data.find(MAIN.encode())
    while place > _HEADER.size and not data.startswith(ZIP, place - _HEADER.size):
        place = data.find(MAIN.encode(), place + 1)
    if place < _HEADER.size:
        raise UnreadableError("damaged", "there is no text in the document")
    _, flags, method, _, _, name, extra = _HEADER.unpack_from(data, place - _HEADER.size)
    if flags & 1:
        raise UnreadableError("encrypted")
    start = place + name + extra
    if method == 0:
        return data[start : start + size]
    return _unpack(data, start, size)


def _unpack(data: bytes, start: int, size: int) -> bytes:
    """Return unpacked data up to where it is broken."""
    unpacker, found = zlib.decompressobj(-15), bytearray()
    for place in range(start, len(data), STEP):
        try:
            found += unpacker.decompress(data[place : place + STEP], size - len(found))
        except zlib.error as error:
            if not found:
                raise UnreadableError("damaged", f"the packed text is broken: {error}") from error
            break
        if unpacker.eof or len(found) >= size:
            break
    return bytes(found)


def _blocks(data: bytes, styles: Mapping[str, str]) -> Iterator[Block]:
    from lxml import etree

    opens = False
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=(f"{_W}p", f"{_STRICT}p"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, paragraph in events:
            name = paragraph.tag[: paragraph.tag.index("}") + 1]
            if not any(parent.tag == _TWICE for parent in paragraph.iterancestors()):
                yield _block(paragraph, _names(name), styles, opens=opens)
            # A section ends with the paragraph that describes it.
            opens = paragraph.find(f"{name}pPr/{name}sectPr") is not None
            paragraph.clear()
            # Long documents take little memory where what was read is forgotten.
            while paragraph.getprevious() is not None:
                del paragraph.getparent()[0]
    except etree.XMLSyntaxError:
        return


def _block(paragraph: Any, names: _Names, styles: Mapping[str, str], *, opens: bool) -> Block:
    texts: list[str] = []
    bold: bool | None = None
    for node in paragraph.iter(*names.signs):
        sign = names.signs[node.tag]
        if sign:
            texts.append(sign)
        elif node.tag != names.line:
            text = node.text or ""
            if bold is None and text.strip():
                bold = _is_bold(node.getparent(), names)
            texts.append(text)
        elif node.get(names.kind) == "page":
            opens = opens or not "".join(texts).strip()
        else:
            texts.append("\n")
    aligned = paragraph.find(names.aligned)
    centred = aligned is not None and aligned.get(names.value) == "center"
    mark = paragraph.find(names.style)
    style = str(mark.get(names.value, "")) if mark is not None else ""
    style = styles.get(style, style).lower()
    return Block("".join(texts), bold=bold, centred=centred, opens=opens, style=style)


def _is_bold(run: Any, names: _Names) -> bool:
    mark = run.find(names.bold)
    return mark is not None and mark.get(names.value) not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of elements and attributes in a namespace; ``signs`` are those of text, with what they stand for."""

    signs: dict[str, str]
    line: str
    kind: str
    value: str
    aligned: str
    bold: str
    style: str


@cache
def _names(name: str) -> _Names:
    signs = {"t": "", "br": "", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
    return _Names(
        {name + tag: sign for tag, sign in signs.items()},
        line=f"{name}br",
        kind=f"{name}type",
        value=f"{name}val",
        aligned=f"{name}pPr/{name}jc",
        bold=f"{name}rPr/{name}b",
        style=f"{name}pPr/{name}pStyle",
    )
