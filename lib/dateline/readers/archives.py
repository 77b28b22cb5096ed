"""Zip archives: batches as databases hand them out, each part read as a file of its own, nothing written to disk."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.readers.records import Refusal, UnreadableError
from dateline.readers.source import LARGEST, Source

DEEPEST = 3
MOST_PARTS = 100_000


def parts_of(source: Source, *, depth: int) -> Iterator[Source | tuple[str, Refusal]]:
    """Yield the parts of an archive as sources, or the name of a part with the reason why it cannot be read.

    Args:
        source: The archive.
        depth: Number of archives that it is inside of.
    """
    if depth >= DEEPEST:
        yield source.name, Refusal(0, "too-large", "an archive inside of archives is opened three deep, not more")
        return
    room = LARGEST
    for number, (part, data) in enumerate(source.each_part(), 1):
        name = f"{source.name}/{clean_name(part)}"
        if number > MOST_PARTS or room <= 0:
            yield source.name, Refusal(0, "too-large", f"the archive is read up to {name}, the rest is left")
            return
        if _hidden(part):
            continue
        if isinstance(data, UnreadableError):
            yield name, data.refusal
        else:
            room -= len(data)
            yield Source(name, data=data)


def clean_name(part: str) -> str:
    """Return the name of a part without ways out of the archive, as text that can be stored and printed."""
    steps = [step for step in part.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    return "/".join(steps).encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd") or "unnamed"


def _hidden(part: str) -> bool:
    """Tell parts that packing programs add (__MACOSX, .DS_Store) and hidden files, as folders are searched too."""
    return any(step.startswith(("__MACOSX", ".")) and step not in {".", ".."} for step in part.split("/"))
