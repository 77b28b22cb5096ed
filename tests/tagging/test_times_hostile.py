"""What every time must hold to, whatever the text, and that no text takes more than its length."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.tagging.times import TOKEN, find_times

PUBLISHED = date(2024, 5, 15)
WORDS = """May 16 , 2020 - – to from the of and a an last next this week month year ago earlier later first quarter half
's Tuesday Friday night 10 p.m. : / . 12 06 1998 '90s century early late mid about more than two three days at noon
Christmas Day Sept. 11 attacks 9/11 now recent in on by since until every once twice é 年 ½ ٣ ٠٢ fiscal FY Q3 winter
will said that same nineteen ninety hours or long other another over the past future Easter between hundred"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\n\n", "\t", "\u00a0"])
MIXTURE = st.builds(lambda joint, words: joint.join(words), st.sampled_from(["", " "]), st.lists(PIECES, max_size=40))
BASIS = re.compile(
    r"[a-z0-9/ -]+, from (?:the publication date|its own words|a known event|no known date|the time at (\d+))"
)


@settings(max_examples=400)
@given(st.one_of(MIXTURE, st.text(max_size=120)), st.one_of(st.none(), st.dates()), st.booleans())
def test_any_text_gives_ordered_times_with_days_in_order(text: str, published: date | None, day_first: bool) -> None:
    """Whatever the text, spans are ordered, apart and not empty, and first is not after last."""
    times = find_times(text, published=published, day_first=day_first)
    assert all(0 <= time.start < time.end <= len(text) for time in times)
    assert all(before.end <= after.start for before, after in pairwise(times))
    for time in times:
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        assert (time.first is None) == (time.last is None)
        assert time.first is None or (time.last and time.first <= time.last)
        assert time.type not in {"DURATION", "SET"} or time.first is None


@settings(max_examples=400)
@given(MIXTURE, st.one_of(st.none(), st.dates()))
def test_each_basis_names_a_rule_and_an_anchor_that_is_there(text: str, published: date | None) -> None:
    """A basis is a rule in words and what it counted from; a time counted from is an earlier row."""
    starts: set[str] = set()
    for time in find_times(text, published=published):
        match = BASIS.fullmatch(time.basis)
        assert match, time.basis
        assert match[1] is None or match[1] in starts
        assert published or "publication" not in time.basis
        starts.add(str(time.start))


@given(MIXTURE)
def test_same_text_gives_the_same_times(text: str) -> None:
    """Nothing is remembered from one text to the next."""
    first = find_times(text, published=PUBLISHED)
    find_times("It was agreed on March 3, 2001. The next day it rained.", published=date(2001, 3, 4))
    assert find_times(text, published=PUBLISHED) == first


@settings(max_examples=60, deadline=timedelta(seconds=10))
@given(st.lists(PIECES, min_size=1, max_size=5), st.sampled_from(["", " "]))
def test_no_repetition_sends_a_pattern_astray(pieces: list[str], joint: str) -> None:
    """Twenty thousand characters of any few words, over and over, are read to the end, and the date after them too."""
    piece = joint.join(pieces) + joint
    text = piece * (20_000 // len(piece)) + "\n\nIt rained on March 3, 2021, in Ulm."
    assert find_times(text, published=PUBLISHED)[-1].value == "2021-03-03"


class Counting:
    """A pattern that counts the attempts to match it."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.calls = 0

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Match and count."""
        self.calls += 1
        return self.pattern.match(text, start)


@pytest.mark.parametrize(
    "piece",
    [
        "On Tuesday he said that it will rain in May. ", "may ", "the the end of the ", "twenty ", "1 ", "a a ",
        "last next this ", "May 16-", "'9", "\n", "12/", "that year ", "hours or ",
    ],
)  # fmt: skip
def test_work_grows_no_faster_than_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the text takes at most about ten times the attempts to match."""
    import dateline.tagging.times as engine

    counted = {
        word: tuple(rule._replace(pattern=Counting(rule.pattern)) for rule in rules)
        for word, rules in engine.RULES.items()
    }
    monkeypatch.setattr(engine, "RULES", counted)

    def attempts(text: str) -> int:
        before = sum(rule.pattern.calls for rules in counted.values() for rule in rules)
        find_times(text, published=PUBLISHED)
        return sum(rule.pattern.calls for rules in counted.values() for rule in rules) - before

    short, long = attempts(piece * 200), attempts(piece * 2000)
    assert long <= 11 * short + 50


def test_five_megabytes_are_read_to_the_end() -> None:
    """A text of five megabytes is read whole: the last date is found like the first."""
    text = "It rained on May 3, 2019. " + "Nothing else happened there at all. " * 140_000 + "It snowed on May 4, 2019."
    assert len(text) > 5_000_000
    assert [time.value for time in find_times(text, published=None)] == ["2019-05-03", "2019-05-04"]


def test_tokens_are_words_and_numbers() -> None:
    """The scan looks at words and numbers only."""
    assert [match[0] for match in TOKEN.finditer("FY2023's '90s")] == ["FY", "2023", "s", "'", "90", "s"]
