"""Invented claims in any amount: matters that several articles report, each time in other words, among others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.invented import Writer

from dateline import schema

Rows = tuple[list[Any], list[Any], list[Any]]
CLAIMS_AN_ARTICLE = 15
DAYS = 700
THINGS = (
    *("houses", "engineers", "farmers", "lorries", "bridges", "children", "soldiers", "wells", "boats", "nurses"),
    *("mills", "crowns", "barns", "witnesses", "trees", "ships", "teachers", "tents", "horses", "letters"),
)
DEEDS = (
    ("were lost", "disappeared", "could not be found"),
    ("will be paid for", "are to be paid", "will get the money"),
    ("were moved", "have been taken away", "were brought elsewhere"),
    ("are in danger", "may not be safe", "face a risk"),
    ("were counted", "have been registered", "stand on the list"),
    ("will be built", "are to be set up", "will be put up"),
    ("were damaged", "suffered damage", "were partly destroyed"),
    ("must be checked", "need an inspection", "have to be looked at"),
)
FORMS = ("{n} {thing} {deed} {place} {more}", "{place} {n} {thing} {deed} {more}", "{more} {n} {thing} {deed} {place}")


@dataclass(frozen=True)
class _Matter:
    """Something that claims speak of: how many of what, where, and what happened to them."""

    number: int
    thing: str
    deeds: tuple[str, ...]
    place: str
    more: list[str]
    day: int


def invented_claims(count: int, *, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Return the tables articles, claims and entities; the number of a claim's matter is in ``matters``.

    Args:
        count: Number of claims.
        seed: Of the generator of chance.
    """
    rng = np.random.default_rng(seed)
    writer = Writer(rng)
    places = [f"{one.capitalize()} {two.capitalize()}" for one, two in zip(*(writer.words(900),) * 2, strict=True)]
    matters = [_matter(writer, rng, places) for _ in range(count // 3 + 1)]
    # A few matters are told by hundreds, most by one or two.
    told = np.minimum(rng.zipf(1.6, size=count) - 1 + rng.integers(0, len(matters), size=count), len(matters) - 1)
    told = rng.permutation(told)
    days = np.array([matters[matter].day for matter in told]) + rng.integers(0, 30, size=count)
    told = told[np.argsort(days, kind="stable")]
    days = np.sort(days)
    articles, claims, entities = [], [], []
    for number in range(0, count, CLAIMS_AN_ARTICLE):
        some = [matters[matter] for matter in told[number : number + CLAIMS_AN_ARTICLE]]
        _write(some, int(days[number]), rng, writer, (articles, claims, entities))
    tables = {"articles": articles, "claims": claims, "entities": entities}
    made = {name: schema.frame(name, rows) for name, rows in tables.items()}
    return made | {"matters": pd.DataFrame({"claim": made["claims"]["id"], "matter": told})}


def _matter(writer: Writer, rng: np.random.Generator, places: list[str]) -> _Matter:
    thing, deed, place = (int(rng.integers(len(some))) for some in (THINGS, DEEDS, places))
    more = writer.words(int(rng.integers(3, 9)))
    number = int(10 ** rng.uniform(0.5, 4))
    return _Matter(number, THINGS[thing], DEEDS[deed], places[place], more, int(rng.integers(DAYS)))


def _write(matters: list[_Matter], day: int, rng: np.random.Generator, writer: Writer, out: Rows) -> None:
    """Write an article that reports some matters, a sentence each."""
    articles, claims, entities = out
    article, text = f"a{len(articles):07}", ""
    stamp = pd.Timestamp("2023-01-01") + pd.Timedelta(days=day)
    for matter in matters:
        content, source = _said(matter, rng), f"Source {int(rng.integers(400))}"
        start = len(text)
        end = start + len(content)
        text += f"{content}, {source} said. "
        spans = {"content_spans": [[start, end]], "source_spans": [[end + 2, end + 2 + len(source)]]}
        spans["cue_spans"] = [[end + 3 + len(source), end + 7 + len(source)]]
        facts = {"source": source, "source_kind": "person", "cue_kind": "states", "quotation": "indirect"}
        facts |= {"certainty": "plain", "said_first": stamp, "said_last": stamp, "confidence": 0.9, "cue": "say"}
        claims.append({"id": f"{len(claims):08x}", "article": article, **spans, **facts})
        place = text.index(matter.place, start)
        entities.append((article, place, place + len(matter.place), "LOC", matter.place, None))
    facts = {"outlet": f"Outlet {int(rng.integers(40))}", "published": stamp, "source_file": "x", "language": "en"}
    facts |= {"headline": writer.headline(), "source_record": len(articles)}
    articles.append({"id": article, "text": text, **facts})


def _said(matter: _Matter, rng: np.random.Generator) -> str:
    """Return a claim on a matter in words of its own: another form, synonyms, some words left out, another number."""
    more = [word for word in matter.more if rng.random() < 0.8]
    number = matter.number if rng.random() < 0.8 else int(matter.number * rng.uniform(0.7, 1.4)) + 1
    deed = matter.deeds[int(rng.integers(len(matter.deeds)))]
    form = FORMS[int(rng.integers(len(FORMS)))]
    words = form.format(n=number, thing=matter.thing, deed=deed, place=f"in {matter.place}", more=" ".join(more))
    return " ".join(words.split())
