"""Which side a claim takes."""

from __future__ import annotations

import pytest

from dateline.analysis.threads.polarity import Saying, is_qualified, read_stance

FIRST = "The Tarrow Dam has cracks and could fail"
WARNED = "Varnia was warned before the gates were opened"


@pytest.mark.parametrize(
    ("first", "cue", "kind", "content", "sign"),
    [
        (FIRST, "denied", "denies", "that the dam has cracks", -1),
        (FIRST, "denied", "denies", "that the dam was safe", 1),
        (FIRST, "did not deny", "denies", "that the dam has cracks", 1),
        (FIRST, "said", "states", "the dam is sound", -1),
        (FIRST, "said", "states", "the dam is not sound", 1),
        (FIRST, "said", "states", "the dam has no cracks", -1),
        (FIRST, "said", "states", "not only the dam has cracks", 1),
        (FIRST, "rejected", "denies", "as false the report that the dam has cracks", -1),
        (FIRST, "dismissed", "denies", "the report on cracks as a fairy tale", -1),
        (FIRST, "called", "denies", "the report “a guess with a cover page”", -1),
        (FIRST, "said", "states", "reports of cracks in the dam were untrue", -1),
        (FIRST, "doubted", "denies", "that the dam has cracks", -1),
        (WARNED, "said", "states", "there was no call, no message, no fax", -1),
        (WARNED, "states", "states", "reports that no warning was given are incorrect", 1),
        (WARNED, "said", "states", "Ostrel failed to warn Varnia before the gates were opened", -1),
        (WARNED, "said", "states", "Varnia was warned before the gates were opened, and nobody can say otherwise", 1),
        (WARNED, "did not say", "states", "that Varnia was warned", 0),
        (WARNED, "did not believe", "believes", "that Varnia was warned", -1),
        ("The log is not complete", "said", "states", "the log is not complete", 1),
        ("The log is not complete", "said", "states", "the log is complete", -1),
        ("“We told the truth. The log is complete. Nobody knew.”", "said", "states", "the log is complete", 1),
        (WARNED, "would neither confirm nor deny", "denies", "that Varnia was warned", 0),
    ],
)
def test_negation_opposites_and_denying_words_turn_a_claim_round(
    first: str, cue: str, kind: str, content: str, sign: int
) -> None:
    """One of them turns the claim round, two cancel each other, a list of negations is one."""
    assert read_stance(Saying(content, cue, kind), Saying(first)).sign == sign


def test_a_claim_marked_as_negated_is_turned_round_once() -> None:
    """The mark and the word that it rests on are one negation; without a word the mark counts."""
    with_word = read_stance(Saying("Varnia was not warned", certainty="negated"), Saying(WARNED))
    without = read_stance(Saying("Varnia was warned", certainty="negated"), Saying(WARNED))
    assert (with_word.sign, without.sign) == (-1, -1)


def test_part_of_a_claim_can_be_taken_back() -> None:
    """ "But" after what is granted qualifies it; within a quotation it does not."""
    assert is_qualified("Ostrel did telephone, but to a line that was out of order")
    assert not is_qualified("Ostrel “did telephone, but to the wrong man”")
