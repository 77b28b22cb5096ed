"""Pairs of claims judged by hand, with their texts, and how well links found between claims agree with them.

tests/data/pairs_polnear.md says how they were drawn and judged.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from gold import read_rows

DATA = Path(__file__).parents[1] / "tests/data"
LABELS = ("same", "deny", "amend", "confirm", "withdraw", "no")
Spans = Sequence[Sequence[int]]


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
        kind: ``pairs``, drawn before there was a linker, or ``links``, drawn from what it found (``dev`` only).
    """
    articles = {row["id"]: row for row in read_rows(eval_folder / f"polnear/{name}.jsonl.gz")}
    with (DATA / f"{kind}_polnear_{name}.jsonl").open(encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Pair(row["pair"], row["stratum"], row["weight"], row["label"], *(_side(row[side], articles) for side in "ab"))
        for row in rows
    ]


def locate(side: Side, claims: pd.DataFrame) -> str | None:
    """Return the id of the claim, in a ``claims`` table, that shares at least half of its content with a side.

    The pairs keep the claims as they were found when they were drawn; another version of the tagger may cut them
    differently.
    """
    wanted, best = _characters(side.content_spans), (0.5, "")
    there = claims.loc[claims["article"] == side.article]
    for claim, spans in zip(there["id"].tolist(), there["content_spans"].tolist(), strict=True):
        content = _characters(spans)
        best = max(best, (len(wanted & content) / len(wanted | content), claim)) if content else best
    return best[1] or None


def score_pairs(pairs: Iterable[Pair], found: Mapping[str, str]) -> dict[str, float]:
    """Return precision, recall and F1 of links, and the share of roles that are right, all from 0 to 1.

    Args:
        pairs: The judged pairs.
        found: For each pair that is linked, by its id, the role of the link: a label, or "repeat" for "same".

    Returns:
        ``precision``, ``recall``, ``f1`` over the pairs as drawn; ``weighted precision``, ``weighted recall``,
        ``weighted f1`` with each pair counted as often as its weight says; ``roles``, the share of pairs rightly linked
        that have the right role; ``pairs`` and ``positive``, how many there are.

    >>> score_pairs([], {})["pairs"]
    0
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
            roles.append({"repeat": "same"}.get(found[pair.id], found[pair.id]) == pair.label)
    figures: dict[str, float] = {"pairs": total, "positive": int(counts["gold"][0])}
    for place, prefix in enumerate(("", "weighted ")):
        both, gold_sum, our_sum = (counts[key][place] for key in ("both", "gold", "ours"))
        figures[f"{prefix}precision"] = both / our_sum if our_sum else 0.0
        figures[f"{prefix}recall"] = both / gold_sum if gold_sum else 0.0
        figures[f"{prefix}f1"] = 2 * both / (gold_sum + our_sum) if gold_sum + our_sum else 0.0
    return {**figures, "roles": sum(roles) / len(roles) if roles else 0.0}


def score_links(links: Sequence[Pair], found: Mapping[str, str]) -> dict[str, float]:
    """Return how many links that were read are right, and how many of them are found today.

    Args:
        links: The links that were read, from ``load_pairs(…, kind="links")``.
        found: For each of them that is found today, by its id, the role of the link.

    Returns:
        ``links`` (all that were read), ``found`` (those that are found today), ``right`` (share of these that is right,
        0 to 1) and ``roles`` (share of the right ones that has the right role).
    """
    today = score_pairs([link for link in links if link.id in found], found)
    return {"links": len(links), "found": today["pairs"], "right": today["precision"], "roles": today["roles"]}


def linked(pairs: Iterable[Pair], claims: pd.DataFrame, threads: pd.DataFrame) -> dict[str, str]:
    """Return the role of the link between the two claims of each pair that a run found in one thread.

    Args:
        pairs: The judged pairs.
        claims: The ``claims`` table of a corpus with the articles of the pairs, by the same ids.
        threads: Its ``threads`` table.

    Returns:
        By id of the pair: "repeat" where both claims have one role in the thread (the first counts as a repeat), else
        the role in which they differ.
    """
    rows = zip(threads["claim"], threads["thread"], threads["role"].replace("first", "repeat"), strict=True)
    places = {claim: (thread, role) for claim, thread, role in rows}
    roles = {}
    for pair in pairs:
        one, other = (places.get(locate(side, claims) or "", ("", "")) for side in (pair.a, pair.b))
        if one[0] and one[0] == other[0]:
            differing = sorted({one[1], other[1]} - {"repeat"})
            roles[pair.id] = differing[0] if differing and one[1] != other[1] else "repeat"
    return roles


def _side(row: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> Side:
    article = articles[row["article"]]
    text = article["text"]
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        sys.exit(f"The text of {row['article']} is not the one that was judged. Give the original files with --eval.")
    spans = [row[f"{part}_spans"] for part in ("source", "cue", "content")]
    words = [" ".join(" ".join(text[start:end] for start, end in part).split()) for part in spans]
    return Side(row["claim"], row["article"], article["published"], *spans, *words)


def _characters(spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
