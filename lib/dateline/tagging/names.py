"""Names of people, organisations, places and other things, found by rules in one sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.tagging.gazetteer import Gazetteer
from dateline.tagging.lexicon import Lexicon

CAPITALS = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
CAPITAL = re.compile(rf"(?<!\w)(?:(?:[{CAPITALS}]\.){{2,}}|[{CAPITALS}][^\W_]*(?:['’\-][^\W_]+)*)")
"""A capitalised word of the Latin alphabet, or an abbreviation such as U.S."""
POSSESSIVE = ("'s", "’s", "'S", "’S")
SPACES = frozenset({" ", "\u00a0", "\n", "-", " & ", "&"})
ABBREVIATED = frozenset(
    "St Ste Mt Ft Gen Col Lt Maj Capt Cmdr Sgt Sen Rep Gov Dr Mr Mrs Ms Prof Rev Hon Adm Brig Jr Sr Bros".split()
)
PARTICLES = re.compile(r" (?:(?:de|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|da|dos?|di|ter|ten|zu|af) ?){1,2}")
LINK = re.compile(r" (?:of|for)(?: the)? ")
CONJUNCTION = " and "
SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "Jr.", "Sr."})
GOVERNMENT = frozenset(
    "Ministry Department Parliament Senate Army Navy Government Congress Court Cabinet Embassy Treasury Duma Supreme "
    "Foreign Defence Defense Interior Finance Police Assembly House Forces Guard Office Coast Chamber".split()
)
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January "
    "February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep "
    "Sept Oct Nov Dec Christmas Easter Ramadan Thanksgiving Halloween Spring Summer Autumn Fall Winter".split()
)
NO_NAMES = frozenset(
    "I OK TV CEO CFO COO AM PM GMT EST EDT PST PDT BST CET GDP VAT DNA AIDS HIV PhD PDF FAQ URL HTML A.M. P.M. M.D. "
    "No Nos VIP MP MPs ID IDs IT AI TVs CEOs PC UFO ATM GPS SUV FY Internet Web God RT VIDEO PHOTO PHOTOS A".split()
)
PLACE_CUES = frozenset("in at from near outside across around inside throughout toward towards".split())
SAYING = frozenset("said says told tells tweeted wrote writes added argued asked noted warned who whose".split())
OPENERS = frozenset("“\"‘'«(:")
LONGEST_PERSON, LONGEST_PHRASE = 4, 5
LARGE_CITY = 100_000
LONGEST_ACRONYM = 4
HEADLINE_WORDS, HEADLINE_SHARE = 5, 0.7


Piece = tuple[int, str, bool]
"""What stands next in a run: how many words, which kind (empty for no name), and whether the rule seldom errs."""


@dataclass(slots=True)
class Word:
    """A capitalised word: its characters without a possessive ending, its place, and the text between it and the last."""

    text: str
    start: int
    end: int
    gap: str
    opens: bool
    """Whether it opens a sentence or quotation, where any word has a capital letter."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; ``sure`` where the rule that found it seldom errs."""

    start: int
    end: int
    kind: str
    sure: bool


class NameReader:
    """Reads the names in sentences, with word lists and a gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    def read(self, text: str, words: Sequence[Word], *, sentence: str) -> list[Mention]:
        """Return the names in a sentence, in order, none within another.

        Args:
            text: The whole text.
            words: The sentence's capitalised words, from ``capitalised``.
            sentence: The sentence's characters.
        """
        capitals = sentence.isupper()
        headline = not capitals and is_headline(sentence)
        found: list[Mention] = []
        for run in self._runs(words, headline=headline):
            found += self._read_capitals(run) if capitals else self._read_run(text, run, headline=headline)
        return found

    def _runs(self, words: Sequence[Word], *, headline: bool) -> Iterator[list[Word]]:
        """Yield groups of capitalised words that may form names together."""
        run: list[Word] = []
        for word in words:
            if headline and word.text.lower() in self._lexicon.common:
                continue
            if run and not self._joins(run, word):
                yield run
                run = []
            run.append(word)
        if run:
            yield run

    def _joins(self, run: Sequence[Word], word: Word) -> bool:
        gap, last = word.gap, run[-1].text
        if gap in SPACES:
            return True
        if gap == ". ":
            return len(last) == 1 or last in ABBREVIATED
        if len(gap) > 12:
            return False
        if LINK.fullmatch(gap):
            heads = self._lexicon
            return last in heads.organisation_heads or last in heads.other_heads or len(run) > 2 and run[-1].gap != " "
        if gap == CONJUNCTION:
            # Ministry of Foreign and European Affairs, Department of Health and Human Services
            return (
                len(run) > 1 and bool(LINK.fullmatch(run[-1].gap)) and run[0].text in self._lexicon.organisation_heads
            )
        return bool(PARTICLES.fullmatch(gap))

    def _read_capitals(self, run: Sequence[Word]) -> list[Mention]:
        """Find what is known in a line all in capitals; the rest cannot be told from ordinary words."""
        found, place = [], 0
        while place < len(run):
            for size in range(min(LONGEST_PHRASE, len(run) - place), 0, -1):
                words = run[place : place + size]
                kind = self._known(" ".join(word.text for word in words)) or self._known(
                    " ".join(word.text.title() for word in words)
                )
                if kind:
                    found.append(Mention(words[0].start, words[-1].end, kind, False))
                    place += size - 1
                    break
            place += 1
        return found

    def _known(self, name: str) -> str:
        """Return the kind of a name that a list holds, or an empty text."""
        if name in self._lexicon.organisations:
            return "ORG"
        if name in self._lexicon.nationalities:
            return "MISC"
        place = self._gazetteer.find(name)
        if place is None or name.lower() in self._lexicon.common or name in CALENDAR:
            return ""
        return "LOC" if place.rank >= LARGE_CITY or place.id is None else ""

    def _read_run(self, text: str, run: Sequence[Word], *, headline: bool) -> list[Mention]:
        place = 0
        titled = False
        found: list[Mention] = []
        while place < len(run):
            size, kind, sure = self._next(text, run, place, titled=titled)
            titled = kind == "title"
            if kind and not titled:
                found.append(Mention(run[place].start, run[place + size - 1].end, kind, sure and not headline))
            place += size
        return found

    def _next(self, text: str, run: Sequence[Word], at: int, *, titled: bool) -> Piece:
        """Say how many words the next piece takes, its kind (empty for no name), and whether the rule is sure."""
        word, lexicon = run[at].text, self._lexicon
        if word in NO_NAMES or word in CALENDAR and not titled:
            return 1, "", False
        if run[at].opens and word.lower() in lexicon.common and word not in lexicon.given_names:
            return 1, "", False
        if size := self._title(run, at):
            return size, "title", True
        if titled and (size := self._person(run, at)):
            return size, "PER", True
        for rule in (self._nation, self._phrase, self._organisation, self._headed, self._single, self._given):
            if piece := rule(text, run, at):
                return piece
        return self._unknown(text, run, at)

    def _title(self, run: Sequence[Word], at: int) -> int:
        """Count the words of a title such as Prime Minister, Gen or Secretary of State; 0 where none stands."""
        size, place, lexicon = 0, at, self._lexicon
        while place < len(run) and (place == at or run[place].gap in SPACES or run[place].gap == ". "):
            if run[place].text in lexicon.titles:
                size = place - at + 1
            elif run[place].text not in lexicon.title_phrases:
                break
            place += 1
        following = at + size
        if (
            size
            and following < len(run)
            and LINK.fullmatch(run[following].gap)
            and run[following].text in lexicon.title_phrases
        ):
            return size + 1
        return size

    def _person(self, run: Sequence[Word], at: int) -> int:
        """Count the words of a person's name that starts here."""
        size = 0
        for word in run[at : at + LONGEST_PERSON]:
            linked = size and (LINK.fullmatch(word.gap) or word.gap == CONJUNCTION)
            if linked or word.text in NO_NAMES or size and self._stops(word.text):
                break
            size += 1
        return size

    def _stops(self, word: str) -> bool:
        lexicon = self._lexicon
        listed = word in lexicon.titles or word in lexicon.nationalities or word in lexicon.organisations
        return listed or word in lexicon.organisation_heads or word in CALENDAR or word in NO_NAMES

    def _organisation(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name that ends in a word such as Agency, or has it before "of": Agency for Roads."""
        head = -1
        for place in range(at, min(at + LONGEST_PHRASE + 1, len(run))):
            word = run[place]
            if place > at and (word.text in self._lexicon.titles or word.gap not in SPACES and word.gap != ". "):
                break
            if word.text in CALENDAR or word.text in NO_NAMES:
                break
            if word.text in self._lexicon.organisation_heads:
                head = place
        if head < 0:
            return None
        if head > at and self._splits(run[at].text, [word.text for word in run[at + 1 : head + 1]]):
            return None
        last = head
        while last + 1 < len(run) and not (run[last + 1].gap in SPACES and last == head):
            if run[last + 1].text in self._lexicon.titles or PARTICLES.fullmatch(run[last + 1].gap):
                break
            last += 1
        if last == at:
            known = run[at].text in self._lexicon.organisations
            return (1, "ORG", True) if known else None
        return last - at + 1, "ORG", True

    def _splits(self, first: str, others: Sequence[str]) -> bool:
        """Say whether a country or nation stands before an organisation's name and is no part of it."""
        nation = first in self._lexicon.nationalities
        if nation and others[0] in self._lexicon.nationalities:
            return True
        return (nation or self._known(first) == "LOC") and any(word in GOVERNMENT for word in others)

    def _nation(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read nationalities that stand before no organisation's name: South Korean, Bosnian Serb."""
        size = 0
        lexicon = self._lexicon
        while at + size < len(run) and (not size or run[at + size].gap == " "):
            word = run[at + size].text
            front = word in lexicon.nationality_fronts and at + size + 1 < len(run) and run[at + size + 1].gap == " "
            if word not in lexicon.nationalities and not (front and run[at + size + 1].text in lexicon.nationalities):
                break
            size += 1
        if not size or self._organisation(text, run, at) or self._headed(text, run, at):
            return None
        if size == 1 and self._phrase(text, run, at):
            return None
        return size, "MISC", True

    def _phrase(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name of several words that a list holds."""
        for size in range(min(LONGEST_PHRASE, len(run) - at), 1, -1):
            if kind := self._listed(" ".join(text[run[at].start : run[at + size - 1].end].split())):
                following = run[at + size].text if at + size < len(run) and run[at + size].gap == " " else ""
                if following not in self._lexicon.organisation_heads:
                    return size, kind, True
        return None

    def _single(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read one word that a list holds."""
        kind = self._listed(run[at].text)
        if kind == "LOC" and not self._is_place(text, run, at):
            return None
        return (1, kind, True) if kind else None

    def _listed(self, name: str) -> str:
        for spelling in (name, name.title()) if name.isupper() and len(name) > LONGEST_ACRONYM else (name,):
            if spelling in self._lexicon.organisations:
                return "ORG"
            if spelling in self._lexicon.nationalities:
                return "MISC"
            if spelling in self._gazetteer:
                return "LOC"
        return ""

    def _is_place(self, text: str, run: Sequence[Word], at: int) -> bool:
        """Say whether one word that may be a place is one here: large or cued, and not a person's first or last name."""
        word = run[at]
        place = self._gazetteer.find(word.text) or self._gazetteer.find(word.text.title())
        if place is None or word.text.lower() in self._lexicon.common:
            return False
        country = place.rank > 10**8
        cued = word_before(text, word.start) in PLACE_CUES
        if word.text in self._lexicon.given_names:
            follows = at + 1 < len(run) and run[at + 1].gap in SPACES
            return not follows and (country or cued)
        return country or cued or place.rank >= LARGE_CITY

    def _given(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a person's name that starts with a given name or an initial."""
        word = run[at].text
        initial = len(word) == 1 or len(word) == 4 and word[1] == "." and word[3] == "."
        if word in self._lexicon.given_names or initial and at + 1 < len(run):
            size = self._person(run, at)
            if size > 1:
                return size, "PER", True
            return (1, "PER", False) if not initial else None
        return None

    def _headed(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name with a word such as River, Lake, Cup or Prize."""
        for size in range(min(LONGEST_PHRASE, len(run) - at), 1, -1):
            last = run[at + size - 1].text
            if last in self._lexicon.other_heads:
                return size, "MISC", True
            if last in self._lexicon.place_heads:
                return size, "LOC", True
        if run[at].text in self._lexicon.place_fronts and at + 1 < len(run) and run[at + 1].gap in {" ", ". "}:
            return 2, "LOC", False
        return None

    def _unknown(self, text: str, run: Sequence[Word], at: int) -> Piece:
        """Read words that no list holds, by their shape and neighbours."""
        word, lexicon = run[at], self._lexicon
        lower = word.text.lower()
        if len(word.text) == 1 or word.text in lexicon.generic or word.text.isupper() and lower in lexicon.common:
            return 1, "", False
        if word.text.isupper():
            if at + 1 < len(run) and run[at + 1].gap == " " and run[at + 1].text in self._gazetteer:
                return 2, "ORG", False
            return 1, "ORG", False
        size = self._person(run, at)
        common = sum(one.text.lower() in lexicon.common for one in run[at : at + size])
        if common == size or lower in lexicon.common and size > 1:
            return 1, "", False
        if size == 1 and word_before(text, word.start) in PLACE_CUES:
            return 1, "LOC", False
        return (size, "MISC", False) if common else (size, "PER", size > 1)


def is_headline(sentence: str) -> bool:
    """Say whether most longer words of a line have a capital letter, as in headlines of some outlets."""
    longer = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= HEADLINE_WORDS and sum(word[0].isupper() for word in longer) >= HEADLINE_SHARE * len(longer)


def word_before(text: str, start: int) -> str:
    """Return the word before a character in small letters, or an empty text."""
    before = text[max(0, start - 24) : start].split()
    return before[-1].lower() if before else ""


def capitalised(text: str, start: int, end: int) -> list[Word]:
    """Return the capitalised words between two characters that hold a sentence."""
    words: list[Word] = []
    last = start
    for match in CAPITAL.finditer(text, start, end):
        word, where, stop = match.group(), match.start(), match.end()
        if word.endswith(POSSESSIVE):
            word, stop = word[:-2], stop - 2
        gap = text[last:where]
        opens = gap[-1:] in OPENERS or gap.endswith(": ") or not words and not any(sign.isalnum() for sign in gap)
        words.append(Word(word, where, stop, gap, opens))
        last = stop
    return words
