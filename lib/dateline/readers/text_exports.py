"""What the text exports of library databases have in common: labelled fields, bodies in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from dateline.readers.blocks import text_blocks

_LABEL = re.compile(r"[ \t]*(?P<label>[^\W\d_][^:\n]{0,45}?)[ \t\xa0]?:[ \t\xa0]*(?P<value>.*)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
LEAST_WRAPPED, WIDEST = 4, 120
"""Lines that must go on before text counts as wrapped, and the letters of the longest of them."""


def label_of(line: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the field that a line begins, and the rest of the line; None where it begins none.

    Args:
        line: A line of the file.
        labels: Names of labels in small letters, to names of fields.
    """
    match = _LABEL.fullmatch(line)
    field = labels.get(match["label"].lower()) if match else None
    return (field, match["value"].strip()) if match and field else None


def fields_in(lines: Iterable[str], labels: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the lines of each field; lines before the first label are those of the field "".

    The first of several fields of the same name counts.
    """
    fields: dict[str, list[str]] = {"": []}
    current = fields[""]
    for line in lines:
        if found := label_of(line, labels):
            current = [found[1]]
            fields.setdefault(found[0], current)
        else:
            current.append(line.strip())
    return fields


def one_line(lines: Iterable[str] | None) -> str | None:
    """Return a field's lines as one; None where there is nothing in them."""
    return " ".join(" ".join(lines or ()).split()) or None


def first_paragraph(lines: Iterable[str]) -> str | None:
    """Return the lines before the first blank one as one line; blank lines at the start are passed over."""
    found: list[str] = []
    for line in lines:
        if line.strip():
            found.append(line)
        elif found:
            break
    return one_line(found)


def text_end(lines: list[str], begin: int, labels: Mapping[str, str], strong: Mapping[str, str]) -> int:
    """Return where the fields after a text begin: before the first label that is certain, and the labels before it.

    Args:
        lines: The lines of an article.
        begin: Where the text begins.
        labels: Names of all labels in small letters, to names of fields.
        strong: Those that hardly occur in the text of an article.
    """
    for place in range(begin + 1, len(lines)):
        if label_of(lines[place], strong):
            end = place
            while place > begin + 1 and (not lines[place - 1].strip() or label_of(lines[place - 1], labels)):
                place -= 1
                end = place if lines[place].strip() else end
            return end
    return len(lines)


def body_text(lines: Iterable[str]) -> str:
    """Return the text of an article with its paragraphs divided by blank lines.

    Each line is a paragraph, as these databases write them; but where the lines that go on mostly end inside of a
    sentence and none is long, they were wrapped, and only blank lines divide paragraphs.
    """
    stripped = [" ".join(line.split()) for line in lines]
    going_on = [line for line, after in pairwise(stripped) if line and after]
    inside = sum(not _SENTENCE_END.search(line) for line in going_on)
    if len(going_on) < LEAST_WRAPPED or inside * 2 < len(going_on) or max(map(len, going_on)) > WIDEST:
        return "\n\n".join(line for line in stripped if line)
    return "\n\n".join(" ".join(block.text.split()) for block in text_blocks("\n".join(stripped)))
