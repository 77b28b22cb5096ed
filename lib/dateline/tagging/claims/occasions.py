"""When something was said, from the rest of the article: the same occasion spoken of before, "then", "recently"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dateline.tagging.claims.clauses import OCCASION, OTHER_CLAUSE, Saying, without
from dateline.tagging.claims.saying import Calendar, Said, TimeLike
from dateline.tagging.claims.word_sets import word_set

GOES_ON = 2500
"""Characters after a statement with a day within which the same source still speaks of that occasion."""
SET_OUT = 700
"""Characters before a statement with a day within which the same source's words are of that occasion: an article's
first sentence often leaves the day to the second."""
FRESH = timedelta(days=7)
"""Days before publication of an occasion that an article reports on; older ones are background."""
BRIEF = timedelta(days=1)
"""Length of the longest occasion: a weekend."""
LOOK_BACK = 600
BESIDE = 60
"""Characters after a cue within which it may name its occasion: "said at the debate"."""
_NAMED = re.compile(rf"(?:['’]s?)?,?\s+(?:[\w\-’']+\s+){{0,4}}?({OCCASION})\b")
_AT = re.compile(
    rf"\b(?:at|in|during|after|from)\s+(?:the|his|her|their|its|that|this|a|an)\s+(?:[\w\-’']+\s+){{0,3}}?({OCCASION})\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\W+(?:[\w'’]+\s+){0,6}?(?:at th(?:e|at) time|back then|then)\b(?=\W*$|[.,;])")
_RECENT = re.compile(rf"\b(?:a|an|his|her|their|its|one) recent (?:[\w\-’']+\s+){{0,3}}?{OCCASION}\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:recently|previously|once|formerly|earlier|long ago|years ago)\W*$", re.IGNORECASE)
_ONCE_CUE = re.compile(r"\b(?:recently|previously|once|formerly|long ago|years ago)\b")
_PAST_PERFECT = re.compile(
    r"\bhad\s+(?:(?:also|long|often|never|always|already|not|just|once|since|then|earlier|been|\w+ly)\s+)*$"
)
FOREIGN = word_set("debate convention")
"""Occasions that are never an article's own: "in the first debate" without a day is in a past that it does not date."""
_PRESENT = word_set("is are has have says tells adds notes writes warns argues claims believes thinks wants calls asks")
_PAST = word_set(
    "said told wrote spoke went began thought felt made gave took held saw found heard kept put led swore sought met "
    "stood brought ran set left drew chose"
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Uttered:
    """One claim on its way to a day.

    Attributes:
        saying: The reporting word in its sentence.
        source: Canonical name of who speaks; None where there is none.
        said: The day as the sentence itself gives it.
    """

    saying: Saying
    source: str | None
    said: Said


def days_said(calendar: Calendar, uttered: Sequence[Uttered]) -> list[Said]:
    """Return for each claim when it was said, as its sentence or else the rest of the article tells.

    In this order: the day of its sentence; the day of an occasion that it names ("at the debate"); the day last spoken
    of, for "then" and "at the time"; no day for "recently", "once" and the past perfect; the day that the same source
    is given nearby, for the past tense; the day of the dateline or of publication.
    """
    occasions = _occasions(calendar)
    own = [_by_sentence(calendar, one, occasions) for one in uttered]
    anchors: dict[str, tuple[list[int], list[Said]]] = {}
    rows = sorted(zip(uttered, own, strict=True), key=lambda row: row[0].saying.cue)
    for one, said in rows:
        if one.source and said is not None and said[2] == "stated" and _is_occasion(calendar, said):
            places, days = anchors.setdefault(one.source, ([], []))
            places.append(one.saying.cue[0])
            days.append(said)
    return [
        said or _carried(calendar, one, anchors.get(one.source or "")) or one.said
        for one, said in zip(uttered, own, strict=True)
    ]


def _by_sentence(calendar: Calendar, one: Uttered, occasions: Mapping[str, Said | None]) -> Said | None:
    if one.said[2] == "stated":
        return one.said
    text, saying = calendar.text, one.saying
    cue = text[saying.cue[0] : saying.cue[1]]
    if _is_present(cue):
        return None
    before = without(text, (saying.sentence[0], saying.cue[0]), saying.taken)
    after = without(text, (saying.cue[1], saying.sentence[1]), saying.taken)
    undated = _RECENT.search(f"{before} {after}") is not None
    at = _AT.search(OTHER_CLAUSE.split(before)[0]) or _AT.search(OTHER_CLAUSE.split(after)[0][:BESIDE])
    if at is not None and not undated:
        noun = _singular(at[1])
        if occasions.get(noun) is not None:
            return occasions[noun]
        undated = noun in FOREIGN and noun not in occasions and _is_past(cue)
    if _THEN.match(after):
        return _spoken_of_last(calendar, saying)
    if (
        undated
        or cue.startswith("had ")
        or _PAST_PERFECT.search(before)
        or _ONCE.search(before)
        or _ONCE_CUE.search(cue)
    ):
        return None, None, "unknown"
    return None


def _occasions(calendar: Calendar) -> dict[str, Said | None]:
    """Return the days of the occasions that an article names, by their noun, as for "Monday's presidential debate".

    None stands where there are two of a kind on different days.
    """
    found: dict[str, Said | None] = {}
    for time in calendar.times:
        match = _NAMED.match(calendar.text, time.end, time.end + 60)
        said = _as_said(time)
        if match and said is not None and _is_occasion(calendar, said):
            noun = _singular(match[1])
            found[noun] = said if found.get(noun, said) == said else None
    return found


def _carried(calendar: Calendar, one: Uttered, anchors: tuple[list[int], list[Said]] | None) -> Said | None:
    """Return the day that the same source is given nearby, before or else soon after."""
    place = one.saying.cue[0]
    if anchors is None or not _is_past(calendar.text[place : one.saying.cue[1]]):
        return None
    places, days = anchors
    number = bisect_left(places, place)
    if number and place - places[number - 1] <= GOES_ON:
        return days[number - 1]
    if number < len(places) and places[number] - place <= SET_OUT:
        return days[number]
    return None


def _spoken_of_last(calendar: Calendar, saying: Saying) -> Said | None:
    """Return the last day spoken of before a sentence, which "then" goes back to."""
    start = saying.sentence[0]
    for time in reversed(calendar.within((max(start - LOOK_BACK, 0), start))):
        said = _as_said(time)
        if said is not None and (calendar.published is None or said[1] is None or said[1] < calendar.published):
            return said
    return None


def _as_said(time: TimeLike) -> Said | None:
    if time.type not in ("DATE", "TIME") or time.first is None:
        return None
    return time.first, time.last or time.first, "stated"


def _is_occasion(calendar: Calendar, said: Said) -> bool:
    """Tell whether days are brief and fresh enough for an occasion that an article reports on."""
    first, last, _ = said
    if first is None or last is None or calendar.published is None:
        return False
    return last - first <= BRIEF and first <= calendar.published and calendar.published - last <= FRESH


def _is_past(cue: str) -> bool:
    words = [word.lower() for word in _WORD.findall(cue)]
    return bool(words) and not _is_present(cue) and any(word in _PAST or word.endswith("ed") for word in words)


def _is_present(cue: str) -> bool:
    return bool({word.lower() for word in _WORD.findall(cue)[:2]} & _PRESENT) or cue.startswith(
        ("'s", "’s", "'ve", "’ve")
    )


def _singular(noun: str) -> str:
    return noun.lower().removesuffix("s")
