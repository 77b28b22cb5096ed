"""Invented news text in any amount: words that are as frequent as in real text, sentences, paragraphs, headlines."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np

from dateline.readers import read_articles
from dateline.samples import sample_folder
from dateline.text import WORD

WORDS = 60_000
SENTENCE = (21, 8)
"""Words of a sentence: mean and standard deviation."""


@cache
def vocabulary() -> tuple[str, ...]:
    """Return words, commonest first: the sample corpus's own, then made of halves of these."""
    texts = read_articles([sample_folder() / "articles"]).articles["text"]
    own = [word for word, _ in Counter(w.lower() for text in texts for w in WORD.findall(text)).most_common()]
    long = [word for word in own if len(word) > 4]
    rng = np.random.default_rng(0)
    words = dict.fromkeys(own)
    while len(words) < WORDS:
        one, other = (long[place] for place in rng.integers(len(long), size=2))
        words[one[: int(rng.integers(2, len(one)))] + other[int(rng.integers(1, len(other) - 1)) :]] = None
    return tuple(words)


class Writer:
    """Writes text by chance, the same for the same generator of chance.

    Word frequencies follow Zipf's law in Mandelbrot's form, 1 / (rank + 2.7).
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        shares = 1 / (np.arange(WORDS) + 3.7)
        self._limits = np.cumsum(shares) / shares.sum()
        self._words = np.array(vocabulary(), dtype=object)

    def words(self, count: int) -> list[str]:
        """Return words."""
        places = np.searchsorted(self._limits, self.rng.random(count), side="right")
        found: list[str] = self._words[np.minimum(places, WORDS - 1)].tolist()
        return found

    def headline(self) -> str:
        """Return a headline of five to ten words."""
        return " ".join(self.words(int(self.rng.integers(5, 11)))).capitalize()

    def text(self, count: int) -> str:
        """Return paragraphs of one to three sentences with about ``count`` words in all."""
        words = self.words(count)
        mean, deviation = SENTENCE
        lengths = np.maximum(self.rng.normal(mean, deviation, count // 5 + 2).astype(int), 5)
        ends = np.cumsum(lengths)
        ends = [*ends[ends < count - 4].tolist(), count]
        sentences = [
            " ".join(words[start:end]).capitalize() + "." for start, end in zip([0, *ends[:-1]], ends, strict=True)
        ]
        stops = np.cumsum(self.rng.integers(1, 4, size=len(sentences)))
        stops = [*stops[stops < len(sentences)].tolist(), len(sentences)]
        return "\n\n".join(" ".join(sentences[start:end]) for start, end in zip([0, *stops[:-1]], stops, strict=True))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the white space behind it."""
    return re.findall(r"[^.!?\n]*[.!?\n]*[”\"]?\s*", text)[:-1] or [text]
