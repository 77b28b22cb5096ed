"""What looks like a time and is none: names, verbs, scores, prices, numbers, days that no calendar has."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.tagging.times import find_times

PUBLISHED = date(2024, 5, 15)
NO_TIMES = (
    "She writes for the Sunday Times and the Evening Post.",
    "You may go, and they may march to the sea.",
    "Ms May said that Theresa May had called April Jones.",
    "June Carter and April Jones met August Wilson.",
    "They march on, and marching bands march past. The march of progress.",
    "Velden beat Ulm 3-2, and then 6-4, 7-5, and 21-14.",
    "The team reached the quarter-finals and the semi-finals.",
    "Call 555-0142 or 020 7946 0958, 555-1999 or (202) 555-2004.",
    "The house costs $1,999, $2000 or £1950, and the car 2,020 euros.",
    "The model 1918-A and the Type 2000B flew at 1,990 feet.",
    "The Boeing 747, the Windows 2000, the M1 1998.",
    "Room 1204 holds 1984 chairs, and Room 2010 none.",
    "Flight 1990 carried 2010 people, some 2000 horses and 1,500 dogs.",
    "It is 10:1 against them, at odds of 3/1, a ratio of 4:3, 16/9, 24/7.",
    "See section 2.3.1, page 1999, and version 10.4.12 or 2.0.2020, 192.168.2020.1.",
    "The second man took third place.",
    "A spring broke, and the fall hurt him.",
    "The 34-year-old, 52 years old, six months old; a $15-an-hour wage.",
    "A verse (Ephesians 5:11) and a lap of 4:32 at 25:61 or 13:75.",
    "Person of the Year, in 2010-style rooms.",
    "He saw High Noon, and the Midnight Crew sang. One day he would be king.",
    "Three-quarters of voters wait a second.",
    "21st Century Fox bought the channel.",
    "They laid wreaths on Remembrance Sunday.",
)


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_names_scores_prices_and_verbs_are_no_times(sentence: str) -> None:
    """A name, verb, score, price, telephone or model number gives no time at all."""
    assert find_times(sentence, published=PUBLISHED) == []


@pytest.mark.parametrize(
    "expression",
    [
        "the 45th of May", "2024-02-30", "2023-13-01", "May 45", "31 April 2020", "13/13/2020", "31/02/2024",
        "30 February", "Feb. 30", "February 30, 2021", "25:61",
    ],
)  # fmt: skip
def test_days_that_the_calendar_lacks_never_give_a_day(expression: str) -> None:
    """An impossible date may leave a month or a year, but no single day."""
    times = find_times(f"It was agreed on {expression} in Velden.", published=PUBLISHED)
    assert [time for time in times if time.first is not None and time.first == time.last] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He came on Tuesday, yesterday, tomorrow, last week, next month, this year, two days ago and tonight.",
        "He came on May 16, in March, at Christmas, last summer, on Friday night, at 5 p.m. and the next day.",
        "He left yesterday at 10 p.m., at noon tomorrow, last Friday, next month, at year-end and at Easter.",
        "He left on Christmas Eve, on the following day, the year before, in May '98 and this morning.",
        "He left from Monday to Friday, in May next year, by year's end and in the third quarter of last year.",
    ],
)
def test_no_day_without_a_publication_date(sentence: str) -> None:
    """Where nothing says when the article is from, relative and partial times have no days, and say so."""
    times = find_times(sentence, published=None)
    assert len(times) >= 5
    assert [time for time in times if time.first is not None or time.last is not None] == []
    assert not any("publication" in time.basis for time in times)


@pytest.mark.parametrize("words", ["That day", "That evening", "The same month", "That year", "A month later"])
def test_what_points_to_a_time_not_spoken_of_stays_unknown(words: str) -> None:
    """An expression that points back, with nothing to point to, is no day in particular."""
    [time] = find_times(f"{words}, he paid.", published=PUBLISHED)
    assert (time.first, time.basis.partition(", ")[2]) == (None, "from no known date")
