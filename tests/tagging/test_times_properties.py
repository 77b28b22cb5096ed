"""What holds for every date, every text and every length."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.tagging.times import TOKEN, find_times
from dateline.tagging.times.days import covered
from dateline.tagging.times.holidays import easter

NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
YEARS_400 = st.dates(date(1800, 1, 1), date(2199, 12, 31))
WORDS = """May 16 , 2020 - – to from the of and a an last next this week month year ago earlier first quarter half 's
Tuesday Friday night 10 p.m. : / . 12 06 1998 '90s century early late mid about more than two three days at noon
Christmas Day Sept. 11 attacks 9/11 now recent in on by since until every once twice é 年 ½ fiscal FY Q3 winter will
said"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\n\n", "\t"])


@given(YEARS_400, st.integers(0, 6))
def test_past_weekday_is_the_last_one_up_to_publication(published: date, weekday: int) -> None:
    """For any day in 400 years, "on Tuesday" in the past is a Tuesday, 0 to 6 days before."""
    [time] = find_times(f"He resigned on {NAMES[weekday]}.", published=published)
    assert (
        time.first
        == time.last
        == next(day for day in (published - timedelta(days=k) for k in range(7)) if day.weekday() == weekday)
    )


@given(YEARS_400, st.integers(0, 6))
def test_future_weekday_is_the_first_one_from_publication(published: date, weekday: int) -> None:
    """For any day in 400 years, "will … on Tuesday" is a Tuesday, 0 to 6 days ahead."""
    [time] = find_times(f"He will resign on {NAMES[weekday]}.", published=published)
    assert (
        time.first
        == time.last
        == next(day for day in (published + timedelta(days=k) for k in range(7)) if day.weekday() == weekday)
    )


@given(YEARS_400, st.integers(0, 6))
def test_last_and_next_weekday_leave_out_publication_day(published: date, weekday: int) -> None:
    """Last Tuesday is 1 to 7 days before publication, next Tuesday 1 to 7 days after."""
    past, ahead = find_times(f"Last {NAMES[weekday]} and next {NAMES[weekday]}.", published=published)
    assert past.first == next(
        day for day in (published - timedelta(days=k) for k in range(1, 8)) if day.weekday() == weekday
    )
    assert ahead.first == next(
        day for day in (published + timedelta(days=k) for k in range(1, 8)) if day.weekday() == weekday
    )


@given(YEARS_400, st.integers(1, 5000))
def test_days_ago_is_subtraction(published: date, count: int) -> None:
    """So many days ago is what datetime says."""
    [time] = find_times(f"It fell {count} days ago.", published=published)
    assert time.first == time.last == published - timedelta(days=count)


@given(YEARS_400)
def test_weeks_and_months_hold_the_day_they_are_counted_from(published: date) -> None:
    """This week, month and year cover the publication day; last week ends before this one begins."""
    last, *these = find_times("Last week, this week, this month and this year.", published=published)
    assert all(time.first and time.last and time.first <= published <= time.last for time in these)
    assert last.last == these[0].first - timedelta(days=1)


@given(st.integers(1600, 3000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    """Easter falls on a Sunday from 22 March to 25 April."""
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(("year", "day"), [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2024, (3, 31))])
def test_easter_of_known_years(year: int, day: tuple[int, int]) -> None:
    """The earliest, the latest and two plain Easters."""
    assert easter(year) == date(year, *day)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.one_of(st.none(), st.dates()), st.booleans())
def test_any_mixture_of_words_is_read_in_order(text: str, published: date | None, day_first: bool) -> None:
    """Times of any mixture are in order, apart and within the text, and their first day is not after the last."""
    times = find_times(text, published=published, day_first=day_first)
    assert all(0 <= time.start < time.end <= len(text) for time in times)
    assert all(before.end <= after.start for before, after in pairwise(times))
    assert all((time.first is None) == (time.last is None) for time in times)
    assert all(time.first <= time.last for time in times if time.first and time.last)
    assert all(re.fullmatch(r"[a-z0-9-]+@(?:published|text|event|time:\d+)", time.basis) for time in times)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Arbitrary characters do no harm."""
    find_times(text, published=date(2024, 5, 15))


@given(st.dates())
def test_days_covered_by_a_day_are_itself(day: date) -> None:
    """The value of a day covers that day, but for the calendar's last year, which has no end to count to."""
    assert covered(day.isoformat()) == ((day, day) if day.year < date.max.year else None)


class Counting:
    """A pattern that counts the characters it is shown."""

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
        "On Tuesday he said that it will rain in May. ",
        "may ",
        "the the end of the ",
        "twenty ",
        "1 ",
        "a a ",
        "last next this ",
        "May 16-",
        "'9",
        "\n",
        "12/",
    ],
)
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
        find_times(text, published=date(2024, 5, 15))
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
