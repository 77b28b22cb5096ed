"""Sets of words, written as text so that they can be read and added to."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text with spaces between them as a set.

    >>> sorted(word_set("may might"))
    ['may', 'might']
    """
    return frozenset(words.split())
