"""Make the shipped model, from nothing: ``python -m training.make --eval ../shared/eval --out FOLDER``.

Trains four times, each time from the weights of the time before, then exports, calibrates and measures. Before the
third time the tagger of the second guesses labels for articles that lack them. What was cut off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from training import calibrate
from training.evaluate import measure_claims, measure_entities
from training.export import export, load_weights
from training.guess import write_guesses
from training.plan import Settings
from training.train import train

FIRST = Settings(epochs=3, straight=0.0, hidden=0.0)
SECOND = Settings(epochs=2, seed=2, pieces=2048, rate=1e-4, head_rate=7e-4, link_weight=0.5)
THIRD = replace(SECOND, epochs=4, seed=3, hidden=0.1, entity_epochs=0.7, swapped=0.2, caseless=0.12, guessed_weight=0.4)
FOURTH = replace(THIRD, epochs=2, seed=4, hidden=0.12, entity_epochs=0.6)


def main(arguments: list[str] | None = None) -> None:
    """Make the model from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the model")
    given = parser.parse_args(arguments)
    warm: Path | None = None
    guesses: Path | None = None
    for name, settings in (("first", FIRST), ("second", SECOND), ("third", THIRD), ("fourth", FOURTH)):
        if name == "third":
            guesses = _guesses(given.eval, given.out, warm)
        folder, weights = given.out / name, given.out / name / f"epoch-{settings.epochs}.safetensors"
        if not weights.exists():
            folder.mkdir(parents=True, exist_ok=True)
            train(given.eval, folder, settings, warm=warm, guesses=guesses)
        warm = weights
    assert warm is not None
    export(load_weights(warm), given.out / "model")
    tagger = calibrate.calibrate(given.eval, given.out / "model")
    print(json.dumps({**measure_claims(tagger, given.eval), "entities": measure_entities(tagger, given.eval)}))


def _guesses(gold: Path, out: Path, weights: Path | None) -> Path:
    """Return the file of labels that the tagger with some weights guesses; made where it is not there."""
    path = out / "guesses.jsonl"
    if not path.exists():
        assert weights is not None
        export(load_weights(weights), out / "guessing")
        write_guesses(gold, calibrate.calibrate(gold, out / "guessing"), path)
    return path


if __name__ == "__main__":
    main()
