"""Running the parts of a job: in this process or on a cluster, with what is left to do when a worker dies."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any, Generic, TypeVar

from dateline.cluster import SECONDS, Cluster, ClusterError
from dateline.errors import DatelineError
from dateline.folders import NoSpaceError
from dateline.text import count_text

Job = TypeVar("Job")
Result = TypeVar("Result")
SHOWN = 3
"""Parts that an error names."""
WAIT = 5
"""Seconds after which it is looked whether there still are workers."""
SETTLED = 2.0
"""Seconds without a worker's coming or going after which none is still starting."""
LOCK = threading.Lock()
"""One part at a time in a process: engines are made for that, and a worker may have several threads."""


class PartsError(DatelineError):
    """Some parts of a job could not be done; all others are done and kept.

    Attributes:
        failed: What each of them is, and what went wrong.
    """

    def __init__(self, message: str, *, failed: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.failed = list(failed)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What a part gave, or what went wrong.

    Attributes:
        value: What it gave.
        problem: What went wrong; empty where nothing did.
        stops: Whether the other parts would fare no better.
        trace: The traceback, as text.
    """

    value: Result | None = None
    problem: str = ""
    stops: bool = False
    trace: str = ""


def run_parts(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    *,
    cluster: Cluster,
    check: Callable[[], None],
    total: int | None = None,
    failed: Callable[[Job, str], None] | None = None,
) -> Iterator[tuple[Job, Result]]:
    """Run the parts of a job and yield each with what it gave, as they are done.

    A part that raises an error is left out, and so is one whose worker process dies when it runs alone; the others are
    done first. A job of a single part is not worth the start of worker processes and is done in this one.

    Args:
        work: What is done with a part: a function of a module, which every worker has.
        jobs: The parts that are left to do; ``str`` of one says which it is.
        cluster: Where they run.
        check: Called before the first part runs on a cluster; raises an error where its workers are not fit.
        total: Number of parts of the whole job, with those that are done.
        failed: Takes each part that could not be done, and what went wrong; without it this is an error at the end.

    Raises:
        PartsError: Some parts could not be done. Those after a full disk, or on a worker that is not fit, were not
            begun.
        ClusterError: The cluster is gone, or all of its workers are.
    """
    todo, problems, trace = list(jobs), list[tuple[str, str]](), ""
    if cluster.in_process or not todo or (cluster.address is None and (total or len(todo)) <= 1):
        done: Iterator[tuple[Job, Outcome[Result]]] = ((job, attempt(work, job)) for job in todo)
    else:
        check()
        done = _on_cluster(work, todo, cluster)
    for job, outcome in done:
        if outcome.stops:
            raise _noted(PartsError(f"{outcome.problem} {_KEPT}", failed=[(str(job), outcome.problem)]), outcome.trace)
        if not outcome.problem:
            yield job, outcome.value  # type: ignore[misc]
        elif failed:
            failed(job, outcome.problem)
        else:
            problems.append((str(job), outcome.problem))
            trace = trace or outcome.trace
    if problems:
        raise _noted(_failed(problems, len(todo)), trace)


_KEPT = "What is done is kept: run this again, and it goes on from there."


def _failed(failed: list[tuple[str, str]], number: int) -> PartsError:
    shown = "; ".join(f"{name}: {problem}" for name, problem in failed[:SHOWN])
    more = f" (and {len(failed) - SHOWN:,} more)" if len(failed) > SHOWN else ""
    return PartsError(f"{len(failed):,} of {count_text(number, 'part')} failed: {shown}{more}. {_KEPT}", failed=failed)


def _noted(error: PartsError, trace: str) -> PartsError:
    if trace:
        error.add_note(trace)
    return error


def attempt(work: Callable[[Job], Result], job: Job) -> Outcome[Result]:
    """Do the work of a part, and return what it gave or what went wrong; called on workers."""
    try:
        with LOCK:
            return Outcome(work(job))
    except (ClusterError, NoSpaceError) as error:
        return Outcome(problem=str(error), stops=True)
    except Exception as error:
        return Outcome(problem=f"{type(error).__name__}: {error}", trace=traceback.format_exc())


def _on_cluster(
    work: Callable[[Job], Result], jobs: Sequence[Job], cluster: Cluster
) -> Iterator[tuple[Job, Outcome[Result]]]:
    """Run parts; those that were on a worker when it died, the guilty and the innocent, again alone."""
    blamed, wanted = list[Job](), _workers(cluster)
    for job, outcome in _spread(work, jobs, cluster):
        if outcome is None:
            blamed.append(job)
        else:
            yield job, outcome
    for job, outcome in _spread(work, blamed, cluster, at_once=1, wanted=wanted):
        yield job, outcome or Outcome(problem="the worker process that ran it died, and again when it ran alone")
    if blamed:
        _settle(cluster, wanted)


def _spread(
    work: Callable[[Job], Result], jobs: Sequence[Job], cluster: Cluster, *, at_once: int = 0, wanted: int = 1
) -> Iterator[tuple[Job, Outcome[Result] | None]]:
    """Yield parts with their outcomes as they are done; None for one that is blamed for the death of a worker."""
    waiting, flying = iter(jobs), dict[Any, Job]()
    try:
        while True:
            # Few more than are running: what waits on a worker is blamed with what runs there.
            room = at_once or 2 * _workers(cluster)
            for job in islice(waiting, max(room - len(flying), 0)):
                if at_once:
                    _settle(cluster, wanted)
                flying[cluster.client.submit(attempt, work, job, pure=False, retries=0)] = job
            if not flying:
                return
            for future in _finished(cluster, list(flying)):
                yield flying.pop(future), _outcome(future, cluster)
    finally:
        if flying:
            cluster.client.cancel(list(flying), force=True)


def _settle(cluster: Cluster, wanted: int) -> None:
    """Wait until workers have come back: one that dies while it starts is given up by its nanny."""
    seen, since, begin = set[str](), time.monotonic(), time.monotonic()
    while time.monotonic() - begin < SECONDS:
        now = set(cluster.client.nthreads())
        if now != seen:
            seen, since = now, time.monotonic()
        if seen and time.monotonic() - since > (SETTLED if len(seen) >= wanted else 10 * SETTLED):
            return
        time.sleep(SETTLED / 10)


def _workers(cluster: Cluster) -> int:
    return max(len(cluster.client.nthreads()), 1)


def _finished(cluster: Cluster, flying: list[Any]) -> list[Any]:
    wait = import_module("distributed").wait
    alone = 0
    while True:
        try:
            with cluster.client.as_current():
                found: list[Any] = list(wait(flying, timeout=WAIT, return_when="FIRST_COMPLETED").done)
            return found
        except TimeoutError:
            alone = 0 if cluster.client.nthreads() else alone + WAIT
        except Exception as error:
            raise _gone(cluster, f"{type(error).__name__}: {error}") from None
        if alone >= SECONDS:
            raise _gone(cluster, "no worker is left")


def _outcome(future: Any, cluster: Cluster) -> Outcome[Any] | None:
    from distributed.scheduler import KilledWorker

    try:
        found: Outcome[Any] = future.result()
        return found
    except KilledWorker:
        return None
    except CancelledError:
        raise _gone(cluster, "it gave up a part") from None
    except Exception as caught:
        error = caught
    # The work itself raises nothing: the worker could not even begin, or not send what it gave.
    return Outcome(problem=f"A worker is not fit ({type(error).__name__}: {error}).", stops=True)


def _gone(cluster: Cluster, why: str) -> ClusterError:
    return ClusterError(f"Work on {cluster.name} broke off: {why}. {_KEPT}")
