#!/usr/bin/env python3
"""Make the report in this bundle again, and say whether the same bytes come out.

Needs Python 3.11 or later and nothing else: the exact versions of all software are installed into a new folder beside
the bundle's. It runs the notebook in the bundle: do it for bundles of people you trust.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

DAMAGED, NOT_RUN = 3, 9
OLDEST = (3, 11)
START = "import dateline.cli; dateline.cli.main(prog_name='dateline')"
_MARK = "dateline-environment.txt"
_OURS = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "PYTHONNOUSERSITE", "__PYVENV_LAUNCHER__")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files, make the environment, and run the report again in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, help="folder for the report and the environment")
    parser.add_argument("--from", dest="depth", choices=("tags", "articles"), default="tags", help="where to begin")
    parser.add_argument("--articles", type=Path, help="corpus folder that has the articles' text, where this has not")
    parser.add_argument("--kit", type=Path, help="wheel of Dateline, where the bundle is without it")
    parser.add_argument("--wheels", type=Path, help="folder of wheels to install from instead of the network")
    options = parser.parse_args(arguments)
    bundle = Path(__file__).resolve().parent
    output = (options.output or bundle.with_name(f"{bundle.name}-again")).absolute()
    if faults := list(faults_of(bundle)):
        print(f"This bundle is damaged: {'; '.join(faults[:10])}. Get it again.", file=sys.stderr)
        return DAMAGED
    try:
        lock, kit = bundle / "data" / "environment" / "requirements.lock", options.kit or wheel_of(bundle)
        print(f"Installing the exact versions into {output / 'environment'}: some minutes …", flush=True)
        python = make_environment(output / "environment", lock=lock, kit=kit, wheels=options.wheels)
    except NoEnvironmentError as error:
        print(f"Error: {error}", file=sys.stderr)
        return NOT_RUN
    command = [*start(python), "rerun", "--here", str(bundle), "-o", str(output / "report"), "--from", options.depth]
    command += ["--articles", str(options.articles.absolute())] if options.articles else []
    return subprocess.run(command, env=clean_environment(), check=False).returncode


class NoEnvironmentError(Exception):
    """The environment cannot be made."""


def faults_of(bundle: Path) -> Iterator[str]:
    """Yield what is not as the bag's manifests of SHA-256 say."""
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        try:
            lines = (bundle / manifest).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            yield f"{manifest} is missing"
            continue
        for line in lines:
            expected, _, name = line.partition(" ")
            path = bundle / name.strip()
            if not path.is_file():
                yield f"{name.strip()} is missing"
            elif (found := sha256(path)) != expected:
                yield f"{name.strip()} has another SHA-256 (expected {expected}, found {found})"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wheel_of(bundle: Path) -> Path:
    """Return the wheel of Dateline in a bundle.

    Raises:
        NoEnvironmentError: The bundle is without it.
    """
    found = sorted((bundle / "data" / "environment").glob("*.whl"))
    if not found:
        raise NoEnvironmentError("This bundle is without Dateline itself. Give its wheel: --kit dateline-….whl")
    return found[0]


def make_environment(folder: Path, *, lock: Path, kit: Path, wheels: Path | None = None) -> Path:
    """Make a folder with its own Python packages: exactly those of the lock, and the kit.

    A folder that holds the same already is taken as it is.

    Args:
        folder: The folder; new, or made by this function.
        lock: The lock, with the hash of every package.
        kit: The kit's wheel.
        wheels: A folder of wheels to install from instead of the network.

    Returns:
        The Python of that folder.

    Raises:
        NoEnvironmentError: Something else is in the folder, Python is too old, or a package cannot be had.
    """
    if sys.version_info < OLDEST:
        raise NoEnvironmentError(
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed; this is {sys.version.split()[0]}."
        )
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark, locked, own = folder / _MARK, f"lock {sha256(lock)}\n", f"kit {sha256(kit)}\n"
    there = mark.read_text(encoding="utf-8") if mark.is_file() else ""
    if there == locked + own:
        return python
    if not there.startswith(locked):
        _install_lock(folder, python, lock, wheels)
    # Without the mark while the kit changes, so that an interruption leaves no environment that passes for whole.
    mark.unlink(missing_ok=True)
    _pip(python, "install", "--no-deps", "--no-index", "--force-reinstall", str(kit))
    mark.write_text(locked + own, encoding="utf-8")
    return python


def _install_lock(folder: Path, python: Path, lock: Path, wheels: Path | None) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        raise NoEnvironmentError(f"{folder} holds other files. Choose another place.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        venv.create(folder, with_pip=True)
    except subprocess.CalledProcessError as error:
        message = "Python's module venv does not work here; on Debian and Ubuntu: apt install python3-venv"
        raise NoEnvironmentError(message) from error
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    # Most modules of most packages are never used: those that are get compiled then.
    _pip(python, "install", "--no-compile", "--require-hashes", *source, "--requirement", str(lock))


def _pip(python: Path, *words: str) -> None:
    command = [str(python), "-I", "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *words]
    done = subprocess.run(
        command, env=clean_environment(), capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise NoEnvironmentError(f"The packages could not be installed.\n{done.stderr.strip()[-2000:]}")


def start(python: Path) -> list[str]:
    """Return the command that starts Dateline in an environment, whatever lies in the current folder."""
    return [str(python), "-I", "-c", START]


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would mix other packages in."""
    return {name: value for name, value in os.environ.items() if name not in _OURS}


if __name__ == "__main__":
    sys.exit(main())
