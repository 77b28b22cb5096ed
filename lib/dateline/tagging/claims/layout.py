"""What stands where in a sentence with a cue: who before or after it, what before or after both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.claims.clauses import STOPS, after_hearer, clause_end, clause_start, names_who
from dateline.tagging.claims.cues import cue_weights
from dateline.tagging.claims.passives import passive_parts
from dateline.tagging.claims.phrases import DAYS, Range, phrase_after, phrase_before, settled
from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.claims.words import Word

HEARERS = word_set("told tell tells telling assured assure reminded remind informed inform warned warn asked ask urged")
INVERTING = word_set(
    "said says say added adds wrote writes asked asks reported reports noted notes explained argued concluded "
    "declared announced warned claimed replied recalled continued suggested tweeted stated insisted observed "
    "told"
)
"""Cues that may stand before their source where no quotation mark shows it: "…, said Ana Ruiz"."""


LETTER = 25
"""Words between a cue and the colon before its quotation."""
PARTICLES = word_set("for on of about against out with over as off")
"""Prepositions that may belong to a cue: called for, spoke about."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an attribution, counted in words of the sentence."""

    core: int
    cue: Range
    source: Range | None
    contents: list[Range]
    rule: str


def lay_out(words: Sequence[Word], core: int, *, before: Sequence[Layout], following: int) -> Layout | None:
    """Return the parts that belong to a cue, or None where it reports nothing.

    Args:
        words: Words of the sentence.
        core: The cue's core.
        before: Layouts of the cues before it in the sentence.
        following: Core of the next cue; the number of words where there is none.
    """
    if words[core].low == "according":
        return _according(words, core)
    cue = _cue_group(words, core)
    passive = passive_parts(words, core, group=cue, end=clause_end(words, cue[1], following))
    if passive is not None:
        return Layout(core, cue, passive[0], passive[1], "passive")
    return (
        _inverted(words, core, cue=cue, following=following)
        or _tail(words, core, cue=cue, following=following)
        or _forward(words, core, cue=cue, before=before, following=following)
    )


def _according(words: Sequence[Word], core: int) -> Layout | None:
    if core + 2 >= len(words) or words[core + 1].low != "to":
        return None
    source = phrase_after(words, core + 2, apposition=core > 1)
    if source is None:
        return None
    if core > 1:
        start = clause_start(words, core)
        content = (start, core - 1 if words[core - 1].kind == "," else core)
    else:
        content = (source[1] + 1, clause_end(words, source[1] + 1, len(words)))
    return Layout(core, (core, core + 2), source, [content], "according") if content[1] > content[0] else None


def _cue_group(words: Sequence[Word], core: int) -> Range:
    """Return a cue with the auxiliaries and adverbs before it and the preposition that belongs to it."""
    first, last = core, core + 1
    adverbs = ("also", "then", "later", "often", "never")
    while first > 0 and (words[first - 1].kind in ("aux", "adv", "not") or words[first - 1].low in adverbs):
        first -= 1
    particle = last < len(words) and words[last].low in PARTICLES
    if particle and not (last + 1 < len(words) and words[last + 1].low in DAYS):
        last += cue_weights().get(f"={words[core].low}>{words[last].low}", -1.0) > 0
    return first, last


def _inverted(words: Sequence[Word], core: int, *, cue: Range, following: int) -> Layout | None:
    """Lay out a cue between content and source: "…," said Ana Ruiz."""
    source = _source_behind(words, *cue)
    left = _left_content(words, cue[0]) if source else None
    if source is None or left is None:
        return None
    contents = [left]
    rest = settled(words, source[1])
    if rest + 1 < len(words) and words[rest].kind == "," and words[rest + 1].kind == "quote":
        contents.append((rest + 1, clause_end(words, rest + 1, following)))
    return Layout(core, cue, source, contents, "inverted")


def _source_behind(words: Sequence[Word], first: int, last: int) -> Range | None:
    """Return the source that follows a cue right after the content: "…," said Ana Ruiz."""
    if first == 0 or words[first - 1].kind not in (",", "quote", "?", "!", "dash") or last >= len(words):
        return None
    if words[last].kind not in ("name", "det", "pronoun", "number", "word", "poss"):
        return None
    if words[last - 1].low.endswith("ing"):
        return None
    beside = words[first - 1].kind in ("quote", "?", "!")
    if not beside and (words[last - 1].low not in INVERTING or phrase_before(words, first) is not None):
        return None
    found = phrase_after(words, last)
    ends = found is None or found[1] >= len(words) or words[found[1]].kind not in ("aux", "that", "wh", "to", "quote")
    return found if ends else None


def _tail(words: Sequence[Word], core: int, *, cue: Range, following: int) -> Layout | None:
    """Lay out a cue that ends its clause, behind content and source: "…," Ana Ruiz said."""
    after = settled(words, cue[1])
    source = phrase_before(words, cue[0])
    if source is None or not _stands_behind(words, source, after):
        return None
    left = _left_content(words, source[0])
    if left is None:
        return None
    contents = [left]
    more = after + 2 < len(words) and words[after].kind in (",", ":", ";")
    if more and not names_who(words, after + 1, following):
        end = clause_end(words, after + 1, following)
        opens = words[after + 1].kind
        quoting = words[left[0]].kind == "quote"
        if opens == "quote" or (not quoting and opens not in ("wh", "prep", "who", "which") and end > after + 1):
            contents.append((after + 1, len(words) if words[left[0]].kind == "quote" else end))
    return Layout(core, cue, source, contents, "tail")


def _stands_behind(words: Sequence[Word], source: Range, after: int) -> bool:
    """Tell whether content stands before: a comma or quotation before the source, nothing to report after the cue."""
    if source[0] == 0:
        return False
    mark = words[source[0] - 1].kind
    if mark not in (",", "quote", "?", "!", "dash"):
        return False
    if after < len(words) and (
        words[after].kind == ":" or (words[after].kind == "quote" and mark not in ("quote", ","))
    ):
        return False
    if mark == "quote":
        return True
    return after >= len(words) or (
        words[after].kind in (*STOPS, ",", ";", ":", "dash", "wh", "quote", "prep")
        and words[after].low not in ("that", "how", "what", "why")
    )


def _forward(
    words: Sequence[Word], core: int, *, cue: Range, before: Sequence[Layout], following: int
) -> Layout | None:
    """Lay out a cue with its content behind it: Ana Ruiz said that …"""
    source = phrase_before(words, cue[0]) or _inherited(words, cue[0], before)
    start = after_hearer(words, cue[1]) if words[core].low in HEARERS else settled(words, cue[1])
    start = _announced(words, start, following)
    while start < len(words) and words[start].kind in (",", ":", "dash"):
        start += 1
    if start >= len(words) or words[start].kind in STOPS:
        return None
    end = clause_end(words, start, following)
    return Layout(core, cue, source, [(start, end)], "right") if end > start else None


def _announced(words: Sequence[Word], start: int, following: int) -> int:
    """Return where a quotation behind a colon starts, where one follows: wrote in a letter to the town: "…"."""
    if start < len(words) and words[start].kind in ("that", "quote", "wh"):
        return start
    for place in range(start, min(following, start + LETTER, len(words) - 1)):
        if words[place].kind == ":" and words[place + 1].kind == "quote" and words[place].quoted < 0:
            return place + 1
    return start


def _left_content(words: Sequence[Word], end: int) -> Range | None:
    """Return what stands before a source or cue, without the comma between."""
    start = clause_start(words, end)
    stop = end
    while stop > start and words[stop - 1].kind in (",", "dash"):
        stop -= 1
    return (start, stop) if stop > start else None


def _inherited(words: Sequence[Word], first: int, before: Sequence[Layout]) -> Range | None:
    """Return the source of a cue without one of its own: the one before it, or the sentence's subject."""
    if before:
        return before[-1].source if before[-1].rule != "passive" else None
    if first == 0 or words[0].kind in ("prep", "wh", "quote", "and"):
        return None
    place = 0
    while place < first and words[place].kind in ("name", "det", "word", "pronoun", "of", "poss", "number"):
        if words[place].kind == "pronoun":
            return place, place + 1
        if place > 0 and words[place].kind == "word" and words[place].low.endswith(("ed", "ing")):
            break
        place += 1
    return (0, place) if place else None
