"""The parts of a bundle: people and licences, the lock, the wheel, and what counts as a quotation."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from dateline.bundles.kit import kit_files, kit_metadata, needed_packages, write_wheel
from dateline.bundles.lock import locked_versions, other_versions, trim_lock
from dateline.bundles.people import Author, read_authors, read_licence, read_orcid
from dateline.bundles.quoting import quotes_articles
from dateline.errors import BundleError

LOCK = """\
# made by hand
asttokens==3.0 \\
    --hash=sha256:aa
    # via stack-data
ipython==9.1 \\
    --hash=sha256:bb
    # via
    #   dateline (pyproject.toml)
    #   ipykernel
mypy==1.15 \\
    --hash=sha256:cc
    # via dateline (pyproject.toml)
mypy-extensions==1.0 \\
    --hash=sha256:dd
    # via mypy
numpy==2.2 ; python_version < '3.12' \\
    --hash=sha256:ee
    # via dateline (pyproject.toml)
numpy==2.4 ; python_version >= '3.12' \\
    --hash=sha256:ff
    # via dateline (pyproject.toml)
stack-data==0.6 \\
    --hash=sha256:00
    # via ipython
"""


def test_the_lock_is_trimmed_to_what_the_kit_needs() -> None:
    """What only developing asks for is left out, with all that only it asks for; the rest stays letter for letter."""
    trimmed = trim_lock(LOCK, ["IPython", "numpy"])
    assert sorted(locked_versions(trimmed)) == ["asttokens", "ipython", "numpy", "stack-data"]
    assert locked_versions(trimmed)["numpy"] == ["2.2", "2.4"]
    assert all(line in LOCK.splitlines() for line in trimmed.splitlines())


def test_a_lock_that_lacks_something_is_refused() -> None:
    """A package that the kit needs and the lock has not is named."""
    with pytest.raises(BundleError, match=r"requirements.lock lacks onnxruntime. Bring it up to date: make lock"):
        trim_lock(LOCK, ["ipython", "onnxruntime"])


def test_versions_are_compared_with_all_that_the_lock_allows() -> None:
    """A package in one of the locked versions agrees; another version and a missing package are said."""
    assert other_versions(LOCK, {"numpy": "2.4", "Stack_Data": "0.6", "unheard": "1"}) == []
    assert other_versions(LOCK, {"numpy": "2.3", "ipython": None}) == [
        "ipython: 9.1 in the lock, not installed here",
        "numpy: 2.2 or 2.4 in the lock, 2.3 here",
    ]


def test_the_wheel_is_the_same_every_time_and_holds_everything(tmp_path: Path) -> None:
    """Two wheels are equal, and pip installs one: the command works, with notebooks, sample, lock and model."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_wheel(
            tmp_path / name / f"dateline-{version('dateline')}-py3-none-any.whl",
            version=version("dateline"),
            metadata=kit_metadata(),
        )
    wheel = tmp_path / "one" / f"dateline-{version('dateline')}-py3-none-any.whl"
    assert wheel.read_bytes() == (tmp_path / "two" / wheel.name).read_bytes()
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", "--target", str(tmp_path / "in")]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    code = (
        "import dateline.samples, dateline.bundles.kit as kit; from dateline.reports import find_notebook;"
        "print(kit.PACKAGE, dateline.samples.sample_folder(), find_notebook('04-keyness'), kit.find_lock(), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "in"), "PATH": ""},
    )
    package = tmp_path / "in" / "dateline"
    assert done.stdout.splitlines() == [
        str(package),
        str(package / "_sample"),
        str(package / "_notebooks" / "04-keyness.ipynb"),
        str(package / "_lock" / "requirements.lock"),
    ]
    assert (package / "tagging" / "model" / "tagger.onnx").stat().st_size > 20_000_000


def test_the_wheel_asks_for_what_the_project_asks_for() -> None:
    """Its metadata names each dependency of pyproject.toml, even one added since the checkout was installed."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    asked = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [f"Requires-Dist: {line}" for line in asked] == kit_metadata().splitlines()[5:]
    assert {"pandas", "bagit", "dask"} <= set(needed_packages())


def test_the_wheel_holds_no_caches_and_nothing_hidden() -> None:
    """Compiled files, checkpoints and the like are no part of the kit."""
    names = list(kit_files())
    assert "cli.py" in names
    assert "_notebooks/01-corpus-profile.ipynb" in names
    assert [name for name in names if "__pycache__" in name or "/." in name or name.endswith(".pyc")] == []


def test_authors_have_the_orcid_in_their_place() -> None:
    """ORCIDs are matched in order, with or without their address; who has none goes without."""
    assert read_authors(["Ana Ruiz", "Ada  Brook"], ["https://orcid.org/0000-0002-1825-0097"]) == [
        Author("Ana Ruiz", "0000-0002-1825-0097"),
        Author("Ada Brook"),
    ]
    with pytest.raises(BundleError, match="There are 1 ORCIDs and 0 authors"):
        read_authors([], ["0000-0002-1825-0097"])
    with pytest.raises(BundleError, match="has no name"):
        read_authors([" "], [])


@pytest.mark.parametrize(
    "wrong", ["0000-0002-1825-0098", "0000-0002-1825", "orcid", "https://other.org/0000-0002-1825-0097"]
)
def test_a_wrong_orcid_is_refused(wrong: str) -> None:
    """The check digit is looked at."""
    with pytest.raises(BundleError, match="is no ORCID"):
        read_orcid(wrong)


def test_an_orcid_may_end_in_x() -> None:
    """Ten is written as X."""
    assert read_orcid("0000-0002-1694-233X") == "0000-0002-1694-233X"


def test_licences_are_spdx_or_addresses() -> None:
    """An identifier is spelt as SPDX does and gets its address; anything else is refused."""
    assert read_licence("cc-by-4.0").address == "https://spdx.org/licenses/CC-BY-4.0"
    assert read_licence("https://example.org/terms").spdx == ""
    for wrong in ("mine", "MIT OR Apache-2.0", "javascript:alert(1)", ""):
        with pytest.raises(BundleError, match="is no licence"):
            read_licence(wrong)


def test_eight_words_in_a_row_are_a_quotation(tmp_path: Path) -> None:
    """They are found in a page between tags, in a notebook over its lines, and in a table; seven are none."""
    article = "The dam at Tarrow has cracks as wide as a hand, the engineer said."
    files = {
        "page.html": "<p>dam at <b>Tarrow</b> has cracks &#97;s wide as a</p>",
        "book.ipynb": '{"cells": [{"outputs": [{"text": ["dam at Tarrow has\\n", "cracks as WIDE as a hand"]}]}]}',
        "table.csv": 'words\n"dam at Tarrow has cracks as wide"\n',
        "short.csv": "Dam\nhas cracks\n",
        "headline.csv": "Cracks in Tarrow Dam\n",
    }
    paths = {}
    for name, text in files.items():
        paths[name] = tmp_path / name
        paths[name].write_text(text)
    assert quotes_articles(paths, [article, "Cracks in Tarrow Dam"]) == {"page.html", "book.ipynb", "headline.csv"}
