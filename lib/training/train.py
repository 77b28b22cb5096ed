"""Train the tagger: ``python -m training.train --eval ../shared/eval --out FOLDER``.

The weights of each epoch are kept in FOLDER as epoch-N.safetensors; a run that was cut off goes on from its checkpoint.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from training.data import tensors
from training.model import NEW, Tagger, encoder_folder, link_loss, load_encoder, sequence_loss
from training.plan import Batch, Settings, make_plan

MASK, LAST_MARK = 103, 103


def main(arguments: list[str] | None = None) -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and weights")
    parser.add_argument("--warm", type=Path, help="weights to start from, in place of the encoder alone")
    parser.add_argument("--guesses", type=Path, help="labels that training.guess wrote, to learn from as well")
    parser.add_argument("--steps", type=int, help="stop after that many steps, to measure the speed")
    for name, value in asdict(Settings()).items():
        kind = (lambda s: s == "true") if isinstance(value, bool) else type(value)
        parser.add_argument("--" + name.replace("_", "-"), type=kind, default=value)
    given = vars(parser.parse_args(arguments))
    folder, out, warm, guesses, steps = (given.pop(name) for name in ("eval", "out", "warm", "guesses", "steps"))
    out.mkdir(parents=True, exist_ok=True)
    train(folder, out, Settings(**given), warm=warm, guesses=guesses, steps=steps)


def train(
    gold: Path,
    out: Path,
    settings: Settings,
    *,
    warm: Path | None = None,
    guesses: Path | None = None,
    steps: int | None = None,
) -> None:
    """Train, keeping the weights of each epoch in ``out``; goes on from ``out/checkpoint.pt`` where there is one."""
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tagger = Tagger()
    load_encoder(tagger, encoder_folder())
    if warm is not None:
        tagger.load_state_dict(load_file(warm), strict=False)
    tagger.to(device)
    plan = make_plan(gold, settings, guesses=guesses)
    total = sum(map(len, plan))
    optimizer = torch.optim.AdamW(_groups(tagger, settings), weight_decay=settings.weight_decay, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share(step, total, settings.warmup))
    done = _resume(out, tagger, optimizer, schedule)
    log, step = _Log(out / "log.jsonl"), 0
    log.write({"settings": asdict(settings), "steps": total, "resumed": done})
    for epoch, groups in enumerate(plan, start=1):
        for batch in groups:
            step += 1
            if step <= done:
                continue
            log.add(_step(tagger, batch, optimizer, schedule, device, settings), batch)
            if step % 20 == 0:
                log.report(step, total)
            if step % 100 == 0:
                _save(out, tagger, optimizer, schedule, step)
            if steps and step >= steps:
                return
        if step > done:
            _write(tagger, out / f"epoch-{epoch}.safetensors")
            _save(out, tagger, optimizer, schedule, step)
    (out / "checkpoint.pt").unlink(missing_ok=True)


class _Log:
    """The file of a run's losses and speed, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self._path, self._began, self._pieces = path, time.monotonic(), 0
        self._losses: dict[str, list[float]] = {}

    def write(self, row: dict[str, Any]) -> None:
        """Add a line."""
        with self._path.open("a", encoding="utf8") as file:
            file.write(json.dumps(row) + "\n")

    def add(self, losses: dict[str, float], batch: Batch) -> None:
        """Remember the losses of a step until they are reported."""
        for name, loss in losses.items():
            self._losses.setdefault(name, []).append(loss)
        self._pieces += sum(len(example.window.ids) for example in batch.examples)

    def report(self, step: int, total: int) -> None:
        """Write the mean losses since the last report, and the word pieces read in a second since the start."""
        means = {name: round(sum(some) / len(some), 4) for name, some in self._losses.items()}
        rate = round(self._pieces / (time.monotonic() - self._began))
        self.write({"step": step, "of": total, "loss": means, "pieces per second": rate})
        self._losses = {}


def _groups(tagger: Tagger, settings: Settings) -> list[dict[str, Any]]:
    """Parameters with their learning rates: smaller toward the bottom of the encoder, larger in the heads."""
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in tagger.named_parameters():
        top = name.split(".")[0]
        depth = int(name.split(".")[1]) + 1 if top == "layers" else 0
        rate = settings.head_rate if top in NEW else settings.rate * settings.layer_decay ** (6 - depth)
        groups.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


def _share(step: int, total: int, warmup: float) -> float:
    rising = max(1, round(total * warmup))
    return min((step + 1) / rising, max(0.0, (total - step) / (total - rising)))


def _step(
    tagger: Tagger,
    batch: Batch,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    device: torch.device,
    settings: Settings,
) -> dict[str, float]:
    tagger.train()
    ids, shapes, mask, roles, links, names = (t.to(device) for t in tensors(batch.examples))
    # Hidden words keep the network from learning the articles by heart.
    ids = torch.where((torch.rand(ids.shape, device=device) < settings.hidden) & (ids > LAST_MARK), MASK, ids)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=settings.bf16):
        role_scores, name_scores, vectors = tagger(ids, shapes, mask)
    losses = {}
    if batch.roles:
        loss = sequence_loss(tagger, role_scores, roles, mask)
        loss = loss + settings.link_weight * link_loss(tagger, vectors, links, mask)
        losses["roles" if batch.roles == 1 else "guessed roles"] = batch.roles * loss
    if batch.names and bool((names >= 0).any()):
        loss = nn.functional.cross_entropy(name_scores.float().flatten(0, 1), names.flatten())
        losses["names" if batch.names == 1 else "guessed names"] = batch.names * loss
    if losses:
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
    schedule.step()
    return {name: float(loss.detach()) for name, loss in losses.items()}


def _resume(out: Path, tagger: Tagger, optimizer: Any, schedule: Any) -> int:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True, map_location="cpu")
    tagger.load_state_dict(state["tagger"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


def _save(out: Path, tagger: Tagger, optimizer: Any, schedule: Any, step: int) -> None:
    state = {"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state | {"schedule": schedule.state_dict(), "step": step}, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")


def _write(tagger: Tagger, path: Path) -> None:
    save_file({name: value.detach().cpu().contiguous() for name, value in tagger.state_dict().items()}, path)


if __name__ == "__main__":
    main()
