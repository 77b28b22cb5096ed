"""An article with its marks, and a corpus that shows itself."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import dateline as dl
from dateline import schema
from dateline.corpus_view import missing_html, sparkline
from dateline.errors import DatelineError, UnknownNameError
from dateline.figures.marked_text import MOST, Mark, MarkedText

TEXT = "Mayor Mira Kaskel said on Tuesday that the bridge was safe."


def test_marks_cover_the_words_they_are_about() -> None:
    """Source, reporting word, claim, person and time of a sentence are marked where they stand."""
    shown = dl.show(TEXT)
    found = {mark.kind: TEXT[mark.start : mark.end] for mark in shown.marks}
    assert found["cue"] == "said"
    assert found["PER"] == "Mira Kaskel"
    assert found["time"] == "Tuesday"
    assert "the bridge was safe" in found["claim"]
    assert "Mira Kaskel" in next(mark.about for mark in shown.marks if mark.kind == "claim")


def test_an_article_of_a_corpus_shows_the_corpus_tags() -> None:
    """By row or by id: the marks are the rows of the corpus's tables."""
    corpus = dl.sample()
    row = corpus.articles.iloc[0]
    shown = dl.show(row["id"], corpus)
    spans = corpus.claims[corpus.claims["article"] == row["id"]]["content_spans"]
    assert [[m.start, m.end] for m in shown.marks if m.kind == "claim"] == [s for each in spans for s in each]
    assert shown == dl.show(row, corpus) == dl.show(corpus.articles.head(1), corpus)
    assert shown.title.startswith(row["headline"])


def test_text_stays_whole_and_markup_is_text() -> None:
    """Overlapping marks cut the text into pieces that add up to it; nothing of it becomes an element."""
    text = "<script>alert(1)</script> & so on"
    shown = MarkedText(
        "<b>t</b>", text, [Mark(0, 10, "claim", '"x" <y>'), Mark(5, 20, "PER", "p"), Mark(8, 9, "time", "z")]
    )
    markup = shown._repr_html_()
    assert "<script" not in markup
    assert "<b>t" not in markup
    body = markup.rpartition("<p>")[2].removesuffix("</p></div>")
    plain = re.sub(r"<[^>]*>", "", body).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain == text


def test_a_very_long_text_is_cut_and_says_so() -> None:
    """What is not shown is counted; marks beyond the end do no harm."""
    shown = MarkedText(
        "t", "x" * (MOST + 5), [Mark(MOST - 1, MOST + 3, "time", "a"), Mark(MOST + 1, MOST + 2, "PER", "b")]
    )
    assert "5 more characters" in shown._repr_html_()


def test_what_is_no_article_is_refused() -> None:
    """The message says what was expected, and which ids there are."""
    with pytest.raises(UnknownNameError, match="article with the id"):
        dl.show("nowhere", dl.sample())
    with pytest.raises(DatelineError, match="it was given int"):
        dl.show(3)  # type: ignore[arg-type]
    with pytest.raises(DatelineError, match=r"articles\.iloc\[0\]"):
        dl.show(dl.sample().articles)


def test_a_corpus_shows_its_period_and_what_is_missing() -> None:
    """Facts, missing values and a drawing with a description."""
    markup = dl.sample()._repr_html_()
    assert "41 articles" in markup
    assert "published (1)" in markup
    assert 'aria-label="Articles by week, 4 Mar 2025 to 4 Apr 2025' in markup


def test_long_periods_are_drawn_by_month_or_year() -> None:
    """Fifty years have no more bars than can be seen; one day has one; no day has no drawing."""
    days = pd.Series(pd.to_datetime(["1974-05-01", "2025-03-04"]))
    assert "Articles by year" in sparkline(days)
    assert sparkline(days).count("<span") == 52
    assert sparkline(days.head(1)).count("<span") == 1
    assert sparkline(days.head(0)) == ""
    assert missing_html(schema.frame("articles")) == ""
