"""Corrections in YAML: names and nothing else, whatever the file holds."""

from __future__ import annotations

import pytest

from dateline.errors import DatelineError
from dateline.tagging.aliases.corrections import EXAMPLE, Corrections
from dateline.tagging.aliases.reading import LARGEST, parse_corrections


def test_the_example_of_the_messages_is_valid() -> None:
    """What error messages show can be used as it stands."""
    assert parse_corrections(EXAMPLE) == Corrections(
        merge=(("Ana Ruiz", "Ruiz", "the commissioner"),),
        split=(("Interior Ministry", "Varnian Interior Ministry"),),
        rename={"OFA": "Orrin Flood Agency"},
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "merge:\nsplit:\nrename:\n", "merge: []\nrename: {}\n"])
def test_empty_sections_correct_nothing(text: str) -> None:
    """A file without corrections is no error."""
    assert parse_corrections(text) == Corrections()


def test_names_are_text_whatever_yaml_makes_of_them() -> None:
    """No, 1984, a day and null are names here, with any white space between their words."""
    text = "merge:\n  - [No, 1984, 2025-03-04]\n  -\n    - yes\n    - 'null'\n    - \"Ada\n      Brook\"\n"
    assert parse_corrections(text).merge == (("No", "1984", "2025-03-04"), ("yes", "null", "Ada Brook"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- Reed\n", "Line 1 begins no section."),
        ("Reed\n", "Line 1 begins no section."),
        ("{merge: [[a, b]]}\n", "Line 1 begins no section."),
        ("merges:\n  - [a, b]\n", 'Line 1 begins the section "merges". There is: merge, split, rename.'),
        ("merge:\n\nmerge:\n", "Line 3 begins the section merge again."),
        ("merge:\n  - Reed\n", "merge (line 2) takes lists of names"),
        ("merge: Reed\n", "merge (line 1) takes lists of names"),
        ("split:\n  a: b\n", "split (line 2) takes lists of names"),
        ("rename:\n  - a\n", "rename (line 2) takes lines of the form NAME: NAME TO SHOW."),
        ("rename:\n  a: b\n  a: c\n", 'Line 3 renames "a" again.'),
        ("rename:\n  a:\n", "Line 2 holds nothing where a name should stand."),
        ("rename:\n  a: [b]\n", "Line 2 holds a list where a name should stand."),
        ("merge:\n  - [a, '']\n", "Line 2 holds nothing where a name should stand."),
        ("merge:\n  - [Ruiz: Ana, b]\n", "Line 2 holds a pair with a colon where a name should stand."),
        ("merge:\n  - [a, [b, c]]\n", "Line 2 holds a list where a name should stand."),
        ("merge:\n  - [a, [b, [c]]]\n", "Line 2 holds lists in lists"),
        ('merge:\n  - [a, "b]\n', "is no YAML"),
        ("merge:\n\t- [a, b]\n", "Line 2 is no YAML"),
        ("merge:\n  - [a, \x07]\n", "is no YAML"),
        ("merge:\n---\nsplit:\n", "is no YAML"),
        ("merge:\n...\n", "Line 2 holds a mark that ends the file (...)"),
        ("merge:\n  - [&x a, *x]\n", "Line 2 holds an anchor (&) or a reference (*)"),
        ("merge:\n  - !!python/object/apply:os.system [ls]\n", "Line 2 holds the tag tag:yaml.org,2002:python/object"),
        ("merge:\n  - [!!binary aGk=, b]\n", "Line 2 holds the tag tag:yaml.org,2002:binary"),
        ("? [a, b]\n: c\n", "Line 1 begins the section"),
    ],
)
def test_what_is_no_correction_is_an_error_that_says_where(text: str, message: str) -> None:
    """The message names the line and what stands there."""
    with pytest.raises(DatelineError) as error:
        parse_corrections(text)
    assert message in str(error.value)


def test_a_bomb_of_references_is_refused_at_once() -> None:
    """Nine levels of nine references each would be a billion names."""
    lines = [
        "a: &a [x, x]",
        *(f"{key}: &{key} [{', '.join([f'*{old}'] * 9)}]" for old, key in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    with pytest.raises(DatelineError, match="an anchor"):
        parse_corrections("\n".join(lines))


@pytest.mark.parametrize("text", ["merge: " + "[" * 100_000, "merge: " + "{a: " * 100_000, "- " * 100_000])
def test_depth_is_an_error_and_no_crash(text: str) -> None:
    """A hundred thousand lists in lists end in the kit's own error."""
    with pytest.raises(DatelineError):
        parse_corrections(text)


def test_what_is_too_large_is_not_read() -> None:
    """Corrections of more than two million characters are refused with their size."""
    with pytest.raises(DatelineError, match="at most 2,000,000 are read"):
        parse_corrections("#" * (LARGEST + 1))


def test_thousands_of_corrections_are_read() -> None:
    """Twenty thousand lists are no trouble."""
    text = "merge:\n" + "".join(f"  - [Ada Brook {n}, A. Brook {n}]\n" for n in range(20_000))
    assert len(parse_corrections(text).merge) == 20_000
