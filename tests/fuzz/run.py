"""Read damaged and harmful files by the thousand: ``python tests/fuzz/run.py --number 10000 --seed 1``.

Each file is read by a process that may take so much time and memory; every one must end in articles or refusals,
nothing may be written outside of the corpus folder. Prints what was seen; exits with 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from damage import damaged, harmful
from specimens import specimens

SECONDS = 10.0
GIGABYTES = 2.0


def main() -> None:
    """Read files until the number is reached; say how many, and what broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000, help="damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="processor time a file may take")
    parser.add_argument("--keep", type=Path, help="folder for files that broke a promise")
    parser.add_argument("--more", type=Path, action="append", default=[], help="another folder of whole files")
    parser.add_argument("--without-harmful", action="store_true", help="damaged files only")
    given = parser.parse_args()
    seen: Counter[str] = Counter()
    broken: list[str] = []
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        reader = _Reader(Path(folder))
        for number, (name, data) in enumerate(_files(given)):
            outcome = reader.read(name, data)
            slowest = max(slowest, (outcome["seconds"], f"{number} {name}"))
            seen.update(outcome["seen"])
            problem = _problem(outcome, given.seconds)
            if problem:
                broken.append(f"file {number}, {name}: {problem}")
                print(broken[-1], flush=True)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{number}-{name}").write_bytes(data)
        peak = reader.peak
        reader.close()
    print(f"{seen.pop('files'):,} files; " + ", ".join(f"{count:,} {what}" for what, count in sorted(seen.items())))
    print(
        f"slowest {slowest[0]:.1f} s of processor time ({slowest[1]}); most memory {peak:.2f} GB; {len(broken)} broken"
    )
    if peak > GIGABYTES or broken:
        sys.exit(1)


def _files(given: Any) -> Iterator[tuple[str, bytes]]:
    if not given.without_harmful:
        yield from harmful()
    rng, whole = random.Random(given.seed), specimens(given.more)
    yield from ((name, data) for name, data in whole if not name.startswith("."))
    for _ in range(given.number):
        name, data = damaged(whole, rng)
        # Hidden files are passed over on purpose.
        yield name.lstrip(".") or "unnamed", data


def _problem(outcome: dict[str, Any], seconds: float) -> str:
    if outcome["error"]:
        return str(outcome["error"])
    if not outcome["seen"]["articles"] + outcome["seen"]["refused"]:
        return "neither an article nor a refusal"
    if outcome["outside"]:
        return f"written outside: {outcome['outside']}"
    return f"{outcome['seconds']:.1f} s" if outcome["seconds"] > seconds else ""


class _Reader:
    """A process of its own that reads one file after the other; it is replaced when it dies or hangs."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.peak = folder, 0.0
        self._start()

    def _start(self) -> None:
        self._near, far = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_serve, args=(far,), daemon=True)
        self._process.start()
        far.close()

    def read(self, name: str, data: bytes) -> dict[str, Any]:
        """Read a file into a corpus and return what came of it."""
        room = self._folder / "room"
        room.mkdir(exist_ok=True)
        for old in room.iterdir():
            old.unlink()
        (room / name).write_bytes(data)
        before = set(self._folder.rglob("*"))
        self._near.send((str(room), str(self._folder / "corpus")))
        if not self._near.poll(30 * SECONDS):
            self._process.kill()
            self._start()
            return {"error": "hangs", "seconds": 30 * SECONDS, "seen": Counter(files=1), "outside": []}
        try:
            outcome: dict[str, Any] = self._near.recv()
        except EOFError:
            self._start()
            return {"error": "the process died", "seconds": 0.0, "seen": Counter(files=1), "outside": []}
        self.peak = max(self.peak, outcome["peak"])
        corpus = self._folder / "corpus"
        new = [str(path) for path in set(self._folder.rglob("*")) - before if corpus not in {path, *path.parents}]
        return outcome | {"outside": new}

    def close(self) -> None:
        """End the process."""
        self._near.send(None)
        self._process.join(10)


def _serve(pipe: Any) -> None:
    import resource
    import shutil

    from dateline.errors import NothingReadError
    from dateline.intake import read_corpus

    os.chdir(tempfile.gettempdir())
    while job := pipe.recv():
        room, corpus = job
        shutil.rmtree(corpus, ignore_errors=True)
        began, error, seen = time.process_time(), "", Counter(files=1, articles=0, refused=0)
        try:
            _, summary = read_corpus(room, corpus)
            seen.update(articles=summary.articles, refused=summary.refused)
        except NothingReadError as nothing:
            seen.update(refused=len(nothing.rejected))
        except BaseException as caught:
            error = f"{type(caught).__name__}: {str(caught)[:300]}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        pipe.send({"error": error, "seconds": time.process_time() - began, "seen": seen, "peak": peak})


if __name__ == "__main__":
    main()
