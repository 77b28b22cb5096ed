"""The learned tagger: an ONNX network and its tokenizer, read from the package and run on the processor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError
from dateline.tagging.decoding import Chain, make_chain
from dateline.tagging.windows import Window, cut_windows

FOLDER = Path(__file__).parent / "model"


class ModelError(DatelineError):
    """The tagger's files are missing or are not what they should be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a window: scores of roles and entities and vectors of links for each of its pieces."""

    window: Window
    roles: NDArray[np.float32]
    entities: NDArray[np.float32]
    links: NDArray[np.float32]


@dataclass(frozen=True)
class Tagger:
    """The network, its tokenizer, and what its training left in ``tagger.json``.

    Attributes:
        session: The network.
        tokenizer: Cuts text into word pieces.
        roles: What label of a role follows what.
        entities: What label of an entity follows what.
        near: What each distance in pieces adds to a link: 2 kinds by distances from -n to n.
        settings: The rest.
    """

    session: Any
    tokenizer: Any
    roles: Chain
    entities: Chain
    near: NDArray[np.float32]
    settings: dict[str, Any]

    def read(self, text: str) -> Iterator[Reading]:
        """Read a text in windows of whole paragraphs, in order, one at a time: a long text's readings are large.

        The network runs on one window at a time: faster on a processor than several side by side, whose numbers do not
        fit its cache, and what it says of a window depends on that window alone.
        """
        for window in cut_windows(text, self.tokenizer):
            inputs = {"ids": np.array([window.ids], np.int64), "shapes": np.array([window.shapes], np.int64)}
            roles, entities, links = self.session.run(["roles", "entities", "links"], inputs)
            yield Reading(window, roles[0], entities[0], links[0])


@cache
def load_tagger(folder: Path = FOLDER, *, threads: int = 1) -> Tagger:
    """Load the tagger, once for each process.

    Args:
        folder: Folder with ``tagger.onnx``, ``tokenizer.json`` and ``tagger.json``.
        threads: Threads for the work inside one network; one is the default, as articles are spread over processes.

    Raises:
        ModelError: A file is missing.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    for name in ("tagger.onnx", "tokenizer.json", "tagger.json"):
        if not (folder / name).is_file():
            raise ModelError(f"The tagger's file {name} is missing: install the package again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "tagger.onnx"),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        # The joined operation is slower than an addition and a normalisation: a seventh of the whole time.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
    settings = json.loads((folder / "tagger.json").read_text(encoding="utf8"))
    learned = settings["roles"]
    roles = make_chain(learned["labels"], learned["starts"], learned["transitions"], eager=settings["eager"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    near = np.array(settings["near"], np.float32)
    return Tagger(session, tokenizer, roles, make_chain(settings["entities"]["labels"]), near, settings)
