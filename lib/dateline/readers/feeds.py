"""Saved feeds, RSS and Atom of all versions: each entry an article, whole or an excerpt as the feed gives it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from dateline.readers.formats import Format
from dateline.readers.markup import markup_text
from dateline.readers.newswire import find_agency
from dateline.readers.records import Found, Record, Refusal, UnreadableError
from dateline.readers.source import Source
from dateline.readers.xml_files import one_line, root_of, without_headline, xml_text
from dateline.text import normalise

LARGEST_FEED = 20_000_000
MOST_ENTRIES = 20_000
_FIRST_RSS = ("purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9")
_ATOM = ("www.w3.org/2005/Atom", "purl.org/atom/ns")
_ENDS = re.compile(r"</(?:[\w.\-]{1,60}:)?(?:rss|feed|rdf)\s{0,99}>", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_MAIL = re.compile(r"[^\s()]{1,200}@[^\s()]{1,200}\s{1,9}\(([^()]{1,200})\)")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[\+\d+ chars\])(?:\s{0,9}(?:read more|continue reading|more)\b.{0,200})?$", re.I
)


def read_feed(source: Source) -> Found:
    """Read a feed; no address in it is opened.

    An entry's full content is the article; a description or summary alone is an excerpt, and so is content that ends
    with an ellipsis. The feed's title is the outlet, unless an entry says which feed it was taken from.

    Yields:
        A record for each entry, and a refusal where the feed ends early: its last entry is then an excerpt.

    Raises:
        UnreadableError: The file is too large or no text.
    """
    data = source.data
    if len(data) > LARGEST_FEED:
        raise UnreadableError("too-large", f"more than {LARGEST_FEED:,} bytes in a feed")
    text = xml_text(data)
    stated = sum(1 for _ in _ENTRY.finditer(text))
    if stated > MOST_ENTRIES:
        raise UnreadableError("too-large", f"more than {MOST_ENTRIES:,} entries in a feed")
    library: Any = import_module("feedparser")
    # A stream of bytes and nothing else: text would be taken for an address or a path.
    header = {"content-type": "application/xml; charset=utf-8"}
    feed = library.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers=header,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    ended = _ENDS.search(text, max(0, len(text) - 2000)) is not None
    for number, entry in enumerate(feed.entries, 1):
        fields = _fields(entry, feed.feed)
        if not ended and number == len(feed.entries) and fields["completeness"] == "whole":
            fields["completeness"] = "excerpt"
        yield Record(number, fields)
    if not ended:
        yield Refusal(0, "damaged", f"the feed ends early, inside of or after entry {len(feed.entries):,}")
    elif stated > len(feed.entries):
        yield Refusal(0, "damaged", f"of {stated:,} entries in the feed {len(feed.entries):,} can be read")


def _fields(entry: Any, feed: Any) -> dict[str, Any]:
    headline = _title(entry)
    text, completeness = _text(entry, headline)
    language = _first(entry, "language") or _language(entry) or feed.get("language") or ""
    return {
        "id": entry.get("id"),
        "headline": headline,
        "text": text or None,
        "authors": _authors(entry),
        "published": next((entry[name] for name in ("published", "updated", "created") if name in entry), None),
        "outlet": one_line(_title(entry.get("source") or {}) or _title(feed)),
        "url": entry.get("link"),
        "section": next((tag.get("term") or tag.get("label") for tag in entry.get("tags") or []), None),
        "language": str(language).replace("_", "-").split("-")[0].lower(),
        "agency": find_agency(text.split("\n\n")[:4]),
        "completeness": completeness,
    }


def _first(entry: Any, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _language(entry: Any) -> str:
    """Return the language of an entry's content, as xml:lang states it."""
    for part in [*(entry.get("content") or []), entry.get("summary_detail") or {}]:
        if part.get("language"):
            return str(part["language"])
    return ""


def _title(holder: Any) -> str:
    detail = holder.get("title_detail") or {"value": holder.get("title", "")}
    return one_line(_plain(detail))


def _text(entry: Any, headline: str) -> tuple[str, str]:
    """Return the text of an entry, and how complete it is."""
    whole = max((_plain(part) for part in entry.get("content") or []), key=len, default="")
    short = _plain(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    text = without_headline(whole or short, headline)
    if not text:
        return "", "missing"
    return text, "whole" if len(whole) >= len(short) and not _CUT.search(text[-300:]) else "excerpt"


def _plain(part: Mapping[str, Any]) -> str:
    """Return the text of content that is HTML or plain; nothing of a picture or of content that is elsewhere."""
    value, kind = str(part.get("value") or ""), str(part.get("type") or "text/html")
    if kind in {"text/html", "application/xhtml+xml", "html", "xhtml"}:
        return markup_text(value)
    if not kind.startswith("text"):
        return ""
    return normalise("\n\n".join(filter(None, map(one_line, re.split(r"\n[ \t\r]*\n", value)))))


def _authors(entry: Any) -> list[str]:
    """Return the names of an entry's authors; of "ada@reed.example (Ada Brook)", as RSS has it, the name."""
    stated = str(entry.get("author") or "")[:300]
    if (mail := _MAIL.fullmatch(stated)) is not None:
        return [mail[1].strip()]
    names = [author["name"] for author in entry.get("authors") or [] if author.get("name")]
    return list(dict.fromkeys(names or ([stated] if stated and "@" not in stated else [])))


def _recognise(source: Source) -> bool:
    root = root_of(source)
    if root.name.lower() == "rdf":
        return any(space in root.attributes for space in _FIRST_RSS)
    return root.name.lower() == "rss" or (root.name == "feed" and any(space in root.attributes for space in _ATOM))


FEED = Format("feed", "RSS or Atom feed (.xml, .rss, .atom)", _recognise, read_feed)
