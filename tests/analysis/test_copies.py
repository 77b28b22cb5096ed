"""Near duplicates: which articles print the same story, which was first, and what is no copy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import schema
from dateline.analysis.copies import count_copies, find_copies
from dateline.analysis.copies.shingles import hash_words
from dateline.errors import DatelineError

FLOOD = (
    "The Ostrel river rose by two metres on Monday night and cut off three villages in the south of Varnia.\n\n"
    "“We carried the old people out on doors,” Ada Brook, the mayor of Almar, said. “Nobody had rung us.”\n\n"
    "The water office said that the dam had not been opened, and that rain alone was the cause of the flood. "
    "Soldiers brought bread and clean water to the school, where four hundred people spent the night.\n\n"
    "Trains between Almar and the coast won't run before Friday. The road over the hills is open to lorries."
)
MARKET = (
    "The price of reed rose for the third month in a row, and thatchers in Almar ask who is to pay for it. "
    "A bundle costs nine crowns now; last spring it was six. Dealers speak of a poor harvest on the lower Ostrel, "
    "growers of warehouses full to the roof. The chamber of crafts wants the ministry to count the bundles."
)
BACKGROUND = (
    "Varnia and its neighbour have argued about the river since the dam was built forty years ago, and two treaties "
    "have come to nothing."
)


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Articles "a", "b", … of one day each, in different outlets, unless a row says otherwise."""
    usual = [
        {"id": "abcdefghijkl"[n], "outlet": f"Outlet {n}", "published": f"2025-03-{n + 1:02}", "source_record": n + 1}
        for n in range(len(rows))
    ]
    return schema.frame("articles", [one | {"source_file": "x"} | row for one, row in zip(usual, rows, strict=True)])


def stories(articles: pd.DataFrame, **options: Any) -> dict[str, str]:
    """Return for each article that is a copy the earliest."""
    found = find_copies(articles, **options)
    copies = found[found["article"] != found["earliest"]]
    return dict(zip(copies["article"], copies["earliest"], strict=True))


def test_each_article_has_a_row_and_each_story_its_earliest_copy() -> None:
    """Stories stand in the order of their earliest copy, each with its copies; the others have a story of their own."""
    half = "\n\n".join(FLOOD.split("\n\n")[2:])
    found = find_copies(table({"text": FLOOD}, {"text": MARKET}, {"text": half}, {"text": FLOOD}))
    expected = [("a", "a", 1.0, "a"), ("c", "a", 1.0, "a"), ("d", "a", 1.0, "a"), ("b", "b", 1.0, "b")]
    pd.testing.assert_frame_equal(found, schema.frame("copies", expected))


def test_similarity_is_the_share_of_the_shorter_texts_sequences() -> None:
    """20 words of an article are 17 sequences of four; of these the other article has 10."""
    words = [f"word{n}" for n in range(20)]
    other = [*words[:13], *(f"other{n}" for n in range(12))]
    found = find_copies(table({"text": " ".join(words)}, {"text": " ".join(other)}))
    assert found["similarity"].tolist() == [1.0, 10 / 17]
    assert found["earliest"].tolist() == ["a", "a"]


PARAGRAPHS = FLOOD.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        FLOOD,
        FLOOD.replace("“", '"').replace("”", '"').replace("'", "’").upper(),
        f"ALMAR (Reuters) - {FLOOD}\n\n(Reporting by Ada Brook)",
        "\n\n".join(PARAGRAPHS[:2]),
        "\n\n".join(PARAGRAPHS[2:]),
        PARAGRAPHS[2],
        f"{MARKET}\n\n{FLOOD}",
        f"{FLOOD}\n\n{MARKET}",
        " ".join("changed" if n % 20 == 10 else word for n, word in enumerate(FLOOD.split())),
        " ".join("changed" if n % 10 == 5 else word for n, word in enumerate(FLOOD.split())),
        FLOOD.replace("\n\n", "\n"),
    ],
)
def test_a_changed_copy_is_found(text: str) -> None:
    """Whether whole, set in another way, credited, cut, edited, or with a paragraph before or behind."""
    assert stories(table({"text": FLOOD, "headline": "Flood"}, {"text": text, "headline": "Villages cut off"})) == {
        "b": "a"
    }


def test_stories_with_the_same_background_are_no_copies() -> None:
    """A paragraph that both have makes no copy where most of the shorter text is its own."""
    assert stories(table({"text": f"{FLOOD}\n\n{BACKGROUND}"}, {"text": f"{MARKET}\n\n{BACKGROUND}"})) == {}


def test_a_roundup_is_no_copy_of_what_it_holds() -> None:
    """A brief that is a small part of a long text does not make that text its copy."""
    rest = " ".join(f"word{n}" for n in range(700))
    assert stories(table({"text": BACKGROUND}, {"text": f"{BACKGROUND}\n\n{rest}"})) == {}


def short(number: int) -> str:
    return f"Case {number}: " + " ".join(f"w{number}x{place}" for place in range(12)) + "."


def test_what_an_outlet_always_prints_is_left_out() -> None:
    """Short items of an outlet under a prompt that is longer than they are, on five days, are no copies."""
    rows = [{"text": f"{short(n)}\n\n{BACKGROUND}", "headline": f"Case {n}", "outlet": "The Reed"} for n in range(5)]
    assert stories(table(*rows)) == {}
    assert stories(table(*rows[:4])) == {"b": "a", "c": "a", "d": "a"}


def test_an_article_collected_every_day_is_a_copy_of_the_first() -> None:
    """The same article of the same outlet under the same headline on many days is one story."""
    rows = [{"text": FLOOD, "headline": "Flood", "outlet": "The Reed"}] * 6
    assert set(stories(table(*rows)).values()) == {"a"}
    assert len(stories(table(*rows))) == 5


def test_a_story_in_many_outlets_stays_a_story() -> None:
    """What many outlets print on many days, once each, is no standing text."""
    assert len(stories(table(*[{"text": FLOOD, "headline": f"Flood {n}"} for n in range(8)]))) == 7


def test_a_story_that_changes_from_day_to_day_does_not_run_into_others() -> None:
    """Each copy is compared with the earliest: the third version has nothing of the first."""
    words = [f"word{n}" for n in range(150)]
    versions = [" ".join(words[start : start + 60]) for start in (0, 25, 60)]
    assert stories(table(*[{"text": text} for text in versions])) == {"b": "a"}


def test_the_earliest_is_known_by_day_time_and_agency() -> None:
    """By day, then by time in whatever zone; without times the agency's own first; those without a day are last."""
    day = "2025-03-04"
    rows = [
        {"text": FLOOD, "published": None, "outlet": "Reuters", "agency": "Reuters"},
        {"text": FLOOD, "published": day, "agency": "VPA"},
        {"text": FLOOD, "published": day, "published_time": f"{day}T10:00:00+00:00"},
        {"text": FLOOD, "published": day, "published_time": f"{day}T11:30:00+02:00"},
        {"text": FLOOD, "published": day, "outlet": "Varnia Press Agency", "agency": "VPA"},
        {"text": FLOOD, "published": "2025-03-05"},
    ]
    assert find_copies(table(*rows))["article"].tolist() == ["e", "d", "c", "b", "f", "a"]


@pytest.mark.parametrize("text", [None, "", "Flood.", "No text.", "The Ostrel river rose by two metres."])
def test_missing_and_very_short_texts_are_no_copies(text: str | None) -> None:
    """Nothing can be told of articles without text or with fewer than eleven words, the same or not."""
    found = find_copies(table({"text": text}, {"text": text}, {"text": FLOOD}))
    assert found["earliest"].tolist() == ["a", "b", "c"]
    assert found["similarity"].tolist() == [1.0, 1.0, 1.0]


def test_no_articles_and_one_article() -> None:
    """An empty table gives an empty one with the declared columns; one article is its own story."""
    pd.testing.assert_frame_equal(find_copies(schema.frame("articles")), schema.frame("copies"))
    pd.testing.assert_frame_equal(find_copies(table({"text": FLOOD})), schema.frame("copies", [("a", "a", 1.0, "a")]))


def test_texts_without_spaces_between_words() -> None:
    """In Chinese each sign counts as a word, so that a cut copy is found."""
    text = "周一夜间河水上涨两米，南部三个村庄与外界隔绝。士兵把面包和饮用水送到学校，四百人在那里过夜。"
    assert stories(table({"text": text}, {"text": text[text.index("。") + 1 :] + "火车周五之前不会运行。"})) == {
        "b": "a"
    }


def test_the_threshold_decides() -> None:
    """A stricter threshold leaves the edited copy out; one that is no share is an error."""
    edited = " ".join("changed" if n % 10 == 5 else word for n, word in enumerate(FLOOD.split()))
    assert stories(table({"text": FLOOD}, {"text": edited}), threshold=0.8) == {}
    for wrong in (0, -1, 1.5, float("nan")):
        with pytest.raises(DatelineError, match="threshold"):
            find_copies(table({"text": FLOOD}), threshold=wrong)


TEXTS = [
    FLOOD,
    MARKET,
    *PARAGRAPHS,
    f"{MARKET}\n\n{BACKGROUND}",
    f"{FLOOD}\n\n{BACKGROUND}",
    BACKGROUND,
    "Flood.",
    None,
]


@given(
    rows=st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from([None, 1, 2, 3])), max_size=10),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_makes_no_difference(rows: list[tuple[str | None, int | None]], chance: Any) -> None:
    """Rows in any order give the same table, and the input stays as it was."""
    articles = table(*[{"text": text, "published": day and f"2025-03-0{day}"} for text, day in rows])
    before, places = articles.copy(), list(range(len(articles)))
    chance.shuffle(places)
    found = find_copies(articles)
    pd.testing.assert_frame_equal(find_copies(articles.iloc[places]), found)
    pd.testing.assert_frame_equal(articles, before)
    assert sorted(found["article"]) == sorted(articles["id"])
    assert (found.set_index("article").loc[found["earliest"], "earliest"].to_numpy() == found["earliest"]).all()


def test_many_texts_are_hashed_as_each_alone() -> None:
    """Words and sentences of a text are the same whatever texts stand before it."""
    texts = ["", FLOOD, "x", MARKET, "Don't! 3.5 m；水 上涨", "", "end"]
    together = hash_words(texts)
    for number, text in enumerate(texts):
        alone = hash_words([text])
        mine = together.texts == number
        assert np.array_equal(together.hashes[mine], alone.hashes)
        hashes, places, _ = together.hash_sentences()
        assert np.array_equal(hashes[places == number], alone.hash_sentences()[0])


def test_stories_of_several_articles_are_described() -> None:
    """One row a story, with its first article among those asked about; others are left out."""
    articles = table(
        {"text": FLOOD, "headline": "Flood"},
        {"text": MARKET, "headline": "Reed"},
        {"text": FLOOD, "headline": "Villages cut off", "outlet": "Outlet 0"},
        {"text": MARKET},
        {"text": FLOOD},
        {"text": BACKGROUND},
    )
    copies = find_copies(articles)
    counted = count_copies(copies, articles)
    assert counted[["cluster", "articles", "outlets", "similarity", "outlet", "headline"]].to_numpy().tolist() == [
        ["a", 3, 2, 1.0, "Outlet 0", "Flood"],
        ["b", 2, 2, 1.0, "Outlet 1", "Reed"],
    ]
    assert counted["published"].dt.day.tolist() == [1, 2]
    some = count_copies(copies, articles.iloc[2:])
    assert some[["cluster", "articles", "headline"]].to_numpy().tolist() == [["a", 2, "Villages cut off"]]
    assert count_copies(copies.iloc[:0], articles).empty
