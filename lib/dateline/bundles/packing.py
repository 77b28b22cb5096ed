"""Packing: files and what is known of them become the folder of a bundle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.bundles import script
from dateline.bundles.archive import write_archive
from dateline.bundles.bag import make_bag
from dateline.bundles.contents import Contents
from dateline.bundles.crate import write_crate
from dateline.bundles.kit import write_wheel
from dateline.bundles.layout import (
    BUNDLE,
    CITATION,
    CONDA,
    CORPUS,
    ENVIRONMENT,
    FORMAT,
    LICENCE,
    LOCK,
    MODEL,
    NOTEBOOK,
    PAYLOAD,
    README,
    REPORT,
    SCRIPT,
    is_portable,
)
from dateline.bundles.people import RESERVED, citation
from dateline.bundles.preview import write_preview
from dateline.bundles.readme import readme
from dateline.errors import BundleError

START = "binder/start"
RUNNABLE = frozenset({START, SCRIPT})
_BINDER_START = """#!/bin/bash
# Notebooks find the corpus of this bundle under the name that it had when they were run.
export DATELINE_BUNDLE="${REPO_DIR:-$PWD}/data"
exec "$@"
"""


def pack(
    folder: Path,
    contents: Contents,
    *,
    report: Mapping[str, Path],
    corpus: Mapping[str, Path],
    notebook: bytes,
    lock: str,
    metadata: str,
    cards: Mapping[str, Path],
) -> None:
    """Fill a new folder with a bundle.

    Args:
        folder: The folder; its name is the bundle's.
        contents: What is known of it.
        report: Files of the report that go in, by name.
        corpus: Files of the corpus that go in, by name.
        notebook: The notebook with its parameters and without outputs.
        lock: The lock of what the kit needs.
        metadata: The kit's ``METADATA``.
        cards: The card of each model, by what it is used for.

    Raises:
        BundleError: A file has a name that not every system can have.
    """
    for place, files in ((REPORT, report), (CORPUS, corpus)):
        for name, path in files.items():
            _copy(path, folder, f"{place}/{name}")
    for name, card in cards.items():
        _copy(card, folder, f"{MODEL}/{name}.md")
    kit = ""
    if contents.wheel:
        wheel = folder / ENVIRONMENT / contents.wheel
        wheel.parent.mkdir()
        write_wheel(wheel, version=contents.version, metadata=metadata)
        kit = script.sha256(wheel)
    texts = {
        BUNDLE: _facts(contents),
        CITATION: citation(contents.credits, version=contents.version),
        LICENCE: _licence(contents),
        LOCK: lock,
        CONDA: _conda(contents, kit),
    }
    for name, text in texts.items():
        _write(folder, name, text.encode("utf-8", "replace"))
    _write(folder, NOTEBOOK, notebook)
    write_preview(folder, contents)
    write_crate(folder, contents)
    # The page lists the files, and the description is one of them.
    write_preview(folder, contents)
    make_bag(folder, facts=_bag_facts(contents), beside=_beside(contents, lock, kit))


def write_bundle(folder: Path, target: Path) -> None:
    """Write the archive of a bundle's folder."""
    write_archive(folder, target, runnable=RUNNABLE)


def _copy(path: Path, folder: Path, name: str) -> None:
    if not is_portable(name):
        message = f'{path} cannot be put into a bundle: "{name}" is no name that a file can have on every system.'
        raise BundleError(message)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    # Contents alone: dates and modes are the bundle's own.
    shutil.copyfile(path, target)


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _facts(contents: Contents) -> str:
    facts: dict[str, Any] = {
        "dateline_bundle": FORMAT,
        "corpus": contents.run["corpus"],
        "kit": {"version": contents.version, "wheel": contents.wheel or None},
        "model_sha256": dict(contents.model),
        "text": contents.text,
        "withheld_sha256": dict(contents.withheld),
    }
    return json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _licence(contents: Contents) -> str:
    licence = contents.credits.licence
    said = f"This report and its data: {licence.name}, <{licence.address}>." if licence.address else RESERVED
    return (
        f"# Licence\n\n{said}\n\nThe articles are their publishers'; a licence of the report gives no right to them."
        " Dateline is under the MIT licence, the models that come with it under the licences in their cards (model/);"
        " other software is under the licences of its authors.\n"
    )


def _conda(contents: Contents, kit: str) -> str:
    python = ".".join(contents.run["python"].split(".")[:2])
    kit = f'      - "./{contents.wheel} --hash=sha256:{kit}"\n' if kit else ""
    return (
        "# conda env create -f environment.yml   (conda brings Python, pip the exact versions of everything else)\n"
        "name: dateline\nchannels:\n  - conda-forge\ndependencies:\n"
        f"  - python={python}\n  - pip\n  - pip:\n      - -r requirements.lock\n{kit}"
    )


def _bag_facts(contents: Contents) -> dict[str, str]:
    """Return what ``bag-info.txt`` says; the day is that of the run, since today's would make two bundles differ."""
    return {
        "Bagging-Date": contents.credits.date,
        "Bag-Software-Agent": f"Dateline {contents.version}",
        "External-Description": " ".join(contents.credits.title.split()),
    }


def _beside(contents: Contents, lock: str, kit: str) -> dict[str, bytes]:
    python = ".".join(contents.run["python"].split(".")[:2])
    own = f"./{PAYLOAD}/{ENVIRONMENT}/{contents.wheel} \\\n    --hash=sha256:{kit}\n" if kit else ""
    return {
        README: readme(contents).encode("utf-8", "replace"),
        SCRIPT: Path(script.__file__).read_bytes(),
        "binder/requirements.txt": (lock + own).encode(),
        "binder/runtime.txt": f"python-{python}\n".encode(),
        START: _BINDER_START.encode(),
    }
