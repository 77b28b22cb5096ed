"""The parameter file of a series of reports: what holds for all of them, and what there is one run for each of."""

from __future__ import annotations

import calendar
import datetime
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, UnknownNameError
from dateline.text import sha256

LARGEST = 1_000_000
"""Bytes of the largest parameter file that is read."""
MOST_RUNS = 2_000
SECTIONS = ("notebooks", "parameters", "each")
EXAMPLE = """\
notebooks: [02-term-frequency, 03-claim-timeline]   # may be left out: those of the command line
parameters:                                         # for every run
  confidence: 0.5
each:                                               # one run for each outlet and month that the corpus has
  outlet: all
  month: all
  sources: [[ISW], [Kremlin, Kyiv]]                 # and for each of these values of the parameter "sources"
"""
_NOT_A_NAME = re.compile(r"[^\w.]+")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Grid:
    """What a parameter file asks for.

    Attributes:
        notebooks: Names of notebooks; empty where the file names none.
        parameters: Values for every run.
        each: What there is one run for each of: "outlet", "month" or a parameter, with its values; None stands for all
            that the corpus has.
    """

    notebooks: Sequence[str] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Sequence[Any] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One report of a series.

    Attributes:
        name: Its folder below that of the series.
        notebook: A path, or a name that ``find_notebook`` knows.
        parameters: Values by name.
        label: What sets it apart from the others of the same notebook: pairs such as ("outlet", "The Reed").
    """

    name: str
    notebook: str
    parameters: Mapping[str, Any]
    label: tuple[tuple[str, str], ...] = ()


class GridError(DatelineError):
    """A parameter file cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message} A parameter file looks like this:\n\n{EXAMPLE}")


def read_grid(path: Path) -> Grid:
    """Read a parameter file (YAML).

    Raises:
        GridError: It cannot be read or is not of that shape.
    """
    import yaml

    try:
        if path.stat().st_size > LARGEST:
            raise GridError(f"{path} is larger than {LARGEST:,} bytes.")
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise GridError(f"{path} cannot be read ({getattr(error, 'strerror', None) or 'no text in UTF-8'}).") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise GridError(f"{path} is no YAML: {' '.join(str(error).split())[:200]}.") from None
    if not isinstance(content, dict):
        raise GridError(f"{path} has no sections.")
    for section in content:
        if section not in SECTIONS:
            raise UnknownNameError(f"section in {path}", str(section), SECTIONS)
    notebooks, parameters, each = (
        content.get("notebooks") or [],
        content.get("parameters") or {},
        content.get("each") or {},
    )
    if not _texts(notebooks) or not isinstance(parameters, dict) or not isinstance(each, dict):
        raise GridError(f"{path}: notebooks are a list of names, parameters and each have a name on each line.")
    if not _texts([*parameters, *each]):
        raise GridError(f"{path}: the name of a parameter is a word.")
    return Grid(tuple(notebooks), parameters, {name: _values(path, name, given) for name, given in each.items()})


def _texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _values(path: Path, name: str, given: Any) -> Sequence[Any] | None:
    if given == "all" and name in ("outlet", "month"):
        return None
    if not isinstance(given, list) or not given:
        known = ' or "all"' if name in ("outlet", "month") else ""
        raise GridError(f"{path}: each: {name}: expects a list of values{known}.")
    return given


def plan(
    grid: Grid, notebooks: Sequence[str], *, outlets: Iterable[str] = (), days: Iterable[datetime.date] = ()
) -> list[Run]:
    """Return the runs of a series: every notebook with every combination of what the file lists.

    Args:
        grid: The parameter file.
        notebooks: Notebooks to run where the file names none.
        outlets: The corpus's outlets, for "outlet: all".
        days: Days of publication, for "month: all".

    Raises:
        GridError: There is nothing to run, or too much.
    """
    chosen = list(grid.notebooks or notebooks)
    months = sorted({f"{day:%Y-%m}" for day in days})
    there = {"outlet": sorted(set(outlets)), "month": months}
    axes = {name: there[name] if values is None else values for name, values in grid.each.items()}
    count = len(chosen)
    for name, values in axes.items():
        if not values:
            raise GridError(f"The corpus has nothing to make a run for each {name}: no article states one.")
        count *= len(values)
    if not 0 < count <= MOST_RUNS:
        raise GridError(f"That would be {count:,} runs; there can be 1 to {MOST_RUNS:,}.")
    runs, taken = [], set[str]()
    for notebook in chosen:
        for values in itertools.product(*axes.values()):
            settings, label = dict(grid.parameters), []
            for axis, value in zip(axes, values, strict=True):
                settings |= _settings(axis, value)
                label.append((axis, _shown(value)))
            folders = [_stem(notebook)] if len(chosen) > 1 or not axes else []
            folders += [_slug(label)] if label else []
            runs.append(Run(_free("/".join(folders), taken), notebook, settings, tuple(label)))
    return runs


def _settings(axis: str, value: Any) -> dict[str, Any]:
    """Return the parameters that one value of an axis sets."""
    if axis == "outlet":
        return {"outlets": [str(value)]}
    if axis != "month":
        return {axis: value}
    found = _MONTH.fullmatch(str(value))
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise GridError(f'"{value}" is no month; write it as 2025-03.')
    year, month = int(found[1]), int(found[2])
    last = calendar.monthrange(year, month)[1]
    return {"first": datetime.date(year, month, 1), "last": datetime.date(year, month, last)}


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _stem(notebook: str) -> str:
    return Path(notebook).name.removesuffix(".ipynb")


def _slug(label: Sequence[tuple[str, str]]) -> str:
    """Return a folder name that people recognise and every file system takes."""
    words = (_NOT_A_NAME.sub("-", unicodedata.normalize("NFC", value)).strip("-._").lower() for _, value in label)
    slug = "_".join(word[:40] or sha256(str(label))[:8] for word in words)
    return slug if len(slug.encode()) <= 120 else f"{slug.encode()[:100].decode(errors='ignore')}-{sha256(slug)[:8]}"


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where another run has it, in whatever case."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free
