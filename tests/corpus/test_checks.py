"""Corrections and checks by hand: the file, what it changes, how good the kit is by it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import dateline as dl
from dateline.analysis.checking import Checks, Correction, apply_corrections, list_corrections, measure_checks
from dateline.checks import CORRECTIONS, CorrectionsError, read_checks, write_checks
from dateline.corpus import open_corpus
from dateline.errors import CorpusError, UnknownNameError
from dateline.intake import read_corpus
from dateline.jobs import tag_corpus

TEXTS = [
    "Mayor Mira Kaskel said on Tuesday that the bridge was safe. “It will hold,” she said.",
    "The ministry denied that the dam was in danger. Pavel Drust said the gates were shut.",
]


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tagged corpus of two articles."""
    folder = tmp_path_factory.mktemp("corpus")
    articles = folder / "articles"
    articles.mkdir()
    for number, text in enumerate(TEXTS):
        (articles / f"{number}.txt").write_text(f"Title {number}\n2025-03-0{number + 4}\n\n{text}\n")
    read_corpus([articles], folder / "c")
    tag_corpus(folder / "c")
    return folder / "c"


@pytest.fixture
def folder(tagged: Path, tmp_path: Path) -> Path:
    """Give a copy of it that a test may change."""
    return Path(shutil.copytree(tagged, tmp_path / "c"))


def test_corrections_are_applied_when_the_corpus_is_opened_and_undone_without_a_trace(folder: Path) -> None:
    """A wrong claim is left out, source and day are as corrected; without the file all is as found."""
    found = open_corpus(folder).claims
    first, second = found["id"].tolist()[:2]
    (folder / CORRECTIONS).write_text(
        f"claims:\n  {first}: {{wrong: yes}}\n  {second}: {{source: Ada Brook, said: 2025-03-02, note: page 2}}\n"
    )
    corrected = open_corpus(folder).claims.set_index("id")
    assert first not in corrected.index
    assert corrected.loc[second, "source"] == "Ada Brook"
    assert corrected.loc[second, "said_first"] == pd.Timestamp("2025-03-02") == corrected.loc[second, "said_last"]
    assert corrected.loc[second, "said_basis"] == "corrected"
    listed = open_corpus(folder).corrections
    assert listed["what"].tolist() == ["wrong", "source", "said"]
    assert listed["corrected"].tolist() == ["no claim", "Ada Brook", "2025-03-02"]
    (folder / CORRECTIONS).unlink()
    pd.testing.assert_frame_equal(open_corpus(folder).claims, found)


def test_a_file_is_read_as_it_was_written(folder: Path) -> None:
    """Whatever a name holds, it comes back: quotation marks, colons, line ends, ids that look like numbers."""
    checks = Checks(
        {
            "0123456701234567": Correction("0123456701234567", wrong=True, note='a "b": {c}\n- d # e'),
            "x": Correction("x", fields={"source": "no: yes", "said": None}, article="1e3", content=(3, 9)),
            "y": Correction("y", fields={"source": None, "said": date(2025, 3, 2), "cue_kind": "denies"}),
        },
        {"00012": 0, "ü": 3},
    )
    write_checks(folder, checks)
    assert read_checks(folder) == checks


def test_a_claim_is_found_again_by_its_place() -> None:
    """Where other engines give a claim another id, its article and characters decide; what fits none is listed."""
    claims = dl.sample().claims
    row = claims.iloc[0]
    start, end = row["content_spans"][0][0], row["content_spans"][-1][1]
    moved = Correction("gone", wrong=True, article=row["article"], content=(start, end - 1))
    lost = Correction("lost", wrong=True, article=row["article"], content=(10**6, 10**6 + 5))
    kept = apply_corrections(claims, {"gone": moved, "lost": lost})
    assert len(kept) == len(claims) - 1
    assert row["id"] not in set(kept["id"])
    assert list_corrections(claims, {"gone": moved, "lost": lost})["what"].tolist() == ["wrong", "fits no claim"]


def test_a_claim_within_a_wrong_one_stands_on_its_own() -> None:
    """No claim names a parent that was left out."""
    claims = dl.sample().claims
    parent = claims["parent"].dropna().iloc[0]
    kept = apply_corrections(claims, {parent: Correction(parent, wrong=True)})
    assert parent not in set(kept["parent"].dropna())


def test_measures_count_what_people_said() -> None:
    """Of ten claims in six articles one is none, one has another source; two more were missed."""
    claims = dl.sample().claims
    articles = claims["article"].drop_duplicates().tolist()[:6]
    own = claims[claims["article"].isin(articles)]
    ids, number = own["id"].tolist(), len(own)
    corrections = {
        ids[0]: Correction(ids[0], wrong=True),
        ids[1]: Correction(ids[1], fields={"source": "Ada Brook"}),
    }
    table = measure_checks(claims, Checks(corrections, dict.fromkeys(articles, 0) | {articles[0]: 2}))
    rows = table.set_index("measure")[["right", "of"]]
    assert rows.loc["claims that are claims"].tolist() == [number - 1, number]
    assert rows.loc["claims with the right source"].tolist() == [number - 2, number]
    assert rows.loc["claims with the right day"].tolist() == [number - 1, number]
    assert rows.loc["claims right in all of it"].tolist() == [number - 2, number]
    assert rows.loc["claims that were found"].tolist() == [number - 1, number + 1]
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


def test_few_articles_get_no_interval() -> None:
    """Four articles promise nothing; none give no share."""
    claims = dl.sample().claims
    articles = claims["article"].drop_duplicates().tolist()[:4]
    assert measure_checks(claims, Checks({}, dict.fromkeys(articles, 0)))["low"].isna().all()
    assert measure_checks(claims, Checks({}, {"none": 0}))["share"].isna().all()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("claims: [a]", "have an id on each line"),
        ("claims: {a: wrong}", "has no values"),
        ("claims: {a: {wrong: perhaps}}", "is yes or no"),
        ("claims: {a: {said: Tuesday}}", "is a day such as"),
        ("claims: {a: {source: [x]}}", "is a text"),
        ("claims: {a: {content: [1, x]}}", "a first and a last character"),
        ("articles: {a: {missed: -1}}", "number of claims that were not found"),
        ("just text", "has no sections"),
        ("a: [", "is no YAML"),
        ("claims: {a: !!python/object/apply:os.system ['true']}", "has no values"),
    ],
)
def test_a_wrong_file_says_what_it_should_be(tmp_path: Path, text: str, says: str) -> None:
    """The message names the place and shows a file that is right; nothing in it is run."""
    (tmp_path / CORRECTIONS).write_text(text)
    with pytest.raises(CorrectionsError, match=says) as caught:
        read_checks(tmp_path)
    assert "claims:" in str(caught.value)


def test_unknown_words_list_the_known_ones(tmp_path: Path) -> None:
    """Sections, values and kinds have names of their own."""
    for text, known in (
        ("claim: {}", "articles, claims"),
        ("claims: {a: {speaker: x}}", "certainty"),
        ("claims: {a: {certainty: sure}}", "plain"),
    ):
        (tmp_path / CORRECTIONS).write_text(text)
        with pytest.raises(UnknownNameError, match=known):
            read_checks(tmp_path)


def test_annotating_writes_the_file_at_once_and_goes_on_from_it(folder: Path) -> None:
    """What is chosen is in the file, a later annotator begins with it, and the report says how good the kit is."""
    annotator = dl.annotate(str(folder), n=5)
    assert len(annotator.pages) == len(TEXTS)
    claim = annotator.pages[0][1][0]
    annotator.correct(claim, source="Ada Brook")
    for article, _ in annotator.pages:
        annotator.finish(article, 1)
    again = dl.annotate(str(folder), n=5)
    assert again.checks == annotator.checks
    text = str(dl.describe_methods(open_corpus(folder)))
    assert "1 claim corrected by hand, 0 of them left out" in text
    assert "2 articles read to the end; claims that are claims" in text
    again.correct(claim)
    assert read_checks(folder).corrections == {}


def test_the_table_of_choices_does_what_is_chosen(folder: Path) -> None:
    """The widget's buttons and fields correct the claim; a day that is none is said so and changes nothing."""
    from dateline.annotating_widget import OTHER, WRONG, ClaimRow

    annotator = dl.correct(open_corpus(folder).claims, str(folder))
    row = ClaimRow(annotator, annotator.pages[0][1][0])
    row.verdict.value = WRONG
    assert read_checks(folder).corrections[row.claim].wrong
    row.verdict.value = OTHER
    row.source.value = "Ada Brook"
    row.day.value = "yesterday"
    assert "A day is written as" in row.trouble.value
    row.day.value = "2025-03-01"
    assert dict(read_checks(folder).corrections[row.claim].fields) == {"source": "Ada Brook", "said": date(2025, 3, 1)}
    assert annotator.widget().children


def test_claims_of_another_corpus_are_refused() -> None:
    """The message says which and how many."""
    with pytest.raises(CorpusError, match="'x' \\(1 of 1"):
        dl.correct(["x"])
