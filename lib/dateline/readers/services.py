"""Records of news services and reference managers, brought under our names of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from dateline.readers.fields import NAMES, line, missing, plain, turn_names
from dateline.readers.markup import markup_text

Fields = dict[str, Any]

_CUT = re.compile(r"(?:\s*(?:…|\.\.\.))?\s*\[\+?\d{1,7} chars\]\s*\Z")
_NO_TEXT = re.compile(r"\s*(?:\[Removed\]|ONLY AVAILABLE IN (?:[A-Z]+ ){1,6}PLANS?)\s*")
_NAME = re.compile(r"""\{.{0,200}?['"]name['"]:\s*(?:'([^'{}]*)'|"([^"{}]*)").{0,500}\}""")


_TEXTS = frozenset(NAMES["text"]) - {"content"}


def adapt(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with what its service calls otherwise under our names too; others come back as they are.

    Known are NewsAPI, GNews, NewsData, mediastack, the Guardian, the New York Times, GDELT DOC, Media Cloud, Zotero and
    CSL-JSON.

    Args:
        record: An object of a JSON file or a row of a table.
    """
    names = {plain(name) for name in record if isinstance(name, str)}
    for service, (needed, fields) in _SERVICES.items():
        if needed <= names:
            inner = record["content"] if service == "guardian item" else record
            if isinstance(inner, Mapping) and (found := fields({plain(str(name)): inner[name] for name in inner})):
                found = _with_own_text(found, record)
                return found | {name: value for name, value in record.items() if name not in found}
    content = record.get("content")
    cut = _cut(content) if isinstance(content, str) and content.endswith("chars]") else {}
    return cut | {name: value for name, value in record.items() if name not in cut} if cut else record


def _with_own_text(found: Fields, record: Mapping[str, Any]) -> Fields:
    """Put a text that was added to what a service gives in the place of its excerpt."""
    own = (value for name, value in record.items() if isinstance(name, str) and plain(name) in _TEXTS)
    text = next((value for value in own if isinstance(value, str) and not missing(value)), None)
    if text is None or (found.get("text") and found.get("completeness") != "excerpt"):
        return found
    return {name: value for name, value in found.items() if name != "completeness"} | {"text": text}


def _news_api(record: Fields) -> Fields:
    """NewsAPI, GNews, NewsData, mediastack: the text is cut, or only a description is given."""
    text, description = record.get("content"), record.get("description")
    found: Fields = {"outlet": _source(record)}
    if isinstance(text, str) and _NO_TEXT.fullmatch(text):
        text = None
    if line(record.get("title")) == "[Removed]":
        return found | {"text": None, "headline": None}
    if isinstance(text, str) and not missing(text):
        return found | _cut(text)
    return found | _excerpt(description)


def _cut(text: str) -> Fields:
    """Return a text without the mark of its being cut: "… [+1234 chars]"."""
    cut = _CUT.search(text[-100:])
    return {"text": text[: len(text) - len(cut[0])], "completeness": "excerpt"} if cut else {"text": text}


def _source(record: Fields) -> Any:
    source = record.get("source", record.get("sourcename", record.get("sourceid")))
    # A table made of such records has the source as Python writes it.
    match = _NAME.fullmatch(source[:1000]) if isinstance(source, str) else None
    return source if match is None else match[1] or match[2]


def _guardian(record: Fields) -> Fields:
    fields = record.get("fields")
    fields = fields if isinstance(fields, Mapping) else {}
    tags = record.get("tags")
    names = [
        tag.get("webTitle")
        for tag in (tags if isinstance(tags, list) else [])
        if isinstance(tag, Mapping) and tag.get("type") == "contributor"
    ]
    found = {
        "headline": fields.get("headline") or record.get("webtitle"),
        "authors": names or _byline(fields.get("byline")),
        "published": record.get("webpublicationdate"),
        "outlet": fields.get("publication") or _outlet(record, {"theguardian.com": "The Guardian"}),
        "url": record.get("weburl"),
        "section": record.get("sectionname") or record.get("pillarname"),
        "language": fields.get("lang"),
        "id": record.get("id"),
    }
    body, plain_body = fields.get("body"), fields.get("bodyText")
    text = markup_text(body) if isinstance(body, str) else plain_body
    return found | ({"text": text} if text else _excerpt(fields.get("standfirst"), fields.get("trailText")))


def _times(record: Fields) -> Fields:
    headline, byline = record["headline"], record.get("byline")
    if isinstance(headline, Mapping):
        headline = headline.get("main") or headline.get("print_headline")
    if isinstance(byline, Mapping):
        people = [person for person in byline.get("person") or [] if isinstance(person, Mapping)]
        names = [_person(person, "firstname", "middlename", "lastname") for person in people]
        byline = byline.get("original") or [name for name in names if name]
    section = record.get("sectionname") or record.get("newsdesk")
    return {
        "headline": headline if isinstance(headline, str) else None,
        "authors": _byline(byline),
        "published": record.get("pubdate"),
        "outlet": record.get("source") or _outlet(record, {"nytimes.com": "The New York Times"}),
        "url": record.get("weburl"),
        "section": None if section == "None" else section,
        "id": record.get("id"),
        **_excerpt(record.get("leadparagraph"), record.get("abstract"), record.get("snippet")),
    }


def _gdelt(record: Fields) -> Fields:
    seen = record.get("seendate", record.get("date"))
    return {"published": seen, "published_basis": "seen by GDELT", "outlet": record.get("domain")}


def _media_cloud(record: Fields) -> Fields:
    by_ap = str(record["apsyndicated"]).strip().lower() in {"true", "1", "t", "yes"}
    return {"agency": "AP"} if by_ap else {}


def _csl(record: Fields) -> Fields:
    if not isinstance(record["type"], str) or not ({"issued", "containertitle", "accessed"} & set(record)):
        return {}
    people = record.get("author")
    names = [
        str(person["literal"]) if person.get("literal") else _person(person, "given", "non-dropping-particle", "family")
        for person in (people if isinstance(people, list) else [])
        if isinstance(person, Mapping)
    ]
    return {
        "headline": record["title"],
        "authors": names,
        "published": _csl_day(record.get("issued")),
        # CSL calls the database a source.
        "outlet": record.get("containertitle") or record.get("publisher"),
        **_excerpt(record.get("abstract")),
    }


def _csl_day(issued: Any) -> str | None:
    if not isinstance(issued, Mapping):
        return None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [int(part) for part in parts[0] if str(part).isascii() and str(part).isdigit()]
        if len(numbers) == 3:
            return "{:04}-{:02}-{:02}".format(*numbers)
    return line(issued.get("raw") or issued.get("literal"))


def _zotero(record: Fields) -> Fields:
    """Zotero's own JSON, and its table."""
    if isinstance(data := record.get("data"), Mapping):
        record = {plain(str(name)): value for name, value in data.items()}
    if "itemtype" not in record:
        return {}
    creators = record.get("creators")
    names = [
        person.get("name") or _person(person, "firstName", "lastName")
        for person in (creators if isinstance(creators, list) else [])
        if isinstance(person, Mapping) and person.get("creatorType") in {"author", "contributor", None}
    ]
    site = record.get("websitetitle") or record.get("blogtitle")
    return {
        "headline": record.get("title"),
        "authors": names or turn_names(line(record.get("author"))),
        "published": record.get("date"),
        "outlet": record.get("publicationtitle") or site,
        "url": record.get("url"),
        "language": record.get("language"),
        "section": record.get("section"),
        "id": record.get("key"),
        **_excerpt(record.get("abstractnote")),
    }


def _excerpt(*candidates: Any) -> Fields:
    """Return the first text there is as an excerpt, without tags."""
    for text in candidates:
        if isinstance(text, str) and not missing(text):
            text = markup_text(text) if re.search(r"</?[a-zA-Z]", text) else text
            return {"text": text, "completeness": "excerpt"}
    return {"text": None}


def _person(person: Mapping[str, Any], *parts: str) -> str:
    return " ".join(str(person[part]).strip() for part in parts if person.get(part))


def _byline(byline: Any) -> Any:
    """Return a byline without the places: "Ada Brook in Almar and agencies"."""
    if not isinstance(byline, str):
        return byline
    text = markup_text(byline) if "<" in byline else byline
    return re.sub(r"\s+in\s+[A-Z][\w .\-]{0,40}?(?=\s+and\b|,|$)|\s+and agencies$", "", text)


def _outlet(record: Fields, hosts: Mapping[str, str]) -> str | None:
    try:
        host = urlsplit(str(record.get("weburl"))).hostname or ""
    except ValueError:
        return None
    return next((name for end, name in hosts.items() if host == end or host.endswith(f".{end}")), None)


_SERVICES: Mapping[str, tuple[frozenset[str], Callable[[Fields], Fields]]] = {
    "guardian": (frozenset({"webtitle", "webpublicationdate"}), _guardian),
    "guardian item": (frozenset({"content", "usertier"}), _guardian),
    "nyt": (frozenset({"weburl", "headline", "pubdate"}), _times),
    "newsapi": (frozenset({"title", "content", "description", "publishedat", "source"}), _news_api),
    "newsdata": (frozenset({"title", "content", "description", "pubdate", "sourceid"}), _news_api),
    "mediastack": (frozenset({"title", "description", "publishedat", "source", "category", "country"}), _news_api),
    "gdelt": (frozenset({"seendate", "title", "url"}), _gdelt),
    "gdelt table": (frozenset({"url", "mobileurl", "date", "title"}), _gdelt),
    "mediacloud": (frozenset({"storiesid", "apsyndicated"}), _media_cloud),
    "zotero": (frozenset({"itemtype", "title", "abstractnote"}), _zotero),
    "zotero api": (frozenset({"key", "version", "data"}), _zotero),
    "csl": (frozenset({"type", "title", "id"}), _csl),
}
"""Names of fields that only records of a service have together, without space, hyphen and underscore."""
