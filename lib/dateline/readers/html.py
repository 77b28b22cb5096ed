"""Saved web pages: one article a file."""

from __future__ import annotations

import re

from dateline.readers.encoding import decode
from dateline.readers.formats import Format
from dateline.readers.records import Found
from dateline.readers.source import Source
from dateline.readers.web_lists import facts_for
from dateline.readers.web_page import read_page

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
BARE = re.compile(r"<(?:title|meta|link|script|div|article|p|h1)\b[^>]{0,500}>", re.IGNORECASE)
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w\-]{2,40})", re.IGNORECASE)
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def read_html(source: Source) -> Found:
    """Read a saved web page as one article.

    The text is the article's body, without navigation, scripts and footers. The date is the one that the page states; a
    date that is only guessed from the page is not taken. A list of addresses beside the page says where it was found.

    Yields:
        One record, or a refusal where the page holds no article.
    """
    known = facts_for(source)
    yield read_page(page_text(source.data), address=str(known.get("url", "")), known=known)


def page_text(data: bytes, *, declared: str = "") -> str:
    """Return a page as text, in the encoding that its bytes show or, where they do not, that it declares.

    Args:
        data: The bytes of the page.
        declared: The encoding that is stated outside of it.
    """
    inside = DECLARED.search(data[:4096])
    name = declared or (inside[1].decode("ascii", "replace") if inside else "")
    return decode(data, declared=name).removeprefix("\ufeff")


def is_page(source: Source) -> bool:
    """Tell by its first tag whether a source is a web page; under a page's name, by any tag near its start."""
    start = source.start[:4000]
    return PAGE.match(start) is not None or (source.suffix in SUFFIXES and BARE.search(start) is not None)


HTML = Format("web-page", "saved web page (.html)", is_page, read_html)
