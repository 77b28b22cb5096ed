"""The README of a bundle: what to do with it, for somebody who has never heard of the kit."""

from __future__ import annotations

from dateline.bundles.contents import Contents
from dateline.bundles.people import NOT_NAMED, RESERVED


def readme(contents: Contents) -> str:
    """Return the README of a bundle, in Markdown.

    Args:
        contents: What the bundle is made of.
    """
    return "\n\n".join([*_head(contents), _again(contents), _inside(contents), _check()]) + "\n"


def _head(contents: Contents) -> list[str]:
    credits = contents.credits
    authors = "; ".join(f"{one.name} ({one.id})" if one.orcid else one.name for one in credits.authors) or NOT_NAMED
    licence = f"{credits.licence.name} <{credits.licence.address}>" if credits.licence.address else RESERVED
    return [f"# {credits.title}", contents.summary, f"- By: {authors}\n- Made: {credits.date}\n- Licence: {licence}"]


def _again(contents: Contents) -> str:
    lacking = ""
    if not contents.text:
        lacking = (
            "\nThis bundle is without the articles' text. With a corpus that has them (the same texts, by their"
            " SHA-256), add: --articles FOLDER\n"
        )
    if not contents.wheel:
        lacking += f"\nThis bundle is without Dateline itself. Add its wheel, version {contents.version}: --kit FILE\n"
    return f"""## Make the report again

With Python 3.11 or later, in this folder:

    python3 rerun.py

It checks every file against the manifests, installs the exact versions of all software into a new folder beside this
one (some hundred MB, from the Python package index or your own mirror; nothing on your system changes), runs the
notebook there, and says whether the same bytes came out, else what differs. It takes some minutes, most of them for the
installation. To find the tags anew as well: python3 rerun.py --from articles
{lacking}
It runs the code in data/notebook.ipynb: do it for bundles of people you trust.

With conda: conda env create -f data/environment/environment.yml, then: conda activate dateline, and:
dateline rerun --here . (in this folder).

On Binder: put the content of this folder into a repository and open that; notebooks find the corpus by its name."""


def _inside(contents: Contents) -> str:
    rows = [
        "| `data/ro-crate-preview.html` | a page about this bundle: open it first |",
        "| `data/report/` | the report: page, notebook as it was run, figures, tables, and when and how it was run |",
        "| `data/notebook.ipynb` | the notebook with the parameters of this run |",
        "| `data/corpus/` | the articles and their tags (Parquet), corrections and the keyword dictionary (YAML) |",
        "| `data/environment/` | exact versions and hashes of all software, for pip and conda; Dateline itself |",
        "| `data/model/` | what the models that tagged the articles and linked claims can do and cannot |",
        "| `data/CITATION.cff` | how to cite this bundle |",
        "| `data/ro-crate-metadata.json` | all of this for machines (RO-Crate 1.1, Process Run Crate 0.5) |",
        "| `manifest-*.txt`, `tagmanifest-*.txt` | hashes of every file (BagIt, RFC 8493) |",
        "| `binder/` | what Binder needs |",
    ]
    if not contents.text:
        rows[3] = "| `data/corpus/` | hashes, addresses and tags of the articles, by offset; not their text |"
        rows[1] = (
            "| `data/report/` | what of the report quotes no article; `data/bundle.json` has the hashes of the rest |"
        )
    return "\n".join(["## What is inside", "", "| | |", "| --- | --- |", *rows])


def _check() -> str:
    return """## Check it

`dateline verify FILE-OR-FOLDER` compares every byte with the manifests and runs nothing. Any BagIt tool does as well.
Manifests find what was changed by accident, and by somebody who did not write all of them anew: to be sure that this is
the bundle that its authors made, compare the SHA-256 of the archive with the one that they published."""
