"""Values of parameters: what was typed becomes what the notebook declared, or an error that says how to type it."""

from __future__ import annotations

import ast
import contextlib
import datetime
import difflib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ParameterError, UnknownNameError

EXAMPLES = {
    "str": "some words",
    "int": "20",
    "float": "0.5",
    "bool": "true",
    "date": "2024-05-16",
    "Path": "folder/file.csv",
    "list[str]": '["first", "second"]',
    "list[int]": "[1, 2]",
    "list[float]": "[0.5, 1.0]",
    "list[date]": '["2024-05-16", "2024-05-23"]',
}


_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true": True, "yes": True, "false": False, "no": False}
_NOTHING = ("none", "null")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its type as the notebook writes it, its default and one line of help.

    Attributes:
        type: One of str, int, float, bool, date, Path, or a list of str, int, float or date; `` | None`` after it
            where it may be left open. The module may stand before date and Path (``datetime.date``).
    """

    name: str
    type: str
    default: Any
    help: str

    @property
    def optional(self) -> bool:
        """Whether None is a value of this parameter."""
        return self.type.endswith(" | None")

    @property
    def kind(self) -> str:
        """The type without module and without ``| None``: a key of ``EXAMPLES``."""
        bare = self.type.removesuffix(" | None")
        return bare.replace("datetime.", "").replace("pathlib.", "")


def check_parameters(declared: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Check names and types of the parameters given and convert them to the types declared.

    Args:
        declared: What ``read_parameters`` found in the notebook.
        given: Values by name. A string is read as typed on a command line: ``20``, ``true``, ``2024-05-16``,
            ``["ISW", "Reuters"]``; one plain word for a list is a list of one. Other values must have their type.

    Returns:
        The values given, in the order of the declaration; parameters not given are not in it.

    Raises:
        ParameterError: A name is not declared, or a value has the wrong type; it says what was expected.

    Example:
        >>> check_parameters([Parameter("sources", "list[str]", [], "whom to show")], {"sources": "ISW"})
        {'sources': ['ISW']}
    """
    known = {parameter.name: parameter for parameter in declared}
    for name in given:
        if name not in known:
            raise UnknownParameterError(name, list(known))
    return {name: convert(parameter, given[name]) for name, parameter in known.items() if name in given}


class UnknownParameterError(ParameterError, UnknownNameError):
    """A parameter that the notebook does not declare; the message names the closest one and lists them all."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        UnknownNameError.__init__(self, "parameter", name, known)
        close = difflib.get_close_matches(name, known, n=1)
        if close:
            self.args = (f'{self.args[0]} Did you mean "{close[0]}"?',)
        self.parameter = name


def convert(parameter: Parameter, value: Any) -> Any:
    """Return a value in the type of its parameter.

    Raises:
        ParameterError: The value is not of that type and cannot be read as one.
    """
    if parameter.optional and (value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING)):
        return None
    try:
        item = parameter.kind.removeprefix("list[").removesuffix("]")
        if item != parameter.kind:
            return [_scalar(item, entry) for entry in _entries(value)]
        return _scalar(item, value)
    except (ValueError, OverflowError) as error:
        found = f"{value!r:.120}"
        message = (
            f'The parameter "{parameter.name}" expects {parameter.type}, but {found} was given. '
            f"Write it like this: -p {parameter.name}='{EXAMPLES[parameter.kind]}'"
        )
        raise ParameterError(message, parameter=parameter.name) from error


def _entries(value: Any) -> Sequence[Any]:
    if isinstance(value, list | tuple):
        return value
    if not isinstance(value, str):
        raise ValueError("not a list")
    text = value.strip()
    if not text.startswith("["):
        return [value] if text else []
    parsed = _parse(text)
    if not isinstance(parsed, list):
        raise ValueError("not a list")
    return parsed


def _parse(text: str) -> Any:
    """Read JSON, else a Python literal; deep nesting and unknown names are refused, nothing is run."""
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue
    raise ValueError("neither JSON nor a literal")


def _scalar(kind: str, value: Any) -> Any:
    match kind:
        case "str":
            return _text(value)
        case "int":
            return _whole(value)
        case "float":
            return _number(value)
        case "bool":
            return _truth(value)
        case "date":
            return _day(value)
        case "Path" if isinstance(value, Path | str) and str(value):
            return Path(_text(str(value)))
    raise ValueError(kind)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    value.encode()  # UnicodeEncodeError is a ValueError: half characters cannot be written to a notebook.
    if len(value) > 1 and value[0] == value[-1] == '"':
        # Who quotes a list on the command line quotes a text too; the quotation marks are not meant.
        with contextlib.suppress(ValueError):
            return str(_parse(value))
    return value


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    raise ValueError("not a whole number")


def _number(value: Any) -> float:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise ValueError("not a number")


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _WORDS:
        return _WORDS[value.strip().lower()]
    raise ValueError("neither true nor false")


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return datetime.date.fromisoformat(value.strip())
    raise ValueError("not a day")
