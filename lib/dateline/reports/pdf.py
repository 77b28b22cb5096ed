"""The PDF of a report: its page, set by Typst with the fonts that come along, the same bytes on every machine."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.metadata import version
from pathlib import Path

from dateline.errors import ReportError
from dateline.reports.typesetting import literal, typeset

PREAMBLE = Path(__file__).parent / "template" / "report.typ"


def pdf_of_page(page: str, *, figures: Path | None = None) -> bytes:
    """Return the PDF of a report's page: what stands in its main part and its foot.

    Args:
        page: The page, as ``make_page`` returns it.
        figures: See ``make_pdf``.

    Raises:
        ReportError: The page cannot be set.
    """
    from lxml import html

    document = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    parts = (html.tostring(part, encoding="unicode") for part in document.body if part.tag in ("main", "footer"))
    return make_pdf("".join(parts), title=document.findtext(".//title") or "", figures=figures)


def make_pdf(markup: str, *, title: str, figures: Path | None = None) -> bytes:
    """Return a report as a PDF with bookmarks, tags for screen readers and pictures with their descriptions.

    Args:
        markup: What the page shows: cleaned HTML.
        title: The report's title, for the head of each page and the document's properties.
        figures: Folder with the figures as PNG and SVG: of a picture in the page the drawing (SVG) is taken.

    Raises:
        ReportError: The page cannot be set.
    """
    import matplotlib as mpl
    import typst

    drawings = {}
    for path in sorted(figures.glob("*.png")) if figures and figures.is_dir() else ():
        drawing = path.with_suffix(".svg")
        if drawing.is_file():
            drawings[hashlib.sha256(path.read_bytes()).hexdigest()] = drawing.read_bytes()
    document = typeset(markup, better=drawings)
    facts = f"#let title = {literal(title)}\n#let made = {literal('Dateline ' + version('dateline'))}\n"
    with tempfile.TemporaryDirectory(prefix="dl-") as folder:
        for name, content in document.pictures.items():
            Path(folder, name).write_bytes(content)
        source = Path(folder, "report.typ")
        source.write_text(facts + PREAMBLE.read_text(encoding="utf-8") + document.source, encoding="utf-8")
        try:
            return bytes(
                typst.compile(
                    str(source),
                    root=folder,
                    font_paths=[str(Path(mpl.get_data_path(), "fonts", "ttf"))],
                    ignore_system_fonts=True,
                    timestamp=0,
                )
            )
        except (RuntimeError, OSError) as error:
            raise ReportError(f"The PDF of the report could not be made: {str(error)[:500]}") from error
