"""Errors that say what happened, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable


class DatelineError(Exception):
    """Base of every error that this kit raises on purpose; the command line prints it without a traceback."""


class NothingReadError(DatelineError):
    """No article at all came out of the given paths.

    Attributes:
        rejected: The table of what was refused.
    """

    def __init__(self, message: str, *, rejected: object = None) -> None:
        super().__init__(message)
        self.rejected = rejected


class CorpusError(DatelineError):
    """A corpus folder is missing, incomplete, or of another version."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class SchemaError(DatelineError):
    """A table lacks a column that its schema declares."""

    def __init__(self, message: str, *, table: str, column: str) -> None:
        super().__init__(message)
        self.table = table
        self.column = column


class UnknownNameError(DatelineError):
    """A name that is not known: a notebook, parameter, table, field or outlet.

    Args:
        kind: What was looked for, in plain words ("parameter").
        name: The name as given.
        known: The names there are.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = sorted(known)
        super().__init__(f'No {kind} "{name}". There is: {", ".join(self.known) or "none"}.')


class ParameterError(DatelineError):
    """A parameter of a notebook has a value of the wrong type."""

    def __init__(self, message: str, *, parameter: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class ReportError(DatelineError):
    """A notebook did not run to its end.

    Attributes:
        cell: Number of the code cell that failed, counted from 1 over all cells; 0 when unknown.
        source: Source of that cell.
    """

    def __init__(self, message: str, *, cell: int = 0, source: str = "") -> None:
        super().__init__(message)
        self.cell = cell
        self.source = source


class BundleError(DatelineError):
    """A bundle is damaged, unsafe or none at all, or cannot be made.

    Attributes:
        code: What the command line exits with.
    """

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
