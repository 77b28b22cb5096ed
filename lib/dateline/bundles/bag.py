"""The bag (BagIt, RFC 8493): a folder whose manifests hold two hashes of every file in it."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.bundles.layout import ALGORITHMS, PAYLOAD
from dateline.text import printable

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LARGEST_MANIFEST = 50_000_000
_LINE = re.compile(r"([0-9a-f]+) {1,2}(\S.*)")
"""As bundles have them: other spellings of a hash or of the space say the same, but somebody changed a byte."""
_OXUM = re.compile(r"^Payload-Oxum: *([0-9]+)\.([0-9]+) *$", re.MULTILINE)

Blocks = Callable[[str], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as a manifest says.

    Attributes:
        path: The file, below the bag's folder.
        what: What is wrong, in words.
        expected: What the manifest says, or should hold.
        found: What is there.
    """

    path: str
    what: str
    expected: str = ""
    found: str = ""

    def __str__(self) -> str:
        facts = [f"expected {self.expected}"] if self.expected else []
        facts += [f"found {self.found}"] if self.found else []
        return printable(f"{self.path}: {self.what}" + (f" ({', '.join(facts)})" if facts else ""))


def make_bag(folder: Path, *, facts: Mapping[str, str], beside: Mapping[str, bytes]) -> None:
    """Turn a folder into a bag: its files move into ``data/``, and manifests of all of them are written.

    Args:
        folder: The folder.
        facts: What ``bag-info.txt`` says; with a Bagging-Date, since the day of today would make two bags differ.
        beside: Files to lie beside ``data/``, by name.
    """
    import bagit  # type: ignore[import-untyped]

    with _quiet():
        bagit.make_bag(str(folder), bag_info=dict(facts), checksums=list(ALGORITHMS))
        # bagit declares version 0.97, which has the same form, and lists tag files in the order of the file system.
        (folder / "bagit.txt").write_bytes(DECLARATION)
        for name, content in beside.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        bagit.Bag(str(folder)).save()
    for algorithm in ALGORITHMS:
        manifest = folder / f"tagmanifest-{algorithm}.txt"
        lines = manifest.read_text(encoding="utf-8").splitlines()
        ordered = sorted(lines, key=lambda line: line.partition(" ")[2])
        manifest.write_bytes("".join(f"{line}\n" for line in ordered).encode())


class _quiet:  # noqa: N801 - reads as the function that it stands for
    """Keep bagit from printing what it does."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("bagit")
        self._level = self._logger.level
        self._logger.setLevel(logging.CRITICAL + 1)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)


def find_faults(names: Iterable[str], blocks: Blocks) -> list[Fault]:
    """Compare every file of a bag with every manifest.

    The library bagit does not find a file that lies beside ``data/`` and is in no manifest, nor one that only one of
    two manifests lists; here both are faults.

    Args:
        names: The files below the bag's folder.
        blocks: Gives the bytes of a file, some at a time.

    Returns:
        The faults, by path; none where everything is as the manifests say.
    """
    there = set(names)
    faults = [] if "bagit.txt" in there else [Fault("bagit.txt", "is missing")]
    if "bagit.txt" in there and _read(blocks, "bagit.txt") != DECLARATION:
        faults.append(Fault("bagit.txt", "does not declare BagIt 1.0 in UTF-8"))
    expected: dict[str, dict[str, str]] = {}
    for algorithm in ALGORITHMS:
        for prefix in ("manifest", "tagmanifest"):
            name = f"{prefix}-{algorithm}.txt"
            if name not in there:
                faults.append(Fault(name, "is missing"))
                continue
            faults += _parse(name, _read(blocks, name), algorithm, expected)
    faults += _incomplete(there, expected)
    sizes: dict[str, int] = {}
    for name in sorted(there & expected.keys()):
        faults += _mismatches(name, expected[name], blocks(name), sizes)
    if "bag-info.txt" in there:
        faults += _oxum(_read(blocks, "bag-info.txt"), sizes)
    return sorted(faults, key=lambda fault: (fault.path, fault.what))


def _read(blocks: Blocks, name: str) -> bytes:
    content = b""
    for block in blocks(name):
        content += block
        if len(content) > LARGEST_MANIFEST:
            break
    return content


def _parse(name: str, content: bytes, algorithm: str, expected: dict[str, dict[str, str]]) -> Iterator[Fault]:
    """Take in the lines of a manifest; yield those that are no lines of one, or stand in the wrong manifest."""
    payload = name.startswith("manifest-")
    lines = content.decode("utf-8", "replace").split("\n")
    if lines.pop():
        yield Fault(name, "does not end with a line end")
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        if not found:
            yield Fault(name, f"line {number} is no hash with a name")
            continue
        digest, path = found[1], found[2]
        if payload != path.startswith(f"{PAYLOAD}/"):
            yield Fault(name, f"line {number} lists a file that does not belong there", found=path)
        elif expected.setdefault(path, {}).setdefault(algorithm, digest) != digest:
            yield Fault(path, f"has two hashes in {name}", expected[path][algorithm], digest)


def _incomplete(there: set[str], expected: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    for name in expected.keys() - there:
        yield Fault(name, "is missing; the manifest lists it")
    for name in sorted(there):
        if name.startswith("tagmanifest-") and name.removeprefix("tagmanifest-").removesuffix(".txt") in ALGORITHMS:
            continue
        lacking = [algorithm for algorithm in ALGORITHMS if algorithm not in expected.get(name, {})]
        if lacking == list(ALGORITHMS):
            yield Fault(name, "was added: no manifest lists it")
        elif lacking:
            yield Fault(name, f"is not in the manifest of {lacking[0]}")


def _mismatches(
    name: str, hashes: Mapping[str, str], blocks: Iterable[bytes], sizes: dict[str, int]
) -> Iterator[Fault]:
    counted, size = {algorithm: hashlib.new(algorithm) for algorithm in hashes}, 0
    for block in blocks:
        size += len(block)
        for digest in counted.values():
            digest.update(block)
    sizes[name] = size
    for algorithm, expected in hashes.items():
        if (found := counted[algorithm].hexdigest()) != expected:
            yield Fault(name, f"has another {algorithm} than the manifest says", expected, found)
            return


def _oxum(info: bytes, sizes: Mapping[str, int]) -> Iterator[Fault]:
    """Compare the number of bytes and files that ``bag-info.txt`` states."""
    stated = _OXUM.search(info.decode("utf-8", "replace"))
    payload = [size for name, size in sizes.items() if name.startswith(f"{PAYLOAD}/")]
    found = f"{sum(payload)}.{len(payload)}"
    if stated and f"{stated[1]}.{stated[2]}" != found:
        yield Fault("bag-info.txt", "states another number of bytes and files", f"{stated[1]}.{stated[2]}", found)
