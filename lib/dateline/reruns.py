"""From a bundle to its report again: unpacked, run in an environment of its own, and compared."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dateline import schema
from dateline.bundles import script, verify_bundle
from dateline.bundles.archive import open_archive
from dateline.bundles.comparison import Difference, compare_corpora, compare_reports, outcome
from dateline.bundles.kit import other_files
from dateline.bundles.layout import BUNDLE, CORPUS, LOCK, NOT_RUN, NOTEBOOK, OTHER_VERSIONS, PAYLOAD, REPORT, RUN
from dateline.copies import mark_copies
from dateline.corpus import BUNDLE as VARIABLE
from dateline.corpus import DESCRIPTION, describe, describe_tables, open_corpus
from dateline.errors import BundleError, DatelineError
from dateline.jobs import tag_corpus
from dateline.reports import repeating
from dateline.storage import write_table
from dateline.threads import mark_threads

TAGS, ARTICLES = "tags", "articles"
"""Where a run begins: with the tags in the bundle, or with its articles, which are tagged anew."""
TEXT = ("headline", "text", "authors")


@dataclass(frozen=True, slots=True)
class Rerun:
    """A report that was made again.

    Attributes:
        report: Its folder.
        files: Number of files that were compared.
        differences: Where it differs from the one in the bundle.
    """

    report: Path
    files: int
    differences: list[Difference]

    @property
    def code(self) -> int:
        """What the command exits with."""
        return outcome(self.differences)


def run_in_environment(
    bundle: str | Path,
    *,
    output: str | Path,
    depth: str = TAGS,
    articles: Path | None = None,
    environment: Path | None = None,
    kit: Path | None = None,
    wheels: Path | None = None,
) -> int:
    """Make the report of a bundle again in a fresh environment with the exact versions that the bundle names.

    The environment's own Dateline does the work and prints what it found.

    Args:
        bundle: The bundle, or the folder that came out of it.
        output: Folder for the report.
        depth: "tags", or "articles" to tag the articles anew.
        articles: A corpus folder that has the articles' text, where the bundle has not.
        environment: Folder to keep the environment in and to find it again; else it is made and deleted.
        kit: The kit's wheel, where the bundle is without it.
        wheels: A folder of wheels to install from instead of the network.

    Returns:
        What the run exited with.

    Raises:
        BundleError: The bundle is damaged or unsafe, or the environment cannot be made.
    """
    _verified(Path(bundle))
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary, _folder(Path(bundle)) as folder:
        place = (environment or Path(temporary) / "environment").absolute()
        try:
            wheel = kit or script.wheel_of(folder)
            python = script.make_environment(place, lock=folder / PAYLOAD / LOCK, kit=wheel, wheels=wheels)
        except script.NoEnvironmentError as error:
            raise BundleError(str(error), code=NOT_RUN) from error
        command = [*script.start(python), "rerun", "--here", str(folder), "-o", str(Path(output).absolute())]
        command += ["--from", depth]
        command += ["--articles", str(articles.absolute())] if articles else []
        return subprocess.run(command, env=script.clean_environment(), check=False).returncode


def run_here(bundle: str | Path, *, output: str | Path, depth: str = TAGS, articles: Path | None = None) -> Rerun:
    """Make the report of a bundle again with what is installed, and compare it.

    Args:
        bundle: The bundle, or the folder that came out of it.
        output: Folder for the report; new, empty, or an earlier report.
        depth: "tags", or "articles" to tag the articles anew.
        articles: A corpus folder that has the articles' text, where the bundle has not.

    Returns:
        The report and its differences.

    Raises:
        BundleError: The bundle is damaged or unsafe, other versions are installed, the text is needed and not there,
            or the notebook did not run to its end.
    """
    _verified(Path(bundle), versions=True)
    target = Path(output).absolute()
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary, _folder(Path(bundle)) as folder:
        data = (folder / PAYLOAD).resolve()
        _check_kit(data)
        facts, run = json.loads((data / BUNDLE).read_bytes()), json.loads((data / RUN).read_bytes())
        try:
            place = _prepared(data, Path(temporary), facts, depth=depth, articles=articles)
            # The notebook's own folder is an empty one: nothing that lies about where one stands gets in.
            (Path(temporary) / "here").mkdir()
            with contextlib.chdir(Path(temporary) / "here"):
                repeating.repeat_report(
                    data / NOTEBOOK,
                    run,
                    corpus=place / CORPUS,
                    output=target,
                    surroundings={VARIABLE: str(place)},
                    progress=None,
                )
        except BundleError:
            raise
        except (DatelineError, KeyError, TypeError, ValueError) as error:
            raise BundleError(f"The report could not be made again. {error}", code=NOT_RUN) from error
        differences = compare_corpora(data / CORPUS, place / CORPUS) if place != data and facts["text"] else []
        withheld = facts["withheld_sha256"]
        differences += compare_reports(data / REPORT, target, hashes=run["outputs"], withheld=withheld)
        return Rerun(target, len(run["outputs"]), differences)


def _verified(bundle: Path, *, versions: bool = False) -> None:
    verdict = verify_bundle(bundle)
    if verdict.code not in (0, OTHER_VERSIONS):
        first = [*map(str, verdict.faults), *verdict.breaches][0]
        message = (
            f"{bundle} does not pass verification, so nothing of it is run. {first}. See: dateline verify {bundle}"
        )
        raise BundleError(message, code=verdict.code)
    if versions and verdict.versions:
        others = "; ".join(f"{name} {expected}, here {found}" for name, expected, found in verdict.versions[:10])
        message = (
            f"Other versions are installed here than the bundle was made with ({others}). Leave out --here: the right"
            " ones are then installed in a place of their own."
        )
        raise BundleError(message, code=OTHER_VERSIONS)


def _check_kit(data: Path) -> None:
    """Refuse to go on with a kit of the same version whose files are not those of the bundle's."""
    wheels = sorted((data / "environment").glob("*.whl"))
    others = other_files(wheels[0]) if wheels else []
    if others:
        message = (
            f"The Dateline that is installed here is not the one in the bundle: {len(others):,} of its files differ,"
            f" such as {others[0]}. Leave out --here: the right one is then installed in a place of its own."
        )
        raise BundleError(message, code=OTHER_VERSIONS)


@contextmanager
def _folder(bundle: Path) -> Iterator[Path]:
    """Give the folder of a bundle; an archive is unpacked for as long as it is needed."""
    if bundle.is_dir():
        yield bundle
        return
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary:
        with open_archive(bundle) as archive:
            folder = archive.unpack(Path(temporary))
        yield folder


def _prepared(data: Path, temporary: Path, facts: Mapping[str, Any], *, depth: str, articles: Path | None) -> Path:
    """Return a folder with bundle.json and the corpus to run on: the bundle's own, or one with text or tags anew."""
    if facts["text"] and depth == TAGS:
        return data
    if not facts["text"] and articles is None:
        message = (
            "This bundle is without the articles' text. Give a corpus folder that has the same articles: --articles"
            " FOLDER"
        )
        raise BundleError(message, code=NOT_RUN)
    place = temporary / "bundle"
    shutil.copytree(data / CORPUS, place / CORPUS)
    shutil.copyfile(data / BUNDLE, place / BUNDLE)
    if not facts["text"] and articles is not None:
        _fill_in(place / CORPUS, articles)
    if depth == ARTICLES:
        _tag_again(place / CORPUS)
    return place


def _fill_in(corpus: Path, articles: Path) -> None:
    """Put the texts of another corpus into the table of articles that is without them, by their SHA-256."""
    known = open_corpus(articles).articles
    texts = known.drop_duplicates("id").set_index("id")
    lacking = pd.read_parquet(corpus / "articles.parquet")
    whole = schema.conform(lacking, "articles")
    same = whole["id"].isin(texts.index) & (whole["id"].map(texts["sha256"]) == whole["sha256"])
    if not same.all():
        first = whole.loc[~same].iloc[0]
        message = (
            f"{articles} lacks {int((~same).sum()):,} of {len(whole):,} articles, or has other texts of them, such as"
            f" {first['id']} ({first['outlet']}, {first['url']}; SHA-256 of the text {first['sha256']})."
        )
        raise BundleError(message, code=NOT_RUN)
    for column in TEXT:
        whole[column] = whole["id"].map(texts[column])
    expected = describe(corpus)["tables"]["articles"]["sha256"]
    if write_table(corpus, schema.conform(whole, "articles"), "articles") != expected:
        message = f"The articles of {articles} have the same texts, but other headlines or authors than those bundled."
        raise BundleError(message, code=NOT_RUN)


def _tag_again(corpus: Path) -> None:
    """Make everything but the articles anew, with the dictionary and the corrections that are there."""
    about = describe(corpus)
    kept = ("articles", "rejected")
    for path in corpus.glob("*.parquet"):
        if path.stem not in kept:
            path.unlink()
    (corpus / DESCRIPTION).unlink()
    describe_tables(corpus, {name: about["tables"][name] for name in kept})
    orders = {"true": True, "false": False}
    tag_corpus(corpus, day_first=orders.get(about["tags"]["day_first"]))
    if "copies" in about:
        mark_copies(corpus, threshold=about["copies"]["threshold"])
    if "threads" in about:
        mark_threads(corpus, least=about["threads"]["least"])
