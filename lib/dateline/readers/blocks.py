"""Paragraphs of an export, whatever kind of file they come in: Word, RTF, web page or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.text import WORD


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        text: What it says, without space around it; line breaks inside it are kept.
        bold: Whether it begins in bold; None where the file cannot say.
        centred: Whether it is centred.
        opens: Whether a page or section of the document begins with it.
        more: Whether it goes on with what the paragraph before began (a field of several paragraphs).
        style: Name of its style in small letters ("heading 1"); empty where it has none.
    """

    text: str
    bold: bool | None = None
    centred: bool = False
    opens: bool = False
    more: bool = False
    style: str = ""


def text_blocks(text: str, *, without: re.Pattern[str] | None = None) -> Iterator[Block]:
    """Yield the paragraphs of plain text; lines that were wrapped are joined, and so are words broken at a wrap.

    Blank lines and indented lines begin a paragraph. A line that breaks although the next word would have fitted was
    meant to break: that break is kept.

    Args:
        text: The text, with line ends as "\\n"; a form feed opens a page.
        without: Lines to leave out: page numbers, which may stand in the middle of a paragraph.
    """
    lines = [line.rstrip().replace("\t", "    ") for line in text.split("\n")]
    if without:
        lines = [line for line in lines if not without.match(line.strip())]
    width = _width(lines)
    if width > UNWRAPPED:
        yield from clean(
            Block(line.strip("\f"), opens=line.startswith("\f"), centred=_centred([line])) for line in lines
        )
        return
    words = frozenset(word[0].lower() for word in _WORD.finditer(text)) if _BROKEN.search(text) else frozenset()
    yield from clean(
        Block(_join(group, width, words), opens=group[0].startswith("\f"), centred=_centred(group))
        for group in _groups(lines)
    )


_WORD = re.compile(r"[^\W\d_]{4,}")
_BROKEN = re.compile(r"([^\W\d_]{2,60})-$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{1,60}")
_ENDING = re.compile(
    r"(?:ments?|[cst]ions?|[cst]ional(?:ly|es)?|ings?|e[dr]|ers|ness|it(?:y|ies)|(?:al)?ly|[ae]n(?:ces?|cy|cies)|[ai]bl[ey]|ous|"
    r"ives?|isms?|ists?|at(?:ed|es|ing)|i[sz](?:ed|es|ing)|ung(?:en)?|(?:lich|isch)(?:e[mnrs]?)?|keit|heit|schaft)\Z",
    re.IGNORECASE,
)
"""Ends of words that are no words."""
_SPACE = re.compile(r"[^\S ]\s*|  \s*")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
UNWRAPPED = 160
"""Lines longer than this were not wrapped: each is a paragraph."""
LONGEST_WORD = 60
INDENT = 8
"""Spaces before a line that is centred."""


def clean(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without space around their lines and without empty ones; what an empty one opens opens the next."""
    opens = False
    for block in blocks:
        opens = opens or block.opens
        # A single space stays as it is: a line may have millions.
        lines = [_SPACE.sub(" ", line).strip() for line in block.text.replace("\xad", "").split("\n")]
        text = "\n".join(filter(None, lines))
        if text:
            yield Block(text, block.bold, block.centred, opens, block.more, block.style)
            opens = False


def count_words(text: str | None) -> int:
    """Return the number of words as databases count them: signs of Chinese and Japanese one by one."""
    text = text or ""
    return sum(1 for _ in WORD.finditer(_SIGN.sub(" x ", text) if _SIGN.search(text) else text))


def _groups(lines: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        indented = line.startswith("   ") and not (group and group[-1].startswith("   "))
        if group and (not line.strip() or indented or line.startswith("\f")):
            yield group
            group = []
        if line.strip():
            group.append(line)
        elif line.startswith("\f"):
            yield [line]
    if group:
        yield group


def _centred(group: list[str]) -> bool:
    return group[0].startswith(" " * INDENT) and all(line.startswith(" " * INDENT) for line in group)


def _width(lines: list[str]) -> int:
    """Return the width at which lines were wrapped: hardly any line that goes on is longer."""
    lengths = sorted(len(line) for line, after in pairwise(lines) if line.strip() and after.strip())
    if lengths:
        return lengths[int(len(lengths) * 0.95) if len(lengths) > 20 else -1]
    return max(map(len, lines), default=0)


def _join(group: list[str], width: int, words: frozenset[str]) -> str:
    parts = [group[0].strip()]
    for before, line in pairwise(group):
        line = line.strip()
        hyphen = before.endswith("-") and not before.endswith((" -", "--"))
        if len(before) + 1 + len(line.split(" ", 1)[0]) <= width - 2 and not (hyphen and line[:1].islower()):
            parts.append("\n")
        elif not hyphen:
            parts.append(" ")
        elif _is_broken(parts[-1], line, words):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def _is_broken(before: str, after: str, words: frozenset[str]) -> bool:
    """Tell whether the hyphen at the end of a line was put in by the wrap: the text has the word without it."""
    first, second = _BROKEN.search(before[-LONGEST_WORD:]), _LETTERS.match(after)
    if first is None or second is None:
        return False
    return (first[1] + second[0]).lower() in words or _ENDING.match(second[0]) is not None
