"""Names that articles give to outlets of the corpus: "the Courier" is The Kestrin Courier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"(?:www\.)?([a-z0-9-]+)(?:\.[a-z]{2,})+", re.IGNORECASE)
TITLES = frozenset(
    re.findall(
        r"\w+",
        """
    advertiser argus bulletin chronicle citizen courier dispatch echo enquirer examiner express gazette globe
    guardian herald independent inquirer journal ledger mail mercury mirror monitor observer post press record
    register republic reporter review sentinel standard star sun telegraph times tribune voice
        """,
    )
)
"""Words for which an outlet is called: the last word of its name, or the first of "Channel Nine"."""
BROADCASTS = frozenset(("channel", "radio", "tv", "television"))
GENERIC = frozenset(
    ("daily", "magazine", "media", "network", "news", "newspaper", "online", "press", "radio", "site", "website")
)
"""Words that are no name by themselves and may be left out at the end of one."""
SHORTEST_START = 4
"""Letters of a word by which a short form such as "wash-post" stands for a longer one."""


def match_outlets(names: Iterable[str], outlets: Iterable[str]) -> dict[str, str]:
    """Tell which names mean an outlet of the corpus.

    A name means an outlet if it is the same but for case, hyphens, "the" and words such as "News"; if it is the
    distinctive end of the outlet's name (Herald), its initials (VPA) or its site (theguardian.com); or if the outlet
    is written in short (wash-post, nyt). A name that could mean two outlets means neither.

    Args:
        names: Names of sources and of who passes claims on.
        outlets: Names of the corpus's outlets.

    Returns:
        The outlet for each of the names that mean one.

    >>> match_outlets(["Courier", "VPA", "Post"], ["The Kestrin Courier", "Varnia Press Agency", "A Post", "B Post"])
    {'Courier': 'The Kestrin Courier', 'VPA': 'Varnia Press Agency'}
    """
    words = {outlet: _words(outlet) for outlet in sorted(set(outlets))}
    forms: dict[str, set[str]] = {}
    for outlet, parts in words.items():
        for form in _forms(outlet, parts):
            forms.setdefault(form, set()).add(outlet)
    found = {}
    for name in dict.fromkeys(names):
        meant = _meant(name, words, forms)
        if len(meant) == 1:
            found[name] = meant.pop()
    return found


def _meant(name: str, outlets: Mapping[str, Sequence[str]], forms: Mapping[str, set[str]]) -> set[str]:
    parts = _words(name)
    if not parts:
        return set()
    same = {outlet for outlet, words in outlets.items() if _bare(words) == _bare(parts)}
    if same:
        return same
    # A courier, or some times, are no newspapers.
    if not any(letter.isupper() for letter in name):
        return set()
    meant = forms.get("".join(_bare(parts)), set())
    return meant or {outlet for outlet, words in outlets.items() if _short(words, parts)}


def _words(name: str) -> list[str]:
    words = _WORD.findall(name.casefold().replace("’s", "").replace("'s", ""))
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words


def _bare(words: Sequence[str]) -> Sequence[str]:
    """Leave out a last word such as "News"."""
    return words[:-1] if len(words) > 1 and words[-1] in GENERIC else words


def _forms(outlet: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the shorter names of an outlet, without spaces."""
    for start in range(1, len(words)):
        if words[-1] in TITLES and (end := words[start:]) != ["press"]:
            yield "".join(end)
        if words[0] in BROADCASTS and start > 1:
            yield "".join(words[:start])
    if len(words) > 2:
        yield "".join(word[0] for word in words)
    if site := _SITE.fullmatch(outlet):
        stem = site[1].casefold().replace("-", "")
        yield stem
        yield stem.removeprefix("the")


def _short(outlet: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether an outlet is a name in short: nyt for New York Times, wash-post for Washington Post."""
    if len(outlet) == 1 and len(name) > 2:
        return outlet[0] == "".join(word[0] for word in name)
    starts = (len(a) >= SHORTEST_START and b.startswith(a) for a, b in zip(outlet, name, strict=False))
    return len(outlet) == len(name) > 1 and all(starts)
