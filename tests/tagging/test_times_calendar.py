"""Arithmetic of days, checked against datetime over four hundred years of publication dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tagging.times import find_times

PUBLISHED = st.dates(min_value=date(1700, 1, 1), max_value=date(2099, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EASTER = {
    1961: date(1961, 4, 2),
    1999: date(1999, 4, 4),
    2000: date(2000, 4, 23),
    2011: date(2011, 4, 24),
    2024: date(2024, 3, 31),
}


def only_time(sentence, published):
    (time,) = find_times(sentence, published=published)
    return time


@given(published=PUBLISHED, weekday=st.integers(0, 6))
def test_past_weekday_is_the_publication_day_or_one_of_the_six_before(published, weekday):
    """A bare weekday in a report of what was said is the last such day, the day of publication included."""
    time = only_time(f"The mayor said on {WEEKDAYS[weekday]} that the bridge was closed.", published)
    assert time.first == time.last
    assert time.first.weekday() == weekday
    assert 0 <= (published - time.first).days <= 6
    assert time.value == time.first.isoformat()


@given(published=PUBLISHED, weekday=st.integers(0, 6))
def test_coming_weekday_is_the_publication_day_or_one_of_the_six_after(published, weekday):
    """A bare weekday after "will" is the next such day."""
    time = only_time(f"The mayor will open the bridge on {WEEKDAYS[weekday]}.", published)
    assert time.first.weekday() == weekday
    assert 0 <= (time.first - published).days <= 6


@given(published=PUBLISHED, weekday=st.integers(0, 6))
def test_last_weekday_lies_before_the_publication_day(published, weekday):
    """ "Last Friday" is never the day of publication itself, and within the seven days before it."""
    time = only_time(f"The mayor closed the bridge last {WEEKDAYS[weekday]}.", published)
    assert time.first.weekday() == weekday
    assert 1 <= (published - time.first).days <= 7


@given(published=PUBLISHED, count=st.integers(2, 60))
def test_days_ago_and_from_now_count_from_the_publication_day(published, count):
    """So many days ago, and so many days from now, are those of datetime."""
    ago = only_time(f"The bridge was closed {count} days ago.", published)
    ahead = only_time(f"The bridge will open {count} days from now.", published)
    assert ago.first == ago.last == published - timedelta(days=count)
    assert ahead.first == ahead.last == published + timedelta(days=count)


@given(published=PUBLISHED)
def test_yesterday_today_and_tomorrow_are_neighbours_of_the_publication_day(published):
    """Yesterday, today and tomorrow stand one day apart, over ends of months and years."""
    for word, shift in (("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        assert only_time(f"The bridge is closed {word}.", published).first == published + timedelta(days=shift)


@given(published=PUBLISHED)
def test_last_week_is_the_iso_week_before(published):
    """Last week runs from Monday to Sunday, and its value is that of the ISO calendar."""
    time = only_time("The bridge was closed last week.", published)
    day = published - timedelta(days=7)
    year, week, weekday = day.isocalendar()
    assert time.value == f"{year:04}-W{week:02}"
    assert time.first == day - timedelta(days=weekday - 1)
    assert time.last == time.first + timedelta(days=6)


@given(day=PUBLISHED, published=PUBLISHED)
def test_full_date_is_itself_whenever_it_is_published(day, published):
    """A date with its year means the same day for every publication date, and with none."""
    sentence = f"The bridge was opened on {MONTHS[day.month - 1]} {day.day}, {day.year}, in the rain."
    for anchor in (published, None):
        time = only_time(sentence, anchor)
        assert (time.value, time.first, time.last) == (day.isoformat(), day, day)


@given(published=PUBLISHED, back=st.integers(0, 180))
def test_month_and_day_without_year_find_the_day_nearest_to_publication(published, back):
    """A day of up to six months before, named without its year in the past tense, is found again over New Year."""
    day = published - timedelta(days=back)
    time = only_time(f"The mayor resigned on {MONTHS[day.month - 1]} {day.day} after a quarrel.", published)
    assert time.first == day


@pytest.mark.parametrize("year", sorted(EASTER))
def test_easter_is_that_of_the_gregorian_computus(year):
    """Easter Sunday falls where the churches of the West keep it."""
    time = only_time(f"The bells cracked on Easter Sunday {year} in Velden.", date(2024, 6, 1))
    assert time.first == time.last == EASTER[year]


def test_nothing_beyond_the_calendar_is_counted():
    """At the ends of the calendar a relative day has no days, and nothing fails."""
    for published in (date.min, date.max):
        for time in find_times(
            "It rained yesterday, last week, two years ago; tomorrow, next year, next week.", published=published
        ):
            assert time.first is None or date.min <= time.first <= time.last <= date.max
