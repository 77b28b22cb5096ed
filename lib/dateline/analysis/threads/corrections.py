"""What the user knows better of threads: which are one, which claims say different things, what a thread is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError

MOST_SHOWN = 10


class ThreadsError(DatelineError):
    """Corrections of threads cannot be used; ``path`` names the file that they come from."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of threads, by ids of claims; a thread bears the id of its first claim.

    Attributes:
        merge: Lists of claims whose threads are one.
        split: Lists of claims that are each in a thread of their own.
        name: Claim → what its thread is called.
    """

    merge: Sequence[Sequence[str]] = ()
    split: Sequence[Sequence[str]] = ()
    name: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.merge) + len(self.split) + len(self.name)


def number_claims(corrections: Corrections, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the claims that corrections speak of.

    Args:
        corrections: The corrections.
        ids: Ids of all claims, in order.

    Raises:
        ThreadsError: There is no such claim.
    """
    used = dict.fromkeys(id for listed in (*corrections.merge, *corrections.split) for id in listed)
    used |= dict.fromkeys(corrections.name)
    numbers = {id: number for number, id in enumerate(ids) if id in used}
    unknown = [id for id in used if id not in numbers]
    if unknown:
        wrong = ", ".join(f'"{id:.40}"' for id in unknown[:MOST_SHOWN])
        more = f" and {len(unknown) - MOST_SHOWN} more" if len(unknown) > MOST_SHOWN else ""
        message = f"No claim has the id {wrong}{more}. Copy ids from the list under threads, or take the line out."
        raise ThreadsError(message)
    return numbers


def pairs_apart(corrections: Corrections, numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the pairs of claims that are kept apart, the later first."""
    found = set()
    for listed in corrections.split:
        places = sorted({numbers[id] for id in listed})
        found |= {(late, early) for place, late in enumerate(places) for early in places[:place]}
    return sorted(found)


def merge_threads(
    threads: NDArray[np.int64], corrections: Corrections, numbers: Mapping[str, int]
) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """Put threads together that are one; return all, and the firsts that were put to an earlier one.

    Args:
        threads: The first claim of each claim's thread.
        corrections: The corrections.
        numbers: Numbers of the claims that these speak of.

    Raises:
        ThreadsError: Threads that are one would hold claims that are kept apart.
    """
    first: dict[int, int] = {}

    def root(thread: int) -> int:
        while thread in first:
            thread = first[thread]
        return thread

    for listed in corrections.merge:
        roots = sorted({root(int(threads[numbers[id]])) for id in listed})
        first |= dict.fromkeys(roots[1:], roots[0])
    merged = threads.copy()
    for thread in first:
        merged[threads == thread] = root(thread)
    for one, other in _both(corrections.split):
        if merged[numbers[one]] == merged[numbers[other]]:
            message = (
                f"split keeps {one} and {other} apart, merge puts their threads together. Take one of the two out."
            )
            raise ThreadsError(message)
    return merged, sorted((thread, root(thread)) for thread in first)


def _both(lists: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for listed in lists:
        yield from ((one, other) for place, one in enumerate(listed) for other in listed[:place])


def name_threads(threads: NDArray[np.int64], corrections: Corrections, numbers: Mapping[str, int]) -> dict[int, str]:
    """Return the names that the user gives to threads, by their first claims.

    Raises:
        ThreadsError: A thread has two names.
    """
    found: dict[int, str] = {}
    for id, name in corrections.name.items():
        thread = int(threads[numbers[id]])
        if found.setdefault(thread, name) != name:
            message = f'The thread of {id} is named "{found[thread]:.60}" and "{name:.60}". Take one of the two out.'
            raise ThreadsError(message)
    return found
