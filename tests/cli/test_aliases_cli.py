"""`dateline aliases`, run as a user runs it on a real corpus folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.corpus import open_corpus

ARTICLES = {
    "a.txt": "Mill shut\n\nThe mill is shut, Ada Brook said on Tuesday. It may open, the Reed Office said.\n",
    "b.txt": "Mill open\n\nThe mill is open again, Ada J. Brook said on Friday. It is not, the Reed Office said.\n",
}
SHOWN = """\
Ada Brook
    Ada Brook: 1 claim in 1 article, person
    Ada J. Brook: 1 claim in 1 article, person (person)

3 names, 2 sources, 1 with several names.
0 corrections applied. To correct names, edit {corpus}/aliases.yaml and run this again.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text)
    run("read", tmp_path / "articles", "-o", tmp_path / "mine")
    run("tag", tmp_path / "mine")
    return tmp_path / "mine"


def test_sources_with_several_names_are_shown(corpus: Path) -> None:
    """Each with its names, their claims and articles, kind and reason."""
    done = run("aliases", corpus)
    assert done.exit_code == 0
    assert done.output == SHOWN.format(corpus=corpus)


def test_a_text_shows_the_sources_that_bear_it(corpus: Path) -> None:
    """In any case, whether they have one name or several; a text that none bears is an error that lists sources."""
    assert run("aliases", corpus, "reed").output.startswith("Reed Office\n    Reed Office: 2 claims in 2 articles")
    wrong = run("aliases", corpus, "quill")
    assert wrong.exit_code == 1
    assert wrong.stderr == 'Error: No source "quill". There is: Ada Brook, Reed Office.\n'


def test_a_correction_is_applied_by_the_command(corpus: Path) -> None:
    """Edited, run, and the claims bear the name."""
    path = corpus / "aliases.yaml"
    path.write_text(path.read_text().replace("\nrename:\n", "\nrename:\n  Reed Office: Office of Reeds\n"))
    done = run("aliases", corpus)
    assert "1 correction applied." in done.output
    assert set(open_corpus(corpus).claims["source"]) == {"Ada Brook", "Office of Reeds"}


def test_a_wrong_correction_is_an_error_without_a_traceback(corpus: Path) -> None:
    """As a real command: exit code 1, the file, what is wrong, and what to do."""
    (corpus / "aliases.yaml").write_text("merge:\n  - [Ada Brook, Reed Ofice]\n")
    dateline = Path(sys.executable).with_name("dateline")
    done = subprocess.run([dateline, "aliases", corpus], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        f'Error: {corpus}/aliases.yaml: No source has the name "Reed Ofice". There is: Reed Office. '
        "Correct the name, or take it out.\n"
    )


def test_no_report_is_made_of_corrections_that_are_not_applied(corpus: Path, tmp_path: Path) -> None:
    """The report would carry a file that its figures do not follow."""
    (corpus / "aliases.yaml").write_text("rename:\n  Reed Office: Office of Reeds\n")
    done = run("report", "03-claim-timeline", "--corpus", corpus, "-o", tmp_path / "report")
    assert done.exit_code == 1
    assert f"Run: dateline aliases {corpus}" in done.stderr
    assert not (tmp_path / "report").exists()


def test_an_untagged_corpus_says_what_to_run(tmp_path: Path, corpus: Path) -> None:
    """There are no names before tagging."""
    run("read", tmp_path / "articles", "-o", tmp_path / "new")
    done = run("aliases", tmp_path / "new")
    assert done.exit_code == 1
    assert f"Run: dateline tag {tmp_path / 'new'}" in done.stderr


def test_the_sample_has_names_too() -> None:
    """The corpus in memory is shown; it has no file to edit."""
    done = run("aliases", "sample", "energy ministry")
    assert re.search(
        r"^    Energy Ministry: \d+ claims in \d+ articles, organisation \(longer name\)$", done.output, re.M
    )
    assert "edit" not in done.output
