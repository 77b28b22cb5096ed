"""Export weights as the model that the package ships: ``python -m training.export WEIGHTS --out FOLDER``."""

from __future__ import annotations

import argparse
import json
import math
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.model import ENTITY_LABELS, FORBIDDEN, HEADS, ROLE_LABELS, Tagger, encoder_folder

OUTPUTS = ("roles", "entities", "links")
EAGER = {"source": 1.0, "cue": 2.0, "content": 1.0}
"""Bonus for opening a run, chosen on the held-out articles: what it finds too much, the confidence sorts out."""
INPUTS = ("ids", "shapes")
LARGE = 100_000
"""Numbers from which weights are turned into eight bits: those of the layers and of the words, not of the heads."""


class Attention(torch.autograd.Function):
    """Attention in one operation of onnxruntime's, which is faster than one by one; only for export."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Return something of the right shape."""
        return q + k + v

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any) -> Any:
        """Return the operation."""
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


class _OneWindow(nn.Module):
    """The network for one window at a time, without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of roles and entities and vectors of links for each piece."""
        x = self.tagger.embed(ids, shapes)
        for layer in self.tagger.layers:
            q, k, v = layer.qkv(x).chunk(3, dim=-1)
            x = layer.transform(x, Attention.apply(q, k, v))
        return self.tagger.roles(x), self.tagger.entities(x), self.tagger.links(x)


def main(arguments: list[str] | None = None) -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder for tagger.onnx, tagger.json, tokenizer.json")
    given = parser.parse_args(arguments)
    export(load_weights(given.weights), given.out)


def load_weights(path: Path) -> Tagger:
    """Load a trained network for use."""
    tagger = Tagger()
    tagger.load_state_dict(load_file(path))
    return tagger.eval()


def export(tagger: Tagger, out: Path) -> None:
    """Write the network with weights of eight bits, its chains, and the tokenizer."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        write_network(tagger, whole)
        quantise(whole, out / "tagger.onnx")
    shutil.copyfile(encoder_folder() / "tokenizer.json", out / "tokenizer.json")
    starts, pairs = tagger.starts.detach(), tagger.transitions.detach()
    settings = {
        "roles": {"labels": ROLE_LABELS, "starts": _rounded(starts), "transitions": [_rounded(row) for row in pairs]},
        "entities": {"labels": ENTITY_LABELS},
        "eager": EAGER,
        "near": [_rounded(row) for row in tagger.near.detach()],
    }
    (out / "tagger.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")


def write_network(tagger: Tagger, path: Path) -> None:
    """Write the network as ONNX with 32-bit weights, for one window at a time."""
    sample = torch.ones(1, 32, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _OneWindow(tagger).eval(),
            (sample, torch.zeros_like(sample)),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "pieces"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )


def quantise(whole: Path, path: Path) -> None:
    """Turn the weights of the encoder into eight bits; the small heads stay as they are."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(whole).graph
    large = {weights.name for weights in graph.initializer if math.prod(weights.dims) >= LARGE}
    small = [node.name for node in graph.node if not set(node.input) & large]
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Processors without VNNI would overflow with all eight bits, and give other claims than those with it.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=small,
        extra_options={"MatMulConstBOnly": True},
    )


def _rounded(scores: Tensor) -> list[float]:
    return [round(float(x), 4) if x > FORBIDDEN / 2 else FORBIDDEN for x in scores]


if __name__ == "__main__":
    main()
