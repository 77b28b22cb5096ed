"""The kit itself as a wheel, packed from where it is installed: the same files give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
import stat
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import metadata, requires
from pathlib import Path, PurePosixPath

from dateline.bundles.archive import EPOCH

PACKAGE = Path(__file__).parents[1]
REPOSITORY = PACKAGE.parents[1]
ADDED = {
    "_notebooks": "notebooks",
    "_sample/articles": "data/sample/articles",
    "_sample/topics.yaml": "data/sample/topics.yaml",
    "_lock/requirements.lock": "requirements.lock",
}
"""What a wheel brings along from the repository, by its place in the package."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TAG = "py3-none-any"
_ENTRY_POINTS = "[console_scripts]\ndateline = dateline.cli:main\n"


def requirements() -> list[str]:
    """Return what the kit asks for: as in ``pyproject.toml``, else as in the metadata that it was installed with."""
    project = REPOSITORY / "pyproject.toml"
    if (PACKAGE / "_notebooks").is_dir() or not project.is_file():
        return [line for line in requires("dateline") or [] if "extra ==" not in line]
    # What a checkout was installed with may be older than what it asks for now.
    return list(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])


def needed_packages() -> list[str]:
    """Return the names of the packages that the kit asks for."""
    return [found[0] for line in requirements() if (found := _NAME.match(line))]


def kit_metadata() -> str:
    """Return the kit's ``METADATA`` (core metadata 2.3), made of what does not depend on how it was installed."""
    about = metadata("dateline")
    lines = ["Metadata-Version: 2.3", "Name: dateline", f"Version: {about['Version']}", f"Summary: {about['Summary']}"]
    lines += [f"Requires-Python: {about['Requires-Python']}", *(f"Requires-Dist: {line}" for line in requirements())]
    return "\n".join([*lines, ""])


def wheel_name(version: str) -> str:
    """Return the name of the kit's wheel."""
    return f"dateline-{version}-{_TAG}.whl"


def write_wheel(target: Path, *, version: str, metadata: str) -> None:
    """Write the kit as it is installed, or as it lies in the repository, as a wheel.

    Args:
        target: The wheel.
        version: The kit's version.
        metadata: The kit's ``METADATA``, which names what it needs.
    """
    info = f"dateline-{version}.dist-info"
    content: dict[str, Path | bytes] = {f"dateline/{name}": path for name, path in kit_files().items()}
    content[f"{info}/METADATA"] = metadata.encode()
    content[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: dateline\nRoot-Is-Purelib: true\nTag: {_TAG}\n".encode()
    content[f"{info}/entry_points.txt"] = _ENTRY_POINTS.encode()
    record = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as wheel:
        for name in sorted(content):
            found = content[name]
            data = found if isinstance(found, bytes) else found.read_bytes()
            _add(wheel, name, data)
            record.append(f"{name},sha256={_digest(data)},{len(data)}\n")
        _add(wheel, f"{info}/RECORD", "".join([*record, f"{info}/RECORD,,\n"]).encode())


def _add(wheel: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    wheel.writestr(entry, data)


def kit_files() -> Mapping[str, Path]:
    """Return the files of the kit by their place in the package, the notebooks, the sample and the lock among them."""
    found = dict(_below(PACKAGE))
    for place, origin in ADDED.items():
        if not any(name == place or name.startswith(f"{place}/") for name in found):
            found |= {(f"{place}/{name}" if name else place): path for name, path in _below(REPOSITORY / origin)}
    return found


def other_files(wheel: Path) -> list[str]:
    """Return the files of the kit as it is installed that differ from those in a wheel, or are in one of both only."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
        record = archive.read(name).decode().splitlines()
    rows = [line.rsplit(",", 2)[:2] for line in record]
    expected = {name.removeprefix("dateline/"): digest for name, digest in rows if name.startswith("dateline/")}
    found = {name: f"sha256={_digest(path.read_bytes())}" for name, path in kit_files().items()}
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def find_lock() -> Path | None:
    """Return the lock of the kit; None where it was installed without one."""
    return kit_files().get("_lock/requirements.lock")


def _below(place: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder, or the file itself under an empty name; no caches, nothing hidden."""
    if place.is_file():
        yield "", place
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        hidden = any(part.startswith(".") or part == "__pycache__" for part in PurePosixPath(name).parts)
        if path.is_file() and not hidden and path.suffix not in (".pyc", ".nbi", ".nbc"):
            yield name, path
