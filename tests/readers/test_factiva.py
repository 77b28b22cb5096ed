"""Factiva: each article of an export, with field codes and without, in every kind of file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles
from dateline.readers.records import Check
from dateline.readers.registry import read_file


@dataclass(frozen=True)
class Story:
    """An article to be put into an export."""

    headline: str = "Ministers quit over dam plan"
    byline: str = "By Ada Brook in Almar and Tom Quill"
    words: str = "16 words"
    date: str = "4 March 2025"
    time: str = "15:32 GMT"
    outlet: str = "The Reed"
    code: str = "REED"
    section: str = "Politics"
    page: str = "A4"
    language: str = "English"
    notice: str = "Copyright 2025 The Reed Company. All rights reserved."
    lead: tuple[str, ...] = ("Two ministers of Varnia left the government on Tuesday.",)
    rest: tuple[str, ...] = ("The Ostrel dam will not be built.",)
    number: str = "Document REED000020250304el3400001"


STORIES = (
    Story(),
    Story("Ferry halted", "", "14 words", "5 March 2025", "", "The Brook", "BROOKV", "", "", "English",
          "(c) 2025 The Brook",
          ("The ferry over the Ostrel stood still for one day.",), ("It runs again today.",),
          "Document BROOKV0020250305el3500002"),
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
    assert articles["outlet"].tolist() == ["The Reed", "The Brook"]
    assert articles["published"].tolist() == [pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-05")]
    assert articles["published_basis"].tolist() == ["metadata", "metadata"]
    assert articles["authors"].tolist() == [["Ada Brook", "Tom Quill"], []]
    assert articles["section"].fillna("").tolist() == ["Politics", ""]
    assert articles["language"].tolist() == ["en", "en"]
    assert articles["id"].tolist() == ["REED000020250304el3400001", "BROOKV0020250305el3500002"]
    assert articles["text"].tolist() == ["\n\n".join((*story.lead, *story.rest)) for story in STORIES]


def coded(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    rows = [
        ("SE", (story.section,)), ("HD", (story.headline,)), ("BY", (story.byline,)), ("WC", (story.words,)),
        ("PD", (story.date,)), ("ET", (story.time,)), ("SN", (story.outlet,)), ("SC", (story.code,)),
        ("PG", (story.page,)),
        ("LA", (story.language,)), ("CY", (story.notice,)), ("LP", story.lead), ("TD", story.rest),
        ("CO", ("reedco : The Reed Company",)), ("IN", ("i1 : Water Supply",)), ("NS", ("gpol : Domestic Politics",)),
        ("RE", ("varn : Varnia",)), ("PUB", ("The Reed Company",)), ("AN", (story.number,)),
    ]  # fmt: skip
    return [(code, lines) for code, lines in rows if lines and lines[0]]


def plain(story: Story) -> list[tuple[str, str]]:
    lines = [
        ("se", story.section), ("hd", story.headline), ("by", story.byline), ("", story.words), ("", story.date),
        ("", story.time), ("", story.outlet), ("", story.code), ("", story.page), ("", story.language),
        ("", story.notice),
        *(("p", line) for line in (*story.lead, *story.rest)), ("an", story.number),
    ]  # fmt: skip
    return [(kind, line) for kind, line in lines if line]


STYLE = f"<style>body{{margin:0;}}{'.icon a{display:block;}' * 5000}</style>"
"""A style sheet longer than what is looked at first, as Factiva writes it."""


def page(articles: list[str]) -> str:
    return (
        f'<!DOCTYPE html><html><head><title>Factiva</title>{STYLE}</head><body><div id="contentLeft">'
        f'{"<br/><span></span>".join(articles)}<div id="pageFooter">&copy; 2025 Factiva, Inc. All rights reserved.'
        "</div></div></body></html>"
    )


def coded_html(story: Story) -> str:
    rows = []
    for code, lines in coded(story):
        text = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(line)}\n</p>' for line in lines)
        value = text if code in {"LP", "TD"} else f"<b class='enHeadline'>{escape(lines[0])}</b>"
        rows.append(f'<tr><td align="right" class="index"><p><b>{code}</b>&nbsp;</p></td><td>{value}</td></tr>')
    return f'<div class="article enArticle"><table>{"".join(rows)}</table><br/></div>'


def plain_html(story: Story) -> str:
    parts = []
    for kind, line in plain(story):
        text = escape(line)
        parts.append(
            {
                "hd": f"<div id=\"hd\"><span class='enHeadline'>{text}</span></div>",
                "by": f'<div class="author">{text}</div>',
                "p": f'</p><p class="articleParagraph enarticleParagraph">{text}',
                "an": f"</p><p>{text}</p>",
            }.get(kind, f"<div>{text}</div>")
        )
    name = story.number.split()[1]
    return f'<div id="article-{name}" class="article"><div class="article enArticle"><p>{"".join(parts)}</div></div>'


def rtf(lines: list[str]) -> str:
    text = "\n".join("".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line) for line in lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}}"
        "{\\footer Page 1 of 2 \\'a9 2025 Factiva, Inc.\\par}\n"
        f"{{\\pict\\pngblip {'89504e47' * 200}}}\\par\n{text}\n\\b Search Summary\\b0\\par Text: dam\\par}}"
    )


def coded_rtf(story: Story) -> list[str]:
    return [
        f"\\trowd {{\\b {code}}}\\cell " + "\\par ".join(lines) + "\\cell\\row" for code, lines in coded(story)
    ]  # fmt: skip


def plain_rtf(story: Story) -> list[str]:
    return [f"{{\\b {line}}}\\par" if kind == "hd" else f"{line}\\par" for kind, line in plain(story)]


@pytest.mark.parametrize("make", [coded_html, plain_html])
def test_a_page_of_articles_is_read_article_by_article(tmp_path: Path, make: object) -> None:
    """Tables with field codes and the full article without codes give the same; indexing terms stay out."""
    path = tmp_path / "Factiva.html"
    assert_both(read(path, page([make(story) for story in STORIES])))  # type: ignore[operator]
    assert checks(path) == [Check(1, "words", 16, 16), Check(2, "words", 14, 14), Check(0, "articles", 2, 2)]


@pytest.mark.parametrize("make", [coded_rtf, plain_rtf])
@pytest.mark.parametrize("name", ["Factiva.rtf", "Factiva.doc"])
def test_rich_text_is_read_article_by_article(tmp_path: Path, make: object, name: str) -> None:
    """Both layouts as RTF; page footers, pictures and the summary of the search are no article."""
    path = tmp_path / name
    assert_both(read(path, rtf([line for story in STORIES for line in make(story)])))  # type: ignore[operator]
    assert checks(path) == [Check(1, "words", 16, 16), Check(2, "words", 14, 14)]


def test_plain_text_with_a_list_of_contents_is_read_article_by_article(tmp_path: Path) -> None:
    """Saved as text, page numbers and a list of headlines are left out."""
    contents = [
        "Factiva",
        "Table of Contents",
        *(f"{story.headline}......{place}" for place, story in enumerate(STORIES)),
    ]
    lines = [
        *contents,
        "",
        *(line for kind, line in plain(STORIES[0]) if kind != "se"),
        "Page 2 of 3 © 2025 Factiva, Inc.",
    ]
    reading = read(tmp_path / "a.txt", "\n".join([*lines, *(line for _, line in plain(STORIES[1]))]))
    assert reading.articles["headline"].tolist() == ["Ministers quit over dam plan", "Ferry halted"]
    assert reading.articles["authors"].tolist() == [["Ada Brook", "Tom Quill"], []]
    assert reading.articles["text"].tolist() == ["\n\n".join((*story.lead, *story.rest)) for story in STORIES]


def test_rich_text_saved_as_word_is_read(tmp_path: Path) -> None:
    """A table of codes in a Word document, each cell a paragraph."""
    lines = [line for code, values in coded(STORIES[0]) for line in (code, *values)]
    text = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{text}</w:body></w:document>')
    article = read(tmp_path / "a.docx", file.getvalue()).articles.iloc[0]
    assert (article.headline, article.outlet, article.section) == (
        "Ministers quit over dam plan",
        "The Reed",
        "Politics",
    )
    assert article.text.endswith("The Ostrel dam will not be built.")


FRENCH = Story(
    "Barrage abandonné", "Par Ada Brook", "1 016 mots", "4 mars 2025", "", "Le Roseau", "ROSEAU", "", "7", "Français",
    "© 2025 Le Roseau. Tous droits réservés.", ("Deux ministres de Varnia ont quitté le gouvernement.",),
    ("Le barrage ne sera pas construit.",), "Document ROSEAU0020250304el3400003",
)  # fmt: skip
GERMAN = Story(
    "Damm gestoppt", "Von Ada Brook", "1.016 Wörter", "4 März 2025", "", "Das Schilf", "SCHILF", "", "", "Deutsch",
    "(c) 2025 Das Schilf", ("Zwei Minister von Varnia verließen die Regierung.",), ("Der Damm wird nicht gebaut.",),
    "Dokument SCHILF0020250304el3400004",
)  # fmt: skip
SPANISH = Story(
    "Presa cancelada", "Por Ada Brook", "1,016 palabras", "4 marzo 2025", "", "El Junco", "JUNCO", "", "", "Español",
    "Copyright 2025 El Junco", ("Dos ministros de Varnia dejaron el gobierno.",), ("La presa no se construirá.",),
    "Documento JUNCO00020250304el3400005",
)  # fmt: skip
ITALIAN = Story(
    "Diga annullata", "Ada Brook", "1.016 parole", "4 marzo 2025", "", "Il Giunco", "GIUNCO", "", "", "Italiano",
    "Copyright 2025 Il Giunco", ("Due ministri di Varnia hanno lasciato il governo.",), ("La diga non si farà.",),
    "Documento GIUNCO0020250304el3400006",
)  # fmt: skip


@pytest.mark.parametrize("make", [coded_html, plain_html])
@pytest.mark.parametrize(("story", "language"), [(FRENCH, "fr"), (GERMAN, "de"), (SPANISH, "es"), (ITALIAN, "it")])
def test_interfaces_in_other_languages_are_read(tmp_path: Path, story: Story, language: str, make: object) -> None:
    """Dates, number of words and closing line in the language of the interface."""
    path = tmp_path / "a.html"
    article = read(path, page([make(story)])).articles.iloc[0]  # type: ignore[operator]
    assert (article.headline, article.outlet, article.language) == (story.headline, story.outlet, language)
    assert (article.published, article.authors) == (pd.Timestamp("2025-03-04"), ["Ada Brook"])
    assert article.text == "\n\n".join((*story.lead, *story.rest))
    assert article.id == story.number.split()[1]
    assert checks(path)[0].stated == 1016


@pytest.mark.parametrize(
    ("change", "agency"),
    [
        ({"outlet": "Reuters News"}, "Reuters"),
        ({"outlet": "Agence France Presse"}, "AFP"),
        ({"byline": "By Reuters"}, "Reuters"),
        ({"lead": ("ALMAR, March 4 (Interfax) - The dam is off.",)}, "Interfax"),
        ({}, None),
    ],
)
def test_the_agency_is_found(tmp_path: Path, change: dict, agency: str | None) -> None:
    """An outlet that is an agency, a byline that is one, or a credit in the text; the publisher is none."""
    found = read(tmp_path / "a.html", page([coded_html(replace(STORIES[0], **change))])).articles.iloc[0].agency
    assert (None if pd.isna(found) else found) == agency


@pytest.mark.parametrize("make", [coded_html, plain_html])
def test_a_page_cut_off_in_an_article_keeps_what_is_there(tmp_path: Path, make: object) -> None:
    """The article before the cut whole, the start of the other one."""
    whole = page([make(story) for story in STORIES])  # type: ignore[operator]
    articles = read(tmp_path / "a.html", whole[: whole.index("It runs again")]).articles
    assert articles["headline"].tolist() == ["Ministers quit over dam plan", "Ferry halted"]
    assert articles["text"].tolist()[1] == "The ferry over the Ostrel stood still for one day."


def test_rich_text_cut_off_in_an_article_keeps_what_is_there(tmp_path: Path) -> None:
    """The same for RTF without its closing brackets."""
    whole = rtf([line for story in STORIES for line in plain_rtf(story)])
    articles = read(tmp_path / "a.rtf", whole[: whole.index("It runs again")]).articles
    assert articles["headline"].tolist() == ["Ministers quit over dam plan", "Ferry halted"]
    assert articles["text"].tolist()[1] == "The ferry over the Ostrel stood still for one day."


def test_a_page_that_names_factiva_is_a_web_page(tmp_path: Path) -> None:
    """An article about the database is no export of it."""
    text = "<p>Factiva is a database, and the library of Almar has bought it for its readers this year.</p>" * 3
    html = f"<html><head><title>Factiva</title></head><body><article><h1>Library</h1>{text}</article></body></html>"
    articles = read(tmp_path / "a.html", html).articles
    assert len(articles) == 1
    assert "Factiva is a database" in articles["text"].iloc[0]
