"""Vectors of sentences: an ONNX encoder that ships with the kit, run on the processor, one text at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from dateline.errors import DatelineError

FOLDER = Path(__file__).parent / "model"
WIDTH = 384
LONGEST = 96
"""Word pieces of a text that are read; few claims are longer."""
SCALE = 400
"""Vectors of length one are kept as whole numbers of 1 / 400, a byte each: products of these are exact in any order, so
that links do not depend on the number of threads."""
BATCH = 256
Vectors = NDArray[np.int8]


class EncoderError(DatelineError):
    """The encoder's files are missing."""


def text_key(text: str) -> str:
    """Return the key under which a text's vector is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def encoder_id() -> str:
    """Return an id of the encoder, so that vectors that another one made are known."""
    return hashlib.sha256((FOLDER / "encoder.onnx").read_bytes()).hexdigest()[:16]


def embed_texts(
    texts: Sequence[str], *, kept: Mapping[str, bytes], workers: int = 1, progress: bool = False
) -> dict[str, bytes]:
    """Return the vectors of texts by ``text_key``, those that are kept already as they are.

    A text's vector depends on that text alone, so that it is the same among any others and with any number of workers.

    Args:
        texts: The texts.
        kept: Vectors from an earlier run.
        workers: Number of processes.
        progress: Show a progress bar.
    """
    keys = {text_key(text): text for text in texts}
    missing = {key: text for key, text in keys.items() if key not in kept}
    todo = list(missing.values())
    batches = [todo[start : start + BATCH] for start in range(0, len(todo), BATCH)]
    found: list[bytes] = []
    with tqdm(total=len(todo), desc="Reading claims", unit=" claims", disable=not progress) as bar:
        for vectors in _run(batches, workers=workers):
            found += [vector.tobytes() for vector in vectors]
            bar.update(len(vectors))
    new = dict(zip(missing, found, strict=True))
    return {key: new[key] if key in new else kept[key] for key in keys}


def stack(texts: Sequence[str], vectors: Mapping[str, bytes]) -> Vectors:
    """Return the vectors of texts, a row each."""
    joined = b"".join(vectors[text_key(text)] for text in texts)
    return np.frombuffer(joined, np.int8).reshape(len(texts), WIDTH)


def _run(batches: Sequence[Sequence[str]], *, workers: int) -> Iterator[Vectors]:
    if workers <= 1 or len(batches) <= 1:
        yield from map(encode, batches)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(encode, batches)


def encode(texts: Sequence[str]) -> Vectors:
    """Return the vectors of texts, a row each, in whole numbers of 1 / ``SCALE``."""
    tokenizer, session = _load()
    rows = [
        session.run(None, {"ids": np.array([pieces.ids[:LONGEST]], np.int64)})[0]
        for pieces in tokenizer.encode_batch(list(texts))
    ]
    return np.concatenate([np.empty((0, WIDTH), np.int8), *map(round_vectors, rows)])


def round_vectors(vectors: NDArray[Any]) -> Vectors:
    """Return vectors of length one as whole numbers of 1 / ``SCALE``."""
    rounded: Vectors = np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)
    return rounded


@cache
def _load() -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    for name in ("encoder.onnx", "tokenizer.json"):
        if not (FOLDER / name).is_file():
            raise EncoderError(f"The encoder's file {name} is missing: install the package again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(FOLDER / "encoder.onnx"),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        # As for the tagger: the joined operation is slower than an addition and a normalisation.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, session
