"""What looks like a date and is none, hostile text, and what every time must hold to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tagging.times import find_times

PUBLISHED = date(2024, 5, 15)
NO_TIMES = (
    "She writes for the Sunday Times and the Evening Post.",
    "You may go, and they may march to the sea.",
    "Ms May said that Theresa May had called April Jones.",
    "They march on, and marching bands march past.",
    "Velden beat Ulm 3-2, and then 6-4, 7-5.",
    "Call 555-0142 or 020 7946 0958.",
    "The house costs $1,999 and the car 2,020 euros.",
    "The model 1918-A and the Type 2000B flew at 1,990 feet.",
    "Room 1204 holds 1984 chairs.",
    "Flight 1990 carried 2010 people.",
    "It is 10:1 against them, at odds of 3/1.",
    "See section 2.3.1, page 1999, and version 10.4.12.",
    "The second man took third place.",
    "A spring broke, and the fall hurt him.",
)
PIECES = (
    "May", "march", "Sunday", "the ", "next ", "last ", "1-", "1/", "31", "2024", "-", " ", "\n", "\n\n", "Q3",
    "'98", "ago", "two ", "days", "and ", "to ", "th", "of ", ".", ",", ":", "T", "Z", "p.m.", "early ", "every ",
    "quarter", "FY", "’s", "years", "half ", "a ", "Easter", "now", "00", "٣", "½", "\u00a0", "from ", "between ",
    "day", "later", "1990s", "٠٢",
)  # fmt: skip
HOSTILE = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=120))


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_names_scores_prices_and_verbs_are_no_times(sentence):
    """A name, verb, score, price, telephone or model number gives no time at all."""
    assert find_times(sentence, published=PUBLISHED) == []


@pytest.mark.parametrize(
    "expression",
    [
        "the 45th of May",
        "2024-02-30",
        "May 45",
        "31 April 2020",
        "13/13/2020",
        "30 February",
        "February 30, 2021",
        "25:61",
    ],
)
def test_days_that_the_calendar_lacks_never_give_a_day(expression):
    """An impossible date may leave a month or a year, but no single day."""
    times = find_times(f"It was agreed on {expression} in Velden.", published=PUBLISHED)
    assert [time for time in times if time.first is not None and time.first == time.last] == []


@given(text=HOSTILE, published=st.one_of(st.none(), st.dates()))
def test_any_text_gives_ordered_times_with_days_in_order(text, published):
    """Whatever the text, spans are ordered, apart and not empty, and first is not after last."""
    end = 0
    for time in find_times(text, published=published):
        assert end <= time.start < time.end <= len(text)
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        assert "@" in time.basis
        assert (time.first is None) == (time.last is None)
        assert time.first is None or time.first <= time.last
        assert time.type not in {"DURATION", "SET"} or time.first is None
        end = time.end


@given(text=HOSTILE)
def test_same_text_gives_the_same_times(text):
    """Nothing is remembered from one text to the next."""
    first = find_times(text, published=PUBLISHED)
    find_times("It was agreed on March 3, 2001. The next day it rained.", published=date(2001, 3, 4))
    assert find_times(text, published=PUBLISHED) == first


@pytest.mark.parametrize(
    "sentence",
    [
        "He came on Tuesday, yesterday, tomorrow, last week, next month, this year, two days ago and tonight.",
        "He came on May 16, in March, at Christmas, last summer, on Friday night, at 5 p.m. and the next day.",
    ],
)
def test_no_day_without_a_publication_date(sentence):
    """Where nothing says when the article is from, relative and partial times have no days."""
    times = find_times(sentence, published=None)
    assert len(times) >= 7
    assert [time for time in times if time.first is not None or time.last is not None] == []


def test_every_kind_of_unit_repeated_for_long_is_read_to_the_end():
    """Repetition of one word over a long text ends, and the time after it is still found."""
    for unit in (
        "the ",
        "May ",
        "1-1-1-",
        "1",
        "of the ",
        "next ",
        "two hundred ",
        "Sunday ",
        "10:",
        "and a half ",
        "\n",
    ):
        text = unit * (20_000 // len(unit)) + "\n\nIt rained on March 3, 2021, in Ulm."
        assert find_times(text, published=PUBLISHED)[-1].value == "2021-03-03"
