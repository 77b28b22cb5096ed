"""Small office documents for the tests, laid out as Word and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip archive of the given parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _docx(*paragraphs: str | tuple[str, str], core: str = "", raw: str = "") -> bytes:
    """Return a Word document.

    Args:
        paragraphs: Text, or style and text.
        core: Inner XML of its properties.
        raw: Inner XML after the paragraphs.
    """
    body = ""
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else ("", paragraph)
        mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        body += f'<w:p>{mark}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    properties = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}{raw}</w:body></w:document>',
            "word/styles.xml": STYLES,
            "docProps/core.xml": properties,
        }
    )


def _odt(body: str, *, meta: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument text.

    Args:
        body: Inner XML of its text, with the prefixes text and office.
        meta: Inner XML of its properties.
        manifest: Inner XML of its manifest.
    """
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"))
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>"
            '<style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f'<office:document-meta {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


@pytest.fixture(name="zipped")
def zipped_fixture() -> Callable[..., bytes]:
    """Give the function that makes a zip archive."""
    return zipped


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """Give the function that makes a Word document."""
    return _docx


@pytest.fixture
def odt() -> Callable[..., bytes]:
    """Give the function that makes an OpenDocument text."""
    return _odt
