"""Whether a time in a sentence says when a reporting word was uttered, or belongs to another part of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.words import DETERMINERS

OCCASION = (
    r"(?:debates?|speech(?:es)?|interviews?|statements?|editorials?|tweets?|reports?|letters?|conferences?|rally|rallies|"
    r"hearings?|address|posts?|emails?|e-mails?|op-eds?|columns?|articles?|essays?|stor(?:y|ies)|messages?|meetings?|"
    r"memos?|testimony|appearances?|town halls?|forums?|briefings?|filings?|lawsuits?|remarks|ceremony|dinner|"
    r"ruling|announcement|broadcast|episode|edition|show|program|call|cables?|summit|talks|session|events?|comments|"
    r"decision|vote|visit|trip|tour|stop|convention|service|gala|fundraiser|panel|discussion|conversation|note|poll|"
    r"survey|study|release)"
)
"""Nouns for what is said or written, or where people speak: "Monday's debate", "a July speech"."""
REACH = 60
"""Characters after a time within which the noun that it qualifies is looked for."""
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:since|until|till|by|before|after|than|for|from|through|of|to|between|over|within|following|about|despite|"
    r"ahead of|as of|past|between \w+ and)\s+(?:the |late |early |mid-?|about |around |at least )*$",
    re.IGNORECASE,
)
_BEFORE_OCCASION = re.compile(
    r"\b(?:since|until|before|than|for|ahead of|about|of|after)\s+(?:\w+ing\s+)?"
    r"(?:the |a |an |his |her |its |their )?$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"(?:^|\s)\S+(?:['’]s|s['’])\s+$")
_NOUN = re.compile(rf"(?:['’]s?)?,?\s+(?:[\w\-’']+\s+){{0,4}}?{OCCASION}\b")
_FRONTED = re.compile(
    r"\W*(?:(?:but|and|then|yet|so|also|meanwhile|speaking|earlier|later|late|early|just|in|on|at|during|back|only)\s+)*"
    r"(?:(?:a|an|the|his|her|its|their|this|that)\s+)?",
    re.IGNORECASE,
)
OTHER_CLAUSE = re.compile(
    r"\b(?:who|whom|which|whose|where|because|since|although|though|unless|than|but|"
    r"as (?:he|she|it|they|the|a|in|just)|just as|that(?! (?:aired|was (?:released|published))))\b|[;—–―]|--| - |"
    r",\s+(?:\w+ing|compared)\b"
)
_RELATIVE = re.compile(r"\b(?:who|whom|which|whose|where)\b")
_RELATIVE_OR_THAT = re.compile(r"\b(?:who|whom|which|whose|where|that|what)\b")
_CLAUSE_END = re.compile(r"[,;—–―]|--| - ")
_PERFECT = re.compile(
    r"(?:\b(?:has|have)|['’]ve|['’]s)\s+(?:(?:also|long|often|never|always|already|since|not|just|been|\w+ly)\s+)*$"
)
_PERFECT_CUE = re.compile(r"(?:has|have|['’]ve|['’]s)\s")
_AHEAD = re.compile(r"\b(?:will|to|plans?|planned|set|expected|scheduled|going|due)\b|['’]ll\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """A reporting word in its sentence.

    Attributes:
        cue: Its characters; those of source or content where the text leaves it out.
        sentence: The sentence around it.
        contents: What is reported by it.
        sources: Who speaks.
    """

    cue: Span
    sentence: Span
    contents: tuple[Span, ...]
    sources: tuple[Span, ...] = ()

    @property
    def taken(self) -> tuple[Span, ...]:
        """Characters of source and content, in which a time says nothing of when it was said."""
        return (*self.sources, *self.contents)


def says_when(text: str, time: Span, saying: Saying, *, ahead: bool, running: bool) -> bool:
    """Tell whether a time says when something was uttered, as the words around it have it.

    Args:
        text: The article.
        time: The characters of the time.
        saying: The reporting word.
        ahead: Whether the time lies after the day of publication.
        running: Whether it reaches to the day of publication: "has said this week" can be, "has said in May" cannot.
    """
    cue = saying.cue
    near = text[max(cue[0] - 30, saying.sentence[0]) : cue[0]]
    if ahead and (time[1] <= cue[0] or not _AHEAD.search(near + text[cue[0] : cue[1]])):
        return False
    if not running and (_PERFECT.search(near) or _PERFECT_CUE.match(text, cue[0], cue[1])):
        return False
    if cue[0] <= time[0] and time[1] <= cue[1]:
        return True
    front = text[saying.sentence[0] : time[0]]
    if is_fronted(front):
        between = _RELATIVE_OR_THAT.split(without(text, (time[1], cue[0]), saying.contents))
        within = len(between) > 1 and not _CLAUSE_END.search(between[-1])
        return time[0] < cue[0] and not within and not _LEADS_ELSEWHERE.search(front)
    if not qualifies_occasion(text, time, taken=(cue, *saying.taken)):
        return False
    if time[0] >= cue[1]:
        return not OTHER_CLAUSE.search(without(text, (cue[1], time[0]), saying.taken))
    relative = max((match.end() for match in _RELATIVE.finditer(front)), default=-1)
    return relative < 0 or not _CLAUSE_END.search(without(text, (time[1], cue[0]), saying.taken))


def is_fronted(front: str) -> bool:
    """Tell whether a time opens its sentence, from what stands before it: "On", "But in", "Earlier"."""
    return _FRONTED.fullmatch(front) is not None


def qualifies_occasion(text: str, time: Span, *, taken: Sequence[Span] = ()) -> bool:
    """Tell whether a time stands free, or qualifies an occasion on which people speak ("Monday's debate").

    "The 1999 admission", "the party's July convention", "since May" say when something else was.
    """
    before, after = text[max(time[0] - REACH, 0) : time[0]], text[time[1] : time[1] + REACH]
    word = before.split()[-1].lower() if before.strip() else ""
    own = word in DETERMINERS or _POSSESSED.search(before) is not None
    follows = any(start <= time[1] + 1 < end for start, end in taken)
    if after.startswith(("'", "’")) or (own and not follows and re.match(r",?\s+[^\W\d]", after)):
        return _NOUN.match(after) is not None and not _BEFORE_OCCASION.search(before)
    return not _LEADS_ELSEWHERE.search(before)


def without(text: str, span: Span, taken: Sequence[Span]) -> str:
    """Return the characters of a span that lie in none of others."""
    parts, place = [], span[0]
    for start, end in sorted(taken):
        if end <= place or start >= span[1]:
            continue
        parts.append(text[place : max(start, place)])
        place = max(place, min(end, span[1]))
    return " ".join([*parts, text[place : span[1]]])
