"""Saved web pages: article text and metadata through trafilatura."""

from __future__ import annotations

import re
from typing import Any

from dateline.readers.encoding import decode
from dateline.readers.formats import Format
from dateline.readers.newswire import find_agency, find_outlet
from dateline.readers.records import Found, Record, Refusal
from dateline.readers.source import Source
from dateline.text import normalise

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w\-]{2,40})", re.IGNORECASE)


def read_html(source: Source) -> Found:
    """Read a saved web page as one article.

    The text is the article's body, without navigation, scripts and footers. The date is the one that the page states in
    its metadata; a date that is only guessed from the page is not taken.

    Yields:
        One record, or a refusal where the page holds no article.
    """
    data = source.data
    declared = DECLARED.search(data[:4096])
    page = decode(data, declared=declared[1].decode("ascii", "replace") if declared else "")
    found = _extract(page)
    if found is None or not (found["text"] or "").strip():
        yield Refusal(1, "no-article", "trafilatura finds no article text in the page")
        return
    text = normalise(found["text"])
    fields = {
        "text": text,
        "headline": found["title"],
        "authors": found["author"],
        "published": found["date"],
        "outlet": found["sitename"],
        "url": found["url"],
        "language": _language(page),
    }
    lines = [line for line in text.split("\n")[:4] if line]
    yield Record(1, fields | {"agency": find_agency(lines)}, text_outlet=find_outlet(text))


def is_page(source: Source) -> bool:
    """Tell by its first tag whether a source is a web page."""
    return PAGE.match(source.start[:4000]) is not None


def _extract(page: str) -> dict[str, Any] | None:
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            page,
            with_metadata=False,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        facts = trafilatura.extract_metadata(page, date_config={"original_date": True, "extensive_search": False})
    except (ValueError, TypeError, AttributeError, RecursionError, SyntaxError):
        return None
    if found is None:
        return None
    names = ("title", "author", "date", "sitename", "url")
    return {"text": found.text, **{name: getattr(facts, name, None) for name in names}}


def _language(page: str) -> str | None:
    match = re.search(r"<html[^>]{0,500}\blang=[\"']?([A-Za-z]{2,3})\b", page[:5000])
    return match[1].lower() if match else None


HTML = Format("web-page", "saved web page (.html)", is_page, read_html)
