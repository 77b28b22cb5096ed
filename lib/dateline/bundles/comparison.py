"""Comparing two reports of the same notebook: byte for byte, else cell by cell and table by table."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from dateline.bundles.layout import DIFFERENT, GOOD, WITHIN_TOLERANCE
from dateline.text import printable

TOLERANCE = "dateline-tolerance"
"""Key in the metadata of a table's output in a notebook: by how much numbers of a column may differ."""
RENDERED = ("report.html", "report.pdf")
"""What is made of the notebook: where that agrees within the tolerance declared, these follow from it."""
MOST = 20
"""Differences of a file that are listed."""
_SHOWN = 60

Tolerances = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two reports differ.

    Attributes:
        file: The file, below the report's folder.
        what: What differs, in words, with what was expected and what was found.
        within: Whether it is a number within the tolerance that the notebook declares.
    """

    file: str
    what: str
    within: bool = False

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.what}" + (" (within the declared tolerance)" if self.within else ""))


def outcome(differences: list[Difference]) -> int:
    """Return the exit code for what a comparison found."""
    if not differences:
        return GOOD
    return WITHIN_TOLERANCE if all(one.within for one in differences) else DIFFERENT


def compare_reports(
    expected: Path, found: Path, *, hashes: Mapping[str, str], withheld: Mapping[str, str]
) -> list[Difference]:
    """Compare a report that was made again with the one in a bundle.

    Args:
        expected: The report's folder in the bundle.
        found: The folder of the report made again.
        hashes: SHA-256 of the bundle's files by name, those that are withheld included; ``run.json``, which says
            when and where a report was made, is none of them.
        withheld: Files of which the bundle has the hash alone.

    Returns:
        The differences; none where every file has the same bytes.
    """
    there = {path.relative_to(found).as_posix() for path in found.rglob("*") if path.is_file()} - {"run.json"}
    differences = [Difference(name, "was not made again") for name in sorted(hashes.keys() - there)]
    differences += [Difference(name, "was made, and is not in the bundle") for name in sorted(there - hashes.keys())]
    changed = [name for name in sorted(there & hashes.keys()) if _sha256(found / name) != hashes[name]]
    declared = _declared(found / "report.ipynb")
    for name in changed:
        if name in withheld:
            facts = f"expected {hashes[name]}, found {_sha256(found / name)}"
            differences.append(Difference(name, f"has another SHA-256 ({facts}); its content is not in the bundle"))
        elif name not in RENDERED:
            differences += _compare(expected / name, found / name, name, declared)
    within = bool(differences) and all(one.within for one in differences)
    why = "differs, as the notebook does" if "report.ipynb" in changed else "has other bytes"
    rendered = [name for name in changed if name in RENDERED and name not in withheld]
    return differences + [Difference(name, why, within=within) for name in rendered]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _declared(notebook: Path) -> Tolerances:
    """Return the tolerances that a notebook declares where it saves a table, by file and column."""
    found: dict[str, dict[str, float]] = {}
    for output in _outputs(_load(notebook)):
        facts = output.get("metadata", {}).get(TOLERANCE)
        if isinstance(facts, dict):
            columns = {str(name): float(value) for name, value in dict(facts.get("columns", {})).items()}
            found[str(facts.get("file"))] = columns
    return found


def _load(notebook: Path) -> list[dict[str, Any]]:
    try:
        return list(json.loads(notebook.read_bytes())["cells"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _outputs(cells: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for cell in cells:
        yield from cell.get("outputs", [])


def _compare(expected: Path, found: Path, name: str, declared: Tolerances) -> list[Difference]:
    if name.endswith(".csv"):
        differences = list(_tables(expected, found, name, declared.get(name, {})))
    elif name.endswith(".ipynb"):
        differences = list(_notebooks(_load(expected), _load(found), name))
    else:
        sizes = f"{expected.stat().st_size:,} bytes before, {found.stat().st_size:,} now"
        return [Difference(name, f"has other bytes ({sizes})")]
    more = len(differences) - MOST
    if not differences:
        return [Difference(name, "has other bytes, though all that is compared is the same")]
    shown = differences[:MOST]
    if more > 0:
        shown.append(Difference(name, f"{more:,} more differences", within=all(one.within for one in differences)))
    return shown


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig", "replace"), newline="")))


def _tables(expected: Path, found: Path, name: str, tolerances: Mapping[str, float]) -> Iterator[Difference]:
    before, now = _rows(expected), _rows(found)
    header = before[0] if before else []
    if now[:1] != before[:1]:
        yield Difference(name, f"has other columns: {_short(header)} before, {_short(now[0] if now else [])} now")
        return
    if len(before) != len(now):
        yield Difference(name, f"has {len(before) - 1:,} rows before, {len(now) - 1:,} now")
    for number, (old, new) in enumerate(zip(before[1:], now[1:], strict=False), start=1):
        for column, one, other in zip_longest(header, old, new, fillvalue=""):
            if one != other:
                within = _is_within(one, other, tolerances.get(column))
                what = f"row {number:,}, column {column}: {_short(one)} before, {_short(other)} now"
                yield Difference(name, what, within=within)


def _is_within(one: str, other: str, tolerance: float | None) -> bool:
    """Tell whether two cells are numbers that differ by no more than what was declared for their column."""
    if tolerance is None:
        return False
    try:
        difference = abs(float(one) - float(other))
    except ValueError:
        return False
    return math.isfinite(difference) and difference <= tolerance


def _notebooks(before: list[dict[str, Any]], now: list[dict[str, Any]], name: str) -> Iterator[Difference]:
    if len(before) != len(now):
        yield Difference(name, f"has {len(before)} cells before, {len(now)} now")
    for number, (old, new) in enumerate(zip(before, now, strict=False), start=1):
        if old.get("source") != new.get("source"):
            yield Difference(name, f"cell {number} has another source")
        outputs, others = old.get("outputs", []), new.get("outputs", [])
        if len(outputs) != len(others):
            yield Difference(name, f"cell {number} has {len(outputs)} outputs before, {len(others)} now")
        for place, (one, other) in enumerate(zip(outputs, others, strict=False), start=1):
            if one != other:
                yield _output(one, other, f"cell {number}, output {place}", name)


def _output(one: Mapping[str, Any], other: Mapping[str, Any], where: str, name: str) -> Difference:
    before, now = _texts(one), _texts(other)
    kinds = [kind for kind in {**before, **now} if before.get(kind) != now.get(kind)]
    tolerances = dict((other.get("metadata", {}).get(TOLERANCE) or {}).get("columns", {}))
    within = bool(tolerances) and all(
        _agree(before.get(kind, ""), now.get(kind, ""), max(tolerances.values())) for kind in kinds
    )
    if not kinds:
        return Difference(name, f"{where} has other metadata")
    kind = kinds[0]
    if kind.startswith("image/"):
        return Difference(name, f"{where} shows another picture ({kind})")
    old, new = _apart(before.get(kind, ""), now.get(kind, ""))
    return Difference(name, f"{where} ({kind}): {_short(old)} before, {_short(new)} now", within=within)


def _texts(output: Mapping[str, Any]) -> dict[str, str]:
    """Return what an output shows, by kind."""
    data = dict(output.get("data", {}))
    for key in ("text", "evalue", "traceback"):
        if key in output:
            data[key] = output[key]
    return {kind: "".join(value) if isinstance(value, list) else str(value) for kind, value in data.items()}


def _agree(one: str, other: str, tolerance: float) -> bool:
    """Tell whether two texts are the same but for numbers that differ by no more than a tolerance."""
    before, now = _split(one), _split(other)
    return len(before) == len(now) and all(
        old == new or _is_within(old, new, tolerance) for old, new in zip(before, now, strict=True)
    )


def _split(text: str) -> list[str]:
    """Cut a text before and after each number."""
    pieces, number = [""], False
    for sign in text:
        inside = sign.isdigit() or (sign in ".-+e" and number) or (sign in "-+." and not number)
        if inside != number:
            pieces.append("")
            number = inside
        pieces[-1] += sign
    return pieces


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts from a little before the place where they begin to differ."""
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = max(0, place - _SHOWN // 3)
    return one[begin:], other[begin:]


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    return f'"{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}"'


def compare_corpora(expected: Path, found: Path) -> list[Difference]:
    """Compare the tables of two corpus folders, file by file, else row by row.

    Args:
        expected: The corpus in the bundle.
        found: The one whose articles were tagged again.
    """
    import pyarrow.parquet as pq

    differences = []
    for path in sorted(expected.glob("*.parquet")):
        name, other = path.name, found / path.name
        if not other.exists():
            differences.append(Difference(name, "was not made again"))
        elif path.is_dir() or other.is_dir() or path.read_bytes() != other.read_bytes():
            before, now = pq.read_table(path).to_pylist(), pq.read_table(other).to_pylist()
            rows = list(_records(before, now, name))
            differences += rows[:MOST]
            if len(rows) > MOST:
                differences.append(Difference(name, f"{len(rows) - MOST:,} more differences"))
    return differences


def _records(before: list[dict[str, Any]], now: list[dict[str, Any]], name: str) -> Iterator[Difference]:
    if len(before) != len(now):
        yield Difference(name, f"has {len(before):,} rows before, {len(now):,} now")
    for number, (old, new) in enumerate(zip(before, now, strict=False), start=1):
        for column in old:
            if old[column] != new.get(column):
                yield Difference(
                    name, f"row {number:,}, column {column}: {old[column]!r:.60} before, {new.get(column)!r:.60} now"
                )
