"""Saved web pages: the article's text without what stands around it, and what the page states about it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.readers import read_articles
from dateline.readers.html import page_text
from dateline.readers.records import Record, Refusal
from dateline.readers.web_page import read_page

FIRST = "The mill at Almar is shut, the mayor said on Tuesday, and nobody knows when it will open again."
SECOND = "Its owner has promised to pay the forty people who worked there until the end of the spring."
THIRD = "Farmers along the Ostrel river bring their wheat to the next town, which takes them half a day."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str = BODY, *, head: str = "", before: str = "", after: str = "") -> str:
    """Return a page of an outlet with navigation, an article and a footer."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Mill shut – The Reed</title>{head}</head><body>'
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>{before}"
        f'<article><h1>Mill shut</h1><div class="story">{body}</div></article>{after}'
        "<footer>Imprint of The Reed</footer></body></html>"
    )


def read(source: str, **known: Any) -> dict[str, Any]:
    """Return the fields of the one article of a page."""
    found = read_page(source, **known)
    assert isinstance(found, Record), found
    return dict(found.fields)


def json_ld(value: object) -> str:
    """Return a script element with JSON-LD."""
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Mill shut",
    "datePublished": "2025-03-04T22:30:00-05:00",
    "author": [{"@type": "Person", "name": "Ada Brook"}, {"@type": "Person", "name": "Tom Quill"}],
    "publisher": {"@type": "Organization", "name": "The Reed"},
    "articleSection": "Trade",
    "inLanguage": "en-GB",
}


def test_paragraphs_stand_apart() -> None:
    """The text is the paragraphs of the article, an empty line between them, without headline, menu and footer."""
    assert read(page())["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "around",
    [
        '<p><a href="/b">Read more: Wheat is dear this year in Varnia</a></p>',
        '<p>Lire aussi : <a href="/b">Le blé est cher cette année en Varnie</a></p>',
        '<div class="newsletter"><p>Get the best stories of The Reed every morning, free.</p></div>',
        '<figure><img src="a.jpg"><figcaption>The mill at Almar in the spring. Photo: Ada Brook</figcaption></figure>',
        '<p class="reading-time">4 min read</p>',
        '<div class="related-posts"><h3>Related</h3><p>Wheat is dear this year in Varnia, farmers say.</p></div>',
    ],
)
def test_what_stands_inside_of_an_article_without_being_of_it_is_left_out(around: str) -> None:
    """Links to other articles, newsletter boxes, captions and reading times are no part of the text."""
    body = f"<p>{FIRST}</p>{around}<p>{SECOND}</p><p>{THIRD}</p>"
    assert read(page(body))["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize("line", ["You may also like", "Comments", "Follow The Reed on Twitter", "© The Reed 2025"])
def test_lines_after_an_article_are_left_out(line: str) -> None:
    """What follows the last paragraph and only leads on is no part of the text."""
    assert read(page(f"{BODY}<p>{line}</p>"))["text"].endswith(THIRD)


def test_paragraphs_in_boxes_of_their_own_are_found() -> None:
    """An article cut into boxes by advertisements is read whole."""
    long = [f"{FIRST} {SECOND} {THIRD} Part {number} of the story ends here." for number in range(6)]
    boxes = "".join(f'<div class="chunk body"><p>{text}</p></div><div class="ad">Advertisement</div>' for text in long)
    assert read(page(boxes))["text"] == "\n\n".join(long)


def test_a_first_sentence_without_a_paragraph_is_found() -> None:
    """Words that stand in the box itself are read as those in its paragraphs."""
    body = f"{FIRST}<br><br>{SECOND}<p>{THIRD}</p><p>{SECOND} {THIRD}</p>"
    assert read(page(body))["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{SECOND} {THIRD}"


def test_tables_keep_their_rows() -> None:
    """A row of a table is a line, with a bar between its cells."""
    table = "<table><tr><th>Town</th><th>Mills</th></tr><tr><td>Almar</td><td>3</td></tr></table>"
    assert "Town | Mills\nAlmar | 3" in read(page(f"{BODY}{table}<p>{SECOND} {THIRD}</p>"))["text"]


def test_a_text_that_only_the_metadata_holds_is_read() -> None:
    """Pages that scripts fill often carry the whole article in JSON-LD."""
    text = f"{FIRST} {SECOND} {THIRD} " * 3
    source = page("", head=json_ld(ARTICLE | {"articleBody": text}))
    assert read(source)["text"] == text.strip()


def test_json_ld_gives_the_facts() -> None:
    """Authors, day with its zone, outlet, section and language come from JSON-LD before anything else."""
    found = read(page(head=json_ld(ARTICLE) + '<meta property="og:site_name" content="Other">'))
    assert {name: found[name] for name in ("headline", "authors", "published", "published_basis", "outlet")} == {
        "headline": "Mill shut",
        "authors": ["Ada Brook", "Tom Quill"],
        "published": "2025-03-04T22:30:00-05:00",
        "published_basis": "JSON-LD",
        "outlet": "The Reed",
    }
    assert (found["section"], found["language"]) == ("Trade", "en")


@pytest.mark.parametrize(
    "shape",
    [
        json_ld([ARTICLE]),
        json_ld({"@graph": [{"@type": "WebSite", "name": "The Reed"}, ARTICLE]}),
        json_ld({"@type": "WebPage", "mainEntity": ARTICLE}),
        json_ld(ARTICLE | {"@type": ["Article", "NewsArticle"]}),
        json_ld(json.dumps(ARTICLE)[:-1] + ",}"),
        json_ld(f"<!-- {json.dumps(ARTICLE)} -->"),
        json_ld(f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>"),
        json_ld("{") + json_ld(ARTICLE),
        json_ld(ARTICLE | {"description": "It said\nso"}).replace("\\n", "\n"),
    ],
)
def test_json_ld_is_read_in_every_shape(shape: str) -> None:
    """Lists, graphs, nested objects and slightly broken JSON all give the day."""
    found = read(page(head=shape))
    assert (found["published"], found["published_basis"]) == ("2025-03-04T22:30:00-05:00", "JSON-LD")


def test_articles_of_others_in_json_ld_are_not_taken() -> None:
    """A list of linked articles says nothing about the page."""
    others = {"@type": "ItemList", "itemListElement": [ARTICLE | {"headline": "Wheat dear"}]}
    assert read(page(head=json_ld(others)))["published"] is None


META = '<meta property="article:published_time" content="2025-03-04T10:00:00+01:00">'
CANONICAL = '<link rel="canonical" href="https://reed.example/2025/03/04/mill-shut">'


@pytest.mark.parametrize(
    ("head", "body", "published", "basis"),
    [
        (META, "", "2025-03-04T10:00:00+01:00", "meta"),
        (CANONICAL, "", "2025-03-04", "URL"),
        ("", '<time class="published" datetime="2025-03-04T10:00">4 March</time>', "2025-03-04T10:00", "time element"),
        ("", "<div>By Ada Brook, 4 March 2025</div>", "2025-03-04", "text"),
        ("", "<div>Publié le 4 mars 2025 à 10h</div>", "2025-03-04", "text"),
        ("", "<div>2025年3月4日</div>", "2025-03-04", "text"),
    ],
)
def test_each_kind_of_evidence_gives_the_day(head: str, body: str, published: str, basis: str) -> None:
    """The day comes with the evidence for it."""
    found = read(page(f"{body}{BODY}", head=head))
    assert (found["published"], found["published_basis"]) == (published, basis)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2025-03-04T10:00:00+01:00">', ""),
        ("", "<div>Updated 4 March 2025</div>"),
        ("", "<div>4 March 2025</div><div>9 May 2024</div>"),
        ('<meta name="date" content="2024-11-02">' + CANONICAL, ""),
        ('<meta property="article:published_time" content="2025-03-05T02:10:00Z">', ""),
        ("", '<aside><time class="published" datetime="2025-03-04">4 March</time></aside>'),
    ],
)
def test_a_day_that_is_not_sure_stays_empty(head: str, body: str) -> None:
    """A day of change, days that contradict each other, a night in UTC, and days of other articles are not taken."""
    assert read(page(f"{body}{BODY}", head=head))["published"] is None


def test_the_outlets_own_day_wins_over_one_in_utc() -> None:
    """An article of the evening is of that day, though it is the next one in UTC."""
    head = CANONICAL + '<meta property="article:published_time" content="2025-03-05T03:10:00Z">'
    found = read(page(head=head))
    assert (found["published"], found["published_basis"]) == ("2025-03-04", "URL")


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        ("Mill shut | The Reed", "<h1>The Reed</h1><h2>Mill shut</h2>", "Mill shut"),
        ("Mill in Almar shut for good", "<h1>Sport</h1>", "Mill in Almar shut for good"),
        ("Mill in Almar shut | The Reed", "", "Mill in Almar shut"),
        ("The Reed - Mill in Almar shut", "", "Mill in Almar shut"),
        ("Opinion | Mill in Almar shut", "<h1>Mill in Almar shut</h1>", "Mill in Almar shut"),
    ],
)
def test_the_headline_is_the_heading_that_the_title_confirms(title: str, heading: str, headline: str) -> None:
    """Names of outlets and sections are no headlines."""
    site = '<meta property="og:site_name" content="The Reed">'
    source = page(head=site).replace("Mill shut – The Reed", title).replace("<h1>Mill shut</h1>", heading)
    assert read(source)["headline"] == headline


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (page(head='<link rel="canonical" href="https://reed.example/mill">'), "https://reed.example/mill"),
        (page(head='<meta property="og:url" content="https://reed.example/mill">'), "https://reed.example/mill"),
        ("<!-- saved from url=(0025)https://reed.example/mill -->" + page(), "https://reed.example/mill"),
        (page(head='<link rel="canonical" href="https://reed.example/">'), "https://reed.example/"),
        (page(head='<link rel="canonical" href="javascript:alert(1)">'), ""),
    ],
)
def test_the_address_is_the_one_that_the_page_states(source: str, url: str) -> None:
    """Canonical link, Open Graph, and the comment of the browser that saved it."""
    assert read(source)["url"] == url


def test_the_outlet_is_the_host_where_no_name_is_stated() -> None:
    """A page that names no outlet has the one of its address."""
    assert read(page(head='<link rel="canonical" href="https://www.reed.example/mill">'))["outlet"] == "reed.example"


@pytest.mark.parametrize(
    ("head", "after"),
    [
        (json_ld(ARTICLE | {"isAccessibleForFree": False}), ""),
        (json_ld(ARTICLE | {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False"}}), ""),
        ("", '<div class="paywall">Subscribe to read the rest of it.</div>'),
        ("", '<div id="locked-article">Dieser Text ist nur für Abonnenten.</div>'),
    ],
)
def test_what_stands_before_a_paywall_is_marked(head: str, after: str) -> None:
    """The beginning of an article is kept, and said to be no more."""
    assert read(page(head=head, after=after))["completeness"] == "paywall"


def test_a_whole_text_beside_a_paywall_is_whole() -> None:
    """Who saved the page as a subscriber has all of it."""
    whole = "".join(f"<p>{FIRST} {SECOND} {THIRD} Part {number}.</p>" for number in range(12))
    assert read(page(whole, head=json_ld(ARTICLE | {"isAccessibleForFree": False})))["completeness"] == "whole"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Before you continue", "<p>We use cookies. Accept all cookies to go on to the page that you asked for.</p>"),
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue.</p>"),
        ("The Reed", "<p>Please log in to read this page. You need an account for all pages of The Reed.</p>"),
    ],
)
def test_a_page_that_only_asks_for_something_is_refused(title: str, body: str) -> None:
    """Walls of consent, login and robots hold no article."""
    found = read_page(f"<html><head><title>{title}</title></head><body><div>{body}</div></body></html>")
    assert isinstance(found, Refusal)
    assert found.reason == "not-whole"


def test_a_short_item_is_no_wall() -> None:
    """Words of politics that walls use too refuse no article."""
    item = "<p>Der Rat von Almar hat dem Verkauf der Mühle seine Zustimmung gegeben, trotz Fragen zum Datenschutz.</p>"
    assert "Zustimmung" in read(page(item))["text"]


def test_a_page_with_an_empty_body_is_refused() -> None:
    """A page with nothing to read is no article."""
    assert read_page("<html><body></body></html>") == Refusal(1, "no-article", "no article text is found in the page")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii", "nonsense"])
def test_bytes_win_over_the_declared_encoding(declared: str) -> None:
    """A page that declares another encoding than it has is read in its own."""
    source = page(f"<p>{FIRST} “blé”</p>{BODY}", head=f'<meta charset="{declared}">')
    assert "“blé”" in read(page_text(source.encode("utf-8")))["text"]


@pytest.mark.parametrize("tag", ["div", "b", "font"])
def test_tags_that_are_never_closed_lose_no_text(tag: str) -> None:
    """100,000 nested tags without a meaning are read through, quickly."""
    started = time.process_time()
    assert FIRST in read(page(f"{f'<{tag}>' * 100_000}{BODY}"))["text"]
    assert time.process_time() - started < 10


def test_tables_nested_without_end_are_refused() -> None:
    """A page that nests deeper than the parser follows is refused, not cut."""
    found = read_page(page(f"{'<table><tr><td>' * 5_000}{BODY}"))
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == ("damaged", "tags nested more than 250 deep")


@pytest.mark.parametrize(
    "load",
    [
        f"<script>{'var mill = 1;' * 1_000_000}</script>",
        f'<img src="data:image/png;base64,{"iVBO" * 3_000_000}">',
        f"<style>{'p { color: red }' * 100_000}</style>",
        f"<i {' '.join(f'a{number}=1' for number in range(100_000))}></i>",
        "<script>" * 150_000 + "</script>",
    ],
)
def test_large_scripts_pictures_and_tags_lose_no_text(load: str) -> None:
    """What a page carries besides its text does not keep it from being read, quickly."""
    started = time.process_time()
    assert read(page(before=load))["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert time.process_time() - started < 10


def test_facts_in_json_ld_stay_where_large_scripts_are_cut_out() -> None:
    """Only scripts that state nothing are left out of large pages."""
    load = f"<script>{'var mill = 1;' * 1_000_000}</script>"
    assert read(page(head=load + json_ld(ARTICLE)))["published_basis"] == "JSON-LD"


@pytest.mark.parametrize("body", ["<div></div>" * 100_000, f"<p>{'mill ' * 5_000_000}</p>"])
def test_pages_larger_than_any_article_are_refused(body: str) -> None:
    """What cannot be gone through in time is refused, not cut."""
    found = read_page(page(body))
    assert isinstance(found, Refusal)
    assert found.reason == "too-large"


def test_an_outlet_of_the_address_alone_says_so(tmp_path: Path) -> None:
    """A page that names no outlet has the site of its address, with that basis."""
    paragraphs = "<p>The mill at the weir is shut, and nobody in the village knows when it will open again.</p>" * 3
    link = '<link rel="canonical" href="https://www.reed.example/2025/03/04/mill">'
    page = f"<html><head><title>Mill shut</title>{link}</head><body><article><h1>Mill shut</h1>{paragraphs}</article>"
    (tmp_path / "a.html").write_text(page + "</body></html>")
    article = read_articles(tmp_path).articles.iloc[0]
    assert (article.outlet, article.outlet_basis) == ("reed.example", "URL")
