"""Direction: does a sentence look back or ahead from where it names a day?"""

from __future__ import annotations

import re

WINDOW = 160
"""Characters looked at before and after, so that a text without full stops stays linear."""
BOUNDARY = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\b[A-Z])"
    r"[.!?][\"”’')]*\s+(?=[\"“‘'`A-Z])|\n\s*\n|;\s"
)
VERB = r"(?: (?:not|also|be|have|been|then|now|soon|likely|still|never|only|first|[a-z]+ly)){0,3} [a-z]+"
"""What follows an auxiliary, so that "will be held" is not taken for a past participle."""
AHEAD = (
    rf"(?:[Ww]ill|won['’]t|shall|\w+['’]ll|to be|(?:is|are|was|were|be|been) (?:to|due|set)\b)(?:{VERB})?"
    rf"|(?:may|might|would|should|[Cc]an)(?! not)(?:{VERB})?|(?:could|must)(?! not| be)(?:{VERB})?|likely(?= to\b)"
    rf"|due(?! to)|expected|expects?"
    rf"|scheduled(?! [A-Z])"
    r"|[Pp]lan(?:s|ned|ning)?(?= (?:to|for|on)\b)|(?:plans|planned|planning) (?:an?|the|his|her|its)|(?:set|slated"
    r"|ready|poised|bound)(?= (?:to|for)\b)"
    r"|going(?= to\b)(?! to the)|upcoming|look(?:s|ing)? (?:ahead|forward)"
    r"|(?:an?|the|his|her|its) planned|intends?|hop(?:es?|ing) (?:to|for)"
    r"|until|till|deadline|as (?:soon|early|late) as"
    r"|(?:begins|starts|opens|comes|takes place|holds|meets|votes|faces|heads|speaks|kicks off|travels|visits"
    r"|ends|expires|resumes|reconvenes|leaves|arrives|retires|appears|airs|matures|launches|debuts|premieres|succeeds)"
    r"|effective|payable|[Ll]et['’]s"
)
BACK = (
    r"(?:Held|Signed|Opened|Died|Born|Founded|Launched|Published|Updated|Released|Killed|Said|Told|Asked|Speaking)|"
    r"had been (?:scheduled|expected|due|set|planned|slated)"
    r"|(?:would|could|did|was|were|had)n['’]t|said|was|were|had|did|told|has|have|been|began|came|went|took"
    r"|made|got|gave|met|won|lost|left|rose|fell|closed"
    r"|(?<! be )(?:found|held|sent|saw|sold|bought|put|set|hit|led|ran|shot|spoke|wrote|heard|tore|struck|killed|grew"
    r"|drew|flew|kept|cut)"
    r"|(?<! be )(?<![Tt]he )(?<![ (]a )(?<! an )(?<!['’]s )(?!need|speed|indeed|un)[a-z]{2,}ed(?! [a-z]+(?:ion|ing|ment"
    r"|ence)\b)"
)
CUE = re.compile(rf"\b(?:(?P<ahead>{AHEAD})|(?P<back>{BACK}))(?!\w)")
NEXT_VERB = re.compile(
    r"\s+(?:(?:he|she|they|it|[A-Z]\w+)\s+)?(?:[a-z]+ly\s+)?"
    r"(?:said|told|(?!planned|expected|scheduled)[a-z]{3,}ed|was|were|had|did|began|took|made|met|won"
    r"|denied)\b(?! (?:to be|due)\b)"
)
"""A verb right after a weekday ("the ministry on Sunday issued"), whatever stands before it."""


CLAUSE = re.compile(r"\b(?:but|and|when|while|though|although|that)(?: on| in| by)? $")
"""A conjunction before an expression: the verb after it decides."""


TOWARDS = re.compile(
    r"\b(?:ahead of|(?:going|heading|headed) into|leading up to|in advance of|in time for|run-?up to) (?:the "
    r"|a |an )?$|\bcome $|\bnow (?:and|to|until|through) $"
)
"""Right before an expression these look ahead, whatever the verb ("tweeted ahead of the Nov. 8 election")."""


def direction(text: str, start: int, end: int) -> str:
    """Return "past", "future" or "" for the verb that an expression goes with.

    The last verb before the expression in its sentence decides; where there is none, the first after it.
    """
    if text.startswith(("'s", "’s"), end) or NEXT_VERB.match(text, end):
        return "past"
    before = sentence_before(text, start)
    if TOWARDS.search(before):
        return "future"
    if CLAUSE.search(before):
        before = ""
    last = None
    for match in CUE.finditer(before):
        last = match
    if IF.search(before, last.end() if last else 0):
        return "future"
    if last is None:
        last = CUE.search(sentence_after(text, end))
    if last is None:
        return ""
    return "future" if last["ahead"] else "past"


def surely_ahead(text: str, start: int) -> bool:
    """Return whether the last verb before an expression is one of plain future ("will meet", "is set to meet")."""
    last = ""
    for match in CUE.finditer(sentence_before(text, start)):
        last = match[0]
    return SURE.match(last) is not None


SURE = re.compile(r"[Ww]ill|won['’]t|shall|\w+['’]ll|(?:is|are) (?:to|due|set)|until|till")
IF = re.compile(r"\b(?:[Ii]f|unless)\b")
"""Without a verb in the past after it, a condition looks ahead."""
INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|its\b|his\b|her\b|their\b|this\b|that\b)[a-z]+")


def plans(text: str, start: int) -> bool:
    """Return whether an infinitive follows the last finite verb before an expression ("agreed to buy it in May")."""
    last = 0
    before = sentence_before(text, start)
    for match in CUE.finditer(before):
        last = match.end()
    return bool(INFINITIVE.search(before, last))


def tells_the_past(text: str, end: int, before: str) -> bool:
    """Return whether the only verb comes after an expression and is in the past ("In Friday's session prices fell")."""
    after = CUE.search(sentence_after(text, end))
    return after is not None and after["ahead"] is None and CUE.search(before) is None


def just_done(text: str, start: int, end: int) -> bool:
    """Return whether a verb in the past goes closely with an expression ("which opened in May", "In May it opened")."""
    before = sentence_before(text, start)
    if OPENING.fullmatch(before) and tells_the_past(text, end, before):
        return True
    before = RIGHT_BEFORE.sub("", before)
    last = None
    for match in CUE.finditer(before):
        last = match
    if last is None or last["ahead"] or last.end() != len(before):
        return False
    return SUBJECT.search(before[: last.start()]) is not None


OPENING = re.compile(r"\W*(?:(?:And|But|Then),? )?(?:[Ii]n|[Bb]y|[Ss]ince)?\s*")
SUBJECT = re.compile(r"\b(?:who|which|that|he|she|it|they|I|we|[A-Z][\w.]*) $")
"""Before a verb in the past that is no participle ("advertisements booked in December")."""
RIGHT_BEFORE = re.compile(r" (?:(?:in|on|since|during|back in) )?$")


def sentence_before(text: str, start: int) -> str:
    """Return what stands before a place in its sentence, cut at a fixed width."""
    before = text[max(0, start - WINDOW) : start]
    cut = 0
    for match in BOUNDARY.finditer(before + "A"):
        cut = min(match.end(), len(before))
    return before[cut:]


def sentence_after(text: str, end: int) -> str:
    """Return what stands after a place in its sentence, cut at a fixed width."""
    after = text[end : end + WINDOW]
    match = BOUNDARY.search(after)
    return after[: match.start()] if match else after
