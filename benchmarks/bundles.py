"""How many bundles give the same bytes when their reports are made again elsewhere.

Reports of the sample with different notebooks and parameters are made and bundled twice, in different surroundings;
each bundle is verified, and its report is made again in a fresh environment that was installed from the bundle itself,
by another user, in another time zone, language, folder, with another hash seed, number of threads and umask. All files
but ``run.json`` are then compared here, byte for byte, whatever the command itself found; half of the runs begin with
the articles. There are two fresh environments, one of them in a folder whose name has a space and letters beyond ASCII;
they are used again and again, since what differs between runs is not what is installed.

Run: .venv/bin/python benchmarks/bundles.py [--number 50] [--place FOLDER] [--wheels FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NOBODY = 65534
COMMAND = "import dateline.cli; dateline.cli.main(prog_name='dateline')"
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Nairobi")
LANGUAGES = ("C", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8")
UMASKS = (0o022, 0o077, 0o002)
LIBRARIES: dict[str, Path] = {}
"""Where a copy of Python lies that another user can read, if this one's own cannot be read by others."""
PLAIN, OTHER = "plain", "ein Ordner, naïve 日本"


@dataclass(frozen=True, slots=True)
class Case:
    """A report to bundle: a notebook and its parameters."""

    notebook: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a case: whether two bundles and the report made again are the same, and how long it took."""

    bundled: bool
    verified: bool
    again: bool
    seconds: Mapping[str, float]
    said: str


def cases() -> list[Case]:
    """Return fifty reports of the sample that differ in notebook or parameters, the kinds of them mixed."""
    grids: dict[str, dict[str, Sequence[Any]]] = {
        "00-start-here": {"rows": (3, 5, 8)},
        "01-corpus-profile": {"stories_once": (False, True)},
        "02-term-frequency": {"period": ("day", "week", "month"), "top": (8, 20), "stem": (False, True)},
        "03-claim-timeline": {"confidence": (0.0, 0.5), "lanes": (5, 12), "stories_once": (False, True)},
        "04-keyness": {"compare": ("split_day", "outlet", "month"), "top": (10, 30), "stem": (False, True)},
        "05-concordance": {"pattern": ("dam", "said", "evacuat*"), "sort": ("left", "right", "article")},
        "06-sources": {"top": (8, 20), "agencies": (False, True)},
    }
    kinds = [[Case(name, row) for row in _grid(grid)] for name, grid in grids.items()]
    longest = max(map(len, kinds))
    return [kind[turn] for turn in range(longest) for kind in kinds if turn < len(kind)][:50]


def _grid(grid: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for values in product(*grid.values()):
        yield dict(zip(grid, values, strict=True))


def surroundings(number: int, home: Path) -> dict[str, str]:
    """Return the environment of the run of a number: no two in a row are alike in anything."""
    threads = str(number % 4 + 1)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
    return kept | {
        "HOME": str(home),
        "LD_LIBRARY_PATH": str(LIBRARIES.get("place", "")),
        "LANG": LANGUAGES[(number + 1) % len(LANGUAGES)],
        "LC_ALL": LANGUAGES[number % len(LANGUAGES)],
        "OMP_NUM_THREADS": threads,
        "OPENBLAS_NUM_THREADS": threads,
        "NUMBA_NUM_THREADS": str(number % 2 + 1),
        "PYTHONHASHSEED": str(number * 37 % 1000),
        "TZ": ZONES[number % len(ZONES)],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; exit with 1 where a byte differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=50, help="bundles")
    parser.add_argument("--place", type=Path, help="folder to keep everything in, environments included")
    parser.add_argument("--wheels", type=Path, help="folder of wheels to install from")
    options = parser.parse_args(arguments)
    made = measure(options.number, place=options.place, wheels=options.wheels)
    print(as_markdown(made))
    return 0 if all(one.bundled and one.verified and one.again for one in made) else 1


def section(number: int, *, wheels: Path | None = None) -> str:
    """Return the section on bundles of ``BENCHMARKS.md``."""
    return as_markdown(measure(number, wheels=wheels))


def measure(number: int, *, place: Path | None = None, wheels: Path | None = None) -> list[Made]:
    """Make, verify and run again so many bundles.

    Args:
        number: Bundles, at most fifty.
        place: Folder to keep everything in; else it is deleted.
        wheels: Folder of wheels to install from.
    """
    temporary = Path(tempfile.mkdtemp(prefix="bundles-", dir="/tmp" if place is None else None))
    folder = place or temporary
    try:
        for name in (PLAIN, OTHER):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path in (folder, folder / PLAIN, folder / OTHER):
            path.chmod(0o755)
        home = folder / PLAIN
        ours(home, 0, "read", ROOT / "data/sample/articles", "-o", "corpus")
        for words in (["tag", "corpus", "--topics", ROOT / "data/sample/topics.yaml"], ["copies", "corpus"]):
            ours(home, 0, *words)
        ours(home, 0, "threads", "corpus")
        found = []
        for turn, case in enumerate(cases()[:number]):
            found.append(one_case(folder, turn, case, wheels))
            print(f"{turn + 1}: {case} {found[-1]}", file=sys.stderr, flush=True)
        return found
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def ours(cwd: Path, number: int, *words: str | Path, code: int = 0) -> str:
    """Run a command of the kit as it is installed here, in the surroundings of a number; return what it printed."""
    environment = surroundings(number, cwd) | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    command = [sys.executable, "-c", COMMAND, *map(str, words)]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, umask=UMASKS[number % 3]
    )
    if done.returncode != code:
        sys.exit(f"{' '.join(map(str, words))} exited with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def one_case(folder: Path, turn: int, case: Case, wheels: Path | None) -> Made:
    """Make a report and two bundles of it, verify one, and make the report again in a fresh environment."""
    home, name = folder / PLAIN, f"report-{turn:02d}"
    given = [word for key, value in case.parameters.items() for word in ("-p", f"{key}={json.dumps(value)}")]
    clock = [time.monotonic()]
    ours(home, turn, "report", case.notebook, "--corpus", "corpus", "-o", name, *given)
    clock.append(time.monotonic())
    bundles = [home / f"{name}.crate.zip", folder / OTHER / f"{name}.crate.zip"]
    ours(home, turn, "bundle", name, "-o", bundles[0])
    clock.append(time.monotonic())
    ours(home, turn + 1, "bundle", name, "-o", bundles[1], "--corpus", home / "corpus")
    same = bundles[0].read_bytes() == bundles[1].read_bytes()
    clock.append(time.monotonic())
    ours(home, turn, "verify", bundles[0])
    clock.append(time.monotonic())
    where = folder / (PLAIN, OTHER)[turn % 2]
    python = environment(where, bundles[0], wheels)
    clock.append(time.monotonic())
    code, said = theirs(where, turn, python, bundles[turn % 2], "articles" if turn // 2 % 2 else "tags")
    clock.append(time.monotonic())
    again = code == 0 and contents(home / name) == contents(where / f"again-{turn}" / "report")
    steps = dict(zip(("report", "bundle", "second", "verify", "install", "rerun"), _gaps(clock), strict=True))
    for path in (*bundles, where / f"again-{turn}", home / name):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return Made(same, True, again, steps, "" if again else said)


def _gaps(clock: Sequence[float]) -> list[float]:
    return [round(after - before, 2) for before, after in pairwise(clock)]


def environment(where: Path, bundle: Path, wheels: Path | None) -> Path:
    """Return the Python of the fresh environment in a folder, installed from the bundle where it is not there yet."""
    sys.path.insert(0, str(ROOT / "lib"))
    from dateline.bundles.script import make_environment

    with tempfile.TemporaryDirectory() as temporary, zipfile.ZipFile(bundle) as archive:
        inside = {name.partition("/")[2].removeprefix("data/environment/"): name for name in archive.namelist()}
        lock, kit = "requirements.lock", next(name for name in inside if name.endswith(".whl"))
        for name in (lock, kit):
            (Path(temporary) / name).write_bytes(archive.read(inside[name]))
        place = where / "environment"
        python = make_environment(place, lock=Path(temporary) / lock, kit=Path(temporary) / kit, wheels=wheels)
    if os.geteuid() == 0 and not _open_to_all(Path(sys.base_prefix)):
        _move_python(place, where.parent / "python")
    return python


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o005 == 0o005 for path in (folder, *folder.parents))


def _move_python(environment: Path, copy: Path) -> None:
    """Let an environment use a copy of the Python that it was made from."""
    if not copy.exists():
        for name in ("bin", "lib"):
            shutil.copytree(Path(sys.base_prefix) / name, copy / name, symlinks=True)
    LIBRARIES["place"] = copy / "lib"
    settings = environment / "pyvenv.cfg"
    lines = settings.read_text(encoding="utf-8").splitlines()
    moved = [f"home = {copy / 'bin'}" if line.startswith("home") else line for line in lines]
    settings.write_text("\n".join([*moved, ""]), encoding="utf-8")


def theirs(where: Path, turn: int, python: Path, bundle: Path, depth: str) -> tuple[int, str]:
    """Make the report again as somebody else; return the exit code and what was said."""
    home = where / f"again-{turn}"
    home.mkdir()
    bundle.chmod(0o644)
    user: dict[str, Any] = {}
    if os.geteuid() == 0 and turn % 3:
        os.chown(home, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    command = [python, "-I", "-c", COMMAND, "rerun", "--here", bundle, "-o", home / "report", "--from", depth]
    done = subprocess.run(
        list(map(str, command)),
        cwd=home,
        env=surroundings(turn + 2, home),
        capture_output=True,
        text=True,
        check=False,
        umask=UMASKS[(turn + 1) % 3],
        **user,
    )
    return done.returncode, done.stdout + done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a report, but for the one that says when and where it was made."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "run.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def as_markdown(made: Sequence[Made]) -> str:
    """Return the section: the counts, and medians of the seconds that each step took."""
    counts = [
        ("the same bundle when made twice", sum(one.bundled for one in made)),
        ("passed verification", sum(one.verified for one in made)),
        ("the same report, byte for byte, when made again", sum(one.again for one in made)),
    ]
    steps = ("report", "bundle", "verify", "rerun")
    medians = {step: statistics.median(one.seconds[step] for one in made) for step in steps}
    installs = [one.seconds["install"] for one in made if one.seconds["install"] > 5]
    rows = [f"| {name} | {count} of {len(made)} |" for name, count in counts]
    timed = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in medians.items())
    fresh = ", ".join(f"{seconds:.0f} s" for seconds in installs) or "kept from an earlier run"
    return "\n".join(
        [
            "## Bundles",
            "",
            "Reports of the sample with different notebooks and parameters, bundled, verified, and made again in fresh",
            "environments: other user, time zone, language, folder, hash seed, threads, umask; half of them from the",
            "articles (`benchmarks/bundles.py`).",
            "",
            "| | bundles |",
            "| --- | --- |",
            *rows,
            "",
            f"Medians: {timed}. Installing a fresh environment: {fresh}.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
