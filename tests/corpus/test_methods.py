"""What a report says of itself."""

from __future__ import annotations

import json

import pandas as pd

import dateline as dl
from dateline import schema
from dateline.corpus import Corpus
from dateline.methods import MEASURED


def test_the_sample_says_what_was_read_refused_and_found() -> None:
    """The figures are the corpus's own."""
    text = str(dl.describe_methods(dl.sample()))
    assert "41 articles of 6 outlets, published from 4 Mar 2025 to 4 Apr 2025; 1 article without a day" in text
    assert "1 file or record: 1 × the file ends early or is broken." in text
    assert f"{len(dl.sample().claims)} claims were found." in text


def test_accuracy_is_the_one_that_was_measured() -> None:
    """The sentence on accuracy quotes the file that the benchmarks write."""
    claims = json.loads(MEASURED.read_text())["claims"]
    assert f"F1 {claims['claim+source']:.1f}" in str(dl.describe_methods(dl.sample()))


def test_an_empty_corpus_and_hostile_names_are_described() -> None:
    """Nothing read is said so; markup in a language's name is text."""
    empty = {name: schema.frame(name) for name in schema.TABLES}
    assert "0 articles of 0 outlets. Languages: none." in str(dl.describe_methods(Corpus(dict(empty))))
    row = {"id": "a", "text": "x", "language": "<b>", "sha256": "0", "source_record": 1}
    articles = schema.frame("articles", [row])
    shown = dl.describe_methods(Corpus({**empty, "articles": articles}))._repr_html_()
    assert "<b>" not in shown
    assert pd.isna(articles["published"]).all()
