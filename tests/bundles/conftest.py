"""A small corpus about an invented affair, a report of it, and its bundle, made once."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import rocrate
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

from dateline.bundling import bundle_report
from dateline.intake import read_corpus
from dateline.jobs import tag_corpus
from dateline.reports import run_report

ARTICLES = {
    "dam.txt": (
        "Cracks in Tarrow Dam\nBy Ada Brook\n\nThe dam at Tarrow has cracks as wide as a hand, the engineer Ana"
        ' Ruiz said on Tuesday. "Nobody in Dolna should sleep below it tonight," she added.\n'
    ),
    "denial.txt": (
        "Ministry denies cracks\n\nThe dam is safe, the Interior Ministry of Varnia said on Wednesday. Ostrel would"
        " not be told what to fear, a spokesman said.\n"
    ),
}
PARAMETERS = 'corpus: str = "sample"  # folder of the corpus\nshown: int = 20  # rows to show'
CELLS = (
    "import dateline as dl\n\nfound = dl.open_corpus(corpus)\n"
    "claims = dl.readable_claims(found.claims, found.articles, sentences=found.sentences)",
    'dl.save_table(claims.head(shown), "claims", caption="What was claimed.")',
    "from matplotlib import pyplot as plt\n\nfigure, axes = plt.subplots()\naxes.bar(['claims'], [len(claims)])\n"
    'dl.save_figure(figure, "claims", alt="A bar.", caption="All claims.")',
)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with articles/, a tagged corpus, a notebook and its report."""
    folder = tmp_path_factory.mktemp("affair")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    read_corpus(folder / "articles", folder / "corpus", published="2025-03-05", outlet="The Brook")
    tag_corpus(folder / "corpus")
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# Who speaks of <b>the dam</b>"),
        v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        *(v4.new_code_cell(source) for source in CELLS),
    ]
    nbformat.write(v4.new_notebook(cells=cells), folder / "dam.ipynb")
    run_report(
        folder / "dam.ipynb",
        corpus=folder / "corpus",
        output=folder / "report",
        parameters={"shown": 2},
        progress=False,
    )
    return folder


@pytest.fixture(scope="session")
def made(place: Path) -> Path:
    """Give a bundle of the report, without the kit."""
    return bundle_report(
        place / "report",
        place / "dam.crate.zip",
        authors=["Ana <i>Ruiz</i>"],
        orcids=["0000-0002-1825-0097"],
        licence="CC-BY-4.0",
        kit=False,
        any_versions=True,
    )


@pytest.fixture
def unpacked(made: Path, tmp_path: Path) -> Iterator[Path]:
    """Give the folder of the bundle, to do harm to."""
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "unpacked")
    yield tmp_path / "unpacked" / "report"
    shutil.rmtree(tmp_path / "unpacked")


@pytest.fixture
def community_faults() -> Callable[..., list[str]]:
    """Give the validator of the RO-Crate community, kept from the network."""
    return _faults


CONTEXT = "https://w3id.org/ro/crate/1.1/context"
TERMS = {
    "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
    "FormalParameter": "https://bioschemas.org/FormalParameter",
    "input": "https://bioschemas.org/ComputationalWorkflow#input",
    "output": "https://bioschemas.org/ComputationalWorkflow#output",
}
"""What version 1.1 of the context says otherwise than 1.3, which comes with the package rocrate."""


def _faults(crate: Path, cache: Path, *, profile: str, severity: str = "REQUIRED") -> list[str]:
    """Return what the validator finds wrong with an unpacked crate.

    Args:
        crate: The folder of the bag.
        cache: A new file for the cache.
        profile: Identifier of the profile.
        severity: The least severity that counts.
    """
    from rocrate_validator import models, services

    _fill(cache)
    settings = services.ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier=profile,
        requirement_severity=models.Severity[severity],
        cache_path=cache,
        offline=True,
    )
    result = services.validate(settings)
    return [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()]


class _Shelf(HTTPAdapter):
    """Answers for the server of the context."""

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        known = json.loads((Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes())["@context"]
        body = io.BytesIO(json.dumps({"@context": known | TERMS}).encode())
        headers = {"Content-Type": "application/ld+json"}
        return self.build_response(request, HTTPResponse(body, headers=headers, status=200, preload_content=False))


def _fill(cache: Path) -> None:
    """Store the context as if it had been fetched."""
    session = CachedSession(cache_name=str(cache), expire_after=-1)
    session.mount("https://", _Shelf())
    session.get(CONTEXT)
    session.close()
