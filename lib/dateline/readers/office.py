"""Office documents to paragraphs: Word (.docx), OpenDocument (.odt) and rich text (.rtf)."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from lxml import etree

from dateline.readers.records import UnreadableError
from dateline.readers.source import Source

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
OPEN_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OPEN_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
LARGEST_RTF = 20_000_000
"""Bytes of rich text, without pictures, that are read at once."""
MOST_PARAGRAPHS = 1_000_000
_WORD_PART = re.compile(r"word/document\d{0,4}\.xml")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "line-break": "\n", "soft-page-break": ""}
# Text that is deleted, said twice for old programs, or written beside the page.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "tracked-changes", "note", "annotation", "ruby-text"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document.

    Attributes:
        text: Its text; a line break inside it is "\\n", a tab "\\t".
        style: Name of its style in small letters ("heading 1"); empty where it has none.
    """

    text: str
    style: str = ""


def word_part(source: Source) -> str:
    """Return the name of the part of a Word document that holds its text; empty where it is none."""
    if "[Content_Types].xml" not in source.parts:
        return ""
    return min(filter(_WORD_PART.fullmatch, source.parts), key=len, default="")


def docx_paragraphs(source: Source) -> list[Paragraph]:
    """Return the paragraphs of a Word document in their order, empty ones too.

    Text of tables and text boxes is among them; deleted text, notes, page headers and footers are not.

    Args:
        source: A .docx file.

    Raises:
        UnreadableError: The document is locked or damaged, or larger than a part of an archive may be.
    """
    names = _word_styles(source.part("word/styles.xml")) if "word/styles.xml" in source.parts else {}
    tags = [f"{{{space}}}p" for space in WORD]
    found = []
    for paragraph in _elements(source.part(word_part(source) or "word/document.xml"), tags):
        space = paragraph.tag[:-1]
        style = paragraph.find(f"{space}pPr/{space}pStyle")
        key = style.get(f"{space}val", "") if style is not None else ""
        found.append(Paragraph(_text(paragraph, space), names.get(key, key.lower())))
    return found


def odt_paragraphs(source: Source) -> list[Paragraph]:
    """Return the paragraphs and headings of an OpenDocument text in their order, empty ones too.

    Args:
        source: An .odt file.

    Raises:
        UnreadableError: The document is locked or damaged, or larger than a part of an archive may be.
    """
    if "META-INF/manifest.xml" in source.parts and b"encryption-data" in source.part("META-INF/manifest.xml"):
        raise UnreadableError("encrypted")
    space = f"{{{OPEN_TEXT}}}"
    parents: dict[str, str] = {}
    found = []
    for element in _elements(source.part("content.xml"), [f"{space}p", f"{space}h", f"{{{OPEN_STYLE}}}style"]):
        if element.tag.endswith("}style"):
            parents[element.get(f"{{{OPEN_STYLE}}}name", "")] = element.get(f"{{{OPEN_STYLE}}}parent-style-name", "")
            continue
        key = element.get(f"{space}style-name", "")
        style = (parents.get(key) or key).replace("_20_", " ").lower()
        if element.tag.endswith("}h"):
            style = f"heading {element.get(f'{space}outline-level', '1')[:2]}"
        found.append(Paragraph(_text(element, space), style))
    return found


def _elements(data: bytes, tags: list[str]) -> Iterator[Any]:
    """Yield elements as they end, and forget them and all before them, so that long documents take little memory."""
    try:
        for number, (_, element) in enumerate(etree.iterparse(io.BytesIO(data), tag=tags, **SAFE)):
            if number >= MOST_PARAGRAPHS:
                raise UnreadableError("too-large", f"more than {MOST_PARAGRAPHS:,} paragraphs")
            if not any(etree.QName(parent).localname in _LEFT_OUT for parent in element.iterancestors("{*}*")):
                yield element
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableError("damaged", f"the text of the document is broken: {str(error)[:200]}") from error


def _word_styles(data: bytes) -> dict[str, str]:
    """Return the names of styles by their ids: ids are in the language of the program, names of headings are not."""
    found = {}
    for style in _elements(data, [f"{{{space}}}style" for space in WORD]):
        space = style.tag[: -len("style")]
        name = style.find(f"{space}name")
        if name is not None:
            found[style.get(f"{space}styleId", "")] = name.get(f"{space}val", "").lower()
    return found


def _text(paragraph: Any, space: str) -> str:
    """Return the text of a paragraph; in Word only what stands in runs, in OpenDocument all that is not left out."""
    return "".join(_pieces(paragraph, space, all_text=OPEN_TEXT in space))


def _pieces(element: Any, space: str, *, all_text: bool) -> Iterator[str]:
    """Yield the pieces of text in an element; XML nests at most 256 deep here, so that recursion ends."""
    if all_text and element.text:
        yield element.text
    for child in element.iterchildren("{*}*"):
        name = etree.QName(child).localname
        inside = child.tag.startswith(space)
        if inside and name == "t":
            yield child.text or ""
        elif inside and name == "s":
            yield " " * min(int(child.get(f"{space}c", "1")[:4] or 1), 1000)
        elif inside and name in _SIGNS:
            yield _SIGNS[name] if child.get(f"{space}type") != "page" else ""
        elif name not in _LEFT_OUT and name != "pPr":
            yield from _pieces(child, space, all_text=all_text)
        if all_text and child.tail:
            yield child.tail


_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_PICTURE = re.compile(r"[0-9a-fA-F]{100,}")
_FONT = re.compile(r"\\f(\d{1,6})(?![\w])|\\fcharset(\d{1,3})")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_FIELD = re.compile(r"\{\\field\{", re.IGNORECASE)


def rtf_text(source: Source) -> str:
    """Return the text of a rich text document: paragraphs and line breaks end with "\\n", cells of tables with a tab.

    Args:
        source: An .rtf file.

    Raises:
        UnreadableError: It is damaged or too large.
    """
    library: Any = import_module("striprtf.striprtf")
    code = _rtf_code(source.data)
    if len(code) > LARGEST_RTF:
        raise UnreadableError("too-large", f"more than {LARGEST_RTF:,} bytes of rich text")
    fonts = library.font_table_group(code)
    if fonts:
        code = code.replace(fonts, _plain_fonts(fonts), 1)
    # The library would write addresses of links into the text, by a search that takes quadratic time.
    code = _CELL.sub(r"\\tab ", _FIELD.sub(r"{\\field {", code))
    try:
        text: str = library.rtf_to_text(code, errors="replace")
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableError("damaged", f"the rich text is broken: {str(error)[:200]}") from error
    # Signs beyond the first 65,536 are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _rtf_code(data: bytes) -> str:
    """Return rich text code as text, without the digits of its pictures."""
    page = _PAGE.search(data[:2000])
    for name in ("utf-8", f"cp{page[1].decode()}" if page else "cp1252", "cp1252"):
        try:
            return _PICTURE.sub("", data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _PICTURE.sub("", data.decode("cp1252", "replace"))


def _plain_fonts(table: str) -> str:
    """Return a font table with only what matters: which font writes in which code page."""
    from striprtf.striprtf import charset_map

    fonts: dict[str, str] = {}
    font = ""
    for number, charset in _FONT.findall(table):
        font = number or font
        if charset and font and _known(charset_map.get(int(charset), "")):
            fonts.setdefault(font, charset)
    return "{\\fonttbl" + "".join(f"{{\\f{font}\\fcharset{page} x;}}\n" for font, page in fonts.items()) + "}"


def _known(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except LookupError:
        return False
