"""Feeds of all versions: entries whole or as excerpts, with their day, outlet and authors."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Reed</title><link>https://reed.example</link><language>en-gb</language>
<item><title>Mill &amp; weir shut</title><link>https://reed.example/1</link><guid isPermaLink="false">reed-1</guid>
<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate><dc:creator>Ada Brook</dc:creator><dc:creator>Tom Quill</dc:creator>
<category>Varnia</category><description>The mill.</description><content:encoded><![CDATA[
<p>ALMAR, March 4 (Reuters) - The mill is
“shut”.</p><script>stolen()</script><ul><li>It may<br>open.</li></ul><figure>A picture</figure>]]></content:encoded>
</item>
<item><title>Reed cut</title><author>tom@reed.example (Tom Quill)</author>
<description>&lt;p&gt;The reed&#8217;s day&lt;/p&gt;</description>
<source url="https://ostrel.example/rss">The Ostrel</source></item>
<item><title>Water low</title><link>https://reed.example/3</link><pubDate>2025-03-06</pubDate>
<content:encoded>The water is low [&#8230;]</content:encoded></item>
<item><title>Only a title</title><link>https://reed.example/4</link></item>
</channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{space}"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Reed</title></channel>
<item rdf:about="https://reed.example/1"><title>Mill shut</title><link>https://reed.example/1</link>
<description>The mill is shut.</description><dc:date>2025-03-04T23:00:00+01:00</dc:date>
<dc:creator>Ada Brook</dc:creator></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title type="html">The &lt;b&gt;Reed&lt;/b&gt;</title>
<entry><id>tag:1</id><title>Mill shut</title><link rel="self" href="https://reed.example/a"/>
<link rel="alternate" href="https://reed.example/1"/><updated>2025-03-09T10:00:00Z</updated>
<published>2025-03-04T10:00:00Z</published>
<author><name>Ada Brook</name></author><author><name>Tom Quill</name></author>
<summary>One.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h1>Mill shut</h1>
<p>The mill is <em>shut</em>.</p><p>It may open.</p></div></content></entry>
<entry><title>Reed cut</title><updated>2025-03-05T10:00:00Z</updated>
<content src="https://reed.example/a.mp3" type="audio/mpeg"/><summary type="text">A &lt; B, said
Ada.

So.</summary></entry></feed>"""


def read(folder: Path, text: str | bytes, name: str = "feed.xml") -> Reading:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_articles(folder)


def test_an_entry_of_rss_with_its_content_is_a_whole_article(tmp_path: Path) -> None:
    """Paragraphs of the content, no script, picture or summary; day, authors, outlet and section of the entry."""
    found = read(tmp_path, RSS).articles
    first = found.iloc[0]
    assert len(found) == 4
    assert first.text == "ALMAR, March 4 (Reuters) - The mill is “shut”.\n\nIt may\n\nopen."
    assert (first.id, first.headline, first.outlet, first.authors) == (
        "reed-1",
        "Mill & weir shut",
        "The Reed",
        ["Ada Brook", "Tom Quill"],
    )
    assert (first.published, first.section, first.agency, first.language, first.url, first.completeness) == (
        pd.Timestamp("2025-03-04"),
        "Varnia",
        "Reuters",
        "en",
        "https://reed.example/1",
        "whole",
    )


def test_summaries_and_cut_content_are_excerpts(tmp_path: Path) -> None:
    """A description alone, content that ends with an ellipsis, and a bare title are told from whole articles."""
    found = read(tmp_path, RSS).articles
    assert found["completeness"].tolist() == ["whole", "excerpt", "excerpt", "missing"]
    assert found["text"].fillna("").tolist()[1:] == ["The reed’s day", "The water is low […]", ""]


def test_an_entry_taken_from_elsewhere_has_its_own_outlet(tmp_path: Path) -> None:
    """An aggregator names the source of each entry; the name stands in brackets behind the address of its author."""
    second = read(tmp_path, RSS).articles.iloc[1]
    assert (second.outlet, second.authors) == ("The Ostrel", ["Tom Quill"])


@pytest.mark.parametrize("space", ["http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"])
def test_the_first_versions_of_rss_are_read(tmp_path: Path, space: str) -> None:
    """RSS 0.9 and 1.0 are RDF, with dates and authors in Dublin Core."""
    article = read(tmp_path, RDF.replace("{space}", space)).articles.iloc[0]
    assert (article.headline, article.text, article.outlet, article.authors, article.published) == (
        "Mill shut",
        "The mill is shut.",
        "The Reed",
        ["Ada Brook"],
        pd.Timestamp("2025-03-04"),
    )


def test_atom_gives_its_content_and_the_day_of_first_publication(tmp_path: Path) -> None:
    """The day is that of publication, not of a change; a heading that repeats the headline is no part of the text."""
    first, second = read(tmp_path, ATOM).articles.itertuples()
    assert (first.text, first.published, first.outlet, first.language, first.authors, first.completeness) == (
        "The mill is shut.\n\nIt may open.",
        pd.Timestamp("2025-03-04"),
        "The Reed",
        "fr",
        ["Ada Brook", "Tom Quill"],
        "whole",
    )
    assert (second.text, second.published, second.completeness) == (
        "A < B, said Ada.\n\nSo.",
        pd.Timestamp("2025-03-05"),
        "excerpt",
    )


def test_a_feed_that_ends_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """The entries before the cut are whole, the last may not be, and the file is refused as damaged beside them."""
    reading = read(tmp_path, RSS[: RSS.index("It may<br>")])
    assert reading.articles["text"].tolist() == ["The mill."]
    assert reading.articles["completeness"].tolist() == ["excerpt"]
    assert reading.rejected[["source_record", "reason"]].to_numpy().tolist() == [[0, "damaged"]]


@pytest.mark.parametrize(("old", "new"), [("&amp;", "&"), ("<p>ALMAR", "<p>&nbsp;ALMAR")])
def test_ill_formed_feeds_lose_no_entry(tmp_path: Path, old: str, new: str) -> None:
    """Bare ampersands and entities of HTML are met every day."""
    found = read(tmp_path, RSS.replace(old, new)).articles
    assert len(found) == 4
    assert found.iloc[0].text.endswith("It may\n\nopen.")


def test_entries_that_an_ill_formed_feed_swallows_are_counted(tmp_path: Path) -> None:
    """A forgotten end tag makes one entry of many; the file is refused beside it, with both numbers."""
    reading = read(tmp_path, RSS.replace("</title><link>", "<link>"))
    assert len(reading.articles) < 4
    assert any("of 4 entries in the feed" in detail for detail in reading.rejected["detail"])


def test_the_bytes_of_a_feed_win_over_its_declaration(tmp_path: Path) -> None:
    """UTF-8 that declares ISO-8859-1 comes out right, and so does real ISO-8859-1."""
    latin = RSS.replace("utf-8", "ISO-8859-1").replace("weir", "Café")
    assert read(tmp_path, latin).articles.iloc[0].headline == "Mill & Café shut"
    plain = latin.replace("“", '"').replace("”", '"')
    assert read(tmp_path, plain.encode("latin-1")).articles.iloc[0].headline == "Mill & Café shut"


def test_no_path_or_address_in_place_of_a_feed_is_opened(tmp_path: Path) -> None:
    """Entities of a document type that name a file give nothing of it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("stolen words")
    text = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>\n<rss').replace("Varnia", "&x;")
    feeds = read_articles(_written(tmp_path / "one", text))
    assert "stolen" not in feeds.articles.to_csv()


def _written(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "feed.xml").write_text(text)
    return folder
