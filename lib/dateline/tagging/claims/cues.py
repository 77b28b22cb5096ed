"""Cues: how surely a word reports what somebody says, thinks or wants, from rates learned on annotated news."""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from dateline.tagging.claims.cue_words import base_form, kind_of
from dateline.tagging.claims.words import BE, Word

NEUTRAL = ("adv", "not")
"""Classes that stand between a word and what tells whether it is a cue; they are skipped."""


def signs(words: Sequence[Word], place: int) -> Iterator[str]:
    """Yield what speaks for or against a word's being a cue: its form, its neighbours' classes, and both together."""
    word = words[place]
    before, after = _class(words, place, -1), _class(words, place, 1)
    following = words[place + 1].low if place + 1 < len(words) else ""
    quoted = "quoted" if word.quoted >= 0 else "open"
    capital = "capital" if word.text[0].isupper() else "small"
    yield ""
    yield f"={word.low}"
    yield f"<{before}"
    yield f">{after}"
    yield f"={word.low}<{before}"
    yield f"={word.low}>{following if after in ('prep', 'of', 'by', 'as', 'to') else after}"
    yield f"{word.low[-3:]}<{before}"
    yield f"{word.low[-3:]}>{after}"
    yield f"<{before}>{after}"
    base = base_form(word.low)
    kind = kind_of(base)
    if kind is not None:
        yield f"~{base}"
        yield f"~{base}>{following if after in ('prep', 'of', 'by', 'as', 'to') else after}"
        yield f"*{kind}>{after}"
        yield f"*{kind}<{before}"
        yield f"*{word.low[-2:]}"
    yield quoted
    yield f"{capital}<{before}"


def may_report(low: str, known: Container[str]) -> bool:
    """Tell whether a word can be a cue at all: it was one in annotated news, or its base form is a reporting word."""
    return low[0].isalpha() and (f"={low}" in known or kind_of(base_form(low)) is not None)


def chance(words: Sequence[Word], place: int) -> float:
    """Return the estimated probability that a word is the core of a cue."""
    word, weights = words[place], cue_weights()
    if not may_report(word.low, weights):
        return 0.0
    total = sum(weights.get(sign, 0.0) for sign in signs(words, place))
    return 1.0 / (1.0 + math.exp(-total))


@lru_cache(maxsize=1)
def cue_weights() -> Mapping[str, float]:
    """Return the log-odds that each sign adds, as ``lib/training/cue_lexicon.py`` learned them."""
    table = json.loads(resources.files(__package__).joinpath("cues.json").read_text(encoding="utf8"))
    return {sign: hundredths / 100 for sign, hundredths in table.items()}


def _class(words: Sequence[Word], place: int, step: int) -> str:
    here = place + step
    while 0 <= here < len(words) and words[here].kind in NEUTRAL:
        here += step
    if not 0 <= here < len(words):
        return "edge"
    return "be" if words[here].low in BE else words[here].kind
