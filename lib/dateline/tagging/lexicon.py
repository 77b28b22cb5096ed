"""The word lists that the entity rules read: titles, given names, heads of organisations' names, nationalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists; each holds words as they are written in running text, but ``common`` in lower case."""

    common: frozenset[str]
    given_names: frozenset[str]
    nationalities: frozenset[str]
    titles: frozenset[str]
    title_phrases: frozenset[str]
    organisation_heads: frozenset[str]
    calendar: frozenset[str]
    no_names: frozenset[str]
    generic: frozenset[str]
    """Heads and titles: words that are no name when they stand alone."""
    organisations: dict[str, str]
    """Name of an organisation → longer name of the same, or the name itself."""


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the word lists that lie beside this module; the first call takes some milliseconds, later ones none."""
    nations = words("nationalities")
    titles, phrases, heads = words("titles"), words("title_phrases"), words("organisation_heads")
    return Lexicon(
        common=words("common_words"),
        given_names=words("given_names"),
        nationalities=nations | {f"{word}s" for word in nations if not word.endswith(("s", "sh", "ch", "ese"))},
        titles=titles,
        title_phrases=phrases,
        organisation_heads=heads,
        calendar=words("calendar"),
        no_names=words("no_names"),
        generic=heads | titles | phrases | words("generic_words"),
        organisations={name: longer or name for name, longer in rows("organisations")},
    )


def lines(name: str) -> list[str]:
    """Return the lines of a list in the folder ``data``, without comments and empty lines."""
    text = files("dateline").joinpath("tagging", "data", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def words(name: str) -> frozenset[str]:
    """Return a list in which white space separates words."""
    return frozenset(word for line in lines(name) for word in line.split())


def rows(name: str) -> list[tuple[str, str]]:
    """Return a list with one name a line and, after a tab, what belongs to it (empty where there is nothing)."""
    return [(line.split("\t")[0], line.partition("\t")[2].strip()) for line in lines(name)]
