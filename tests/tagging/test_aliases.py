"""Aliases: which names of different articles are one source's, and which stay apart."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import schema
from dateline.errors import DatelineError
from dateline.tagging.aliases import apply_aliases, find_aliases

KIND = {"person": "PER", "organisation": "ORG", "government": "LOC"}
Source = tuple[str, str]
NO_ARTICLES = schema.frame("articles")


def claims_of(*sources: Source) -> pd.DataFrame:
    """Return one claim a source, each in an article of its own: name and kind."""
    rows = [
        {"id": f"c{n}", "article": f"a{n}", "source": name, "source_kind": kind}
        for n, (name, kind) in enumerate(sources)
    ]
    return schema.frame("claims", rows)


def entities_of(*sources: Source) -> pd.DataFrame:
    """Return one mention a source, in its article: name and kind of entity or source."""
    rows = [(f"a{n}", 0, len(name), KIND.get(kind, kind), name, None) for n, (name, kind) in enumerate(sources)]
    return schema.frame("entities", rows)


def articles_of(*texts: str) -> pd.DataFrame:
    return schema.frame("articles", [{"id": f"a{n}", "text": text, "source_record": n} for n, text in enumerate(texts)])


def groups(*sources: Source, mentioned: tuple[Source, ...] = (), **corrections: object) -> list[set[str]]:
    """Return the names of the sources that have several."""
    named = [source for source in sources if source[1] in KIND] + list(mentioned)
    entities = entities_of(*named)
    articles = articles_of(*(name for name, _ in named))
    found = find_aliases(claims_of(*sources), entities=entities, articles=articles, **corrections)  # type: ignore[arg-type]
    gathered = found.groupby("source", sort=True)["name"].agg(set)
    return [names for names in gathered if len(names) > 1]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Politico", "POLITICO", "organisation"),
        ("The Reed", "Reed", "organisation"),
        ("F.B.I.", "FBI", "organisation"),
        ("Martin O’Malley", "Martin O'Malley", "person"),
        ("Felipe Calderón", "Felipe Calderon", "person"),
        ("Brook’s campaign", "Brook campaign", "organisation"),
        ("Mr. Brooks's campaign", "Brooks’ campaign", "organisation"),
        ("Department of Roads", "Roads Department", "organisation"),
        ("President Ada Brook", "Ada Brook", "person"),
        ("former Secretary of State Ada Brook", "Ada Brook", "person"),
        ("Voters", "voters", "group"),
        ("Ada J. Brook", "Ada Brook", "person"),
        ("Ada Jane Brook", "Ada J. Brook", "person"),
    ],
)
def test_names_spelt_differently_are_one(first: str, second: str, kind: str) -> None:
    """Capitals, marks, accents, titles, "the", possessives and middle names make no other source."""
    assert groups((first, kind), (second, kind)) == [{first, second}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("WHO", "organisation"), ("who", "unknown")),
        (("House", "organisation"), ("house", "unknown")),
        (("Christie's", "organisation"), ("Christie", "person")),
        (("42%", "unknown"), ("42", "unknown")),
        (("former secretary of state", "person"), ("secretary of state", "person")),
        (("Mr. King", "person"), ("Mrs. King", "person")),
        (("Ada Brook", "person"), ("Ada Brook Jr", "person")),
        (("Republican nominee", "person"), ("Republican presidential nominee", "person")),
        (("Ada Brook", "person"), ("Adam Brook", "person")),
        (("Quill Office", "organisation"), ("Reed Office", "organisation")),
        (("Brook", "organisation"), ("Ada Brook", "person")),
    ],
)
def test_other_sources_stay_apart(first: Source, second: Source) -> None:
    """What could be two sources stays two."""
    assert groups(first, second, first, second, mentioned=(second, second)) == []


def test_the_same_letters_are_the_same_name_whatever_the_kind() -> None:
    """An engine may take an outlet for a person in one article."""
    assert groups(("PolitiFact", "organisation"), ("Politifact", "person")) == [{"PolitiFact", "Politifact"}]


FULL = ("Ada Brook", "person")


def test_a_surname_means_the_one_person_who_bears_it() -> None:
    """ "Brook" alone in one article is the Ada Brook of two others."""
    assert groups(FULL, FULL, ("Brook", "person")) == [{"Ada Brook", "Brook"}]


@pytest.mark.parametrize("other", ["Bill Brook", "Brook Ellis", "Ada Brook Jr"])
def test_a_surname_that_two_people_bear_stays_alone(other: str) -> None:
    """A second person with that name is enough, also one who never speaks."""
    assert groups(FULL, FULL, FULL, ("Brook", "person"), mentioned=((other, "person"),)) == []


def test_a_surname_of_someone_named_in_full_in_one_article_only_stays_alone() -> None:
    """One article's Brook is hardly known by the surname in another."""
    assert groups(FULL, ("Brook", "person")) == []


def test_a_surname_that_also_names_something_else_stays_alone() -> None:
    """Fox may be Fox News."""
    assert groups(FULL, FULL, ("Brook", "person"), mentioned=(("Brook", "organisation"),)) == []


def test_a_title_that_does_not_fit_keeps_a_surname_alone() -> None:
    """Mrs. Brook is not John Brook."""
    john = ("John Brook", "person")
    assert groups(john, john, ("Mrs. Brook", "person")) == []
    assert groups(john, john, ("Mr. Brook", "person")) == [{"John Brook", "Mr. Brook"}]


def test_middle_names_that_differ_keep_the_short_name_apart() -> None:
    """George Bush may be George W. or George H.W. Bush, though the last only stands in an article."""
    older = (("George H.W. Bush", "person"),)
    assert groups(("George Bush", "person"), ("George W. Bush", "person"), mentioned=older) == []


def test_a_surname_of_two_words_means_the_one_who_bears_it() -> None:
    """De Blasio is Bill de Blasio."""
    assert groups(("Bill de Blasio", "person"), ("De Blasio", "person")) == [{"Bill de Blasio", "De Blasio"}]


STATED = "Institute for Water Security (IWS)"
LONG = "Institute for Water Security"


def acronym(*stated: str) -> list[list[str]]:
    """Return the names that join IWS, where articles state long names for it."""
    sources = [("IWS", "organisation"), *((long, "organisation") for long in stated)]
    texts = ["IWS", *(f"{long} (IWS)" for long in stated)]
    rows = [(f"a{n}", len(long) + 2, len(long) + 5, "ORG", long, None) for n, long in enumerate(stated, start=1)]
    found = find_aliases(claims_of(*sources), entities=schema.frame("entities", rows), articles=articles_of(*texts))
    return found.groupby("source", sort=True)["name"].agg(list).tolist()


def test_an_acronym_means_the_long_name_that_an_article_gives_it() -> None:
    """IWS in another article is the Institute for Water Security, and is shown so."""
    assert acronym(LONG) == [[LONG, "IWS"]]


def test_an_acronym_with_two_long_names_stays_alone() -> None:
    """IWS may be the Indian Wool Society too."""
    assert acronym(LONG, "Indian Wool Society") == [["IWS"], ["Indian Wool Society"], [LONG]]


def test_an_acronym_that_no_article_explains_stays_alone() -> None:
    """Initials alone are no evidence."""
    assert groups(("ISW", "organisation"), ("Institute for Slow Walks", "organisation")) == []


MINISTRY, OF_OSTREL = ("Energy Ministry", "organisation"), ("Ostrel Energy Ministry", "organisation")
OSTREL = ("Ostrel", "government")


def test_a_shorter_name_means_the_only_longer_one() -> None:
    """The Energy Ministry is Ostrel's where the corpus knows no other; the longer name is shown."""
    found = find_aliases(
        claims_of(MINISTRY, OF_OSTREL, OF_OSTREL), entities=entities_of(OSTREL), articles=articles_of("Ostrel")
    )
    assert found[["source", "name", "reason"]].to_numpy().tolist() == [
        ["Ostrel Energy Ministry", "Ostrel Energy Ministry", ""],
        ["Ostrel Energy Ministry", "Energy Ministry", "longer name"],
    ]


def test_a_shorter_name_of_two_longer_ones_stays_alone() -> None:
    """With a Varnian Energy Ministry in any article, the Energy Ministry may be either."""
    other = ("Varnian Energy Ministry", "organisation")
    assert groups(MINISTRY, OF_OSTREL, OF_OSTREL, mentioned=(OSTREL, other)) == []


def test_a_country_right_before_a_ministry_makes_it_another() -> None:
    """ "Varnia's Energy Ministry" is read as two names, and still tells that there are two ministries."""
    entities = schema.frame(
        "entities",
        [
            ("a0", 0, 6, "LOC", "Ostrel", None),
            ("a1", 0, 6, "LOC", "Varnia", None),
            ("a1", 9, 24, "ORG", MINISTRY[0], None),
        ],
    )
    articles = articles_of("Ostrel", "Varnia's Energy Ministry")
    found = find_aliases(claims_of(MINISTRY, OF_OSTREL, OF_OSTREL), entities=entities, articles=articles)
    assert found["source"].nunique() == 2


def test_a_rare_longer_name_is_another_body() -> None:
    """Where many speak of the Supreme Court and one of the Ohio Supreme Court, these are two."""
    court = ("Supreme Court", "organisation")
    ohio = ("Ohio Supreme Court", "organisation")
    assert groups(*[court] * 5, ohio, ohio, mentioned=(("Ohio", "government"),)) == []


def test_a_longer_name_of_one_article_only_is_another_body() -> None:
    """One article's British Foreign Office need not be the Foreign Office of another."""
    office, british = ("Foreign Office", "organisation"), ("British Foreign Office", "organisation")
    assert groups(office, british, mentioned=(("British", "MISC"),)) == []


def test_a_longer_name_with_any_other_word_is_another_body() -> None:
    """Only places and people's given names complete a name: the Senate Roads Committee is not the Roads Committee."""
    upper = ("Upper Roads Committee", "organisation")
    assert groups(("Roads Committee", "organisation"), upper, upper) == []


def test_a_campaign_is_that_of_the_only_person_it_can_be() -> None:
    """The Brook campaign is Ada Brook's where no other Brook has one."""
    short, full = ("Brook campaign", "organisation"), ("Ada Brook’s campaign", "organisation")
    assert groups(short, full, FULL) == [{short[0], full[0]}]
    assert groups(short, full, FULL, mentioned=(("Bill Brook’s campaign", "organisation"),)) == []


def test_a_name_that_goes_on_is_the_same_body() -> None:
    """The Quill Institute is the Quill Institute for Slow Walks; a National Institute may be any."""
    short, full = ("Quill Institute", "organisation"), ("Quill Institute for Slow Walks", "organisation")
    assert groups(short, full) == [{short[0], full[0]}]
    national = ("National Institute", "organisation"), ("National Institute for Roads", "organisation")
    assert groups(*national) == []


def test_names_of_one_place_are_one_government() -> None:
    """Kiev and Kyiv have one GeoNames id."""
    rows = [("a0", 0, 4, "LOC", "Kiev", "703448"), ("a1", 0, 4, "LOC", "Kyiv", "703448")]
    claims = claims_of(("Kiev", "government"), ("Kyiv", "government"), ("Kyiv", "government"))
    found = find_aliases(claims, entities=schema.frame("entities", rows), articles=articles_of("Kiev", "Kyiv"))
    assert found["source"].tolist() == ["Kyiv", "Kyiv"]


def test_the_table_counts_claims_and_articles() -> None:
    """Each name has its kind, claims, articles and reason; sources with most claims come first."""
    claims = claims_of(("Reed", "organisation"), FULL, FULL, ("Ada J. Brook", "person"))
    claims.at[0, "via"] = ["The Quill"]
    claims.loc[2, "article"] = "a1"
    found = find_aliases(claims, entities=schema.frame("entities"), articles=NO_ARTICLES)
    assert found.to_numpy().tolist() == [
        ["Ada Brook", "Ada Brook", "person", 2, 1, ""],
        ["Ada Brook", "Ada J. Brook", "person", 1, 1, "person"],
        ["Reed", "Reed", "organisation", 1, 1, ""],
        ["The Quill", "The Quill", "unknown", 0, 1, ""],
    ]


def test_merge_joins_names_and_shows_the_first() -> None:
    """What the user knows to be one is one, with every spelling of it."""
    sources = (FULL, FULL, ("Ada J. Brook", "person"), ("commissioner", "person"))
    found = find_aliases(
        claims_of(*sources),
        entities=schema.frame("entities"),
        articles=NO_ARTICLES,
        merge=[["commissioner", "Ada Brook"]],
    )
    assert found[["source", "name", "reason"]].to_numpy().tolist() == [
        ["commissioner", "commissioner", ""],
        ["commissioner", "Ada Brook", "by hand"],
        ["commissioner", "Ada J. Brook", "person"],
    ]


def test_a_merged_person_makes_the_surname_plain() -> None:
    """Once Joe and Joseph R. Biden are one, Biden means that one."""
    joe, joseph, biden = ("Joe Biden", "person"), ("Joseph R. Biden", "person"), ("Biden", "person")
    assert groups(joe, joe, joseph, joseph, biden) == []
    merged = groups(joe, joe, joseph, joseph, biden, merge=[["Joe Biden", "Joseph R. Biden"]])
    assert merged == [{"Joe Biden", "Joseph R. Biden", "Biden"}]


def test_split_keeps_names_apart() -> None:
    """Neither spelling nor any other rule joins what the user keeps apart, also not by a third name."""
    sources = [("Politico", "organisation"), ("POLITICO", "organisation"), ("politico", "organisation")]
    found = groups(*sources, split=[["Politico", "POLITICO"]])
    assert all(not {"Politico", "POLITICO"} <= names for names in found)
    assert groups(FULL, FULL, ("Brook", "person"), split=[["Brook", "Ada Brook"]]) == []


def test_rename_shows_another_name() -> None:
    """Any name of a source can stand for it; the claims show the new one."""
    claims = claims_of(FULL, ("Ada J. Brook", "person"))
    aliases = find_aliases(
        claims, entities=schema.frame("entities"), articles=NO_ARTICLES, rename={"Ada J. Brook": "Minister Brook"}
    )
    assert apply_aliases(claims, aliases)["source"].tolist() == ["Minister Brook"] * 2


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        ({"merge": [["Ada Brok", "Reed"]]}, 'No source has the name "Ada Brok". There is: Ada Brook. '),
        ({"split": [["Reed", "Quil"]]}, 'No source has the name "Quil". There is: '),
        ({"rename": {"Quil": "Quill"}}, 'No source has the name "Quil". There is: '),
        ({"merge": [["Reed"]]}, 'A list of merge takes two names or more, found only "Reed".'),
        ({"merge": [["Reed", "Ada Brook"], ["Reed", "Quill"]]}, '"Reed" stands in two lists of merge.'),
        ({"split": [["Reed", "Reed"]]}, '"Reed" stands twice in a list of split.'),
        ({"merge": [["Reed", "Quill"]], "split": [["Quill", "Reed"]]}, 'merge joins "Quill" and "Reed", split keeps'),
        ({"rename": {"Reed": "Quill"}}, 'rename shows "Reed" as "Quill", which is the name of another source.'),
        ({"rename": {"Reed": "X", "Quill": "X"}}, 'both as "X".'),
        ({"merge": [["Reed", "Quill"]], "rename": {"Reed": "X", "Quill": "Y"}}, "rename shows one source under two"),
        ({"merge": ["Reed"]}, "merge takes lists of names, found 'Reed'."),
        ({"merge": [["Reed", 3]]}, "merge holds 3, which is no name."),
    ],
)
def test_wrong_corrections_say_what_is_wrong(corrections: dict[str, object], message: str) -> None:
    """Names that are in no article, lists that contradict each other and what is no name are errors."""
    sources = (FULL, ("Reed", "organisation"), ("Quill", "organisation"))
    with pytest.raises(DatelineError) as error:
        groups(*sources, **corrections)
    assert message in str(error.value)


def test_claims_get_the_names_and_nothing_else_changes() -> None:
    """Source and via are renamed, via names each once; the input and every other column stay as they are."""
    claims = claims_of(FULL, FULL, ("Ada J. Brook", "person"), ("Reed", "organisation"))
    claims.at[3, "via"] = ["Ada J. Brook", "Ada Brook"]
    claims.loc[0, "source"] = None
    before = claims.copy(deep=True)
    aliases = find_aliases(claims, entities=schema.frame("entities"), articles=NO_ARTICLES)
    named = apply_aliases(claims, aliases)
    pd.testing.assert_frame_equal(claims, before)
    assert named["source"].fillna("").tolist() == ["", "Ada Brook", "Ada Brook", "Reed"]
    assert named["via"].tolist() == [[], [], [], ["Ada Brook"]]
    others = [column for column in claims if column not in ("source", "via")]
    pd.testing.assert_frame_equal(named[others], claims[others])


def test_names_that_are_one_already_stay() -> None:
    """Applied to its own result, nothing changes."""
    claims = claims_of(FULL, FULL, ("Brook", "person"), ("Ada J. Brook", "person"), ("Reed", "organisation"))
    tables = {"entities": entities_of(FULL, FULL), "articles": articles_of("Ada Brook", "Ada Brook")}
    once = apply_aliases(claims, find_aliases(claims, **tables))
    twice = apply_aliases(once, find_aliases(once, **tables))
    pd.testing.assert_frame_equal(once, twice)


WORDS = ["Ada", "J.", "Bill", "Brook", "King", "Mr.", "Mrs.", "the", "Reed", "Jr", "Energy", "Ministry", "Ostrel"]
PARTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
SOURCES = st.lists(
    st.tuples(PARTS.map(" ".join), st.sampled_from(["person", "organisation", "government", "unknown"])),
    min_size=1,
    max_size=14,
)


@given(SOURCES, st.randoms())
def test_the_order_of_the_claims_changes_nothing(sources: list[Source], order: random.Random) -> None:
    """Claims and entities in any order give the same table."""
    named = [source for source in sources if source[1] in KIND]
    tables = {"entities": entities_of(*named), "articles": articles_of(*(name for name, _ in named))}
    claims = claims_of(*sources)
    rows = list(range(len(sources)))
    order.shuffle(rows)
    shuffled = find_aliases(
        claims.iloc[rows], entities=tables["entities"].iloc[::-1], articles=tables["articles"].iloc[::-1]
    )
    pd.testing.assert_frame_equal(find_aliases(claims, **tables), shuffled)


@given(SOURCES)
def test_no_name_is_lost_and_no_kind_crossed(sources: list[Source]) -> None:
    """Every name stands in the table once, and people with different first names never come together."""
    named = [source for source in sources if source[1] in KIND]
    found = find_aliases(
        claims_of(*sources), entities=entities_of(*named), articles=articles_of(*(name for name, _ in named))
    )
    assert sorted(found["name"]) == sorted({name for name, _ in sources})
    for names in found.groupby("source")["name"]:
        assert not {"Ada Brook", "Bill Brook"} <= set(names[1])
