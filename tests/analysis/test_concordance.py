"""Concordances: every hit with what stands around it, in the order asked for, from articles that may hold anything."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from dateline import schema
from dateline.analysis.concordance import Concordance, concordance
from dateline.analysis.concordance_findings import concordance_finding, concordance_trend
from dateline.analysis.concordance_view import web_address
from dateline.analysis.phrases import _folds, _odd_letters, find_phrase
from dateline.corpus import open_corpus, write_corpus
from dateline.errors import CorpusError, DatelineError, SchemaError, UnknownNameError

Row = tuple[str, str | None, str | None, str | None]
NEWS: list[Row] = [
    ("a", "The dam broke. Ada Brook saw the\n\ndam fall.", "The Reed", "2025-03-03"),
    ("b", None, "The Reed", "2025-03-09"),
    ("c", "Dams hold; a Dam broke", "Quill", "2025-04-24"),
    ("d", "Nothing here", None, None),
]
EVERYTHING = "".join(map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)]))
HOSTILE = "<script>alert(1)</script> \u202edam\u202c \x1b[31m<img src=x onerror=y> dam\x07"


def articles(rows: list[Row] = NEWS, **more: list[str | None]) -> pd.DataFrame:
    """Return an ``articles`` table of ids, texts, outlets and days."""
    named = [
        {"id": key, "text": text, "outlet": outlet, "published": day, "source_record": 1}
        for key, text, outlet, day in rows
    ]
    return schema.frame("articles", named).assign(**more)


def one(text: str, pattern: str, **options: object) -> list[str]:
    """Return the hits in one text."""
    table = concordance(articles([("a", text, None, None)]), pattern, **options).table
    return [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]


def lines(found: Concordance) -> list[tuple[object, ...]]:
    return list(found.table[["article", "left", "match", "right"]].itertuples(index=False, name=None))


def test_lines_show_what_stands_around_each_hit() -> None:
    """Each hit has its article, its characters, and what is before and after on one line."""
    found = concordance(articles(), "dam", width=12)
    assert lines(found) == [
        ("a", "The ", "dam", " broke. Ada"),
        ("a", "saw the ", "dam", " fall."),
        ("c", "hold; a ", "Dam", " broke"),
    ]
    assert found.table[["start", "end"]].to_numpy().tolist() == [[4, 7], [34, 37], [13, 16]]
    assert found.table["outlet"].tolist() == ["The Reed", "The Reed", "Quill"]
    assert found.table["published"].dt.day.tolist() == [3, 3, 24]


@pytest.mark.parametrize(
    ("text", "pattern", "options", "expected"),
    [
        ("dam DAM dam’s dam-wall dams", "dam", {}, ["dam", "DAM", "dam", "dam"]),
        ("dam Dam", "dam", {"ignore_case": False}, ["dam"]),
        ("damage to a dam", "dam", {"whole_words": False}, ["dam", "dam"]),
        ("evacuate, evacuation’s end", "evacuat*", {}, ["evacuate", "evacuation’s"]),
        ("“evacuation’ ends", "evacuat*", {}, ["evacuation"]),
        ("pre-election, election", "*election", {}, ["pre-election", "election"]),
        ("ceasefire cease-fire cease fire", "cease*fire", {}, ["ceasefire", "cease-fire"]),
        ("state  of\n\nalarm, state of war", "state of *", {}, ["state  of\n\nalarm", "state of war"]),
        ("state of  war", "state of * war", {}, []),
        ("Straße STRASSE straſse", "strasse", {}, ["Straße", "STRASSE", "straſse"]),
        ("oﬃce OFFICE oﬀice", "office", {}, ["oﬃce", "OFFICE", "oﬀice"]),
        ("ΔΈΛΤΑ ДОМ 東京", "дом", {}, ["ДОМ"]),
        ("ΟΔΟΣ οδός οδος", "οδος", {}, ["ΟΔΟΣ", "οδος"]),
        ("it’s it's", "it's", {}, ["it’s", "it's"]),
        ("C++ and c++x", "c++", {}, ["C++", "c++"]),
        ("हिन्दी हिन्द", "हिन्द", {}, ["हिन्द"]),
        ("ab abc", "(?r)ab", {"regex": True}, ["ab", "ab"]),
        ("a.b a-b", "a.b", {}, ["a.b"]),
        ("dam", "dam", {}, ["dam"]),
        ("", "dam", {}, []),
        ("over 2,000 people, 30 homes", r"\d+ (people|homes)", {"regex": True}, ["000 people", "30 homes"]),
        ("aaa", "a*", {"regex": True}, ["aaa"]),
        ("Dam", "dam", {"regex": True, "ignore_case": False}, []),
    ],
)
def test_what_a_pattern_finds(text: str, pattern: str, options: dict[str, object], expected: list[str]) -> None:
    """Words, phrases, asterisks, case and regular expressions find what they say, and nothing else."""
    assert one(text, pattern, **options) == expected


def test_overlapping_hits_are_not_lost() -> None:
    """A hit that begins within another is a hit too."""
    assert one("on and on and on", "on and on") == ["on and on", "on and on"]
    assert one("banana", "ana", whole_words=False) == ["ana", "ana"]


@given(
    st.lists(st.text(alphabet="abßsSẞſfiﬁﬅİıKk \n-’'*", max_size=30), max_size=3),
    st.text(alphabet="abßsStfik", min_size=1, max_size=4),
)
def test_hits_equal_those_of_a_plain_loop(texts: list[str], word: str) -> None:
    """Every hit is one that the simplest code finds: each stretch that folds to the same, in whole words."""
    expected = [
        (str(number), start, end)
        for number, text in enumerate(texts)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if text[start:end].casefold() == word.casefold()
        and not (text[:start][-1:].isalnum() or text[end:][:1].isalnum())
    ]
    table = articles([(str(number), text, None, None) for number, text in enumerate(texts)])
    found = concordance(table, word, limit=None).table
    assert list(found[["article", "start", "end"]].itertuples(index=False, name=None)) == expected


@given(st.text(alphabet="ab -'’\n", max_size=40), st.text(alphabet="ab*", min_size=1, max_size=4))
def test_asterisks_equal_those_of_a_plain_loop(text: str, word: str) -> None:
    """An asterisk stands for any letters with inner hyphens and apostrophes, wherever and however often it is."""
    if not word.replace("*", ""):
        return
    token = "".join(r"(?:[ab]|(?<=[ab])['’\-](?=[ab]))*" if sign == "*" else sign for sign in word)
    fits = re.compile(rf"(?=(?<![ab]){token}(?![ab]))")
    starts = {found.start() for found in fits.finditer(text)}
    if word.startswith("*"):
        starts = {at for at in starts if not re.search(r"[ab]['’\-]\Z", text[:at])}
    assert {start for start, _ in find_phrase(word)[0](text)} == starts


def test_every_case_pair_of_unicode_is_known() -> None:
    """The letters that fold to each other are those that Python's case folding says, in all of Unicode."""
    folds: dict[str, str] = {}
    for sign in EVERYTHING:
        if sign.casefold() != sign:
            folds[sign.casefold()] = folds.get(sign.casefold(), "") + sign
    assert _folds() == folds


def test_the_quick_search_takes_no_other_letters() -> None:
    """What ``regex`` takes for a letter beyond case folding is among the odd letters, which are searched exactly."""
    signs = "".join(map(chr, range(0x21, 0x7F)))
    likely = "".join(regex.findall(f"[{re.escape(signs)}]", EVERYTHING, regex.IGNORECASE))
    likely += "".join(one for one in EVERYTHING if set(one.casefold()) <= set(signs))
    for sign in signs:
        taken = set(regex.findall(regex.escape(sign), likely, regex.IGNORECASE))
        folded = {one for one in likely if one.casefold() == sign.casefold()}
        assert taken ^ folded <= set(_odd_letters(sign))


def test_lines_are_sorted_by_the_words_beside_the_hit() -> None:
    """Left and right order go by the words from the hit outward in small letters, then by place."""
    table = articles([("a", "Zoo dam Beta. b dam alpha; a B dam Beta", None, None)])
    right, left = (concordance(table, "dam", sort=sort)["start"].tolist() for sort in ("right", "left"))
    assert right == [16, 31, 4]
    assert left == [31, 16, 4]


def test_the_limit_takes_the_first_of_the_order() -> None:
    """A limited concordance has the first lines of the whole one, whatever the order."""
    table = articles([("a", "dam c dam b dam a", None, None)])
    for sort in ("article", "left", "right"):
        whole = concordance(table, "dam", sort=sort, limit=None).table
        pd.testing.assert_frame_equal(concordance(table, "dam", sort=sort, limit=2).table, whole.head(2))


def test_counts_are_of_all_hits() -> None:
    """Hits and articles count what the lines leave out; by outlet and month nothing is lost."""
    found = concordance(articles(), "dam", limit=1)
    assert (len(found), found.counted, found.hits, found.articles) == (1, False, 3, 2)
    month = found.counts("month")
    assert month[["hits", "articles", "total"]].to_numpy().tolist() == [[2, 1, 2], [1, 1, 1], [0, 0, 1]]
    assert month["month"].isna().tolist() == [False, False, True]
    outlets = found.counts("outlet")
    assert outlets["outlet"].fillna("-").tolist() == ["Quill", "The Reed", "-"]
    assert outlets["share"].tolist() == [1.0, 0.5, 0.0]


def test_no_more_is_shown_than_can_be_read() -> None:
    """A long concordance shows its first 200 lines and says so; the table has all of them."""
    found = concordance(articles([("a", "dam " * 300, None, None)]), "dam", limit=None)
    assert len(found) == 300
    assert found._repr_html_().count("<mark") == 200
    assert repr(found).splitlines()[0] == "“dam”: 300 hits in 1 of 1 article; 200 of them"


def test_days_limit_the_articles() -> None:
    """Only articles from the first to the last day are asked; those without a day are not."""
    assert concordance(articles(), "dam", first="2025-04-01", last="2025-04-24")["article"].tolist() == ["c"]
    assert len(concordance(articles(), "dam", last="2025-03-03").tally) == 1
    assert len(concordance(articles(), "*o*", first="2025-03-04").tally) == 2


def test_an_empty_corpus_has_no_lines() -> None:
    """No articles, no hits, and the columns are there."""
    found = concordance(articles([]), "dam")
    assert (len(found), found.hits, len(found.counts("month"))) == (0, 0, 0)
    assert "right" in found.table.columns
    assert repr(found) == "“dam” does not occur in the 0 articles"


def test_a_corpus_folder_is_read_part_by_part(tmp_path: Path) -> None:
    """A corpus in a folder gives the same lines as its table, and its articles are not loaded whole."""
    table = schema.conform(articles(), "articles")
    write_corpus(tmp_path / "c", articles=table, rejected=schema.frame("rejected"))
    corpus = open_corpus(tmp_path / "c")
    found = concordance(corpus, "dam")
    pd.testing.assert_frame_equal(found.table, concordance(table, "dam").table)
    assert "articles" not in vars(corpus)
    (tmp_path / "c" / "articles.parquet").write_bytes(b"PAR1 broken")
    with pytest.raises(CorpusError, match="is damaged"):
        concordance(corpus, "dam").count()


def test_other_columns_may_be_missing() -> None:
    """A table of ids and texts is enough; one without texts is refused with what there is."""
    table = pd.DataFrame({"id": ["a"], "text": ["a dam"]})
    assert concordance(table, "dam")["outlet"].isna().all()
    with pytest.raises(SchemaError, match='No column "text"'):
        concordance(table[["id"]], "dam").count()


def test_the_articles_stay_as_they_are() -> None:
    """The input table is not changed."""
    table = articles()
    before = table.copy(deep=True)
    concordance(table, "dam", sort="right").count()
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"pattern": "  "}, "cannot be looked for"),
        ({"pattern": "* *"}, "cannot be looked for"),
        ({"pattern": "(dam", "regex": True}, "no regular expression"),
        ({"pattern": "dam", "width": -1}, "0 or more"),
        ({"pattern": "dam", "sort": "up"}, "article, left, right"),
        ({"pattern": "dam", "first": "soon"}, '"soon" is no day'),
    ],
)
def test_impossible_questions_are_refused(options: dict[str, object], says: str) -> None:
    """A wrong argument gives an error that says what there is."""
    with pytest.raises(DatelineError, match=says):
        concordance(articles(), **options)
    with pytest.raises(UnknownNameError, match="outlet"):
        concordance(articles(), "dam").counts("author")


def test_a_regular_expression_without_end_is_stopped() -> None:
    """An expression that would take ages on a text is an error that says how to write it."""
    table = articles([("a", "a" * 60 + "b", None, None)])
    with pytest.raises(DatelineError, match="one repetition inside another"):
        concordance(table, "(a|aa)+$", regex=True).count()


def test_what_articles_hold_is_text_in_the_notebook() -> None:
    """Markup is escaped, control and direction signs are replaced, and only addresses of the web are linked."""
    table = articles(
        [("a", HOSTILE, HOSTILE, "2025-03-03"), ("b", "dam", None, None), ("c", "dam", None, None)],
        headline=['" onclick="x', None, None],
        url=["javascript:alert(1)", 'https://reed.example/?a="><b>', "https://reed.example/a?b=1&c=2"],
    )
    shown = concordance(table, "dam")._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert not set("\u202e\u202c\x1b\x07") & set(shown)
    assert re.findall(r'href="([^"]*)"', shown) == ["https://reed.example/a?b=1&amp;c=2"]
    assert 'title="&quot; onclick=&quot;x"' in shown
    assert shown.count("<mark") == 4


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://reed.example/a", True),
        ("HTTP://reed.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//reed.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://reed.example/\u202egnp", False),
        (" https://reed.example", False),
    ],
)
def test_addresses_of_the_web_are_linked(address: str, linked: bool) -> None:
    """Only http and https with a host become links."""
    assert web_address(address) is linked


def test_text_lines_are_aligned() -> None:
    """In a terminal all hits begin in the same column, wide letters counted as two, and no sign of a text moves it."""
    rows = [
        ("a", "a\x1b[2J dam", "The Reed", "2025-03-03"),
        ("b", "東京 dam\u202e", "Quill", None),
        ("c", "dam", None, None),
    ]
    assert concordance(articles(rows), "dam").to_text(60).splitlines() == [
        "          a\ufffd[2J dam                          3 Mar 2025, The",
        "           東京 dam\ufffd                         Quill",
        "                dam                          c",
    ]


def test_the_finding_says_how_often_and_where() -> None:
    """A sentence counts hits and articles and names the outlet with most hits, where one has most."""
    assert concordance_finding(concordance(articles(), "dam")) == (
        "“dam” occurs 3 times, in 2 of 4 articles (50 %), most often in The Reed (2 times)"
    )
    assert concordance_finding(concordance(articles(), "broke")) == "“broke” occurs 2 times, in 2 of 4 articles (50 %)"
    assert concordance_finding(concordance(articles(), "mill*")) == "“mill…” does not occur in the 4 articles"
    assert concordance_finding(concordance(articles(), "mil*", regex=True)).startswith("“mil∗” does not")
    assert concordance_finding(concordance(articles([]), "mill")) == "“mill” does not occur in the 0 articles"


def test_the_trend_has_every_period() -> None:
    """Hits and shares by month, with a last row of the articles without a day."""
    trend = concordance_trend(concordance(articles(), "dam"), period="month")
    names = ["period", "term", "count", "articles", "total", "share", "low", "high", "level", "change", "change_p"]
    assert trend.columns.tolist() == names
    assert trend["period"].dt.month.fillna(0).tolist() == [3, 4, 0]
    assert trend[["count", "articles", "total"]].to_numpy().tolist() == [[2, 1, 2], [1, 1, 1], [0, 0, 1]]
