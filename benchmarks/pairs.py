"""Pairs of claims and links that were judged by hand, with their texts, against the threads that a user gets.

tests/data/pairs_polnear.md says how they were drawn and judged.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from benchmarks.gold import read_rows
from benchmarks.thread_truth import matched

from dateline.corpus import Corpus
from dateline.intake import read_corpus
from dateline.jobs import tag_corpus
from dateline.threads import mark_threads

DATA = Path(__file__).parents[1] / "tests/data"
Spans = Sequence[Sequence[int]]
SECTION = """What a user gets from `dateline threads` on the same articles: a pair counts as linked when both claims are
in one thread, whatever links them. Roles: of the pairs rightly linked, those whose role is right (repeat, deny, amend,
confirm, withdraw). "Weighted": each drawn pair counts as often as its stratum has candidates for it.

| pairs | precision | recall | F1 | F1, weighted | roles |
| --- | ---: | ---: | ---: | ---: | ---: |
{pairs}

Links read by hand: all {read} that four runs found in these articles on 24 November 2026 were read in their sentences,
each by one reader (tests/data/pairs_polnear.md).
Today {found} of them are found. Of these {right:.1f} per cent are right
(over two articles {cross}, within one {within}), and of the right ones {roles:.1f} per cent have the right role.
Links found today that were not read then: {new}.
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a pair: where it stands, and its words."""

    claim: str
    article: str
    published: str
    source_spans: Spans
    cue_spans: Spans
    content_spans: Spans
    source: str
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims and what the reader says of them; ``weight`` is how many candidates it was drawn for, 0 if picked."""

    id: str
    stratum: str
    weight: float
    label: str
    a: Side
    b: Side


def load_pairs(eval_folder: Path, name: str, *, kind: str = "pairs") -> list[Pair]:
    """Return the judged pairs of a set with their texts.

    Args:
        eval_folder: Folder with ``polnear/dev.jsonl.gz`` and ``polnear/train.jsonl.gz``.
        name: ``dev`` (for measuring) or ``train`` (for tuning).
        kind: ``pairs``, drawn before there was a linker, or ``links``, what it found (``dev`` only).
    """
    articles = {row["id"]: row for row in read_rows(eval_folder / f"polnear/{name}.jsonl.gz")}
    with (DATA / f"{kind}_polnear_{name}.jsonl").open(encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Pair(row["pair"], row["stratum"], row["weight"], row["label"], *(_side(row[side], articles) for side in "ab"))
        for row in rows
    ]


def linked(pairs: Sequence[Pair], claims: pd.DataFrame, threads: pd.DataFrame) -> dict[str, str]:
    """Return the role of the link between the two claims of each pair that a run found in one thread.

    Args:
        pairs: The judged pairs.
        claims: The ``claims`` table of a corpus with the articles of the pairs, by the same ids.
        threads: Its ``threads`` table.

    Returns:
        By id of the pair: "repeat" where both claims have one role in the thread (the first counts as a repeat), else
        the role in which they differ.
    """
    sides = {side.claim: side for pair in pairs for side in (pair.a, pair.b)}
    judged = [{"id": id, "article": side.article, "content_spans": side.content_spans} for id, side in sides.items()]
    now = matched(pd.DataFrame(judged), claims)
    rows = zip(threads["claim"], threads["thread"], threads["role"].replace("first", "repeat"), strict=True)
    places = {claim: (thread, role) for claim, thread, role in rows}
    roles = {}
    for pair in pairs:
        one, other = (places.get(now.get(side.claim, ""), ("", "")) for side in (pair.a, pair.b))
        if one[0] and one[0] == other[0]:
            differing = sorted({one[1], other[1]} - {"repeat"})
            roles[pair.id] = differing[0] if differing and one[1] != other[1] else "repeat"
    return roles


def score_pairs(pairs: Iterable[Pair], found: Mapping[str, str]) -> dict[str, float]:
    """Return precision, recall and F1 of links, and the share of roles that are right, all from 0 to 1.

    Args:
        pairs: The judged pairs.
        found: For each pair that is linked, by its id, the role of the link: a label, or "repeat" for "same".

    Returns:
        ``precision``, ``recall``, ``f1`` over the pairs as drawn; ``weighted f1`` with each pair counted as often as
        its weight says; ``roles``, the share of pairs rightly linked that have the right role; ``pairs``, how many.
    """
    counts = {key: [0.0, 0.0] for key in ("both", "gold", "ours")}
    roles, total = [], 0
    for pair in pairs:
        total += 1
        gold, ours = pair.label != "no", found.get(pair.id, "no") != "no"
        for key, holds in (("both", gold and ours), ("gold", gold), ("ours", ours)):
            counts[key][0] += holds
            counts[key][1] += holds * pair.weight
        if gold and ours:
            roles.append(found[pair.id].replace("repeat", "same") == pair.label)
    (both, both_weight), (gold_sum, gold_weight), (our_sum, our_weight) = (counts[k] for k in ("both", "gold", "ours"))
    return {
        "pairs": total,
        "precision": both / our_sum if our_sum else 0.0,
        "recall": both / gold_sum if gold_sum else 0.0,
        "f1": 2 * both / (gold_sum + our_sum) if gold_sum + our_sum else 0.0,
        "weighted f1": 2 * both_weight / (gold_weight + our_weight) if gold_weight + our_weight else 0.0,
        "roles": sum(roles) / len(roles) if roles else 0.0,
    }


def section(eval_folder: Path) -> str:
    """Return what ``BENCHMARKS.md`` says of the threads that a user gets, on pairs and on links judged by hand."""
    pairs, links = load_pairs(eval_folder, "dev"), load_pairs(eval_folder, "dev", kind="links")
    with tempfile.TemporaryDirectory() as folder:
        read_corpus(eval_folder / "polnear/dev.jsonl.gz", folder)
        tag_corpus(folder)
        corpus = mark_threads(folder)
        found, read = linked(pairs, corpus.claims, corpus.threads), _read(links, corpus)
    drawn = [pair for pair in pairs if pair.weight]
    rows = [_row("as drawn", score_pairs(drawn, found), weighted=True), _row("all", score_pairs(pairs, found))]
    return SECTION.format(pairs="\n".join(rows), **read)


def _row(name: str, scores: Mapping[str, float], *, weighted: bool = False) -> str:
    percent = {key: f"{100 * value:.1f}" for key, value in scores.items()}
    cells = [percent[key] for key in ("precision", "recall", "f1")]
    return f"| {name} | {' | '.join(cells)} | {percent['weighted f1'] if weighted else ''} | {percent['roles']} |"


def _read(links: Sequence[Pair], corpus: Corpus) -> dict[str, Any]:
    found = linked(links, corpus.claims, corpus.threads)
    still = [link for link in links if link.id in found]
    scores = score_pairs(still, found)
    right = {kind: [link.label != "no" for link in still if link.stratum == kind] for kind in ("cross", "within")}
    known = {frozenset((link.a.claim, link.b.claim)) for link in links}
    thread = dict(zip(corpus.threads["claim"], corpus.threads["thread"], strict=True))
    now = [
        pair
        for pair in zip(corpus.table("links")["claim"], corpus.table("links")["other"], strict=True)
        if thread[pair[0]] == thread[pair[1]]
    ]
    return {
        "read": len(links),
        "found": len(still),
        "right": 100 * scores["precision"],
        "roles": 100 * scores["roles"],
        "new": sum(frozenset(pair) not in known for pair in now),
        **{kind: f"{sum(holds)} of {len(holds)}" for kind, holds in right.items()},
    }


def _side(row: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> Side:
    article = articles[row["article"]]
    text = article["text"]
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        sys.exit(f"The text of {row['article']} is not the one that was judged. Give the original files with --eval.")
    spans = [row[f"{part}_spans"] for part in ("source", "cue", "content")]
    words = [" ".join(" ".join(text[start:end] for start, end in part).split()) for part in spans]
    return Side(row["claim"], row["article"], article["published"], *spans, *words)
