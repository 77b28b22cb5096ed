"""What goes wrong in the worker processes of the tests: loaded by Dask whenever one starts (as a preload)."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

DEADLY = "Xyzzy"
"""An article with this word kills each process that tags it, a file each that reads it."""
DEADLY_ONCE = "Plugh"
"""An article with this word kills the first process that tags it."""
LOG = "FAULTS_LOG"
"""Environment variable: the file that lists the articles of each part that was begun."""


def dask_setup(worker: Any) -> None:
    """Be called by Dask when a worker has started."""
    from dateline import intake, jobs

    read, tag, log = intake.read_batch, jobs.tag_articles, Path(os.environ[LOG])

    def faulty(articles: Any, **options: Any) -> Any:
        before = log.read_text() if log.exists() else ""
        with log.open("a") as file:
            file.write(" ".join(articles["id"]) + "\n")
        text = " ".join(articles["text"])
        if DEADLY in text or (DEADLY_ONCE in text and " ".join(articles["id"]) not in before):
            os.kill(os.getpid(), signal.SIGKILL)
        return tag(articles, **options)

    def deadly(batch: Any) -> Any:
        if any(DEADLY in path.name for path, _ in batch.files):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(batch)

    jobs.tag_articles, intake.read_batch = faulty, deadly
