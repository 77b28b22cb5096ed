"""Which side of a thread a claim takes: whether it says what the first claim says, or the opposite."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from dateline.analysis.term_table import english_stopwords
from dateline.text import WORD

NEGATORS = re.compile(r"\b(?:no|not|never|nobody|nothing|none|nor|neither|nowhere|cannot)\b|n['’]t\b", re.IGNORECASE)
NO_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least)|no (?:doubt|matter|(?:longer|later|fewer|less|more) than)"
    r"|nothing (?:but|less than)|not to mention|whether or not|not until)\b",
    re.IGNORECASE,
)
_VERDICT = (
    r"(?:false|falsely|untrue|incorrect|wrong|wrongly|unfounded|baseless|groundless|fictitious|fabricat\w+|forged|fake"
    r"|hoax|lies?|myth|fairy[ -]tales?|nonsense|rubbish|absurd|ridiculous|ludicrous|misleading|inaccurate|bogus"
    r"|refut\w+|debunk\w+|disprov\w+|denied|denies|denials?|deny|denying|reject\w*|dismiss\w*|ruled out)"
)
_STATEMENT = (
    r"(?:reports?|claims?|charges?|allegations?|accusations?|statements?|story|stories|rumou?rs?|suggestions?|notion"
    r"|idea|theory|theories|assertions?|findings?|it|that|this)"
)
VERDICT = re.compile(rf"\b{_VERDICT}\b", re.IGNORECASE)
FALSE = re.compile(
    rf"\b{_STATEMENT}\b[^;]{{0,150}}\b{_VERDICT}\b|\b{_VERDICT}\b(?: \w+){{0,2}} {_STATEMENT}\b", re.IGNORECASE
)
"""A statement that is called false: "reports … are incorrect", "the false claim"."""
FAILING = re.compile(r"\b(?:fail(?:ed|s|ing)?|refus(?:e|ed|es|ing)|declin(?:e|ed|es|ing)) to\b", re.IGNORECASE)
DENYING = re.compile(
    r"\b(?:den[iy]\w*|reject\w*|dismiss\w*|refut\w+|rebut\w*|rul(?:e|es|ed|ing) out|repudiat\w+|debunk\w*"
    r"|disavow\w*|disprov\w+)\b",
    re.IGNORECASE,
)
"""Reporting words that turn what they report into its opposite."""
DOUBTING = re.compile(
    r"\b(?:disput\w+|doubt\w*|contradict\w*|question(?:s|ed)|challeng\w+|rubbish\w*|scoff\w*|disagre\w+)\b",
    re.IGNORECASE,
)
"""Reporting words that do so where they are known to deny."""
NO_STANCE = re.compile(
    r"\bneither confirm\w* n?or den\w*|\bnot (?:confirm\w* or den\w*|comment\w*)|\bdeclin\w+ to\b|\brefus\w+ to\b",
    re.IGNORECASE,
)
OPINION = frozenset(["believes", "predicts"])
"""Kinds of cue whose negation is that of the content: "did not expect" expects that it will not be."""
ASKING = frozenset(["asks", "demands"])
"""Kinds of cue that say nothing of how things are."""
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
    ("more", "less fewer"),
    ("include includes included including", "exclude excludes excluded excluding"),
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
_AS_FALSE = re.compile(rf"\bas (?:an? )?(?:\w+ ){{0,2}}?(?={_VERDICT}\b)", re.IGNORECASE)
_THAN = re.compile(r"\b(?:more|less|fewer) (?:than|or)\b")
_QUALIFIED = re.compile(r"[,;–—-]\s*(?:but|though|although|albeit|if only|only)\s+", re.IGNORECASE)
STOPWORDS = english_stopwords()
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|ly)$")
LONGEST = 7
"""Letters of a word by which its forms count as one: "evacuated", "evacuation"."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The side that a claim takes: 1 or -1, 0 where it takes none; whether words show it, and whether the cue does."""

    sign: int
    shown: bool
    by_cue: bool = False


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is on, without their endings."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in WORD.findall(text))
    return frozenset(_ENDING.sub("", word)[:LONGEST] for word in words if word not in STOPWORDS)


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


@lru_cache(maxsize=4096)
def _axes(content: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for word in WORD.findall(_THAN.sub(" ", content.lower())):
        if word in _SIDES:
            axis, sign = _SIDES[word]
            found.setdefault(axis, set()).add(sign)
    return found


@dataclass(frozen=True, slots=True)
class Saying:
    """What is claimed, the reporting words as written, their kind, and the claim's certainty."""

    content: str
    cue: str = "said"
    kind: str = "states"
    certainty: str = "plain"


def read_stance(claim: Saying, first: Saying) -> Stance:
    """Return the side that a claim takes towards a thread's first one: 1 if it says the same, -1 if the opposite.

    A denying word turns its content round ("denied that it was safe" says what "it is in danger" says); a neutral one
    that is known to deny ("called it a fairy tale") leaves no doubt by itself. Of both contents those clauses are
    compared that share most words.

    Args:
        claim: The claim.
        first: The thread's first claim.
    """
    own, before = _side(claim, stems(first.content)), _side(first, stems(claim.content))
    turned = opposite(claim.content, first.content)
    sign = own.sign * (before.sign or 1) * (-1 if turned else 1)
    return Stance(sign, shown=own.shown or turned or before.sign < 0, by_cue=own.by_cue)


def _side(claim: Saying, about: frozenset[str]) -> Stance:
    content, cue = claim.content, claim.cue
    denying = bool(DENYING.search(cue)) or (claim.kind == "denies" and bool(DOUBTING.search(cue)))
    negated = bool(NEGATORS.search(NO_NEGATION.sub(" ", cue)))
    if NO_STANCE.search(cue) or (negated and not denying and claim.kind not in OPINION):
        # Who has not said it has not denied it.
        return Stance(0, shown=True)
    if claim.kind == "denies" and not denying:
        return Stance(-1, shown=True, by_cue=True)
    sign = content_sign(_AS_FALSE.split(content)[0] or _without_verdict(content) if denying else content, about)
    if claim.certainty == "negated" and sign > 0 and not negated:
        sign = -1
    shown = sign < 0 or denying or negated or content_sign(content, about) < 0
    return Stance(-sign if denying != negated else sign, shown=shown, by_cue=denying)


def _without_verdict(content: str) -> str:
    """ "rejects as false the charge that …": the verdict repeats the rejection and denies nothing more."""
    return VERDICT.sub(" ", content)


def is_qualified(content: str) -> bool:
    """Tell whether a content grants something and takes part of it back: "it did telephone, but to a dead line"."""
    return bool(_QUALIFIED.search(re.sub(r"[“\"][^”\"]*[”\"]", " ", content)))


def overlap(content: str, others: Set[str]) -> float:
    """Return the share of a content's words that are among others; 0 where it has none."""
    found = stems(content)
    return len(found & others) / len(found) if found else 0.0
