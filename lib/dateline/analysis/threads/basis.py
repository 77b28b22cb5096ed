"""What a link rests on, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analysis.threads.contents import Contents, Lists, bare
from dateline.analysis.threads.kernels import SIGNS

COPY = "the same words in a copy of the article"
MERGED = "put together in threads.yaml"
_PLACE = {name: place for place, name in enumerate(SIGNS)}
MOST_WORDS = 0.75
SAME_MEANING = 0.75
NEAR_MEANING = 0.6


def describe(contents: Contents, one: int, other: int, signs: Sequence[float]) -> str:
    """Return in words what two claims share.

    Args:
        contents: What claims say.
        one: Number of a claim.
        other: Number of another.
        signs: Their signs, in the order of ``SIGNS``.
    """
    sign = {name: signs[place] for name, place in _PLACE.items()}
    parts = [_likeness(contents, one, other, sign)]
    others = {number for _, numbers in contents.named[other] for number in numbers}
    if names := [name for name, numbers in contents.named[one] if others.intersection(numbers)]:
        parts.append(f"both name {' and '.join(names)}")
    if figures := _shared(contents.figures, one, other):
        parts.append(f"both say {', '.join(f'{figure:,.15g}' for figure in figures)}")
    elif sign["numbers differ"]:
        parts.append("other numbers")
    if sign["same source"]:
        parts.append("the same source")
    if sign["one denies"]:
        parts.append("one of them denies")
    return "; ".join(parts)


def _likeness(contents: Contents, one: int, other: int, sign: dict[str, float]) -> str:
    if bare(contents.texts[one]) == bare(contents.texts[other]):
        return "the same words"
    if sign["words"] >= MOST_WORDS:
        return "almost the same words"
    if sign["meaning"] >= SAME_MEANING:
        return "the same meaning"
    return "near in meaning" if sign["meaning"] >= NEAR_MEANING else "of one matter"


def _shared(lists: Lists, one: int, other: int) -> list[float]:
    ones, others = (lists.values[lists.starts[n] : lists.starts[n + 1]].tolist() for n in (one, other))
    return sorted(set(ones) & set(others))
