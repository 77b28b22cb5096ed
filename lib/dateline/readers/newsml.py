"""NewsML as agencies send it: NewsML-G2 and NewsML 1.2, with NITF, XHTML or plain text inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.readers.blocks import text_blocks
from dateline.readers.formats import Format
from dateline.readers.markup import markup_text
from dateline.readers.newswire import find_agency
from dateline.readers.nitf import by, known_agency, language, nitf_fields
from dateline.readers.records import Found, Record, Refusal
from dateline.readers.source import Source
from dateline.readers.xml_files import (
    block_text,
    find_attribute,
    find_text,
    parse_xml,
    root_of,
    without_headline,
)
from dateline.text import normalise

_G2 = frozenset({"newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem"})
_OTHER = ("packageItem", "conceptItem", "knowledgeItem", "planningItem")
_NO_TEXT = ("picture", "photo", "graphic", "audio", "video", "animation", "caption")


def read_newsml_g2(source: Source) -> Found:
    """Read NewsML-G2: one item, or a message with several.

    Yields:
        A record for each news item with text; a refusal for a picture, a film, a package that only refers to other
        items, and one for the file where it is broken: the last article is then an excerpt.

    Raises:
        UnreadableError: The file is too large or no XML.
    """
    root, broken = parse_xml(source)
    yield from _numbered((_g2(item) for item in root.iter("newsItem", *_OTHER)), broken)


def read_newsml(source: Source) -> Found:
    """Read NewsML 1.0 to 1.2: each component of an item that has lines and text of its own is an article.

    Yields:
        As ``read_newsml_g2``.

    Raises:
        UnreadableError: The file is too large or no XML.
    """
    root, broken = parse_xml(source)
    yield from _numbered((found for item in root.iter("NewsItem") for found in _components(item)), broken)


def _numbered(found: Iterator[dict[str, Any] | str], broken: str) -> Found:
    """Yield records for fields and refusals for descriptions of what is no article."""
    items = list(found)
    for number, item in enumerate(items, 1):
        if isinstance(item, str):
            yield Refusal(number, "not-an-article", item)
            continue
        cut = {"completeness": "excerpt"} if broken and number == len(items) else {}
        yield Record(number, {name: value for name, value in item.items() if value} | cut)
    if broken:
        yield Refusal(0, "damaged", broken)


def _g2(item: Any) -> dict[str, Any] | str:
    """Return the fields of an item of NewsML-G2, or what it is where it is no article."""
    key = item.get("guid", "")
    if item.tag != "newsItem":
        return f"{key}: a {item.tag}, which only refers to other items"
    kind = find_attribute(item, ("itemMeta/itemClass", "qcode"), ("itemMeta/itemClass", "uri")).lower()
    inside = _g2_content(item)
    if kind.endswith(_NO_TEXT) or not (kind or inside.get("text")):
        return f"{key}: {kind.rsplit(':', 1)[-1] or 'content that is not in the file'}"
    meta = {
        "id": key,
        "headline": find_text(item, "contentMeta/headline", "itemMeta/title"),
        "authors": by(find_text(item, "contentMeta/by", "contentMeta/creator/name")),
        "published": find_text(
            item,
            "contentMeta/contentCreated",
            "itemMeta/firstCreated",
            "itemMeta/versionCreated",
            "contentMeta/contentModified",
        ),
        "url": find_attribute(item, ("itemMeta/link[@rel='irel:seeAlso']", "href")),
        "section": find_text(item, "contentMeta/subject/name", "itemMeta/service/name"),
        "language": find_attribute(item, ("contentMeta/language", "tag")).split("-")[0].lower() or language(item),
    }
    provider, source = _party(item, "itemMeta/provider"), _party(item, "contentMeta/infoSource")
    lines = find_text(item, "contentMeta/creditline"), find_text(item, "contentMeta/dateline")
    return _joined(meta, inside, slug=find_text(item, "contentMeta/slugline")) | _origin(
        provider, source, lines, inside
    )


def _g2_content(item: Any) -> dict[str, Any]:
    """Return the fields that the content of an item gives: the longest text of those in it."""
    found = [_inside(part) for part in item.iterfind("contentSet/*") if part.tag in {"inlineXML", "inlineData"}]
    return max(found, key=lambda fields: len(fields.get("text", "")), default={})


def _inside(part: Any) -> dict[str, Any]:
    """Return the fields in an element that holds NITF, XHTML, escaped HTML or plain text."""
    nitf = next(part.iter("nitf"), None)
    if nitf is not None:
        return nitf_fields(nitf)
    page = next(part.iter("html", "body.content"), None)
    if page is not None:
        body = page.find("body") if page.tag == "html" else page
        text = block_text(page if body is None else body)
        return {"text": text, "headline": find_text(page, "head/title"), "language": language(page)}
    if len(part):
        return {"text": block_text(part), "language": language(part)}
    text = part.text or ""
    return {
        "text": markup_text(text)
        if _is_html(part, text)
        else "\n\n".join(block.text for block in text_blocks(normalise(text)))
    }


def _is_html(part: Any, text: str) -> bool:
    return "html" in part.get("contenttype", "") or "</p>" in text.lower()


def _party(item: Any, path: str) -> str:
    """Return the name of a provider or source: spelt out, or the last part of its code."""
    named = find_text(item, f"{path}/name")
    code = find_attribute(item, (path, "literal"), (path, "qcode"), (path, "uri"))
    return named or code.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _joined(meta: dict[str, Any], inside: dict[str, Any], *, slug: str) -> dict[str, Any]:
    """Return the fields of the envelope, and where it is silent those of the content."""
    fields = inside | {name: value for name, value in meta.items() if value}
    fields["headline"] = fields.get("headline") or slug
    return fields | {"text": without_headline(inside.get("text", ""), fields["headline"])}


def _origin(provider: str, source: str, lines: Sequence[str], inside: dict[str, Any]) -> dict[str, Any]:
    """Return outlet and agency: who sends the item, and the agency that it, its source or its credit names.

    Args:
        provider: Who sends it.
        source: Where the sender has it from.
        lines: Credit and dateline.
        inside: Fields of the content.
    """
    named = next(filter(None, map(known_agency, (source, provider, *lines))), "")
    found = named or find_agency([f"{line} -" for line in lines]) or inside.get("agency", "")
    top = find_agency(inside.get("text", "").split("\n\n")[:4])
    outlet = provider or source
    return {"outlet": known_agency(outlet) or outlet or inside.get("outlet", ""), "agency": found or top}


def _components(item: Any) -> Iterator[dict[str, Any] | str]:
    """Yield the fields of each article in an item of NewsML 1, or one description where it holds none."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    lined = {component for component in item.iter("NewsComponent") if _own_lines(component)}
    other = ""
    for content in item.iter("ContentItem"):
        kind = find_attribute(content, ("MediaType", "FormalName")).lower()
        holder = next((part for part in content.iterancestors("NewsComponent") if part in lined), item)
        role = next(
            (find_attribute(part, ("Role", "FormalName")) for part in content.iterancestors("NewsComponent")), ""
        )
        data = content.find("DataContent")
        if kind.endswith(_NO_TEXT) or role.lower().endswith(_NO_TEXT) or data is None:
            other = other or kind or role or "content that is not in the file"
        elif found := _inside(data):
            groups.setdefault(holder, []).append(found)
    for holder, parts in groups.items():
        yield _component(item, holder, parts)
    if not groups:
        yield f"{find_text(item, 'Identification/NewsIdentifier/NewsItemId')}: {other or 'nothing but a headline'}"


def _own_lines(component: Any) -> bool:
    return bool(find_text(component, "NewsLines/HeadLine"))


def _component(item: Any, holder: Any, parts: list[dict[str, Any]]) -> dict[str, Any]:
    key = find_text(item, "Identification/NewsIdentifier/PublicIdentifier", "Identification/NewsIdentifier/NewsItemId")
    # Several articles in one item need ids of their own.
    several = holder is not item and sum(map(_own_lines, item.iter("NewsComponent"))) > 1
    lines = {
        name: find_text(holder, f"NewsLines/{name}") or find_text(item, f".//NewsLines/{name}")
        for name in ("HeadLine", "ByLine", "DateLine", "CreditLine", "SlugLine")
    }
    meta = {
        "id": "" if several else key,
        "headline": lines["HeadLine"],
        "authors": by(lines["ByLine"]),
        "published": find_text(
            item,
            "NewsManagement/FirstCreated",
            "NewsManagement/ThisRevisionCreated",
            "Identification/NewsIdentifier/DateId",
        ),
        "language": find_attribute(item, (".//DescriptiveMetadata/Language", "FormalName")).split("-")[0].lower(),
    }
    texts = "\n\n".join(part["text"] for part in parts if part.get("text"))
    inside = parts[0] | {"text": texts}
    provider, source = (
        find_attribute(item, (f".//AdministrativeMetadata/{name}/Party", "FormalName"))
        for name in ("Provider", "Source")
    )
    provider = provider or find_text(item, "Identification/NewsIdentifier/ProviderId")
    return _joined(meta, inside, slug=lines["SlugLine"]) | _origin(
        provider, source, (lines["CreditLine"], lines["DateLine"]), inside
    )


NEWSML_G2 = Format("newsml-g2", "NewsML-G2 (.xml)", lambda source: root_of(source).name in _G2, read_newsml_g2)
NEWSML = Format("newsml", "NewsML 1 (.xml)", lambda source: root_of(source).name == "NewsML", read_newsml)
