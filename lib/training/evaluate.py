"""Measure an exported model on gold articles: ``python -m training.evaluate --eval ../shared/eval MODEL``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.tagging.attributions import Joined, join
from dateline.tagging.model import Tagger, load_tagger
from dateline.tagging.neural import confidence, names_in
from training.data import ROLES, read_rows


def main(arguments: list[str] | None = None) -> None:
    """Measure from the command line and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("model", type=Path, help="folder of the exported model")
    given = parser.parse_args(arguments)
    tagger = load_tagger(given.model)
    print(json.dumps({**measure_claims(tagger, given.eval), "entities": measure_entities(tagger, given.eval)}))


def measure_claims(tagger: Tagger, gold: Path) -> dict[str, Any]:
    """Return the scorer's figures on the dev articles of PolNeAR, and the words read in a second of processor time."""
    rows = read_rows(gold / "polnear" / "dev.jsonl.gz")
    began = time.process_time()
    found = {
        row["id"]: {"id": row["id"], "claims": [as_claim(j) for j in propose(tagger, row["text"])]} for row in rows
    }
    speed = sum(len(row["text"].split()) for row in rows) / (time.process_time() - began)
    return {**load_scorer(gold).score({row["id"]: row for row in rows}, found), "words per second": round(speed)}


def propose(tagger: Tagger, text: str) -> list[Joined]:
    """Return the attributions of a text above the model's threshold, if it has one."""
    joined = join(tagger.read(text), text, chain=tagger.roles, near=tagger.near)
    settings = tagger.settings.get("confidence")
    return [j for j in joined if settings is None or confidence(j.signs, settings) >= settings["threshold"]]


def measure_entities(tagger: Tagger, gold: Path) -> dict[str, float]:
    """Return F1, in per cent, of entities of CoNLL-2003's dev documents whose characters and kind are both right."""
    rows = read_rows(gold / "ner" / "dev.jsonl.gz")
    found = []
    for row in rows:
        names = [name for reading in tagger.read(row["text"]) for name in names_in(reading, tagger)]
        found.append({(name.start, name.end, name.kind) for name in names})
    wanted = [{(e["start"], e["end"], e["type"]) for e in row["entities"]} for row in rows]
    return {"four kinds": _f1(wanted, found, "PER ORG LOC MISC"), "PER ORG LOC": _f1(wanted, found, "PER ORG LOC")}


def _f1(wanted: Sequence[set[Any]], found: Sequence[set[Any]], kinds: str) -> float:
    right = total = 0
    for some, others in zip(wanted, found, strict=True):
        w, f = ({e for e in side if e[2] in kinds.split()} for side in (some, others))
        right += len(w & f)
        total += len(w) + len(f)
    return round(200 * right / max(total, 1), 1)


def as_claim(joined: Joined) -> dict[str, list[list[int]]]:
    """Return an attribution in the scorer's form."""
    return {role: [list(span) for span in getattr(joined, f"{role}_spans")] for role in ROLES}


def load_scorer(gold: Path) -> Any:
    """Load the scorer of record from the folder of the gold data."""
    spec = importlib.util.spec_from_file_location("score_claims", gold / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
