"""LexisNexis and Nexis Uni: each article of a batch, in every kind of file, and nothing that is no article."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from dateline.errors import NothingReadError
from dateline.readers import Reading, read_articles
from dateline.readers.bylines import names_in
from dateline.readers.records import Check, Record
from dateline.readers.registry import read_file


@dataclass(frozen=True)
class Story:
    """An article to be put into an export."""

    headline: str = "Ministers quit over dam plan"
    outlet: str = "The Reed (Almar)"
    date: str = "March 4, 2025 Tuesday 9:20 PM GMT"
    byline: str = "By Ada Brook in Almar; Tom Quill, Political Editor"
    section: str = "POLITICS; Pg. 4"
    words: int = 16
    language: str = "ENGLISH"
    paragraphs: tuple[str, ...] = (
        "Two ministers of Varnia left the government on Tuesday.",
        "The Ostrel dam will not be built.",
    )


STORIES = (
    Story(),
    Story("Ferry halted", "The Brook", "March 5, 2025 Wednesday", "By Lin Marsh", "NEWS", 14, "ENGLISH",
          ("The ferry over the Ostrel stood still for one day.", "It runs again today.")),
)  # fmt: skip


def read(path: Path, content: bytes | str) -> Reading:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_articles(path)


def checks(path: Path) -> list[Check]:
    return [item for _, item in read_file(path, path.name) if isinstance(item, Check)]


def assert_both(reading: Reading) -> None:
    """Both stories, with all that an export says about them."""
    articles = reading.articles
    assert len(articles) == 2
    assert len(reading.rejected) == 0
    assert articles["headline"].tolist() == ["Ministers quit over dam plan", "Ferry halted"]
    assert articles["outlet"].tolist() == ["The Reed (Almar)", "The Brook"]
    assert articles["published"].tolist() == [pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-05")]
    assert articles["published_basis"].tolist() == ["metadata", "metadata"]
    assert articles["authors"].tolist() == [["Ada Brook", "Tom Quill"], ["Lin Marsh"]]
    assert articles["section"].tolist() == ["POLITICS", "NEWS"]
    assert articles["text"].tolist() == ["\n\n".join(story.paragraphs) for story in STORIES]


def classic_text(stories: tuple[Story, ...] = STORIES) -> str:
    parts = [
        "Download Request: Selected Items: 1-2\r\nTime Of Request: Friday, March 7, 2025  16:51:31\r\n\r\nSend To:\r\n"
        "LIBRARY OF ALMAR\r\n\r\nTerms: (dam and ferry)\r\n\r\n\r\n"
    ]
    for number, story in enumerate(stories, 1):
        body = "\r\n\r\n".join(story.paragraphs)
        parts.append(
            f"{'':31}{number} of {len(stories)} DOCUMENTS\r\n\r\n\r\n{'':30}{story.outlet}\r\n\r\n"
            f"{'':28}{story.date}\r\n"
            f"{'':30}Edition 1;\r\n{'':31}National\r\n\r\n{story.headline}\r\n\r\nBYLINE: {story.byline}\r\n\r\n"
            f"SECTION: {story.section}\r\n\r\nLENGTH: {story.words} words\r\n\r\n\r\n{body}\r\n\r\n"
            f"LOAD-DATE: March 9, 2025\r\n\r\nLANGUAGE: {story.language}\r\n\r\nGRAPHIC: A dam\r\n\r\n"
            f"PUBLICATION-TYPE: Newspaper\r\n\r\n\r\n"
            f"{'':20}Copyright 2025 {story.outlet}\r\n{'':30}All Rights Reserved\r\n\r\n"
        )
    return "".join(parts)


def classic_html(stories: tuple[Story, ...] = STORIES, *, stated: str = "{number} of {total} DOCUMENTS") -> str:
    def box(style: str, *lines: str) -> str:
        inner = "\n".join(f'<P CLASS="{style}b">{line}</P>' for line in lines)
        return f'<BR><DIV CLASS="{style}">{inner}\n</DIV>'

    def named(label: str, value: str) -> str:
        return box("l", f'<SPAN CLASS="b">{label}: </SPAN><SPAN CLASS="n">{escape(value)}</SPAN>')

    parts = [
        '<HTML><HEAD><STYLE TYPE="text/css"><!--\n.c { text-align: center; }\n.l { text-align: left; }\n'
        ".b { font-size: 10pt; font-weight: bold; }\n--></STYLE>\n<!-- LXNComment 1:2 --></HEAD>\n<BODY>"
    ]
    for number, story in enumerate(stories, 1):
        parts += [
            f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->',
            box("c", f"<SPAN>{stated.format(number=number, total=len(stories))}</SPAN>"),
            box("c", f"<SPAN>{escape(story.outlet)}</SPAN>"),
            box(
                "c",
                f"<SPAN>{story.date.split(' ')[0]}</SPAN><SPAN> {story.date.split(' ', 1)[1]}<BR>Late Edition</SPAN>",
            ),
            box("l", f'<SPAN CLASS="b">{escape(story.headline)}</SPAN>'),
            named("BYLINE", story.byline),
            named("SECTION", story.section),
            named("LENGTH", f"{story.words} words"),
            box("l", *(f"<SPAN>{escape(text)}</SPAN><SPAN>&nbsp;</SPAN>" for text in story.paragraphs), "&nbsp;"),
            named("LOAD-DATE", "March 9, 2025"),
            named("LANGUAGE", story.language),
            box("l", '<SPAN CLASS="b">CORRECTION:<BR></SPAN>', "<SPAN>The dam is a weir.</SPAN>"),
            box("c", f"<SPAN>Copyright 2025 {escape(story.outlet)}<BR>All Rights Reserved</SPAN>"),
            "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->",
        ]
    return "\n".join([*parts, "</BODY></HTML>"])


@dataclass(frozen=True)
class Words:
    """What an interface of Nexis Uni prints around articles."""

    count: str = "Documents (2)"
    cover: tuple[str, ...] = ("Client/Matter: -None-", "Search Terms: dam", "Search Type: Natural Language")
    section: str = "Section"
    length: str = "Length"
    unit: str = "words"
    byline: str = "Byline"
    highlight: str = "Highlight"
    body: str = "Body"
    load: str = "Load-Date"
    end: str = "End of Document"


UNI = Words()


def uni_lines(stories: tuple[Story, ...] = STORIES, *, words: Words = UNI, cover: bool = True) -> list[tuple[str, str]]:
    """The paragraphs of a batch: "b" bold, "c" centred, "s" a new section, "" plain."""
    lines: list[tuple[str, str]] = []
    if cover:
        lines += [("b", "Date and Time: Friday, 7. March 2025 09:31:00 CET"), ("b", "Job Number: 00000001")]
        lines.append(("b", words.count))
        for number, story in enumerate(stories, 1):
            lines += [("", f"{number}. {story.headline}"), *(("b", text) for text in words.cover)]
            lines += [("b", "Content Type"), ("b", "Narrowed by"), ("", "News"), ("", "Sources: The Reed; The Brook")]
    for story in stories:
        lines += [("s", ""), ("bc", story.headline), ("c", story.outlet), ("c", story.date), ("", "National Edition")]
        lines += [
            ("", f"Copyright 2025 {story.outlet} All Rights Reserved"),
            ("b", f"{words.section}: {story.section}"),
        ]
        lines += [("b", f"{words.length}: {story.words} {words.unit}"), ("b", f"{words.byline}: {story.byline}")]
        lines += [("b", f"{words.highlight}: Nobody expected it"), ("b", words.body)]
        lines += [("", text) for text in story.paragraphs]
        lines += [("b", "Graphic"), ("", "A picture of the dam."), ("b", "Classification")]
        lines += [("b", f"Language: {story.language}"), ("b", f"{words.load}: March 9, 2025"), ("b", words.end)]
    return lines


def docx(lines: list[tuple[str, str]], *, cut: float = 1.0) -> bytes:
    parts = []
    for style, text in lines:
        label, mark, rest = text.partition(": ") if "b" in style else ("", "", text)
        runs = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(label + mark)}</w:t></w:r>" if label else ""
        runs += f'<w:r><w:t xml:space="preserve">{escape(rest)}</w:t></w:r>' if rest else ""
        section = "<w:sectPr/>" if style == "s" else ""
        aligned = '<w:jc w:val="center"/>' if "c" in style else ""
        parts.append(f"<w:p><w:pPr>{aligned}{section}</w:pPr>{runs}</w:p>")
    xml = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{''.join(parts)}</w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml[: int(len(xml) * cut)])
        archive.writestr("word/footer1.xml", "<w:p>Page 1 of 2</w:p>")
    return file.getvalue()


def rtf(lines: list[tuple[str, str]]) -> str:
    def coded(text: str) -> str:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)

    parts = ["{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}}{\\footer Page 1 of 2\\par}\n"]
    for style, text in lines:
        label, mark, rest = text.partition(": ") if "b" in style else ("", "", text)
        bold = f"{{\\b {coded(label + mark)}}}" if label else ""
        aligned, section = ("\\qc" if "c" in style else ""), ("\\sect" if style == "s" else "")
        parts.append(f"\\pard{aligned} {bold}{coded(rest)}{section}\\par\n")
    return "".join([*parts, "}"])


def test_a_classic_text_batch_is_read_article_by_article(tmp_path: Path) -> None:
    """Cover, fields and copyright stay out of the text; edition lines out of outlet and headline."""
    reading = read(tmp_path / "batch.TXT", classic_text())
    assert_both(reading)
    assert reading.articles["language"].tolist() == ["en", "en"]
    assert checks(tmp_path / "batch.TXT") == [
        Check(1, "words", 16, 16),
        Check(2, "words", 14, 14),
        Check(0, "articles", 2, 2),
    ]


def test_a_classic_web_page_batch_is_read_article_by_article(tmp_path: Path) -> None:
    """The same in the HTML that classic LexisNexis gave, with numbered classes and a correction after the text."""
    reading = read(tmp_path / "batch.html", classic_html())
    assert_both(reading)
    assert checks(tmp_path / "batch.html")[-1] == Check(0, "articles", 2, 2)


@pytest.mark.parametrize("name", ["batch.docx", "batch.doc", "batch", "batch.txt"])
def test_a_word_batch_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    """Cover, list of contents, graphic and classification stay out, whatever the file is called."""
    reading = read(tmp_path / name, docx(uni_lines()))
    assert_both(reading)
    assert checks(tmp_path / name) == [Check(1, "words", 16, 16), Check(2, "words", 14, 14), Check(0, "articles", 2, 2)]


def test_a_rich_text_batch_is_read_article_by_article(tmp_path: Path) -> None:
    """The same as rich text, under the suffix of old Word."""
    assert_both(read(tmp_path / "batch.doc", rtf(uni_lines())))
    assert checks(tmp_path / "batch.doc")[-1] == Check(0, "articles", 2, 2)


def test_a_batch_saved_as_plain_text_is_read_article_by_article(tmp_path: Path) -> None:
    """Without bold and sections the list of contents still is no article."""
    assert_both(read(tmp_path / "batch.txt", "\n\n".join(text for _, text in uni_lines() if text)))


def test_a_batch_as_a_web_page_is_read_article_by_article(tmp_path: Path) -> None:
    """Nexis Uni in HTML, with a bold label in each field."""
    lines = []
    for style, text in uni_lines():
        label, mark, rest = text.partition(": ") if "b" in style else ("", "", text)
        lines.append(f"<p><b>{escape(label + mark)}</b>{escape(rest)}</p>" if label else f"<p>{escape(rest)}</p>")
    page = f"<!DOCTYPE html><html><head><title>Results</title></head><body><div>{''.join(lines)}</div></body></html>"
    assert_both(read(tmp_path / "batch.html", page))


def test_one_article_a_file_needs_no_cover(tmp_path: Path) -> None:
    """Articles saved one by one state no number of articles."""
    articles = read(tmp_path / "a.docx", docx(uni_lines(STORIES[:1], cover=False))).articles
    assert articles["headline"].tolist() == ["Ministers quit over dam plan"]
    assert checks(tmp_path / "a.docx") == [Check(1, "words", 16, 16)]


FRENCH = ("Deux ministres de Varnia ont quitté le gouvernement mardi.", "Le barrage ne sera pas construit.")
GERMAN = ("Zwei Minister von Varnia verließen am Dienstag die Regierung.", "Der Damm wird nicht gebaut.")
INTERFACES = [
    (Words("Documents (1)", ("Client/Affaire: -None-", "Termes de recherche: barrage"), "Rubrique", "Longueur", "mots",
           "Auteur", "Encart", "Corps", "Date-Chargement", "Fin du document"),
     Story("Barrage abandonné", "Le Roseau", "4 mars 2025 mardi 10:05 AM CET", "Par Ada Brook", "Politique", 15,
           "FRENCH; FRANÇAIS", FRENCH), "fr"),
    (Words("Dokumente (1)", ("Mandant: -Keiner-", "Suchbegriffe: Damm"), "Rubrik", "Länge", "Wörter", "Autor",
           "Vorspann", "Haupttext", "Ladedatum", "Ende des Dokuments"),
     Story("Damm gestoppt", "Das Schilf", "Dienstag 4. März 2025", "Von Ada Brook", "Politik; S. 4", 14,
           "GERMAN; DEUTSCH", GERMAN), "de"),
    (Words("Documenten (1)", ("Zoektermen: dam",), "Sectie", "Lengte", "woorden", "Auteur", "Highlight", "Tekst",
           "Laaddatum", "Einde van document"),
     Story("Dam geschrapt", "Het Riet", "4 maart 2025 dinsdag", "Door Ada Brook", "Binnenland; Blz. 3", 6,
           "DUTCH; NEDERLANDS", ("De dam in de Ostrel gaat niet door.",)), "nl"),
    (Words("Documentos (1)", ("Términos de búsqueda: presa",), "Sección", "Longitud", "palabras", "Autor", "Highlight",
           "Cuerpo", "Fecha-de-carga", "Fin del documento"),
     Story("Presa cancelada", "El Junco", "4 de marzo de 2025 martes", "Por Ada Brook", "Política", 8,
           "SPANISH; ESPAÑOL", ("La presa del río Ostrel no se construirá.",)), "es"),
    (Words("Documenti (1)", ("Termini di ricerca: diga",), "Sezione", "Lunghezza", "parole", "Autore", "Highlight",
           "Corpo", "Data-di-caricamento", "Fine del documento"),
     Story("Diga annullata", "Il Giunco", "4 marzo 2025 martedì", "Ada Brook", "Politica", 7, "ITALIAN; ITALIANO",
           ("La diga sul fiume Ostrel non si farà.",)), "it"),
    (Words("Documentos (1)", ("Termos de pesquisa: barragem",), "Seção", "Comprimento", "palavras", "Autor",
           "Highlight", "Corpo", "Data-de-carregamento", "Fim do documento"),
     Story("Barragem cancelada", "O Junco", "4 de março de 2025 terça-feira", "Por Ada Brook", "Política", 8,
           "PORTUGUESE; PORTUGUÊS", ("A barragem do rio Ostrel não será feita.",)), "pt"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "rtf", "txt"])
@pytest.mark.parametrize(("words", "story", "language"), INTERFACES)
def test_interfaces_in_other_languages_are_read(
    tmp_path: Path, words: Words, story: Story, language: str, kind: str
) -> None:
    """Labels, dates, counts and marks in French, German, Dutch, Spanish, Italian and Portuguese."""
    lines = uni_lines((story,), words=words)
    made = {"docx": docx(lines), "rtf": rtf(lines), "txt": "\n\n".join(text for _, text in lines)}
    path = tmp_path / f"batch.{kind}"
    article = read(path, made[kind]).articles.iloc[0]
    assert (article.headline, article.outlet, article.language) == (story.headline, story.outlet, language)
    assert article.published == pd.Timestamp("2025-03-04")
    assert article.authors == ["Ada Brook"]
    assert article.section == story.section.split(";")[0]
    assert article.text == "\n\n".join(story.paragraphs)
    assert [(check.what, check.stated) for check in checks(path)] == [("words", story.words), ("articles", 1)]


@pytest.mark.parametrize(
    ("counter", "labels", "date"),
    [
        (
            "Document 1 de 1",
            ("AUTEUR", "RUBRIQUE", "LONGUEUR", "mots", "LANGUE", "DATE-CHARGEMENT"),
            "mardi 4 mars 2025",
        ),
        ("Dokument 1 von 1", ("AUTOR", "RUBRIK", "LÄNGE", "Wörter", "SPRACHE", "UPDATE"), "4. März 2025 Dienstag"),
        ("1 van 1 DOCUMENTEN", ("AUTEUR", "SECTIE", "LENGTE", "woorden", "TAAL", "LAADDATUM"), "4 maart 2025 dinsdag"),
        (
            "1 de 1 DOCUMENTOS",
            ("AUTOR", "SECCIÓN", "LONGITUD", "palabras", "IDIOMA", "LOAD-DATE"),
            "4 de marzo de 2025",
        ),
        ("1 di 1 DOCUMENTI", ("AUTORE", "SEZIONE", "LUNGHEZZA", "parole", "LINGUA", "LOAD-DATE"), "4 marzo 2025"),
        ("FOCUS - 1 of 1 DOCUMENT", ("BYLINE", "SECTION", "LENGTH", "words", "LANGUAGE", "LOAD-DATE"), "March 4, 2025"),
    ],
)
def test_classic_interfaces_in_other_languages_are_read(
    tmp_path: Path, counter: str, labels: tuple[str, ...], date: str
) -> None:
    """The number of the article and the labels in the language of the interface."""
    author, section, length, unit, language, load = labels
    text = (
        f"\n\n{'':30}{counter}\n\n\n{'':30}Das Schilf\n\n{'':30}{date}\n\nDamm gestoppt\n\n{author}: Ada Brook\n\n"
        f"{section}: Politik\n\n{length}: 1.014 {unit}\n\n{GERMAN[0]}\n\n{GERMAN[1]}\n\n{load}: 9. März 2025\n\n"
        f"{language}: GERMAN; DEUTSCH\n\n{'':30}Copyright 2025 Das Schilf\n{'':30}Alle Rechte vorbehalten\n"
    )
    article = read(tmp_path / "batch.txt", text).articles.iloc[0]
    assert (article.headline, article.outlet, article.section) == ("Damm gestoppt", "Das Schilf", "Politik")
    assert (article.published, article.language) == (pd.Timestamp("2025-03-04"), "de")
    assert article.text == "\n\n".join(GERMAN)
    assert checks(tmp_path / "batch.txt") == [Check(1, "words", 1014, 14), Check(0, "articles", 1, 1)]


def test_old_labels_of_headline_and_body_are_read(tmp_path: Path) -> None:
    """The layout of the nineties: copyright first, then HEADLINE and BODY as fields."""
    text = (
        f"{'':20}1 of 1 DOCUMENT\n\n{'':20}Copyright 1995 The Reed Company\n\n{'':20}The Reed\n\n"
        f"{'':20}March 4, 1995, Saturday, Late Edition - Final\n\nSECTION: Section 1; Page 4\n\nLENGTH: 9 words\n\n"
        "HEADLINE: Ferry halted\n\nBYLINE: By LIN MARSH\n\nDATELINE: ALMAR, March 3\n\nBODY:\n"
        "The ferry over the Ostrel stood still for a day.\n\nLANGUAGE: ENGLISH\n\nLOAD-DATE: March 6, 1995\n"
    )
    article = read(tmp_path / "batch.txt", text).articles.iloc[0]
    assert (article.headline, article.outlet) == ("Ferry halted", "The Reed")
    assert article.published == pd.Timestamp("1995-03-04")
    assert article.text == "The ferry over the Ostrel stood still for a day."


def test_wrapped_lines_are_joined_and_page_numbers_dropped(tmp_path: Path) -> None:
    """A hyphen at the end of a line stays only where the word has it; a printed page number is no paragraph."""
    body = (
        "The government of Varnia said on Tuesday that the Ostrel dam, planned for a\n"
        "long time, will not be built; two ministers left the cabinet, and the govern-\n"
        "ment said that it would look for others. The plan was called a multi-million-\n"
        "crown mistake.\n\nPage 3 of 40\n\nThe ferry runs."
    )
    text = classic_text((Story(paragraphs=(body.replace("\n", "\r\n"),)),))
    assert read(tmp_path / "a.txt", text).articles.iloc[0].text == (
        "The government of Varnia said on Tuesday that the Ostrel dam, planned for a long time, will not be built; two "
        "ministers left the cabinet, and the government said that it would look for others. The plan was called a "
        "multi-million-crown mistake.\n\nThe ferry runs."
    )


def test_a_zipped_batch_of_word_files_is_read_file_by_file(tmp_path: Path) -> None:
    """Articles saved one by one come in an archive, packed or only stored; none is lost in the one before it."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(tmp_path / "Files.ZIP", "w", method) as archive:
            for number, story in enumerate(STORIES):
                archive.writestr(f"{number}.docx", docx(uni_lines((story,), cover=False)))
        assert_both(read_articles(tmp_path / "Files.ZIP"))


def test_a_later_part_of_a_search_is_counted_by_its_numbers(tmp_path: Path) -> None:
    """Articles 1 to 100 of 383 are a whole file; 1 to 3 of 383 are not."""
    stories = tuple(replace(STORIES[1], headline=f"Ferry {number}") for number in range(100))
    for kept, stated in ((100, 100), (3, 383)):
        text = classic_text(stories[:kept]).split("Terms:", 1)[1].replace(f" of {kept} DOC", " of 383 DOC")
        (tmp_path / "a.txt").write_text(text)
        assert checks(tmp_path / "a.txt")[-1] == Check(0, "articles", stated, kept)


def test_paragraphs_that_look_like_fields_stay_in_the_text(tmp_path: Path) -> None:
    """A newspaper's own "NOTE: …" in the middle of an article, or a line "Notes", does not end it."""
    paragraphs = ("One.", "NOTE: The dam is a weir.", *(f"Paragraph {number}." for number in range(9)), "Last.")
    for number, made in enumerate(
        [classic_text((Story(paragraphs=paragraphs),)), docx(uni_lines((Story(paragraphs=paragraphs),)))]
    ):
        article = read(tmp_path / f"{number}", made).articles.iloc[0]
        assert article.text == "\n\n".join(paragraphs)


def test_a_first_paragraph_that_looks_like_a_field_stays_in_the_text(tmp_path: Path) -> None:
    """ "UPDATE" is a field of German interfaces, and a word with which newspapers begin."""
    paragraphs = ("UPDATE: The dam is off.", "NOTE: It is a weir.", *("Nobody knows.",) * 9)
    article = read(tmp_path / "a.txt", classic_text((Story(paragraphs=paragraphs),))).articles.iloc[0]
    assert article.text == "\n\n".join(paragraphs)


def test_a_word_file_without_bold_is_read(tmp_path: Path) -> None:
    """Fields and headings are found by their words where nothing is bold."""
    lines = [(style.replace("b", ""), text) for style, text in uni_lines()]
    assert_both(read(tmp_path / "a.docx", docx(lines)))


@pytest.mark.parametrize(
    ("outlet", "byline", "first", "agency"),
    [
        ("Agence France Presse -- English", "", "One.", "AFP"),
        ("Associated Press International", "By ADA BROOK, Associated Press Writer", "One.", "AP"),
        ("The Reed", "Reuters", "One.", "Reuters"),
        ("The Reed", "Ada Brook", "ALMAR, March 4 (Interfax) - The dam is off.", "Interfax"),
        ("The Apple Press", "Ada Brook", "One.", None),
    ],
)
def test_the_agency_is_found(tmp_path: Path, outlet: str, byline: str, first: str, agency: str | None) -> None:
    """An outlet that is an agency's service, a byline that is an agency, or a credit in the text."""
    text = classic_text((Story(outlet=outlet, byline=byline, paragraphs=(first,)),))
    found = read(tmp_path / "a.txt", text).articles.iloc[0].agency
    assert (None if pd.isna(found) else found) == agency


def test_a_batch_cut_off_in_an_article_keeps_what_is_there(tmp_path: Path) -> None:
    """The article before the cut, the start of the one that was cut, and the number that the file states."""
    cover, first, second = classic_text().split("LENGTH:")
    text = f"{cover}LENGTH:{first}LENGTH:{second[:40]}"
    articles = read(tmp_path / "a.txt", text).articles
    assert articles["headline"].tolist() == ["Ministers quit over dam plan", "Ferry halted"]
    assert articles.iloc[1].text.startswith("The ferry over")
    page = classic_html((*STORIES, STORIES[0]))
    (tmp_path / "b.html").write_text(page[: page.index("DOC_ID_0_3")])
    assert checks(tmp_path / "b.html")[-1] == Check(0, "articles", 3, 2)


def test_a_word_file_that_was_cut_off_gives_the_articles_before_the_cut(tmp_path: Path) -> None:
    """Without the list of parts at its end, the file still has its text up to the cut."""
    stories = tuple(Story(f"Headline {number}", paragraphs=(f"Text {number * 7919}.",) * 3) for number in range(40))
    whole = docx(uni_lines(stories, words=Words(count="Documents (40)")))
    (tmp_path / "a.docx").write_bytes(whole[: int(len(whole) * 0.6)])
    found = [item for _, item in read_file(tmp_path / "a.docx", "a.docx")]
    records = [item for item in found if isinstance(item, Record)]
    assert 5 < len(records) < 40
    assert records[4].fields["headline"] == "Headline 4"
    assert found[-1] == Check(0, "articles", 40, len(records))


def test_a_word_file_with_a_broken_middle_gives_the_articles_before_it(tmp_path: Path) -> None:
    """Bytes that cannot be unpacked end the text; what stands before them is read."""
    stories = tuple(Story(f"Headline {number}", paragraphs=(f"Text {number * 7919}.",) * 3) for number in range(400))
    whole = bytearray(docx(uni_lines(stories, words=Words(count="Documents (400)"))))
    middle = len(whole) * 3 // 5
    whole[middle : middle + 200] = b"\xff" * 200
    (tmp_path / "a.docx").write_bytes(bytes(whole))
    found = [item for _, item in read_file(tmp_path / "a.docx", "a.docx")]
    records = [item for item in found if isinstance(item, Record)]
    assert 5 < len(records) < 400
    assert records[4].fields["headline"] == "Headline 4"
    assert found[-1] == Check(0, "articles", 400, len(records))


def test_a_list_of_results_is_no_article(tmp_path: Path) -> None:
    """A cover with the list of contents alone is refused, and says so."""
    lines = uni_lines()
    with pytest.raises(NothingReadError) as error:
        read(tmp_path / "list.docx", docx(lines[: lines.index(("s", ""))]))
    assert error.value.rejected["reason"].tolist() == ["only-a-list"]


def test_an_article_without_text_keeps_its_row(tmp_path: Path) -> None:
    """A photo with a headline and nothing else is counted as one without text."""
    story = Story(paragraphs=())
    article = read(tmp_path / "a.txt", classic_text((story,))).articles.iloc[0]
    assert (article.headline, article.completeness) == (story.headline, "missing")


@pytest.mark.parametrize(
    "text",
    [
        "Ferry halted\n\nThe ferry over the Ostrel, length: 20 metres, stood still.\n\nEnd of Document\n",
        "Reading list\n\nDocuments (2) were found. 1 of 2 documents is missing.\n",
        "Length: 512 words\n\nThat is what the editor wrote on the page.\n",
    ],
)
def test_an_ordinary_text_is_no_export(tmp_path: Path, text: str) -> None:
    """A text that has a word or two of an export in it is one article, whole."""
    assert read(tmp_path / "a.txt", text).articles["text"].tolist() == [text]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Brook", ["Ada Brook"]),
        ("BY ADA BROOK and TOM QUILL", ["ADA BROOK", "TOM QUILL"]),
        ("By ADA BROOK, TOM QUILL, and LIN MARSH", ["ADA BROOK", "TOM QUILL", "LIN MARSH"]),
        ("By Ada Brook in Almar and Tom Quill", ["Ada Brook", "Tom Quill"]),
        ("Ada Brook in Trinidad and Tobago", ["Ada Brook"]),
        ("By Ada Brook in Almar; Tom Quill", ["Ada Brook", "Tom Quill"]),
        ("Ada Brook (now), Tom Quill (earlier)", ["Ada Brook", "Tom Quill"]),
        ("Ada Brook Political editor", ["Ada Brook"]),
        ("Jan van der Marsh Health and science correspondent", ["Jan van der Marsh"]),
        ("E. B. Marsh, Y. Quill", ["E. B. Marsh", "Y. Quill"]),
        ("From Our Own Correspondent in Almar", []),
        ("By A STAFF REPORTER", []),
        ("Von Ada Brook und Tom Quill, Almar", ["Ada Brook", "Tom Quill"]),
        ("ada.brook@reed.example; Ada Brook", ["Ada Brook"]),
        ("Edited by Ada Brook", ["Ada Brook"]),
        ("Par Ada Brook à Almar", ["Ada Brook"]),
        ("Reuters", []),
    ],
)
def test_bylines_give_names(byline: str, names: list[str]) -> None:
    """Names come without "by", places, jobs and addresses where these are certain."""
    assert names_in(byline) == names
