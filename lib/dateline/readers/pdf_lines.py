"""Lines of pages to paragraphs: heads and feet of pages left out, words broken at the end of a line joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

EDGE = 3
"""Lines at the top and bottom of a page among which heads, feet and page numbers stand."""
TOP = 4
"""Lines at the top of an article that may be headings as long as a line."""
_NUMBER = re.compile(
    r"(?:(?:page|seite|p\.|s\.|str\.|стр\.)\s{0,3})?[-–—|\s]{0,4}\d{1,4}[-–—|\s]{0,4}(?:(?:/|of|von|sur|de|из)\s{0,3}\d{1,4})?",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}$")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def paragraphs_of(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the paragraphs of pages, each as one line; a paragraph may go on over the end of a column or page.

    A blank line, an indented line and a line that is clearly shorter than others end a paragraph.

    Args:
        pages: The lines of each page.
    """
    lines = [line for page in _without_edges(pages) for line in page]
    words = frozenset(_WORDS.findall(" ".join(lines).lower()))
    return [join_lines(group, words=words) for group in _groups(lines)]


def _without_edges(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without heads and feet that come again, and without page numbers."""
    counts = Counter(key for page in pages for key in {_key(page[place]) for place in _edges(page)})
    least = max(2, len(pages) / 2)
    for number, page in enumerate(pages, 1):
        out = set()
        for place in _edges(page):
            line = page[place].strip()
            key = _key(line)
            # A chapter's head stands on the pages of that chapter only, beside the page's number.
            often = min(least, 3) if key.startswith("#") or key.endswith("#") else least
            is_number = _NUMBER.fullmatch(line) and (len(pages) > 1 or line.strip("-–—| ") == str(number))
            if is_number or counts[key] >= often:
                out.add(place)
        kept = [line for place, line in enumerate(page) if place not in out]
        # Blank lines at the edges of a page end no paragraph.
        yield "\n".join(kept).strip("\n").split("\n")


def _edges(page: Sequence[str]) -> list[int]:
    filled = [place for place, line in enumerate(page) if line.strip()]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _key(line: str) -> str:
    """Return a line with its numbers and spaces made alike: "The Reed, page 3" is the head of page 4 too."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line)).casefold()


def _groups(lines: list[str]) -> Iterator[list[str]]:
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 20) or [60]
    width = lengths[len(lengths) * 3 // 4]
    group: list[str] = []
    done = 0
    for line, after in pairwise([*lines, ""]):
        text = line.strip()
        if text:
            group.append(text)
            done += 1
        if group and _is_last(text, after, width, top=done <= TOP):
            yield group
            group = []


def _is_last(line: str, after: str, width: int, *, top: bool) -> bool:
    """Tell whether a paragraph ends with a line."""
    if not line or not after.strip() or (after.startswith("  ") and not line.startswith("  ")):
        return True
    if len(line) < width / 2 or (len(line) < width * 0.85 and _ENDS.search(line)):
        return not _BROKEN.search(line)
    return top and not _ENDS.search(line) and after.strip()[0].isupper() and len(line) < width


def join_lines(lines: Sequence[str], *, words: Collection[str]) -> str:
    """Return lines as one, with a space where a line ended; a word that a hyphen broke is joined.

    Args:
        lines: Lines without space around them.
        words: Words of the same text in small letters: one that is known with its hyphen only keeps it.
    """
    pieces: list[str] = []
    for line in lines:
        broken = _BROKEN.search(pieces[-1][-60:]) if pieces else None
        follows = _GOES_ON.match(line)
        if broken and follows:
            if _hyphen_goes(broken[1].lower(), follows[0], words):
                pieces[-1] = pieces[-1][:-1]
        elif pieces:
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _hyphen_goes(first: str, second: str, words: Collection[str]) -> bool:
    return second.islower() and (first + second in words or f"{first}-{second}" not in words)
