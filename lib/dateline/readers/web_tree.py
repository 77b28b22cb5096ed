"""A web page as a tree, parsed once, and the blocks of text in it: paragraphs, headings, list items, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from lxml import etree, html

from dateline.readers.records import UnreadableError

Element: TypeAlias = Any
"""An element of lxml, which declares no types."""
PLAYERS = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "video", "audio"}
)
CONTROLS = frozenset({"select", "option", "button", "input", "label", "legend", "textarea", "datalist", "dialog"})
NO_TEXT = PLAYERS | CONTROLS | {"math", "head", "title", "nav", "footer", "map"}
"""Elements whose text is no part of what a page tells."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "td", "th"})
PARTS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "details",
        "div",
        "fieldset",
        "figcaption",
        "figure",
    }
)
BLOCKS = HEADINGS | LISTS | PARTS | {"form", "header", "hr", "html", "main", "p", "pre", "section", "summary", "hgroup"}
FOR_SCREENS = re.compile(r"rollover|tooltip|popover|sr-only|screen-reader|visually-hidden", re.IGNORECASE)
"""Classes of what a page shows only when it is pointed at, or only reads out."""
LONGEST_HIDDEN = 600
LARGE, LARGEST = 1_000_000, 20_000_000
"""Characters of a page from which on scripts are cut out before it is parsed, and that no page with an article has."""
MOST_ELEMENTS = 60_000
CODE = re.compile(r"<(script|style)\b[^>]{0,2000}>", re.IGNORECASE)
DATA = re.compile(r"data:[\w/+.;=-]{1,100}?base64,[A-Za-z0-9+/=]{100,}")
THICK = re.compile(r"<[a-zA-Z][^<>]{50000,}>")
"""A tag with thousands of attributes, at which parsers stand still."""
LINE = "\v"
"""Stands for a line break that the page makes, while white space becomes single spaces."""
DEEP_TAGS = re.compile(
    r"</?(?:font|b|i|u|span|em|strong|big|small|center|div|blockquote)\b[^>]{0,2000}>", re.IGNORECASE
)


@dataclass(slots=True)
class Block:
    """A run of text between two borders of block elements.

    Attributes:
        element: The block element that holds it.
        text: Its text, white space as single spaces, "\\n" for a line break that the page makes.
        linked: Share of its characters that are links, 0 to 1.
        place: Its number on the page, from 0.
        taken: Whether it is part of the article.
    """

    element: Element
    text: str
    linked: float
    place: int
    taken: bool = False


def parse(page: str) -> Element:
    """Return the tree of a page.

    Args:
        page: The page as text.

    Raises:
        UnreadableError: The page is too large, or its tags are nested deeper than anything written for people.
    """
    if len(page) > LARGE:
        page = _without_load(page)
    page = THICK.sub(" ", DATA.sub("data:,", page))
    if len(page) > LARGEST:
        raise UnreadableError("too-large", f"a page of more than {LARGEST:,} characters besides scripts and pictures")
    root, too_deep = _parse(page)
    if too_deep:
        # Tags that are never closed nest without end; without those that carry no meaning most such pages are flat.
        root, too_deep = _parse(DEEP_TAGS.sub(" ", page))
    if too_deep:
        raise UnreadableError("damaged", "tags nested more than 250 deep")
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        raise UnreadableError("too-large", f"a page of more than {MOST_ELEMENTS:,} elements")
    return root


def _without_load(page: str) -> str:
    """Return a page without its scripts and styles, but with what scripts state in JSON-LD."""
    parts: list[str] = []
    place = 0
    while (tag := CODE.search(page, place)) is not None:
        end = page.find(f"</{tag[1].lower()}", tag.end())
        end = page.find(f"</{tag[1].upper()}", tag.end()) if end < 0 else end
        if end < 0:
            break
        keep = "ld+json" in tag[0]
        parts.append(page[place : tag.end() if keep else tag.start()])
        place = tag.end() if keep else end
    parts.append(page[place:])
    return "".join(parts)


def _parse(page: str) -> tuple[Element, bool]:
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    data = page.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("damaged", f"no tree of tags: {str(error)[:200]}") from error
    messages = [entry.message for entry in parser.error_log]
    deep = [message for message in messages if "xcessive depth" in message]
    if any("huge" in message.lower() for message in messages if message not in deep):
        raise UnreadableError("too-large", "a piece of text of more than 10,000,000 characters")
    return root, bool(deep)


def without_code(root: Element) -> Element:
    """Take scripts, styles and players out of a tree, which is changed: read its metadata before."""
    etree.strip_elements(root, *sorted(PLAYERS), with_tail=False)
    return root


def find_blocks(root: Element) -> list[Block]:
    """Return the blocks of text of a page in its order, without menus, footers, scripts and forms' controls.

    Args:
        root: The tree of the page.
    """
    blocks: list[Block] = []
    owner: Element | None = None
    parts: list[str] = []
    linked = 0
    for step in [*_pieces(root), Step(root)]:
        if parts and (not step.text or step.owner is not owner):
            words = _spaced("".join(parts))
            if any(letter.isalnum() for letter in words):
                blocks.append(Block(owner, words, linked / len("".join(words.split())), len(blocks)))
            parts, linked = [], 0
        if step.text:
            owner = step.owner
            parts.append(step.text)
            linked += len("".join(step.text.split())) if step.in_link else 0
    return blocks


def _spaced(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split(LINE))))


class Step(NamedTuple):
    """A piece of text and the block that holds it, "" for a border between blocks; or an element to go into."""

    owner: Element
    text: str = ""
    in_link: bool = False
    element: Element | None = None


def _pieces(root: Element) -> Iterator[Step]:
    """Yield the pieces of text and the borders between blocks, in the order of the page."""
    work = [Step(root, element=root)]
    rows: dict[Element, bool] = {}
    while work:
        step = work.pop()
        if step.element is None:
            yield step
        elif isinstance(tag := step.element.tag, str) and tag not in NO_TEXT and not _for_screens(step.element):
            if tag == "br":
                yield Step(step.owner, "" if _is_double(step.element) else LINE, step.in_link)
            else:
                work.extend(reversed(_inside(step.element, step, rows)))


def _inside(element: Element, step: Step, rows: dict[Element, bool]) -> list[Step]:
    """Return what is inside of an element, in its order."""
    cell = element.tag in {"td", "th"} and _is_one_line(element.getparent(), rows)
    block = element.tag in BLOCKS and not cell
    owner, link = element if block else step.owner, step.in_link or element.tag == "a"
    border = [Step(step.owner)] if block else []
    steps = [*border] if not cell or element.getprevious() is None else [Step(owner, " | ")]
    if element.text:
        steps.append(Step(owner, element.text.replace(LINE, " "), link))
    for child in element:
        steps.append(Step(owner, in_link=link, element=child))
        if child.tail:
            steps.append(Step(owner, child.tail.replace(LINE, " "), link))
    return steps + border


def _is_double(line_break: Element) -> bool:
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()


def _is_one_line(row: Element | None, rows: dict[Element, bool]) -> bool:
    """Tell whether a table row holds only words in its cells, so that it is one line."""
    if row is None or row.tag != "tr":
        return False
    if row not in rows:
        rows[row] = not any(child.tag in BLOCKS for cell in row for child in cell)
    return rows[row]


def _for_screens(element: Element) -> bool:
    name = element.get("class")
    return bool(name and FOR_SCREENS.search(name) and len(element.text_content()) < LONGEST_HIDDEN)


def container(block: Block) -> Element:
    """Return the element that a block's paragraph stands in, beside its neighbours."""
    element = block.element
    if element.tag in {"div", "section", "article", "td", "main", "body"}:
        return element
    parent = element.getparent()
    while parent is not None and parent.tag in {"ul", "ol", "dl", "tr", "tbody", "table", "center"}:
        parent = parent.getparent()
    return element if parent is None else parent
