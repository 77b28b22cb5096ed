"""Names as they are compared: without capitals, marks, accents, titles, "the" and possessive endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.tagging.claims.genders import FEMALE_TITLES, MALE_TITLES
from dateline.tagging.lexicon import load_lexicon

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
BODIES = frozenset({"organisation", "government", "group", "document"})
LONGEST_ACRONYM = 6
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?!\w)", re.IGNORECASE)
_ENDINGS = ("'s", "’s", "s'", "s’")
_APOSTROPHES = re.compile(r"['’‘`]")
_WORD = re.compile(r"[^\W_]+")
_MINISTRY = ("ministry", "department")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a source as its articles give it.

    Attributes:
        text: The name.
        kind: Commonest kind of source that it has; "unknown" where there is none.
        claims: Number of claims whose source bears it.
        articles: Number of articles in which a source or someone who passes a claim on bears it.
        words: What it is compared by.
        title: Title before a name of a single word, in lower case ("mr" of "Mr. King"), else empty.
        altered: Whether more than capitals, marks and accents was left out of ``words``.
    """

    text: str
    kind: str
    claims: int
    articles: int
    words: Words
    title: str
    altered: bool

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """Return what names are sorted by, those that should be shown first."""
        return self.altered, -self.articles, -self.claims, self.text

    @property
    def is_owner(self) -> bool:
        """Tell whether it ends in a possessive, as the names of some firms do: Christie's."""
        return self.text.endswith(_ENDINGS)

    @property
    def is_person(self) -> bool:
        """Tell whether it is mostly a person's."""
        return self.kind == "person"

    @property
    def is_body(self) -> bool:
        """Tell whether it is mostly an organisation's or a government's."""
        return self.kind in ("organisation", "government")


def make_name(text: str, *, kind: str, claims: int, articles: int) -> Name:
    """Return a name with the words that it is compared by."""
    words, title, altered = person_words(text) if kind == "person" else (*_body_words(text),)
    return Name(text, kind, claims, articles, words, title, altered)


def body_words(text: str) -> Words:
    """Return the words that the name of an organisation is compared by.

    >>> body_words("The U.S. Department of Justice"), body_words("Sanders’ campaign")
    (('us', 'justice', 'department'), ('sanders', 'campaign'))
    """
    return _body_words(text)[0]


def _body_words(text: str) -> tuple[Words, str, bool]:
    words = _folded(_split(text.replace(".", "")), text)
    bare = words[1:] if len(words) > 1 and words[0] == "the" else words
    polite = len(bare) > 2 and bare[0] in ("mr", "mrs", "ms")
    altered = len(bare) < len(words) or polite or bool(_POSSESSIVE.search(text))
    bare = _turned(bare[1:] if polite else bare)
    return bare, "", altered


def _turned(words: Words) -> Words:
    """Turn "department of justice" into "justice department", which is the same."""
    for place, word in enumerate(words[:-2]):
        if word in _MINISTRY and words[place + 1] == "of":
            rest = words[place + 2 :]
            return (*words[:place], *(rest[1:] if rest[0] == "the" and len(rest) > 1 else rest), word)
    return words


@lru_cache(maxsize=200_000)
def person_words(text: str) -> tuple[Words, str, bool]:
    """Return the words that a person's name is compared by, the title of a lone surname, and whether a title went.

    >>> person_words("President Donald J. Trump")
    (('donald', 'j', 'trump'), '', True)
    >>> person_words("Mr. King")
    (('king',), 'mr', True)
    """
    written = _split(text.replace(".", " "))
    words = _folded(written, text)
    rest, title = _untitled(words)
    if rest[0] == "of" or not written or not written[-1][0].isupper():
        # "Former secretary of state" is an office, no name.
        rest, title = words, ""
    altered = len(rest) < len(words) or bool(_POSSESSIVE.search(text))
    return rest, title if len(rest) == 1 else "", altered


def _untitled(words: Words) -> tuple[Words, str]:
    titles, phrases, given = _title_words()
    rest, title = words, ""
    while len(rest) > 1:
        ahead = rest[0] in phrases and rest[1] in titles
        office = bool(title) and rest[0] == "of" and len(rest) > 2
        # Earl and Major are given names too: before a surname alone they are no title.
        if not office and not ahead and (rest[0] not in titles or (len(rest) == 2 and rest[0] in given)):
            break
        title = title or rest[0]
        rest = rest[2:] if office else rest[1:]
    return rest, title


@lru_cache(maxsize=1)
def _title_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lexicon = load_lexicon()
    lists = lexicon.titles, lexicon.title_phrases, lexicon.given_names
    titles, phrases, given = (frozenset(word.casefold() for word in one) for one in lists)
    return titles, phrases, given


def _split(text: str) -> list[str]:
    """Return the words of a text without accents, apostrophes and possessive endings, in its own capitals."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and "))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _WORD.findall(_APOSTROPHES.sub("", _POSSESSIVE.sub("", plain)))


def _folded(words: Sequence[str], text: str) -> Words:
    # "42%" is no "42": a name without letters is compared as it is.
    folded = tuple(word.casefold() for word in words)
    return folded if any(sign.isalpha() for word in folded for sign in word) else (text,)


def is_proper(text: str) -> bool:
    """Tell whether a name begins and ends with a capital: "Republican nominee" names nobody."""
    words = text.split()
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper()


def is_acronym(text: str) -> bool:
    """Tell whether a name is written as an acronym: ISW, U.N."""
    letters = text.replace(".", "")
    return 2 <= len(letters) <= LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


def alike(first: str, second: str) -> bool:
    """Tell whether two kinds of source can be one: a person is no organisation."""
    return first == second or "unknown" in (first, second) or {first, second} <= BODIES


def title_gender(title: str) -> str | None:
    """Return the gender that a title before a surname tells."""
    return "male" if title in MALE_TITLES else "female" if title in FEMALE_TITLES else None


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names in lower case."""
    return _title_words()[2]
