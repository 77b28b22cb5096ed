"""Parameters: declared in the notebook, typed on the command line, checked before anything runs."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ParameterError, UnknownNameError
from dateline.reports import Parameter, check_parameters, read_parameters
from dateline.reports.parameters import parse_parameters

DECLARED = [
    Parameter("sources", "list[str]", [], "whom to show"),
    Parameter("top", "int", 20, ""),
    Parameter("share", "float", 0.5, ""),
    Parameter("hedged", "bool", True, ""),
    Parameter("since", "date | None", None, ""),
    Parameter("topic", "str", "dam", ""),
    Parameter("words", "Path | None", None, ""),
    Parameter("days", "list[date]", [], ""),
]


def test_declaration_is_read_with_type_default_and_comment(make_notebook: Callable[..., Path]) -> None:
    """Each typed assignment of the tagged cell is a parameter, its comment the help."""
    assert read_parameters(make_notebook()) == [
        Parameter("corpus", "str", "sample", "folder of the corpus"),
        Parameter("sources", "list[str]", [], "sources to show"),
        Parameter("since", "date | None", None, "first day"),
        Parameter("top", "int", 20, "number of terms"),
    ]


def test_reading_runs_nothing(make_notebook: Callable[..., Path], tmp_path: Path) -> None:
    """A call as default is refused and never made."""
    trap = tmp_path / "trap"
    notebook = make_notebook(parameters=f"top: int = open({str(trap)!r}, 'w')  # a trap")

    with pytest.raises(ParameterError, match='default of the parameter "top" is no plain value'):
        read_parameters(notebook)

    assert not trap.exists()


def test_notebook_without_tagged_cell_has_no_parameters(make_notebook: Callable[..., Path]) -> None:
    """Only the tag makes a cell the parameters cell."""
    notebook = make_notebook()
    notebook.write_text(notebook.read_text().replace('"parameters"', '"other"'))

    assert read_parameters(notebook) == []


def test_comment_lines_above_are_the_help() -> None:
    """A long list has its comment at its end or in the lines above."""
    source = "# Topics to count,\n# in this order\ntopics: list[str] = [\n    'dam',\n    'flood',\n]"

    assert parse_parameters(source) == [
        Parameter("topics", "list[str]", ["dam", "flood"], "Topics to count, in this order"),
    ]


def test_days_and_paths_may_be_calls_or_text() -> None:
    """A day is declared as text or as date(…), a path as text or as Path(…)."""
    source = "a: date = '2024-05-16'\nb: datetime.date = datetime.date(2024, 5, 17)\nc: Path = Path('x')\nd: Path = 'y'"

    assert [one.default for one in parse_parameters(source)] == [
        datetime.date(2024, 5, 16),
        datetime.date(2024, 5, 17),
        Path("x"),
        Path("y"),
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("top: dict = {}", "has the type dict"),
        ("top: int = '20'", "is '20', which is no int"),
        ("since: date = None", "is None, which is no date"),
        ("top: int", "has no default"),
        ("top, bottom = 1, 2", "sets no single name"),
        ("top: int = (", "not Python that can be read"),
    ],
)
def test_faulty_declaration_is_refused(source: str, message: str) -> None:
    """What is wrong with the parameters cell is said, not guessed around."""
    with pytest.raises(ParameterError, match=message):
        parse_parameters(source)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("sources", '["ISW", "Norvia Wire"]', ["ISW", "Norvia Wire"]),
        ("sources", "['ISW']", ["ISW"]),
        ("sources", "ISW", ["ISW"]),
        ("sources", "", []),
        ("sources", ("ISW",), ["ISW"]),
        ("top", "12", 12),
        ("top", 12, 12),
        ("share", "0.25", 0.25),
        ("share", "1", 1.0),
        ("hedged", "False", False),
        ("hedged", "yes", True),
        ("since", "2024-05-16", datetime.date(2024, 5, 16)),
        ("since", "none", None),
        ("topic", "[dam]", "[dam]"),
        ("topic", "none", "none"),
        ("topic", '"high water"', "high water"),
        ("topic", '"high" or "low"', '"high" or "low"'),
        ("words", "data/words.txt", Path("data/words.txt")),
        ("days", '["2024-05-16"]', [datetime.date(2024, 5, 16)]),
    ],
)
def test_value_arrives_in_the_declared_type(name: str, typed: Any, value: Any) -> None:
    """What is typed on the command line becomes what the notebook expects."""
    assert check_parameters(DECLARED, {name: typed}) == {name: value}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("sources", "[1, 2]"),
        ("sources", "[open('x')]"),
        ("sources", "[" * 5000),
        ("sources", 3),
        ("top", "abc"),
        ("top", "1.5"),
        ("top", True),
        ("top", "9" * 5000),
        ("share", "nan"),
        ("share", "1e999"),
        ("hedged", "maybe"),
        ("since", "16 May"),
        ("since", "2024-02-30"),
        ("since", datetime.datetime(2024, 5, 16, 10)),
        ("topic", 5),
        ("topic", "\udcff"),
        ("topic", None),
    ],
)
def test_wrong_value_is_refused_with_an_example(name: str, typed: Any) -> None:
    """A value of another type is an error that names the type and shows how to write one."""
    with pytest.raises(
        ParameterError, match=rf'The parameter "{name}" expects .* Write it like this: -p {name}='
    ) as error:
        check_parameters(DECLARED, {name: typed})

    assert error.value.parameter == name
    assert len(str(error.value)) < 400


def test_misspelt_name_is_refused_with_the_closest() -> None:
    """An unknown name is an error that lists the known ones and suggests one."""
    with pytest.raises(UnknownNameError, match=r'There is: days, .*Did you mean "sources"\?') as error:
        check_parameters(DECLARED, {"source": "ISW"})

    assert isinstance(error.value, ParameterError)
