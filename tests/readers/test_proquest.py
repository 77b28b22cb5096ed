"""ProQuest: exports as text and as HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

LINE = "_" * 60

FIRST = """Document 1 of 2

Weir breaks: a mill is under water

https://login.example/login?url=https://www.proquest.com/newspapers/weir/docview/3107/se-2?accountid=1

Author: Brook, Ada; Quill, Tom, Jr.

Abstract: None available.

Links: https://resolver.example/?genre=article&amp;title=The+Reed&amp;date=2025-03-04

Full text: ALMAR (Reuters) - The weir on the Ostrel broke on Tuesday.
Title: "The mill is lost," read a poster at the bank.
Nobody was hurt.
CAPTION: The weir on Tuesday.

Subject: Weirs; Mills

Business indexing term: Subject: Mills

Title: Weir breaks: a mill is under water

Publication title: The Reed (Online); Almar

Publication year: 2025

Publication date: Mar 4, 2025

Section: News/Rivers

Publisher: Reed Limited

Language of publication: English

Document type: News

ProQuest document ID: 3107

Document URL: https://www.proquest.com/newspapers/weir/docview/3107/se-2

Copyright: Copyright 2025 Reed Limited. All Rights Reserved.

Last updated: 2025-03-05

Database: Varnia Newsstream
"""

SECOND = """Document 2 of 2

Le moulin rouvre

Auteur: Ruisseau, Zoé

Abstract: The mill opens again.

Full text: Not available.

Title: Le moulin rouvre

Publication title: Le Roseau; Almar

Publication date: 28 décembre 2024

Language of publication: French

ProQuest document ID: 3108

Database: Varnia Newsstream
"""

END = """Contact us at: https://support.example
Database copyright © 2026 ProQuest LLC. All rights reserved.
Terms and Conditions: https://www.proquest.com/info/termsAndConditions
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Read chunks of an export, with lines of underscores between them."""

    def reader(*chunks: str, name: str = "ProQuestDocuments.txt", between: str = f"\n{LINE}\n\n") -> Reading:
        (tmp_path / name).write_text(f"{LINE}\n\n" + between.join(chunks), encoding="utf-8")
        return read_articles(tmp_path)

    return reader


def test_an_export_as_text_is_divided_into_its_articles(read: Callable[..., Reading]) -> None:
    """Title, names, day, outlet, section, language and text; what a quotation begins with is no field."""
    article = read(FIRST, SECOND, END).articles.iloc[0]
    assert article.headline == "Weir breaks: a mill is under water"
    assert article.authors == ["Ada Brook", "Tom Quill Jr"]
    assert (article.outlet, article.published) == ("The Reed (Online)", pd.Timestamp("2025-03-04"))
    assert (article.section, article.language, article.agency) == ("News/Rivers", "en", "Reuters")
    assert (article.id, article.url) == ("3107", "https://www.proquest.com/newspapers/weir/docview/3107/se-2")
    assert article.text == (
        "ALMAR (Reuters) - The weir on the Ostrel broke on Tuesday.\n\n"
        'Title: "The mill is lost," read a poster at the bank.\n\n'
        "Nobody was hurt.\n\nCAPTION: The weir on Tuesday."
    )
    assert article.completeness == "whole"


def test_an_abstract_is_an_excerpt(read: Callable[..., Reading]) -> None:
    """An article whose full text is not available has its abstract; dates are read in the outlet's language."""
    reading = read(FIRST, SECOND, END)
    article = reading.articles.iloc[1]
    assert (article.text, article.completeness) == ("The mill opens again.", "excerpt")
    assert (article.outlet, article.published) == ("Le Roseau", pd.Timestamp("2024-12-28"))
    assert (article.authors, article.language) == (["Zoé Ruisseau"], "fr")
    assert "1 agree exactly" in reading.summary()


def test_a_missing_article_is_told(read: Callable[..., Reading]) -> None:
    """The number of articles that the file states is compared with those found."""
    reading = read(FIRST, END)
    assert len(reading.articles) == 1
    assert "(2 stated, 1 found)" in reading.summary()


def test_header_contents_and_bibliography_are_no_articles(read: Callable[..., Reading]) -> None:
    """The list of contents states the number of articles."""
    header = "Report Information from ProQuest\n\nMarch 05 2025 10:15\n"
    contents = "Table of contents\n\n1. Weir breaks: a mill is under water\n2. Le moulin rouvre\n\nBibliography\n"
    bibliography = "Bibliography\n\nCitation style: APA\n\nBrook, A. (2025, Mar 04). Weir breaks. The Reed.\n"
    first, second = (text.split("\n", 2)[2] for text in (FIRST, SECOND))
    reading = read(header, contents, first, second, bibliography, END)
    assert reading.articles["headline"].tolist() == ["Weir breaks: a mill is under water", "Le moulin rouvre"]
    assert "1 agree exactly" in reading.summary()


def test_fields_may_stand_around_the_text(read: Callable[..., Reading]) -> None:
    """The brief layout has title and day before the text, the number after it, and no blank lines."""
    brief = (
        "Title: Weir breaks\nAuthor: Ada Brook\nPublication title: The Reed\nPublication date: Mar 04, 2025\n"
        "Full text: The weir broke.\nThe mill stands.\nProQuest document ID: 3107\n"
    )
    article = read(brief, brief.replace("3107", "3108").replace("stands", "fell"), END).articles.iloc[0]
    assert (article.headline, article.authors, article.text) == (
        "Weir breaks",
        ["Ada Brook"],
        "The weir broke.\n\nThe mill stands.",
    )


def test_the_older_layout_is_read(read: Callable[..., Reading]) -> None:
    """Full Text in capitals, outlet and day in one line, lines wrapped at 60 letters."""
    old = """Document 1 of 1

Weir breaks

Author: Brook, Ada

Publication info: The Reed ; Almar [Almar]04 Mar 2005: A.1.

ProQuest document link

Abstract: A weir is broken.

Full Text: The weir on the Ostrel broke on Tuesday, and the mill be-
low it is under water, said the mayor of Almar, who had come
to the bank in the night with the men of the fire brigade to
see what could be saved of it.

Nobody below the weir was hurt, and the mill stood still at
the time.

Subject: Weirs

ProQuest document ID: 99
"""
    article = read(old).articles.iloc[0]
    assert (article.headline, article.outlet, article.published) == (
        "Weir breaks",
        "The Reed",
        pd.Timestamp("2005-03-04"),
    )
    first, second = article.text.split("\n\n")
    assert first.startswith("The weir on the Ostrel broke on Tuesday, and the mill below it is under water, said")
    assert second == "Nobody below the weir was hurt, and the mill stood still at the time."


def test_a_line_inside_of_an_article_does_not_divide_it(read: Callable[..., Reading]) -> None:
    """Underscores in the text: what follows is not an article of its own."""
    divided = FIRST.replace("Nobody was hurt.", f"{LINE}\nNobody was hurt.\n{LINE}")
    reading = read(divided, SECOND, END)
    assert len(reading.articles) == 2
    assert reading.articles.iloc[0].text.endswith("at the bank.\n\nNobody was hurt.\n\nCAPTION: The weir on Tuesday.")
    assert reading.articles.iloc[0].id == "3107"


def test_words_that_an_old_article_states_are_counted(read: Callable[..., Reading]) -> None:
    """Full Text (5 words), with the rights below it."""
    old = (
        "Weir breaks\n\nFull Text (5 words)\nCopyright Reed Limited Mar 4, 2005\n\nThe weir broke.\n\n"
        "Publication title: The Reed. Almar: Mar 4, 2005. pg. A.1\nSource type: Newspaper\nProQuest document ID: 9\n"
    )
    reading = read(old)
    article = reading.articles.iloc[0]
    assert (article.text, article.outlet, article.published) == (
        "The weir broke.",
        "The Reed",
        pd.Timestamp("2005-03-04"),
    )
    assert "(5 stated, 3 found)" in reading.summary()


def test_labels_of_other_interfaces_are_known(read: Callable[..., Reading]) -> None:
    """Spanish: labels and the name of the language."""
    spanish = (
        "Documento 1 de 1\n\nSe rompe la presa\n\nAutor: Brook, Ada\n\nTexto completo: La presa se rompió.\n\n"
        "Materia: Presas\n\nTítulo: Se rompe la presa\n\nTítulo de publicación: El Junco; Almar\n\n"
        "Fecha de publicación: Mar 4, 2025\n\nIdioma de la publicación: Spanish\n\n"
        "ID del documento de ProQuest: 7\n\nBase de datos: Varnia\n"
    )
    article = read(spanish).articles.iloc[0]
    assert (article.headline, article.outlet, article.text) == ("Se rompe la presa", "El Junco", "La presa se rompió.")
    assert (article.language, article.id, article.authors) == ("es", "7", ["Ada Brook"])


PAGE = """<div style="margin-bottom:20px;border-bottom:2px solid #ccc;padding-bottom:5px">
<a name="DocID_MSTAR_{id}"></a><p></p>
<p style="font-weight:bold;">{title}</p>
<p><strong>Author:  </strong>Brook, Ada</p>
<p><strong>Publication info:  </strong>The Reed ; Almar [Almar]04 Mar 2025: A.1.</p>
<p><a href="https://search.example/docview/{id}">ProQuest document link</a></p>
<p><strong>Abstract:  </strong></p><p>A weir is broken.</p>
<p><strong>Full text: </strong><text wordcount="{words}" htmlcontent="true"><meta name="V" content="x"><title></title>
<p>The weir on the <b>Ostrel</b> broke &amp; the mill is lost.</p>  <p>Nobody was hurt.</p> </text></p>
<p><strong>Subject: </strong>Weirs</p>
<p><strong>Publication title: </strong>The Reed; Almar</p>
<p><strong>Publication date: </strong>Mar 4, 2025</p>
<p><strong>Section: </strong>News</p>
<p><strong>Language of publication: </strong>English</p>
<p><strong>ProQuest document ID: </strong>{id}</p>
<p><strong>Document URL: </strong><a href="https://search.example/docview/{id}">https://search.example/docview/{id}</a></p>
<p><strong>Database: </strong>Varnia</p>
</div>
"""


def test_an_export_as_html_is_divided_into_its_articles(tmp_path: Path) -> None:
    """Pieces of a page without a head; paragraphs of the text; words counted."""
    page = PAGE.format(id=7, title="Weir breaks", words=13) + PAGE.format(id=8, title="Mill lost", words=99)
    links = "".join(f'<p><a href="#DocID_MSTAR_{number}">Article</a></p>' for number in (7, 8, 9))
    (tmp_path / "a.html").write_text(f"<div>{links}</div>{page}", encoding="utf-8")
    reading = read_articles(tmp_path)
    assert reading.articles["headline"].tolist() == ["Weir breaks", "Mill lost"]
    article = reading.articles.iloc[0]
    assert article.text == "The weir on the Ostrel broke & the mill is lost.\n\nNobody was hurt."
    assert (article.outlet, article.published, article.authors) == (
        "The Reed",
        pd.Timestamp("2025-03-04"),
        ["Ada Brook"],
    )
    assert (article.id, article.section, article.url) == ("7", "News", "https://search.example/docview/7")
    assert "a.html (3 stated, 2 found)" in reading.summary()
    assert "record 2 (99 stated, 13 found)" in reading.summary()
    assert "record 1" not in reading.summary()


def test_a_page_of_html_without_text_gives_its_abstract(tmp_path: Path) -> None:
    """The abstract is an excerpt there too."""
    page = PAGE.format(id=7, title="Weir breaks", words=13)
    start, end = page.index("<p><strong>Full text"), page.index("<p><strong>Subject")
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html><html><body>{page[:start]}{page[end:]}</body></html>")
    article = read_articles(tmp_path).articles.iloc[0]
    assert (article.headline, article.text, article.completeness) == ("Weir breaks", "A weir is broken.", "excerpt")
