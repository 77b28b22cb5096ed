"""The text of the article on a web page: trafilatura's reading of it, checked block by block against the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

from dateline.readers.web_marks import (
    AFTERWARDS,
    AROUND,
    DAY_OR_TIME,
    POINTS_ELSEWHERE,
    READING_TIME,
    SENTENCE_END,
)
from dateline.readers.web_tree import HEADINGS, Block, Element, container

WORD = re.compile(r"\w+")
GRAM = 12
"""Characters of the pieces by which a block is found again in trafilatura's text."""
SHORT = 25
SHORTEST = 200
"""Characters of a text in the metadata that is more than a summary."""
LONGEST = 500_000
MOST_BLOCKS = 10_000
MOST_ELEMENTS = 30_000
"""A page with more is read with trafilatura's fast way, and its blocks are not gone through."""


def find_text(root: Element, blocks: Sequence[Block], *, headlines: Iterable[str], stated: str = "") -> str:
    """Return the text of the article on a page, an empty line between its paragraphs; "" if there is none.

    Args:
        root: The tree of the page, without scripts; it is not changed.
        blocks: The blocks of text in it; those of the article are marked.
        headlines: What the page gives as its headline, in its title and headings; a repetition is no part of the text.
        stated: The text that the page's metadata gives as the article's.
    """
    large = next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None
    draft = _draft(root, fast=large)
    if large or len(draft) + len(stated) > LONGEST or not (draft or stated):
        return _lines(draft or stated)
    if len(blocks) > MOST_BLOCKS or not _mark(blocks, draft, stated):
        return _lines(draft or stated)
    _leave_out(blocks, {_key(line) for line in headlines})
    _add(blocks, {_key(line) for line in headlines})
    text = _join([block for block in blocks if block.taken]) or _lines(draft)
    # Scripts fill many pages when they are shown; what was saved before that has the article in its metadata only.
    return _lines(stated) if len(stated) > max(2 * len(text), SHORTEST) else text


def _draft(root: Element, *, fast: bool) -> str:
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            deepcopy(root), with_metadata=False, include_comments=False, favor_precision=True, fast=fast
        )
    except (ValueError, TypeError, AttributeError, RecursionError, SyntaxError):
        return ""
    return str(found.text or "") if found is not None else ""


def _key(text: str) -> str:
    """Return the letters and digits of a text, by which it is known again whatever stands between them."""
    return "".join(WORD.findall(text)).lower()


def _grams(key: str) -> set[str]:
    return {key[start : start + GRAM] for start in range(max(1, len(key) - GRAM + 1))}


def _mark(blocks: Sequence[Block], draft: str, stated: str) -> bool:
    """Mark the blocks that trafilatura's text is made of; False where it cannot be found again on the page."""
    lines = [key for line in f"{draft}\n{stated}".split("\n") if (key := _key(line))]
    known, there = set(lines), _grams("".join(lines))
    found: set[str] = set()
    for block in blocks:
        key = _key(block.text)
        if len(key) < SHORT:
            block.taken = key in known
        else:
            own = _grams(key)
            block.taken = len(own & there) >= len(own) / 2
        if block.taken:
            found |= _grams(key)
    wanted = _grams(_key(draft))
    return len(found & wanted) >= 0.75 * len(wanted)


def _size(text: str) -> int:
    """Return the number of words; a word of a script without spaces counts by its length."""
    return sum(1 if word[0] < "\u0e00" else (len(word) + 2) // 3 for word in WORD.findall(text))


def _root(taken: Sequence[Block]) -> Element:
    """Return the smallest element that holds four fifths of the text taken."""
    held: Counter[Element] = Counter()
    for block in taken:
        for element in (block.element, *block.element.iterancestors()):
            held[element] += len(block.text)
    enough = 0.8 * sum(len(block.text) for block in taken)
    root = taken[0].element.getroottree().getroot()
    while (inner := next((child for child in root if held[child] >= enough), None)) is not None:
        root = inner
    return root


def _leave_out(blocks: Sequence[Block], headlines: set[str]) -> None:
    """Unmark headlines said again, links to other articles, captions, newsletter boxes and what follows the article."""
    taken = [block for block in blocks if block.taken]
    if not taken:
        return
    root = _root(taken)
    inside = {_key(block.text) for block in taken if _is_inside(block, root)}
    for block in taken:
        key = _key(block.text)
        again = block.element.tag == "h1" or key in headlines or (key in inside and not _is_inside(block, root))
        if again or _points_elsewhere(block) or _is_around(block, root):
            block.taken = False
    taken = [block for block in taken if block.taken]
    while len(taken) > 1 and _is_after(taken[-1]):
        taken.pop().taken = False
    for block in taken[:4]:
        if _size(block.text) >= 12 or not DAY_OR_TIME.search(block.text):
            break
        block.taken = False


def _is_inside(block: Block, root: Element) -> bool:
    return block.element is root or any(element is root for element in block.element.iterancestors())


def _points_elsewhere(block: Block) -> bool:
    size = _size(block.text)
    if size < 25 and READING_TIME.match(block.text):
        return True
    if size < 40 and block.linked >= 0.4 and POINTS_ELSEWHERE.match(block.text):
        return True
    return size >= 4 and block.linked > 0.9 and block.element.tag not in {"li", "td", "tr", "h2", "h3"}


def _is_around(block: Block, root: Element) -> bool:
    """Tell by the names of the elements between the article and a block that it is no part of it."""
    for element in (block.element, *block.element.iterancestors()):
        if element is root:
            return False
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in {"aside", "figcaption"} or AROUND.search(name[:500]):
            return True
    return False


def _is_after(block: Block) -> bool:
    size = _size(block.text)
    if size >= 60:
        return False
    heading = block.element.tag in HEADINGS and size < 12
    return heading or bool(AFTERWARDS.match(block.text) or POINTS_ELSEWHERE.match(block.text))


def _add(blocks: Sequence[Block], headlines: set[str]) -> None:
    """Mark paragraphs that stand in the same containers as those taken, and quotations between them."""
    taken = [block for block in blocks if block.taken]
    if not taken:
        return
    root = _root(taken)
    held: Counter[Element] = Counter()
    for block in taken:
        held[container(block)] += len(block.text)
    least = 0.15 * sum(held.values())
    homes = {element for element, size in held.items() if size >= least}
    names = {_name(element) for element in homes if element.get("class")}
    first, last = taken[0].place, taken[-1].place
    for block in blocks:
        if block.taken or block.linked > 0.5 or block.element.tag == "h1" or _key(block.text) in headlines:
            continue
        between = first < block.place < last
        if _is_around(block, root) or _points_elsewhere(block) or (not between and AFTERWARDS.match(block.text)):
            continue
        home, whole = container(block), _is_sentence(block.text)
        block.taken = (
            (home in homes and (between or whole))
            or (whole and _name(home) in names)
            or (between and _is_quoted(block, root))
        )


def _name(element: Element) -> tuple[str, str]:
    return str(element.tag), " ".join(sorted((element.get("class") or "").split()))


def _is_sentence(text: str) -> bool:
    return _size(text) >= 8 and SENTENCE_END.search(text) is not None


def _is_quoted(block: Block, root: Element) -> bool:
    for element in (block.element, *block.element.iterancestors()):
        if element is root:
            return False
        if element.tag == "blockquote":
            return True
    return False


def _join(blocks: Sequence[Block]) -> str:
    """Return the blocks as paragraphs; items of a list and rows of a table stand in lines one below the other."""
    text: list[str] = []
    before = None
    for block in blocks:
        beside = before is not None and block.element.tag in {"li", "tr"} and block.element.getparent() is before
        if text:
            text.append("\n" if beside else "\n\n")
        text.append(block.text)
        before = block.element.getparent()
    return "".join(text)


def _lines(draft: str) -> str:
    return "\n\n".join(line for line in (" ".join(part.split()) for part in draft.split("\n")) if line)
