"""Claims on a topic or a place."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.bearing import claims_on
from dateline.errors import UnknownNameError

TEXT = "The dam leaks in Dolna. Wheat is lost, Aste said. Rain fell."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    """An article of three sentences, a claim in each of the first two."""
    claims = [
        {"id": "1", "article": "a", "source_spans": [], "cue_spans": [], "content_spans": [at("dam leaks")]},
        {
            "id": "2",
            "article": "a",
            "source_spans": [at("Aste")],
            "cue_spans": [],
            "content_spans": [at("Wheat is lost")],
        },
    ]
    sentences = [
        ("a", *at("The dam leaks in Dolna.")),
        ("a", *at("Wheat is lost, Aste said.")),
        ("a", *at("Rain fell.")),
    ]
    topics = [("a", *at("Rain"), "weather", "rain"), ("a", *at("Wheat"), "farming", "wheat")]
    return {
        "claims": schema.frame("claims", [claim | {"article": "a", "confidence": 1.0} for claim in claims]),
        "sentences": schema.frame("sentences", sentences),
        "topic_tags": schema.frame("topics", topics),
        "entities": schema.frame("entities", [("a", *at("Dolna"), "LOC", "Dolna", None)]),
    }


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, ["1", "2"]),
        ({"places": ["dolna"]}, ["1"]),
        ({"topics": ["farming"]}, ["2"]),
        ({"topics": ["weather"]}, []),
        ({"topics": ["farming"], "places": ["Dolna"]}, []),
    ],
)
def test_the_sentence_decides(
    tables: dict[str, pd.DataFrame], question: dict[str, list[str]], found: list[str]
) -> None:
    """A claim is on what stands in its own sentence, not in the next one."""
    claims = tables.pop("claims")
    assert claims_on(claims, **tables, **question).tolist() == found  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "known"), [({"topics": ["war"]}, "farming"), ({"places": ["Brask"]}, "Dolna")])
def test_unknown_topics_and_places_list_the_known_ones(
    tables: dict[str, pd.DataFrame], question: dict[str, list[str]], known: str
) -> None:
    """What occurs nowhere is refused."""
    claims = tables.pop("claims")
    with pytest.raises(UnknownNameError, match=known):
        claims_on(claims, **tables, **question)  # type: ignore[arg-type]
