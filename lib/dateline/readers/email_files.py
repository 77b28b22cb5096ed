"""E-mail (.eml): a newsletter or a forwarded article, its body one article."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from dateline.readers.blocks import text_blocks
from dateline.readers.encoding import decode
from dateline.readers.formats import Format
from dateline.readers.markup import markup_text
from dateline.readers.newswire import find_agency
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import Source
from dateline.text import normalise

LARGEST_MAIL = 50_000_000
LONGEST_HEADER = 2_000
MOST_PARTS = 500
_FIELD = re.compile(r"^([A-Za-z][A-Za-z\-]{1,40}):[ \t]", re.MULTILINE)
_LEAST = 200
"""Letters of a plain body; a shorter one beside a long page only says that the mail should be seen as a page."""


def read_email(source: Source) -> Found:
    """Read an e-mail as one article: the subject is the headline, the day that of sending, the sender the outlet.

    The plain text is taken where there is one, else the text of the page; attachments are not opened.

    Yields:
        One record, or a refusal where the body holds no words.

    Raises:
        UnreadableError: The file is too large.
    """
    data = source.data
    if len(data) > LARGEST_MAIL:
        raise UnreadableError("too-large", f"more than {LARGEST_MAIL:,} bytes in an e-mail")
    if data.lower().count(b"\ncontent-type:") > MOST_PARTS:
        raise UnreadableError("too-large", f"more than {MOST_PARTS} parts in an e-mail")
    message = message_from_bytes(data)
    text = _body(message)
    if not any(letter.isalnum() for letter in text):
        yield Refusal(1, "no-text", "the body of the e-mail holds no words")
        return
    fields = {
        "id": _header(message, "message-id").strip("<> "),
        "headline": _header(message, "subject"),
        "text": text,
        "published": _header(message, "date"),
        "language": _header(message, "content-language").split(",")[0].split("-")[0].lower(),
        "agency": find_agency([line for line in text.split("\n")[:8] if line]),
    }
    yield Record(
        1, {name: value for name, value in fields.items() if value}, text_outlet=parseaddr(_header(message, "from"))[0]
    )


def _header(message: Message, name: str) -> str:
    """Return a header as one line; empty where it is missing or cannot be understood."""
    raw = str(message.get(name) or "")[:LONGEST_HEADER]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (ValueError, LookupError, HeaderParseError):
        return " ".join(raw.split())


def _body(message: Message) -> str:
    parts = [_content(message, kind) for kind in ("text/plain", "text/html")]
    plain = "\n\n".join(block.text for block in text_blocks(normalise(parts[0])))
    page = normalise(markup_text(parts[1])) if parts[1].strip() else ""
    return page if len(plain) < _LEAST and len(page) > len(plain) * 3 else plain or page


def _content(message: Message, kind: str) -> str:
    """Return the text of the first part of a kind that is no attachment; empty where there is none."""
    for part in message.walk():
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            try:
                return decode(payload, declared=part.get_content_charset() or "")
            except (UnreadableError, LookupError):
                continue
    return ""


def _recognise(source: Source) -> bool:
    head = re.split(r"\r?\n\r?\n", source.start.lstrip("\r\n"), maxsplit=1)[0]
    names = {name.lower() for name in _FIELD.findall(head)}
    # Web pages saved as MHTML have the same head.
    if "snapshot-content-location" in names or "From: <Saved by" in head or source.suffix in {".mht", ".mhtml"}:
        return False
    first = _FIELD.match(head)
    marks = {"mime-version", "message-id", "received", "return-path", "content-type", "delivered-to"}
    return first is not None and "from" in names and bool({"date", "subject"} & names) and bool(marks & names)


EMAIL = Format("email", "e-mail (.eml)", _recognise, read_email)
