"""From a report folder and its corpus to a bundle: what goes in, and whether it still belongs together."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import schema
from dateline.bundles.contents import Contents, Given
from dateline.bundles.kit import find_lock, kit_metadata, needed_packages, wheel_name
from dateline.bundles.lock import other_versions, trim_lock
from dateline.bundles.packing import pack, write_bundle
from dateline.bundles.people import Credits, read_authors, read_licence
from dateline.bundles.quoting import quotes_articles
from dateline.corpus import DESCRIPTION, describe
from dateline.errors import BundleError, CorpusError
from dateline.folders import whole
from dateline.reports import repeating
from dateline.reports.runs import CORRECTIONS
from dateline.reports.staging import RUN
from dateline.samples import write_sample
from dateline.storage import file_sha256

KEPT = ("topics.yaml", *CORRECTIONS)
"""Files of a corpus folder that the user writes, as far as they are there."""
MODELS = {
    "tagging": Path(__file__).parent / "tagging" / "model",
    "threads": Path(__file__).parent / "analysis" / "threads" / "model",
}
"""What the kit has learnt from examples, by what it is used for."""
SAMPLE = "sample"
WITHOUT_TEXT = ("headline", "text", "authors")
"""Columns of ``articles`` that a bundle without text leaves empty."""


def bundle_report(
    report: str | Path,
    output: str | Path,
    *,
    corpus: str | Path | None = None,
    title: str | None = None,
    authors: Sequence[str] = (),
    orcids: Sequence[str] = (),
    licence: str | None = None,
    text: bool = True,
    kit: bool = True,
    any_versions: bool = False,
) -> Path:
    """Pack a report with all that is needed to check it and to make it again into one file.

    The same report gives the same bytes, whenever and wherever it is packed.

    Args:
        report: A report folder.
        output: The bundle, ``NAME.crate.zip``; an earlier one is replaced.
        corpus: The corpus folder, where it is no longer where the report found it.
        title: What the bundle is called; else the first heading of the notebook.
        authors: Names of those who made the report.
        orcids: Their ORCIDs, in the same order.
        licence: SPDX identifier or address of the licence.
        text: Whether the articles' text goes in; else only hashes, addresses and offsets.
        kit: Whether Dateline itself goes in, so that one file is all that a stranger needs.
        any_versions: Pack a report that was made with other versions of packages than those in the lock.

    Returns:
        The bundle.

    Raises:
        BundleError: The folder is no report, the report or its corpus has changed since, or it was made with other
            versions than those in the lock.
        CorpusError: The corpus is not there.
    """
    folder, target = Path(report), Path(output)
    run = _read_run(folder)
    lock = _lock(run, any_versions=any_versions)
    name = title or repeating.report_title(folder)
    credits = Credits(name, run["started"][:10], read_authors(authors, orcids), read_licence(licence))
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary, _corpus(run, corpus) as place:
        tables, withheld = _corpus_files(place, folder), dict[str, str]()
        if not text:
            withheld = _withheld(folder, run, place)
            tables["articles.parquet"] = _without_text(place, Path(temporary))
        notebook = Path(temporary) / "notebook.ipynb"
        repeating.write_blank(folder, notebook)
        contents = _contents(folder, run, place, credits, kit=kit, text=text, withheld=withheld)
        bundle = Path(temporary) / contents.name
        bundle.mkdir()
        pack(
            bundle,
            contents,
            report={name: folder / name for name in (*run["outputs"], RUN) if name not in withheld},
            corpus=tables,
            notebook=notebook.read_bytes(),
            lock=lock,
            metadata=kit_metadata(),
            cards={name: folder / "MODEL_CARD.md" for name, folder in MODELS.items()},
        )
        _write(bundle, target)
    return target


def _write(bundle: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    whole(target, lambda path: write_bundle(bundle, path))


def _contents(
    folder: Path,
    run: Mapping[str, Any],
    place: Path,
    credits: Credits,
    *,
    kit: bool,
    text: bool,
    withheld: Mapping[str, str],
) -> Contents:
    return Contents(
        name=_name(folder),
        credits=credits,
        run=run,
        parameters=[Given(*one) for one in repeating.given_parameters(folder)],
        rows=_rows(describe(place)),
        version=version("dateline"),
        wheel=wheel_name(version("dateline")) if kit else "",
        text=text,
        withheld=withheld,
        figures={} if withheld else repeating.described_figures(folder),
        model=_model_hashes(),
    )


def _model_hashes() -> dict[str, str]:
    files = [(name, path) for name, folder in MODELS.items() for path in sorted(folder.iterdir()) if path.is_file()]
    return {f"{name}/{path.name}": file_sha256(path) for name, path in files}


def _read_run(folder: Path) -> dict[str, Any]:
    """Return ``run.json`` of a report whose files are as they were when it was made."""
    try:
        run = json.loads((folder / RUN).read_bytes())
        outputs = dict(run["outputs"])
        _ = run["notebook"]["name"], run["corpus"]["given"], run["started"][:10], run["packages"], run["python"]
    except FileNotFoundError:
        message = f"{folder} is no report: there is no {RUN} in it. Make one: dateline report NOTEBOOK -o {folder}"
        raise BundleError(message) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise BundleError(
            f"{folder / RUN} cannot be understood ({type(error).__name__}). Make the report again."
        ) from None
    for name, expected in outputs.items():
        path = folder / name
        if not path.is_file() or file_sha256(path) != expected:
            what = "was changed since the report was made" if path.is_file() else "is missing from the report"
            raise BundleError(f"{path} {what}. Make the report again: dateline report")
    return dict(run)


def _lock(run: Mapping[str, Any], *, any_versions: bool) -> str:
    """Return the lock of what the kit needs, if the report was made with what stands in it."""
    path = find_lock()
    if path is None:
        message = "This Dateline was installed without its requirements.lock. Install it from its wheel or repository."
        raise BundleError(message)
    full = path.read_text(encoding="utf-8")
    others = other_versions(full, {name: found for name, found in run["packages"].items() if name != "dateline"})
    if others and not any_versions:
        message = (
            f"The report was made with other versions than those in requirements.lock ({'; '.join(others)}), so it may"
            " not come out the same with those. Install from the lock and make the report again, or pack it all the"
            " same with --any-versions."
        )
        raise BundleError(message)
    return trim_lock(full, needed_packages())


@contextmanager
def _corpus(run: Mapping[str, Any], given: str | Path | None) -> Iterator[Path]:
    """Give the corpus folder that a report was made from, unchanged since."""
    if run["corpus"]["given"] == SAMPLE and run["corpus"]["manifest_sha256"] is None:
        with tempfile.TemporaryDirectory(prefix="dateline-") as temporary:
            write_sample(Path(temporary) / SAMPLE)
            yield Path(temporary) / SAMPLE
        return
    place = Path(given if given is not None else run["corpus"]["given"])
    if not (place / DESCRIPTION).is_file():
        message = f"There is no corpus in {place}, which the report was made from. Say where it is now: --corpus FOLDER"
        raise CorpusError(message, path=str(place))
    if file_sha256(place / DESCRIPTION) != run["corpus"]["manifest_sha256"]:
        message = (
            f"The corpus in {place} is not the one that the report was made from, or has changed since. Make the report"
            " again, or say where the corpus is: --corpus FOLDER"
        )
        raise BundleError(message)
    yield place


def _corpus_files(place: Path, report: Path) -> dict[str, Path]:
    """Return the files of a corpus folder that go in, by name, if they are as ``corpus.json`` says."""
    about = describe(place)
    files = {DESCRIPTION: place / DESCRIPTION}
    for table, facts in _tables(about).items():
        path = place / f"{table}.parquet"
        parts = sorted(part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]
        files |= {part.relative_to(place).as_posix(): part for part in parts}
        if path.is_file() and file_sha256(path) != facts["sha256"]:
            raise BundleError(f"{path} has changed since corpus.json was written. Run: dateline tag {place}")
    for name in KEPT:
        if (place / name).is_file():
            files[name] = place / name
    for name in CORRECTIONS:
        kept = report / name
        if kept.is_file() and (name not in files or kept.read_bytes() != files[name].read_bytes()):
            raise BundleError(f"{place / name} has changed since the report was made. Make the report again.")
    if missing := [str(path) for path in files.values() if not path.is_file()]:
        raise CorpusError(f"{missing[0]} is missing. Run: dateline tag {place}", path=missing[0])
    return files


def _tables(about: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what ``corpus.json`` says of each table: those read, and those that later steps made."""
    found = dict(about["tables"])
    for step in about.values():
        if isinstance(step, dict) and isinstance(step.get("tables"), dict):
            found |= step["tables"]
    return {name: facts for name, facts in sorted(found.items()) if name in schema.TABLES}


def _rows(about: Mapping[str, Any]) -> dict[str, int]:
    return {name: int(facts["rows"]) for name, facts in _tables(about).items()}


def _without_text(place: Path, temporary: Path) -> Path:
    """Write the articles without what is under copyright, and return the file."""
    path = temporary / "articles.parquet"
    with (
        pq.ParquetFile(place / "articles.parquet") as old,
        pq.ParquetWriter(path, old.schema_arrow, compression="zstd") as writer,
    ):
        for group in range(old.num_row_groups):
            table = old.read_row_group(group)
            for column in WITHOUT_TEXT:
                number = table.schema.get_field_index(column)
                field = table.schema.field(number)
                table = table.set_column(number, field, pa.nulls(len(table), field.type))
            writer.write_table(table)
    return path


def _withheld(folder: Path, run: Mapping[str, Any], place: Path) -> dict[str, str]:
    """Return the hashes of the report's files that quote articles."""
    texts = pq.read_table(place / "articles.parquet", columns=["headline", "text"]).to_pylist()
    articles = [text for row in texts for text in row.values() if text]
    quoting = quotes_articles({name: folder / name for name in run["outputs"]}, articles)
    # No text is looked for in a PDF, which shows the page again.
    return {name: found for name, found in run["outputs"].items() if name in quoting or name.endswith(".pdf")}


def _name(folder: Path) -> str:
    """Return a name for the bundle's folder that every system can have."""
    plain = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in folder.resolve().name
    )
    return plain.strip("-_")[:100] or "bundle"
