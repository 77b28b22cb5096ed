"""Which side of a thread a claim takes: whether it says what the first claim says, or the opposite."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.analysis.term_table import english_stopwords
from dateline.text import WORD

NEGATORS = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|nor|neither|nowhere|without|cannot|hardly)\b|n['’]t\b", re.IGNORECASE
)
NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least)|no (?:doubt|matter|(?:longer|later|fewer|less|more) than)"
    r"|nothing (?:but|less than)|not to mention|whether or not|not until)\b",
    re.IGNORECASE,
)
FALSE = re.compile(
    r"\b(?:false|falsely|untrue|incorrect|wrong|wrongly|unfounded|baseless|groundless|fictitious|fabricat\w+|forged|fake"
    r"|hoax|lie|lies|myth|fairy[ -]tales?|nonsense|rubbish|absurd|ridiculous|ludicrous|misleading|inaccurate|bogus"
    r"|refut\w+|debunk\w+|disprov\w+|deni(?:ed|es|al|als)|deny|denying|reject\w*|dismiss\w*|ruled out)\b",
    re.IGNORECASE,
)
FAILING = re.compile(
    r"\b(?:fail(?:ed|s|ing)? to|refus(?:ed|es|ing) to|declin(?:ed|es|ing) to|lack(?:ed|s|ing)?(?: of)?|absence of)\b",
    re.IGNORECASE,
)
DENYING = re.compile(
    r"\b(?:den[iy]\w*|reject\w*|dismiss\w*|refut\w+|disput\w+|doubt\w*|contradict\w*|rebut\w*|rul(?:e|es|ed|ing) out"
    r"|repudiat\w+|debunk\w*|disavow\w*|question(?:s|ed)|challeng\w+|rubbish\w*|scoff\w*|disprov\w+|disagre\w+)\b",
    re.IGNORECASE,
)
"""Reporting words that turn what they report into its opposite."""
NO_STANCE = re.compile(
    r"\bneither confirm\w* n?or den\w*|\bnot (?:confirm\w* or den\w*|comment\w*)|\bdeclin\w+ to\b|\brefus\w+ to\b",
    re.IGNORECASE,
)
AXES: tuple[tuple[str, str], ...] = (
    (
        "safe safely sound secure intact stable harmless undamaged",
        "danger dangerous unsafe crack cracks cracked fail collapse unstable risk risky threat unsound damaged",
    ),
    ("innocent acquitted cleared exonerated", "guilty convicted"),
    ("alive survived survive", "dead died killed"),
    ("open opened reopen reopened", "closed shut close"),
    (
        "rise rises rose risen rising increase increased increasing grew grow growing gain gained",
        "fall falls fell fallen falling decrease decreased decreasing drop dropped decline declined shrank",
    ),
    ("win wins won winning victory", "lose loses lost losing defeat defeated"),
    (
        "accept accepted accepts agree agreed agrees approve approved approves support supported supports back backed",
        "oppose opposed opposes veto vetoed block blocked blocks against",
    ),
    ("genuine authentic", "counterfeit forged fake fabricated"),
    (
        "accident accidental accidentally mistake unintentional unintentionally",
        "deliberate deliberately purpose intended intentional intentionally",
    ),
    ("legal lawful legally", "illegal unlawful illegally"),
    ("succeed succeeded success successful", "failed failure unsuccessful"),
    ("enough sufficient", "insufficient inadequate shortage"),
)
"""Pairs of opposites, as words."""
_SIDES = {
    word: (axis, sign)
    for axis, pair in enumerate(AXES)
    for sign, half in zip((1, -1), pair, strict=True)
    for word in half.split()
}
_CLAUSE = re.compile(
    r"\s*(?:[;:…]|[,.!?]\s|,?\s+(?:and|but|because|although|though|while|unless|whereas|except)\s+)\s*", re.IGNORECASE
)
_AS_FALSE = re.compile(r"\bas (?:an? )?(?:\w+ ){0,2}?(?=" + FALSE.pattern.removeprefix(r"\b") + ")", re.IGNORECASE)
_QUALIFIED = re.compile(r"[,;–—-]\s*(?:but|though|although|albeit|if only|only)\s+", re.IGNORECASE)
STOPWORDS = english_stopwords()
PREFIX = 5
"""Letters by which words count as forms of one: "cracks", "cracked"."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The side that a claim takes: 1 or -1, 0 where it takes none; and whether words of it show that."""

    sign: int
    shown: bool


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is on, by their first letters."""
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(word.removesuffix("'s").removesuffix("’s")[:PREFIX] for word in words if word not in STOPWORDS)


def content_sign(content: str, about: frozenset[str]) -> int:
    """Return -1 where a content denies what it speaks of, else 1.

    Negation, words for what is false, and failing each turn it round once, however often they stand in a list ("no
    call, no message"). Of several clauses those count that share most words with the thread.

    Args:
        content: What is claimed.
        about: Words of the thread's first claim, from ``stems``.

    >>> content_sign("no warning was given", frozenset()), content_sign("that none was given is untrue", frozenset())
    (-1, 1)
    """
    clauses = [clause for clause in _CLAUSE.split(content) if clause]
    shares = [len(stems(clause) & about) for clause in clauses]
    most = max(shares, default=0)
    spoken = " ; ".join(clause for clause, share in zip(clauses, shares, strict=True) if share == most)
    spoken = NO_NEGATION.sub(" ", spoken)
    return -1 if sum(bool(sign.search(spoken)) for sign in (NEGATORS, FALSE, FAILING)) % 2 else 1


def opposite(content: str, other: str) -> bool:
    """Tell whether two contents use opposites of one pair ("sound" against "cracks"), each only one of them."""
    one, two = _axes(content), _axes(other)
    return any(len(signs) == 1 and len(two.get(axis, ())) == 1 and signs != two[axis] for axis, signs in one.items())


def _axes(content: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for word in WORD.findall(content.lower()):
        if word in _SIDES:
            axis, sign = _SIDES[word]
            found.setdefault(axis, set()).add(sign)
    return found


def read_stance(content: str, cue: str, *, kind: str, certainty: str, first: str) -> Stance:
    """Return the side that a claim takes on what the thread's first content speaks of.

    A denying word turns its content round ("denied that it was safe" says what "it is in danger" says); a neutral one
    that is known to deny ("called it a fairy tale") leaves no doubt by itself.

    Args:
        content: What is claimed.
        cue: The reporting words, as written.
        kind: Kind of cue.
        certainty: Certainty of the claim.
        first: Content of the thread's first claim.
    """
    if NO_STANCE.search(cue):
        return Stance(0, shown=True)
    denying = bool(DENYING.search(cue))
    if kind == "denies" and not denying:
        return Stance(-1, shown=True)
    about = stems(first)
    sign = content_sign(_AS_FALSE.split(content)[0] or _without_verdict(content) if denying else content, about)
    if certainty == "negated" and sign > 0 and not NEGATORS.search(cue):
        sign = -1
    turned = (denying, opposite(content, first), bool(NEGATORS.search(NO_NEGATION.sub(" ", cue))))
    for turn in turned:
        sign = -sign if turn else sign
    return Stance(sign, shown=sign < 0 or any(turned) or content_sign(content, about) < 0)


def _without_verdict(content: str) -> str:
    """ "rejects as false the charge that …": the verdict repeats the rejection and denies nothing more."""
    return FALSE.sub(" ", content)


def is_qualified(content: str) -> bool:
    """Tell whether a content grants something and takes part of it back: "it did telephone, but to a dead line"."""
    return bool(_QUALIFIED.search(re.sub(r"[“\"][^”\"]*[”\"]", " ", content)))


def overlap(content: str, others: frozenset[str]) -> float:
    """Return the share of a content's words that are among others; 0 where it has none."""
    found = stems(content)
    return len(found & others) / len(found) if found else 0.0
