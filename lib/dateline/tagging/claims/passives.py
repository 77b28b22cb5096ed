"""Cues whose subject is part of what is reported: "it seems to be safe", "is believed to", "was praised by"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.tagging.claims.cue_words import base_form, kind_of
from dateline.tagging.claims.phrases import Range, phrase_after, phrase_before
from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.claims.words import BE, Word

SEEMING = word_set("seem seems seemed appear appears appeared")
MENTAL = word_set("asked told concerned convinced worried pleased opposed committed prepared determined informed")
"""Participles that are said of the one who thinks or hears, not of what is reported."""
PERCEIVED = word_set(
    "expected believed considered seen said reported called known thought alleged estimated rumored rumoured "
    "named deemed declared feared projected claimed announced confirmed shown understood regarded viewed "
    "described accused"
)


def passive_parts(
    words: Sequence[Word], core: int, *, group: Range, end: int
) -> tuple[Range | None, list[Range]] | None:
    """Return the source ("by" somebody, else none) and the contents of a cue in the passive; None where it is not.

    Args:
        words: Words of the sentence.
        core: The cue's core.
        group: The cue with its auxiliaries.
        end: Where the clause after the cue ends.
    """
    low = words[core].low
    first, last = group
    if low not in SEEMING and not _is_passive(words, core, first):
        return None
    subject = phrase_before(words, first)
    if (
        subject
        and words[subject[0]].low == "it"
        and last < len(words)
        and words[last].kind in ("that", "name", "det", "wh")
    ):
        subject = None
    if last < len(words) and words[last].kind == "by":
        source = phrase_after(words, last + 1)
        return (source, [subject]) if source and subject else None
    if last < len(words) and words[last - 1].kind == "by":
        source = phrase_after(words, last)
        return (source, [subject]) if source and subject else None
    if low not in SEEMING and low not in PERCEIVED:
        return None
    rest = [(last, end)] if end > last else []
    contents = [subject, *rest] if subject else rest
    return (None, contents) if contents else None


def is_believed(words: Sequence[Word], core: int) -> bool:
    """Tell whether a word is the participle of "is believed to" or "was reported that"."""
    if words[core].low not in PERCEIVED or not 0 < core < len(words) - 1:
        return False
    return words[core - 1].low in BE and words[core + 1].kind in ("to", "that")


def _is_passive(words: Sequence[Word], core: int, first: int) -> bool:
    word = words[core]
    if (
        word.low in MENTAL
        or kind_of(base_form(word.low)) is None
        or word.low.endswith("ing")
        or word.low == base_form(word.low)
    ):
        return False
    before = [words[place].low for place in range(first, core) if words[place].kind == "aux"]
    return bool(before) and before[-1] in BE
