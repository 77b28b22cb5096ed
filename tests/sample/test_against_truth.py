"""What the engines find in the sample, held against its truth.

The floors lie a little below what the engines reach today, so that a change that makes them worse is seen.
"""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dateline.corpus import Corpus
from dateline.samples import sample, sample_folder

WORD = re.compile(r"\w+")
RECALL, PRECISION, TIMES = 0.8, 0.9, 0.88
Spans = list[list[int]]


def truth(table: str) -> pd.DataFrame:
    found = pd.read_csv(sample_folder() / "truth" / f"{table}.csv", dtype=str, keep_default_na=False)
    return found.assign(key=found["file"] + "#" + found["record"])


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return sample()


@pytest.fixture(scope="module")
def keys(corpus: Corpus) -> dict[str, str]:
    """The ids of the articles, to file and record."""
    rows = corpus.articles.itertuples()
    return {row.id: f"{row.source_file.removeprefix('articles/')}#{row.source_record}" for row in rows}


def spans(text: str) -> Spans:
    return [[int(place) for place in span.split("-")] for span in text.split("; ") if span]


def words(text: str, found: Spans) -> frozenset[int]:
    return frozenset(m.start() for m in WORD.finditer(text) if any(a < m.end() and m.start() < b for a, b in found))


@pytest.fixture(scope="module")
def matched(corpus: Corpus, keys: dict[str, str]) -> pd.DataFrame:
    """Each true claim beside the found one whose content shares most words with it, at least half of their union."""
    texts = dict(zip(corpus.articles["id"].map(keys), corpus.articles["text"], strict=True))
    found = corpus.claims.assign(key=corpus.claims["article"].map(keys)).to_dict("records")
    gold = truth("claims").to_dict("records")
    pairs = []
    for g, right in enumerate(gold):
        text = texts[right["key"]]
        a = words(text, spans(right["content_spans"]))
        for f, claim in enumerate(found):
            if claim["key"] == right["key"]:
                b = words(text, claim["content_spans"])
                pairs.append((len(a & b) / len(a | b), g, f))
    taken: dict[int, int] = {}
    for share, g, f in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if share >= 0.5 and g not in taken and f not in taken.values():
            taken[g] = f
    rows = []
    for g, right in enumerate(gold):
        claim = found[taken[g]] if g in taken else {}
        rows.append({**{f"true_{name}": value for name, value in right.items()}, **claim})
    return pd.DataFrame(rows)


def agreement(matched: pd.DataFrame, column: str) -> float:
    both = matched[matched["id"].notna()]
    return float((both[column].fillna("") == both[f"true_{column}"]).mean())


def test_most_claims_are_found(matched: pd.DataFrame, corpus: Corpus) -> None:
    """Recall and precision of claims by their contents."""
    hits = matched["id"].notna().sum()
    assert hits / len(matched) >= RECALL
    assert hits / len(corpus.claims) >= PRECISION


@pytest.mark.parametrize(
    ("column", "floor"), [("source", 0.78), ("quotation", 0.95), ("certainty", 0.9), ("cue_kind", 0.9)]
)
def test_found_claims_are_described_as_in_the_truth(matched: pd.DataFrame, column: str, floor: float) -> None:
    """Source, kind of quotation, certainty and kind of cue of the claims that are found."""
    assert agreement(matched, column) >= floor


def test_claims_are_dated_as_in_the_truth(matched: pd.DataFrame) -> None:
    """The first and last day on which a found claim can have been said."""
    both = matched[matched["id"].notna()]
    first = both["said_first"].dt.strftime("%Y-%m-%d").fillna("")
    last = both["said_last"].dt.strftime("%Y-%m-%d").fillna("")
    expected = both["true_said_on"].str.split("/")
    assert (first == expected.str[0]).mean() >= 0.9
    assert (last == expected.str[-1]).mean() >= 0.9


def test_no_day_is_invented_for_the_undated_article(matched: pd.DataFrame) -> None:
    """Claims of the article without a date have no day."""
    undated = matched[matched["true_file"] == "vpa/undated-commission.txt"]
    assert undated["id"].notna().any()
    assert undated["said_first"].isna().all()


def test_second_hand_claims_name_who_passes_them_on(matched: pd.DataFrame) -> None:
    """ "…, the ministry said, the Ostrel State Herald reported" is the ministry's claim, via the Herald."""
    second = matched[(matched["true_via"] != "") & matched["id"].notna()]
    assert len(second) >= 1
    assert [via[0].removeprefix("the ") for via in second["via"]] == second["true_via"].tolist()


def test_times_have_their_values(corpus: Corpus, keys: dict[str, str]) -> None:
    """Time expressions of the truth that are found with the same value, by overlapping characters."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for row in corpus.times.itertuples():
        found.setdefault(keys[row.article], []).append((row.start, row.end, row.value))
    right = [
        any(a < int(row.end) and int(row.start) < b and value == row.value for a, b, value in found.get(row.key, []))
        for row in truth("times").itertuples()
    ]
    assert sum(right) / len(right) >= TIMES


def test_topics_peak_when_the_affair_does(corpus: Corpus) -> None:
    """The flood is spoken of most in the week of the flood, the inquiry in the week that it opens."""
    days = corpus.articles.set_index("id")["published"]
    weeks = corpus.topics.assign(week=corpus.topics["article"].map(days).dt.isocalendar().week)
    counts = weeks.groupby("topic")["week"].agg(lambda values: values.mode().iloc[0])
    assert (counts["flood"], counts["inquiry"]) == (11, 13)
