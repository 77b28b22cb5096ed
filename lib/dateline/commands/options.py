"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def on_cluster(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--workers`` and ``--cluster``."""
    address = click.option(
        "--cluster", default=None, help="Address of a Dask scheduler that you trust, such as tcp://10.0.0.5:8786."
    )
    workers = click.option(
        "--workers", default=1, show_default=True, type=click.IntRange(1), help="Number of processes on this machine."
    )
    return workers(address(command))
