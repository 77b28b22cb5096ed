"""A web page as an article: its text, and what the page states about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.readers.newswire import find_agency, find_outlet
from dateline.readers.records import Record, Refusal, UnreadableError
from dateline.readers.web_dates import find_published
from dateline.readers.web_facts import Page
from dateline.readers.web_text import find_text
from dateline.readers.web_tree import find_blocks, parse, without_code
from dateline.readers.web_walls import is_stub, is_wall
from dateline.text import normalise


def read_page(
    source: str, *, number: int = 1, address: str = "", known: Mapping[str, Any] | None = None
) -> Record | Refusal:
    """Return the article of a web page, or the reason why there is none.

    What a page states in JSON-LD, Open Graph and other metadata comes before what its text looks like; what only a
    guess supports is left empty.

    Args:
        source: The page as text.
        number: Number of the record.
        address: Where the page was found, if that is known from outside of it.
        known: Fields that are known from outside of the page; they win over its own.
    """
    try:
        root = parse(source)
    except UnreadableError as error:
        return Refusal(number, error.refusal.reason, error.refusal.detail)
    page = Page.of(root, source, address=address)
    blocks = find_blocks(without_code(root))
    published, basis = find_published(page, blocks)
    text = normalise(find_text(root, blocks, headlines=page.headlines, stated=page.body))
    if is_wall(page, text):
        return Refusal(number, "not-whole", f'its title is "{page.title[:80]}"' if page.title else "")
    about_one = bool(page.article) or page.meta.get("og:type", "").lower() == "article"
    if not text and not (page.headline and about_one):
        return Refusal(number, "no-article", "no article text is found in the page")
    fields = _fields(page, text) | {"published": published or None, "published_basis": basis or None}
    if known:
        fields |= {"published_basis": None} if known.get("published") else {}
        fields |= {name: value for name, value in known.items() if value}
    return Record(number, fields, text_outlet=find_outlet(text))


def _fields(page: Page, text: str) -> dict[str, Any]:
    return {
        "text": text or None,
        "headline": page.headline,
        "authors": page.authors,
        "outlet": page.outlet or page.domain,
        "outlet_basis": "" if page.outlet else "URL",
        "url": page.url,
        "language": page.language,
        "section": page.section,
        "agency": find_agency([line for line in text.split("\n")[:4] if line]),
        "completeness": "paywall" if text and is_stub(page, text) else "whole",
    }
