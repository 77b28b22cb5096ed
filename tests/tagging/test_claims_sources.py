"""Who a source is: names, titles, pronouns, groups. The attributions are given, so that nothing is found by a model."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dateline.tagging.claims import Attribution, describe
from dateline.tagging.claims.genders import gender_of
from dateline.tagging.claims.phrases import counted, is_share
from dateline.tagging.sentences import find_sentences

CONTENT = "the bridge was safe"


@dataclass(frozen=True)
class Name:
    """A name in a test's text."""

    start: int
    end: int
    kind: str
    name: str


def names(text: str, **kinds: str) -> list[Name]:
    """Return every place of some names in a text, none within another; ``PER="Ana Ruiz; Ruiz"`` gives their words."""
    found: list[Name] = []
    listed = [(words, kind) for kind, words_ in kinds.items() for words in words_.split("; ")]
    for words, kind in sorted(listed, key=lambda row: -len(row[0])):
        start = text.find(words)
        while start >= 0:
            if not any(name.start < start + len(words) and start < name.end for name in found):
                found.append(Name(start, start + len(words), kind, words))
            start = text.find(words, start + 1)
    return found


def source(text: str, phrase: str, cue: str = "said", content: str = CONTENT, **kinds: str) -> tuple[str | None, str]:
    """Return name and kind of the source of the last claim, its phrase the last of these words in the text."""
    at = text.rindex(phrase)
    cue_at = text.index(cue, at + len(phrase)) if cue in text[at + len(phrase) :] else text.rindex(cue, 0, at)
    content_at = text.rindex(content)
    attribution = Attribution(
        ((at, at + len(phrase)),), ((cue_at, cue_at + len(cue)),), ((content_at, content_at + len(content)),), 0.9
    )
    claims = describe(
        "a",
        text,
        attributions=[attribution],
        sentences=find_sentences(text),
        entities=names(text, **kinds),
        times=(),
        published=None,
    )
    return claims[0].source, claims[0].source_kind


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Ana Ruiz and Tom Oake", "Ana Ruiz and Tom Oake"),
        ("Mayor Ana Ruiz, of Orrin, and Senator Tom Oake", "Ana Ruiz and Tom Oake"),
        ("Ana Ruiz, Tom Oake and Lia Venn", "Ana Ruiz, Tom Oake and Lia Venn"),
        ("Both Ana Ruiz and the Flood Agency", "Ana Ruiz and Flood Agency"),
    ],
)
def test_several_who_are_named_are_one_joint_source(phrase: str, expected: str) -> None:
    """ "A and B said" is said by both: their names joined, a group."""
    text = f"{phrase} said {CONTENT}."
    people = "Ana Ruiz; Tom Oake; Lia Venn"
    assert source(text, phrase, PER=people, ORG="Flood Agency", LOC="Orrin") == (expected, "group")


@pytest.mark.parametrize(
    "phrase",
    [
        "Ana Ruiz, mayor and chairwoman of the Flood Agency,",
        "Ana Ruiz and her lawyers",
        "Ana Ruiz, who once defended Tom Oake and his sons,",
        "Ana Ruiz, an adviser under Tom Oake and Lia Venn,",
    ],
)
def test_who_only_comes_with_a_source_is_no_source(phrase: str) -> None:
    """An apposition, a clause or company with another name in it does not make a second source."""
    text = f"{phrase} said {CONTENT}."
    people = "Ana Ruiz; Tom Oake; Lia Venn"
    assert source(text, phrase, PER=people, ORG="Flood Agency") == ("Ana Ruiz", "person")


def test_they_are_two_who_were_named_together() -> None:
    """ "They" goes back to two people whom the sentence before opens with."""
    text = f"Ana Ruiz and Tom Oake wrote to the town. They said {CONTENT}."
    assert source(text, "They", PER="Ana Ruiz; Tom Oake") == ("Ana Ruiz and Tom Oake", "group")


def test_the_two_women_are_the_two_spoken_of() -> None:
    """ "The two women" are the only two people named before; with a third nobody knows who is meant."""
    text = f"Ana Ruiz met Lia Venn. The two women said {CONTENT}."
    assert source(text, "The two women", PER="Ana Ruiz; Lia Venn") == ("Ana Ruiz and Lia Venn", "group")
    text = f"Ana Ruiz met Lia Venn and Tom Oake. The two women said {CONTENT}."
    assert source(text, "The two women", PER="Ana Ruiz; Lia Venn; Tom Oake") == ("two women", "group")


TITLES = (
    "Democratic nominee Ana Ruiz met Tom Oake, the Republican nominee. Vermont Senator Lia Venn stayed at home. "
    f"{{}} said {CONTENT}."
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("The Democratic nominee", "Ana Ruiz"),
        ("The Republican candidate", "Tom Oake"),
        ("The Vermont senator", "Lia Venn"),
        ("The senator", "Lia Venn"),
        ("The Republican nominee and his aides", "Tom Oake"),
    ],
)
def test_titles_are_told_apart_by_their_other_words(phrase: str, expected: str) -> None:
    """Of two nominees the one is meant whose party is named, though the other stands nearer."""
    text = TITLES.format(phrase)
    people = "Ana Ruiz; Tom Oake; Lia Venn"
    assert source(text, phrase, PER=people, MISC="Democratic; Republican", LOC="Vermont") == (expected, "person")


def test_a_title_that_nobody_bears_is_nobody() -> None:
    """The Libertarian nominee is neither of two others, and the vice president is not the president."""
    text = TITLES.format("The Libertarian nominee")
    assert source(text, "The Libertarian nominee", PER="Ana Ruiz; Tom Oake; Lia Venn", MISC="Libertarian")[0] not in (
        "Ana Ruiz",
        "Tom Oake",
    )
    text = f"Vice President Ana Ruiz came. The president said {CONTENT}."
    assert source(text, "The president", PER="Ana Ruiz")[0] != "Ana Ruiz"


def test_a_shared_surname_belongs_to_whom_the_title_fits() -> None:
    """ "Mr. Ruiz" is the man; without a title it is who was named first, since the press names the others in full."""
    text = f"Ana Ruiz and her brother Carlos Ruiz came.\n\nMr. Ruiz said {CONTENT}."
    assert source(text, "Mr. Ruiz", PER="Ana Ruiz; Carlos Ruiz; Ruiz") == ("Carlos Ruiz", "person")
    text = f"Ana Ruiz and her brother Carlos Ruiz came. Ruiz said {CONTENT}."
    assert source(text, "Ruiz", PER="Ana Ruiz; Carlos Ruiz; Ruiz") == ("Ana Ruiz", "person")


def test_two_surnames_have_the_full_name() -> None:
    """A family name of two words goes back to the full name."""
    text = f"Ildefonso Peña Villar came. Mr. Peña Villar said {CONTENT}."
    assert source(text, "Mr. Peña Villar", PER="Ildefonso Peña Villar; Peña Villar")[0] == "Ildefonso Peña Villar"


@pytest.mark.parametrize(("short", "full"), [("The Post", "Valley Post"), ("the Institute", "Orrin Institute")])
def test_shortened_names_of_bodies_are_whole(short: str, full: str) -> None:
    """ "The Post" is the Valley Post of the article."""
    text = f"The {full} came out. {short} said {CONTENT}."
    assert source(text, short, ORG=f"{full}; {short.split()[1]}") == (full, "organisation")


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (f"Ana Ruiz, now the leader of the Senate, who said {CONTENT}, left.", "who", ("Ana Ruiz", "person")),
        (f"Ana Ruiz, a lawyer who said {CONTENT}, left.", "who", ("Ana Ruiz", "person")),
        (f"Ana Ruiz, who came late and who said {CONTENT}, left.", "who", ("Ana Ruiz", "person")),
        (f"Ana Ruiz spoke to people who said {CONTENT}.", "who", (None, "anonymous")),
    ],
)
def test_who_goes_back_over_an_apposition_and_not_past_a_noun(
    text: str, phrase: str, expected: tuple[str | None, str]
) -> None:
    """A relative pronoun is the name that its noun explains; "people who" are not the name before."""
    assert source(text, phrase, PER="Ana Ruiz", ORG="Senate") == expected


def test_he_is_nobody_whom_he_names() -> None:
    """Who is named in the content is somebody else than the pronoun that says it."""
    text = "Tom Oake left early. Carlos Ruiz was right, he said."
    assert source(text, "he", content="Carlos Ruiz was right", PER="Tom Oake; Carlos Ruiz") == ("Tom Oake", "person")


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (f"Ana Ruiz spoke. The Ruiz campaign grew. Her campaign said {CONTENT}.", "Her campaign", "Ruiz campaign"),
        (f"Ana Ruiz spoke. Her campaign said {CONTENT}.", "Her campaign", "Ana Ruiz's campaign"),
        (f"The Ruiz campaign grew. The campaign said {CONTENT}.", "The campaign", "Ruiz campaign"),
    ],
)
def test_a_campaign_has_its_candidates_name(text: str, phrase: str, expected: str) -> None:
    """ "Her campaign" and "the campaign" are the one that the article speaks of."""
    assert source(text, phrase, PER="Ana Ruiz; Ruiz") == (expected, "organisation")


@pytest.mark.parametrize("phrase", ["Ana Ruiz's commentary", "Her plan", "A book by Ana Ruiz"])
def test_what_somebody_sets_down_is_that_persons(phrase: str) -> None:
    """A text or plan speaks for who made it."""
    text = f"Ana Ruiz spoke. {phrase} said {CONTENT}."
    assert source(text, phrase, PER="Ana Ruiz") == ("Ana Ruiz", "person")


def test_a_statement_is_of_whom_the_sentence_goes_on_with() -> None:
    """ "In a statement saying so, the union …" is the union's statement."""
    text = f"In a statement saying {CONTENT}, the Flood Union called for help."
    assert source(text, "a statement", cue="saying", ORG="Flood Union") == ("Flood Union", "organisation")


def test_another_court_is_not_the_court_of_the_article() -> None:
    """ "The appeals court" is no other court that happens to have a name; "the court" is the one spoken of."""
    text = f"The Supreme Court met. The appeals court said {CONTENT}."
    assert source(text, "The appeals court", ORG="Supreme Court")[0] == "appeals court"
    text = f"The Supreme Court met. The court said {CONTENT}."
    assert source(text, "The court", ORG="Supreme Court")[0] == "Supreme Court"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("A group of doctors", ("group of doctors", "group")),
        ("75 percent of voters", ("75 percent of voters", "group")),
        ("Nearly four in 10", ("Nearly four in 10", "group")),
        ("One of them", (None, "anonymous")),
        ("Ruiz supporters", ("Ruiz supporters", "group")),
        ("Flood Agency members", ("Flood Agency", "organisation")),
        ("A Flood Agency strategist", (None, "anonymous")),
        ("Former Flood Agency Chief Of Staff Ana Ruiz", ("Ana Ruiz", "person")),
        ("A spokesman for Ana Ruiz", ("spokesman for Ana Ruiz", "person")),
        ("Secretary of State Ana Ruiz", ("Ana Ruiz", "person")),
    ],
)
def test_groups_shares_and_members(phrase: str, expected: tuple[str | None, str]) -> None:
    """Who is counted is a group, who only belongs to a name is not that name, and an office may hold an "of"."""
    text = f"Ana Ruiz came. {phrase} said {CONTENT}."
    assert source(text, phrase, PER="Ana Ruiz; Ruiz", ORG="Flood Agency") == expected


def test_a_title_that_an_engine_took_for_a_name_is_none() -> None:
    """ "Rep." before a name is no person."""
    text = f"Rep. Ana Ruiz (D-Orrin) said {CONTENT}."
    assert source(text, "Rep. Ana Ruiz (D-Orrin)", PER="Rep; Ana Ruiz", LOC="Orrin") == ("Ana Ruiz", "person")


def test_gender_by_title_and_given_name() -> None:
    """The title comes first; a name of either is unknown."""
    assert [gender_of("Robin Oake"), gender_of("Robin Oake", before="came.\n\nMrs. "), gender_of("Joshua Oake")] == [
        None,
        "female",
        "male",
    ]


def test_quantities_are_told_from_other_phrases() -> None:
    """A share and a number of people are; a lawyer of a name is not."""
    assert counted("a lawyer of the town") is None
    assert [is_share(text) for text in ("33%", "one in five", "someone in attendance")] == [True, True, False]


def test_i_is_the_author_outside_of_quotations() -> None:
    """ "I" is who wrote the article where the byline has one name and nobody is quoted; "we" may be anybody."""
    text = f"I said {CONTENT}. “I said it was weak,” somebody added. We said it fell."
    spans = [((0, 1), (2, 6), (7, 26)), ((29, 30), (31, 35), (36, 47)), ((66, 68), (69, 73), (74, 81))]
    given = [Attribution(*(((a, b),) for a, b in roles), 0.9) for roles in spans]  # type: ignore[arg-type]
    common = {"attributions": given, "sentences": find_sentences(text), "entities": (), "times": (), "published": None}
    found = describe("a", text, authors=["Ana Ruiz"], **common)  # type: ignore[arg-type]
    assert [claim.source for claim in found] == ["Ana Ruiz", None, None]
    assert [claim.source for claim in describe("a", text, authors=["Ana Ruiz", "Tom Oake"], **common)] == [None] * 3  # type: ignore[arg-type]
