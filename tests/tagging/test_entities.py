"""Entities: who, which organisation, which place, and the fullest name of each in its article."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.tagging.entities import Entity, find_entities


def read(text: str) -> list[tuple[str, str]]:
    """Return the names found with their kinds."""
    return [(text[entity.start : entity.end], entity.kind) for entity in find_entities(text)]


def named(text: str, words: str) -> Entity:
    """Return the last entity with the given words."""
    return [entity for entity in find_entities(text) if text[entity.start : entity.end] == words][-1]


def test_a_title_makes_a_person():
    """What follows a title is a person's name, without the title."""
    assert read("On Monday Prime Minister Ovela Trask met Gen. Ruan Okoro-Lund.") == [
        ("Ovela Trask", "PER"),
        ("Ruan Okoro-Lund", "PER"),
    ]


def test_nationality_title_and_name_are_told_apart():
    """A nationality before a title is a name of its own kind."""
    assert read("He said Turkish Foreign Minister Ilva Demir left.") == [("Turkish", "MISC"), ("Ilva Demir", "PER")]


def test_a_head_makes_an_organisation():
    """A word such as Authority or Institute makes an organisation of the words around it."""
    assert read("Staff of the Orrin River Authority and the Institute for the Study of Floods met.") == [
        ("Orrin River Authority", "ORG"),
        ("Institute for the Study of Floods", "ORG"),
    ]


def test_a_word_that_opens_a_sentence_is_no_name():
    """Ordinary words have capitals at the start of a sentence or quotation and are no names."""
    assert read("Flooding went on. “Water is high,” he said. However, nobody left.") == []


def test_a_headline_in_title_case_gives_only_names():
    """Capitals in a headline do not make names of ordinary words."""
    assert read("Flood Water Rises Near Paris As Officials Warn Residents") == [("Paris", "LOC")]


def test_a_line_in_capitals_gives_known_names():
    """In a line all in capitals, known places and names of the article are found, and nothing else."""
    text = "RUIZ WARNS OF FLOOD IN PARIS\n\nEngineer Ana Ruiz spoke on Monday."
    assert read(text) == [("RUIZ", "PER"), ("PARIS", "LOC"), ("Ana Ruiz", "PER")]


def test_an_agency_dateline_is_a_place_and_an_agency():
    """The town of an agency's dateline is a place though it stands in capitals."""
    assert read("KYIV, May 16 (Reuters) — Talks ended.") == [("KYIV", "LOC"), ("Reuters", "ORG")]


def test_an_invented_town_is_known_by_its_dateline():
    """A town that no list holds is a place throughout when it opens a dateline."""
    text = "PORT QUMBEL, March 4 (Reuters) — Rain fell.\n\nPort Qumbel is wet."
    assert read(text) == [("PORT QUMBEL", "LOC"), ("Reuters", "ORG"), ("Port Qumbel", "LOC")]


def test_an_outlet_called_after_its_address_is_one_name():
    """A name with a full stop inside is an organisation, and a full stop after a word is none."""
    assert read("He told Orrin.Net. Rain fell.") == [("Orrin.Net", "ORG")]


def test_contractions_and_compounds_are_no_names():
    """We’ll at the start of a sentence and words made with a name are no names."""
    assert read("We’ll go. You’ve seen it. The town-based firm left.") == []


def test_a_surname_gets_the_full_name():
    """A surname alone is named in full, before and after the full name."""
    text = "Trask left. President Ovela Trask was ill. Trask returned."
    assert [(entity.kind, entity.name) for entity in find_entities(text)] == [("PER", "Ovela Trask")] * 3


def test_a_shared_surname_is_that_of_the_last_person_named():
    """Of two people with a surname, the one named in full last before it is meant."""
    text = "Ana Trask met Tom Trask. Trask left. Then Ana Trask spoke. Trask wept."
    assert [entity.name for entity in find_entities(text)] == [
        "Ana Trask",
        "Tom Trask",
        "Tom Trask",
        "Ana Trask",
        "Ana Trask",
    ]


def test_an_acronym_gets_its_long_name():
    """An acronym in brackets stands for the name before it, wherever it occurs."""
    text = "The Institute for the Study of Floods (ISF) wrote. An ISF report said so."
    assert [(entity.kind, entity.name) for entity in find_entities(text)] == [
        ("ORG", "Institute for the Study of Floods")
    ] * 3


def test_brackets_after_a_name_need_not_hold_its_acronym():
    """Capitals in brackets that are not the initials of the name before stay a name of their own."""
    text = "Orrin River Authority (XQT) said. XQT said."
    assert named(text, "XQT").name == "XQT"


@pytest.mark.parametrize(
    ("alias", "place_id"),
    [
        ("Kiev", "703448"),
        ("Kyiv", "703448"),
        ("Kharkov", "706483"),
        ("Lvov", "702550"),
        ("Peking", "1816670"),
        ("Burma", "1327865"),
        ("U.S.", "6252001"),
        ("UK", "2635167"),
        ("Crimea", "703883"),
        ("Georgia", "614540"),
    ],
)
def test_places_are_known_by_older_and_other_names(alias: str, place_id: str):
    """Other names of a place lead to the same GeoNames id."""
    entity = named(f"He was in {alias} on Monday.", alias)
    assert (entity.kind, entity.place_id) == ("LOC", place_id)


@pytest.mark.parametrize(("name", "kind"), [("EU", "ORG"), ("UN", "ORG"), ("NATO", "ORG")])
def test_well_known_bodies_are_organisations(name: str, kind: str):
    """Unions and alliances are organisations, without a place."""
    entity = named(f"He said the {name} was late.", name)
    assert (entity.kind, entity.place_id) == (kind, None)


def test_what_stands_after_a_comma_says_which_place():
    """Of several places with a name, the one in the country or state that follows is meant."""
    text = "He left Birmingham for Birmingham, Alabama."
    ids = [entity.place_id for entity in find_entities(text)]
    assert ids == ["2655603", "4049979", "4829764"]


def test_a_region_called_after_its_city_is_not_the_city():
    """A region has no id, as only the id of its city is known."""
    assert named("Shelling hit the Kharkiv region.", "Kharkiv").place_id is None


@pytest.mark.parametrize("town", ["Zaporizhzhia", "Kharkiv", "Kharkov", "Kherson", "Bakhmut"])
def test_a_town_that_the_tagger_does_not_know_is_a_place(town: str):
    """The gazetteer decides on towns that are hardly ever people or clubs, whatever the tagger takes them for."""
    assert (named(f"Shelling hit {town}. {town} burned.", town).kind) == "LOC"


def test_a_place_unknown_to_the_gazetteer_has_no_id():
    """An invented town may be a place, but gets no id."""
    entity = named("Rain fell in Qumbelstadt.", "Qumbelstadt")
    assert (entity.kind, entity.place_id) == ("LOC", None)


def test_a_possessive_ending_is_no_part_of_a_name():
    """The ending 's belongs to no name."""
    assert read("He said that Ukraine’s ships were late.") == [("Ukraine", "LOC")]


def test_names_of_one_place_share_the_fullest_name():
    """Two names of one place in an article get the fuller of them."""
    assert named("The United States left. He said the U.S. left.", "U.S.").name == "United States"


HOSTILE = [
    "",
    " \n ",
    "A" * 50_000,
    "A. " * 20_000,
    "Prime " * 20_000,
    "Bank of " * 10_000,
    "“Ana " * 20_000,
    "(ISW) " * 10_000,
    "Ana Ruiz and " * 5_000,
    "O'" * 20_000,
    "\ud800 Ana \U0001f600 Ruiz",
    "النص Ana العربي",
    "İstanbul ẞtraße ǅ",
    "U.S. 's ’s 's",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_ordered_names_inside_it(text: str):
    """No text breaks the engine: names come in order, do not overlap, and have words."""
    found = find_entities(text)
    assert all(0 <= entity.start < entity.end <= len(text) and entity.name for entity in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert find_entities(text) == found
