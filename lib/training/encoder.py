"""Export the encoder that threads are found with: ``python -m training.encoder WEIGHTS --out FOLDER``."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.export import Attention, load_weights, quantise
from training.model import Tagger, encoder_folder


class _OneText(nn.Module):
    """The encoder for one text at a time, without padding."""

    def __init__(self, encoder: Tagger) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """Return the mean of the pieces' vectors, of length one: 1 by width."""
        x = self.encoder.embed(ids, torch.zeros_like(ids))
        for layer in self.encoder.layers:
            q, k, v = layer.qkv(x).chunk(3, dim=-1)
            x = layer.transform(x, Attention.apply(q, k, v))
        return functional.normalize(x.mean(dim=1), dim=-1)


def main(arguments: list[str] | None = None) -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="what training.meaning wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.onnx and tokenizer.json")
    given = parser.parse_args(arguments)
    export(load_weights(given.weights), given.out)


def export(encoder: Tagger, out: Path) -> None:
    """Write the encoder with weights of eight bits, and its tokenizer."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(scratch) / "whole.onnx"
        write_network(encoder, whole)
        quantise(whole, out / "encoder.onnx")
    shutil.copyfile(encoder_folder() / "tokenizer.json", out / "tokenizer.json")


def write_network(encoder: Tagger, path: Path) -> None:
    """Write the encoder as ONNX with 32-bit weights."""
    torch.onnx.export(
        _OneText(encoder).eval(),
        (torch.ones(1, 32, dtype=torch.long),),
        str(path),
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_axes={"ids": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )


if __name__ == "__main__":
    main()
