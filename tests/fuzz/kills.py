"""Kill the kit at random moments, or fill its disk, and look at what is left and at what the next run makes of it.

For tagging, reporting and bundling: the process is killed (SIGKILL) at moments drawn at random from as long as an
undisturbed run takes. Afterwards nothing half-made may bear a final name, and the next run must end with the same bytes
as an undisturbed one. With --disk the work is done on small file systems (tmpfs, as root) that are full at some moment.

Run: python tests/fuzz/kills.py [--number 100] [--disk]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

COMMAND = "import dateline.cli; dateline.cli.main(prog_name='dateline')"
REPORT, BUNDLE = "report", "report.crate.zip"
TEXT = 'The dam at {place} has cracks, the engineer Ana Ruiz said on Tuesday. "Nobody should sleep here," she added.'
PLACES = ("Tarrow", "Dolna", "Ostrel", "Kestrin")
SIZES = (4, 8, 12, 20, 48, 120, 400, 1200)
"""Blocks of 4 KiB that a file system has left when the work begins."""


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work: its command, the file or folder that it makes, and how to say that this is whole."""

    name: str
    words: Sequence[str]
    whole: Callable[[Path], bool]


def steps() -> list[Step]:
    """Return the three pieces of work."""
    return [
        Step("tagging", ["tag", "corpus"], _tables_whole),
        Step("reporting", ["report", "00-start-here", "--corpus", "corpus", "-o", REPORT], _report_whole),
        Step("bundling", ["bundle", REPORT, "-o", BUNDLE, "--any-versions", "--no-kit"], _bundle_whole),
    ]


def _tables_whole(folder: Path) -> bool:
    """Tell whether every table under its final name can be read."""
    for path in (folder / "corpus").glob("*.parquet"):
        pq.read_table(path)
    return True


def _report_whole(folder: Path) -> bool:
    """Tell whether a report is not there, or has everything."""
    names = ("run.json", "report.html", "report.ipynb", "report.pdf")
    return not (folder / REPORT).exists() or all((folder / REPORT / name).is_file() for name in names)


def _bundle_whole(folder: Path) -> bool:
    """Tell whether a bundle is not there, or passes verification."""
    from dateline.bundles import verify_bundle

    return not (folder / BUNDLE).exists() or not verify_bundle(folder / BUNDLE).faults


def begin(folder: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command of the kit in a folder."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", COMMAND, *words], cwd=folder, **quiet)  # type: ignore[call-overload, no-any-return]


def finish(folder: Path, words: Sequence[str]) -> None:
    """Run a command to its end.

    Raises:
        AssertionError: It failed.
    """
    process = begin(folder, words)
    _, error = process.communicate()
    assert process.returncode == 0, error.decode()


def made(folder: Path) -> dict[str, str]:
    """Return the hashes of all files that can be seen, but for the report's times, and what only hidden ones keep."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if path.is_file() and not hidden and path.name not in ("run.json", BUNDLE):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def undisturbed(folder: Path) -> dict[str, float]:
    """Do all steps in a new folder; return how long each took. A copy of the folder before each step is kept beside."""
    (folder / "articles").mkdir(parents=True)
    for number in range(24):
        text = TEXT.format(place=PLACES[number % len(PLACES)])
        (folder / "articles" / f"{number}.txt").write_text(f"Dam {number}\n\n{text} Case {number}.\n", encoding="utf-8")
    finish(folder, ["read", "articles", "-o", "corpus", "--published", "2025-03-05"])
    took = {}
    for step in steps():
        shutil.copytree(folder, folder.with_name(f"before-{step.name}"))
        started = time.monotonic()
        finish(folder, step.words)
        took[step.name] = time.monotonic() - started
        shutil.copytree(folder, folder.with_name(f"after-{step.name}"))
    return took


def kill(place: Path, step: Step, wait: float) -> str:
    """Kill a step after some seconds; return what is wrong afterwards, or nothing."""
    folder = place / "trial"
    shutil.copytree(place / f"before-{step.name}", folder)
    try:
        process = begin(folder, step.words)
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        return _judge(place, folder, step)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _judge(place: Path, folder: Path, step: Step) -> str:
    """Return what is wrong with what an interrupted step left, or with what the next run makes of it."""
    try:
        if not step.whole(folder):
            return "something half-made bears its final name"
        finish(folder, step.words)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    after = place / f"after-{step.name}"
    if made(folder) != made(after):
        return "the next run ends with other bytes"
    if step.name == "bundling" and (folder / BUNDLE).read_bytes() != (after / BUNDLE).read_bytes():
        return "the next run makes another bundle"
    return ""


def fill(place: Path, step: Step, blocks: int) -> str:
    """Do a step on a file system with so many blocks left; return what is wrong, or nothing."""
    before, disk = place / f"before-{step.name}", place / "disk"
    used = sum(path.stat().st_blocks for path in before.rglob("*") if path.is_file()) // 8 + 400
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={(used + blocks) * 4}k", "tmpfs", disk], check=True)
    try:
        shutil.copytree(before, disk / "trial")
        with (disk / "ballast").open("wb") as ballast:
            ballast.write(b"\0" * (_left(disk) - blocks * 4096))
        process = begin(disk / "trial", step.words)
        _, error = process.communicate()
        if b"Traceback" in error:
            return f"a traceback instead of an error: {error.decode()[-300:]}"
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        return _judge(place, disk / "trial", step)
    finally:
        subprocess.run(["umount", disk], check=True)


def _left(disk: Path) -> int:
    facts = os.statvfs(disk)
    return facts.f_bavail * facts.f_frsize


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what went wrong, and the counts; exit with 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=100, help="kills, a third of them for each piece of work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--disk", action="store_true", help="fill disks too; needs root")
    options = parser.parse_args(arguments)
    chance, wrong, done = random.Random(options.seed), 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        took = undisturbed(place / "work")
        trials: list[tuple[str, Step, Callable[[Step], str]]] = []
        for number in range(options.number):
            step = steps()[number % 3]
            wait = chance.uniform(0.1, took[step.name] * 1.1)
            trials.append((f"killed after {wait:.2f} s", step, lambda step, wait=wait: kill(place, step, wait)))
        for step in steps() if options.disk else []:
            for blocks in SIZES:
                trials.append((f"{blocks} blocks left", step, lambda step, blocks=blocks: fill(place, step, blocks)))
        for what, step, trial in trials:
            said = trial(step)
            done, wrong = done + 1, wrong + bool(said)
            if said:
                print(f"{step.name}, {what}: {said}", flush=True)
        print(f"{done - wrong} of {done} ended with the same bytes and nothing half-made ({took})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
