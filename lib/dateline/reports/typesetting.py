"""From a report's page to the source of its PDF: headings, text, lists, tables and pictures as Typst writes them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_INLINE = {
    "em": "emph",
    "i": "emph",
    "strong": "strong",
    "b": "strong",
    "mark": "highlight",
    "sub": "sub",
    "sup": "super",
}
_LEFT_OUT = frozenset(("script", "style", "template", "noscript", "svg", "button", "input", "select", "form", "title"))
_BLOCKS = frozenset("p div main header footer section article aside nav details summary dl dt dd center".split())
_LISTS = {"ul": "list", "ol": "enum"}
_PICTURE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=\s]*)")
_SUFFIX = {"png": "png", "jpeg": "jpg", "svg+xml": "svg"}
_ADDRESS = re.compile(r"(?:https?|mailto):[^\s\"\\]{1,2000}", re.IGNORECASE)
_ROOM = {"small": 96, "dense": 120, "across": 178}
"""Ways to set a table, as the template has them, with the characters beside each other for which each has room."""
_WANTED = 150
"""Characters of a table's longest cells together; a wider one is set across the page."""
_LONG = 18
"""Characters; a column with a longer cell shares what width is left and wraps."""
_SPACE = re.compile(r"\s+")


@dataclass
class Document:
    """The source of a PDF, and the pictures that it shows by their file names."""

    source: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)


def typeset(markup: str, *, better: Mapping[str, bytes] | None = None) -> Document:
    """Return the Typst source of cleaned HTML.

    Text stands in string literals alone, so that nothing of it is read as an instruction; elements that a page does
    not show are left out.

    Args:
        markup: HTML, as ``page.clean`` leaves it.
        better: Pictures to take in place of one in the page, by the SHA-256 of that (an SVG for a PNG).
    """
    from lxml import html

    document = Document()
    if not markup.strip():
        return document
    root = html.fragment_fromstring(markup, create_parent="div")
    document.source = "\n".join(_blocks(root, _Pictures(document.pictures, better or {})))
    return document


class _Pictures:
    """Takes pictures out of the page's addresses and names them by their content."""

    def __init__(self, kept: dict[str, bytes], better: Mapping[str, bytes]) -> None:
        self.kept, self.better = kept, better

    def name(self, address: str) -> str:
        found = _PICTURE.fullmatch(address.strip())
        try:
            content = base64.b64decode(found.group(2)) if found else b""
        except (binascii.Error, ValueError):
            content = b""
        if not found or not content:
            return ""
        digest, suffix = hashlib.sha256(content).hexdigest(), _SUFFIX[found.group(1)]
        if digest in self.better:
            content, suffix = self.better[digest], "svg"
        name = f"picture-{digest[:16]}.{suffix}"
        self.kept[name] = content
        return name


def literal(text: str) -> str:
    """Return text as a Typst string literal."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _blocks(parent: Any, pictures: _Pictures) -> Iterator[str]:
    """Yield the blocks of an element; runs of text and inline elements between blocks become paragraphs."""
    line: list[str] = [_text(parent.text)]
    for child in parent:
        block = _block(child, pictures) if isinstance(child.tag, str) else ""
        if block is None:
            line.append(_inline(child))
        else:
            yield from _paragraph(line)
            line = []
            if block:
                yield block
        line.append(_text(child.tail))
    yield from _paragraph(line)


def _paragraph(line: Sequence[str]) -> Iterator[str]:
    parts = [part for part in line if part]
    if any(part != '#" "' for part in parts):
        yield f"#par[{''.join(parts)}]"


def _block(element: Any, pictures: _Pictures) -> str | None:
    """Return an element as a block, nothing where it is left out, None where it is a part of a line."""
    tag = str(element.tag)
    if tag in _LEFT_OUT:
        return ""
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        return f"#heading(level: {tag[1]})[{_inside(element)}]"
    match tag:
        case "img":
            return _picture(element, pictures)
        case "table":
            return _table(element)
        case "figure":
            return _figure(element, pictures)
        case "pre":
            return f"#raw(block: true, {literal(element.text_content().strip())})"
        case "blockquote":
            return f"#quote(block: true)[{_joined(element, pictures)}]"
        case "ul" | "ol":
            items = [f"[{_joined(item, pictures)}]" for item in element if item.tag == "li"]
            return f"#{_LISTS[tag]}({', '.join(items)})" if items else ""
        case "p" if "dateline-answer" in element.get("class", ""):
            return f"#answer[{_inside(element)}]"
        case "figcaption":
            return f"#caption[{_inside(element)}]"
        case "hr":
            return "#line(length: 100%, stroke: 0.5pt)"
        case _ if tag in _BLOCKS:
            return _joined(element, pictures)
    return None


def _joined(element: Any, pictures: _Pictures) -> str:
    return "\n".join(_blocks(element, pictures))


def _inside(element: Any) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_inline(child))
        parts.append(_text(child.tail))
    return "".join(parts)


def _inline(element: Any) -> str:
    tag = str(element.tag)
    if tag in _LEFT_OUT or tag == "img":
        return ""
    if tag == "br":
        return "#linebreak()"
    if tag in ("code", "kbd", "samp"):
        return f"#raw({literal(_SPACE.sub(' ', element.text_content()))})"
    inside = _inside(element)
    if tag == "a" and (address := _ADDRESS.fullmatch(element.get("href", ""))):
        return f"#link({literal(address.group())})[{inside}]"
    return f"#{_INLINE[tag]}[{inside}]" if tag in _INLINE and inside else inside


def _text(text: str | None) -> str:
    return f"#{literal(_SPACE.sub(' ', text))}" if text else ""


def _picture(element: Any, pictures: _Pictures) -> str:
    name = pictures.name(element.get("src", ""))
    return f"#picture({literal(name)}, {literal(element.get('alt', ''))})" if name else ""


def _figure(element: Any, pictures: _Pictures) -> str:
    """Return a picture without its caption, which stands in it, or a table with its own, which must not part from it."""
    table, caption = element.find(".//table"), element.find("figcaption")
    if table is not None:
        return _table(table, caption)
    if caption is not None and element.find(".//img") is not None:
        element.remove(caption)
    return _joined(element, pictures)


def _table(element: Any, caption: Any = None) -> str:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return ""
    count = max(map(len, rows))
    head = sum(1 for row in element.iter("tr") if row.getparent().tag == "thead")
    cells = [f"[{_inside(row[i])}]" if i < len(row) else "[]" for row in rows for i in range(count)]
    top, body = cells[: head * count], cells[head * count :]
    header = f"table.header({', '.join(top)}),\n" if top else ""
    sides = ", ".join(_side(rows[-1], i) for i in range(count))
    texts = [[row[i].text_content() for row in rows if i < len(row)] for i in range(count)]
    place, widths = _widths([column[:head] for column in texts], [column[head:] for column in texts])
    caption = next(element.iter("caption"), None) if caption is None else caption
    legend = "" if caption is None else f"#caption[{_inside(caption)}]\n"
    return f"#{place}[{legend}#table(columns: ({widths},), align: ({sides},),\n{header}{', '.join(body)})]"


def _widths(heads: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return how a table is set, a key of ``_ROOM``, and the widths of its columns.

    A column of short cells is as wide as the longest, or as the longest word of its head; columns of longer ones share
    what is left. Where the table has no room so, only columns that cannot be broken, of days and numbers, keep theirs.
    """
    longest = [max(map(len, column), default=0) for column in columns]
    head, cell = ([_longest_word(texts) for texts in each] for each in (heads, columns))
    # Beside its letters a cell has some room of its own.
    least = [2 + max(min(size, _LONG), word) for size, word in zip(longest, head, strict=True)]
    long = sum(min(size, 60) for size in longest) > _WANTED
    way = next((way for way, room in _ROOM.items() if sum(least) <= room and not (long and way != "across")), "across")
    tight = sum(least) > _ROOM[way]
    kept = [size <= (word if tight else _LONG) for size, word in zip(longest, cell, strict=True)]
    rows = zip(kept, least, longest, strict=True)
    return way, ", ".join(
        f"{0.64 * size:.2f}em" if keeps else f"{min(whole, 160) ** 0.5:.2f}fr" for keeps, size, whole in rows
    )


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _side(row: Sequence[Any], place: int) -> str:
    style = row[place].get("style", "") if place < len(row) else ""
    return "right" if re.search(r"text-align:\s*right", style) else "left"
