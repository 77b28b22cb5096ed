"""Quotations: where a text stands between quotation marks, of whatever style."""

from __future__ import annotations

import re

from dateline.tagging.claims.attribution import Span

CLOSERS = {"“": '”"“', "„": '“”"', "«": "»", "‟": "”", "‹": "›", '"': '"”', "»": "«", "‘": "’", "``": "''"}
"""What may end a quotation that opens so; “ is the German mark that closes „, and a common slip for ”."""

_MARK = re.compile(r"[“”„«»‟‹›\"‘’]")
_PARAGRAPH = re.compile(r"[^\n]+")
SHORTEST_SINGLE = 2
LONGEST = 5000
"""Characters of the longest quotation within one paragraph; a longer one is a mark that was never closed."""


def find_quotations(text: str) -> list[Span]:
    """Find what stands in quotation marks, the marks included, in the order of the text, none within another.

    A mark that nothing closes runs to the end of its paragraph where the next paragraph opens with a mark again (a
    quotation over several paragraphs); anywhere else it opens nothing.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if not match[0].isspace()]
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        following = (
            text[paragraphs[number + 1][0] : paragraphs[number + 1][1]].lstrip()[:1]
            if number + 1 < len(paragraphs)
            else ""
        )
        found += _in_paragraph(text, start, end, goes_on=following in '“„«"' and following != "")
    return found


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    opened, closers = -1, ""
    for match in _MARK.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if opened >= 0 and place - opened > LONGEST:
            opened = -1
        if opened >= 0 and mark in closers and _closes(text, place, end):
            found.append((opened, place + 1))
            opened = -1
        elif (opened < 0 and mark in CLOSERS and _opens(text, place, start)) or (
            opened >= 0 and text[opened] == "‘" and mark in '“"' and _opens(text, place, start)
        ):
            opened, closers = place, CLOSERS[mark]
    if opened >= 0 and goes_on and text[opened] != "‘" and end - opened <= LONGEST:
        found.append((opened, end))
    return found


def _opens(text: str, place: int, start: int) -> bool:
    before = text[place - 1] if place > start else " "
    after = text[place + 1 : place + 2]
    if text[place] in '"»“‘':
        return not before.isalnum() and after != "" and not after.isspace()
    return True


def _closes(text: str, place: int, end: int) -> bool:
    """Tell whether a mark ends a quotation: an apostrophe, or a mark that opens the next one, does not."""
    after = text[place + 1] if place + 1 < end else " "
    if text[place] in '"“':
        return not (text[place - 1].isspace() and after.isalnum())
    return text[place] != "’" or not after.isalnum()
