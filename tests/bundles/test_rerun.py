"""Making the report of a bundle again: the same bytes, or every difference said."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.bundles import script
from dateline.bundles.layout import DAMAGED, DIFFERENT, NOT_RUN, OTHER_VERSIONS
from dateline.bundling import bundle_report
from dateline.cli import main
from dateline.errors import BundleError
from dateline.reruns import run_here

SCRIPT = "import sys; from dateline.cli import main; main(['rerun', '--here', *sys.argv[1:]])"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "run.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def seal(folder: Path) -> None:
    """Write all manifests of an unpacked bundle anew, and the number of its bytes."""
    sizes = [path.stat().st_size for path in (folder / "data").rglob("*") if path.is_file()]
    info = (folder / "bag-info.txt").read_text().splitlines()
    lines = [f"Payload-Oxum: {sum(sizes)}.{len(sizes)}" if line.startswith("Payload") else line for line in info]
    (folder / "bag-info.txt").write_text("\n".join(lines) + "\n")
    for prefix in ("manifest", "tagmanifest"):
        for algorithm in ("sha256", "sha512"):
            manifest = folder / f"{prefix}-{algorithm}.txt"
            names = [line.split(maxsplit=1)[1] for line in manifest.read_text().splitlines()]
            rows = [f"{hashlib.new(algorithm, (folder / name).read_bytes()).hexdigest()} {name}\n" for name in names]
            manifest.write_text("".join(rows))


@pytest.mark.parametrize("depth", ["tags", "articles"])
def test_the_same_report_comes_out(made: Path, place: Path, tmp_path: Path, depth: str) -> None:
    """From the tags and from the articles every byte is the same; the corpus that it was made from is not needed."""
    (place / "corpus").rename(place / "away")
    try:
        done = run("rerun", "--here", made, "-o", tmp_path / "again", "--from", depth)
    finally:
        (place / "away").rename(place / "corpus")
    assert done.exit_code == 0, done.output
    assert "The same, byte for byte" in done.output
    assert contents(tmp_path / "again") == contents(place / "report")


def test_surroundings_change_nothing(made: Path, place: Path, tmp_path: Path) -> None:
    """Time zone, language, hash seed, threads, warnings, width, the user's own figure style and the folder."""
    folder = tmp_path / "ein Ordner, naïve"
    (folder / "settings" / "matplotlib").mkdir(parents=True)
    (folder / "settings" / "matplotlib" / "matplotlibrc").write_text("axes.facecolor: red\nfont.size: 20\n")
    (folder / "matplotlibrc").write_text("axes.facecolor: red\n")
    (folder / "random.py").write_text("raise SystemExit('from the folder one stands in')")
    variant = {
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "11",
        "PYTHONWARNINGS": "always",
        "OMP_NUM_THREADS": "3",
        "COLUMNS": "31",
        "XDG_CONFIG_HOME": str(folder / "settings"),
        "MPLCONFIGDIR": str(folder / "settings" / "matplotlib"),
    }
    command = [sys.executable, "-P", "-c", SCRIPT, str(made), "-o", "again"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | variant, capture_output=True, text=True, check=False, umask=0o077
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(folder / "again") == contents(place / "report")


def test_a_report_that_does_not_come_out_the_same_is_said(unpacked: Path, tmp_path: Path) -> None:
    """Where the tags in a bundle are others than the report was made from, the rows that differ are listed."""
    run_json = unpacked / "data" / "report" / "run.json"
    facts = json.loads(run_json.read_bytes())
    path = unpacked / "data" / "report" / "tables" / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"Ana Ruiz", b"Ona Ruiz"))
    facts["outputs"]["tables/claims.csv"] = hashlib.sha256(path.read_bytes()).hexdigest()
    run_json.write_text(json.dumps(facts))
    seal(unpacked)
    done = run("rerun", "--here", unpacked, "-o", tmp_path / "again")
    assert done.exit_code == DIFFERENT
    assert 'tables/claims.csv: row 1, column source: "Ona Ruiz" before, "Ana Ruiz" now' in done.output


def test_without_text_the_articles_are_asked_for_and_put_in(place: Path, tmp_path: Path) -> None:
    """With a corpus that has the same articles, the same report comes out; without one, or with others, it is said."""
    made = bundle_report(place / "report", tmp_path / "no.crate.zip", text=False, kit=False, any_versions=True)
    done = run("rerun", "--here", made, "-o", tmp_path / "again")
    assert done.exit_code == NOT_RUN
    assert "This bundle is without the articles' text." in done.stderr
    for depth in ("tags", "articles"):
        done = run("rerun", "--here", made, "-o", tmp_path / "again", "--articles", place / "corpus", "--from", depth)
        assert done.exit_code == 0, done.output
        assert contents(tmp_path / "again") == contents(place / "report")
    with pytest.raises(BundleError, match=r"lacks 2 of 2 articles, or has other texts of them") as error:
        run_here(made, output=tmp_path / "again", articles=Path("sample"))
    assert error.value.code == NOT_RUN


def test_a_damaged_bundle_is_not_run(unpacked: Path, tmp_path: Path) -> None:
    """Nothing of a bundle that does not pass verification is run."""
    path = unpacked / "data" / "notebook.ipynb"
    path.write_text(path.read_text().replace("import dateline as dl", f"open({str(tmp_path / 'ran')!r}, 'w')"))
    done = run("rerun", "--here", unpacked, "-o", tmp_path / "again")
    assert done.exit_code == DAMAGED
    assert "does not pass verification, so nothing of it is run" in done.stderr
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "again").exists()


def test_here_needs_the_same_versions(unpacked: Path, tmp_path: Path) -> None:
    """--here with another numpy is refused, since what came out would say nothing."""
    path = unpacked / "data" / "report" / "run.json"
    facts = json.loads(path.read_bytes())
    facts["packages"]["numpy"] = "1.0"
    path.write_text(json.dumps(facts))
    seal(unpacked)
    done = run("rerun", "--here", unpacked, "-o", tmp_path / "again")
    assert done.exit_code == OTHER_VERSIONS
    assert "numpy 1.0, here " in done.stderr


def test_a_notebook_that_fails_is_said(unpacked: Path, tmp_path: Path) -> None:
    """The cell and the reason, and the code for it."""
    path = unpacked / "data" / "notebook.ipynb"
    path.write_text(path.read_text().replace("dl.open_corpus(corpus)", "dl.open_corpus(1 / 0)"))
    seal(unpacked)
    done = run("rerun", "--here", unpacked, "-o", tmp_path / "again")
    assert done.exit_code == NOT_RUN
    assert "ZeroDivisionError" in done.stderr


def test_an_environment_that_cannot_be_made_is_said(made: Path, tmp_path: Path) -> None:
    """A bundle without the kit asks for it; packages that cannot be had end in pip's own words."""
    done = run("rerun", made, "-o", tmp_path / "again")
    assert done.exit_code == NOT_RUN
    assert "This bundle is without Dateline itself. Give its wheel: --kit" in done.stderr
    (tmp_path / "wheels").mkdir()
    (tmp_path / "kit.whl").write_bytes(b"")
    done = run("rerun", made, "-o", tmp_path / "again", "--kit", tmp_path / "kit.whl", "--wheels", tmp_path / "wheels")
    assert done.exit_code == NOT_RUN
    assert "The packages could not be installed." in done.stderr


def test_a_folder_of_something_else_is_no_environment(tmp_path: Path) -> None:
    """Nothing of the user's is deleted to make room for an environment."""
    (tmp_path / "lock").write_text("")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("thesis")
    with pytest.raises(script.NoEnvironmentError, match="holds other files"):
        script.make_environment(tmp_path / "mine", lock=tmp_path / "lock", kit=tmp_path / "lock")
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_the_script_in_the_bundle_finds_damage(unpacked: Path, tmp_path: Path) -> None:
    """rerun.py needs nothing but Python, and installs and runs nothing of a damaged bundle."""
    (unpacked / "data" / "notebook.ipynb").write_text("{}")
    (unpacked / "data" / "CITATION.cff").unlink()
    command = [sys.executable, "-I", "-S", str(unpacked / "rerun.py"), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == DAMAGED
    assert "data/CITATION.cff is missing" in done.stderr
    assert "data/notebook.ipynb has another SHA-256" in done.stderr
    assert not (tmp_path / "out").exists()


def test_binder_finds_the_corpus_by_its_name(unpacked: Path, place: Path, tmp_path: Path) -> None:
    """With what binder/start sets, the name in the notebook opens the corpus in the bundle."""
    shutil.copytree(unpacked, tmp_path / "repo")
    code = "import sys, dateline; found = dateline.open_corpus(sys.argv[1]); print(len(found.claims), found.folder)"
    command = ["bash", str(tmp_path / "repo" / "binder" / "start"), sys.executable, "-c", code, str(place / "corpus")]
    environment = os.environ | {"REPO_DIR": str(tmp_path / "repo")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    count, folder = done.stdout.split()
    assert int(count) > 0
    assert folder == str(tmp_path / "repo" / "data" / "corpus")
