"""Words of a sentence, and the small closed classes of English that show what stands around a reporting word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.tagging.claims.attribution import Span
from dateline.tagging.claims.word_sets import word_set

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’.\-&][^\W_]+)*|--+|''|``|[^\w\s]")
AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would shall should can could may "
    "might must 's 'd 'll 've 're isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't "
    "won't wouldn't can't couldn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t "
    "won’t wouldn’t can’t couldn’t"
)
ADVERBS = word_set("also then later often never just still now already even soon again once ever always")
BE = word_set("is are was were be been being am isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t")
DETERMINERS = word_set("the a an this that these those his her its their my our your any some every each no another")
PRONOUNS = word_set("i you he she it we they him them me us who which himself herself themselves everyone nobody")
SUBJECTS = word_set("i you he she it we they who")
PREPOSITIONS = word_set(
    "of in on at by for with from to into about against over under as between among during before after "
    "through like toward towards upon within without than near despite amid via up out off down around behind "
    "across since until per"
)
CONJUNCTIONS = word_set("and or but nor yet so")
SUBORDINATORS = word_set("when while because although though if whether unless since until where why how what that")
NEGATIONS = frozenset(["not", "never", "n't", "no", "hardly"])
_CONTRACTED = ("'s", "’s", "'ll", "’ll", "'d", "’d", "'ve", "’ve", "'re", "’re", "'m", "’m")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: its characters, its text in lower case, and the class that the rules know it by."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    quoted: int


def read_words(text: str, *, start: int, end: int, quotations: Sequence[Span] = ()) -> list[Word]:
    """Read the words of a stretch of text; ``quoted`` is the number of the quotation that a word stands in, or -1."""
    words: list[Word] = []
    place = 0
    for match in _TOKEN.finditer(text, start, end):
        while place < len(quotations) and quotations[place][1] <= match.start():
            place += 1
        inside = place < len(quotations) and quotations[place][0] <= match.start()
        low = match[0].lower()
        words.append(Word(match.start(), match.end(), match[0], low, _kind(match[0], low), place if inside else -1))
    return words


def _kind(text: str, low: str) -> str:
    """Return the class of a word; marks are classes of their own."""
    if not text[0].isalnum():
        if text[0] in "–—-":
            return "dash"
        if text in ("''", "``") or text in '“”"„«»‘‟‹›':
            return "quote"
        return text if text in ",;:.?!()" else "mark"
    if low in AUXILIARIES:
        return "aux"
    if low in SUBJECTS:
        return "pronoun"
    if low in ADVERBS:
        return "adv"
    if low in ("to", "that", "and", "of", "by", "as", "not", "who", "which"):
        return low
    if low in DETERMINERS:
        return "det"
    if low in PRONOUNS:
        return "pronoun"
    if low in CONJUNCTIONS:
        return "and"
    if low in SUBORDINATORS:
        return "wh"
    if low in PREPOSITIONS:
        return "prep"
    if low.endswith(_CONTRACTED):
        return "poss" if low.endswith(("'s", "’s")) else "aux"
    if text[0].isdigit():
        return "number"
    if text[0].isupper():
        return "name"
    return "adv" if low.endswith("ly") and len(low) > 4 else "word"
