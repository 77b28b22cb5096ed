"""The description of a bundle: an RO-Crate 1.1 of the profiles Process Run Crate and Workflow Run Crate 0.5."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.bundles.contents import Contents, Given
from dateline.bundles.layout import CITATION, CORPUS, METADATA, MODEL, NOTEBOOK, PREVIEW, REPORT
from dateline.bundles.people import NO_LICENCE, NOT_NAMED, RESERVED

VERSION = "1.1"
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    WORKFLOW_CRATE: ("Workflow RO-Crate", "1.0"),
}
KIT = "#dateline"
People = list[dict[str, str]] | dict[str, str]
"""A reference to a person or several; the specification wants no list of one."""
_TYPES = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".lock": "text/plain",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".whl": "application/zip",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
_MEANINGS = {
    "report/report.html": "The report, as a page to read",
    "report/report.pdf": "The report, to print",
    "report/report.ipynb": "The notebook as it was run, with its outputs",
    "report/run.json": "When the report was made, with which versions and parameters",
    NOTEBOOK: "The notebook with the parameters of this run, without outputs: what is run again",
    "bundle.json": "What is in this bundle, for dateline rerun",
    "corpus/corpus.json": "How the tables of the corpus were made, with their hashes",
    "corpus/aliases.yaml": "The names of sources, with the researcher's corrections",
    "corpus/topics.yaml": "The keyword dictionary",
    "corpus/threads.yaml": "The researcher's corrections of threads",
    "corpus/corrections.yaml": "The researcher's corrections",
    "environment/requirements.lock": "The exact versions of all software, with their hashes",
    "environment/environment.yml": "The same for conda",
    f"{MODEL}/tagging.md": "What the model that tags articles can do and cannot, and what it was made from",
    f"{MODEL}/threads.md": "What the model that links claims can do and cannot, and what it was made from",
    CITATION: "How to cite this bundle",
    "LICENCE.md": "What may be done with this bundle",
}
_KINDS = {"int": "Integer", "float": "Float", "bool": "Boolean", "date": "Date"}


def write_crate(folder: Path, contents: Contents) -> None:
    """Write ``ro-crate-metadata.json`` for the files in a folder.

    Args:
        folder: The folder, with everything in it but this file.
        contents: What the bundle is made of.
    """
    from rocrate.model.contextentity import ContextEntity  # type: ignore[import-untyped]
    from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

    crate = ROCrate(version=VERSION)
    crate.metadata["conformsTo"] = [{"@id": crate.metadata.profile}, {"@id": WORKFLOW_CRATE}]

    def add(identifier: str, kind: Any, **properties: Any) -> dict[str, str]:
        crate.add(ContextEntity(crate, identifier, {"@type": kind, **properties}))
        return {"@id": identifier}

    people = _people(contents, add)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in files:
        if name not in (METADATA, PREVIEW):
            crate.add_file(dest_path=name, properties=_file(name, (folder / name).stat().st_size, contents, people))
    add(PREVIEW, "CreativeWork", name="This bundle as a page to read", about={"@id": "./"})
    given = [add(f"#value-{one.name}", "PropertyValue", **_value(one)) for one in contents.parameters]
    for one in contents.parameters:
        add(f"#parameter-{one.name}", "FormalParameter", **_formal(one))
    _actions(files, contents, people, given, add)
    _root(crate.root_dataset, contents, people, add)
    content = json.dumps(crate.metadata.generate(), indent=2, sort_keys=True, ensure_ascii=False)
    (folder / METADATA).write_bytes(content.encode("utf-8", "replace") + b"\n")


def _people(contents: Contents, add: Any) -> People:
    if not contents.credits.authors:
        return dict(add("#author", "Person", name=NOT_NAMED))
    found = [add(author.id, "Person", name=author.name) for author in contents.credits.authors]
    return found if len(found) > 1 else found[0]


def _root(root: Any, contents: Contents, people: People, add: Any) -> None:
    root["name"] = contents.credits.title
    root["description"] = contents.summary
    root["datePublished"] = contents.credits.date
    root["author"] = people
    root["license"] = _licence(contents, add)
    root["conformsTo"] = [
        add(address, "CreativeWork", name=name, version=version) for address, (name, version) in PROFILES.items()
    ]
    root["mainEntity"] = {"@id": NOTEBOOK}
    root["mentions"] = [{"@id": "#run"}, {"@id": "#tagging"}]


def _licence(contents: Contents, add: Any) -> Any:
    licence = contents.credits.licence
    if licence.address:
        return add(licence.address, "CreativeWork", name=licence.name, description=f"The licence {licence.name}")
    return add("#licence", "CreativeWork", name=NO_LICENCE, description=RESERVED)


def _file(name: str, size: int, contents: Contents, people: People) -> dict[str, Any]:
    suffix = Path(name).suffix
    found: dict[str, Any] = {
        "name": meaning(name, contents),
        "contentSize": str(size),
        "encodingFormat": _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream"),
    }
    if name == NOTEBOOK:
        found |= {
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
            "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
            "programmingLanguage": {"@id": "#python"},
            "version": contents.run["notebook"]["sha256"],
            "url": contents.run["notebook"]["name"],
            "author": people,
            "input": [{"@id": f"#parameter-{one.name}"} for one in contents.parameters],
        }
    return found


def meaning(name: str, contents: Contents) -> str:
    """Return what a file of the crate is, in words."""
    if name in _MEANINGS:
        return _MEANINGS[name]
    stem = Path(name).stem
    if name.startswith(f"{CORPUS}/"):
        rows = contents.rows.get(stem)
        return f"Table of {stem.replace('_', ' ')}" + ("" if rows is None else f", {rows:,} rows")
    if name.endswith(".whl"):
        return f"Dateline {contents.version}, to install"
    kinds = {"figures": "Figure", "tables": "Table"}
    return f"{kinds.get(name.split('/')[1], 'File')} {stem}" if name.startswith(f"{REPORT}/") else name


def _value(one: Given) -> dict[str, Any]:
    return {"name": one.name, "value": one.value, "exampleOfWork": {"@id": f"#parameter-{one.name}"}}


def _formal(one: Given) -> dict[str, Any]:
    kind = one.type.removesuffix(" | None").replace("datetime.", "")
    return {
        "name": one.name,
        "description": one.help or one.name,
        "additionalType": _KINDS.get(kind, "Text"),
        "valueRequired": False,
        "conformsTo": {"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
        "workExample": {"@id": f"#value-{one.name}"},
    }


def _end(contents: Contents) -> str:
    started = datetime.fromisoformat(contents.run["started"])
    return (started + timedelta(seconds=round(contents.run["seconds"]))).isoformat(timespec="seconds")


def _actions(files: Iterable[str], contents: Contents, people: People, given: list[dict[str, str]], add: Any) -> None:
    """Describe the two steps, tagging and the run of the notebook, and what ran them."""
    python = contents.run["python"]
    add("#python", "ComputerLanguage", name="Python", version=python, url="https://www.python.org/")
    add(KIT, "SoftwareApplication", name="Dateline", softwareVersion=contents.version)
    tables = [name for name in files if name.startswith(f"{CORPUS}/")]
    source = [name for name in tables if name in (f"{CORPUS}/articles.parquet", f"{CORPUS}/topics.yaml")]
    found = [name for name in tables if name.endswith(".parquet") and Path(name).stem not in ("articles", "rejected")]
    outputs = [name for name in files if name.startswith(f"{REPORT}/")]
    done = {"agent": people, "actionStatus": "http://schema.org/CompletedActionStatus"}
    add(
        "#tagging",
        "CreateAction",
        name="Tagging",
        description="Names, times, claims and topics were found in the articles, and copies of the same story.",
        instrument={"@id": KIT},
        object=[{"@id": name} for name in source],
        result=[{"@id": name} for name in found],
        **done,
    )
    add(
        "#run",
        "CreateAction",
        name=f"Run of {contents.run['notebook']['name']}",
        description="The notebook was run with the parameters given, and its report was written.",
        instrument={"@id": NOTEBOOK},
        object=[*({"@id": name} for name in tables), *given],
        result=[{"@id": name} for name in outputs],
        startTime=contents.run["started"],
        endTime=_end(contents),
        **done,
    )
