"""Reporting words: their base form, and what kind of saying each is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.claims.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS

KINDS: Mapping[str, str] = {
    "denies": "deny reject dismiss refute dispute rebut disavow contradict disagree repudiate oppose denial "
    "rejection refuse decline",
    "warns": "warn caution threaten alert warning",
    "demands": "demand urge call want order require press appeal push request recommend propose insist_on seek "
    "advise instruct beg encourage lobby petition",
    "promises": "promise vow pledge commit swear offer guarantee assure intend plan promise",
    "predicts": "predict expect forecast project anticipate foresee prediction expectation",
    "believes": "believe think consider view see regard feel suspect doubt assume hope fear suppose deem know worry "
    "belief",
    "asks": "ask question wonder inquire enquire query",
    "confirms": "confirm acknowledge admit concede verify corroborate affirm agree stand_by reaffirm uphold "
    "reiterate endorse confirmation",
    "withdraws": "withdraw retract correct recant rescind take_back withdrawal retraction disown",
    "states": "say tell add state note report write announce declare comment remark explain point argue claim "
    "insist suggest indicate reveal disclose describe mention observe maintain assert contend allege "
    "accuse criticise criticize praise conclude find show recall reply respond answer tweet post stress "
    "emphasise emphasize underline underscore highlight complain joke quip boast testify estimate cite "
    "quote speak talk discuss imply hint signal mean read label name blame condemn denounce defend "
    "compare attribute according learn hear tout lament repeat continue interrupt shout cry whisper "
    "laugh write publish release paint appear seem decide determine vote support back attack call_into "
    "slam blast mock ridicule applaud welcome urge_on statement claim_noun charge argument comparison "
    "testimony",
}
"""Base forms of each kind of saying; a joined form (stand_by) wants the second word behind the first."""

IRREGULAR: Mapping[str, str] = dict(
    pair.split(":")
    for pair in word_set(
        "said:say told:tell wrote:write written:write thought:think saw:see seen:see felt:feel meant:mean "
        "knew:know known:know swore:swear sworn:swear spoke:speak spoken:speak found:find heard:hear stood:stand "
        "took:take taken:take held:hold made:make gave:give given:give got:get sought:seek withdrew:withdraw "
        "withdrawn:withdraw foresaw:foresee foreseen:foresee shown:show begged:beg went:go came:come led:lead "
        "learnt:learn upheld:uphold kept:keep brought:bring understood:understand left:leave sent:send "
        "began:begin paid:pay "
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SKIPPED = AUXILIARIES | DETERMINERS | PRONOUNS | word_set("and or not also to then never")
_QUESTIONS = word_set("if whether why how what who when where which about")
_SHORTEST = 3


def describe_cue(cue: str, *, content: str = "") -> tuple[str | None, str]:
    """Return the base form of the reporting word of a cue and its kind; no word (a colon) has no base form and states.

    Args:
        cue: The words of the cue.
        content: What is reported: asking to do and asking for are demands, asking whether is a question.

    >>> describe_cue("had repeatedly warned")
    ('warn', 'warns')
    """
    words = [word.lower() for word in _WORD.findall(cue)]
    bases = [base_form(word) for word in words]
    kinds = _kinds()
    for place, base in enumerate(bases):
        following = words[place + 1] if place + 1 < len(words) else ""
        kind = kinds.get(f"{base}_{following}") or kinds.get(base)
        if kind is not None and words[place] not in _SKIPPED:
            return base, _in_context(base, kind, following=following, content=content)
    left = [base for word, base in zip(words, bases, strict=True) if word not in _SKIPPED and word not in PREPOSITIONS]
    verbs = [base for base in left if not base.endswith("ly")]
    return (verbs or left or words or [None])[0], "states"


def _in_context(base: str, kind: str, *, following: str, content: str) -> str:
    first = content.split(maxsplit=1)[0].lower() if content.split() else ""
    if base == "ask" and first not in _QUESTIONS and (following == "for" or re.search(r"\b(?:to|for|that) ", content)):
        return "demands"
    if base == "call" and following not in ("for", "on", "upon") and first not in ("for", "on", "to"):
        return "states"
    if base in ("see", "view") and first == "that":
        return "believes"
    if base in ("plan", "order", "press", "push", "offer") and first == "that":
        return "states"
    return kind


def kind_of(base: str) -> str | None:
    """Return the kind of saying of a base form, None where it is no reporting word."""
    return _kinds().get(base)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    return {base: kind for kind, bases in reversed(tuple(KINDS.items())) for base in bases.split()}


@lru_cache(maxsize=4096)
def base_form(word: str) -> str:
    """Return the base form of a verb's form in lower case, by a table of irregular ones and the rules of spelling."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    candidates = list(_candidates(word))
    known = [base for base in candidates if base in _kinds()]
    if word in _kinds() and word not in ("saying",):
        return word
    return (known or candidates or [word])[0]


def _candidates(word: str) -> list[str]:
    """Return what the base may be, the likeliest first."""
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        return [word[:-3] + "y", word[:-1]]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST - 1 and re.search(r"[aeiouy]", stem):
            if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return [stem[:-1], stem]
            bare = re.search(r"(?:[vcszu]|[^aeiou]at|rg|dg|ng|[^e]ir|iz|uk)$", stem) and not stem.endswith(("ss", "zz"))
            return [stem + "e", stem] if bare else [stem, stem + "e", stem[:-1]]
    if word.endswith(("sses", "shes", "ches", "xes")):
        return [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        return [word[:-1]]
    return [word]
