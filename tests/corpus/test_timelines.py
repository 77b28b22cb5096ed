"""The timeline of a corpus: its threads, or the reason why there are none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import dateline as dl
from dateline import schema
from dateline.corpus import Corpus
from dateline.errors import UnknownNameError
from dateline.reports.interactive import TIMELINE, checked


def test_a_timeline_shows_itself_as_data_a_frame_a_picture_and_text() -> None:
    """An output cell gets every form of it, and a report's page takes its data."""
    shown = dl.timeline(dl.sample(), sources=["Mira Kaskel"])
    data, about = shown._repr_mimebundle_()
    assert set(data) == {TIMELINE, "text/html", "image/png", "text/plain"}
    assert checked(data[TIMELINE]) == data[TIMELINE]
    assert data[TIMELINE]["rows"] == len(shown.claims)
    assert about["image/png"]["alt"] == f"Claim timeline. {shown.finding}."


def test_the_same_timeline_is_the_same_bytes() -> None:
    """Made twice, every form of it is equal: nothing in it is random."""
    first, second = (dl.timeline(dl.sample(), sources=["Odra Venn"])._repr_mimebundle_() for _ in range(2))
    assert first == second


def test_a_timeline_of_an_unknown_source_lists_those_there_are() -> None:
    """A name that fits no claim is an error that names the commonest sources."""
    with pytest.raises(UnknownNameError, match="Mira Kaskel"):
        dl.timeline(dl.sample(), sources=["Nobody"])


def test_threads_of_a_corpus_are_its_table() -> None:
    """Where threads were looked for, they are there and nothing is missing."""
    found = dl.corpus_threads(dl.sample())
    pd.testing.assert_frame_equal(found.table, dl.sample().threads)
    assert not found.missing


def test_a_corpus_without_threads_says_what_to_run(tmp_path: Path) -> None:
    """An older corpus gives no threads, and the command that finds them; its timeline is there all the same."""
    sample = dl.sample()
    tables = {name: sample.table(name) for name in ("articles", "sentences", "claims", "topics", "entities")}
    about = {"tags": {"tables": {}}, "tables": {name: {} for name in tables}}
    old = Corpus(tables, folder=tmp_path, about=about)
    found = dl.corpus_threads(old)
    assert found.table.equals(schema.frame("threads"))
    assert "dateline" in found.missing
    assert len(dl.timeline(old).claims) == len(sample.claims)
