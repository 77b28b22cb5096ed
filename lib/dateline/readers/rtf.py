"""Rich text (.rtf) as paragraphs, through striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.readers.blocks import Block, clean
from dateline.readers.records import UnreadableError
from dateline.readers.source import Source

_PAGE = re.compile(r"\\(?:page|sect)(?![a-z])")
_BOLD = re.compile(r"\\b(?=[\\ {}\r\n])")
_CENTRED = re.compile(r"\\qc(?=[\\ {}\r\n])")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_FONT_TABLE = re.compile(r"\{\s*\\fonttbl")
_HEX = re.compile(rb"[0-9a-fA-F]{64}[0-9a-fA-F\s]{400,}")
"""Pictures, written as numbers."""
LOOKED_THROUGH = 3_000_000
LARGEST_RTF = 25_000_000
"""Bytes of rich text, without pictures, that are read at once."""
LONGEST_FONT = 1000
START = 300_000
"""Signs at the start of a file, without pictures, that tell what it is."""
BOLD, CENTRED, PAGE = "\x01", "\x02", "\f"
"""Marks put before bold text, centred paragraphs and new pages, since striprtf gives the bare text."""


def is_rtf(source: Source) -> bool:
    """Tell whether a source is rich text, whatever its name is."""
    return source.head.lstrip().startswith(b"{\\rtf")


def rtf_start(source: Source) -> str:
    """Return the text at the start of a rich text file."""
    with source.open() as file:
        data = _HEX.sub(b"", file.read(LOOKED_THROUGH))[:START]
    try:
        return "\n".join(block.text for block in _blocks(data))
    except UnreadableError:
        return ""


def rtf_blocks(source: Source) -> Iterator[Block]:
    """Yield the paragraphs of a rich text file, without headers, footers and pictures.

    Raises:
        UnreadableError: It cannot be read.
    """
    yield from _blocks(source.data)


def _blocks(data: bytes) -> Iterator[Block]:
    data = _HEX.sub(b"", data)
    if len(data) > LARGEST_RTF:
        raise UnreadableError("too-large", f"more than {LARGEST_RTF:,} bytes of rich text")
    text = _plain(_decode(data))
    yield from clean(_block(line) for line in text.split("\n"))


def _decode(data: bytes) -> str:
    """Return rich text code as text; most of it is ASCII, but some programs write other signs as they are."""
    page = _CODE_PAGE.search(data[:2000])
    for name in ("utf-8", f"cp{page[1].decode()}" if page else "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _block(line: str) -> Block:
    bare = line.replace(PAGE, "").replace(CENTRED, "").lstrip()
    return Block(
        bare.replace(BOLD, "").strip(" |"), bold=bare.startswith(BOLD), centred=CENTRED in line, opens=PAGE in line
    )


def _plain(text: str) -> str:
    from striprtf.striprtf import rtf_to_text

    # Addresses of links are no text; and the library's search for them takes for ever on a hostile file.
    text = text.replace("\\fldinst", "\\datafield")
    text = _PAGE.sub(rf"\\par {PAGE}\\par ", text)
    text = _CENTRED.sub(rf"\\qc{CENTRED}", _BOLD.sub(rf"\\b{BOLD}", text))
    try:
        plain: str = rtf_to_text(_short_fonts(text), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, OverflowError, LookupError) as error:
        raise UnreadableError("damaged", f"no whole RTF file: {str(error)[:200]}") from error
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _short_fonts(text: str) -> str:
    """Return RTF with one font a line in its table of fonts; without the table where a font is absurdly long."""
    found = _FONT_TABLE.search(text, 0, START)
    if found is None:
        return text
    depth = 0
    for brace in re.finditer(r"[{}]", text[found.start() : found.start() + START]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            end = found.start() + brace.end()
            fonts = text[found.start() : end].replace("}", "}\n").replace("{", "\n{")
            short = max(map(len, fonts.split("\n"))) <= LONGEST_FONT
            return text[: found.start()] + (fonts if short else "") + text[end:]
    return text[: found.start()]
