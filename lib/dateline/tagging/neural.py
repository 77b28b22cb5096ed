"""The learned engine: attributions and names of one text, read once by the network."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.tagging.attributions import Joined, join
from dateline.tagging.claims.attribution import Attribution, Span
from dateline.tagging.decoding import decode
from dateline.tagging.model import Reading, Tagger, load_tagger


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the network sees it: characters, kind (PER, ORG, LOC or MISC), and how sure it is, 0 to 1."""

    start: int
    end: int
    kind: str
    certainty: float


def propose_by_model(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Propose who says what in a text, by the learned tagger.

    Args:
        text: Text of an article.
        sentences: Its sentences; not used, as the network reads whole paragraphs.

    Returns:
        Attributions in the order of their cues, those with a confidence under the tagger's threshold left out.

    Raises:
        ModelError: A file of the model is missing.
    """
    joined, _ = _read(text)
    settings = load_tagger().settings["confidence"]
    sure = [(item, confidence(item.signs, settings)) for item in joined]
    return [
        Attribution(item.source_spans, item.cue_spans, item.content_spans, share)
        for item, share in sure
        if share >= settings["threshold"]
    ]


def find_names_by_model(text: str) -> list[Name]:
    """Find the names in a text by the learned tagger, in order.

    Raises:
        ModelError: A file of the model is missing.
    """
    return list(_read(text)[1])


def confidence(signs: Mapping[str, float], settings: Mapping[str, Any]) -> float:
    """Return the estimated probability that an attribution is right, 0 to 1, by a logistic regression on its signs."""
    score = settings["bias"] + sum(settings["weights"][name] * value for name, value in signs.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def names_in(reading: Reading, tagger: Tagger) -> list[Name]:
    """Return the names in a window."""
    spans = reading.window.spans
    return [
        Name(spans[run.first][0], spans[run.last - 1][1], run.label, run.certainty)
        for run in decode(reading.entities, tagger.entities)[0]
        if min(spans[run.first][0], spans[run.last - 1][0]) >= 0
    ]


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[tuple[Joined, ...], tuple[Name, ...]]:
    """Read a text once for both kinds of tag: they are asked for one after the other."""
    tagger = load_tagger()
    names: list[Name] = []

    def readings() -> Iterator[Reading]:
        for reading in tagger.read(text):
            names.extend(names_in(reading, tagger))
            yield reading

    return tuple(join(readings(), text, chain=tagger.roles, near=tagger.near)), tuple(names)
