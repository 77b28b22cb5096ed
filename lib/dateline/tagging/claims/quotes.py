"""Quotations: where a text stands between quotation marks, of whatever style."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.tagging.claims.attribution import Span

CLOSERS = {
    "“": ("”", '"', "“"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‟": ("”",),
    "‹": ("›",),
    "‘": ("’",),
    '"': ('"', "”"),
    "``": ("''",),
    "''": ("''",),
}
"""What may end a quotation that opens so; “ is the German mark that closes „, and a common slip for ”."""

_MARK = re.compile(r"''|``|[“”„«»‟‹›\"‘’]")
_PARAGRAPH = re.compile(r"[^\n]+")
INDENT = 20
LONGEST = 5000
"""Characters of the longest quotation within one paragraph; a longer one is a mark that was never closed."""


def find_quotations(text: str) -> list[Span]:
    """Find what stands in quotation marks, the marks included, in the order of the text, none within another.

    A mark that nothing closes runs to the end of its paragraph where the next paragraph opens with a mark again (a
    quotation over several paragraphs); anywhere else it opens nothing.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if not match[0].isspace()]
    found: list[Span] = []
    for (start, end), (after, _) in pairwise([*paragraphs, (len(text), len(text))]):
        opens_again = text[after : after + INDENT].lstrip()[:2].startswith(("“", "„", "«", '"', "''"))
        found += _in_paragraph(text, start, end, goes_on=opens_again)
    return found


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    opening: re.Match[str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if opening and match.start() - opening.start() > LONGEST:
            opening = None
        if opening and mark in CLOSERS[opening[0]] and _closes(text, match, end):
            found.append((opening.start(), match.end()))
            opening = None
        elif (opening is None or (opening[0] == "‘" and mark in ("“", '"'))) and _opens(text, match, start):
            opening = match
    if opening and goes_on and opening[0] != "‘" and end - opening.start() <= LONGEST:
        found.append((opening.start(), end))
    return found


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Tell whether a mark can open a quotation: marks that also close do so only before a word."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in ('"', "»", "“", "‘", "''"):
        return not before.isalnum() and after != "" and not after.isspace()
    return mark[0] in CLOSERS


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark ends a quotation: an apostrophe, or a mark that opens the next one, does not."""
    after = text[mark.end()] if mark.end() < end else " "
    if mark[0] in ('"', "“", "''"):
        return not (text[mark.start() - 1].isspace() and after.isalnum())
    return mark[0] != "’" or not after.isalnum()
