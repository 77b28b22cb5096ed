"""Making a bundle: what goes in, that it is the same every time, and what is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner

from dateline.bundles import verify_bundle
from dateline.bundling import bundle_report
from dateline.cli import main
from dateline.corpus import open_corpus
from dateline.errors import BundleError, CorpusError
from dateline.reports import run_report

Validator = Callable[..., list[str]]
SCRIPT = """
import sys
from dateline.bundling import bundle_report
bundle_report(sys.argv[1], sys.argv[2], kit=False, any_versions=True)
"""


def content(bundle: Path) -> dict[str, bytes]:
    """Return the files of a bundle by name below its folder."""
    with zipfile.ZipFile(bundle) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def pack(report: Path, target: Path, **options: object) -> Path:
    return bundle_report(report, target, kit=False, any_versions=True, **options)  # type: ignore[arg-type]


@pytest.fixture
def report(place: Path, tmp_path: Path) -> Path:
    """Give a copy of the report, to do harm to; its corpus stays where it is."""
    return Path(shutil.copytree(place / "report", tmp_path / "report"))


def test_a_bundle_holds_what_is_needed(made: Path, place: Path) -> None:
    """Report, notebook, articles, tags, corrections, lock, model card, licence, citation and manifests."""
    found = content(made)
    assert set(found) >= {
        *(f"data/report/{name}" for name in ("report.html", "report.pdf", "report.ipynb", "run.json")),
        *(f"data/report/{name}" for name in ("tables/claims.csv", "figures/claims.png", "figures/claims.svg")),
        *(f"data/corpus/{name}.parquet" for name in ("articles", "rejected", "claims", "entities", "sentences")),
        *(f"data/{name}" for name in ("corpus/corpus.json", "corpus/aliases.yaml", "notebook.ipynb", "bundle.json")),
        *(f"data/{name}" for name in ("environment/requirements.lock", "environment/environment.yml")),
        *(
            f"data/{name}"
            for name in ("model/tagging.md", "model/threads.md", "CITATION.cff", "LICENCE.md", "ro-crate-preview.html")
        ),
        *("README.md", "rerun.py", "binder/requirements.txt", "binder/start", "bagit.txt", "bag-info.txt"),
        *(f"{kind}-{algorithm}.txt" for kind in ("manifest", "tagmanifest") for algorithm in ("sha256", "sha512")),
    }
    assert found["data/corpus/claims.parquet"] == (place / "corpus" / "claims.parquet").read_bytes()
    assert b"python3 rerun.py" in found["README.md"]
    assert found["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@pytest.mark.parametrize(
    "variant", [{"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}, {"TZ": "America/Lima", "LC_ALL": "C"}]
)
def test_the_same_report_gives_the_same_bytes(place: Path, tmp_path: Path, variant: dict[str, str]) -> None:
    """Time zone, language, hash seed, umask and folder change no byte of a bundle."""
    first = pack(place / "report", tmp_path / "first.crate.zip")
    target = tmp_path / "a folder, naïve" / "second.crate.zip"
    command = f'umask 077; exec "{sys.executable}" -c "$0" "$1" "$2"'
    subprocess.run(
        ["sh", "-c", command, SCRIPT, str(place / "report"), str(target)], check=True, env=os.environ | variant
    )
    assert first.read_bytes() == target.read_bytes()


def test_the_notebook_inside_has_no_outputs_and_the_parameters_of_the_run(made: Path) -> None:
    """It is what was run: the injected cell stands in it, and nothing of what came out."""
    notebook = json.loads(content(made)["data/notebook.ipynb"])
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in code] == [[]] * len(code)
    assert [cell["execution_count"] for cell in code] == [None] * len(code)
    assert any("shown = 2" in "".join(cell["source"]) for cell in code)


@pytest.mark.parametrize("profile", ["process-run-crate", "workflow-run-crate"])
def test_the_validator_of_the_community_finds_nothing_required_wrong(
    unpacked: Path, tmp_path: Path, profile: str, community_faults: Validator
) -> None:
    """Of what the profiles require, nothing is lacking; where the licence is taken out, it says so."""
    assert community_faults(unpacked, tmp_path / "cache", profile=profile) == []
    path = unpacked / "data" / "ro-crate-metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"license"', '"comment"'), encoding="utf-8")
    assert any("`license`" in fault for fault in community_faults(unpacked, tmp_path / "cache2", profile=profile))


def test_a_bundle_without_author_and_licence_is_valid_too(
    place: Path, tmp_path: Path, community_faults: Validator
) -> None:
    """Nobody is made up: the author is not named, and all rights are reserved."""
    made = pack(place / "report", tmp_path / "plain.crate.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path)
    assert community_faults(tmp_path / "report", tmp_path / "cache", profile="process-run-crate") == []
    assert verify_bundle(made).code == 0
    assert "Not named" in (tmp_path / "report" / "README.md").read_text()
    assert (
        "all rights in this bundle stay with those who hold them" in (tmp_path / "report/data/LICENCE.md").read_text()
    )


def test_the_page_runs_nothing_and_escapes_what_it_shows(made: Path) -> None:
    """Names with markup are text, and the page has no script and forbids one."""
    page = content(made)["data/ro-crate-preview.html"].decode()
    assert "Ana &lt;i&gt;Ruiz&lt;/i&gt;" in page
    assert "<i>" not in page
    assert not re.search(r"<script|\son\w+=|javascript:", page, re.IGNORECASE)
    assert "default-src 'none'" in page
    assert 'alt="A bar."' in page


def test_the_citation_is_one(made: Path) -> None:
    """CITATION.cff is YAML with the title, the author with the ORCID, the day and the licence."""
    cited = yaml.safe_load(content(made)["data/CITATION.cff"])
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"] == [{"name": "Ana <i>Ruiz</i>", "orcid": "https://orcid.org/0000-0002-1825-0097"}]
    assert (cited["title"], cited["license"]) == ("Who speaks of the dam", "CC-BY-4.0")


def test_without_text_no_sentence_of_an_article_is_in_the_bundle(place: Path, tmp_path: Path) -> None:
    """Texts, headlines and what of the report quotes them stay out; hashes, offsets and the figure stay in."""
    made = pack(place / "report", tmp_path / "no-text.crate.zip", text=False)
    found = content(made)
    assert verify_bundle(made).code == 0
    for quotation in (b"cracks as wide as a hand", b"sleep below it tonight", b"told what to fear"):
        assert [name for name, data in found.items() if quotation in data] == []
    withheld = json.loads(found["data/bundle.json"])["withheld_sha256"]
    assert set(withheld) == {"report.html", "report.ipynb", "report.pdf", "tables/claims.csv"}
    assert not {f"data/report/{name}" for name in withheld} & set(found)
    (tmp_path / "articles.parquet").write_bytes(found["data/corpus/articles.parquet"])
    articles, whole = pd.read_parquet(tmp_path / "articles.parquet"), open_corpus(place / "corpus").articles
    assert articles["text"].isna().all()
    assert articles["headline"].isna().all()
    assert articles["sha256"].tolist() == whole["sha256"].tolist()
    assert "data/report/figures/claims.png" in found


def test_a_report_that_was_changed_is_refused(report: Path, tmp_path: Path) -> None:
    """A table edited by hand, or a missing file, is named; no bundle is written."""
    (report / "tables" / "claims.csv").write_text("none")
    with pytest.raises(BundleError, match=r"claims.csv was changed since the report was made"):
        pack(report, tmp_path / "out.crate.zip")
    (report / "report.html").unlink()
    with pytest.raises(BundleError, match=r"report.html is missing from the report"):
        pack(report, tmp_path / "out.crate.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report"]


def test_a_report_whose_corpus_has_changed_is_refused(place: Path, tmp_path: Path) -> None:
    """Other tags, other claims or other corrections than the report was made from are each said."""
    corpus = Path(shutil.copytree(place / "corpus", tmp_path / "corpus"))
    about = (corpus / "corpus.json").read_bytes()
    (corpus / "corpus.json").write_bytes(about + b"\n")
    with pytest.raises(BundleError, match="is not the one that the report was made from, or has changed since"):
        pack(place / "report", tmp_path / "out.crate.zip", corpus=corpus)
    (corpus / "corpus.json").write_bytes(about)
    claims = (corpus / "claims.parquet").read_bytes()
    (corpus / "claims.parquet").write_bytes(claims + b"x")
    with pytest.raises(BundleError, match=r"claims.parquet has changed since corpus.json was written"):
        pack(place / "report", tmp_path / "out.crate.zip", corpus=corpus)
    (corpus / "claims.parquet").write_bytes(claims)
    (corpus / "aliases.yaml").write_text("merge: []\n")
    with pytest.raises(BundleError, match=r"aliases.yaml has changed since the report was made"):
        pack(place / "report", tmp_path / "out.crate.zip", corpus=corpus)


def test_a_corpus_that_has_moved_is_asked_for_and_taken(place: Path, tmp_path: Path) -> None:
    """Where the corpus is no longer there, the error says how to say where it is; the bundle is the same."""
    first = pack(place / "report", tmp_path / "first.crate.zip")
    (place / "corpus").rename(place / "elsewhere")
    try:
        with pytest.raises(CorpusError, match="Say where it is now: --corpus FOLDER"):
            pack(place / "report", tmp_path / "second.crate.zip")
        second = pack(place / "report", tmp_path / "second.crate.zip", corpus=place / "elsewhere")
    finally:
        (place / "elsewhere").rename(place / "corpus")
    assert first.read_bytes() == second.read_bytes()


def test_the_sample_is_packed_with_its_tables(place: Path, tmp_path: Path) -> None:
    """A report of the sample, which has no folder, is a bundle with a folder of it."""
    run_report(place / "dam.ipynb", corpus="sample", output=tmp_path / "report", progress=False)
    made = pack(tmp_path / "report", tmp_path / "sample.crate.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "out")
    corpus = open_corpus(tmp_path / "out" / "report" / "data" / "corpus")
    sample = open_corpus("sample")
    for table in ("articles", "claims", "times", "topics", "aliases", "copies"):
        pd.testing.assert_frame_equal(corpus.table(table), sample.table(table))


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    """A folder without run.json, or with another one, is no report; the command says so with exit code 1."""
    done = CliRunner().invoke(main, ["bundle", str(tmp_path), "-o", str(tmp_path / "x.crate.zip")])
    assert done.exit_code == 1
    assert f"{tmp_path} is no report" in done.stderr
    (tmp_path / "run.json").write_text("[]")
    with pytest.raises(BundleError, match="cannot be understood"):
        pack(tmp_path, tmp_path / "x.crate.zip")


def test_other_versions_than_in_the_lock_are_refused_unless_asked_for(report: Path, tmp_path: Path) -> None:
    """A report made with another pandas than the lock has may not come out the same: it is said, with both versions."""
    path = report / "run.json"
    facts = json.loads(path.read_bytes())
    path.write_text(json.dumps(facts | {"packages": facts["packages"] | {"pandas": "1.0"}}))
    with pytest.raises(BundleError, match=r"pandas: 3[0-9.]+ in the lock, 1\.0 here.*--any-versions"):
        bundle_report(report, tmp_path / "x.crate.zip", kit=False)
    assert pack(report, tmp_path / "x.crate.zip").exists()


def test_an_earlier_bundle_stays_when_the_new_one_fails(report: Path, tmp_path: Path) -> None:
    """A bundle is replaced only by a whole one."""
    target = pack(report, tmp_path / "x.crate.zip")
    before = target.read_bytes()
    (report / "report.html").unlink()
    with pytest.raises(BundleError):
        pack(report, target)
    assert target.read_bytes() == before
