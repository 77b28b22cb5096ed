"""When something was said: which time of a sentence belongs to its cue, and what the rest of the article tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from dateline.tagging.claims import Attribution, Claim, describe
from dateline.tagging.sentences import find_sentences
from dateline.tagging.times import find_times

WEDNESDAY = date(2025, 3, 5)
CONTENT = "the bridge was safe"


@dataclass(frozen=True)
class Name:
    """A name in a test's text."""

    start: int
    end: int
    kind: str
    name: str


def claims(text: str, *said: tuple[str, str, str], published: date | None = WEDNESDAY) -> list[Claim]:
    """Return the claims of given sources, cues and contents, each looked for behind the one before."""
    attributions, place = [], 0
    for source, cue, content in said:
        start = text.index(source, place)
        cue_start = text.index(cue, start + len(source))
        content_start = text.index(content, place)
        place = max(cue_start + len(cue), content_start + len(content))
        spans = [((start, start + len(source)),), ((cue_start, cue_start + len(cue)),)]
        attributions.append(Attribution(*spans, ((content_start, content_start + len(content)),), 0.9))
    people = [
        Name(place, place + 8, "PER", "Ana Ruiz") for place in range(len(text)) if text.startswith("Ana Ruiz", place)
    ]
    return describe(
        "a",
        text,
        attributions=attributions,
        sentences=find_sentences(text),
        entities=people,
        times=find_times(text, published=published),
        published=published,
    )


def day(claim: Claim) -> tuple[str, str]:
    """Return the first day and the basis."""
    return str(claim.said_first), claim.said_basis


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz said on Monday that {}.",
        "On Monday, after a long visit to the works beside the river and to those who live there, Ana Ruiz said {}.",
        "At a Monday rally in Orrin, Ana Ruiz said {}.",
        "At Monday’s debate, Ana Ruiz said {}.",
        "Ana Ruiz said {} at a rally in Orrin on Monday.",
        "Ana Ruiz said {} when she was asked on Monday.",
    ],
)
def test_a_time_of_the_cues_own_clause_is_when_it_was_said(sentence: str) -> None:
    """Beside the cue, before the sentence, or as the occasion."""
    [claim] = claims(sentence.format(CONTENT), ("Ana Ruiz", "said", CONTENT))
    assert day(claim) == ("2025-03-03", "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz, who fell ill on Monday, said {}.",
        "Ana Ruiz said {}, which on Monday had been closed.",
        "Ana Ruiz said {}, but on Monday the town denied it.",
        "Ana Ruiz said {}, pointing to what was found on Monday.",
        "Ana Ruiz said {} — just as Tom Oake did on Monday.",
        "Ana Ruiz said {} since Monday.",
        "After the Monday accident, Ana Ruiz said {}.",
        "Ana Ruiz has said {} in 2012.",
        "Ana Ruiz said of the 2012 flood that {}.",
        "Ana Ruiz said {} next Monday.",
    ],
)
def test_a_time_of_another_clause_is_not(sentence: str) -> None:
    """A relative clause, a contrast, what the speaker points to, an event named by its day, a perfect with a year."""
    [claim] = claims(sentence.format(CONTENT), ("Ana Ruiz", "said", CONTENT))
    assert day(claim) == ("2025-03-05", "publication")


def test_the_day_a_document_was_issued_is_when_it_says_so() -> None:
    """ "A report released Monday" says so on Monday; a speaker "ill since Monday" does not."""
    text = f"A report released Monday says {CONTENT}."
    assert day(claims(text, ("A report released Monday", "says", CONTENT))[0]) == ("2025-03-03", "stated")
    text = f"A woman ill since Monday says {CONTENT}."
    assert day(claims(text, ("A woman ill since Monday", "says", CONTENT))[0]) == ("2025-03-05", "publication")


def test_what_the_same_source_goes_on_to_say_has_the_same_day() -> None:
    """A statement with a day lends it to the speaker's next ones in the past tense, and to those shortly before."""
    text = (
        "Ana Ruiz said the wall was weak. Speaking on Monday, Ana Ruiz said it would fall. "
        "Ana Ruiz added that nobody listened. Ana Ruiz wants a new one. Critics said she was wrong."
    )
    found = claims(
        text,
        ("Ana Ruiz", "said", "the wall was weak"),
        ("Ana Ruiz", "said", "it would fall"),
        ("Ana Ruiz", "added", "that nobody listened"),
        ("Ana Ruiz", "wants", "a new one"),
        ("Critics", "said", "she was wrong"),
    )
    assert [day(claim) for claim in found] == [
        ("2025-03-03", "stated"),
        ("2025-03-03", "stated"),
        ("2025-03-03", "stated"),
        ("2025-03-05", "publication"),
        ("2025-03-05", "publication"),
    ]


def test_an_old_day_is_background_and_is_not_carried_on() -> None:
    """What somebody said two years ago is not the occasion of what he said next."""
    text = f"In 2012, Ana Ruiz said the wall was weak. Ana Ruiz said {CONTENT}."
    found = claims(text, ("Ana Ruiz", "said", "the wall was weak"), ("Ana Ruiz", "said", CONTENT))
    assert [day(claim) for claim in found] == [("2012-01-01", "stated"), ("2025-03-05", "publication")]


def test_an_occasion_named_again_has_its_day() -> None:
    """ "At the debate" is on the day of "Monday's debate"."""
    text = f"Monday's debate was long. At the debate, Ana Ruiz said {CONTENT}."
    assert day(claims(text, ("Ana Ruiz", "said", CONTENT))[0]) == ("2025-03-03", "stated")


def test_then_is_the_day_spoken_of_last() -> None:
    """ "Said then" goes back to the last day before the sentence."""
    text = "In June 2024 the gates were painted. “I was there,” Ana Ruiz said then."
    [claim] = claims(text, ("Ana Ruiz", "said", "I was there"))
    assert (str(claim.said_first), str(claim.said_last), claim.said_basis) == ("2024-06-01", "2024-06-30", "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        "In a recent interview, Ana Ruiz said {}.",
        "Ana Ruiz once said {}.",
        "Ana Ruiz had said {}.",
        "Ana Ruiz said in the first debate that {}.",
    ],
)
def test_a_past_without_a_date_has_no_day(sentence: str) -> None:
    """What is put into an undated past was not said on the day of publication, and no day is made up for it."""
    [claim] = claims(sentence.format(CONTENT), ("Ana Ruiz", "said", CONTENT))
    assert (claim.said_first, claim.said_last, claim.said_basis) == (None, None, "unknown")


def test_a_time_at_the_end_of_a_source_is_when_it_spoke() -> None:
    """An engine may take "on Monday" for a part of who spoke; a time that tells who they are stays there."""
    [claim] = claims(f"Ana Ruiz on Monday said {CONTENT}.", ("Ana Ruiz on Monday", "said", CONTENT))
    assert (claim.source, *day(claim)) == ("Ana Ruiz", "2025-03-03", "stated")
    [claim] = claims(f"A man injured on Monday said {CONTENT}.", ("A man injured on Monday", "said", CONTENT))
    assert day(claim) == ("2025-03-05", "publication")
