"""From words as they stand to terms: each different word is looked at once, however often it occurs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from dateline.analysis.term_table.options import TermOptions, plain, stemmer
from dateline.text import WORD

Numbers = np.ndarray[Any, np.dtype[Any]]


class Lexicon:
    """Gives each word a label (its term, in the order in which they first occur) and says whether it counts by itself.

    Attributes:
        terms: The terms by their labels.
        labels: Label of each word by its number; -1 where a word is left out and is no part of a longer term.
        kept: Whether each word counts by itself.
        parts: Number of each word among the words of multi-word terms, or -1.
    """

    def __init__(self, options: TermOptions) -> None:
        self._options = options
        self._stops = frozenset(options.stopwords)
        self._stem = stemmer(options.stem) if options.stem else None
        self._label_of: dict[str, int] = {}
        self.terms: list[str] = []
        self.labels = np.empty(0, dtype=np.int32)
        self.kept = np.empty(0, dtype=np.bool_)
        self.parts = np.empty(0, dtype=np.int32)
        self._part_of: dict[str, int] = {}
        self.edges, self.targets, self.finals = self._automaton()

    def learn(self, words: Iterable[str]) -> None:
        """Take in more words, whose numbers follow those of the words before."""
        rows = np.array([self.look_up(plain(word)) for word in words], dtype=np.int32).reshape(-1, 3)
        self.labels = np.append(self.labels, rows[:, 0])
        self.kept = np.append(self.kept, rows[:, 1] == 1)
        self.parts = np.append(self.parts, rows[:, 2])

    def look_up(self, word: str) -> tuple[int, bool, int]:
        """Return the label of a plain word, whether it counts by itself, and its number in multi-word terms."""
        kept = word not in self._stops and len(word) >= self._options.min_length
        kept = kept and (self._options.numbers or not word.isdigit())
        term = self._stem(word) if kept and self._stem else word
        kept = kept and term != ""
        # Words left out are needed inside of sequences only.
        label = self._label(term or word) if kept or self._options.ngram > 1 else -1
        return label, kept, self._part_of.get(word, -1)

    def _label(self, term: str) -> int:
        label = self._label_of.setdefault(term, len(self.terms))
        if label == len(self.terms):
            self.terms.append(term)
        return label

    def _automaton(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return the steps through the multi-word terms, as ``stream_kernels.compound`` takes them."""
        steps: dict[int, int] = {}
        finals = [-1]
        for phrase in self._options.phrases:
            state, last = 0, None
            for match in WORD.finditer(phrase):
                joined = last is not None and phrase[last : match.start()].isspace()
                part = self._part_of.setdefault(plain(match[0]), len(self._part_of))
                state = steps.setdefault((2 * state + joined) << 32 | part, len(finals))
                if state == len(finals):
                    finals.append(-1)
                last = match.end()
            finals[state] = self._label(phrase)
        edges = np.array(sorted(steps), dtype=np.int64)
        targets = np.array([steps[edge] for edge in sorted(steps)], dtype=np.int32)
        return edges, targets, np.array(finals, dtype=np.int32)
