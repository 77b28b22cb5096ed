"""Documents, one article a file: Word, OpenDocument, rich text, PDF and e-mail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfWriter

from dateline.readers import Reading, read_articles

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>'
    "</cp:coreProperties>"
)
ARTICLE = (
    "The Reed",
    "The mill is shut for good",
    "By Ada Brook",
    "4 March 2025",
    "ALMAR (AFP) - The mill is shut.",
    "So.",
)


def zipped(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(paragraphs: Sequence[str], *, heading: int = -1, title: str = "", creator: str = "", raw: str = "") -> bytes:
    """Return a Word document, one of its paragraphs a heading."""
    body = ""
    for place, text in enumerate(paragraphs):
        mark = '<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>' if place == heading else ""
        body += f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}{raw}</w:body></w:document>',
            "word/styles.xml": STYLES,
            "docProps/core.xml": CORE.format(title=title, creator=creator),
        }
    )


def odt(body: str, *, manifest: str = "") -> bytes:
    """Return an OpenDocument text."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>"
            '<style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF with lines of text on its pages."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, lines in enumerate(pages):
        shown = " ".join("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("cp1252")
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * place} 0 R {fonts} >>".encode()
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()


def read(folder: Path, data: bytes, name: str) -> Reading:
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text("Good\n\nThe other file is read.\n")
    return read_articles(folder)


def refused(reading: Reading) -> list[tuple[int, str]]:
    return [(row.source_record, row.reason) for row in reading.rejected.itertuples()]


def test_a_word_document_is_an_article(tmp_path: Path) -> None:
    """The headline has the style of a heading, whatever its program calls it; other facts are in the text."""
    article = read(tmp_path, docx(ARTICLE, heading=1), "a.docx").articles.iloc[0]
    assert article.text == "\n\n".join(ARTICLE)
    assert (article.headline, article.authors, article.published, article.agency, article.completeness) == (
        "The mill is shut for good",
        ["Ada Brook"],
        pd.Timestamp("2025-03-04"),
        "AFP",
        "whole",
    )


def test_properties_of_a_document_count_where_its_text_confirms_them(tmp_path: Path) -> None:
    """A title of a template and the name of whoever saved the file are no headline and no author."""
    plain = (*ARTICLE[:2], "Ada Brook", *ARTICLE[3:])
    article = read(tmp_path, docx(plain, title=plain[1], creator="Ada Brook"), "a.docx").articles.iloc[0]
    assert (article.headline, article.authors) == (plain[1], ["Ada Brook"])
    other = read(tmp_path, docx(plain, title="Letter", creator="Tom Quill"), "a.docx").articles.iloc[0]
    assert (other.headline, other.authors) == (plain[0], [])


def test_a_word_document_that_ends_early_is_an_excerpt(tmp_path: Path) -> None:
    """Its paragraphs are found although the list of its parts is lost, and it is refused as damaged beside them."""
    data = docx(ARTICLE)
    reading = read(tmp_path, data[: data.index(b"word/styles.xml") + 20], "a.docx")
    assert reading.articles["completeness"].tolist() == ["excerpt", "whole"]
    assert refused(reading) == [(0, "damaged")]


def test_an_opendocument_text_is_an_article(tmp_path: Path) -> None:
    """The style leads to the common one; spaces and line breaks are elements; notes and comments are left out."""
    body = (
        '<text:p text:style-name="P2">The Reed</text:p><text:p text:style-name="P1">Mill shut</text:p>'
        '<text:p>The<text:s text:c="2"/><text:span>mill</text:span> is<text:note><text:note-body>'
        "<text:p>A note</text:p></text:note-body></text:note> shut."
        "<office:annotation><text:p>A comment</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>It may open.</text:p></text:list-item></text:list>"
    )
    article = read(tmp_path, odt(body), "a.odt").articles.iloc[0]
    assert article.text == "The Reed\n\nMill shut\n\nThe mill is shut.\n\nIt may open."
    assert article.headline == "Mill shut"


def test_rich_text_is_an_article(tmp_path: Path) -> None:
    """Paragraphs of any code page; what only the file's properties say is no text."""
    code = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset204 Cyr;}}{\info{\title No}}"
        r"\f0 Mill shut\par By Ada Brook\par The caf\'e9 {\f1 \'cf\'f0} is \u8220?shut\u8221?.\par So.\par}"
    )
    article = read(tmp_path, code.encode(), "a.rtf").articles.iloc[0]
    assert article.text == "Mill shut\n\nBy Ada Brook\n\nThe café Пр is “shut”.\n\nSo."
    assert (article.headline, article.authors) == ("Mill shut", ["Ada Brook"])


PAGES = (
    (
        "The Reed, 1",
        "Mill at the weir is shut",
        "By Ada Brook",
        "ALMAR, March 4 (AFP) - The mill at the weir is shut and no-",
        "body in the village knows when it will open its well-",
        "known doors again, say those who work there.",
        "It has ground wheat and rye for two hundred years through",
        "1",
    ),
    (
        "The Reed, 2",
        "floods and fires, and it never stood so long.",
        "Its well-known doors are shut.",
        "2",
    ),
)


def test_the_text_layer_of_a_pdf_is_an_article(tmp_path: Path) -> None:
    """Lines become paragraphs over the end of a page, broken words whole; heads and page numbers are left out."""
    article = read(tmp_path, pdf(PAGES), "a.pdf").articles.iloc[0]
    assert article.text == (
        "Mill at the weir is shut\n\nBy Ada Brook\n\n"
        "ALMAR, March 4 (AFP) - The mill at the weir is shut and nobody in the village knows when it will open its "
        "well-known doors again, say those who work there.\n\n"
        "It has ground wheat and rye for two hundred years through floods and fires, and it never stood so long."
        "\n\nIts well-known doors are shut."
    )
    assert (article.headline, article.authors, article.agency) == ("Mill at the weir is shut", ["Ada Brook"], "AFP")


def test_a_pdf_of_pictures_says_what_to_do(tmp_path: Path) -> None:
    """Without a text layer there is nothing to read: recognise the text first."""
    reading = read(tmp_path, pdf([[""], [""]]), "a.pdf")
    assert refused(reading) == [(0, "no-text-layer")]
    assert "OCR" in reading.rejected.iloc[0].detail


def test_locked_documents_say_so(tmp_path: Path) -> None:
    """A PDF and an OpenDocument text with a password are refused as locked."""
    writer = PdfWriter(io.BytesIO(pdf(PAGES)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    (tmp_path / "b.odt").write_bytes(odt("", manifest="<encryption-data/>"))
    assert refused(read(tmp_path, file.getvalue(), "a.pdf")) == [(0, "encrypted"), (0, "encrypted")]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", pdf(PAGES)[:400], b"%PDF-1.7\n" + bytes(range(256)) * 50])
def test_a_damaged_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file that is cut or filled with noise gives one refusal."""
    assert len(refused(read(tmp_path, data, "a.pdf"))) == 1


def test_a_broken_page_of_a_pdf_is_named(tmp_path: Path) -> None:
    """The other pages are an excerpt, and the broken one is refused beside them."""
    data = pdf(PAGES).replace(b"/Contents 7 0 R", b"/Contents (7 R)")
    reading = read(tmp_path, data, "a.pdf")
    assert reading.articles["completeness"].tolist() == ["excerpt", "whole"]
    assert refused(reading) == [(0, "damaged")]
    assert "pages that cannot be read: 2" in reading.rejected.iloc[0].detail


def mail(plain: str, page: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "The Reed <news@reed.example>"
    message["Subject"] = "Mühle zu"
    message["Date"] = "Tue, 04 Mar 2025 23:30:00 -0500"
    message["Message-ID"] = "<77@reed.example>"
    message.set_content(plain, charset="utf-8")
    if page:
        message.add_alternative(page, subtype="html", charset="iso-8859-1")
    message.add_attachment(b"stolen", maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


LONG = (
    "The mill at the weir is shut, and nobody in the café knows when it will\nopen again, say those who work there.\n\n"
    "It has ground wheat and rye for two hundred years, through floods and\nfires, and never stood still so long.\n"
)


def test_an_e_mail_is_an_article(tmp_path: Path) -> None:
    """Subject, day of sending in its zone, the sender a candidate for the outlet; the plain text is taken."""
    article = read(tmp_path, mail(LONG, "<p>Other</p>"), "a.eml").articles.iloc[0]
    assert article.text == LONG.strip().replace("will\nopen", "will open").replace("and\nfires", "and fires")
    assert (article.id, article.headline, article.published, article.outlet, article.outlet_basis) == (
        "77@reed.example",
        "Mühle zu",
        pd.Timestamp("2025-03-04"),
        "The Reed",
        "text",
    )


def test_a_newsletter_that_is_a_page_is_read_as_one(tmp_path: Path) -> None:
    """Plain text that only asks to open the page is not taken."""
    page = (
        f"<html><body><p>{'The mill in the café is shut. ' * 10}</p><p>So.</p><script>stolen()</script></body></html>"
    )
    article = read(tmp_path, mail("Open in your browser.", page), "a.eml").articles.iloc[0]
    assert article.text == f"{('The mill in the café is shut. ' * 10).strip()}\n\nSo."


@pytest.mark.parametrize(
    "data", [mail(LONG)[:250], mail(LONG).replace(b"utf-8", b"nonsense"), mail(LONG).replace(b"boundary", b"bound")]
)
def test_a_damaged_e_mail_is_accounted_for(tmp_path: Path, data: bytes) -> None:
    """A mail that is cut, or that names an encoding or a boundary that there is not, is an article or a refusal."""
    reading = read(tmp_path, data, "a.eml")
    assert len(reading.articles) - 1 + len(reading.rejected) == 1
