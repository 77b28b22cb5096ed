"""Names as the network reads them, made whole: no half words, no titles, no ordinary words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.tagging.lexicon import Lexicon
from dateline.tagging.neural import Name

SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "Jr.", "Sr."})
CERTAIN = 0.9
"""Certainty from which an ordinary word that opens a sentence may be a name."""
LONGEST_WORD = 40
PARTS = re.compile(r"/|(?<=[a-z])-(?=[A-Z]{2})")
"""What stands between two names read as one: Orrin Times/ABC News, Orrin Times-ABC News."""
STOPS = ".!?”’\"' \n\t"
"""What ends a sentence, and a name in front of the next one."""
PARTY = re.compile(r"[DIR]-")
"""A party and a state: (R-Wis.)"""
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]\.)+[A-Z]|\b(?:Co|Inc|Corp|Ltd|Bros|Jr|Sr|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|"
    r"Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo))$"
)
"""What takes a full stop along."""
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "van", "von", "de", "del", "della", "der", "den", "di", "da", "la", "le", "du", "dos"}
)
BODIES = frozenset(
    {"Party", "University", "College", "School", "Institute", "Committee", "Commission", "Council", "Department"}
    | {"Agency", "Association", "Foundation"}
)
LINK = r"\s(?:of|for|on)(?:\sthe)?"
CAPITALS = r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][^\W_]*(?:[ \-][A-Z][^\W_]*){0,3}"
UNFINISHED = re.compile(rf"(?:(?P<link>{LINK})|\b(?:{'|'.join(sorted(BODIES))}|Center|Centre|Court|Board|Office))$")
REST, LINKED_REST = re.compile(CAPITALS), re.compile(LINK + CAPITALS)
"""What the network left out at the end of a name: Institute for the Study of | Floods, Commission | on Floods."""
GIVEN = re.compile(r"\b([A-Z][^\W\d_]+) $")
DATELINE = re.compile(r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}\b| \(|,? ?[—–]|,? --? )")
"""What follows the town that opens an agency's report: PORT ORRIN, March 4 (Agency) —."""
TOWN = re.compile(r"(?:\A|(?<=\n))(?:[A-Z]{2,} ){1,3}\Z")
DOTTED = re.compile(r"\.[A-Z][a-z]{1,9}\b")
"""The end of an outlet called after its address: Orrin.Net."""
ADDRESS = re.compile(r"\.(?:com|org|net|co|gov|edu|de|uk)\b")
KEPT_SIGNS = {".": "", "!": "", "+": "", ")": "("}
"""Signs that may end a name, and what must then stand in it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, its kind, and how certain whoever found it is, 0 to 1."""

    start: int
    end: int
    kind: str
    certainty: float


def tidy(text: str, names: Sequence[Name], *, sentences: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Mention]:
    """Return the network's names with whole words, without titles, endings and what is no name.

    Args:
        text: The whole text.
        names: Names in order, none within another.
        sentences: Its sentences: no name goes on from one into the next.
        lexicon: Word lists.

    Returns:
        Mentions in order, none within another.
    """
    found: list[Mention] = []
    starts = [start for start, _ in sentences]
    for name in names:
        for start, end in _parts(text, *_whole(text, name.start, name.end), starts=starts):
            first, last = _trim(text, start, end, name=name, lexicon=lexicon)
            least = found[-1].end if found else 0
            first = max(first, least)
            if name.kind == "PER":
                first = _from_given_name(text, first, least=least, lexicon=lexicon)
            if first >= last or not _is_name(text, first, last, certainty=name.certainty, lexicon=lexicon):
                continue
            kind = "ORG" if _is_body(text[first:last]) or DOTTED.search(text, first, last) else name.kind
            found.append(Mention(first, last, kind, name.certainty))
    return join_people(text, found)


def join_people(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join people's names that stand side by side: they are one person's."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and last.kind == mention.kind == "PER" and _adjoin(text, last, mention):
            certainty = max(last.certainty, mention.certainty)
            joined[-1] = replace(last, end=mention.end, certainty=certainty)
        else:
            joined.append(mention)
    return joined


def _adjoin(text: str, first: Mention, second: Mention) -> bool:
    """Say whether a space stands between two, or after an initial a full stop."""
    between = text[first.end : second.start]
    initial = first.end - first.start == 1 or text[first.end - 2].isspace()
    return between == " " or (initial and between in {".", ". "})


def _opens_sentence(text: str, start: int) -> bool:
    """Say whether a word opens a sentence, line or quotation, judged by the signs before it."""
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'(")
    return not before or before[-1] in ".?!\n:…"


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of words of which the network read a part, and what follows a last "of"."""
    least, most = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while least < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < most and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    if text[start:end].isupper() and DATELINE.match(text, end, end + LONGEST_WORD):
        town = TOWN.search(text[least:start])
        start = start - len(town[0]) if town else start
    dotted = DOTTED.match(text, end, most)
    end = dotted.end() if dotted else end
    unfinished = UNFINISHED.search(text, max(start, end - 14), end)
    rest = unfinished and (REST if unfinished["link"] else LINKED_REST).match(text, end, end + 80)
    return start, rest.end() if rest else end


def _parts(text: str, start: int, end: int, *, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    cuts = [between.span() for between in PARTS.finditer(text, start, end)]
    for cut in starts[bisect_right(starts, start) : bisect_left(starts, end)]:
        cuts.append((start + len(text[start:cut].rstrip(STOPS)), cut))
    for first, last in sorted(cuts):
        yield start, first
        start = last
    yield start, end


def _trim(text: str, start: int, end: int, *, name: Name, lexicon: Lexicon) -> tuple[int, int]:
    """Leave out signs, titles, a possessive ending and ordinary words at both ends of a name or of a part of one."""
    person, unsure = name.kind == "PER", name.certainty < CERTAIN
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or _keeps(text, start, end)):
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    words = [(word.start(), word.end()) for word in re.finditer(r"\S+", text[start:end])]
    names = [text[start + first : start + last] for first, last in words]
    while words and (_leads(names, lexicon, unsure=unsure) if person else _ordinary(names[0])):
        words, names = words[1:], names[1:]
    while words and not person and len(words) > 1 and _ordinary(names[-1]):
        words, names = words[:-1], names[:-1]
    if not words:
        return start, start
    start, end = start + words[0][0], start + words[-1][1]
    return start, end + (text[end : end + 1] == "." and ABBREVIATED.search(text, max(start, end - 9), end) is not None)


def _from_given_name(text: str, start: int, *, least: int, lexicon: Lexicon) -> int:
    """Return where a person's name starts, where a given name stands before what the network read."""
    given = GIVEN.search(text, max(least, start - LONGEST_WORD), start)
    return given.start() if given and given[1] in lexicon.given_names else start


def _leads(words: Sequence[str], lexicon: Lexicon, *, unsure: bool) -> bool:
    """Say whether the first word of a person's name is no part of it: a title, or an ordinary word (Rival Ana Ruiz)."""
    first, second = words[0].rstrip("."), words[1] if len(words) > 1 else ""
    ordinary = unsure and first.lower() in lexicon.common and first not in lexicon.given_names
    return first in lexicon.titles or (ordinary and second in lexicon.given_names)


def _keeps(text: str, start: int, end: int) -> bool:
    sign = text[end - 1]
    return sign in KEPT_SIGNS and KEPT_SIGNS[sign] in text[start:end] and not text[end - 2].isspace()


def _ordinary(word: str) -> bool:
    """Say whether a word at the end of an organisation's or place's name is no part of it: federal, newspaper."""
    return word.islower() and word.partition("-")[0] not in PARTICLES


def _is_name(text: str, start: int, end: int, *, certainty: float, lexicon: Lexicon) -> bool:
    name = text[start:end]
    if len(name) == 1 or PARTY.match(name) or text[max(0, start - 1) : start] == "@" or ADDRESS.match(text, end):
        return False
    if " " in name:
        return True
    if name in lexicon.no_names or name.title() in lexicon.no_names:
        return False
    common = name.lower() in lexicon.common and (name.islower() or _opens_sentence(text, start))
    return not common or certainty >= CERTAIN


def _is_body(name: str) -> bool:
    """Say whether a name ends in a word such as University, which the network takes for a place or another name."""
    before, _, last = name.rpartition(" ")
    return bool(before) and last in BODIES
