"""The documentation: every snippet runs, every command and name is in it, the site can be built."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import main
from dateline.samples import sample_folder

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.name not in ("reference.md", "tables.md"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LOADED = re.compile(r'<(?:script|link|img)[^>]*(?:src|href)="(https?://[^"]*)"')
ELSEWHERE = re.compile(r"tcp://|s3://|dask_jobqueue")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a reader who has articles and a tagged corpus, and be in it."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(sample_folder() / "articles", folder / "articles")
    with chdir(folder):
        for command in ("read articles -o data/mine", "copies data/mine", "tag data/mine"):
            run(command)
        if "threads" in main.commands:
            run("threads data/mine")
        yield folder


def run(command: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code in (0, 6), f"{command}\n{result.output}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_snippet_runs(folder: Path, page: Path) -> None:
    """Commands and Python of a page run in order; files that it shows under a name are there for them."""
    names: dict[str, object] = {}
    for kind, code in FENCE.findall(page.read_text(encoding="utf8")):
        if kind == "yaml" and (named := re.match(r"# (\w+\.yaml)", code)):
            Path(named[1]).write_text(code)
        elif kind == "bash":
            for line in filter(None, code.splitlines()):
                assert line.startswith("dateline "), line
                run(line.removeprefix("dateline "))
        elif kind == "python" and not ELSEWHERE.search(code):
            exec(compile(code, str(page), "exec"), names)


def test_every_command_is_documented() -> None:
    """No command is in no page, and each has a help text."""
    text = "\n".join(page.read_text(encoding="utf8") for page in [*PAGES, ROOT / "README.md"])
    missing = [name for name in main.commands if f"dateline {name}" not in text]
    assert missing == []
    assert all(command.help for command in main.commands.values())


def test_reference_and_tables_are_those_of_the_code() -> None:
    """What docs/generate.py writes is what is committed."""
    sys.path.insert(0, str(DOCS))
    try:
        from generate import reference, tables
    finally:
        sys.path.remove(str(DOCS))
    assert (DOCS / "reference.md").read_text(encoding="utf8") == reference()
    assert (DOCS / "tables.md").read_text(encoding="utf8") == tables()
    assert all(name in reference() for name in dateline.__all__)


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """MkDocs builds it in strict mode, and no page loads anything from elsewhere."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|link|img)[^>]*(?:src|href)="(https?://[^"]*)"', page.read_text(encoding="utf8")
        )
        assert loaded == [], page
