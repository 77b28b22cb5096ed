"""Parameters that a notebook declares: read from its ``parameters`` cell without running it."""

from __future__ import annotations

import ast
import datetime
import io
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.errors import ParameterError
from dateline.reports.notebooks import find_notebook, load_notebook, tagged
from dateline.reports.values import EXAMPLES, Parameter, convert


def read_parameters(notebook: str | Path) -> list[Parameter]:
    """Read the parameters that a notebook declares, in their order; nothing of the notebook is run.

    Args:
        notebook: A path, or a name that ``find_notebook`` knows. Its cell tagged ``parameters`` holds typed
            assignments of literals, each with a comment that explains it: ``top: int = 20  # terms to show``.

    Returns:
        The parameters; none where no cell is tagged.

    Raises:
        UnknownNameError: There is no such notebook.
        ParameterError: The cell holds a type or a default that a parameter cannot have.
    """
    cells = tagged(load_notebook(find_notebook(notebook)), "parameters")
    return parse_parameters(cells[0].source) if cells else []


def parse_parameters(source: str) -> list[Parameter]:
    """Read the parameters from the source of a ``parameters`` cell."""
    try:
        tree = ast.parse(source)
        comments = dict(_comments(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        message = f"The cell tagged parameters is not Python that can be read: {error}. Correct the notebook."
        raise ParameterError(message, parameter="") from error
    return [_parameter(node, comments) for node in tree.body if isinstance(node, ast.AnnAssign | ast.Assign)]


def _comments(source: str) -> Iterator[tuple[int, tuple[str, bool]]]:
    """Yield line, text and whether the comment has the line to itself."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], (token.string.lstrip("#").strip(), not token.line[: token.start[1]].strip())


def _parameter(node: ast.AnnAssign | ast.Assign, comments: dict[int, tuple[str, bool]]) -> Parameter:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        message = f"Line {node.lineno} of the parameters cell sets no single name. Write: top: int = 20  # what it is"
        raise ParameterError(message, parameter="")
    name = targets[0].id
    if node.value is None:
        message = f'The parameter "{name}" has no default. Write: {name}: … = …  # what it is'
        raise ParameterError(message, parameter=name)
    default = _literal(node.value, name)
    declared = _type(node.annotation) if isinstance(node, ast.AnnAssign) else _type_of(default)
    parameter = Parameter(name, declared, default, _help(node, comments))
    if parameter.kind not in EXAMPLES:
        known = ", ".join(EXAMPLES)
        message = f'The parameter "{name}" has the type {declared}; a parameter can be: {known}, each also "| None".'
        raise ParameterError(message, parameter=name)
    return replace(parameter, default=_default(parameter))


def _default(parameter: Parameter) -> Any:
    """Return the default in the declared type; only days and paths may be written as text in the cell."""
    fits = not isinstance(parameter.default, str) or parameter.kind in ("str", "date", "Path")
    try:
        return convert(parameter, parameter.default if fits else None)
    except ParameterError as error:
        message = (
            f'The default of the parameter "{parameter.name}" is {parameter.default!r:.80}, which is no '
            f"{parameter.type}. Correct the parameters cell of the notebook."
        )
        raise ParameterError(message, parameter=parameter.name) from error


def _help(node: ast.stmt, comments: dict[int, tuple[str, bool]]) -> str:
    """Return the comment at the end of the assignment, else the comment lines right above it."""
    for line in range(node.end_lineno or node.lineno, node.lineno - 1, -1):
        if line in comments:
            return comments[line][0]
    above: list[str] = []
    line = node.lineno - 1
    while comments.get(line, ("", False))[1]:
        above.insert(0, comments[line][0])
        line -= 1
    return " ".join(above)


def _type(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.left, ast.Constant):
        return f"{ast.unparse(annotation.right)} | None"
    text = ast.unparse(annotation)
    if text.startswith("Optional[") and text.endswith("]"):
        return f"{text[len('Optional[') : -1]} | None"
    return text


def _type_of(default: Any) -> str:
    if isinstance(default, list):
        return f"list[{_type_of(default[0])}]" if default else "list[str]"
    return type(default).__name__


def _literal(node: ast.expr, name: str) -> Any:
    try:
        return _call(node) if isinstance(node, ast.Call) else ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError) as error:
        message = f'The default of the parameter "{name}" is no plain value: {ast.unparse(node)[:80]}. Write a literal.'
        raise ParameterError(message, parameter=name) from error


def _call(node: ast.Call) -> Any:
    """Return the value of ``date(2024, 5, 16)`` or ``Path("data")``, the only calls that may stand in the cell."""
    arguments = [ast.literal_eval(argument) for argument in node.args]
    match ast.unparse(node.func).removeprefix("datetime.").removeprefix("pathlib."):
        case "date" if not node.keywords:
            return datetime.date(*arguments)
        case "date.fromisoformat" if not node.keywords:
            return datetime.date.fromisoformat(*arguments)
        case "Path" if not node.keywords:
            return Path(*arguments)
    raise ValueError("a call")
