"""Contents as statements: whether one says something by itself, and whether it is a negation."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analysis.term_table.options import english_stopwords, plain
from dateline.text import WORD

LEAST_WORDS, LEAST_TELLING = 4, 2
"""Words of a claim that says something by itself: of all, and of those that are no names and say something."""
DENIED = frozenset({"denies", "withdraws"})
ANSWERING = DENIED | {"confirms"}
"""Kinds of cue that answer an earlier claim: one word besides names is then enough ("that the dam was in danger")."""
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "false",
        "untrue",
        "wrong",
        "incorrect",
    ]
)


def is_vague(text: str, named: Sequence[tuple[str, Sequence[int]]], cue_kind: str) -> bool:
    """Tell whether a content is too short to say anything by itself.

    Args:
        text: The content.
        named: The names in it.
        cue_kind: Kind of the reporting word.

    >>> [is_vague("that the Tarrow Dam was in danger", [("Tarrow Dam", [0])], kind) for kind in ("states", "denies")]
    [True, False]
    """
    words = [plain(match.group()) for match in WORD.finditer(text)]
    names = {word for name, _ in named for word in map(plain, WORD.findall(name))}
    telling = {word for word in words if word not in english_stopwords() and word not in names}
    return len(words) < LEAST_WORDS or len(telling) < (1 if cue_kind in ANSWERING else LEAST_TELLING)


def negates(text: str) -> bool:
    """Tell whether a content has a word of negation."""
    return any(word in NEGATIONS or word.endswith("n't") for word in map(plain, WORD.findall(text)))
