"""Topics: words and phrases of a user's own dictionary, found in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError

EXAMPLE = """\
flood:
  - flood*            # flood, floods, flooding
  - dam failure       # words in this order
health:
  - WHO               # capitals count: not "who"
  - hospital*
"""
GAP = r"(?=\s)[^\S\n]*+\n?[^\S\n]*+"
"""White space between the words of a phrase; a blank line ends a phrase."""


class TopicsError(DatelineError):
    """A keyword dictionary cannot be read; ``path`` names the file."""

    def __init__(self, message: str, *, path: str = "") -> None:
        where = f"{path}: " if path else ""
        super().__init__(f"{where}{message} A keyword dictionary looks like this:\n\n{EXAMPLE}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Topic:
    """A match: its characters, the topic, and the pattern of the dictionary that fits."""

    start: int
    end: int
    topic: str
    term: str


@dataclass(frozen=True, slots=True)
class Topics:
    """A keyword dictionary made ready for search: for each topic its patterns and one regular expression."""

    patterns: Mapping[str, tuple[str, ...]]
    searches: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]


def load_topics(path: str | Path) -> Topics:
    """Read a keyword dictionary in YAML: topics, each with a list of words and phrases.

    Args:
        path: The file. A pattern fits whole words; ``*`` stands for any letters of a word, at any place in it. Small
            letters fit either case (``flood*`` fits "Floods"); a pattern with a capital fits only as it is written
            (``WHO`` does not fit "who"). Words of a phrase follow each other, whatever white space is between them.

    Returns:
        The dictionary, ready for ``find_topics``.

    Raises:
        TopicsError: The file is missing, is no YAML, or has another shape; the message shows an example.
    """
    import yaml

    place = Path(path) if isinstance(path, str) else path
    try:
        content = place.read_text(encoding="utf-8-sig")
        node = yaml.compose(content, Loader=yaml.SafeLoader)
        found = yaml.safe_load(content)
    except OSError as error:
        raise TopicsError(f"Cannot be read ({error.strerror}).", path=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise TopicsError(f"This is no YAML: {_first_line(error)}", path=str(path)) from error
    if isinstance(node, yaml.MappingNode):
        _refuse_repeats([str(key.value) for key, _ in node.value], path=str(path))
    return make_topics(found, path=str(path))


def make_topics(topics: Mapping[str, Sequence[str]], *, path: str = "") -> Topics:
    """Make a keyword dictionary of topics and their patterns, as ``load_topics`` does from a file.

    Raises:
        TopicsError: The topics have another shape.

    >>> find_topics("Floods near Orrin.", make_topics({"flood": ["flood*"]}))
    [Topic(start=0, end=6, topic='flood', term='flood*')]
    """
    if not isinstance(topics, Mapping) or not topics:
        raise TopicsError(f"Expected topics with lists of words, found {_kind(topics)}.", path=path)
    patterns = {str(name): _patterns(name, terms, path=path) for name, terms in topics.items()}
    return Topics(patterns, tuple(_search(name, terms) for name, terms in patterns.items()))


def find_topics(text: str, topics: Topics) -> list[Topic]:
    """Find where the patterns of a keyword dictionary fit, in time that grows with the length of the text.

    Returns:
        Matches by place, then in the dictionary's order. Those of one topic do not overlap: the one that starts first
        counts, then the longer pattern. Those of different topics may.
    """
    found = [
        (match.start(), number, Topic(match.start(), match.end(), name, terms[(match.lastindex or 1) - 1]))
        for number, (name, terms, search) in enumerate(topics.searches)
        for match in search.finditer(text)
    ]
    return [topic for _, _, topic in sorted(found, key=lambda one: one[:2])]


def _patterns(name: Any, terms: Any, *, path: str) -> tuple[str, ...]:
    if not isinstance(name, str):
        raise TopicsError(f"The topic {name!r} is {_kind(name)}: put its name in quotation marks.", path=path)
    listed = [terms] if isinstance(terms, str) else terms
    if not isinstance(listed, list | tuple) or not listed:
        raise TopicsError(f'Expected a list of words for the topic "{name}", found {_kind(terms)}.', path=path)
    for term in listed:
        if not isinstance(term, str):
            message = f'The topic "{name}" holds {_kind(term)}, {term!r}: put words in quotation marks.'
            raise TopicsError(message, path=path)
        if not any(sign.isalnum() for sign in term):
            raise TopicsError(f'The pattern "{term}" of the topic "{name}" has no letter.', path=path)
    cleaned = (" ".join(unicodedata.normalize("NFC", term).split()) for term in listed)
    return tuple(dict.fromkeys(cleaned))


def _search(name: str, terms: Sequence[str]) -> tuple[str, tuple[str, ...], re.Pattern[str]]:
    """Compile a topic's patterns into one expression, longest first, gathered by first letter for speed."""
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(terms, key=lambda one: (-len(one), one)):
        gathered[term[0].casefold()[0] if term[0] != "*" else ""].append(term)
    # Patterns that may start with any letter come last, since another may be meant more narrowly.
    groups = sorted(gathered.items(), key=lambda item: (item[0] == "", item[0]))
    order = tuple(term for _, group in groups for term in group)
    alternatives = "|".join(_guard(first) + "(?:" + "|".join(map(_expression, group)) + ")" for first, group in groups)
    return name, order, re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _guard(first: str) -> str:
    return rf"(?=(?i:{re.escape(first)}))" if first.isascii() and first.isalnum() else ""


def _expression(term: str) -> str:
    words = GAP.join(_word(word) for word in term.split())
    return f"({words})" if term != term.lower() else f"((?i:{words}))"


def _word(word: str) -> str:
    """Turn a word with ``*`` into an expression that never looks at a letter more than twice.

    Parts between asterisks are taken at the first place where they fit, the last one at the end of the word: what makes
    matching linear, since no earlier choice is ever taken back.
    """
    first, *others = [_literal(part) for part in re.split(r"\*+", word)]
    if not others:
        return rf"{first}(?!\w)"
    middle = "".join(rf"(?>\w*?{part})" for part in others[:-1])
    last = rf"(?>\w*{others[-1]}(?!\w))" if others[-1] else r"\w*+"
    return first + middle + last


def _literal(part: str) -> str:
    return re.escape(part).replace("'", "['’]").replace("’", "['’]").replace("['['’]]", "['’]")


def _refuse_repeats(names: Sequence[str], *, path: str) -> None:
    # YAML would keep the last of two topics of one name and drop the first in silence.
    for name in names:
        if names.count(name) > 1:
            raise TopicsError(f'The topic "{name}" stands there twice: put its words into one list.', path=path)


def _kind(value: Any) -> str:
    kinds = {
        dict: "a mapping",
        list: "a list",
        str: "plain text",
        int: "a number",
        float: "a number",
        bool: "yes or no",
    }
    return "nothing" if not value and not isinstance(value, bool | int | float) else kinds.get(type(value), "a date")


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] + "."
