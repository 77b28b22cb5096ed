"""OpenDocument texts (.odt) as paragraphs, read from their XML piece by piece."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from dateline.readers.blocks import Block, clean
from dateline.readers.records import UnreadableError
from dateline.readers.source import Source
from dateline.readers.xml_files import SAFE

MIME = b"application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BREAKS = {"tab": "\t", "line-break": "\n"}
_LEFT_OUT = frozenset({"tracked-changes", "note", "annotation", "ruby-text"})


def is_open_text(source: Source) -> bool:
    """Tell whether a source is an OpenDocument text, whatever its name is."""
    try:
        parts = source.parts
        return "content.xml" in parts and "mimetype" in parts and source.part("mimetype").startswith(MIME)
    except UnreadableError:
        return False


def open_text_blocks(source: Source) -> Iterator[Block]:
    """Yield the paragraphs and headings of an OpenDocument text, without notes, comments and deleted text.

    Raises:
        UnreadableError: It is locked, damaged or too large.
    """
    if "META-INF/manifest.xml" in source.parts and b"encryption-data" in source.part("META-INF/manifest.xml"):
        raise UnreadableError("encrypted")
    yield from clean(_blocks(source.part("content.xml")))


def _blocks(data: bytes) -> Iterator[Block]:
    from lxml import etree

    parents: dict[str, str] = {}
    tags = (f"{_TEXT}p", f"{_TEXT}h", f"{_STYLE}style")
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=tags, **SAFE):
            if element.tag == tags[2]:
                parents[element.get(f"{_STYLE}name", "")] = element.get(f"{_STYLE}parent-style-name", "")
            elif not any(_name(parent) in _LEFT_OUT for parent in element.iterancestors("{*}*")):
                yield Block("".join(_pieces(element)), style=_style(element, parents))
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableError("damaged", f"the text of the document is broken: {str(error)[:200]}") from error


def _style(element: Any, parents: dict[str, str]) -> str:
    if element.tag == f"{_TEXT}h":
        return f"heading {element.get(f'{_TEXT}outline-level', '1')[:2]}"
    key = element.get(f"{_TEXT}style-name", "")
    return (parents.get(key) or key).replace("_20_", " ").lower()


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _pieces(element: Any) -> Iterator[str]:
    """Yield the pieces of text in an element; XML nests at most 256 deep here, so that recursion ends."""
    yield element.text or ""
    for child in element.iterchildren("{*}*"):
        name = _name(child)
        if child.tag.startswith(_TEXT) and name in _BREAKS:
            yield _BREAKS[name]
        elif child.tag == f"{_TEXT}s":
            yield " "
        elif name not in _LEFT_OUT:
            yield from _pieces(child)
        yield child.tail or ""
