"""Rows of tables and objects of JSON that hold a whole web page."""

from __future__ import annotations

import re

from dateline.readers.fields import find_fields, missing, plain
from dateline.readers.records import Record, Refusal
from dateline.readers.web_page import read_page

NAMES = frozenset({"html", "rawhtml", "pagehtml", "htmlcontent", "fullhtml", "htmlsource", "pagesource", "htmltext"})
"""Names of fields that hold a page, in small letters without space, hyphen and underscore."""
TAG = re.compile(r"<(?:!doctype|html|head|body|div|article|p|h1|section|main)\b", re.IGNORECASE)


def open_page(record: Record) -> Record | Refusal:
    """Return a record with the article of the web page in it, where it holds one and no text; others as they are.

    What the record states besides the page wins over what the page states.

    Args:
        record: A row of a table or an object of a JSON file.
    """
    held = [value for name, value in record.fields.items() if isinstance(name, str) and plain(name) in NAMES]
    page = next((value for value in held if isinstance(value, str) and TAG.search(value[:20_000])), None)
    if page is None:
        return record
    names = find_fields(tuple(record.fields), {})
    known = {ours: value for ours, theirs in names.items() if not missing(value := record.fields[theirs])}
    if "text" in known:
        return record
    return read_page(page, number=record.number, address=str(known.get("url", "")), known=known)
