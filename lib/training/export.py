"""Export weights as the model that the package ships: ``python -m training.export WEIGHTS --out FOLDER``."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from training.model import ENTITY_LABELS, FORBIDDEN, ROLE_LABELS, Tagger, encoder_folder

OUTPUTS = ("roles", "entities", "links")
EAGER = {"source": 1.0, "cue": 2.0, "content": 1.0}
"""Bonus for opening a run, chosen on the held-out articles: what it finds too much, the confidence sorts out."""
INPUTS = ("ids", "shapes", "mask")


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
    """Write the network as ONNX with 32-bit weights."""
    length = 32
    sample = (torch.ones(2, length, dtype=torch.long), torch.zeros(2, length, dtype=torch.long), torch.ones(2, length))
    axes = {name: {0: "windows", 1: "pieces"} for name in (*INPUTS, *OUTPUTS)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            tagger.eval(),
            sample,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantise(whole: Path, path: Path) -> None:
    """Turn the weights of the encoder into eight bits; the small heads stay as they are."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    heads = [
        node.name
        for node in onnx.load(whole).graph.node
        if set(node.output) & set(OUTPUTS) or "/layers" not in node.name
    ]
    heads = [name for name in heads if "words" not in name]
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Processors without VNNI would overflow with all eight bits, and give other claims than those with it.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=heads,
        extra_options={"MatMulConstBOnly": True},
    )


def _rounded(scores: Tensor) -> list[float]:
    return [round(float(x), 4) if x > FORBIDDEN / 2 else FORBIDDEN for x in scores]


if __name__ == "__main__":
    main()
