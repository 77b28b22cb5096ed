"""What is known of each claim of a thread: its words, its article, its chain; in the order of saying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from dateline.analysis.claims import lacks_day, words
from dateline.analysis.holders import Holders, find_holders, passed_on_by
from dateline.analysis.outlet_names import match_outlets
from dateline.analysis.publication import publication_order
from dateline.analysis.threads.speakers import find_bodies
from dateline.errors import DatelineError


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim of a thread with what its article and the tables say of it.

    ``day`` is the last day on which it can have been said, of "last week" no more is certain; never one after its
    article was published, and none where it was said some time in more than a month ("in 2015"). ``body`` is who the
    source speaks for, or the source itself; ``via`` is who passes it on, the outlet's side first, with the sources of
    claims that hold it; ``from_outlet`` is the outlet that its source is, where that is another than its own; ``cited``
    are the outlets that its chain or its agency credit names; ``timed`` tells that the moment of publication is known.
    """

    thread: str
    claim: str
    article: str
    score: float
    role: str
    origin: str | None
    content: str
    cue: str
    cue_kind: str
    quotation: str
    certainty: str
    source: str | None
    source_kind: str
    body: str | None
    origin_body: str | None
    via: tuple[str, ...]
    from_outlet: str | None
    cited: frozenset[str]
    day: pd.Timestamp | None
    about: tuple[pd.Timestamp, pd.Timestamp] | None
    outlet: str | None
    published: pd.Timestamp | None
    timed: bool
    story: str
    copied: bool
    rank: int


def gather(
    grouping: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> list[Fact]:
    """Return a fact for each row of a grouping, thread by thread, each in the order in which its claims were said.

    The order is by the day said, then the day published, then as in ``publication_order``, then by id; undated claims
    come last. A claim that cites an outlet stands behind that outlet's first one, if that was published no later.
    Threads are in the order of the grouping.

    Args:
        grouping: ``thread``, ``claim`` and ``score``, or the ``threads`` table.
        claims: The ``claims`` table.
        articles: The ``articles`` table.
        copies: The ``copies`` table; None where each article counts as a story of its own.

    Raises:
        DatelineError: The grouping names a claim or article that is not there.
    """
    rows = _join(grouping, claims, articles, copies)
    facts = list(_facts(rows, find_bodies(claims, articles), find_holders(claims)))
    place = {thread: number for number, thread in enumerate(dict.fromkeys(fact.thread for fact in facts))}
    facts.sort(key=lambda fact: (place[fact.thread], *_said(fact)))
    return [fact for _, thread in _threads(facts) for fact in _cited_first(thread)]


def by_thread(facts: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Return the facts of each thread, in the order of ``gather``."""
    return _threads(facts)


def _threads(facts: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    for thread, found in groupby(facts, key=lambda fact: fact.thread):
        yield thread, list(found)


_LAST = pd.Timestamp.max
LONGEST_CHAIN = 5
"""Outlets that cite each other one after the other, as far as they are put in order."""


def _said(fact: Fact) -> tuple[Any, ...]:
    return fact.day is None, fact.day or _LAST, fact.published or _LAST, fact.rank, fact.claim


def _cited_first(facts: list[Fact]) -> list[Fact]:
    """Put a claim behind the first one of each outlet that it cites, if that was published no later than it."""
    for _ in range(LONGEST_CHAIN if any(fact.cited for fact in facts) else 0):
        first: dict[str, int] = {}
        for number, fact in enumerate(facts):
            if fact.outlet:
                first.setdefault(fact.outlet, number)
        places = [_place(number, facts, first) for number in range(len(facts))]
        if places == list(range(len(facts))):
            break
        keys = [(place, place != number) for number, place in enumerate(places)]
        order = sorted(range(len(facts)), key=keys.__getitem__)
        facts = [facts[number] for number in order]
    return facts


def _place(number: int, facts: Sequence[Fact], first: Mapping[str, int]) -> int:
    fact = facts[number]
    cited = (first[outlet] for outlet in fact.cited if outlet in first)
    return max([number, *(at for at in cited if _no_later(facts[at], fact) and not _cites(facts[at], fact))])


def _no_later(one: Fact, other: Fact) -> bool:
    return one.published is not None and other.published is not None and one.published <= other.published


def _cites(one: Fact, other: Fact) -> bool:
    return other.outlet in one.cited


def plain_name(name: str) -> str:
    """Return a name in the form in which names are compared: without "the" and capitals."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def _join(
    grouping: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None
) -> pd.DataFrame:
    known = claims.set_index("id")
    missing = ~grouping["claim"].isin(known.index)
    if missing.any():
        some = ", ".join(map(str, grouping.loc[missing, "claim"].head(3)))
        raise DatelineError(
            f"{int(missing.sum()):,} claims of the threads are not in the claims ({some}). Find them anew."
        )
    rows = grouping.astype({"claim": "str"}).join(known, on="claim").reset_index(drop=True)
    rank = np.empty(len(articles), np.int64)
    rank[publication_order(articles)] = np.arange(len(articles))
    facts = articles.assign(rank=rank).set_index("id")[list(_OF_ARTICLES)]
    absent = ~rows["article"].isin(facts.index)
    if absent.any():
        raise DatelineError(f"{rows['article'][absent].nunique():,} articles of the claims are not in the articles.")
    rows = rows.join(facts, on="article")
    story = rows["article"] if copies is None else rows["article"].map(copies.set_index("article")["cluster"])
    return rows.assign(story=story.fillna(rows["article"]))


def _facts(rows: pd.DataFrame, bodies: Mapping[str, str], parents: Holders) -> Iterator[Fact]:
    chains = [passed_on_by(parent, via, parents) for parent, via in zip(rows["parent"], rows["via"], strict=True)]
    outlets = _outlets(rows, chains)
    extra = {"role": "", "origin": None}
    days = {name: _days(rows[name]) for name in ("published", "about_first", "about_last")}
    said = _days(rows["said_last"].mask(lacks_day(rows)))
    columns = [rows[name].tolist() if name in rows else [extra[name]] * len(rows) for name in _TAKEN]
    for number, row in enumerate(zip(*columns, strict=True)):
        fact = dict(zip(_TAKEN, row, strict=True))
        source, origin = _text(fact["source"]) or None, _text(fact["origin"]) or None
        meant = {name: outlets[name] for name in (source, *chains[number], fact["agency"]) if name in outlets}
        about = days["about_first"][number], days["about_last"][number]
        text, outlet = fact["text"], _text(fact["outlet"]) or None
        yield Fact(
            thread=fact["thread"],
            claim=fact["claim"],
            article=fact["article"],
            score=float(fact["score"]),
            role=_text(fact["role"]),
            origin=origin,
            content=words(text, fact["content_spans"]),
            cue=words(text, fact["cue_spans"]).lower(),
            cue_kind=_text(fact["cue_kind"]),
            quotation=_text(fact["quotation"]),
            certainty=_text(fact["certainty"]),
            source=source,
            source_kind=_text(fact["source_kind"]),
            body=bodies.get(source, source) if source else None,
            origin_body=bodies.get(origin, origin) if origin else None,
            via=tuple(meant.get(name, name) for name in chains[number]),
            from_outlet=meant.get(source) if source and meant.get(source) != outlet else None,
            cited=frozenset(meant.values()) - {outlet or ""},
            day=_earlier(said[number], days["published"][number]),
            about=(about[0], about[1]) if about[0] is not None and about[1] is not None else None,
            outlet=outlet,
            published=days["published"][number],
            timed=bool(_text(fact["published_time"])),
            story=fact["story"],
            copied=fact["story"] != fact["article"],
            rank=fact["rank"],
        )


_TAKEN = (
    *("thread", "claim", "article", "score", "role", "origin", "text", "content_spans", "cue_spans", "cue_kind"),
    *("quotation", "certainty", "source", "source_kind", "outlet", "agency", "story"),
    *("published_time", "rank"),
)
_OF_ARTICLES = ("text", "outlet", "published", "published_time", "agency", "rank")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _days(values: pd.Series) -> list[pd.Timestamp | None]:
    return [value if isinstance(value, pd.Timestamp) else None for value in pd.to_datetime(values)]


def _earlier(said: pd.Timestamp | None, published: pd.Timestamp | None) -> pd.Timestamp | None:
    return said if said is None or published is None else min(said, published.normalize())


def _outlets(rows: pd.DataFrame, chains: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """Return the outlet for each name of a source, relay or agency that means one."""
    named = rows.loc[rows["source_kind"] != "person", "source"].dropna()
    names = {*named, *rows["agency"].dropna(), *(name for chain in chains for name in chain)}
    return match_outlets(sorted(names), rows["outlet"].dropna().unique())
