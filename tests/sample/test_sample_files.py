"""The sample's files and its truth fit together."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles
from dateline.samples import sample_folder

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def truth(table: str) -> pd.DataFrame:
    return pd.read_csv(sample_folder() / "truth" / f"{table}.csv", dtype={"parent": "float"})


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_articles(sample_folder() / "articles")


@pytest.fixture(scope="module")
def texts(reading: Reading) -> dict[tuple[str, int], str]:
    rows = reading.articles.itertuples()
    return {(row.source_file.removeprefix("articles/"), row.source_record): row.text for row in rows}


def test_the_sample_is_made_again_to_the_same_bytes(tmp_path: Path) -> None:
    """make.py gives the committed articles and truth."""
    folder = sample_folder()
    subprocess.run([sys.executable, folder / "make.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = [path for part in ("articles", "truth") for path in (folder / part).rglob("*") if path.is_file()]
    assert made == {path.relative_to(folder): path.read_bytes() for path in kept}


def test_every_article_is_read_with_its_facts(reading: Reading) -> None:
    """Headline, outlet, day, authors, agency and section of all formats are what the truth says."""
    read = reading.articles.copy()
    read["file"] = read["source_file"].str.removeprefix("articles/")
    read["authors"] = ["; ".join(names) for names in read["authors"]]
    read["published"] = read["published"].dt.strftime("%Y-%m-%d")
    names = ["file", "record", "headline", "outlet", "published", "authors", "agency", "section"]
    read = read.rename(columns={"source_record": "record"})[names].fillna("").sort_values(["file", "record"])
    expected = truth("articles")[names].fillna("").sort_values(["file", "record"])
    assert read.to_numpy().tolist() == expected.to_numpy().tolist()


def test_the_broken_file_is_refused(reading: Reading) -> None:
    """The one broken file, and nothing else, is in the table of what was refused."""
    assert reading.rejected[["source_file", "reason"]].to_numpy().tolist() == [["articles/vpa/broken.json", "damaged"]]


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_the_characters_of_claims_hold_their_words(texts: dict[tuple[str, int], str], role: str) -> None:
    """Spans of the truth point at the words that stand beside them."""
    for row in truth("claims").drop(columns="parent").fillna("").to_dict("records"):
        text = texts[row["file"], row["record"]]
        spans = [[int(place) for place in span.split("-")] for span in row[f"{role}_spans"].split("; ") if span]
        assert " … ".join(text[start:end] for start, end in spans) == row[f"{role}_text"]


def test_weekdays_agree_with_the_calendar() -> None:
    """A weekday in the truth has the value of such a day."""
    times = truth("times")
    named = times[times["text"].str.contains(r"day\b") & times["value"].str.fullmatch(r"\d{4}-\d\d-\d\d")]
    for words, value in zip(named["text"], named["value"], strict=True):
        weekday = re.search("|".join(DAYS), words)
        if weekday:
            assert DAYS[date.fromisoformat(value).weekday()] == weekday[0], words
    assert len(named) > 25


def test_copies_are_nearly_the_same(texts: dict[tuple[str, int], str]) -> None:
    """The copies of the wire story share most of their five-word sequences, and no other article shares many."""
    copies = {(row.file, row.record) for row in truth("copies").itertuples()}

    def shingles(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text)
        return set(zip(*[words[start:] for start in range(5)], strict=False))

    first = shingles(texts["vpa/2025-03-12-flood.txt", 1])
    for key, text in texts.items():
        other = shingles(text)
        contained = len(first & other) / min(len(first), len(other))
        assert (contained > 0.75) == (key in copies), (key, contained)


def test_all_formats_and_all_kinds_of_claims_occur(texts: dict[tuple[str, int], str]) -> None:
    """Each format that the kit reads, each kind of quotation, certainty, cue and role is in the sample."""
    suffixes = {"".join(Path(file).suffixes) for file, _ in texts}
    assert suffixes == {".txt", ".html", ".json", ".jsonl", ".jsonl.gz", ".csv", ".tsv", ".parquet"}
    claims = truth("claims")
    assert set(claims["quotation"]) == {"direct", "mixed", "indirect"}
    assert set(claims["certainty"]) == {"plain", "hedged", "conditional", "negated"}
    assert set(claims["role"].dropna()) == {"first", "repeat", "amend", "deny", "confirm", "withdraw"}
    assert claims["cue_kind"].nunique() == 10
    assert claims["via"].notna().sum() == 2
    assert claims["parent"].notna().sum() == 3


def test_a_nested_claim_stands_in_its_parent() -> None:
    """The content of a claim with a parent lies within the parent's."""
    claims = truth("claims").set_index(["file", "record", "n"])
    for (file, record, _), row in claims[claims["parent"].notna()].iterrows():
        parent = claims.loc[(file, record, row["parent"])]
        inner, outer = ([int(n) for n in one["content_spans"].split("-")] for one in (row, parent))
        assert outer[0] <= inner[0] < inner[1] <= outer[1]
