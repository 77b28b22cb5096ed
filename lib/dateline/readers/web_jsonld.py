"""What a web page says of its article in JSON-LD, the form that schema.org and search engines ask for."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.readers.web_tree import Element

ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|\w*NewsReport|Report|Review|OpinionNews\w*)$")
LARGEST = 2_000_000
MOST_SCRIPTS = 100
MOST_NODES = 20_000
OF_OTHERS = frozenset(
    {"itemListElement", "comment", "review", "relatedLink", "isPartOf", "citation", "mentions", "about"}
)
"""Properties whose articles are others than the one on the page."""
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)

Node = Mapping[str, Any]


def find_articles(root: Element) -> list[Node]:
    """Return the articles that a page describes in JSON-LD, in its order; broken JSON is mended where it can be.

    Args:
        root: The tree of the page, scripts included.
    """
    found: list[Node] = []
    scripts = root.iterfind(".//script[@type]")
    texts = (script.text for script in scripts if "ld+json" in (script.get("type") or "").lower())
    for _, text in zip(range(MOST_SCRIPTS), filter(None, texts), strict=False):
        if len(text) <= LARGEST:
            found += [node for node in _nodes(_load(text)) if _is_article(node)]
    return found


def text_of(value: Any) -> str:
    """Return what a property says as one line of text: a list by its first, an object by its name or address."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "@value", "@id", "url") if isinstance(value.get(key), str)), None)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,200}>", " ", str(value))).split())


def _load(text: str) -> Any:
    text = _WRAPPED.sub("", text.strip()).strip().rstrip(";")
    for mend in (str, _without_commas, html.unescape):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _nodes(value: Any) -> Iterator[Node]:
    work = [value]
    for _ in range(MOST_NODES):
        if not work:
            return
        node = work.pop()
        if isinstance(node, list):
            work.extend(reversed(node))
        elif isinstance(node, Mapping):
            yield node
            inner = [part for name, part in node.items() if name not in OF_OTHERS and isinstance(part, Mapping | list)]
            work.extend(reversed(inner))


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    named = any(isinstance(kind, str) and ARTICLE.match(kind.rsplit("/", 1)[-1]) for kind in kinds)
    return named and bool(node.get("headline") or node.get("datePublished") or node.get("name"))
