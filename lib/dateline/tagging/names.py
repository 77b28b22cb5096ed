"""Names of people, organisations, places and other things, found by rules in one sentence at a time."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.tagging import contexts
from dateline.tagging.gazetteer import Gazetteer
from dateline.tagging.lexicon import Lexicon
from dateline.tagging.lists import LARGE_CITY, LONGEST_PHRASE, Lists, Mention
from dateline.tagging.runs import CONJUNCTION, LINK, PARTICLES, SPACES, Word, is_headline, runs_of

SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "Jr.", "Sr."})
NATION_ENDINGS = ("ian", "ish", "ese")
ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er")
LONGEST_PERSON = 4
METROPOLIS, LARGE_ALIAS, LARGEST_CITY = 1_000_000, 300_000, 10**8
LIKELY, SURELY = 1, 2

Piece = tuple[int, str, bool]
"""What stands next in a run: how many words, which kind (empty for no name), and whether the rule seldom errs."""


class NameReader:
    """Reads the names in sentences, with word lists and a gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._lists = Lists(lexicon, gazetteer)
        first = self._nation, self._phrase, self._organisation, self._headed
        self._rules = *first, self._fronted, self._single, self._given

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
        for run in runs_of(words, self._lexicon, headline=headline):
            found += self._lists.read_capitals(run) if capitals else self._read_run(text, run, headline=headline)
        return found

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
        word = run[at].text
        if word in self._lexicon.no_names or (word in self._lexicon.calendar and not titled):
            return 1, "", False
        if run[at].opens and (size := self._dateline(text, run, at)):
            return size, "LOC", True
        if run[at].opens and self._ordinary(word):
            return 1, "", False
        if size := self._title(run, at):
            return size, "title", True
        if titled and (size := self._person(run, at)):
            return size, "PER", True
        if at + 1 < len(run) and run[at + 1].gap == ".":
            # An outlet called after its address: Orrin.Net
            return 2, "ORG", True
        for rule in self._rules:
            if piece := rule(text, run, at):
                return piece
        return self._unknown(text, run, at)

    def _dateline(self, text: str, run: Sequence[Word], at: int) -> int:
        """Count the words of a town in capitals that opens an agency's dateline; 0 where none does."""
        size = 0
        while at + size < len(run) and run[at + size].text.isupper() and (not size or run[at + size].gap == " "):
            size += 1
        if not size or not contexts.is_dateline(text, run[at + size - 1].end):
            return 0
        name = " ".join(word.text.title() for word in run[at : at + size])
        return size if name in self._gazetteer or not all(map(self._ordinary, name.split())) else 0

    def _ordinary(self, word: str) -> bool:
        """Say whether a word is no name but for its place: However, Sixty-four."""
        lexicon = self._lexicon
        if word in lexicon.given_names or word in lexicon.titles:
            return word.lower() in lexicon.common and word not in lexicon.given_names
        plain = word.replace("’", "'").split("'")[0].lower()
        return all(self._common(part) or part.title() in lexicon.generic for part in plain.split("-"))

    def _common(self, word: str) -> bool:
        """Say whether a word in small letters is an ordinary one, or a plural or other form of one."""
        stems = [word, *(word.removesuffix(ending) for ending in ENDINGS if len(word) > len(ending) + 3)]
        return any(stem in self._lexicon.common for stem in stems)

    def _title(self, run: Sequence[Word], at: int) -> int:
        """Count the words of a title such as Prime Minister, Gen or Secretary of State; 0 where none stands."""
        size, place, lexicon = 0, at, self._lexicon
        while place < len(run) and (place == at or run[place].gap in SPACES or run[place].gap == ". "):
            if run[place].text in lexicon.titles:
                size = place - at + 1
            elif run[place].text not in lexicon.title_phrases:
                break
            place += 1
        return size

    def _person(self, run: Sequence[Word], at: int) -> int:
        """Count the words of a person's name that starts here."""
        size = 0
        for word in run[at : at + LONGEST_PERSON]:
            if size == 1 and at + 2 == len(run) and word.text in self._lexicon.titles and word.gap == " ":
                # Amy Pope, Roger Major
                return 2
            linked = size and (LINK.fullmatch(word.gap) or word.gap == CONJUNCTION)
            if linked or word.text in self._lexicon.no_names or (size and self._stops(word.text)):
                break
            size += 1
        return size

    def _stops(self, word: str) -> bool:
        lexicon = self._lexicon
        lists = lexicon.titles, lexicon.nationalities, lexicon.organisations, lexicon.organisation_heads
        return any(word in one for one in (*lists, lexicon.calendar, lexicon.no_names))

    def _organisation(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name that ends in a word such as Agency, or has it before "of": Agency for Roads."""
        if run[at].text == "The":
            return None
        head = -1
        for place in range(at, min(at + LONGEST_PHRASE + 1, len(run))):
            word = run[place]
            if place > at and (self._title(run, place) or (word.gap not in SPACES and word.gap != ". ")):
                break
            if word.text in self._lexicon.calendar or word.text in self._lexicon.no_names:
                break
            if word.text in self._lexicon.organisation_heads:
                head = place
        if head < 0:
            return None
        if head > at and self._splits(run[at].text, [word.text for word in run[at + 1 : head + 1]]):
            return None
        last = head
        while last + 1 < len(run) and not (run[last + 1].gap in SPACES and last == head):
            following = run[last + 1]
            # "He left the Defence Department for the Ministry" names two.
            another = following.gap.startswith(" for ") and following.text in self._lexicon.organisation_heads
            if another or following.text in self._lexicon.titles or PARTICLES.fullmatch(following.gap):
                break
            last += 1
        if last == at:
            known = run[at].text in self._lexicon.organisations
            return (1, "ORG", True) if known else None
        return last - at + 1, "ORG", True

    def _splits(self, first: str, others: Sequence[str]) -> bool:
        """Say whether a country or nation stands before an organisation's name and is no part of it."""
        nation = first in self._lexicon.nationalities or first.endswith(NATION_ENDINGS)
        if nation and others[0] in self._lexicon.nationalities:
            return True
        return (nation or self._lists.plain(first) == "LOC") and any(
            word in self._lexicon.government for word in others
        )

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
            if kind := self._lists.kind(" ".join(text[run[at].start : run[at + size - 1].end].split())):
                following = run[at + size].text if at + size < len(run) and run[at + size].gap == " " else ""
                if following not in self._lexicon.organisation_heads:
                    return size, kind, True
        return None

    def _single(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read one word that a list holds."""
        kind = self._lists.kind(run[at].text)
        if kind != "LOC":
            return (1, kind, True) if kind else None
        likelihood = self._place(text, run, at)
        if likelihood and (size := self._team(run, at)):
            return size, "ORG", False
        return (1, "LOC", likelihood == SURELY) if likelihood else None

    def _team(self, run: Sequence[Word], at: int) -> int:
        """Count the words of a team or outlet named after its place, such as Orrin Rovers; 0 where there is none."""
        if at + 1 == len(run) or run[at + 1].gap != " ":
            return 0
        word, lexicon = run[at + 1].text, self._lexicon
        other = word in lexicon.given_names or word in lexicon.generic or self._stops(word) or self._lists.kind(word)
        return 0 if other or word.isupper() or word.lower() in lexicon.common else 2

    def _place(self, text: str, run: Sequence[Word], at: int) -> int:
        """Say how likely a word that may be a place is one here: 0, ``LIKELY`` or ``SURELY``."""
        word = run[at]
        place = self._gazetteer.find(word.text) or self._gazetteer.find(word.text.title())
        if place is None or (word.text.lower() in self._lexicon.common and not word.text.isupper()):
            return 0
        cued = contexts.is_region(text, word.end) or contexts.after_place_word(text, word.start)
        if word.text in self._lexicon.given_names:
            follows = at + 1 < len(run) and run[at + 1].gap in SPACES
            return SURELY if not follows and (place.rank >= LARGEST_CITY or cued) else 0
        if cued or place.rank >= METROPOLIS:
            return SURELY
        # Names without accents and in other spellings fit many surnames: Bush is an alias of Būsh.
        least = LARGE_CITY if word.text in {place.name, place.name.upper()} else LARGE_ALIAS
        return LIKELY if place.rank >= least else 0

    def _given(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a person's name that starts with a given name or an initial."""
        word = run[at].text
        initial = len(word) == 1 or (len(word) == 4 and word[1] == "." and word[3] == ".")
        if word in self._lexicon.given_names or (initial and at + 1 < len(run)):
            size = self._person(run, at)
            if size > 1:
                return size, "PER", True
            return (1, "PER", False) if not initial else None
        return None

    def _headed(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name with a word such as River, Lake, Cup or Prize."""
        if run[at].text == "The":
            return None
        for size in range(min(LONGEST_PHRASE, len(run) - at), 1, -1):
            last = run[at + size - 1].text
            if last in self._lexicon.other_heads:
                return size, "MISC", True
            if last in self._lexicon.place_heads:
                return size, "LOC", True
        return None

    def _fronted(self, text: str, run: Sequence[Word], at: int) -> Piece | None:
        """Read a name that begins with a word such as Mount or Lake."""
        if run[at].text in self._lexicon.place_fronts and at + 1 < len(run) and run[at + 1].gap in {" ", ". "}:
            return 2, "LOC", False
        return None

    def _unknown(self, text: str, run: Sequence[Word], at: int) -> Piece:
        """Read words that no list holds, by their shape and neighbours."""
        word, lexicon = run[at], self._lexicon
        lower = word.text.lower()
        if (
            len(word.text) == 1
            or word.text[1] == "-"
            or word.text in lexicon.generic
            or (word.text.isupper() and lower in lexicon.common)
        ):
            return 1, "", False
        if "-" in word.text and word.text.rsplit("-", 1)[1].islower():
            # Florida-based, but not Jean-marie
            return 1, "MISC" if self._lists.plain(word.text.split("-", 1)[0]) else "", False
        if word.text.isupper():
            if at + 1 < len(run) and run[at + 1].gap == " " and run[at + 1].text in self._gazetteer:
                return 2, "ORG", False
            return 1, "ORG", False
        if word.text.endswith(NATION_ENDINGS) and at + 1 < len(run) and self._organisation(text, run, at + 1):
            return 1, "MISC", False
        size = self._person(run, at)
        common = sum(one.text.lower() in lexicon.common for one in run[at : at + size])
        if common == size or (lower in lexicon.common and size > 1):
            return 1, "", False
        if size == 1:
            # A surname alone is mostly settled by the full name elsewhere; what stays is mostly an organisation.
            if contexts.owned_by_politician(text, word.end):
                return 1, "PER", False
            place = contexts.owned_by_state(text, word.end) or contexts.after_place_word(text, word.start, loose=True)
            return 1, "LOC" if place else "MISC" if word.text.endswith(NATION_ENDINGS) else "ORG", False
        speaks = contexts.speaks(text, run[at + size - 1].end)
        return (size, "MISC", False) if common and not speaks else (size, "PER", True)
