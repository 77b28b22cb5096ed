"""XML files: what the first tag is, parsing that survives damage, the texts and attributes under a path."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from dateline.readers.encoding import decode
from dateline.readers.markup import paragraphs
from dateline.readers.records import UnreadableError
from dateline.readers.source import Source
from dateline.text import normalise

LARGEST_XML, MOST_TAGS = 60_000_000, 1_000_000
"""Bytes and tags of XML that are held as a tree; a tree takes ten times as much."""
SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
ASIDES = frozenset({"media", "figure", "audio", "video", "math", "iframe"})
"""Elements whose text is beside the article: captions and what stands in place of pictures."""
_ROOT = re.compile(r"<(?:[\w.\-]{1,60}:)?([A-Za-z_][\w.\-]{0,60})(?=[\s/>])([^<>]{0,8000})")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}[\"']([\w.\-]{2,40})")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0{0,9}(?:[0-8]|1[1245-9]|2\\d|3[01])|x0{0,9}1?[0-8b-f]);"
)
_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")


@dataclass(frozen=True, slots=True)
class Root:
    """The first tag of an XML file: its name without prefix, and its attributes as they stand."""

    name: str
    attributes: str


def root_of(source: Source) -> Root:
    """Return the first tag of a source, past declarations and comments; an empty one where there is none."""
    start, place = source.start.lstrip(), 0
    for _ in range(100 if start.startswith("<") else 0):
        place = start.find("<", place)
        if place < 0:
            break
        end = _past(start, place)
        if end is None:
            match = _ROOT.match(start, place)
            return Root(match[1], match[2]) if match else Root("", "")
        place = end
    return Root("", "")


def _past(text: str, place: int) -> int | None:
    """Return the end of the comment or declaration that begins at a place; None where a tag does."""
    if text.startswith("<?", place):
        closing = "?>"
    elif text.startswith("<!--", place):
        closing = "-->"
    elif text.startswith("<!", place):
        bracket, end = text.find("[", place), text.find(">", place)
        closing = "]>" if 0 <= bracket < end else ">"
    else:
        return None
    found = text.find(closing, place)
    return len(text) if found < 0 else found + len(closing)


def parse_xml(source: Source) -> tuple[Any, str]:
    """Return the root of an XML file and what is wrong with it.

    Named entities of HTML are known, signs that XML forbids are left out, names have no prefix or namespace any more.

    Returns:
        The root element, and where the XML is broken, empty where it is whole. Of broken XML the tree holds what
        stands before the damage, and what the parser makes of the rest.

    Raises:
        UnreadableError: The file is too large, or there is no element in it.
    """
    data = source.data
    if len(data) > LARGEST_XML or data.count(b"<") > 2 * MOST_TAGS:
        raise UnreadableError("too-large", f"more than {LARGEST_XML:,} bytes or {MOST_TAGS:,} elements of XML")
    text = _NO_XML.sub("", _NAMED.sub(_entity, xml_text(data)))
    data, broken = text.encode("utf-8", "replace"), ""
    try:
        root = etree.fromstring(data, etree.XMLParser(encoding="utf-8", **SAFE))
    except etree.XMLSyntaxError as error:
        broken = f"the XML is broken at line {error.lineno:,}: {str(error.msg)[:120]}"
        root = etree.fromstring(data, etree.XMLParser(encoding="utf-8", recover=True, **SAFE))
        if root is None:
            raise UnreadableError("damaged", broken) from error
    # What stands after a comment or an entity that is not known is text all the same.
    etree.strip_tags(root, etree.Comment, etree.PI, etree.Entity)
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root, broken


def xml_text(data: bytes) -> str:
    """Return the text of an XML file, in the encoding that its bytes or its declaration say.

    Raises:
        UnreadableError: The bytes are no text.
    """
    declared = _DECLARED.search(data[:300])
    return decode(data, declared=declared[1].decode() if declared else "").removeprefix("\ufeff").lstrip()


def _entity(match: re.Match[str]) -> str:
    return match[0] if match[1] in _XML_OWN else html.unescape(match[0])


def one_line(text: str) -> str:
    """Return text with runs of space, tabs and line ends as one space."""
    return _SPACES.sub(" ", text).strip()


def block_text(element: Any) -> str:
    """Return the paragraphs of an element, blank lines between them, without captions."""
    return normalise("\n\n".join(paragraphs(element, without=ASIDES)))


def find_text(element: Any, *paths: str) -> str:
    """Return the text of the first element under one of the paths that has any, as one line; empty where none has.

    Args:
        element: Where to search.
        paths: Paths as ``lxml`` takes them, best first.
    """
    for path in paths:
        for found in element.iterfind(path):
            if text := one_line("".join(found.itertext())):
                return text
    return ""


def find_attribute(element: Any, *places: tuple[str, str]) -> str:
    """Return the first attribute that is not empty.

    Args:
        element: Where to search.
        places: Paths and names of attributes, best first.
    """
    for path, name in places:
        for found in element.iterfind(path):
            if value := (found.get(name) or "").strip():
                return str(value)
    return ""


def without_headline(text: str, headline: str) -> str:
    """Return text without its first paragraph where that only repeats the headline."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and one_line(first).casefold() == one_line(headline).casefold() else text
