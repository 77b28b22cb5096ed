"""What a run learns from, batch by batch: gold articles, and labels that earlier engines guessed for them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from training.data import (
    LIMIT,
    Example,
    as_printed,
    batches,
    examples,
    load_tokenizer,
    read_rows,
    swap_names,
    without_case,
)
from training.model import encoder_folder

HELD_OUT = 40
"""Articles at the end of the training set on which joining is tuned; the model never sees them."""


@dataclass(frozen=True)
class Settings:
    """What a run is made with.

    Attributes:
        epochs: Times that PolNeAR is read.
        pieces: Most word pieces in a batch, padding included.
        rate: Learning rate of the encoder's last layer.
        head_rate: Learning rate of the heads.
        layer_decay: Factor of the learning rate from one layer to the one below.
        warmup: Share of the steps in which the rate rises.
        link_weight: Weight of the links' loss beside the roles'.
        entity_epochs: Share of CoNLL-2003 read in an epoch.
        weight_decay: Of AdamW.
        straight: Share of articles whose curved quotation marks become straight.
        hidden: Share of word pieces that are hidden.
        swapped: Share of CoNLL-2003's documents whose names become other names.
        caseless: Share of CoNLL-2003's windows that lose their capitals or have nothing else.
        guessed_weight: Weight of labels that were guessed, beside gold ones.
        seed: Of chance.
        threads: Processor threads.
        bf16: Compute in 16 bits.
    """

    epochs: int = 3
    pieces: int = 4096
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: float = 0.05
    link_weight: float = 0.3
    entity_epochs: float = 1.0
    weight_decay: float = 0.01
    straight: float = 0.3
    hidden: float = 0.05
    swapped: float = 0.0
    caseless: float = 0.0
    guessed_weight: float = 0.5
    seed: int = 1
    threads: int = 2
    bf16: bool = True


@dataclass(frozen=True)
class Batch:
    """Windows that are learned from together, and how much their roles and their names count."""

    examples: list[Example]
    roles: float
    names: float


def make_plan(gold: Path, settings: Settings, *, guesses: Path | None = None) -> list[list[Batch]]:
    """Return the batches of each epoch; where windows are cut and what is changed in them varies from epoch to epoch.

    Args:
        gold: Folder of the gold data.
        settings: What the run is made with.
        guesses: Labels of ``training.guess``: names for PolNeAR, attributions for CoNLL-2003, both for more articles.
    """
    tokenizer = load_tokenizer(encoder_folder())
    guessed = {row["id"]: row for row in read_rows(guesses)} if guesses else {}
    articles = [
        {**row, "names": guessed[row["id"]]["names"]} if row["id"] in guessed else row
        for row in read_rows(gold / "polnear" / "train.jsonl.gz")[:-HELD_OUT]
    ]
    documents = named_documents(gold / "ner" / "train.jsonl.gz")
    more = [row for key, row in guessed.items() if key.startswith("more ")]
    plan = []
    for epoch in range(settings.epochs):
        rng = random.Random(settings.seed * 1000 + epoch)
        own = settings.guessed_weight
        groups = _batches(_articles(articles, tokenizer, settings, rng), settings, rng, roles=1.0, names=own)
        share = rng.sample(documents, round(len(documents) * settings.entity_epochs))
        varied = _documents(share, guessed, _by_kind(documents), settings, rng)
        found = [without_case(e, rng, share=settings.caseless) for row in varied for e in examples(row, tokenizer)]
        groups += _batches([e for e in found if e.roles], settings, rng, roles=own, names=1.0)
        groups += _batches([e for e in found if not e.roles], settings, rng, roles=0.0, names=1.0)
        groups += _batches(_articles(more, tokenizer, settings, rng), settings, rng, roles=own, names=own)
        rng.shuffle(groups)
        plan.append(groups)
    return plan


def named_documents(path: Path) -> list[dict[str, Any]]:
    """Read documents of CoNLL-2003 with their names as [start, end, kind]."""
    rows = read_rows(path)
    return [
        {"id": row["id"], "text": row["text"], "names": [(e["start"], e["end"], e["type"]) for e in row["entities"]]}
        for row in rows
    ]


def _batches(
    found: Sequence[Example], settings: Settings, rng: random.Random, *, roles: float, names: float
) -> list[Batch]:
    return [Batch(group, roles, names) for group in batches(found, pieces=settings.pieces, rng=rng)]


def _articles(
    rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, settings: Settings, rng: random.Random
) -> list[Example]:
    found = []
    for row in rows:
        limit, straight = rng.randint(64, LIMIT), rng.random() < settings.straight
        found += examples(row, tokenizer, first_limit=limit, straight=straight)
    return found


def _documents(
    rows: Sequence[dict[str, Any]],
    guessed: dict[str, dict[str, Any]],
    pool: dict[str, list[str]],
    settings: Settings,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield documents of CoNLL-2003: half of them as printed, some of them with other names."""
    for row in rows:
        chance, printed = rng.random(), rng.random() < 0.5
        if chance < settings.swapped:
            row = swap_names(row, pool, rng)
            yield as_printed(row) if printed else row
        elif printed:
            yield {**as_printed(row), **guessed.get("ner " + row["id"], {})}
        else:
            yield row


def _by_kind(rows: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the names of documents by kind, as often as they occur."""
    pool: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for start, end, kind in row["names"]:
            pool[kind].append(row["text"][start:end])
    return dict(pool)
