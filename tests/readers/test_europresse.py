"""Europresse: three generations of HTML, with French and English interfaces."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

OLD = """<html><head><META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body>
<form><input type="button" value="Sauvegarder"></form>
<table><tr><td><table><tr><td><img src="logo.gif"><br></td></tr></table>
<span class="DocPublicationName">Le Roseau, no. 5968</span><br><span class="DocHeader">Rivières, </span>
<span class="DocHeader">mardi </span><span class="DocHeader">4 août 2009</span><span class="DocHeader">, p. 03</span>
<br><br>Crue<br><span class="TitreArticleVisu">Le <span style="color:red">barrage</span> cède</span><br><br>
Zoé Ruisseau<br><p></p><font style="font-weight:bold;">Le barrage de l'Ostrel a cédé.</font> Le moulin est perdu.<p></p>
Personne n'est blessé.<p></p><b><i>© 2009 Le Roseau. Tous droits réservés.</i></b><p></p>
Numéro de document : news·20090804·LR·156190<br><br>
<table><tr><td align="center">news·20090804·LR·156190</td></tr><tr><td>Ce certificat est émis à <b>Université</b>
à des fins de visualisation personnelle.</td></tr></table></td></tr></table>
<p><br><table><tr><td><span class="DocPublicationName">The Reed</span><br><span class="DocHeader">Tuesday, </span>
<span class="DocHeader">August 4, 2009</span><br><br><span class="TitreArticleVisu">Weir breaks</span><br><br>
The weir on the Ostrel broke.<p></p>Nobody was hurt.<p></p>Document number : news·20090804·RE·7<br></td></tr></table>
</body></html>"""


def read(folder: Path, page: str, encoding: str = "utf-8") -> Reading:
    """Read a page from a file."""
    (folder / "export.html").write_bytes(page.encode(encoding))
    return read_articles(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_oldest_generation_is_divided_into_its_articles(tmp_path: Path, encoding: str) -> None:
    """A byline and text behind the title; rights, numbers and certificates are left out, whatever the page declares."""
    reading = read(tmp_path, OLD, encoding)
    first, second = (row for _, row in reading.articles.iterrows())
    assert (first.headline, first.outlet, first.section) == ("Le barrage cède", "Le Roseau", "Rivières")
    assert (first.authors, first.published) == (["Zoé Ruisseau"], pd.Timestamp("2009-08-04"))
    assert first.text == "Le barrage de l'Ostrel a cédé. Le moulin est perdu.\n\nPersonne n'est blessé."
    assert first.id == "news·20090804·LR·156190"
    assert (second.headline, second.authors, second.published) == ("Weir breaks", [], pd.Timestamp("2009-08-04"))
    assert second.text == "The weir on the Ostrel broke.\n\nNobody was hurt."


MIDDLE = """<html><head><title>Europresse</title></head><body><article><header>
<span class="DocPublicationName">Le Roseau, no. 71</span><br><span class="DocHeader">Rivières, lundi 4 mars 2013, p. 7
</span><p class="titreArticleVisu">Le barrage cède</p><div class="docAuthors">Zoé Ruisseau et Tom Plume</div></header>
<div class="docOcurrContainer"><p>Le <span class="occurence">barrage</span> de l'Ostrel a cédé.</p><p>Personne n'est
blessé.</p></div><footer><small>© 2013 Le Roseau. Tous droits réservés.</small><p>Numéro de document :
news·20130304·LR·1</p></footer></article></body></html>"""


def test_the_middle_generation_is_read(tmp_path: Path) -> None:
    """Articles in elements of their own, facts in one line."""
    article = read(tmp_path, MIDDLE).articles.iloc[0]
    assert (article.headline, article.outlet, article.section) == ("Le barrage cède", "Le Roseau", "Rivières")
    assert (article.authors, article.published) == (["Zoé Ruisseau", "Tom Plume"], pd.Timestamp("2013-03-04"))
    assert article.text == "Le barrage de l'Ostrel a cédé.\n\nPersonne n'est blessé."
    assert article.id == "news·20130304·LR·1"


ARTICLE = """<article>
 <header>
  <div class="rdp__DocPublicationName"><span class="DocPublicationName">{outlet}
    <span class="icon-Information" sourcecode="LR"></span></span></div>
  <div class="rdp__DocHeader"><span class="DocHeader">{header}</span></div>
  <div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title}</p>
   <p class="sm-margin-TopNews rdp__subtitle">Une crue sans pareille</p></div>
  <p class="sm-margin-bottomNews">{author}</p>
 </header>
 <section><div class="DocText clearfix">
  <div class="docOcurrContainer"><p>Le <mark>barrage</mark> de l'Ostrel a cédé.</p>
  <p>Le moulin est perdu.<br><br>Personne n'est blessé.</p>
  <p>Cet article est paru dans <a href="https://roseau.example/barrage">Le Roseau (site web)</a></p></div>
  <aside><div>Note(s) : mise à jour</div></aside></div></section>
 <div class="apd-wrapper"><p>Cet article est aussi paru dans</p><div class="source-name-APD">Le Jonc</div></div>
 <footer><div class="Doc-LegalInfo"><small>© 2025 Le Roseau. Tous droits réservés. Le présent document est
  protégé.</small>
  </div><div class="publiC-lblNodoc">news·20250304·LR·{number}</div><p>Ce certificat est émis à Université</p></footer>
</article>"""
FACTS = {
    "outlet": "Le Roseau (site web), no. 43018",
    "header": "Rivières, mardi 4 mars 2025 14 mots, p. 12",
    "title": "Le barrage cède",
    "author": "Propos recueillis par Zoé Ruisseau",
    "number": "1",
}


def page(*articles: dict[str, str], before: str = "<p>2 documents</p>") -> str:
    """Return a page of the newest generation."""
    body = "".join(ARTICLE.format(**(FACTS | article)) for article in articles)
    return f"<!DOCTYPE html><html lang='fr'><head><style>.rdp__x {{}}</style></head><body>{before}{body}</body></html>"


def test_the_newest_generation_is_read(tmp_path: Path) -> None:
    """Notes, rights and other places where the article stood are no text; a last line gives its address."""
    reading = read(tmp_path, page({}, {"number": "2", "title": "Le moulin"}))
    article = reading.articles.iloc[0]
    assert (article.headline, article.outlet, article.section) == (
        "Le barrage cède",
        "Le Roseau (site web)",
        "Rivières",
    )
    assert (article.authors, article.published) == (["Zoé Ruisseau"], pd.Timestamp("2025-03-04"))
    assert article.text == "Le barrage de l'Ostrel a cédé.\n\nLe moulin est perdu.\n\nPersonne n'est blessé."
    assert (article.url, article.language) == ("https://roseau.example/barrage", "fr")
    assert (article.id, article.completeness) == ("news·20250304·LR·1", "whole")
    assert reading.articles["headline"].tolist() == ["Le barrage cède", "Le moulin"]
    assert "1 export states a number of articles; 1 agree exactly" in reading.summary()


def test_an_english_interface_is_read(tmp_path: Path) -> None:
    """Month before day, words, and a day without a section."""
    english = {"header": "Tuesday, March 4, 2025 1,534 words, p. A12", "outlet": "The Reed, Vol. 14, no 4"}
    reading = read(tmp_path, page(english))
    article = reading.articles.iloc[0]
    assert (article.outlet, article.published) == ("The Reed", pd.Timestamp("2025-03-04"))
    assert pd.isna(article.section)
    assert "(1,534 stated, 13 found)" in reading.summary()
    assert "(2 stated, 1 found)" in reading.summary()


def test_the_number_of_a_document_gives_its_day_where_nothing_else_does(tmp_path: Path) -> None:
    """The evidence is named."""
    article = read(tmp_path, page({"header": "Rivières"})).articles.iloc[0]
    assert (article.published, article.published_basis) == (pd.Timestamp("2025-03-04"), "document number")


def test_an_article_without_text_is_kept_and_one_without_facts_refused(tmp_path: Path) -> None:
    """Only the title is there; the frame of a picture is no article."""
    start, end = page({}).index("<section>"), page({}).index("</section>")
    reading = read(tmp_path, page({})[:start] + page({})[end:].replace("</body>", "<article><p>x</p></article></body>"))
    assert reading.articles["completeness"].tolist() == ["missing"]
    assert reading.rejected["reason"].tolist() == ["no-article"]


def test_long_styles_before_the_first_article_do_no_harm(tmp_path: Path) -> None:
    """What the file is stands further behind than the start that is looked at."""
    styles = page({}).replace(".rdp__x {}", ".rdp__x {}" + " " * 70_000)
    assert read(tmp_path, styles).articles.iloc[0].headline == "Le barrage cède"
