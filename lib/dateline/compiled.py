"""Compiled loops over numbers, for where there is much to do: loading the compiler takes a few tenths of a second.

numba keeps the compiled code beside the file it is from, or in the user's cache folder where that cannot be written;
where neither can, each process compiles it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np

P = ParamSpec("P")
T = TypeVar("T")
Numbers = np.ndarray[Any, np.dtype[Any]]


def compiled(function: Callable[P, T]) -> Callable[P, T]:
    """Compile a function, which makes no arrays, when it is first called."""
    # Counting the references to arrays, as numba does at each call of another function, takes a third of the time.
    options: dict[str, Any] = {"nogil": True, "_nrt": False}
    try:
        kept: Callable[P, T] = numba.njit(cache=True, **options)(function)
    except RuntimeError:  # no folder for the compiled code can be written
        kept = numba.njit(**options)(function)
    return kept
