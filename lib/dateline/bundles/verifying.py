"""Verifying: every byte against the manifests, the crate against its profile, versions against what is installed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from dateline.bundles.archive import open_archive
from dateline.bundles.bag import Blocks, Fault, find_faults
from dateline.bundles.layout import (
    BUNDLE,
    DAMAGED,
    FORMAT,
    GOOD,
    METADATA,
    NO_CRATE,
    OTHER_VERSIONS,
    PAYLOAD,
    RUN,
)
from dateline.bundles.profile import LARGEST, find_breaches
from dateline.errors import BundleError

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found.

    Attributes:
        files: Number of files looked at.
        size: Their bytes.
        faults: Files that are not as the manifests say.
        breaches: What the crate lacks of its profile, in sentences.
        versions: Packages that are installed in another version, or not at all: name, expected and found.
        title: What the bundle is called.
    """

    files: int
    size: int
    faults: list[Fault] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    versions: list[tuple[str, str, str]] = field(default_factory=list)
    title: str = ""

    @property
    def code(self) -> int:
        """What the command exits with: that of the gravest thing found."""
        if self.faults:
            return DAMAGED
        if self.breaches:
            return NO_CRATE
        return OTHER_VERSIONS if self.versions else GOOD


def verify_bundle(path: str | Path) -> Verdict:
    """Check a bundle without running or writing anything of it.

    Args:
        path: The archive, or the folder that came out of it.

    Raises:
        BundleError: There is none, or it is unsafe to unpack.
    """
    with opened(Path(path)) as (names, blocks):
        sizes: dict[str, int] = {}
        faults = find_faults(names, _counting(blocks, sizes))
        files, size = len(names), sum(sizes.values())
        if faults:
            return Verdict(files, size, faults)
        payload = {name.removeprefix(f"{PAYLOAD}/") for name in names if name.startswith(f"{PAYLOAD}/")}
        if METADATA not in payload:
            return Verdict(files, size, [], [f"There is no {PAYLOAD}/{METADATA}: this is a bag, but no crate."])
        content = read_file(blocks, f"{PAYLOAD}/{METADATA}")
        breaches = find_breaches(content, payload)
        breaches += _facts_breaches(payload, blocks)
        if breaches:
            return Verdict(files, size, [], breaches)
        run = json.loads(read_file(blocks, f"{PAYLOAD}/{RUN}"))
        return Verdict(files, size, [], [], list(_versions(run)), _title(content))


@contextmanager
def opened(path: Path) -> Iterator[tuple[list[str], Blocks]]:
    """Give the files of a bundle, archive or folder, and a function that gives the bytes of each."""
    if path.is_dir():
        yield _folder_names(path), lambda name: _blocks(path / name)
        return
    with open_archive(path) as archive:
        yield archive.names(), archive.blocks


def _folder_names(folder: Path) -> list[str]:
    found = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    for path in found:
        if path.is_symlink() or not path.is_file():
            message = f"{path} is a link, a device or another thing that is no file; a bundle holds files alone."
            raise BundleError(message, code=DAMAGED)
    return [path.relative_to(folder).as_posix() for path in found]


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except OSError as error:
        raise BundleError(f"{path} cannot be read ({error.strerror}).") from error


def _counting(blocks: Blocks, sizes: dict[str, int]) -> Callable[[str], Iterator[bytes]]:
    def counted(name: str) -> Iterator[bytes]:
        sizes[name] = 0
        for block in blocks(name):
            sizes[name] += len(block)
            yield block

    return counted


def read_file(blocks: Blocks, name: str) -> bytes:
    """Return the bytes of a file that is read as a whole.

    Raises:
        BundleError: It is too large.
    """
    content = bytearray()
    for block in blocks(name):
        content += block
        if len(content) > LARGEST:
            raise BundleError(f"{name} has more than {LARGEST:,} bytes, which none of its kind has.", code=NO_CRATE)
    return bytes(content)


def _facts_breaches(payload: set[str], blocks: Blocks) -> list[str]:
    """Return what the bundle lacks to be one of this kit: other crates are crates, but cannot be run again here."""
    for name, key, form in ((BUNDLE, "dateline_bundle", FORMAT), (RUN, "dateline_report", 1)):
        try:
            facts = json.loads(read_file(blocks, f"{PAYLOAD}/{name}")) if name in payload else {}
            found = facts.get(key)
        except (ValueError, AttributeError, RecursionError):
            found = None
        if found != form:
            return [f"{PAYLOAD}/{name} is missing or of another version: this is no bundle that this Dateline made."]
    return []


def _versions(run: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, expected in sorted(run.get("packages", {}).items()):
        try:
            found = version(name)
        except (PackageNotFoundError, ValueError):
            found = "not installed"
        if found != expected:
            yield name, str(expected), found


def _title(content: bytes) -> str:
    root = next(entity for entity in json.loads(content)["@graph"] if entity["@id"] == "./")
    return str(root["name"])
