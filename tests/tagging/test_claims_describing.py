"""What each claim is described as: chains, parents, names of sources, manner, days."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from dataclasses import fields as fields_of
from datetime import date

import pytest

from dateline import schema
from dateline.tagging.claims import Attribution, Claim, find_claims
from dateline.tagging.claims.cue_words import base_form, describe_cue
from dateline.tagging.relays import propose
from dateline.tagging.sentences import find_sentences


@dataclass(frozen=True)
class Name:
    """A name in a test's text."""

    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True)
class When:
    """A time expression in a test's text."""

    start: int
    end: int
    type: str
    value: str
    first: date | None
    last: date | None


def name(text: str, words: str, kind: str, full: str = "") -> Name:
    """Return the name that given words of a text are."""
    return Name(text.index(words), text.index(words) + len(words), kind, full or words)


def when(text: str, words: str, day: date | None) -> When:
    """Return the time that given words of a text are."""
    return When(text.index(words), text.index(words) + len(words), "DATE", "", day, day)


def claims(
    text: str, *, names: tuple[Name, ...] = (), times: tuple[When, ...] = (), published: date | None = None
) -> list[Claim]:
    """Return the claims of a text by the rules."""
    return find_claims(
        "a", text, sentences=find_sentences(text), entities=names, times=times, published=published, propose=propose
    )


def sources(text: str, *names: Name) -> list[tuple[str | None, str]]:
    """Return name and kind of each claim's source."""
    return [(claim.source, claim.source_kind) for claim in claims(text, names=names)]


def test_fields_are_the_columns_of_the_table() -> None:
    """A claim has the columns of the claims table, in their order."""
    assert [field.name for field in fields_of(Claim)] == [column.name for column in schema.columns("claims")]


def test_claims_make_a_table() -> None:
    """Claims fill the table as its schema wants it."""
    table = schema.frame("claims", [astuple(claim) for claim in claims("Ana Ruiz said the bridge was safe.")])
    assert table["content_spans"][0] == [[14, 33]]


def test_an_agency_that_reports_a_claim_is_via() -> None:
    """Who stands behind a whole claim with its source passes it on, and makes no claim of its own."""
    text = "Inspectors of the Orrin Institute argue that the bridge is unsafe, Valley Wire reports."
    found = claims(text, names=(name(text, "Orrin Institute", "ORG"), name(text, "Valley Wire", "ORG")))
    assert [(claim.source, claim.via) for claim in found] == [("Orrin Institute", ["Valley Wire"])]


def test_via_at_the_end_of_a_double_tail() -> None:
    """After "the ministry said, the Herald reported" the ministry is the source, the Herald passes it on."""
    text = "The bridge is safe, the Transport Ministry said, the Valley Herald reported."
    found = claims(text, names=(name(text, "Transport Ministry", "ORG"), name(text, "Valley Herald", "ORG")))
    assert [(claim.source, claim.via) for claim in found] == [("Transport Ministry", ["Valley Herald"])]


def test_a_claim_within_a_claim_has_a_parent() -> None:
    """What somebody said that somebody else had warned of is two claims, one within the other."""
    outer, inner = claims("Ana Ruiz said that the ministry had warned that the bridge was unsafe.")
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_pieces_of_one_cue_are_one_claim() -> None:
    """An engine that gives an interrupted quotation in two pieces gives one claim."""
    text = "“The bridge,” she said, “is safe.”"
    pieces = [Attribution(((14, 17),), ((18, 22),), (span,), 0.5) for span in ((0, 13), (24, 34))]
    found = find_claims(
        "a", text, sentences=[(0, 34)], entities=(), times=(), published=None, propose=lambda *_: pieces
    )
    assert [claim.content_spans for claim in found] == [[[0, 13], [24, 34]]]


def test_the_same_attribution_twice_is_one_claim() -> None:
    """Nothing comes twice."""
    text = "Ana Ruiz said it was safe."
    twice = [Attribution(((0, 8),), ((9, 13),), ((14, 25),), 0.5)] * 2
    found = find_claims("a", text, sentences=[(0, 26)], entities=(), times=(), published=None, propose=lambda *_: twice)
    assert len(found) == 1


def test_ids_depend_on_the_article() -> None:
    """Two articles with the same words have claims with different ids."""
    text = "Ana Ruiz said it was safe."
    ids = {
        find_claims(i, text, sentences=[(0, 26)], entities=(), times=(), published=None, propose=propose)[0].id
        for i in "ab"
    }
    assert len(ids) == 2


def test_she_is_the_woman_named_before() -> None:
    """A pronoun goes back to the person whom it fits, over a man named later."""
    text = "Mrs. Ana Ruiz said it was safe. Mr. Tom Oake said it was not. She said it again."
    names = (name(text, "Ana Ruiz", "PER"), name(text, "Tom Oake", "PER"))
    assert sources(text, *names)[-1] == ("Ana Ruiz", "person")


def test_surname_has_the_full_name() -> None:
    """A surname has the fullest name that the engine for entities gives it."""
    text = "Ruiz said the bridge was safe."
    assert sources(text, name(text, "Ruiz", "PER", "Ana Ruiz")) == [("Ana Ruiz", "person")]


@pytest.mark.parametrize(
    "phrase", ["The OFA", "OFA analysts", "A new assessment by the OFA", "A spokesman for the OFA"]
)
def test_who_speaks_for_an_organisation_is_the_organisation(phrase: str) -> None:
    """Analysts, spokesmen and reports of an organisation have its name."""
    text = f"{phrase} said that the river was rising."
    assert sources(text, name(text, "OFA", "ORG", "Orrin Flood Agency")) == [("Orrin Flood Agency", "organisation")]


def test_the_report_is_who_wrote_it() -> None:
    """ "The report" goes back to the organisation that spoke through one."""
    text = "A report by the Orrin Institute warns that the river is rising. “The wall is thin,” the report notes."
    assert sources(text, name(text, "Orrin Institute", "ORG"))[-1] == ("Orrin Institute", "organisation")


def test_the_ministry_is_the_one_named() -> None:
    """ "The ministry" goes back to a name with that word in it, over an organisation named later."""
    text = "The Transport Ministry met Valley Wire. The ministry said that the bridge was safe."
    names = (name(text, "Transport Ministry", "ORG"), name(text, "Valley Wire", "ORG"))
    assert sources(text, *names) == [("Transport Ministry", "organisation")]


def test_the_mayor_is_who_bears_the_title() -> None:
    """A title goes back to the person who has it in the article."""
    text = "Ana Ruiz, the mayor, met Tom Oake. The mayor said that the bridge was safe."
    names = (name(text, "Ana Ruiz", "PER"), name(text, "Tom Oake", "PER"))
    assert sources(text, *names) == [("Ana Ruiz", "person")]


def test_who_is_the_name_before_it() -> None:
    """A relative pronoun stands for the name before it."""
    text = "The street honours Ana Ruiz, who said that the bridge was safe."
    assert sources(text, name(text, "Ana Ruiz", "PER")) == [("Ana Ruiz", "person")]


def test_i_in_a_quotation_is_the_speaker() -> None:
    """ "I" within a quotation is who is quoted."""
    text = "“I believe it is safe,” Ana Ruiz said."
    pieces = [
        Attribution(((24, 32),), ((33, 37),), ((0, 23),), 0.9),
        Attribution(((1, 2),), ((3, 10),), ((11, 21),), 0.9),
    ]
    names = (name(text, "Ana Ruiz", "PER"),)
    found = find_claims(
        "a", text, sentences=[(0, 38)], entities=names, times=(), published=None, propose=lambda *_: pieces
    )
    assert [claim.source for claim in found] == ["Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("A person familiar with the matter", (None, "anonymous")),
        ("A senior official", (None, "anonymous")),
        ("Critics", ("Critics", "group")),
        ("A new study", ("new study", "document")),
        ("The Kremlin", ("Kremlin", "government")),
    ],
)
def test_kinds_of_sources_without_a_name(phrase: str, expected: tuple[str | None, str]) -> None:
    """Phrases tell the kind of a source; who hides has no name."""
    text = f"{phrase} said that the bridge was unsafe."
    assert sources(text) == [expected] or sources(text, name(text, phrase[4:], "ORG")) == [expected]


def test_a_capital_stands_for_its_government() -> None:
    """A place that says something is its government."""
    text = "Kestrin said that the bridge was safe."
    assert sources(text, name(text, "Kestrin", "LOC")) == [("Kestrin", "government")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said the bridge was safe.", "plain"),
        ("Ana Ruiz said the bridge may be unsafe.", "hedged"),
        ("Ana Ruiz reportedly insisted that the bridge was safe.", "hedged by reporter"),
        ("Ana Ruiz warned that if it rained, the bridge would fall.", "conditional"),
        ("Ana Ruiz never said that the bridge was safe.", "negated"),
        ("Ana Ruiz asked if the bridge was safe.", "plain"),
        ("Ana Ruiz said the bridge would open in May.", "plain"),
        ("Ana Ruiz said it may not be easy, but the bridge will stand.", "plain"),
    ],
)
def test_certainty(text: str, expected: str) -> None:
    """Hedges of speaker and reporter, conditions and negations are told apart; a question's "if" and May are none."""
    assert claims(text)[0].certainty == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is safe,” Ana Ruiz said.", "direct"),
        ("Ana Ruiz said the bridge was “safe for now”.", "mixed"),
        ("Ana Ruiz said the bridge was safe.", "indirect"),
    ],
)
def test_quotation(text: str, expected: str) -> None:
    """Word for word, in part, or not at all."""
    assert claims(text)[0].quotation == expected


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("warned", "warn"),
        ("urging", "urge"),
        ("admitted", "admit"),
        ("argues", "argue"),
    ],
)
def test_base_form(form: str, base: str) -> None:
    """Inflected reporting words have their base form."""
    assert base_form(form) == base


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("has denied", "that it fell", "denies"),
        ("called for", "an inquiry", "demands"),
        ("asked", "whether it fell", "asks"),
        ("asked", "the state to pay", "demands"),
        ("vowed", "to pay", "promises"),
        ("stood by", "its findings", "confirms"),
        ("took back", "the charge", "withdraws"),
        (":", "it fell", "states"),
    ],
)
def test_kind_of_cue(cue: str, content: str, kind: str) -> None:
    """What is done by saying follows from the cue and what it reports."""
    assert describe_cue(cue, content=content)[1] == kind


def test_the_day_beside_the_cue_is_when_it_was_said() -> None:
    """A time near the cue, outside of the content, says when; the day of publication does not matter then."""
    text = "Ana Ruiz said on Monday that the bridge was safe."
    claim = claims(text, times=(when(text, "Monday", date(2025, 3, 3)),), published=date(2025, 3, 5))[0]
    assert (claim.said_first, claim.said_last, claim.said_basis) == (date(2025, 3, 3), date(2025, 3, 3), "stated")


def test_a_day_in_the_content_is_what_it_is_about() -> None:
    """A time within the content is what the claim speaks of, not when it was said."""
    text = "Ana Ruiz said that the bridge will close on Friday."
    claim = claims(text, times=(when(text, "Friday", date(2025, 3, 7)),), published=date(2025, 3, 5))[0]
    assert (claim.said_basis, claim.said_first, claim.about_first) == (
        "publication",
        date(2025, 3, 5),
        date(2025, 3, 7),
    )


def test_a_day_in_the_source_is_not_when_it_was_said() -> None:
    """A time that describes the source says nothing about when it spoke."""
    text = "Ana Ruiz, homeless since Monday, said it was safe."
    piece = Attribution(((0, 31),), ((33, 37),), ((38, 49),), 0.9)
    times = (when(text, "Monday", date(2025, 3, 3)),)
    found = find_claims(
        "a", text, sentences=[(0, 50)], entities=(), times=times, published=date(2025, 3, 5), propose=lambda *_: [piece]
    )
    assert (found[0].said_first, found[0].said_basis) == (date(2025, 3, 5), "publication")


def test_examples_of_a_group_are_not_the_source() -> None:
    """A name behind "including" is one of a group, not the group."""
    text = "Northern towns, including Orrin, said it was safe."
    piece = Attribution(((0, 31),), ((33, 37),), ((38, 49),), 0.9)
    names = (name(text, "Orrin", "LOC"),)
    found = find_claims(
        "a", text, sentences=[(0, 50)], entities=names, times=(), published=None, propose=lambda *_: [piece]
    )
    assert (found[0].source, found[0].source_kind) == ("Northern towns", "group")


def test_appearing_to_be_is_a_hedge() -> None:
    """ "Appears to" hedges, though its "to" belongs to the content."""
    text = "The town appears to be safe."
    piece = Attribution((), ((9, 16),), ((0, 8), (17, 27)), 0.9)
    found = find_claims(
        "a", text, sentences=[(0, 28)], entities=(), times=(), published=None, propose=lambda *_: [piece]
    )
    assert found[0].certainty == "hedged by reporter"


def test_dateline_says_when() -> None:
    """The day of an agency's dateline counts where the day of publication is another."""
    text = "ORRIN, March 4, 2025 (VPA) — Ana Ruiz said that the bridge was safe."
    claim = claims(text, times=(when(text, "March 4, 2025", date(2025, 3, 4)),), published=date(2025, 3, 6))[-1]
    assert (claim.said_first, claim.said_basis) == (date(2025, 3, 4), "dateline")


def test_unknown_days_stay_unknown() -> None:
    """Without a day of publication nothing is assumed, though a month and day are named."""
    text = "Ana Ruiz said on May 16 that the bridge was safe."
    claim = claims(text, times=(when(text, "May 16", None),))[0]
    assert (claim.said_first, claim.said_last, claim.said_basis) == (None, None, "unknown")


def test_a_day_ahead_before_the_cue_is_not_when_it_was_said() -> None:
    """What is to happen by Sunday was said on the day of publication."""
    text = "The bridge could open by Sunday, Ana Ruiz said."
    sunday = when(text, "Sunday", date(2025, 3, 9))
    [claim] = find_claims(
        "a",
        text,
        sentences=[(0, len(text))],
        entities=(),
        times=(sunday,),
        published=date(2025, 3, 4),
        propose=lambda *_: [Attribution(((33, 41),), ((42, 46),), ((0, 21),), 0.9)],
    )
    assert (claim.said_first, claim.said_basis) == (date(2025, 3, 4), "publication")
