"""The page of a bundle, ``ro-crate-preview.html``: what is inside, for a person to read. It runs and loads nothing."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from dateline.bundles.contents import Contents
from dateline.bundles.crate import meaning
from dateline.bundles.layout import METADATA, PREVIEW, REPORT
from dateline.bundles.people import NOT_NAMED, RESERVED

_STYLE = """
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a;
  background: #fff; overflow-wrap: break-word; }
.wide { overflow-x: auto; } dd, .wide a { overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 2.2rem; font-size: 1.25rem; }
a { color: #0b5394; } code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { padding: .8rem 1rem; background: #f3f3f3; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid #ccc; }
td.number { text-align: right; white-space: nowrap; padding-right: 0; }
th.number { text-align: right; padding-right: 0; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; border: 1px solid #ddd; }
dt { font-weight: 600; } dd { margin: 0 0 .6rem; }
""".strip()
_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def write_preview(folder: Path, contents: Contents) -> None:
    """Write the page for the files in a folder.

    Args:
        folder: The crate's folder, with everything in it but this page.
        contents: What the bundle is made of.
    """
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != PREVIEW
    }
    page = "\n".join([*_head(contents, sizes), *_figures(contents, sizes), *_facts(contents), *_files(contents, sizes)])
    (folder / PREVIEW).write_bytes(f"{page}\n</main>\n</html>\n".encode("utf-8", "replace"))


def _text(text: object) -> str:
    return html.escape(str(text))


def _head(contents: Contents, sizes: Iterable[str]) -> list[str]:
    title, credits = _text(contents.credits.title), contents.credits
    authors = "; ".join(
        f'<a href="{_text(one.id)}">{_text(one.name)}</a>' if one.orcid else _text(one.name) for one in credits.authors
    )
    licence = (
        f'<a href="{_text(credits.licence.address)}">{_text(credits.licence.name)}</a>'
        if credits.licence.address
        else _text(RESERVED)
    )
    report = f"{REPORT}/report.html"
    shown = f'<p><a href="{report}">Read the report</a></p>' if report in sizes else _withheld()
    return [
        "<!DOCTYPE html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>',
        f"<main>\n<h1>{title}</h1>\n<p>{_text(contents.summary)}</p>\n{shown}",
        f"<dl><dt>Authors</dt><dd>{authors or NOT_NAMED}</dd><dt>Made</dt><dd>{_text(credits.date)}</dd>",
        f"<dt>Licence</dt><dd>{licence}</dd></dl>",
        "<h2>Make this report again</h2>",
        "<p>In the folder above this one, with Python 3.11 or later (nothing else needs to be installed):</p>",
        "<pre>python3 rerun.py</pre>",
        "<p>It checks every file, installs the exact versions into a folder of its own, runs the notebook and says"
        " whether the same bytes came out. It runs the notebook's code: do it for bundles of people you trust."
        " Where Dateline is installed, <code>dateline verify</code> checks a bundle and runs nothing of it.</p>",
    ]


def _withheld() -> str:
    return (
        "<p>The page of the report quotes articles and is not in this bundle, which is without their text."
        " Who has the articles can make it again.</p>"
    )


def _figures(contents: Contents, sizes: Iterable[str]) -> list[str]:
    lines = []
    for name in sizes:
        if name.startswith(f"{REPORT}/figures/") and name.endswith(".png"):
            stem = Path(name).stem
            alt, caption = contents.figures.get(name.removeprefix(f"{REPORT}/"), (f"Figure {stem} of the report", stem))
            shown = f'<img src="{_text(name)}" alt="{_text(alt)}"><figcaption>{_text(caption)}</figcaption>'
            lines.append(f"<figure>{shown}</figure>")
    return ["<h2>Figures</h2>", *lines] if lines else []


def _facts(contents: Contents) -> list[str]:
    run = contents.run
    given = [
        f"<tr><td><code>{_text(one.name)}</code></td><td><code>{_text(one.value)}</code></td><td>{_text(one.help)}</td></tr>"
        for one in contents.parameters
    ]
    packages = ", ".join(f"{_text(name)} {_text(found)}" for name, found in sorted(run["packages"].items()))
    corpus = "; ".join(f"{_text(name.replace('_', ' '))} {count:,}" for name, count in sorted(contents.rows.items()))
    return [
        "<h2>How it was made</h2>",
        f"<p>Notebook {_text(run['notebook']['name'])}, run on {_text(run['started'])} for {_text(run['seconds'])}"
        f" seconds, Python {_text(run['python'])}, {_text(run['system'])}.</p>",
        f"<p>Rows of the corpus: {corpus}.</p>",
        '<div class="wide" tabindex="0" role="region" aria-label="Parameters">'
        "<table><caption>Parameters</caption><tr><th>Name</th><th>Value</th><th>Meaning</th></tr>",
        *given,
        "</table></div>",
        f"<details><summary>Versions of the software</summary><p>{packages}</p></details>",
    ]


def _files(contents: Contents, sizes: dict[str, int]) -> list[str]:
    rows = [
        f'<tr><td><a href="{_text(name)}">{_text(name)}</a></td><td>{_text(_meaning(name, contents))}</td>'
        f'<td class="number">{size:,}</td></tr>'
        for name, size in sizes.items()
    ]
    return [
        "<h2>Files</h2>",
        '<div class="wide" tabindex="0" role="region" aria-label="Files">'
        "<table><caption>Their SHA-256 and SHA-512 are in the manifests, in the folder above.</caption>"
        '<tr><th>File</th><th>What it is</th><th class="number">Bytes</th></tr>',
        *rows,
        "</table></div>",
    ]


def _meaning(name: str, contents: Contents) -> str:
    return "This list for machines (RO-Crate)" if name == METADATA else meaning(name, contents)
