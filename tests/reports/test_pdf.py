"""The PDF of a report: all of its text, nothing that runs, the same bytes."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from pypdf import PdfReader

from dateline.reports.pdf import make_pdf, pdf_of_page
from dateline.reports.typesetting import typeset

HOSTILE = r'''"] #panic("x") \u{41} $x$ *b* _i_ `c` @a <l> // /* #read("/etc/passwd") \ '''


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_headings_lists_tables_and_links_arrive() -> None:
    """Text of every kind of element is in the PDF, in order."""
    markup = (
        "<h1>The dam</h1><p>It <strong>held</strong> until <a href='https://example.org/a'>Tuesday</a>.</p>"
        "<ul><li>one</li><li>two <em>three</em></li></ul><blockquote><p>No call.</p></blockquote>"
        "<figure class='dateline-table'><figcaption>Claims by source</figcaption><div class='scroll'><table><thead><tr>"
        "<th>source</th><th style='text-align:right'>claims</th></tr></thead><tbody><tr><td>Mayor</td>"
        "<td style='text-align:right'>17</td></tr></tbody></table></div></figure><pre>dateline report</pre>"
    )
    pdf = make_pdf(markup, title="The dam")
    found = words(pdf)
    for part in ("The dam", "It held until Tuesday.", "two three", "No call.", "Claims by source", "Mayor 17"):
        assert part in found
    assert "dateline report" in found
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "The dam"


def test_the_same_page_gives_the_same_bytes() -> None:
    """No time, no random id."""
    assert make_pdf("<h1>A</h1><p>b</p>", title="A") == make_pdf("<h1>A</h1><p>b</p>", title="A")


@pytest.mark.parametrize("element", ["p", "td", "pre", "code", "h2", "li", "figcaption", "a href='javascript:x'"])
def test_text_is_text_whatever_it_says(element: str) -> None:
    """Signs that mean something to the typesetter are printed, in every kind of element and in the title."""
    from html import escape

    closing = element.split()[0]
    inside = f"<{element}>{escape(HOSTILE)}</{closing}>"
    markup = {"td": f"<table><tr>{inside}</tr></table>", "li": f"<ul>{inside}</ul>"}.get(closing, inside)
    found = words(make_pdf(markup, title=HOSTILE))
    assert 'panic("x")' in found.replace("“", '"').replace("”", '"').replace(" ", "")
    assert "root:" not in found


def test_what_no_page_shows_is_left_out() -> None:
    """Scripts, styles and controls leave no text."""
    markup = "<p>seen<script>alert(1)</script><style>p{}</style></p><button>press</button><select><option>x</option></select>"
    assert words(make_pdf(markup, title="t")).startswith("seen")
    assert "alert" not in words(make_pdf(markup, title="t"))
    assert "press" not in words(make_pdf(markup, title="t"))


def test_a_picture_is_drawn_from_the_figure_beside_it(tmp_path: Path) -> None:
    """The picture in the page gives way to the drawing of the same name, so that it stays sharp in print."""
    import base64

    figure = Figure(figsize=(2, 1))
    figure.subplots().plot([1, 2])
    figure.savefig(tmp_path / "rise.png")
    figure.savefig(tmp_path / "rise.svg")
    picture = base64.b64encode((tmp_path / "rise.png").read_bytes()).decode()
    markup = f"<main><figure><img src='data:image/png;base64,{picture}' alt='A rise'></figure></main>"
    page = f"<html><head><title>T</title></head><body>{markup}</body></html>"
    with_drawing, without = pdf_of_page(page, figures=tmp_path), pdf_of_page(page)
    assert not PdfReader(io.BytesIO(with_drawing)).pages[0].images
    assert PdfReader(io.BytesIO(without)).pages[0].images


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "data:image/png;base64,!!", "data:text/html;base64,QQ==", "../secret.png"]
)
def test_a_picture_from_elsewhere_is_left_out(address: str) -> None:
    """Only pictures within the page are shown; nothing is fetched or read."""
    assert typeset(f"<p>a</p><img src='{address}' alt='x'>").pictures == {}
    assert words(make_pdf(f"<p>a</p><img src='{address}' alt='x'>", title="t")).startswith("a")


def test_scripts_of_the_world_are_printed() -> None:
    """Cyrillic, Greek, accents and typographic signs have letters in the fonts that come along."""
    text = "Київ, Αθήνα, Łódź, “quoted” – 30 %, Đorđe"
    assert text.split(",")[0] in words(make_pdf(f"<p>{text}</p>", title="t"))


def test_columns_of_a_crowded_table_stand_apart() -> None:
    """Long heads of narrow columns are wrapped, so that a column of words has room for its words."""
    head = "<th>outlet of the article</th>" + "".join(f"<th>share of claims {n}</th>" for n in range(7))
    row = "<td>Varnia Press Agency</td>" + "<td>0.123</td>" * 7
    markup = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    placed: list[tuple[float, str]] = []

    def keep(text: str, matrix: list[float], *_: object) -> None:
        placed.append((matrix[4], text.strip()))

    PdfReader(io.BytesIO(make_pdf(markup, title="t"))).pages[-1].extract_text(visitor_text=keep)
    first = next(x for x, text in placed if text.startswith("Varnia"))
    numbers = sorted(x for x, text in placed if text == "0.123")
    assert len(numbers) == 7
    assert numbers[0] - first > 60
    assert min(b - a for a, b in pairwise(numbers)) > 20
