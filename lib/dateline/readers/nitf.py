"""NITF, the news industry's text format: alone in a file, and inside of NewsML."""

from __future__ import annotations

import re
from typing import Any

from dateline.readers.agencies import agency_named
from dateline.readers.formats import Format
from dateline.readers.newswire import find_agency
from dateline.readers.records import Found, Record, Refusal
from dateline.readers.source import Source
from dateline.readers.xml_files import block_text, find_attribute, find_text, parse_xml, root_of, without_headline

_CREDIT = re.compile(
    r",\s{0,9}(?:of the |of |the )?(?:[Ss]pecial|[Ss]taff|[A-Z][\w.]*\s(?:correspondent|[Ww]riter|[Ss]taff))\b.*$"
)


def read_nitf(source: Source) -> Found:
    """Read an NITF file, which is one article.

    Yields:
        A record with what its head and the top of its body say; a refusal where the file is broken, and the article is
        then an excerpt.

    Raises:
        UnreadableError: The file is too large or no XML.
    """
    root, broken = parse_xml(source)
    fields = {name: value for name, value in nitf_fields(root).items() if value}
    yield Record(1, fields | ({"completeness": "excerpt"} if broken else {}))
    if broken:
        yield Refusal(0, "damaged", broken)


def nitf_fields(article: Any) -> dict[str, Any]:
    """Return what an NITF element says, under our names of fields; empty text where it says nothing.

    Args:
        article: The element, without namespaces.
    """
    headline = find_text(article, "body/body.head/hedline/hl1", "body/body.head/hedline", "head/title")
    text = without_headline(_body(article), headline)
    credit = find_text(article, "body/body.head/distributor/org", "body/body.head/distributor")
    dateline = find_text(article, "body/body.head/dateline")
    return {
        "id": find_attribute(article, ("head/docdata/doc-id", "id-string")) or article.get("uno", ""),
        "headline": headline,
        "text": text,
        "authors": _byline(article),
        "published": _day(article),
        "outlet": find_attribute(article, ("head/pubdata", "name")),
        "url": find_attribute(article, ("head/pubdata", "ex-ref")),
        "section": _section(article),
        "agency": known_agency(credit) or find_agency([f"{dateline} -", *text.split("\n\n")[:4]]),
        "language": language(article),
    }


def language(element: Any) -> str:
    """Return the language that an element states, in two or three letters; empty where it states none."""
    stated = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
    return str(stated).replace("_", "-").split("-")[0].lower()


def known_agency(name: str) -> str:
    """Return the news agency that a name or an address means ("AFP", "nprovider:AFP", "reuters.com"); else empty."""
    plain = name.rsplit(":", 1)[-1].rsplit("/", 1)[-1].removesuffix(".com").removesuffix(".org")
    return agency_named(plain) or agency_named(plain.upper()) or ""


def by(text: str) -> str:
    """Return a byline without what follows the names: ", Special to The Reed", ", Reed Staff"."""
    return _CREDIT.sub("", text)


def _body(article: Any) -> str:
    content = article.find("body/body.content")
    if content is None:
        content = article.find("body")
        return block_text(content) if content is not None and article.find("body/body.head") is None else ""
    # The New York Times' corpus gives the first paragraphs once more in a block of their own.
    full = next((block for block in content.iterfind("block") if block.get("class") == "full_text"), None)
    return block_text(content if full is None else full)


def _byline(article: Any) -> list[str] | str:
    for byline in article.iterfind("body/body.head/byline"):
        people = ["".join(person.itertext()) for person in byline.iterfind(".//person")]
        for title in list(byline.iterfind("byttl")):
            title.clear(keep_tail=True)
        if people or find_text(byline, "."):
            return [" ".join(name.split()) for name in people] or by(find_text(byline, "."))
    return ""


def _day(article: Any) -> str:
    found = find_attribute(
        article,
        ("head/docdata/date.issue", "norm"),
        ("head/pubdata", "date.publication"),
        ("head/docdata/date.release", "norm"),
        ("body/body.head/dateline/story.date", "norm"),
    )
    return found or find_text(article, "head/docdata/date.issue", "body/body.head/dateline/story.date")


def _section(article: Any) -> str:
    named = find_attribute(article, ("head/meta[@name='online_sections']", "content"))
    return named or find_attribute(
        article,
        ("head/pubdata", "position.section"),
        ("head/docdata/fixture", "fix-id"),
        ("head/tobject/tobject.subject", "tobject.subject.type"),
    )


NITF = Format("nitf", "NITF (.nitf, .xml)", lambda source: root_of(source).name == "nitf", read_nitf)
