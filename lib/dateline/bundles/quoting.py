"""Which files of a report quote articles: they stay out of a bundle that is to be without the articles' text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.text import WORD

WORDS = 8
"""So many words of an article in a row, in their order, are a quotation; of a shorter headline, all of them."""
SHORTEST = 4
UNREADABLE = (".png", ".pdf")
"""Files in which no text is looked for."""
_TAG = re.compile(r"<[^<>]{0,5000}>")

Sequence = tuple[str, ...]


def quotes_articles(files: Mapping[str, Path], articles: Iterable[str]) -> set[str]:
    """Return the names of the files that hold eight words in a row of an article, however they are marked up.

    Args:
        files: Files by name.
        articles: Texts and headlines of the articles.
    """
    places: dict[Sequence, set[str]] = {}
    for name, path in files.items():
        for sequence in _sequences(_words(_text(path))):
            places.setdefault(sequence, set()).add(name)
    found: set[str] = set()
    for article in articles:
        for sequence in _sequences(_words(article), whole=True):
            found |= places.get(sequence, set())
    return found


def _text(path: Path) -> str:
    """Return the text in a file: of a notebook all its strings, of a page what is between the tags, too."""
    if path.suffix in UNREADABLE:
        return ""
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix in (".ipynb", ".json"):
        text = "\n".join(_strings(json.loads(text)))
    return html.unescape(_TAG.sub(" ", text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        # A notebook keeps a text as a list of its lines.
        yield "".join(value)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for kind, one in value.items():
            if not str(kind).startswith("image/"):
                yield from _strings(one)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _sequences(words: list[str], *, whole: bool = False) -> Iterator[Sequence]:
    """Yield sequences of as many words as are a quotation; of short texts, or for them, shorter ones."""
    if whole and SHORTEST <= len(words) < WORDS:
        yield tuple(words)
        return
    lengths = (WORDS,) if whole else range(SHORTEST, WORDS + 1)
    for length in lengths:
        for start in range(len(words) - length + 1):
            yield tuple(words[start : start + length])
