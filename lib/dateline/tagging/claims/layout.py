"""What stands where in a sentence with a cue: who before or after it, what before or after both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.claims.passives import passive_parts
from dateline.tagging.claims.phrases import DAYS, Range, phrase_after, phrase_before, settled
from dateline.tagging.claims.words import Word

HEARERS = frozenset("told tell tells telling assured assure reminded remind informed inform warned warn asked ask urged".split())
INVERTING = frozenset(
    "said says say added adds wrote writes asked asks reported reports noted notes explained argued concluded declared "
    "announced warned claimed replied recalled continued suggested tweeted stated insisted observed told".split()
)
"""Cues that may stand before their source where no quotation mark shows it: "…, said Ana Ruiz"."""
TAIL_LENGTH = 8
STOPS = frozenset((".", "?", "!"))


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an attribution, counted in words of the sentence."""

    core: int
    cue: Range
    source: Range | None
    contents: list[Range]
    rule: str


def lay_out(words: Sequence[Word], core: int, *, before: Sequence[Layout], following: int) -> Layout | None:
    """Return the parts that belong to the cue at ``core``, or None where it reports nothing."""
    if words[core].low == "according":
        return _according(words, core)
    first, last = _cue_group(words, core)
    passive = passive_parts(words, core, group=(first, last), end=_clause_end(words, last, following))
    if passive is not None:
        return Layout(core, (first, last), passive[0], passive[1], "passive")
    after = settled(words, last)
    inverted = _inverted(words, first, last)
    if inverted is not None:
        left = _left_content(words, first, before)
        if left:
            contents = [left]
            rest = settled(words, inverted[1])
            if rest < len(words) and words[rest].kind == "," and rest + 1 < len(words):
                if words[rest + 1].kind == "quote":
                    contents.append((rest + 1, _clause_end(words, rest + 1, following)))
            return Layout(core, (first, last), inverted, contents, "inverted")
    source = phrase_before(words, first)
    tail = _tail(words, first, source, after)
    if tail and source:
        left = _left_content(words, source[0], before)
        if left:
            contents = [left]
            if after < len(words) and words[after].kind in (",", ":", ";") and after + 2 < len(words):
                end = _clause_end(words, after + 1, following)
                if words[after + 1].kind not in ("wh", "prep", "who", "which") and end > after + 1 or words[after + 1].kind == "quote":
                    contents.append((after + 1, len(words) if words[left[0]].kind == "quote" else end))
            return Layout(core, (first, last), source, contents, "tail")
    if source is None:
        source = _inherited(words, first, before)
    start = after
    if words[core].low in HEARERS:
        start = _after_hearer(words, last)
    while start < len(words) and words[start].kind in (",", ":", "dash"):
        start += 1
    if start >= len(words) or words[start].kind in STOPS:
        return None
    end = _clause_end(words, start, following)
    return Layout(core, (first, last), source, [(start, end)], "right") if end > start else None


def _according(words: Sequence[Word], core: int) -> Layout | None:
    if core + 2 >= len(words) or words[core + 1].low != "to":
        return None
    source = phrase_after(words, core + 2, apposition=core > 1)
    if source is None:
        return None
    if core > 1:
        start = _clause_start(words, core)
        content = (start, core - 1 if words[core - 1].kind == "," else core)
    else:
        content = (source[1] + 1, _clause_end(words, source[1] + 1, len(words)))
    return Layout(core, (core, core + 2), source, [content], "according") if content[1] > content[0] else None


def _cue_group(words: Sequence[Word], core: int) -> Range:
    first, last = core, core + 1
    while first > 0 and (words[first - 1].kind in ("aux", "adv", "not") or words[first - 1].low in ("also", "then", "later", "often")):
        first -= 1
    if last < len(words) and words[last].kind in ("prep", "of", "as", "by") and words[last].low in ("for", "on", "of", "about", "against", "out", "with", "over", "as", "off"):
        if not (last + 1 < len(words) and words[last + 1].low in DAYS):
            from dateline.tagging.claims.cues import cue_weights

            if cue_weights().get(f"={words[core].low}>{words[last].low}", -1) > 0:
                last += 1
    return first, last


def _inverted(words: Sequence[Word], first: int, last: int) -> Range | None:
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


def _tail(words: Sequence[Word], first: int, source: Range | None, after: int) -> bool:
    """Tell whether content stands before: a comma or quotation before the source, nothing to report after the cue."""
    if source is None or source[0] == 0:
        return False
    mark = words[source[0] - 1].kind
    if mark not in (",", "quote", "?", "!", "dash"):
        return False
    if after < len(words) and (words[after].kind == ":" or words[after].kind == "quote" and mark not in ("quote", ",")):
        return False
    if mark == "quote":
        return True
    return after >= len(words) or words[after].kind in (*STOPS, ",", ";", ":", "dash", "wh", "quote", "prep") and words[after].low not in ("that", "how", "what", "why")


def _left_content(words: Sequence[Word], end: int, before: Sequence[Layout]) -> Range | None:
    start = _clause_start(words, end)
    stop = end
    while stop > start and words[stop - 1].kind in (",", "dash"):
        stop -= 1
    return (start, stop) if stop > start else None


def _clause_start(words: Sequence[Word], end: int) -> int:
    start = 0
    for place in range(end - 1):
        if words[place].kind == ";" and words[place].quoted < 0:
            start = place + 1
    while start < end and words[start].kind in ("and",):
        start += 1
    return start


def _clause_end(words: Sequence[Word], start: int, following: int) -> int:
    """Return where a content that starts at a word ends: the sentence's end, or a clause with a cue of its own."""
    quoted = words[start].quoted if start < len(words) else -1
    inside = words[start - 1].quoted if start else -1
    place = start
    while place < len(words):
        word = words[place]
        if inside >= 0 and word.quoted != inside:
            break
        if word.quoted < 0 and place > start:
            if word.kind == ";" or _full_stop(words, place):
                break
            if word.kind == "," and place + 1 < len(words):
                after = words[place + 1]
                if after.low in ("while", "according", "adding", "saying", "but", "noting", "citing", "though", "although"):
                    break
                if _names_who(words, place + 1, following):
                    break
                if place < following <= place + 4 and words[start].low != "that" or (after.kind == "and" and place < following <= place + 5):
                    break
        place += 1
    while place > start and words[place - 1].kind in (".", ","):
        place -= 1
    return place


def _names_who(words: Sequence[Word], start: int, core: int) -> bool:
    """Tell whether only a source and a cue are left of the sentence: ", the agency reports"."""
    if not start < core <= start + TAIL_LENGTH or core + 1 < len(words) and words[core + 1].kind not in STOPS:
        return False
    return words[start].kind in ("name", "det", "pronoun") and all(
        word.kind in ("name", "det", "word", "of", "poss", "pronoun", "aux", "adv", "prep", ".") for word in words[start:core]
    )


def _full_stop(words: Sequence[Word], place: int) -> bool:
    """Tell whether a sentence ends at a mark, where the splitting into sentences has overlooked it."""
    if words[place].kind not in STOPS or place + 1 >= len(words) or not words[place + 1].text[0].isupper():
        return False
    return words[place].kind != "." or (words[place - 1].kind in ("word", "adv", "number") and len(words[place - 1].low) > 3)


def _after_hearer(words: Sequence[Word], last: int) -> int:
    place = last
    while place < len(words) and place - last < 12:
        if words[place].kind in ("that", "quote", ",", "to", "wh", ":"):
            return place
        if place > last and words[place].kind in ("pronoun",) :
            return place
        if place > last + 1 and words[place].kind == "det" and words[place - 1].kind not in ("of", "prep", "and"):
            return place
        place += 1
    return last + 1


def _inherited(words: Sequence[Word], first: int, before: Sequence[Layout]) -> Range | None:
    """Return the source of a cue without one of its own: the one before it in the sentence, or the sentence's subject."""
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
