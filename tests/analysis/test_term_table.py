"""The counting engine: compiled and plain counts equal the simplest code for the same rule, whatever the text."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, vstack

from dateline import schema
from dateline.analysis import term_table as engine
from dateline.analysis.counting import count_terms
from dateline.analysis.term_table import (
    TermTable,
    count_batches,
    count_to_disk,
    file_matrix,
    make_options,
    term_table,
)
from dateline.analysis.term_table.counter import Matrix, count_compiled, count_plainly
from dateline.analysis.term_table.options import STOP_LISTS, TermOptions, stop_list
from dateline.analysis.term_table.splitting import kinds_of_signs
from dateline.analysis.terms import frequency, tfidf, trend
from dateline.errors import DatelineError
from dateline.text import WORD

ODD = (
    *"abcXYZ019_'’-–—.,!?/()\"@#&",
    *" \t\n\r\x0b\x0c\x1c\x1f\x85\xa0\u2003\u2028\u200b\u3000\ufeff",
    *"éÉßẞİıŉſǅﬁßŒœÆøÅñçÿ",
    *"ΣσςδДжїЁ東京ひらカナ한글نصעבहि์ก",
    *"e\u0301o\u0308\u0345\u200d\u200c\ufe0f",
    *"٣५²½Ⅷ①𝟘𐐀𐐨𝒜",
    *"😀👩🏽‍🚀🇺🇳",
)
WHOLE_WORDS = (
    "The",
    "dam",
    "DAM",
    "dam's",
    "dam’s",
    "’s",
    "İstanbul",
    "STRASSE",
    "Straße",
    "so-called",
    "it's",
    "12",
    "B52",
)


def odd_texts(number: int) -> list[str]:
    """Return texts of odd signs and words, the same each time."""
    chance = random.Random(6)
    return [
        "".join(
            chance.choice(ODD) if chance.random() < 0.6 else chance.choice(WHOLE_WORDS) + chance.choice((" ", " ", "-"))
            for _ in range(chance.randrange(120))
        )
        for _ in range(number)
    ]


def options(**given: object) -> TermOptions:
    """Return options; all words count unless told otherwise."""
    base = {"stopwords": (), "stem": False, "ngram": 1, "min_length": 1, "numbers": True, "phrases": ()}
    return make_options(**(base | given))


def slow_count(text: str, *, ngram: int = 1) -> Counter[str]:
    """Count terms by the simplest code for the rule."""
    found = list(WORD.finditer(text))
    words = [match[0].casefold().replace("’", "'") for match in found]
    words = [word[:-2] if word.endswith("'s") and len(word) > 2 else word for word in words]
    joined = [text[left.end() : right.start()].isspace() for left, right in pairwise(found)]
    return Counter(
        " ".join(words[start : start + ngram])
        for start in range(len(words) - ngram + 1)
        if all(joined[start : start + ngram - 1])
    )


def arrays(texts: Iterable[str]) -> list[pa.Array]:
    return [pa.array(list(texts), type=pa.large_string())]


def by_term(counted: tuple[object, pa.Array, np.ndarray]) -> list[dict[str, int]]:
    """Return the counts of each article by term."""
    matrix, terms, _ = counted
    names = terms.to_pylist()
    rows = [matrix[[row]].tocoo() for row in range(matrix.shape[0])]
    return [{names[c]: int(n) for c, n in zip(row.coords[1], row.data, strict=True)} for row in rows]


def articles(texts: Iterable[str | None]) -> pd.DataFrame:
    rows = [{"id": f"a{n}", "text": text, "source_record": n} for n, text in enumerate(texts)]
    return schema.frame("articles", rows)


def same(one: TermTable, other: TermTable) -> bool:
    """Tell whether two tables are equal in every part."""
    arrays = [(getattr(one.counts, name), getattr(other.counts, name)) for name in ("data", "indices", "indptr")]
    arrays.append((one.words, other.words))
    named = one.terms.equals(other.terms) and one.articles.equals(other.articles)
    return named and all(np.array_equal(a, b) for a, b in arrays)


def counts_by(count, texts, chosen):
    """Return the counts (articles by terms), the terms, and the words of each article."""
    matrix = Matrix()
    labels, words = count(texts, chosen, matrix)
    return *matrix.finish(labels), words


@pytest.mark.parametrize("count", [count_compiled, count_plainly])
def test_counts_of_odd_text_equal_a_slow_count_term_by_term(count):
    """2,000 articles of many scripts, combining marks, İ, ß, digits, emoji: every term and count is right."""
    texts = odd_texts(2000)
    counted = counts_by(count, arrays(texts), options())
    assert by_term(counted) == [dict(slow_count(text)) for text in texts]
    assert counted[2].tolist() == [len(WORD.findall(text)) for text in texts]


@pytest.mark.parametrize("ngram", [2, 3, 4])
def test_sequences_of_odd_text_equal_a_slow_count(ngram: int):
    """Pairs, threes and fours of words with nothing but white space between them."""
    texts = odd_texts(500)
    counted = counts_by(count_compiled, arrays(texts), options(ngram=ngram))
    assert by_term(counted) == [dict(slow_count(text, ngram=ngram)) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=60)))
def test_any_text_is_counted_as_plain_python_counts_it(texts: list[str]):
    """Whatever Unicode text is given, words and pairs equal the slow count."""
    for ngram in (1, 2):
        counted = counts_by(count_compiled, arrays(texts), options(ngram=ngram))
        assert by_term(counted) == [dict(slow_count(text, ngram=ngram)) for text in texts]


def test_every_sign_has_the_kind_that_the_rule_of_words_gives_it():
    """All 1,114,112 signs: a letter is what WORD takes, white space what str.isspace says."""
    kinds = kinds_of_signs()
    every = "".join(map(chr, range(0x110000)))
    letters = {match.start() for match in re.finditer(r"[^\W_]", every)}
    assert set(np.flatnonzero(kinds == 1).tolist()) == letters
    assert set(np.flatnonzero(kinds == 2).tolist()) == {code for code, sign in enumerate(every) if sign.isspace()}


@pytest.mark.parametrize("piece", [1, 100, 10_000])
def test_pieces_of_any_size_give_equal_tables(piece: int, monkeypatch: pytest.MonkeyPatch):
    """How the articles are cut into batches and pieces does not show in the counts."""
    monkeypatch.setattr(engine, "SMALL", -1)
    texts, ids = odd_texts(300), [f"a{n}" for n in range(300)]
    one = count_batches([(pa.array(ids), pa.array(texts))], options(ngram=2))
    cuts = list(range(0, 300, 7))
    batches = ((pa.array(ids[at : at + 7]), pa.array(texts[at : at + 7])) for at in cuts)
    assert same(count_batches(batches, options(ngram=2), piece=piece), one)


@pytest.mark.parametrize("small", [-1, 1 << 30], ids=["compiled", "plain"])
@pytest.mark.parametrize("together", [1, 500, 1 << 21])
def test_counts_in_a_file_equal_those_in_memory(tmp_path, small: int, together: int, monkeypatch: pytest.MonkeyPatch):
    """Counted into a file and read back some articles at a time, the tables are those of one matrix, put together."""
    monkeypatch.setattr(engine, "SMALL", small)
    monkeypatch.setattr(file_matrix, "TOGETHER", together)
    batches = [(pa.array([f"a{n}" for n in range(300)]), pa.array(odd_texts(300)))]
    for chosen in (options(), options(ngram=2)):
        one = count_batches(batches, chosen, piece=1000)
        with (tmp_path / "counts").open("w+b") as file:
            parts = count_to_disk(batches, chosen, file, piece=1000)
            tables = list(parts.tables())
        assert (len(tables) > 1) == (together < 1 << 21)
        whole = TermTable(
            csr_array(vstack([table.counts for table in tables])),
            terms=parts.terms,
            articles=pd.Index([name for table in tables for name in table.articles], dtype="str"),
            words=np.concatenate([table.words for table in tables]),
        )
        assert same(whole, one)


def test_no_articles_give_a_file_without_counts(tmp_path):
    """Nothing to count is no error."""
    with (tmp_path / "counts").open("w+b") as file:
        parts = count_to_disk([], options(), file)
        assert (len(parts.terms), list(parts.tables())) == (0, [])


def test_few_articles_and_many_are_counted_alike(monkeypatch: pytest.MonkeyPatch):
    """The plain way, taken for little text, and the compiled one give the same table."""
    table = articles([*odd_texts(200), None, ""])
    plain = term_table(table, stem=True)
    monkeypatch.setattr(engine, "SMALL", -1)
    assert same(term_table(table, stem=True), plain)


def test_many_different_words_and_sequences_make_the_tables_grow():
    """200,000 different words, and as many pairs, outgrow what is set aside at first."""
    text = " ".join(f"w{number}" for number in range(200_000))
    matrix, terms, words = counts_by(count_compiled, arrays([text, text]), options())
    assert (matrix.sum(), len(terms), words.tolist()) == (400_000, 200_000, [200_000, 200_000])
    matrix, terms, _ = counts_by(count_compiled, arrays([text, text]), options(ngram=2))
    assert (matrix.sum(), len(terms), terms[0].as_py()) == (399_998, 199_999, "w0 w1")


def test_damaged_utf8_ends_words_and_breaks_nothing():
    """Bytes that are no UTF-8, as a damaged file may hold, are no letters."""
    raw = pa.array([b"dam \xff\xfe wall\xc3", b"\xe6\x9d dam", b"\xf0\x9f"], type=pa.large_binary())
    broken = pa.Array.from_buffers(pa.large_string(), 3, raw.buffers())
    matrix, terms, words = counts_by(count_compiled, [broken], options())
    assert (words[0], matrix[:, terms.to_pylist().index("wall")].sum()) == (2, 1)


def test_the_table_has_sorted_terms_and_small_numbers():
    """int32 counts with columns in order, sorted terms, ids and words in the order of the articles."""
    table = term_table(articles(["Wall, dam and dam", None, "the", "reed dam"]))
    assert table.terms.tolist() == ["dam", "reed", "wall"]
    assert table.counts.toarray().tolist() == [[2, 0, 1], [0, 0, 0], [0, 0, 0], [1, 1, 0]]
    assert table.counts.dtype == np.int32
    assert table.words.tolist() == [4, 0, 1, 2]
    assert table.articles.tolist() == ["a0", "a1", "a2", "a3"]
    assert repr(table) == "TermTable of 4 articles and 3 terms"


def test_rows_columns_and_totals_answer_questions():
    """Articles chosen by id, terms by pattern, groups by one sum."""
    table = term_table(articles(["flood flooding dam", "flood", "dam dam"]))
    assert table.select(["a2", "unknown", "a0"]).counts.toarray().tolist() == [[2, 0, 0], [1, 1, 1]]
    assert table.terms[table.columns("flood*")].tolist() == ["flood", "flooding"]
    counts, found = table.totals(np.array([0, 0, -1]), 2)
    assert counts.toarray().tolist() == [[1, 2, 1], [0, 0, 0]]
    assert found.toarray().tolist() == [[1, 2, 1], [0, 0, 0]]


def test_totals_of_many_articles_are_added_up_in_parts(monkeypatch: pytest.MonkeyPatch):
    """Groups whose articles lie in different parts of the matrix are added up whole."""
    monkeypatch.setattr("dateline.analysis.term_table.table.ROWS", 2)
    counts, found = term_table(articles(["dam dam", "dam", "wall", "dam", "wall"])).totals(np.array([0, 1, 0, 0, 1]), 2)
    assert (counts.toarray().tolist(), found.toarray().tolist()) == ([[3, 1], [1, 1]], [[2, 1], [1, 1]])


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("The White House, white house staff", {"phrases": ["White  House"]}, {"white house": 2, "staff": 1}),
        ("white. House", {"phrases": ["white house"]}, {"white": 1, "house": 1}),
        ("the U.S. Army", {"phrases": ["U.S. Army"]}, {"u.s. army": 1}),
        (
            "prime minister's office, prime minister",
            {"phrases": ["prime minister", "prime minister's office"]},
            {"prime minister": 1, "prime minister's office": 1},
        ),
        ("state of emergency", {"phrases": ["state of emergency"]}, {"state of emergency": 1}),
        ("white house staff", {"phrases": ["white house"], "ngram": 2}, {"white house staff": 1}),
        ("a b c", {"phrases": ["a b", "b c"], "ngram": 2, "stopwords": ()}, {"a b c": 1}),
        ("les barrages du fleuve", {"stem": "french", "stopwords": ["les", "du"]}, {"barrag": 1, "fleuv": 1}),
    ],
)
def test_multi_word_terms_and_stems(text: str, given: dict[str, object], expected: dict[str, int]):
    """The longest multi-word term counts in place of its words; stems by the language asked for."""
    table = term_table(articles([text]), **given)
    assert dict(zip(table.terms, table.counts.toarray()[0].tolist(), strict=True)) == expected


def test_terms_that_are_made_in_two_ways_are_one():
    """White + house staff and white house + staff are the same three words: one column."""
    text = "Whites house staff. White house staffs."
    table = term_table(articles([text]), phrases=["white house", "house staff"], ngram=2, stem=True, stopwords=())
    assert (table.terms.tolist(), table.counts.toarray().tolist()) == (["white house staff"], [[2]])


@pytest.mark.parametrize(
    ("option", "value"), [("phrases", ["dam"]), ("stem", "klingon"), ("stopwords", "klingon"), ("ngram", 0)]
)
def test_impossible_options_say_what_there_is(option: str, value: object):
    """A phrase of one word, an unknown language, a length of nothing."""
    with pytest.raises(DatelineError, match=r"several words|There is|1 or more"):
        term_table(articles(["dam"]), **{option: value})


@pytest.mark.parametrize("texts", [[], [None], ["", None, "?!"]])
@pytest.mark.parametrize("ngram", [1, 2])
def test_nothing_to_count_gives_a_table_without_terms(texts: list[str | None], ngram: int):
    """No articles, missing texts and texts without words have rows and no columns."""
    table = term_table(articles(texts), ngram=ngram)
    assert (table.counts.shape, table.words.tolist()) == ((len(texts), 0), [0] * len(texts))


def test_lone_surrogates_end_words():
    """Text that cannot be written as UTF-8 is counted as if the sign were a mark."""
    table = pd.DataFrame({"id": ["a"], "text": pd.Series(["dam\ud800wall dam \udfff dam"], dtype=object)})
    assert term_table(table).counts.toarray().tolist() == [[3, 1]]
    assert term_table(table, ngram=2).terms.tolist() == ["wall dam"]


def test_a_table_answers_as_its_rows_do():
    """frequency, tfidf and trend give the same from the matrix as from the rows of count_terms."""
    rows = [
        {"id": "a", "text": "The dam broke. Dam!", "outlet": "The Reed", "published": "2025-03-03"},
        {"id": "b", "text": "the", "outlet": "Quill", "published": "2025-03-12"},
        {"id": "c", "text": "A flood at the dam", "outlet": None, "published": None},
    ]
    table = schema.frame("articles", [row | {"source_record": 1} for row in rows])
    counts, matrix = count_terms(table), term_table(table)
    for by in (None, "outlet", "week"):
        pd.testing.assert_frame_equal(frequency(matrix, table, by=by), frequency(counts, table, by=by))
        pd.testing.assert_frame_equal(tfidf(matrix, table, by=by), tfidf(counts, table, by=by))
    pd.testing.assert_frame_equal(trend(matrix, table, terms=["dam*"]), trend(counts, table, terms=["dam*"]))


@pytest.mark.parametrize("language", STOP_LISTS)
def test_every_stop_word_is_a_word_that_a_text_can_hold(language: str):
    """Each list is there, and each of its words is one word by the rule, in the form in which it is looked up."""
    words = stop_list(language)
    assert len(words) > 60
    assert [word for word in words if not WORD.fullmatch(word) or word != word.casefold().replace("’", "'")] == []


def test_there_is_a_list_of_stop_words_for_each_stemmer():
    """Whoever can stem a language can leave out its common words; Porter's stemmer is for English, too."""
    from nltk.stem import SnowballStemmer

    assert set(SnowballStemmer.languages) - {"porter"} == set(STOP_LISTS)


def test_stop_words_of_other_languages_are_left_out():
    """German, with ß, and French, with elisions."""
    german = term_table(articles(["Der Damm ist gebrochen, daß es kracht"]), stopwords="german")
    assert german.terms.tolist() == ["damm", "gebrochen", "kracht"]
    french = term_table(articles(["C'est le barrage d'une rivière qu'on aime"]), stopwords="french")
    assert french.terms.tolist() == ["aime", "barrage", "rivière"]
