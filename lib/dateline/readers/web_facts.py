"""What a web page says of its article: headline, authors, outlet, section, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from dateline.readers.web_jsonld import Node, find_articles, text_of
from dateline.readers.web_tree import Element

SAVED_FROM = re.compile(r"<!--\s{0,20}saved from url=\(\d{1,6}\)\s{0,5}(\S{4,2000}?)\s{0,20}-->")
WEB = re.compile(r"https?://[^\s\"'<>]{3,2000}$", re.IGNORECASE)
SEPARATORS = re.compile(r"\s+(?:[|\-–—·•»:~]|::|--|//)\s+|\s*(?:[｜|]|::)\s*")
MOST_HEADINGS = 60
ASIDE = frozenset({"nav", "footer", "aside", "button"})


@dataclass(slots=True)
class Heading:
    """A heading that a page shows."""

    level: int
    text: str
    element: Element


@dataclass
class Page:
    """A parsed page and what it states of itself.

    Attributes:
        root: The tree, scripts included.
        source: The page as text.
        address: Where it was found, if that is known from outside of the page.
        meta: Contents of its meta elements by their name, property or itemprop, in small letters; the first of a name.
        articles: The articles that it describes in JSON-LD.
    """

    root: Element
    source: str
    address: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    articles: Sequence[Node] = ()

    @classmethod
    def of(cls, root: Element, source: str, *, address: str = "") -> Page:
        """Return a page with its meta elements and JSON-LD read."""
        return cls(root, source, address, _meta(root), find_articles(root))

    @cached_property
    def url(self) -> str:
        """The address of the article: canonical, Open Graph's, the one that a browser noted, or the one given."""
        links = [link.get("href") or "" for link in self.root.iterfind(".//link[@rel]") if _is_canonical(link)]
        noted = SAVED_FROM.search(self.source[:5000])
        stated = [*links[:1], self.meta.get("og:url", ""), noted[1] if noted else "", self.address]
        whole = [address.strip() for address in stated if WEB.match(address.strip())]
        # A canonical link to the front page is a mistake of the page's maker.
        return next((address for address in whole if split_address(address)[1]), whole[0] if whole else "")

    @cached_property
    def article(self) -> Node:
        """The article in JSON-LD that the page is about; empty where there is none or it cannot be told which."""
        if len(self.articles) <= 1:
            return self.articles[0] if self.articles else {}
        path = split_address(self.url)[1]
        shown = {key(heading.text) for heading in self.headings} | {key(self.meta.get("og:title", ""))}
        for node in self.articles:
            addresses = [text_of(node.get(name)) for name in ("mainEntityOfPage", "url", "@id")]
            same = bool(path) and any(split_address(address)[1] == path for address in addresses)
            if same or key(text_of(node.get("headline"))) in shown - {""}:
                return node
        return {}

    @cached_property
    def title(self) -> str:
        """The content of the title element."""
        return one_line(self.root.findtext(".//title") or "")

    @cached_property
    def headings(self) -> list[Heading]:
        """The first headings that the page shows, those of menus and footers left out."""
        found: list[Heading] = []
        for element in self.root.iter("h1", "h2", "h3"):
            if len(found) >= MOST_HEADINGS:
                break
            if not any(above.tag in ASIDE for above in element.iterancestors()):
                text = one_line(element.text_content()[:2000])
                if text:
                    found.append(Heading(int(element.tag[1]), text, element))
        return found

    @cached_property
    def outlet(self) -> str:
        """The name of the outlet as the page states it."""
        named = [
            text_of(self.article.get("publisher")),
            self.meta.get("og:site_name", ""),
            self.meta.get("publisher", ""),
        ]
        return next((name for name in named if name and not WEB.match(name) and len(name) < 100), "")

    @cached_property
    def domain(self) -> str:
        """The host of its address, without www."""
        return split_address(self.url)[0].removeprefix("www.")

    @cached_property
    def authors(self) -> list[str]:
        """The names of those who wrote it, as JSON-LD or meta elements give them."""
        value = self.article.get("author") or self.article.get("creator")
        items = value if isinstance(value, list) else [value]
        stated = [text_of(item) for item in items]
        if not any(stated):
            stated = [self.meta.get(name, "") for name in ("author", "parsely-author", "dc.creator", "article:author")]
            stated = [name for name in stated if name and not WEB.match(name)][:1] or self._signed()
        ours = {key(self.outlet), key(self.domain), ""}
        return [
            name for name in dict.fromkeys(stated) if not WEB.match(name) and key(name) not in ours and len(name) < 200
        ]

    def _signed(self) -> list[str]:
        marked = self.root.iterfind(".//*[@rel='author']"), self.root.iterfind(".//*[@itemprop='author']")
        names = (one_line(element.text_content()[:500]) for element in chain(*marked))
        return list(dict.fromkeys(name for name in names if 4 < len(name) < 60))[:3]

    @cached_property
    def section(self) -> str:
        """The part of the outlet that it stands in."""
        return text_of(self.article.get("articleSection")) or self.meta.get("article:section", "")

    @cached_property
    def language(self) -> str:
        """The language that the page states, as two or three letters."""
        stated = (text_of(self.article.get("inLanguage")), self.root.get("lang") or "", self.meta.get("og:locale", ""))
        match = next((match for text in stated if (match := re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", text))), None)
        return match[1].lower() if match else ""

    @cached_property
    def _headline(self) -> tuple[str, Element | None]:
        return find_headline(self)

    @property
    def headline(self) -> str:
        """The headline: the heading shown that the page's title or metadata confirm, else what those state."""
        return self._headline[0]

    @property
    def body(self) -> str:
        """The text of the article as JSON-LD gives it, its lines kept."""
        stated = self.article.get("articleBody")
        return "\n".join(map(text_of, stated.split("\n"))) if isinstance(stated, str) else ""

    @property
    def headlines(self) -> list[str]:
        """All that it gives as its headline: in its title, metadata and first headings."""
        first = [heading.text for heading in self.headings if heading.level == 1]
        stated = (text_of(self.article.get("headline")), self.meta.get("og:title"), self.meta.get("twitter:title"))
        return [text for text in (self.headline, self.title, *stated, *first) if text]

    @property
    def shown(self) -> Element | None:
        """The element that shows the headline; None where no heading does."""
        return self._headline[1]


def find_headline(page: Page) -> tuple[str, Element | None]:
    """Return the headline of a page, "" if it states none, and the element that shows it.

    Args:
        page: The page.
    """
    stated = [text_of(page.article.get("headline")), page.meta.get("og:title", ""), page.meta.get("twitter:title", "")]
    stated = [text for text in [*map(one_line, stated), page.title] if text]
    sites = {key(page.outlet), key(page.domain), key(page.domain.split(".")[0]), ""}
    headings = [heading for heading in page.headings if key(heading.text) not in sites and len(heading.text) < 400]
    headings = [heading for heading in headings if not _leads_home(heading.element, page)]
    for level in (1, 2, 3):
        there = [heading for heading in headings if heading.level == level]
        sure = [heading for heading in there if any(_confirms(whole, heading.text) for whole in stated)]
        alone = level == 1 and len(there) == 1
        if not sure and alone and (not stated or any(_alike(there[0].text, whole) for whole in stated)):
            sure = there
        if sure:
            return sure[0].text, sure[0].element
    cleaned = (without_site(text, page) for text in stated)
    return next((text for text in cleaned if key(text) not in sites), ""), None


def _leads_home(element: Element, page: Page) -> bool:
    """Tell whether a heading is a link to the front page, as the name of a site or blog is."""
    link = element.find(".//a[@href]")
    if link is None and element.getparent() is not None and element.getparent().tag == "a":
        link = element.getparent()
    if link is None:
        return False
    host, path = split_address(link.get("href") or "")
    own_host, own = split_address(page.url)
    return (host or own_host) == own_host and bool(own) and path != own and (not path or own.startswith(f"{path}/"))


def without_site(text: str, page: Page) -> str:
    """Return a title without the name of the outlet that pages put before or after it."""
    sites = {
        key(page.outlet),
        key(page.domain),
        key(page.domain.split(".")[0]),
        key(page.domain.rpartition(".")[0]),
    } - {""}
    parts = list(SEPARATORS.finditer(text))
    while parts:
        last, first = parts[-1], parts[0]
        if _is_site(text[last.end() :], sites) or (len(text) - last.end()) * 3 < last.start():
            text = text[: last.start()]
        elif _is_site(text[: first.start()], sites):
            text = text[first.end() :]
        else:
            break
        parts = list(SEPARATORS.finditer(text))
    return text.strip()


def _is_site(text: str, sites: Iterable[str]) -> bool:
    own = key(text)
    return any(own == site or (len(site) > 3 and site in own and len(own) < 2 * len(site)) for site in sites)


def _confirms(whole: str, part: str) -> bool:
    """Tell whether a stated title holds a heading, as most of it."""
    own, other = key(part), key(whole)
    return (
        own == other
        or (len(own) >= 0.4 * len(other) and len(own) >= 6 and own in other)
        or (len(other) >= 15 and other in own)
    )


def _alike(one: str, other: str) -> bool:
    first, second = ({word.lower() for word in re.findall(r"\w{4,}", text)} for text in (one, other))
    return len(first & second) >= 2


def key(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return "".join(re.findall(r"\w+", text)).lower()


def one_line(text: Any) -> str:
    """Return text with single spaces."""
    return " ".join(str(text).split())


def split_address(address: str) -> tuple[str, str]:
    """Return host and path of an address; empty where it is none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.path.strip("/")
    except ValueError:
        return "", ""


def _is_canonical(link: Element) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = one_line(element.get("content") or "")
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name and content:
                found.setdefault(name.strip().lower()[:100], content[:5000])
    return found
