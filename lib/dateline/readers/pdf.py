"""PDF, one article a file, from its text layer: lines to paragraphs, hyphenation undone, running heads left out."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from dateline.readers.blocks import Block
from dateline.readers.documents import as_excerpt, document_record
from dateline.readers.formats import Format
from dateline.readers.pdf_lines import paragraphs_of
from dateline.readers.quiet import quiet
from dateline.readers.records import Found, Refusal, UnreadableError
from dateline.readers.source import Source

MOST_PAGES = 300
LARGEST_PAGE = 2_000_000
"""Bytes of drawing commands of a page, unpacked; a page of a newspaper has fewer than 500,000."""
LONGEST = 20
"""Seconds after which no further page is begun."""
MOST_STRANGE = 0.3
"""Share of signs without meaning from which a text layer counts as none."""


def read_pdf(source: Source) -> Found:
    """Read the text layer of a PDF as one article.

    Columns come in the order in which the file draws them, which is that of reading in what newspapers make. Heads,
    feet and page numbers that are repeated over pages are left out.

    Yields:
        One record, and refusals that name the pages that are pictures only or broken; it is an excerpt then.

    Raises:
        UnreadableError: There is no text layer, the file is locked, damaged or too large.
    """
    with quiet("pypdf"):
        reader = _open(source)
        pages = _pages(reader)
        facts = _metadata(reader)
    text = "".join("".join(lines) for lines in pages.lines)
    strange = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" for sign in text)
    if not any(sign.isalnum() for sign in text) or strange > MOST_STRANGE * len(text):
        if pages.broken:
            raise UnreadableError("damaged", f"pages that cannot be read: {_numbers(pages.broken)}")
        raise UnreadableError("no-text-layer", f"{len(pages.lines)} pages, none with text that can be read")
    blocks = [Block(paragraph) for paragraph in paragraphs_of(pages.lines)]
    found = document_record(blocks, title=facts.get("/Title", ""), creator=facts.get("/Author", ""))
    missing = list(pages.refusals())
    yield as_excerpt(found) if missing else found
    yield from missing


def _open(source: Source) -> Any:
    library: Any = import_module("pypdf")
    try:
        reader = library.PdfReader(io.BytesIO(source.data), strict=False)
        # A file may be locked against changes only, and open without a password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("encrypted")
        count = len(reader.pages)
    except library.errors.DependencyError as error:
        raise UnreadableError("encrypted", "its way of encryption is not known here") from error
    except (library.errors.PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableError("damaged", f"no whole PDF: {type(error).__name__}: {str(error)[:150]}") from error
    if count > MOST_PAGES:
        raise UnreadableError("too-large", f"{count:,} pages, more than {MOST_PAGES}")
    if count == 0:
        raise UnreadableError("empty", "there are no pages in it")
    return reader


@dataclass(slots=True)
class _Pages:
    """The lines of each page, and the numbers of the pages that hold pictures only or cannot be read."""

    lines: list[list[str]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def refusals(self) -> Iterator[Refusal]:
        """Yield what is missing in the article."""
        if self.broken:
            yield Refusal(0, "damaged", f"pages that cannot be read: {_numbers(self.broken)}")
        if self.pictures:
            yield Refusal(0, "no-text-layer", f"pages that are pictures only: {_numbers(self.pictures)}")


def _numbers(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (", …" if len(pages) > 20 else "")


def _pages(reader: Any) -> _Pages:
    found = _Pages()
    begun = time.monotonic()
    for number, page in enumerate(reader.pages, 1):
        if time.monotonic() - begun > LONGEST:
            raise UnreadableError("too-large", f"page {number} is not reached within {LONGEST} seconds")
        try:
            text = _text(page, number)
            has_pictures = "/XObject" in (page.get("/Resources") or {})
        except UnreadableError:
            raise
        except Exception:
            # The library raises errors of many kinds over broken pages; each costs its page alone.
            found.broken.append(number)
            continue
        found.lines.append([line.rstrip() for line in text.split("\n")])
        if not text.strip() and has_pictures:
            found.pictures.append(number)
    return found


def _text(page: Any, number: int) -> str:
    contents = page.get_contents()
    if contents is None:
        if "/Contents" in page:
            raise ValueError("no contents where the page says that there are some")
        return ""
    if len(contents.get_data()) > LARGEST_PAGE:
        raise UnreadableError("too-large", f"page {number} has more than {LARGEST_PAGE:,} bytes")
    return str(page.extract_text())


def _metadata(reader: Any) -> dict[str, str]:
    """Return title and author of the file's properties; nothing where they cannot be read."""
    try:
        return {name: str(value) for name, value in (reader.metadata or {}).items()}
    except Exception:
        # Properties are a help only: whatever is wrong with them costs nothing else.
        return {}


PDF = Format(
    "pdf", "PDF with a text layer, one article a file (.pdf)", lambda source: b"%PDF-" in source.head[:1024], read_pdf
)
