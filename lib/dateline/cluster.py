"""The same work over Dask: on a cluster by its address, or on worker processes of this machine."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

from dateline.errors import DatelineError
from dateline.folders import absolute, as_folder, on_disk
from dateline.text import count_text, sha256

SECONDS = 60
"""How long a cluster is waited for that has no worker (yet, or any more)."""
SAME = ("numpy", "onnxruntime", "pandas", "pyarrow", "tokenizers")
"""Packages whose version may show in a table's bytes."""
LOCAL = {
    # One death is enough to be looked at: what is blamed for it is tried again alone.
    "distributed.scheduler.allowed-failures": 0,
    "distributed.worker.daemon": True,
}


class ClusterError(DatelineError):
    """A cluster does not answer, or its workers are not fit for the work."""


class Cluster:
    """Where parts of the work run: in this process, on worker processes of this machine, or on a cluster.

    A cluster is connected to, and local workers are started, when there is work for them; ``close``, or the end of a
    ``with`` block, ends that. Local workers listen on the loopback interface only.

    Args:
        address: Address of a Dask scheduler, such as "tcp://10.0.0.5:8786".
        workers: Number of worker processes where no address is given; 1 works in this process.
        security: A ``distributed.Security``, for a cluster that speaks TLS; else Dask's own configuration counts.
    """

    chosen: ClassVar[Cluster | None] = None
    """What ``use_cluster`` chose."""

    def __init__(self, address: str | None = None, *, workers: int = 1, security: Any = None) -> None:
        self.address, self.workers, self.security = address or None, workers, security
        self._client: Any = None
        self._local: Any = None
        self._checked: set[tuple[str, bool]] = set()

    @property
    def in_process(self) -> bool:
        """Whether all work is done in this process."""
        return self.address is None and self.workers <= 1

    @property
    def name(self) -> str:
        """What it is, in words."""
        return f"the cluster at {self.address}" if self.address else "the worker processes"

    @property
    def client(self) -> Any:
        """The ``distributed.Client``; the first call connects, or starts the workers.

        Raises:
            ClusterError: No cluster answers at the address, or it has no workers.
        """
        if self._client is None:
            self._client = self._connect() if self.address else self._start()
        return self._client

    def _connect(self) -> Any:
        dask = import_module("distributed")
        try:
            client = dask.Client(self.address, security=self.security, timeout=f"{SECONDS}s", set_as_default=False)
        except (OSError, ValueError, TimeoutError, RuntimeError, TypeError) as error:
            message = f"No Dask scheduler answers at {self.address} ({error or type(error).__name__})."
            raise ClusterError(f"{message} Give the address that it printed when it was started.") from None
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            client.close()
            raise ClusterError(
                f"The cluster at {self.address} has no worker after {SECONDS} seconds. Start some, then run this again."
            ) from None
        return client

    def _start(self) -> Any:
        dask = import_module("distributed")
        options: dict[str, Any] = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
        with import_module("dask").config.set(LOCAL):
            try:
                self._local = dask.LocalCluster(n_workers=self.workers, processes=True, silence_logs=50, **options)
            except (RuntimeError, OSError, TimeoutError) as error:
                raise ClusterError(
                    f"No worker processes could be started ({error}). In a script, what starts them must stand under"
                    ' if __name__ == "__main__":, since each of them loads the script.'
                ) from None
            return dask.Client(self._local, set_as_default=False)

    def check(self, folder: Path | None = None, *, tagger: bool = False) -> None:
        """Check, before work begins, that every worker has this kit, sees the corpus folder, and can write into it.

        Args:
            folder: The corpus folder; None where workers need none.
            tagger: Whether the tagger is needed.

        Raises:
            ClusterError: It says which worker lacks what.
        """
        place = "" if folder is None else str(absolute(folder))
        key = (place, tagger)
        if key in self._checked:
            return
        found = self.client.run(worker_facts, place, tagger=tagger, on_error="return")
        wanted = worker_facts(place, tagger=tagger)
        problems = {worker: _problem(facts, wanted) for worker, facts in sorted(found.items())}
        wrong = [f"{worker} {problem}" for worker, problem in problems.items() if problem]
        if wrong:
            more = f" (and {count_text(len(wrong) - 3, 'worker')} more)" if len(wrong) > 3 else ""
            raise ClusterError(
                f"{len(wrong)} of {count_text(len(found), 'worker')} cannot do this work: {'; '.join(wrong[:3])}{more}."
                " Install the same packages on every machine (requirements.lock), and give a folder that all of them"
                " see under the same path."
            )
        self._checked.add(key)

    def close(self) -> None:
        """Close the connection, and end the worker processes of this machine."""
        client, local, self._client, self._local = self._client, self._local, None, None
        self._checked.clear()
        for one in (client, local):
            if one is not None:
                one.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if Cluster.chosen is self:
            Cluster.chosen = None
        self.close()

    def __repr__(self) -> str:
        if self.in_process:
            return "Cluster: none, all work is done in this process"
        return f"Cluster: {self.address or f'{self.workers:,} worker processes on this machine'}"


def use_cluster(address: str | None = None, *, workers: int = 1, security: Any = None) -> Cluster:
    """Choose where tagging, counting and reading of corpus folders run from now on.

    A scheduler and its workers run what they are sent, and send pickles back: use only a cluster that you trust.

    Args:
        address: Address of a Dask scheduler; None for this machine.
        workers: Number of worker processes on this machine where no address is given; 1 for none but this process.
        security: A ``distributed.Security`` for a cluster that speaks TLS.

    Returns:
        What was chosen. As a context manager it is closed at the end, and work is done in this process again.

    Raises:
        ClusterError: No cluster answers at the address, or it has no workers.

    >>> import dateline as dl
    >>> dl.use_cluster(workers=1)
    Cluster: none, all work is done in this process
    """
    chosen = Cluster(address, workers=workers, security=security)
    if chosen.address:
        _ = chosen.client
    if Cluster.chosen is not None:
        Cluster.chosen.close()
    Cluster.chosen = chosen
    return chosen


@contextmanager
def chosen_cluster(cluster: str | Cluster | None = None, *, workers: int = 1) -> Iterator[Cluster]:
    """Give where to work: what is asked for, for this once, or what ``use_cluster`` chose.

    Args:
        cluster: An address, or a cluster, which is left open.
        workers: Number of processes where no cluster is given.
    """
    if isinstance(cluster, Cluster):
        yield cluster
    elif cluster is None and workers <= 1:
        yield Cluster.chosen or Cluster()
    else:
        with Cluster(cluster, workers=workers) as own:
            yield own


def worker_facts(folder: str, *, tagger: bool) -> dict[str, str]:
    """Return what must be the same on a worker as here; called on every worker."""
    from dateline.analysis.term_table import engine_version as counting
    from dateline.readers.reading import reading_version as reading
    from dateline.tagging import engine_version as tagging
    from dateline.tagging.model import ModelError, load_tagger

    facts = {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Unicode": unicodedata.unidata_version,
        "dateline's engines": f"{tagging()}, {counting()}, {sha256(reading({}))[:16]}",
    }
    if folder:
        facts["the corpus folder"] = _content(as_folder(folder) / "corpus.json")
    for package in SAME:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = "none"
    if tagger:
        try:
            load_tagger()
            facts["the tagger"] = "there"
        except (ModelError, ImportError) as error:
            facts["the tagger"] = str(error)
    return facts


def _content(path: Path) -> str:
    try:
        found = sha256(path.read_text(encoding="utf-8"))[:12]
    except (OSError, ValueError) as error:
        return f"not to be read ({type(error).__name__})"
    return found if not on_disk(path) or os.access(path.parent, os.W_OK) else f"{found}, but not to be written"


def _problem(facts: Mapping[str, str] | Exception, wanted: Mapping[str, str]) -> str:
    """Return what a worker lacks; empty where nothing."""
    if isinstance(facts, Exception):
        # What the worker could not even load comes as the text of the error.
        text = str(facts) or type(facts).__name__
        unknown = isinstance(facts, ImportError | AttributeError) or "ModuleNotFoundError" in text
        return f"has no dateline, or another version of it ({text})" if unknown else f"does not answer ({text})"
    different = [f"{what}: {facts[what]} there, {here} here" for what, here in wanted.items() if facts[what] != here]
    return f"is different ({', '.join(different)})" if different else ""
