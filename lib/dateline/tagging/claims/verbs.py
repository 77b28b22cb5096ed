"""Reporting words: the base form of a cue, and what kind of claim it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

KINDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(lemmas.split())
    for kind, lemmas in {
        "states": "say state tell add note report claim argue insist maintain contend assert declare announce describe explain "
        "write tweet post testify suggest show find indicate reveal call recall accuse allege remark observe comment joke quip reply "
        "respond respond conclude repeat reiterate stress emphasise emphasize highlight cite quote mention point inform "
        "tout boast complain lament criticise criticize condemn denounce attack blame blast slam praise thank welcome hail "
        "brand label characterise characterize imply hint signal detail outline publish disclose relate recount mean "
        "continue begin speak talk discuss read list determine estimate calculate paint portray present statement claim "
        "remark comment argument assertion allegation accusation announcement report charge criticism suggestion",
        "denies": "deny reject dismiss refute dispute rebut disavow rebuff repudiate contradict decline refuse disagree "
        "denial rejection dismissal refusal",
        "warns": "warn caution alert threaten warning threat caution",
        "demands": "demand urge request want require order press plead beg appeal advocate recommend propose exhort implore "
        "instruct seek push petition recommendation demand request proposal plea",
        "promises": "promise pledge vow commit swear undertake guarantee offer assure agree intend plan pledge promise "
        "commitment vow plan offer",
        "predicts": "predict expect forecast anticipate project foresee bet prediction forecast expectation projection",
        "believes": "believe think feel view consider see hope fear suspect doubt regard know assume guess worry deem find "
        "understand reckon like love hate prefer support oppose favour favor wish regret belief view opinion hope fear "
        "concern doubt suspicion",
        "asks": "ask question inquire enquire wonder query question query",
        "confirms": "confirm acknowledge admit concede verify affirm reaffirm corroborate agree accept uphold stand endorse "
        "confirmation admission acknowledgement",
        "withdraws": "withdraw retract recant apologise apologize correct backtrack reverse revise retraction apology",
    }.items()
}
PHRASES: Mapping[tuple[str, str], str] = {
    ("call", "for"): "demands",
    ("ask", "for"): "demands",
    ("ask", "to"): "demands",
    ("push", "for"): "demands",
    ("stand", "by"): "confirms",
    ("rule", "out"): "denies",
    ("take", "back"): "withdraws",
    ("walk", "back"): "withdraws",
    ("find", "that"): "states",
    ("point", "out"): "states",
}
"""Cues of two words, or a cue and the first word of what it reports, that mean another kind than the verb alone."""

IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "said:say told:tell thought:think felt:feel wrote:write written:write spoke:speak spoken:speak found:find knew:know "
        "known:know saw:see seen:see understood:understand read:read took:take taken:take made:make gave:give given:give "
        "swore:swear sworn:swear sought:seek meant:mean put:put bet:bet held:hold began:begin begun:begin foresaw:foresee "
        "foreseen:foresee stood:stand withdrew:withdraw withdrawn:withdraw undertook:undertake undertaken:undertake "
        "pled:plead got:get went:go gone:go came:come kept:keep left:leave led:lead let:let heard:hear believed:believe "
        "lied:lie lying:lie died:die implied:imply denied:deny replied:reply testified:testify clarified:clarify "
        "retorted:retort sued:sue agreed:agree agreeing:agree foreseeing:foresee seeing:see viewed:view "
        "'s:be is:be are:be was:be were:be has:have had:have did:do does:do according:according"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SKIPPED = frozenset(
    "a an the is are was were be been being am has have had having do does did will would shall should can could may might "
    "must to of for on in by at with out about as that and or but not never n't also then later has so very its his her "
    "their my our your it he she they who which such than from into over up off back against neither nor".split()
)
_ALL = {lemma: kind for kind, lemmas in reversed(KINDS.items()) for lemma in lemmas}
_BASES = frozenset(_ALL)


def base_form(word: str) -> str:
    """Return the base form of an English verb or noun, in small letters.

    >>> base_form("argues"), base_form("denied"), base_form("noting"), base_form("said")
    ('argue', 'deny', 'note', 'say')
    """
    low = word.lower().replace("’", "'")
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low in _BASES:
        return low
    guesses = list(_guesses(low))
    return next((guess for guess in guesses if guess in _BASES), guesses[0])


def read_cue(words: str, *, following: str = "") -> tuple[str | None, str]:
    """Return the base form of a cue and the kind of claim that it makes.

    Args:
        words: The characters of the cue.
        following: What comes right after the cue, since "ask for" and "ask to" are demands.
    """
    found = [match[0] for match in _WORD.finditer(words.replace("n't", "").replace("n’t", ""))]
    if [word.lower() for word in found[:2]] == ["according", "to"]:
        return "according to", "states"
    bases = [base_form(word) for word in found if word.lower() not in _SKIPPED]
    if not bases:
        return None, "states"
    core = next((base for base in reversed(bases) if base in _ALL), bases[-1])
    after = [word.lower() for word in found[1:]] + [match[0].lower() for match in _WORD.finditer(following[:40])][:1]
    for word in after:
        if (core, word) in PHRASES:
            return core, PHRASES[core, word]
    return core, _ALL.get(core, "states")


def _guesses(low: str) -> Iterable[str]:
    """Yield what a form may come from, the likeliest first where no word is known."""
    if low.endswith("ies") and len(low) > 4:
        yield low[:-3] + "y"
    elif low.endswith(("sses", "shes", "ches", "xes", "zes")):
        yield low[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")):
        yield low[:-1]
    elif low.endswith("ied"):
        yield low[:-3] + "y"
    elif low.endswith(("ed", "ing")):
        yield from _stems(low[: -2 if low.endswith("ed") else -3])
    yield low


def _stems(stem: str) -> Iterable[str]:
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioslz"
    if doubled:
        yield stem[:-1]
    if stem + "e" in _BASES:
        yield stem + "e"
    if re.search(r"(?:[^aeiou][aeiou][cgsuvz]|[iau]t|[aeiou]r|[dl]g|rs|ns|is|iz|ag|l[dv])$", stem) and stem not in _BASES:
        yield stem + "e"
    yield stem
