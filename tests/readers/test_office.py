"""Paragraphs of office documents: what stands on the page, in its order, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dateline.readers.office import Paragraph, docx_paragraphs, odt_paragraphs, rtf_text
from dateline.readers.records import UnreadableError
from dateline.readers.source import Source

Maker = Callable[..., bytes]


def word(data: bytes) -> list[Paragraph]:
    return docx_paragraphs(Source("a.docx", data=data))


def rich(code: str | bytes) -> str:
    return rtf_text(Source("a.rtf", data=code.encode() if isinstance(code, str) else code))


def test_styles_have_the_name_that_all_languages_share(docx: Maker) -> None:
    """Ids of styles are in the language of the program; a style without a name keeps its id."""
    data = docx(("berschrift1", "Mill shut"), ("Zitat", "Ada"), "The mill is shut.")
    assert word(data) == [
        Paragraph("Mill shut", "heading 1"),
        Paragraph("Ada", "zitat"),
        Paragraph("The mill is shut.", ""),
    ]


def test_what_word_does_not_show_is_left_out(docx: Maker) -> None:
    """Deleted text, field codes and the second copy of text boxes are not on the page; links and insertions are."""
    raw = (
        "<w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mill</w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t> is</w:t><w:tab/><w:t>shut</w:t><w:br/><w:t>now</w:t></w:r></w:hyperlink></w:p>"
        '<mc:A xmlns:mc="m"><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice>'
        "<mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:A>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert [p.text for p in word(docx(raw=raw))] == ["The mill is\tshut\nnow", "Box", "Cell"]


def test_a_document_inside_a_paragraph_is_a_paragraph_of_its_own(docx: Maker) -> None:
    """A text box is anchored in a paragraph, and neither of the two swallows the other."""
    raw = "<w:p><w:r><w:t>Around</w:t><w:txbx><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbx></w:r></w:p>"
    assert [p.text for p in word(docx(raw=raw))] == ["Box", "Around"]


def test_a_broken_document_is_damaged(docx: Maker) -> None:
    """XML that ends early and entities that grow are refused, not read half."""
    with pytest.raises(UnreadableError) as error:
        word(docx(raw="<w:p>"))
    assert error.value.refusal.reason == "damaged"


def test_an_opendocument_text_gives_headings_and_paragraphs(odt: Maker) -> None:
    """Styles lead to the common one; spaces, tabs and line breaks are elements; notes and comments are left out."""
    body = (
        '<text:p text:style-name="P1">Mill shut</text:p><text:h text:outline-level="1">At the weir</text:h>'
        '<text:p text:style-name="Text_20_body">The<text:s text:c="2"/><text:span>mill</text:span> is'
        "<text:note><text:note-body><text:p>A note</text:p></text:note-body></text:note> shut<text:line-break/>now."
        "<office:annotation><text:p>A comment</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
    )
    assert odt_paragraphs(Source("a.odt", data=odt(body))) == [
        Paragraph("Mill shut", "title"),
        Paragraph("At the weir", "heading 1"),
        Paragraph("The  mill is shut\nnow.", "text body"),
        Paragraph("First", ""),
    ]


def test_a_locked_opendocument_text_says_so(odt: Maker) -> None:
    """The manifest states the encryption."""
    with pytest.raises(UnreadableError) as error:
        odt_paragraphs(Source("a.odt", data=odt("", manifest="<encryption-data/>")))
    assert error.value.refusal.reason == "encrypted"


def test_rich_text_in_several_code_pages() -> None:
    """Each font has its own page; Unicode signs, also those of two halves, are whole; unknown pages do no harm."""
    code = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset204 Cyr;}{\f2\fcharset78 Osaka;}}"
        r"{\info{\title No}}\f0 Caf\'e9 {\f1 \'cf\'f0} {\f2 \'41}\par \u8220?Yes\u8221? \u55357?\u56832?\line end\par}"
    )
    assert rich(code) == "Café Пр A\n“Yes” 😀\nend\n"


def test_links_and_tables_of_rich_text_are_text() -> None:
    """A link gives its text, not its address; cells are kept apart by tabs; pictures are nothing."""
    code = (
        r'{\rtf1 {\field{\*\fldinst{HYPERLINK "https://reed.example"}}{\fldrslt{The Reed}}} says'
        r"\cell\cellx900 so\row {\pict " + "0a" * 500 + r"}end}"
    )
    assert rich(code) == "The Reed says\tso\nend"


@pytest.mark.parametrize(
    "code", [r"{\field{\*\fldinst{" * 20_000, r"{\fonttbl" + r"\f1 a" * 100_000, "{" * 300_000, r"\'" * 300_000]
)
def test_hostile_rich_text_ends_soon(code: str) -> None:
    """Searches take linear time; the bound is far above what that needs."""
    start = time.process_time()
    rich(r"{\rtf1 " + code)
    assert time.process_time() - start < 5
