"""HTML to paragraphs, for exports and services that give articles as HTML."""

from __future__ import annotations

from typing import Any

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "text", "tfoot", "th", "thead", "tr",
    "ul", "hl2", "bq", "block", "paragraph", "body.content",
})  # fmt: skip
"""Elements whose text is a paragraph of its own: those of HTML, ``text`` of ProQuest, the last ones of NITF."""
NO_TEXT = frozenset({
    "button", "head", "iframe", "img", "input", "link", "meta", "noscript", "object", "script", "select", "style",
    "svg", "template",
})  # fmt: skip
ASIDES = frozenset({"aside", "figure", "figcaption"})


def parse_markup(markup: str) -> Any:
    """Return the root element of a page or of a piece of one; None where there is nothing in it.

    Nothing is fetched, and comments are left out.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        return html.document_fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def paragraphs(element: Any, *, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the paragraphs of an element, each as one line.

    Args:
        element: An element of a page.
        without: Names of elements that are left out with all that is in them, besides scripts and the like.
    """
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        name = node.tag if isinstance(node.tag, str) else ""
        if name in BLOCKS:
            pieces.append("\0")
        if event == "end":
            if node is not element:
                pieces.append(node.tail or "")
        elif name in NO_TEXT or name in without:
            walk.skip_subtree()
        else:
            pieces.append(node.text or "")
    return [line for line in (" ".join(line.split()) for line in "".join(pieces).split("\0")) if line]


def line_of(element: Any) -> str:
    """Return the text of an element as one line; nothing for None."""
    return "" if element is None else " ".join(paragraphs(element))


def markup_text(markup: str) -> str:
    """Return the text of a piece of HTML, its paragraphs divided by blank lines, without figures and boxes."""
    root = parse_markup(markup) if markup.strip() else None
    return "" if root is None else "\n\n".join(paragraphs(root, without=ASIDES))


def outermost(elements: list[Any]) -> list[Any]:
    """Return the elements that are inside of none of the others, in their order in the page."""
    chosen: set[Any] = set()
    for element in elements:
        if not any(parent in chosen for parent in element.iterancestors()):
            chosen.add(element)
    return [element for element in elements if element in chosen]
