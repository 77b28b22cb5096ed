"""What plain text of a news article says about itself: headline, byline, dateline, agency, outlet, day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.readers.agencies import agency_named, agency_of
from dateline.readers.fields import people

LONGEST_HEADLINE = 250
LONGEST_CREDIT = 90
_NAME = r"[^\W\d_][\w.'’\-]*"
_BYLINE = re.compile(rf"^(?:[Bb]y|BY)[ \t]+({_NAME}(?:[ \t]+{_NAME}|,[ \t]?|[ \t]&){{0,12}})[ \t]*$")
_TITLE = re.compile(
    r",.*?\b(?:correspondent|reporter|editor|writer|staff|agency|desk|bureau|chief)\b.*$", re.IGNORECASE
)
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-ZÀ-Þ][\w.'’\- ,/]{1,60}?),?[ \t]*"
    r"(?P<day>,?[ \t]*(?:[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Z][a-z]{2,8}\.?)(?:,?[ \t]+\d{4})?)?[ \t]*"
    r"(?:\((?P<agency>[^()\n]{2,40})\))?[ \t]*(?:[—–]|--?|:)[ \t]",
)
_CREDIT = re.compile(r"^[ \t]*\(?(?P<agency>[A-Z][A-Za-z \-]{1,30})\)?[ \t]*[—–-][ \t]")
_REPORTS = re.compile(
    r",[ \t](?:the[ \t])?(?P<outlet>[A-Z][\w&'’]*(?:[. ](?:[A-Z][\w&'’]*|of|the|and))*)[ \t]"
    r"(?:reports|writes)\b(?=[ \t]*[.;])"
)
_LEARNED = re.compile(
    r"(?<![\w.])(?P<outlet>(?:The[ \t])?[A-Z][\w&'’]*(?:[. ][A-Z][\w&'’]*){0,4})[ \t]has[ \t]learned\b"
)
_DAY_LINE = re.compile(
    r"^[ \t]*(?:(?:published|posted|publication date|date|issued|updated)[ \t]*:?[ \t]*(?:on[ \t]+)?)?"
    r"(?P<day>\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Zz\-]+)?|(?:[A-Z][a-z]+day,?[ \t]+)?(?:"
    r"\d{1,2}(?:st|nd|rd|th)?[ \t]+[A-Z][a-z]{2,8}\.?,?[ \t]+\d{4}|"
    r"[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4}))"
    r"(?:,?[ \t]+(?:at[ \t]+)?\d{1,2}[:.]\d{2}[ \t]*(?:[ap]\.?m\.?)?(?:[ \t]+[A-Z]{2,5})?)?[ \t]*$",
    re.IGNORECASE,
)

_OUTLET_LINE = re.compile(
    r"^(?:source|outlet|publication|newspaper|publisher)[ \t]*:[ \t]*(?P<outlet>\S.*)$", re.IGNORECASE
)

_REUTERS = re.compile(
    r"^\W{0,3}[Rr]eporting by [^\n]{3,300}?[;,.] ?(?:[Ww]riting by [^\n;.]{3,80}[;.] ?)?[Ee]diting by "
)
"""How Reuters signs: (Reporting by Ada Brook in Almar; Editing by Tom Quill)."""
_BROADCASTER = re.compile(r"(?:CNN|BBC|NBC|CBS|ABC|FOX|NPR|PBS|[WK][A-Z]{3})\b")
"""Broadcasters stand in datelines of their own stories; American stations have four letters with W or K."""
_WITH_FILES = re.compile(r"^\W{0,3}with files from (?P<agencies>[^\n]{2,150})", re.IGNORECASE)
_LAST = re.compile(
    r"^\W{0,4}(?:(?:source|quelle|via|copyright|©|\(c\))[\W ]{0,4}){0,2}(?:\d{4}[\W ]{0,3})?"
    r"(?P<agency>[A-Za-z][\w /.&ÅåÄäÖö-]{1,45}?)[\W ]{0,3}(?:\d{4})?[\W ]{0,3}(?:all rights reserved)?\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article's text says about itself; empty where it does not."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    agency: str = ""
    outlet: str = ""
    named_outlet: str = ""


def read_facts(text: str) -> Facts:
    """Find headline, byline, day, agency and outlet in the text of an article.

    The headline is the first line where it looks like one; a byline is a line "By X" near the top or at the bottom; a
    day is only taken from a line of its own near the top that has a year; the outlet from a line "Source: X" there. An
    outlet that only the text names ("…, X reports", "X has learned") is kept apart. What is not there stays empty.

    Args:
        text: The article, headline first.
    """
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    headline = filled[0] if len(filled) > 1 and _is_headline(filled[0]) else ""
    top = filled[:6]
    bottom = filled[-3:] if len(filled) > 3 else []
    return Facts(
        headline=headline,
        authors=_authors(top, bottom),
        published=next((match["day"] for line in top if (match := _DAY_LINE.match(line[:120]))), ""),
        agency=find_agency(filled[1:8] if headline else filled[:8]),
        outlet=next((match["outlet"] for line in top if (match := _OUTLET_LINE.match(line[:120]))), ""),
        named_outlet=find_outlet(text),
    )


def _is_headline(line: str) -> bool:
    if len(line) > LONGEST_HEADLINE or _BYLINE.match(line) or _DAY_LINE.match(line[:120]):
        return False
    return not line.endswith((".", ",", ";", "…")) or line.endswith(("...", " U.S.", " U.K.", " Inc."))


def _authors(top: list[str], bottom: list[str]) -> tuple[str, ...]:
    for line in [*top, *reversed(bottom)]:
        match = _BYLINE.match(_TITLE.sub("", line[:200]).rstrip(". "))
        if match and match[1][0].isupper():
            return tuple(people(match[1]))
    return ()


def find_agency(lines: list[str]) -> str:
    """Return the news agency that a dateline credits: KYIV, May 16 (Reuters) —"""
    for line in lines:
        match = _DATELINE.match(line[:200])
        if match and match["agency"]:
            if known := agency_named(match["agency"]):
                return known
            if _may_be_agency(match["agency"]):
                return match["agency"].strip()
        match = _CREDIT.match(line[:60])
        if match and (known := agency_named(match["agency"])):
            return known
    return ""


def _may_be_agency(name: str) -> bool:
    """Tell whether a name in a dateline that is not known may be an agency's: no year, no broadcaster."""
    return len(name) <= 30 and name[0].isalpha() and not name.islower() and not _BROADCASTER.match(name)


def credited_agency(text: str, *, outlet: str = "", authors: Iterable[str] = ()) -> str:
    """Return the news agency that an article is by: its outlet, its byline, its dateline or its last lines say so.

    Args:
        text: The article.
        outlet: Who published it.
        authors: Names in its byline.
    """
    if known := agency_of(outlet) or next(filter(None, map(agency_named, authors)), None):
        return known
    top = [line.strip() for line in text[:3000].split("\n") if line.strip()][:5]
    bottom = [line.strip() for line in text[-1500:].split("\n") if line.strip()][-4:]
    return find_agency(top) or next(filter(None, map(_signed, reversed(bottom))), "")


def _signed(line: str) -> str | None:
    """Return the agency that a line at the end of an article credits."""
    if _REUTERS.match(line[:400]):
        return "Reuters"
    if match := _WITH_FILES.match(line[:200]):
        return next(filter(None, map(agency_named, re.split(r",|;| and ", match["agencies"]))), None)
    if len(line) > LONGEST_CREDIT:
        return None
    match = _LAST.match(line)
    return agency_named(match["agency"]) if match else None


def find_outlet(text: str) -> str:
    """Return an outlet that only the text names, where it can hardly be anything else: the first that fits."""
    for pattern in (_REPORTS, _LEARNED):
        match = pattern.search(text)
        if match and match["outlet"].lower() not in {"he", "she", "it", "they", "the"}:
            return match["outlet"].strip()
    return ""
