"""Who speaks for whom: a ministry and its spokesman are one origin, and so are a state and its ministry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from dateline.analysis.claims import words

BODIES = frozenset(["organisation", "government"])
LONGEST = 8
"""Words of the longest name of a body that is looked for."""
JOINTS = frozenset(["of", "for", "at", "from", "with"])
OFFICES = re.compile(
    r"(?:spokes\w+|minister|secretary|president|premier|chancellor|chair\w*|head|chief|director|ambassador|commissioner|"
    r"governor|mayor|official|officer|engineer|leader|press|foreign|interior|defen[cs]e|prime)$"
)
"""What a person is whose words are those of the body named before: "ministry spokesman", "Ostrel's president"."""
APART = re.compile(
    r"\b(?:former(?:ly)?|ex|late|deputy(?! \w*minister| \w*secretary| head| director)|critics?|opponents?|rivals?"
    r"|victims?|survivors?|senators?|representatives?|rep|sen|lawmakers?|congress\w*|professors?|lawyers?|attorneys?|friends?"
    r"|wife|husband|neighbou?rs?)\b",
    re.IGNORECASE,
)
"""Whoever is described so does not speak for the body named beside it, or not for it alone."""
_TOKEN = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*|['’]s?|,")


def find_bodies(claims: pd.DataFrame, articles: pd.DataFrame) -> dict[str, str]:
    """Return for each source that speaks for another source of the corpus that other one.

    Read from the words by which articles name it: "Pavel Drust of the Energy Ministry", "Ostrel's Energy Ministry",
    "ministry spokesman Pavel Drust". Chains are followed to their end. Only organisations and governments that are
    sources themselves are spoken for; former officials, lawmakers, professors, lawyers and critics speak for no one.

    Args:
        claims: The ``claims`` table.
        articles: The ``articles`` table.
    """
    named = Counter(_named(claims, articles))
    bodies = _surfaces(named)
    found: dict[str, Counter[str]] = {}
    for (source, _, surface), count in sorted(named.items()):
        body = _body(surface, source, bodies)
        if body:
            found.setdefault(source, Counter())[body] += count
    above = {source: min(counts, key=lambda name: (-counts[name], name)) for source, counts in found.items()}
    return {source: end for source in above if (end := _end(source, above)) != source}


def _named(claims: pd.DataFrame, articles: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Return source, kind and the words that name it, for each claim with a source."""
    texts = dict(zip(articles["id"], articles["text"], strict=True))
    rows = claims[claims["source"].notna()]
    columns = (rows[name] for name in ("article", "source", "source_kind", "source_spans"))
    for article, source, kind, spans in zip(*columns, strict=True):
        yield source, kind if isinstance(kind, str) else "", words(texts[article], spans) if article in texts else ""


def _surfaces(named: Mapping[tuple[str, str, str], int]) -> Mapping[tuple[str, ...], str]:
    """Return the bodies by the words that name them; words that name several are left out."""
    bodies: dict[tuple[str, ...], set[str]] = {}
    for source, kind, surface in named:
        if kind in BODIES:
            for name in (surface, source):
                tokens = _plain(_tokens(name))
                if tokens and any(token[:1].isupper() for token in tokens) and len(tokens) <= LONGEST:
                    bodies.setdefault(_key(tokens), set()).add(source)
    return {tokens: next(iter(sources)) for tokens, sources in bodies.items() if len(sources) == 1}


def _tokens(name: str) -> list[str]:
    tokens = _TOKEN.findall(name)
    return tokens[1:] if tokens and tokens[0].lower() == "the" else tokens


def _plain(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token[0] not in "'’,"]


def _key(tokens: list[str]) -> tuple[str, ...]:
    return tuple(token.casefold() for token in tokens)


def _body(surface: str, source: str, bodies: Mapping[tuple[str, ...], str]) -> str | None:
    """Return the body that the words say the source speaks for: the longest name that stands where such names do."""
    if APART.search(surface):
        return None
    tokens = _tokens(surface)
    for size in range(min(LONGEST, len(tokens) - 1), 0, -1):
        for start in range(len(tokens) - size + 1):
            part = tokens[start : start + size]
            body = bodies.get(_key(_plain(part))) if part[0][0] not in "'’," and part[-1][0] not in "'’," else None
            if body and body != source and _speaks(tokens, start, start + size, source):
                return body
    return None


def _speaks(tokens: list[str], start: int, end: int, source: str) -> bool:
    """Tell whether a name within others is followed by an office or 's, or preceded by "of (the)"."""
    before = [token for token in tokens[:start] if token.lower() != "the"]
    if before and before[-1].lower() in JOINTS:
        # "Mine Workers of America" is a name; "Aldo Marsk of Ostrel" is a person and where he belongs.
        if len(before) > 1 and before[-2][:1].isupper() and before[-2] not in source.split():
            return False
        return end == len(tokens) or tokens[end][0] in ",'’"
    return end < len(tokens) and start == 0 and (tokens[end][0] in "'’" or bool(OFFICES.match(tokens[end].lower())))


def _end(source: str, above: Mapping[str, str]) -> str:
    """Follow who speaks for whom to the end; of names that speak for each other the first in the alphabet stands."""
    seen = [source]
    while (following := above.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
