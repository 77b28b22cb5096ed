"""Gold data as batches of windows: labels of roles, links between them, labels of entities."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.tagging.windows import Window, cut_windows
from training.model import ENTITY_LABELS, ROLE_LABELS

ROLES = ("source", "cue", "content")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
UNKNOWN = -100
LIMIT = 256
"""Word pieces in a window when training; reading does as well with fewer, and faster."""
CAPITALS = 2
"""Shape of a piece that is all capitals."""
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Example:
    """A window with its labels of roles, links between them, and labels of names; each empty where there are none."""

    window: Window
    roles: tuple[int, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    names: tuple[int, ...] = ()


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


def examples(
    row: dict[str, Any], tokenizer: Tokenizer, *, first_limit: int = LIMIT, straight: bool = False
) -> list[Example]:
    """Return the windows of an article with the labels that it has.

    Args:
        row: ``text``, and ``attributions`` (as in PolNeAR), ``names`` ([start, end, kind]) or both. Kind ``?`` stands
            for characters of which nobody knows whether they are a name.
        tokenizer: Tokenizer of the encoder.
        first_limit: Most pieces in the first window.
        straight: Make curved quotation marks straight, so that the tagger learns both kinds.
    """
    text = row["text"].translate(STRAIGHT) if straight else row["text"]
    found = []
    for window in cut_windows(text, tokenizer, limit=LIMIT, first_limit=first_limit):
        roles, links = _roles_in(window, text, row["attributions"]) if "attributions" in row else ((), ())
        names = _names_in(window, row["names"]) if "names" in row else ()
        found.append(Example(window, roles, links, names))
    return found


def _roles_in(
    window: Window, text: str, attributions: list[dict[str, Any]]
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
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
    return tuple(_whole(labels)), tuple((a, b) for a, b in links)


def _names_in(window: Window, names: Sequence[Sequence[Any]]) -> tuple[int, ...]:
    labels = [0] * len(window.ids)
    i = 0
    for start, end, kind in sorted(names):
        while i < len(window.spans) and (window.spans[i][0] < 0 or window.spans[i][1] <= start):
            i += 1
        j = i
        while j < len(window.spans) and 0 <= window.spans[j][0] < end:
            known = kind != "?"
            labels[j] = ENTITY_LABELS.index(("I-" if j > i else "B-") + kind) if known else UNKNOWN
            j += 1
    return tuple(labels)


def _whole(labels: list[int]) -> list[int]:
    """Mend what writing over has cut: an inside label that nothing of its role precedes becomes a beginning."""
    out: list[int] = []
    for label in labels:
        orphan = label and label % 2 == 0 and (not out or out[-1] not in (label, label - 1))
        out.append(label - 1 if orphan else label)
    return out


def as_printed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a document of CoNLL-2003 as a newspaper prints it: no spaces before marks."""
    text, names = detokenise(row["text"], row["names"])
    return {**row, "text": text, "names": names}


def swap_names(row: dict[str, Any], pool: Mapping[str, Sequence[str]], rng: random.Random) -> dict[str, Any]:
    """Return a document with each of its names replaced by another of its kind, the same one throughout.

    Args:
        row: ``text`` and ``names``.
        pool: Names by kind.
        rng: Source of chance.
    """
    text, parts, names, chosen = row["text"], [], [], {}
    done = length = 0
    for start, end, kind in sorted(row["names"]):
        key = text[start:end], kind
        if key not in chosen:
            chosen[key] = rng.choice(pool[kind])
        parts += [text[done:start], chosen[key]]
        length += start - done
        names.append((length, length + len(chosen[key]), kind))
        length += len(chosen[key])
        done = end
    return {"text": "".join([*parts, text[done:]]), "names": names}


def without_case(example: Example, rng: random.Random, *, share: float) -> Example:
    """Return an example that, in a share of cases, has lost its capitals or has nothing else, as on the web."""
    chance = rng.random()
    if chance >= share:
        return example
    shape = CAPITALS if chance < share / 4 else 0
    shapes = tuple(shape if span[0] >= 0 else 0 for span in example.window.spans)
    return replace(example, window=replace(example.window, shapes=shapes))


def detokenise(text: str, spans: Sequence[Sequence[Any]]) -> tuple[str, list[tuple[int, int, str]]]:
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


def batches(found: Sequence[Example], *, pieces: int, rng: random.Random) -> list[list[Example]]:
    """Group examples of like length into batches of at most that many pieces, padding included, in random order."""
    order = sorted(found, key=lambda e: len(e.window.ids) + rng.random())
    groups: list[list[Example]] = []
    for example in order:
        if not groups or (len(groups[-1]) + 1) * len(example.window.ids) > pieces:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes, mask, roles, links and names of a batch, padded at the end.

    Roles are 0 and names and links -100 in the padding, and everywhere where the batch has none.
    """
    length = max(len(e.window.ids) for e in batch)
    ids, shapes, roles = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    mask = torch.zeros(len(batch), length)
    names = torch.full((len(batch), length), UNKNOWN)
    links = torch.full((len(batch), length, 2), UNKNOWN)
    for i, example in enumerate(batch):
        n = len(example.window.ids)
        ids[i, :n] = torch.tensor(example.window.ids)
        shapes[i, :n] = torch.tensor(example.window.shapes)
        mask[i, :n] = 1
        if example.roles:
            roles[i, :n] = torch.tensor(example.roles)
            links[i, :n] = torch.tensor(example.links)
        if example.names:
            names[i, :n] = torch.tensor(example.names)
    return ids, shapes, mask, roles, links, names
