"""Measure weights on gold articles: ``python -m training.evaluate --eval ../shared/eval WEIGHTS.safetensors``."""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from dateline.tagging.attributions import join
from dateline.tagging.decoding import Chain, decode, make_chain
from dateline.tagging.model import BATCH, Reading, padded
from dateline.tagging.windows import cut_windows
from training.data import load_tokenizer, read_rows
from training.model import ENTITY_LABELS, ROLE_LABELS, Tagger, encoder_folder


def main(arguments: list[str] | None = None) -> None:
    """Measure from the command line and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("weights", type=Path)
    given = parser.parse_args(arguments)
    tagger = load_weights(given.weights)
    print(json.dumps(measure(tagger, given.eval)))


def load_weights(path: Path) -> Tagger:
    """Load a trained network for use."""
    tagger = Tagger()
    tagger.load_state_dict(load_file(path))
    return tagger.eval()


def role_chain(tagger: Tagger) -> Chain:
    """Return what label of a role follows what, as learned."""
    return make_chain(ROLE_LABELS, tagger.starts.detach().numpy(), tagger.transitions.detach().numpy())


def read_with(tagger: Tagger, tokenizer: Any, text: str) -> list[Reading]:
    """Read a text with a network in training, as ``dateline.tagging.model`` does with the exported one."""
    windows = cut_windows(text, tokenizer)
    readings = []
    for i in range(0, len(windows), BATCH):
        some = windows[i : i + BATCH]
        inputs = {name: torch.from_numpy(value) for name, value in padded(some).items()}
        with torch.no_grad():
            outputs = [out.float().numpy() for out in tagger(inputs["ids"], inputs["shapes"], inputs["mask"])]
        for j, window in enumerate(some):
            readings.append(Reading(window, *(out[j, : len(window.ids)] for out in outputs)))
    return readings


def measure(tagger: Tagger, gold: Path) -> dict[str, Any]:
    """Return the scorer's figures on the dev articles of PolNeAR, and F1 of entities on CoNLL-2003's dev documents."""
    tokenizer = load_tokenizer(encoder_folder())
    chain = role_chain(tagger)
    rows = read_rows(gold / "polnear" / "dev.jsonl.gz")
    found = {}
    for row in rows:
        joined = join(read_with(tagger, tokenizer, row["text"]), row["text"], chain=chain)
        found[row["id"]] = {"id": row["id"], "claims": [as_claim(j) for j in joined]}
    figures = load_scorer(gold).score({row["id"]: row for row in rows}, found)
    documents = read_rows(gold / "ner" / "dev.jsonl.gz")
    readings = (read_with(tagger, tokenizer, row["text"]) for row in documents)
    return {**figures, "entities": score_entities(documents, readings)}


def as_claim(joined: Any) -> dict[str, list[list[int]]]:
    """Return an attribution in the scorer's form."""
    return {role: [list(span) for span in getattr(joined, f"{role}_spans")] for role in ("source", "cue", "content")}


def load_scorer(gold: Path) -> Any:
    """Load the scorer of record from the folder of the gold data."""
    spec = importlib.util.spec_from_file_location("score_claims", gold / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_entities(documents: Sequence[dict[str, Any]], readings: Iterator[list[Reading]]) -> dict[str, float]:
    """Return F1 of entities whose characters and kind are both right, in per cent: all four kinds, and without MISC."""
    chain = make_chain(ENTITY_LABELS)
    counts = {"four kinds": [0, 0, 0], "PER ORG LOC": [0, 0, 0]}
    for row, windows in zip(documents, readings, strict=True):
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"]}
        found = set()
        for reading, (runs, _) in zip(windows, decode([w.entities for w in windows], chain), strict=True):
            spans = reading.window.spans
            found |= {(spans[run.first][0], spans[run.last - 1][1], run.label) for run in runs}
        for name, count in counts.items():
            w, f = ({e for e in some if name == "four kinds" or e[2] != "MISC"} for some in (wanted, found))
            for k, n in enumerate((len(w & f), len(f), len(w))):
                count[k] += n
    return {name: round(200 * right / max(f + w, 1), 1) for name, (right, f, w) in counts.items()}


if __name__ == "__main__":
    main()
