"""Quantities in English claims: numbers with their bounds and units, and whether two of them can both hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.analysis.threads.units import read_unit, singular
from dateline.text import MONTHS, ONES, TENS

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
VAGUE = {
    "a couple": (2, 3),
    "a few": (2, 9),
    "several": (3, 9),
    "half a dozen": (6, 6),
    "a dozen": (12, 12),
    "dozens": (24, 99),
    "scores": (40, 199),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "hundreds": (200, 999),
    "thousands": (2_000, 99_999),
    "millions": (2e6, 999e6),
}
"""What a vague number can mean, wide enough that two reports of one event are not set against each other for it."""
ABOUT = 0.1
"""Share by which a number that is called approximate may be off."""
AT_LEAST = "at least|no fewer than|no less than|not less than|a minimum of|upwards of|as few as|as little as"
MORE = "more than|over|above|exceeding|in excess of"
AT_MOST = "up to|at most|no more than|not more than|a maximum of|as many as|as much as"
FEWER = "fewer than|less than|under|below"
NEARLY = (
    "about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|more or less|an average of"
)
_SMALL = "|".join(sorted([*ONES, *TENS, *SCALES], key=len, reverse=True))
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_VALUE = rf"(?:{_FIGURES})(?:[ -](?:{'|'.join(SCALES)})\b|(?:{'|'.join(SHORT_SCALES)})\b)?"
_WORDS = rf"(?:a (?={'|'.join(SCALES)}))?(?:{_SMALL})(?:(?:[ -]and[ -]|[ -])(?:{_SMALL}))*\b"
_MONEY = r"US\$|A\$|C\$|\$|€|£|¥"
_NUMBER = re.compile(
    rf"(?<![\w.,$€£¥])(?:(?P<bound>{AT_LEAST}|{MORE}|{AT_MOST}|{FEWER}|{NEARLY})\s+)?(?:(?P<between>between|from)\s+)?"
    rf"(?P<money>{_MONEY})?\s?(?:(?P<vague>{'|'.join(VAGUE)})(?: of)?|(?P<value>{_VALUE}|{_WORDS}))"
    rf"(?:\s?(?:-|–|to|and)\s?(?P<money2>{_MONEY})?(?P<value2>{_VALUE}|{_WORDS}))?(?![\w])(?P<plus>\+|\s+or\s+(?:more|fewer|less)\b)?",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)
_BEFORE_DATE = re.compile(rf"(?:\b(?:{_MONTH})[a-z]*\.?|\bin|\bsince|\bby|\bof)\s+$", re.IGNORECASE)
_AFTER_DATE = re.compile(rf"\s+(?:{_MONTH})[a-z]*\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?::\d\d|\s?(?:[ap]\.?m\b|o['’]clock))", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:[a-z]+\s+)?or (?P<way>more|fewer|less|so)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: least and greatest value that the words allow, unit (singular), bound and words.

    ``bound`` is exact, least, most, about, range or vague; ``unit`` is empty where none is named.
    """

    low: float
    high: float
    unit: str
    bound: str
    start: int
    end: int
    words: str


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities in a text that name what they count or measure; dates, years and clock times are none.

    >>> [(q.low, q.high, q.unit, q.bound) for q in find_quantities("Up to 40 houses and at least sixty-four people")]
    [(0, 40.0, 'house', 'most'), (64.0, inf, 'person', 'least')]
    """
    return list(_find(text))


def _find(text: str) -> Iterator[Quantity]:
    place = 0
    while match := _NUMBER.search(text, place):
        place = max(match.end(), match.start() + 1)
        if _is_date(text, match):
            continue
        if _two_things(match):
            # "nine people and two dogs": the second number is one of its own.
            place = match.end("value")
        end = match.end("value") if _two_things(match) else match.end()
        money = match["money"] or match["money2"]
        unit, after = (
            (singular(money.lower()), end)
            if money
            else read_unit(text, end, one=(match["value"] or "").lower() in ("one", "1"))
        )
        if unit:
            low, high, bound = _interval(match, text[after:] if unit else "")
            start = match.end("between") if match["between"] and bound != "range" else match.start()
            start += len(text[start:after]) - len(text[start:after].lstrip())
            yield Quantity(low, high, unit, bound, start, after, " ".join(text[start:after].split()))


def _two_things(match: re.Match[str]) -> bool:
    """Tell whether two numbers joined by "and" are no range."""
    if not match["value2"] or match["between"]:
        return False
    joint = match.string[match.end("value") if match["value"] else match.end("vague") : match.start("value2")]
    return "and" in joint.lower()


def _is_date(text: str, match: re.Match[str]) -> bool:
    value = match["value"] or ""
    if match["vague"] or match["money"]:
        return False
    if _CLOCK.match(text, match.end()) or _AFTER_DATE.match(text, match.end()):
        return True
    first = match.start("value")
    before = text[max(0, first - 20) : first]
    if re.search(rf"\b(?:{_MONTH})[a-z]*\.?\s+$", before, re.IGNORECASE) and value.isdigit():
        return True
    if re.fullmatch(r"(?:1[89]|20)\d\d", value):
        unit, end = read_unit(text, match.end(), one=False)
        # "1995 houses", but "1995 tax returns".
        return bool(_BEFORE_DATE.search(before)) or not unit or len(text[match.end() : end].split()) > 1
    # "Channel Nine", "Article 5": a name.
    return bool(value[:1].isupper() and before.rstrip()[-1:].isalnum())


def _interval(match: re.Match[str], after: str) -> tuple[float, float, str]:
    if match["vague"]:
        low, high = VAGUE[match["vague"].lower()]
        low, high, bound = float(low), float(high), "vague"
    else:
        low = high = read_value(match["value"])
        bound = "exact"
    if match["value2"] and not _two_things(match):
        low, high, bound = _range(low, match["value"] or "", match["value2"])
    return _bounded(low, high, bound, (match["bound"] or "").lower(), _way(match, after))


def _range(low: float, first: str, second: str) -> tuple[float, float, str]:
    """ "two to three million": the scale of the second holds for the first."""
    high = read_value(second)
    scale = next((SCALES[word] for word in re.findall(r"[a-z]+", second.lower()) if word in SCALES), 1.0)
    if scale > 1 and low < scale and not any(word in SCALES for word in re.findall(r"[a-z]+", first.lower())):
        low *= scale
    return min(low, high), max(low, high), "range"


def _way(match: re.Match[str], after: str) -> str:
    if match["plus"]:
        return "more" if match["plus"] == "+" else match["plus"].split()[1].lower()
    found = _OR_MORE.match(after)
    return found["way"].lower() if found else ""


def _bounded(low: float, high: float, bound: str, words: str, way: str) -> tuple[float, float, str]:
    if re.fullmatch(AT_LEAST, words) or way == "more":
        return low, math.inf, "least"
    if re.fullmatch(MORE, words):
        return math.nextafter(low, math.inf), math.inf, "least"
    if re.fullmatch(AT_MOST, words) or way in ("fewer", "less"):
        return 0, high, "most"
    if re.fullmatch(FEWER, words):
        return 0, math.nextafter(high, 0), "most"
    if re.fullmatch(NEARLY, words) or way == "so":
        return low * (1 - ABOUT), high * (1 + ABOUT), "about" if bound == "exact" else bound
    return low, high, bound


def read_value(words: str) -> float:
    """Return the number written in figures or words.

    >>> read_value("2,000"), read_value("sixty-four"), read_value("1.5 million"), read_value("two hundred and five")
    (2000.0, 64.0, 1500000.0, 205.0)
    """
    words = words.lower()
    figures = re.match(r"[\d,.]+", words)
    if figures:
        scale = words[figures.end() :].strip(" -")
        return float(figures[0].replace(",", "")) * {**SCALES, **SHORT_SCALES}.get(scale, 1.0)
    total, part = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in SCALES:
            total, part = total + max(part, 1) * SCALES[word], 0.0
        else:
            part += ONES.get(word) or TENS.get(word) or 0
    return total + part


def can_both_hold(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of one unit agree: some value fits both, and neither moves the other's bound."""
    if one.bound == other.bound == "least":
        return one.low == other.low
    if one.bound == other.bound == "most":
        return one.high == other.high
    return one.low <= other.high and other.low <= one.high


def find_changes(before: Sequence[Quantity], after: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Return the quantities that differ, for each unit that both have: where any two of that unit agree, none.

    >>> [(a.words, b.words) for a, b in find_changes(find_quantities("up to 40 houses"), find_quantities("60 houses"))]
    [('up to 40 houses', '60 houses')]
    """
    changes = []
    for unit in dict.fromkeys(quantity.unit for quantity in after):
        old = [quantity for quantity in before if quantity.unit == unit]
        new = [quantity for quantity in after if quantity.unit == unit]
        if old and not any(can_both_hold(a, b) for a in old for b in new):
            changes.append((old[0], new[0]))
    return changes
