"""Teach the encoder which contents say the same: ``python -m training.meaning --out weights.safetensors``.

It learns from groups of invented contents (``groups/``): the ``together`` of a group are one thing claimed, in the
words of several articles, denied and amended too; the ``apart`` are other statements in much the same words.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from dateline.analysis.threads.embedding import LONGEST
from training.model import FORBIDDEN, Tagger, encoder_folder, load_encoder

GROUPS = Path(__file__).parent / "groups"
SIDE_BY_SIDE = 32
"""Texts of like length that the network reads at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the encoder is taught.

    Attributes:
        epochs: How often each group is seen, each time with others of its contents.
        groups: Groups side by side; what belongs to another of them is apart too.
        together: Contents of a group that are drawn each time from those that say the same.
        apart: Contents that are drawn from the others.
        rate: Learning rate at its greatest.
        heat: Divisor of cosines in the loss.
        share: How far the weights move from the old ones to those that were learned, 0 to 1 (Wortsman et al. 2022).
        seed: Of the generator of chance.
    """

    epochs: int = 3
    groups: int = 32
    together: int = 3
    apart: int = 2
    rate: float = 3e-5
    heat: float = 0.05
    share: float = 0.75
    seed: int = 0


def main(arguments: list[str] | None = None) -> None:
    """Teach from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=Path, default=GROUPS, help="folder of groups, JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="file for the weights")
    given = parser.parse_args(arguments)
    encoder = teach(read_groups(given.groups), Plan())
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, given.out)


def read_groups(folder: Path) -> list[dict[str, list[str]]]:
    """Return the groups of all files in a folder."""
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf8")]


def teach(groups: Sequence[dict[str, list[str]]], plan: Plan) -> Tagger:
    """Return the encoder, taught: contents of one group close to each other, all others farther away.

    The loss is the supervised contrastive one of Khosla et al. 2020.
    """
    from tokenizers import Tokenizer

    torch.manual_seed(plan.seed)
    encoder = Tagger(dropout=0.1)
    load_encoder(encoder, encoder_folder())
    before = {name: value.clone() for name, value in encoder.state_dict().items()}
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    steps = list(_steps(groups, plan))
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=plan.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=len(steps), pct_start=0.1)
    encoder.train()
    for number, (texts, owners) in enumerate(steps, start=1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = embed(encoder, [one.ids for one in tokenizer.encode_batch(texts)])
        loss = group_loss(vectors.float(), torch.tensor(owners), plan.heat)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if number % 20 == 0:
            print(f"{number} of {len(steps)}: loss {float(loss.detach()):.3f}", flush=True)
    learned = encoder.state_dict()
    encoder.load_state_dict({name: torch.lerp(before[name], learned[name], plan.share) for name in learned})
    return encoder.eval()


def _steps(groups: Sequence[dict[str, list[str]]], plan: Plan) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the texts of each step and the number of each one's group, -1 for those that are apart from all."""
    chance = random.Random(plan.seed)
    for _ in range(plan.epochs):
        order = chance.sample(range(len(groups)), len(groups))
        for start in range(0, len(order), plan.groups):
            texts: list[str] = []
            owners: list[int] = []
            for number in order[start : start + plan.groups]:
                group = groups[number]
                texts += chance.sample(group["together"], plan.together) + chance.sample(group["apart"], plan.apart)
                owners += [number] * plan.together + [-1] * plan.apart
            yield texts, owners


def embed(encoder: Tagger, texts: Sequence[Sequence[int]]) -> Tensor:
    """Return the vectors of length one of texts, given as word pieces, a row each."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    parts = [order[start : start + SIDE_BY_SIDE] for start in range(0, len(order), SIDE_BY_SIDE)]
    vectors = torch.cat([_embed(encoder, [texts[number] for number in part]) for part in parts])
    return vectors[torch.tensor(order).argsort()]


def _embed(encoder: Tagger, texts: Sequence[Sequence[int]]) -> Tensor:
    longest = max(map(len, texts))
    ids = torch.tensor([[*pieces, *[0] * (longest - len(pieces))] for pieces in texts])
    weights = torch.tensor([[1.0] * len(pieces) + [0.0] * (longest - len(pieces)) for pieces in texts])
    x = encoder.embed(ids, torch.zeros_like(ids))
    far = (1.0 - weights[:, None, None, :]).to(x.dtype) * FORBIDDEN
    for layer in encoder.layers:
        x = layer(x, far)
    kept = weights[..., None]
    return functional.normalize((x * kept).sum(1) / kept.sum(1), dim=-1)


def group_loss(vectors: Tensor, owners: Tensor, heat: float) -> Tensor:
    """Return the mean over all pairs of a group of how far another text is nearer than its fellow.

    Args:
        vectors: Texts by width, of length one.
        owners: The group of each text, -1 for those that belong to none.
        heat: Divisor of cosines.
    """
    scores = vectors @ vectors.T / heat
    same = (owners[:, None] == owners[None, :]) & (owners[:, None] >= 0)
    itself = torch.eye(len(owners), dtype=torch.bool)
    others = torch.logsumexp(scores.masked_fill(same | itself, -torch.inf), dim=1, keepdim=True)
    lost = torch.logaddexp(scores, others) - scores
    return lost[same & ~itself].mean()


if __name__ == "__main__":
    main()
