"""Exports of news services and reference managers: their own names, cut texts, nested fields."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dateline.readers import read_articles


def only(folder: Path, name: str, content: Any) -> pd.Series:
    """Return the one article of a file; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")
    articles = read_articles(folder).articles
    assert len(articles) == 1
    return articles.iloc[0]


def facts(article: pd.Series) -> tuple[Any, ...]:
    """Return headline, day, outlet, authors, text and completeness of an article; None for what is missing."""
    values = [article[name] for name in ("headline", "published", "outlet", "authors", "text", "completeness")]
    day = None if pd.isna(values[1]) else str(values[1].date())
    return (values[0], day, values[2], list(values[3]), None if pd.isna(values[4]) else values[4], values[5])


NEWS_API = {
    "source": {"id": None, "name": "The Reed"},
    "author": "Ada Brook, Tom Quill",
    "title": "Weir breaks",
    "description": "The weir of Almar is broken.",
    "url": "https://reed.example/weir",
    "urlToImage": None,
    "publishedAt": "2025-03-04T10:15:00Z",
    "content": "The weir on the Ostrel broke on Tuesday, and\r\nthe mill… [+1234 chars]",
}


def test_a_cut_text_of_newsapi_is_an_excerpt_without_its_mark(tmp_path: Path) -> None:
    """What stands before the mark of the cut is the text."""
    article = only(tmp_path, "a.json", {"status": "ok", "totalResults": 1, "articles": [NEWS_API]})
    text = "The weir on the Ostrel broke on Tuesday, and\r\nthe mill"
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", ["Ada Brook", "Tom Quill"], text, "excerpt")
    assert article.url == "https://reed.example/weir"


def test_newsapi_without_content_gives_its_description(tmp_path: Path) -> None:
    """A description is kept as an excerpt where there is nothing more."""
    article = only(tmp_path, "a.jsonl", NEWS_API | {"content": None})
    assert (article.text, article.completeness) == ("The weir of Almar is broken.", "excerpt")


def test_an_article_that_newsapi_removed_is_refused(tmp_path: Path) -> None:
    """[Removed] is no headline and no text."""
    row = NEWS_API | {"title": "[Removed]", "content": "[Removed]", "description": "[Removed]"}
    (tmp_path / "a.json").write_text(json.dumps([row, NEWS_API]))
    reading = read_articles(tmp_path)
    assert (len(reading.articles), reading.rejected["reason"].tolist()) == (1, ["no-text"])


def test_a_table_of_newsapi_has_its_outlet_in_python_notation(tmp_path: Path) -> None:
    """The source of a table that pandas wrote is read for its name."""
    pd.DataFrame([NEWS_API]).to_csv(tmp_path / "a.csv", index=False)
    assert read_articles(tmp_path).articles.iloc[0].outlet == "The Reed"


def test_gnews_marks_its_cut_otherwise(tmp_path: Path) -> None:
    """Three dots and no plus sign."""
    row = {
        "id": "f1",
        "title": "Weir breaks",
        "description": "The weir of Almar is broken.",
        "content": "The weir on the Ostrel broke on Tuesday... [1234 chars]",
        "url": "https://reed.example/weir",
        "image": "https://reed.example/weir.jpg",
        "publishedAt": "2025-03-04T10:15:00Z",
        "lang": "en",
        "source": {"id": "s", "name": "The Reed", "url": "https://reed.example"},
    }
    article = only(tmp_path, "a.json", {"totalArticles": 53, "articles": [row]})
    expected = ("Weir breaks", "2025-03-04", "The Reed", [], "The weir on the Ostrel broke on Tuesday", "excerpt")
    assert facts(article) == expected
    assert (article.id, article.language) == ("f1", "en")


def test_a_cut_text_is_known_whatever_the_other_fields_are(tmp_path: Path) -> None:
    """A table with some columns of NewsAPI only."""
    (tmp_path / "a.csv").write_text("title,content\nWeir breaks,The weir broke… [+99 chars]\nMill,It stands.\n")
    articles = read_articles(tmp_path).articles
    assert articles["text"].tolist() == ["The weir broke", "It stands."]
    assert articles["completeness"].tolist() == ["excerpt", "whole"]


def test_newsdata_sells_no_text(tmp_path: Path) -> None:
    """Its notice instead of a text is none; the description is kept."""
    row = {
        "article_id": "9",
        "title": "Weir breaks",
        "link": "https://reed.example/weir",
        "creator": ["Ada Brook"],
        "description": "The weir of Almar is broken.",
        "content": "ONLY AVAILABLE IN PAID PLANS",
        "pubDate": "2025-03-04 10:15:00",
        "source_id": "reed",
        "source_name": "The Reed",
        "language": "english",
        "category": ["environment", "top"],
    }
    article = only(tmp_path, "a.json", {"status": "success", "results": [row], "nextPage": "1"})
    text = "The weir of Almar is broken."
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", ["Ada Brook"], text, "excerpt")
    assert (article.language, article.section, article.id) == ("en", "environment", "9")


GUARDIAN = {
    "id": "world/2025/mar/04/weir",
    "type": "article",
    "sectionName": "World news",
    "webPublicationDate": "2025-03-04T10:15:00Z",
    "webTitle": "Weir breaks in Almar",
    "webUrl": "https://www.theguardian.com/world/2025/mar/04/weir",
    "fields": {
        "headline": "Weir breaks",
        "byline": "Ada Brook in Almar and Tom Quill",
        "body": "<p>The weir on the <strong>Ostrel</strong> broke.</p><aside><p>More: mills</p></aside>"
        "<figure><img src='a.jpg'><figcaption>The weir</figcaption></figure><h2>Mill</h2><p>It stands &amp; waits.</p>",
        "bodyText": "The weir on the Ostrel broke. It stands & waits.",
    },
}


def test_the_html_of_the_guardian_becomes_paragraphs(tmp_path: Path) -> None:
    """Figures and boxes are left out, paragraphs are divided by blank lines, the byline is without places."""
    article = only(tmp_path, "a.json", {"response": {"status": "ok", "total": 1, "results": [GUARDIAN]}})
    text = "The weir on the Ostrel broke.\n\nMill\n\nIt stands & waits."
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Guardian", ["Ada Brook", "Tom Quill"], text, "whole")
    assert (article.section, article.id) == ("World news", "world/2025/mar/04/weir")
    assert article.url == "https://www.theguardian.com/world/2025/mar/04/weir"


def test_one_item_of_the_guardian_is_read_with_its_contributors(tmp_path: Path) -> None:
    """An answer with one item has it under content; tags name the contributors."""
    tags = [{"type": "contributor", "webTitle": "Ada Brook"}, {"type": "keyword", "webTitle": "Rivers"}]
    item = GUARDIAN | {"tags": tags, "fields": {"trailText": "The <b>weir</b> is broken."}}
    answer = {"response": {"status": "ok", "userTier": "developer", "total": 1, "content": item}}
    text = "The weir is broken."
    expected = ("Weir breaks in Almar", "2025-03-04", "The Guardian", ["Ada Brook"], text, "excerpt")
    assert facts(only(tmp_path, "a.json", answer)) == expected


TIMES = {
    "abstract": "A weir is broken.",
    "web_url": "https://www.nytimes.com/2025/03/04/world/weir.html",
    "snippet": "",
    "lead_paragraph": "ALMAR — The weir on the Ostrel broke.",
    "source": "The New York Times",
    "headline": {"main": "Weir Breaks", "kicker": None, "print_headline": "A Weir Breaks"},
    "pub_date": "2025-03-04T10:15:00+0000",
    "document_type": "article",
    "section_name": "World",
    "byline": {"original": "By Ada Brook and Tom Quill", "person": [{"firstname": "Ada", "lastname": "Brook"}]},
    "_id": "nyt://article/1",
    "multimedia": [],
}


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "OK", "copyright": "…", "response": {"docs": [TIMES], "meta": {"hits": 1}}},
        {"copyright": "…", "response": {"docs": [TIMES]}},
    ],
)
def test_the_new_york_times_gives_excerpts(tmp_path: Path, answer: dict[str, Any]) -> None:
    """Article Search and Archive give the first paragraph."""
    article = only(tmp_path, "a.json", answer)
    text = "ALMAR — The weir on the Ostrel broke."
    authors = ["Ada Brook", "Tom Quill"]
    assert facts(article) == ("Weir Breaks", "2025-03-04", "The New York Times", authors, text, "excerpt")
    assert (article.section, article.id) == ("World", "nyt://article/1")


def test_gdelt_tells_when_it_saw_an_article(tmp_path: Path) -> None:
    """A list of GDELT has no text and no publication day; the day is the one on which it was seen."""
    row = {
        "url": "https://reed.example/weir",
        "url_mobile": "",
        "title": "Weir breaks",
        "seendate": "20250304T101500Z",
        "socialimage": "",
        "domain": "reed.example",
        "language": "English",
        "sourcecountry": "Varnia",
    }
    article = only(tmp_path, "a.json", {"articles": [row]})
    assert facts(article) == ("Weir breaks", "2025-03-04", "reed.example", [], None, "missing")
    assert (article.published_basis, article.language, article.url) == ("seen by GDELT", "en", row["url"])


def test_a_table_of_gdelt_is_read(tmp_path: Path) -> None:
    """The four columns of its CSV, with a byte order mark."""
    table = "\ufeffURL,MobileURL,Date,Title\nhttps://reed.example/weir,,2025-03-04 10:15:00,Weir breaks\n"
    article = only(tmp_path, "a.csv", table)
    assert (article.headline, article.published_basis) == ("Weir breaks", "seen by GDELT")
    assert article.published == pd.Timestamp("2025-03-04")


@pytest.mark.parametrize(
    "table",
    [
        "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url\n"
        "77,2025-03-04 10:15:00,Weir breaks,https://reed.example/weir,en,True,rivers,5,The Reed,https://reed.example\n",
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "77,2025-03-05 01:02:03,en,The Reed,reed.example,2025-03-04,Weir breaks,https://reed.example/weir\n",
    ],
)
def test_rows_of_media_cloud_are_kept_without_text(tmp_path: Path, table: str) -> None:
    """Both generations: the row is an article whose text is missing."""
    article = only(tmp_path, "a.csv", table)
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", [], None, "missing")
    assert (article.id, article.url, article.language) == ("77", "https://reed.example/weir", "en")
    assert (article.agency == "AP") == ("ap_syndicated" in table)


CSL = {
    "id": "brook2025",
    "type": "article-newspaper",
    "title": "Weir breaks",
    "container-title": "The Reed",
    "author": [{"family": "Brook", "given": "Ada"}, {"literal": "Varnia Press"}],
    "issued": {"date-parts": [["2025", 3, 4]]},
    "source": "ProQuest",
    "language": "en-GB",
    "URL": "https://reed.example/weir",
}


@pytest.mark.parametrize(("abstract", "completeness"), [("A weir is broken.", "excerpt"), (None, "missing")])
def test_csl_json_gives_references(tmp_path: Path, abstract: str | None, completeness: str) -> None:
    """An abstract is an excerpt; the database is no outlet."""
    article = only(tmp_path, "a.json", [CSL | ({"abstract": abstract} if abstract else {})])
    authors = ["Ada Brook", "Varnia Press"]
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", authors, abstract, completeness)
    assert (article.language, article.url) == ("en", "https://reed.example/weir")


def test_a_year_and_month_of_csl_json_are_no_day(tmp_path: Path) -> None:
    """Nothing is invented where the day is missing."""
    article = only(tmp_path, "a.json", [CSL | {"issued": {"date-parts": [[2025, 3]]}}])
    assert pd.isna(article.published)


def test_the_table_of_zotero_is_read(tmp_path: Path) -> None:
    """Family names stand first there."""
    names = "Key,Item Type,Publication Year,Author,Title,Publication Title,Url,Abstract Note,Date,Language"
    row = (
        'K1,newspaperArticle,2025,"Brook, Ada; Quill, Tom",Weir breaks,The Reed,https://r.example,Broken.,2025-03-04,fr'
    )
    article = only(tmp_path, "a.csv", f"{names}\n{row}\n")
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", ["Ada Brook", "Tom Quill"], "Broken.", "excerpt")
    assert (article.id, article.language) == ("K1", "fr")


def test_the_json_of_zotero_is_read(tmp_path: Path) -> None:
    """An item of its interface holds its fields under data."""
    data = {
        "key": "K1",
        "itemType": "newspaperArticle",
        "title": "Weir breaks",
        "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Brook"}],
        "abstractNote": "",
        "publicationTitle": "The Reed",
        "date": "March 4, 2025",
    }
    article = only(tmp_path, "a.json", [{"key": "K1", "version": 3, "data": data}])
    assert facts(article) == ("Weir breaks", "2025-03-04", "The Reed", ["Ada Brook"], None, "missing")


@pytest.mark.parametrize("row", [TIMES, CSL | {"abstract": "Broken."}, NEWS_API])
def test_a_text_that_was_added_is_the_text(tmp_path: Path, row: dict[str, Any]) -> None:
    """Who fetches the articles of a list puts them beside the excerpts."""
    article = only(tmp_path, "a.json", [row | {"full_text": "The weir broke.\n\nThe mill stands."}])
    assert (article.text, article.completeness) == ("The weir broke.\n\nThe mill stands.", "whole")


def test_columns_by_hand_still_name_the_fields_of_the_file(tmp_path: Path) -> None:
    """What a service calls a field can be given by its name."""
    (tmp_path / "a.json").write_text(json.dumps([NEWS_API]))
    reading = read_articles(tmp_path, columns={"headline": "description"})
    assert reading.articles.iloc[0].headline == "The weir of Almar is broken."


@pytest.mark.parametrize(
    ("stated", "code"),
    [("English", "en"), ("Anglais", "en"), ("French", "fr"), ("eng", "en"), ("pt-BR", "pt"), ("sq", "sq")],
)
def test_languages_become_codes_of_two_letters(tmp_path: Path, stated: str, code: str) -> None:
    """Names in English and French, codes of three letters and with regions."""
    assert only(tmp_path, "a.json", [{"text": "Yes.", "lang": stated}]).language == code
