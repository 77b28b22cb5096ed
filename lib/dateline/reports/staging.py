"""The report folder: built beside its place and moved there when whole, so that no half report ever has the name."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline.errors import ReportError

RUN = "run.json"
_MARK = "dateline_report"


def check_output(output: Path) -> Path:
    """Return where a report is to go, if it may: a new folder, an empty one, or one that holds an earlier report.

    Raises:
        ReportError: Something else is there, and it would be lost.
    """
    target = output.resolve()
    with suppress(OSError):
        _restore(target)
    if target.exists() and not (target.is_dir() and (is_report(target) or not any(target.iterdir()))):
        message = f"{output} is there already and is no report of this kit. Choose another name with -o."
        raise ReportError(message)
    here = Path.cwd().resolve()
    if target == here or target in here.parents:
        message = f"{output} is the folder you are in, or holds it; a report replaces its folder. Choose another name."
        raise ReportError(message)
    return target


def is_report(folder: Path) -> bool:
    """Tell whether a folder is a report of this kit: whole reports have a ``run.json`` that says so."""
    try:
        return _MARK in json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, RecursionError):
        return False


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder beside the target; when the block ends without an error, it takes the target's place.

    Raises:
        ReportError: The folder cannot be written. The target is then as it was.
    """
    folder = _beside(target, "new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        folder.mkdir()
        yield folder
        _replace(target, folder)
    except OSError as error:
        message = f"The report {target.name} could not be written: {error.strerror or error}. Nothing was replaced."
        raise ReportError(message) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace(target: Path, folder: Path) -> None:
    old = _beside(target, "old")
    if target.exists():
        target.rename(old)
    try:
        folder.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, use: str) -> Path:
    # A name of fixed length: the target's own may already be as long as the file system takes.
    return target.parent / f"{_prefix(target, use)}{os.getpid()}"


def _prefix(target: Path, use: str) -> str:
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]
    return f".dateline-{digest}-{use}-"


def _restore(target: Path) -> None:
    """Put back a report whose replacement was killed between the two renames."""
    if not target.exists() and target.parent.is_dir():
        for old in sorted(target.parent.glob(f"{_prefix(target, 'old')}*")):
            if _abandoned(old):
                old.rename(target)
                return


def _sweep(target: Path) -> None:
    """Delete what runs that were killed left behind."""
    for use in ("new", "old"):
        for left in target.parent.glob(f"{_prefix(target, use)}*"):
            if _abandoned(left):
                shutil.rmtree(left, ignore_errors=True)


def _abandoned(folder: Path) -> bool:
    number = folder.name.rpartition("-")[2]
    if sys.platform == "win32" or not number.isdecimal():
        return False  # On Windows, asking whether a process lives would end it.
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
