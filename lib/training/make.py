"""Make the shipped model, from nothing: ``python -m training.make --eval ../shared/eval --out FOLDER``.

Trains twice, the second time from the first one's weights, then exports, calibrates and measures. What was cut off goes
on where it was.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training import calibrate
from training.evaluate import measure_claims, measure_entities
from training.export import export, load_weights
from training.plan import Settings
from training.train import train

FIRST = Settings(epochs=3, straight=0.0, hidden=0.0)
SECOND = Settings(epochs=2, seed=2, pieces=2048, rate=1e-4, head_rate=7e-4, link_weight=0.5)


def main(arguments: list[str] | None = None) -> None:
    """Make the model from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the model")
    given = parser.parse_args(arguments)
    warm: Path | None = None
    for name, settings in (("first", FIRST), ("second", SECOND)):
        folder, weights = given.out / name, given.out / name / f"epoch-{settings.epochs}.safetensors"
        if not weights.exists():
            folder.mkdir(parents=True, exist_ok=True)
            train(given.eval, folder, settings, warm=warm)
        warm = weights
    assert warm is not None
    export(load_weights(warm), given.out / "model")
    tagger = calibrate.calibrate(given.eval, given.out / "model")
    print(json.dumps({**measure_claims(tagger, given.eval), "entities": measure_entities(tagger, given.eval)}))


if __name__ == "__main__":
    main()
