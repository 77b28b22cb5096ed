"""Web pages as paragraphs, for exports that come as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.readers.blocks import Block, clean
from dateline.readers.encoding import decode
from dateline.readers.html import DECLARED
from dateline.readers.markup import BLOCKS, NO_TEXT, parse_markup
from dateline.readers.records import UnreadableError
from dateline.readers.source import Source

PARAGRAPHS = BLOCKS - {"br"}
"""Elements that begin and end a paragraph; a line break is kept inside one."""
BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4"))
TAGS = re.compile(r"<(?:!doctype\s+html|html|head|body|div)\b", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]{0,20})[^<>]{0,5000}>|<!--|-->")


def page_text(source: Source) -> str:
    """Return the page's HTML in the encoding that its bytes have."""
    declared = DECLARED.search(source.data[:4096])
    return decode(source.data, declared=declared[1].decode("ascii", "replace") if declared else "")


def bare_text(html: str) -> str:
    """Return HTML without tags, roughly, a paragraph a line: enough to tell what a page is."""
    return _TAG.sub(lambda tag: "\n" if tag[2] and tag[2].lower() in BLOCKS else "", html)


def parse(html: str) -> Any:
    """Return the tree of a page; nothing is fetched, and what is broken is left out.

    Raises:
        UnreadableError: There is no element in it.
    """
    tree = parse_markup(html)
    if tree is None:
        raise UnreadableError("damaged", "there is no element in the page")
    return tree


def page_blocks(tree: Any, *, html: str = "") -> Iterator[Block]:
    """Yield the paragraphs of a page, or of an element of it.

    Args:
        tree: What ``parse`` gave, or a part of it.
        html: The page, whose style sheet tells which classes are bold or centred.
    """
    yield from clean(_walk(tree, _classes(html, "font-weight: bold"), _classes(html, "text-align: center")))


def _classes(html: str, style: str) -> frozenset[str]:
    """Return the classes to which the style sheet of a page gives a style."""
    rules = _RULE.findall(html[:100_000])
    return frozenset(name for name, rule in rules if style.replace(" ", "") in rule.replace(" ", ""))


def _walk(tree: Any, bold: frozenset[str], centred: frozenset[str]) -> Iterator[Block]:
    from lxml import etree

    page = _Page(bold, centred)
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            if node.tag in NO_TEXT:
                walker.skip_subtree()
                continue
            yield from page.start(node)
        else:
            yield from page.end(node)
    yield from page.flush()


class _Page:
    """Gathers the text of a page as its elements go by."""

    def __init__(self, bold: frozenset[str], centred: frozenset[str]) -> None:
        self._bold_classes, self._centred_classes = bold, centred
        self._texts: list[str] = []
        self._bold: bool | None = None
        self._centred = False
        self._styles: list[tuple[bool, bool]] = [(False, False)]
        self._boxes: list[Any] = [None]
        self._last: Any = None

    def start(self, node: Any) -> Iterator[Block]:
        """Take note of an element that begins."""
        if node.tag in PARAGRAPHS:
            yield from self.flush()
        elif node.tag == "br":
            self._texts.append("\n")
        if node.tag == "div":
            self._boxes.append(node)
        bold, centred = self._styles[-1]
        names = set((node.get("class") or "").split())
        style = (node.get("style") or "").replace(" ", "").lower()
        bold = bold or node.tag in BOLD or not names.isdisjoint(self._bold_classes) or "font-weight:bold" in style
        aligned = node.tag == "center" or "text-align:center" in style or node.get("align") == "center"
        self._styles.append((bold, centred or aligned or not names.isdisjoint(self._centred_classes)))
        self._add(node.text)

    def end(self, node: Any) -> Iterator[Block]:
        """Take note of an element that ends, and of the text after it."""
        if node.tag not in NO_TEXT:
            if node.tag in PARAGRAPHS:
                yield from self.flush()
            if node.tag == "div":
                self._boxes.pop()
            self._styles.pop()
        self._add(node.tail)

    def flush(self) -> Iterator[Block]:
        """Yield the paragraph so far."""
        text = "".join(self._texts)
        self._texts.clear()
        if text.strip():
            more = self._boxes[-1] is not None and self._boxes[-1] is self._last
            yield Block(text, bold=bool(self._bold), centred=self._centred, more=more)
            self._last = self._boxes[-1]
            self._bold = None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._bold is None and text.strip():
            self._bold, self._centred = self._styles[-1]
        # Line ends in HTML are spaces.
        self._texts.append(text.replace("\n", " ").replace("\r", " "))
