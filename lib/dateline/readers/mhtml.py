"""Pages saved as one file (MHTML): a mail message whose parts are the page and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from dateline.readers.formats import Format
from dateline.readers.html import page_text
from dateline.readers.records import Found, UnreadableError
from dateline.readers.source import Source
from dateline.readers.web_facts import WEB
from dateline.readers.web_page import read_page

LARGEST = 100_000_000
SUFFIXES = frozenset({".mht", ".mhtml"})
HEADERS = re.compile(r"\s*(?:[A-Za-z][\w-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){1,60}")
PAGE_PART = re.compile(r"content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE)
SAVED = re.compile(r"^from:[^\n]{0,20}saved by|^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)


def read_mhtml(source: Source) -> Found:
    """Read a page that a browser saved as one file, as the article that it shows.

    Its address is the one at which the browser found it; the day on which it was saved is no day of publication.

    Yields:
        One record, or a refusal where the page holds no article.

    Raises:
        UnreadableError: The file is too large, or there is no page in it.
    """
    data = source.data
    if len(data) > LARGEST:
        raise UnreadableError("too-large", f"a saved page of more than {LARGEST:,} bytes")
    message = message_from_bytes(data.lstrip())
    page = _page(message)
    if page is None:
        raise UnreadableError("damaged", "there is no page (text/html) in the file")
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableError("damaged", "the page in the file is empty")
    addresses = (_line(message, "Snapshot-Content-Location"), _line(page, "Content-Location"))
    address = next((text for text in addresses if WEB.match(text)), "")
    yield read_page(page_text(content, declared=page.get_content_charset() or ""), address=address)


def _page(message: Message) -> Message | None:
    """Return the part that is the page: the one at the address of the whole, or the first."""
    pages = [part for part in _parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    address = _line(message, "Snapshot-Content-Location")
    same = (part for part in pages if address and _line(part, "Content-Location") == address)
    return next(same, pages[0] if pages else None)


def _parts(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _line(message: Message, name: str) -> str:
    return "".join(str(message.get(name, ""))[:4000].split())


def _is_mhtml(source: Source) -> bool:
    headers = HEADERS.match(source.start[:20_000])
    if headers is None or not PAGE_PART.search(headers[0]):
        return False
    return source.suffix in SUFFIXES or SAVED.search(headers[0]) is not None


MHTML = Format("mhtml", "web page saved as one file (.mhtml, .mht)", _is_mhtml, read_mhtml)
