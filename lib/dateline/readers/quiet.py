"""Silence for libraries that remark on ill-formed files, of which there are many, on the user's screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Keep the log messages of a library back while it reads a file.

    Args:
        library: Name of its logger.
    """
    log = logging.getLogger(library)
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)
