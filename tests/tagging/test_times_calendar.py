"""Arithmetic of days, checked against datetime over four hundred years of publication dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tagging.times import Time, find_times
from dateline.tagging.times.days import covered
from dateline.tagging.times.holidays import easter

PUBLISHED = st.dates(date(1700, 1, 1), date(2099, 12, 31))
WEEKDAY = st.integers(0, 6)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def only_time(sentence: str, published: date | None) -> Time:
    """Return the one time of a sentence."""
    (time,) = find_times(sentence, published=published)
    return time


def first_such(weekday: int, published: date, steps: Iterable[int]) -> date:
    """Return the first day of that weekday among those so many days from publication."""
    return next(day for step in steps if (day := published + timedelta(days=step)).weekday() == weekday)


@given(published=PUBLISHED, weekday=WEEKDAY)
def test_past_weekday_is_the_publication_day_or_one_of_the_six_before(published: date, weekday: int) -> None:
    """A bare weekday in a report of what was said is the last such day, the day of publication included."""
    time = only_time(f"The mayor said on {WEEKDAYS[weekday]} that the bridge was closed.", published)
    assert time.first == time.last == first_such(weekday, published, range(0, -7, -1))
    assert time.value == str(time.first)


@given(published=PUBLISHED, weekday=WEEKDAY)
def test_coming_weekday_is_the_publication_day_or_one_of_the_six_after(published: date, weekday: int) -> None:
    """A bare weekday after "will" is the next such day."""
    time = only_time(f"The mayor will open the bridge on {WEEKDAYS[weekday]}.", published)
    assert time.first == time.last == first_such(weekday, published, range(7))


@given(published=PUBLISHED, weekday=WEEKDAY)
def test_last_and_next_weekday_leave_out_publication_day(published: date, weekday: int) -> None:
    """Last Tuesday is 1 to 7 days before publication, next Tuesday 1 to 7 days after."""
    past, ahead = find_times(f"Last {WEEKDAYS[weekday]} and next {WEEKDAYS[weekday]}.", published=published)
    assert past.first == first_such(weekday, published, range(-1, -8, -1))
    assert ahead.first == first_such(weekday, published, range(1, 8))


@given(published=PUBLISHED, weekday=WEEKDAY, other=WEEKDAY)
def test_the_second_weekday_of_a_range_follows_the_first(published: date, weekday: int, other: int) -> None:
    """From Thursday to Tuesday ends on the first Tuesday from that Thursday on."""
    first, last = find_times(f"It rained from {WEEKDAYS[weekday]} to {WEEKDAYS[other]}.", published=published)
    assert first.first
    assert last.first == first_such(other, first.first, range(7))


@given(published=PUBLISHED, count=st.integers(2, 5000))
def test_days_ago_and_from_now_count_from_the_publication_day(published: date, count: int) -> None:
    """So many days ago, and so many days from now, are those of datetime."""
    ago = only_time(f"The bridge was closed {count} days ago.", published)
    ahead = only_time(f"The bridge will open {count} days from now.", published)
    assert ago.first == ago.last == published - timedelta(days=count)
    assert ahead.first == ahead.last == published + timedelta(days=count)


@given(published=PUBLISHED)
def test_yesterday_today_and_tomorrow_are_neighbours_of_the_publication_day(published: date) -> None:
    """Yesterday, today and tomorrow stand one day apart, over ends of months and years."""
    for word, shift in (("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        assert only_time(f"The bridge is closed {word}.", published).first == published + timedelta(days=shift)


@given(published=PUBLISHED)
def test_last_week_is_the_iso_week_before(published: date) -> None:
    """Last week runs from Monday to Sunday, and its value is that of the ISO calendar."""
    time = only_time("The bridge was closed last week.", published)
    day = published - timedelta(days=7)
    year, week, weekday = day.isocalendar()
    assert time.value == f"{year:04}-W{week:02}"
    assert time.first == day - timedelta(days=weekday - 1)
    assert time.last == time.first + timedelta(days=6)


@given(published=PUBLISHED)
def test_this_week_month_and_year_hold_the_publication_day(published: date) -> None:
    """This week, month and year cover the day of publication."""
    times = find_times("This week, this month and this year.", published=published)
    assert len(times) == 3
    assert all(time.first and time.last and time.first <= published <= time.last for time in times)


@given(day=PUBLISHED, published=PUBLISHED)
def test_full_date_is_itself_whenever_it_is_published(day: date, published: date) -> None:
    """A date with its year means the same day for every publication date, and with none."""
    sentence = f"The bridge was opened on {MONTHS[day.month - 1]} {day.day}, {day.year}, in the rain."
    for anchor in (published, None):
        time = only_time(sentence, anchor)
        assert (time.value, time.first, time.last) == (day.isoformat(), day, day)


@given(published=PUBLISHED, back=st.integers(0, 290))
def test_month_and_day_without_year_are_found_again_in_the_past(published: date, back: int) -> None:
    """A day of up to 290 days before, named without its year in the past tense, is found again over New Year."""
    day = published - timedelta(days=back)
    time = only_time(f"The mayor resigned on {MONTHS[day.month - 1]} {day.day} after a quarrel.", published)
    assert time.first == day


@given(published=PUBLISHED, off=st.integers(-900, 900))
def test_a_weekday_beside_a_day_picks_its_year(published: date, off: int) -> None:
    """Whatever the year found for "Friday, June 5", that day is a Friday, where one of the years near by has it."""
    day = published + timedelta(days=off)
    name = f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
    time = only_time(f"The papers of {name} were lost.", published)
    assert time.first
    assert (time.first.month, time.first.day, time.first.weekday()) == (day.month, day.day, day.weekday())


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, (3, 22)),
        (1943, (4, 25)),
        (1961, (4, 2)),
        (1999, (4, 4)),
        (2000, (4, 23)),
        (2011, (4, 24)),
        (2024, (3, 31)),
    ],
)
def test_easter_of_known_years(year: int, day: tuple[int, int]) -> None:
    """Easter Sunday falls where the churches of the West keep it, the earliest and the latest included."""
    time = only_time(f"The bells cracked on Easter Sunday {year} in Velden.", date(2024, 6, 1))
    assert time.first == time.last == date(year, *day)


@given(st.integers(1600, 3000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    """Easter falls on a Sunday from 22 March to 25 April."""
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.dates())
def test_days_covered_by_a_day_are_itself(day: date) -> None:
    """The value of a day covers that day, but for the calendar's last year, which has no end to count to."""
    assert covered(day.isoformat()) == ((day, day) if day.year < date.max.year else None)


def test_nothing_beyond_the_calendar_is_counted() -> None:
    """At the ends of the calendar a relative day has no days, and nothing fails."""
    text = "It rained yesterday, last week, two years ago; tomorrow, next year, next week, on Friday, June 5."
    for published in (date.min, date.max):
        for time in find_times(text, published=published):
            assert time.first is None or (time.last and date.min <= time.first <= time.last <= date.max)
