"""Gold data as batches of windows: labels of roles, links between them, labels of entities."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.tagging.windows import LIMIT, Window, cut_windows
from training.model import ENTITY_LABELS, ROLE_LABELS

ROLES = ("source", "cue", "content")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
UNKNOWN = -100
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Example:
    """A window with its gold labels; ``links`` are empty where the window is of entities."""

    window: Window
    labels: tuple[int, ...]
    links: tuple[tuple[int, int], ...] = ()


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a gold file, one JSON object a line, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the encoder's tokenizer, without cutting or padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(window: Window, spans: Sequence[Sequence[int]], text: str) -> list[list[int]]:
    """Return the pieces of a window that each span touches, whole words at a time; spans elsewhere are left out."""
    touched = []
    for start, end in spans:
        # Some marks in the gold data begin inside a word: one letter of a name stands for the name.
        while start > 0 and text[start - 1 : start + 1].isalnum() and len(text[start - 1 : start + 1]) == 2:
            start -= 1
        while (
            end < len(text) and end > start and text[end - 1 : end + 1].isalnum() and len(text[end - 1 : end + 1]) == 2
        ):
            end += 1
        pieces = [i for i, (a, b) in enumerate(window.spans) if a < end and start < b]
        if pieces:
            touched.append(pieces)
    return touched


def attribution_examples(
    row: dict[str, Any], tokenizer: Tokenizer, *, first_limit: int = LIMIT, straight: bool = False
) -> list[Example]:
    """Return the windows of an article with the roles and links of its attributions.

    Args:
        row: An article of PolNeAR.
        tokenizer: Tokenizer of the encoder.
        first_limit: Most pieces in the first window.
        straight: Make curved quotation marks straight, so that the tagger learns both kinds.
    """
    text = row["text"].translate(STRAIGHT) if straight else row["text"]
    return [
        _attributions_in(window, text, row["attributions"])
        for window in cut_windows(text, tokenizer, first_limit=first_limit)
    ]


def _attributions_in(window: Window, text: str, attributions: list[dict[str, Any]]) -> Example:
    labels = [0] * len(window.ids)
    links = [[UNKNOWN, UNKNOWN] for _ in window.ids]
    inside = [s for s in window.spans if s[0] >= 0]
    low, high = inside[0][0], inside[-1][1]
    found = []
    for gold in attributions:
        near = {role: [s for s in gold[role] if s[0] < high and low < s[1]] for role in ROLES}
        if any(near.values()):
            found.append({role: pieces_of(window, near[role], text) for role in ROLES})
    # The longest contents first: what is nested in them is written over them.
    for pieces in sorted(found, key=lambda f: -sum(map(len, f["content"]))):
        cue = pieces["cue"][0][0] if pieces["cue"] else 0
        source = pieces["source"][0][0] if pieces["source"] else 0
        for role in ("content", "source", "cue"):
            for span in pieces[role]:
                for n, i in enumerate(span):
                    labels[i] = ROLE_LABELS.index(("I-" if n else "B-") + role)
                    if role == "content":
                        links[i][0] = cue
                    elif role == "cue":
                        links[i][1] = source
    return Example(window, tuple(_whole(labels)), tuple((a, b) for a, b in links))


def _whole(labels: list[int]) -> list[int]:
    """Mend what writing over has cut: an inside label that nothing of its role precedes becomes a beginning."""
    out: list[int] = []
    for label in labels:
        orphan = label and label % 2 == 0 and (not out or out[-1] not in (label, label - 1))
        out.append(label - 1 if orphan else label)
    return out


def entity_examples(row: dict[str, Any], tokenizer: Tokenizer, rng: random.Random | None = None) -> list[Example]:
    """Return the windows of a document with its entities; with ``rng``, half of them as a newspaper prints them."""
    text, spans = row["text"], [(e["start"], e["end"], e["type"]) for e in row["entities"]]
    if rng is not None and rng.random() < 0.5:
        text, spans = detokenise(text, spans)
        text = "".join(" " if c == "\n" and rng.random() < 0.7 else c for c in text)
    out = []
    for window in cut_windows(text, tokenizer):
        labels = [0] * len(window.ids)
        i = 0
        for start, end, kind in sorted(spans):
            while i < len(window.spans) and (window.spans[i][0] < 0 or window.spans[i][1] <= start):
                i += 1
            j = i
            while j < len(window.spans) and 0 <= window.spans[j][0] < end:
                labels[j] = ENTITY_LABELS.index(("I-" if j > i else "B-") + kind)
                j += 1
        out.append(Example(window, tuple(labels)))
    return out


def detokenise(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """Close the spaces that a corpus puts before marks and inside brackets and quotations; spans follow."""
    drop = set()
    opened = False
    for i, c in enumerate(text):
        if c == "\n":
            opened = False
        if c == '"':
            drop.add(i - 1 if opened else i + 1)
            opened = not opened
        elif c in ".,;:?!)%" and text[i - 1 : i] == " ":
            drop.add(i - 1)
        elif c in "($":
            drop.add(i + 1)
        elif text.startswith(" n't", i) or (c == " " and text[i + 1 : i + 2] == "'" and text[i + 2 : i + 3].isalpha()):
            drop.add(i)
    drop = {i for i in drop if 0 <= i < len(text) and text[i] == " "}
    new, kept = [0] * (len(text) + 1), []
    for i, c in enumerate(text):
        new[i] = len(kept)
        if i not in drop:
            kept.append(c)
    new[len(text)] = len(kept)
    return "".join(kept), [(new[a], new[b], kind) for a, b, kind in spans]


def batches(examples: Sequence[Example], *, pieces: int, rng: random.Random) -> list[list[Example]]:
    """Group examples of like length into batches of at most that many pieces, padding included, in random order."""
    order = sorted(examples, key=lambda e: len(e.window.ids) + rng.random())
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.window.ids) > pieces:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes, mask, labels and links of a batch, padded at the end."""
    length = max(len(e.window.ids) for e in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    shapes = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length)
    labels = torch.zeros(len(batch), length, dtype=torch.long)
    links = torch.full((len(batch), length, 2), UNKNOWN)
    for i, example in enumerate(batch):
        n = len(example.window.ids)
        ids[i, :n] = torch.tensor(example.window.ids)
        shapes[i, :n] = torch.tensor(example.window.shapes)
        mask[i, :n] = 1
        labels[i, :n] = torch.tensor(example.labels)
        if example.links:
            links[i, :n] = torch.tensor(example.links)
    return ids, shapes, mask, labels, links
