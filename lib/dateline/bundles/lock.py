"""The lock: every package with its version and hashes, and which of them the kit itself needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.errors import BundleError

_BLOCK = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_VIA = re.compile(r"^ +#(?: via)? +([A-Za-z0-9][^\s]*)", re.MULTILINE)
_PROJECT = "dateline"


def canonical(name: str) -> str:
    """Return a package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def trim_lock(lock: str, needed: Iterable[str]) -> str:
    """Return a lock without what only developing the kit needs.

    The lock says under each package which others asked for it; what is asked for by something kept is kept.

    Args:
        lock: ``requirements.lock``, as ``make lock`` writes it.
        needed: Names of the packages that the kit itself asks for.

    Raises:
        BundleError: A package that is needed is not in the lock.
    """
    head, *blocks = _BLOCK.split(lock)
    asked = {number: _asked_by(block) for number, block in enumerate(blocks)}
    names = {number: canonical(_pin(block)[0]) for number, block in enumerate(blocks)}
    kept, size = {canonical(name) for name in needed}, -1
    if lacking := sorted(kept - set(names.values())):
        message = f"requirements.lock lacks {', '.join(lacking)}. Bring it up to date: make lock"
        raise BundleError(message)
    while size != len(kept):
        size = len(kept)
        kept |= {names[number] for number, others in asked.items() if others & kept}
    return head + "".join(block for number, block in enumerate(blocks) if names[number] in kept)


def _asked_by(block: str) -> set[str]:
    return {canonical(name) for name in _VIA.findall(block)} - {_PROJECT}


def _pin(block: str) -> tuple[str, str]:
    found = _PIN.match(block)
    if not found:
        message = f'requirements.lock has a line without a version: "{block.splitlines()[0][:100]}". Run: make lock'
        raise BundleError(message)
    return found[1], found[2]


def locked_versions(lock: str) -> dict[str, list[str]]:
    """Return the versions in a lock by package; several where it depends on Python or the system."""
    found: dict[str, list[str]] = {}
    for block in _BLOCK.split(lock)[1:]:
        name, version = _pin(block)
        found.setdefault(canonical(name), []).append(version)
    return found


def other_versions(lock: str, found: Mapping[str, str | None]) -> list[str]:
    """Return a sentence for each package whose version is not the one in the lock.

    Args:
        lock: The lock.
        found: Versions by package; None where a package is not installed.
    """
    locked = locked_versions(lock)
    return [
        f"{name}: {' or '.join(locked[canonical(name)])} in the lock, {version or 'not installed'} here"
        for name, version in sorted(found.items())
        if canonical(name) in locked and version not in locked[canonical(name)]
    ]
