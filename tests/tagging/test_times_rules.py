"""What each time says of itself, what anchors it, and what is no time at all."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.tagging.times import Time, find_times

WEDNESDAY = date(2024, 5, 15)


def read(text: str, *, published: date | None = WEDNESDAY, day_first: bool = False) -> list[tuple[str, str]]:
    """Return expression and value of each time."""
    times = find_times(text, published=published, day_first=day_first)
    return [(text[time.start : time.end], time.value) for time in times]


def test_a_time_carries_rule_and_anchor() -> None:
    """The basis names the rule and what it counted from."""
    [time] = find_times("He left on Friday.", published=WEDNESDAY)
    friday = date(2024, 5, 10)
    assert time == Time(11, 17, "DATE", "2024-05-10", friday, friday, "past weekday, from the publication date")


def test_the_next_day_names_its_anchor() -> None:
    """An expression that counts from another one gives the place of that one."""
    times = find_times("It rained on May 3. The next day it snowed.", published=WEDNESDAY)
    assert [time.basis for time in times] == [
        "month and day, from the publication date",
        "next day, from the time at 13",
    ]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early 2020", "START"),
        ("mid-November", "MID"),
        ("the end of 2020", "END"),
        ("about two years ago", "APPROX"),
        ("more than a decade", "MORE_THAN"),
        ("at least 30 days", "EQUAL_OR_MORE"),
        ("2020", ""),
    ],
)
def test_modifiers(text: str, mod: str) -> None:
    """Words that shade a time are in its span and in its modifier."""
    [time] = find_times(f"The road was closed in {text}.", published=WEDNESDAY)
    assert (time.end - time.start, time.mod) == (len(text), mod)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("open since 2014", "ON_OR_AFTER"),
        ("open until 2014", "ON_OR_BEFORE"),
        ("ready by 2014", "ON_OR_BEFORE"),
        ("built before 2014", "BEFORE"),
        ("built after 2014", "AFTER"),
    ],
)
def test_prepositions_give_a_modifier(text: str, mod: str) -> None:
    """Since, until, by, before and after stay outside the span and are kept as modifier."""
    [time] = find_times(f"It was {text}.", published=WEDNESDAY)
    assert (time.value, time.mod) == ("2014", mod)


def test_day_first_reads_numeric_dates_the_british_way() -> None:
    """The order of numeric dates is an option."""
    assert read("Signed on 12/06/2021.", day_first=True) == [("12/06/2021", "2021-06-12")]
    assert read("Signed on 12/06/2021.", day_first=False) == [("12/06/2021", "2021-12-06")]


def test_an_impossible_order_is_turned_round() -> None:
    """A numeric date that is a day in one order only is read in that order."""
    assert read("Signed on 12/25/2021.", day_first=True) == [("12/25/2021", "2021-12-25")]


def test_without_publication_date_the_text_can_anchor() -> None:
    """A full date in the text anchors what counts from it."""
    assert read("It rained on May 3, 2019. The next day it snowed.", published=None) == [
        ("May 3, 2019", "2019-05-03"),
        ("The next day", "2019-05-04"),
    ]


def test_empty_text_has_no_times() -> None:
    """No text, no times."""
    assert find_times("", published=WEDNESDAY) == []


def test_a_line_end_within_an_expression_is_bridged_but_not_an_empty_line() -> None:
    """Text broken into lines keeps its dates together; paragraphs keep theirs apart."""
    assert read("Signed on May\n16, 2020.") == [("May\n16, 2020", "2020-05-16")]
    assert ("May\n\n16", "2024-05-16") not in read("Signed in May\n\n16 people came.")


def test_a_two_digit_year_is_the_nearest_one() -> None:
    """'98 is 1998 in an article of 2004; '05 is 2005."""
    assert read("In May '98 and May '05", published=date(2004, 1, 1)) == [
        ("May '98", "1998-05"),
        ("May '05", "2005-05"),
    ]


def test_a_range_over_new_year_ends_in_the_year_written() -> None:
    """30 December to 2 January 2020 begins in 2019."""
    [time] = find_times("Closed from 30 December to 2 January 2020.", published=WEDNESDAY)
    assert (time.first, time.last) == (date(2019, 12, 30), date(2020, 1, 2))


def test_a_range_that_runs_backwards_is_refused() -> None:
    """May 18-16 is no range, and no day is made of it."""
    assert [time for time in find_times("Held May 18-16.", published=WEDNESDAY) if "/" in time.value] == []


def test_and_names_two_days_not_a_range() -> None:
    """Nov. 3 and 10 are two days, not a week."""
    assert read("Held on Nov. 3 and 10.") == [("Nov. 3", "2023-11-03"), ("10", "2023-11-10")]


def test_a_possessive_weekday_just_ahead_is_the_coming_one() -> None:
    """Tuesday's vote, in an article of Monday, is tomorrow's; in one of Friday it is past."""
    assert read("He spoke of Tuesday's vote.", published=date(2024, 5, 13)) == [("Tuesday", "2024-05-14")]
    assert read("He spoke of Tuesday's vote.", published=date(2024, 5, 17)) == [("Tuesday", "2024-05-14")]


def test_a_time_of_day_takes_the_date_beside_it() -> None:
    """A time of day with its date is one expression."""
    assert read("It began at 6:30 a.m. on March 19, 2002.") == [("6:30 a.m. on March 19, 2002", "2002-03-19T06:30")]


def test_the_day_after_a_holiday() -> None:
    """The day after Christmas is 26 December."""
    assert read("Shops were full the day after Christmas 2022.") == [("the day after Christmas 2022", "2022-12-26")]


def test_where_somebody_is_called_may_a_bare_may_is_no_month() -> None:
    """A May without "in" is the person once the text has named one."""
    assert read("Mrs May spoke. Pressure on May grew in May.") == [("May", "2024-05")]
