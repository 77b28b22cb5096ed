"""What agencies send: NewsML-G2, NewsML 1.2 and NITF, each article with its facts and its body."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf uno="x"><head><title>Not the headline</title>
<docdata><doc-id id-string="reed-77"/><date.issue norm="20250304T120000Z"/></docdata>
<pubdata name="The Reed" position.section="Region" ex-ref="https://reed.example/77"/></head>
<body><body.head><hedline><hl1>Mill &mdash; shut</hl1><hl2>A second line</hl2></hedline>
<byline>By <person>Ada Brook</person> and <person>Tom Quill</person><byttl>Staff Writers</byttl></byline>
<distributor><org>AFP</org></distributor><dateline><location>ALMAR</location></dateline></body.head>
<body.content><p>The <org>mill</org> is
shut.</p><media><media-caption>A picture</media-caption></media><hl2>At the weir</hl2>
<p>&ldquo;It may open,&rdquo; Ada said.</p></body.content>
<body.end><tagline>Copyright</tagline></body.end></body></nitf>"""

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:reed:{number}" version="2" xml:lang="en-US">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="reuters.com"/>
<versionCreated>2025-03-09T12:00:00+01:00</versionCreated></itemMeta>
<contentMeta><contentCreated>2025-03-04T23:30:00-05:00</contentCreated><creditline>Reuters</creditline>
<by>By Ada Brook and Tom Quill</by><dateline>ALMAR, March 4 (Reuters)</dateline><headline>Mill shut</headline>
<slugline>VARNIA-MILL</slugline><language tag="fr-FR"/><subject qcode="medtop:04000000"><name>economy</name></subject>
</contentMeta><contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>
</head><body><h1>Mill shut</h1><p>The mill is <b>shut</b>.</p><p>It may open.</p></body></html></inlineXML>"""
BODY = "The mill is shut.\n\nIt may open."

NEWSML = """<?xml version="1.0"?><NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier>
<ProviderId>reed.example</ProviderId><DateId>20250304</DateId><NewsItemId>n77</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20250304T101500+0100</FirstCreated></NewsManagement>
<NewsComponent><AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<NewsComponent><Role FormalName="Main"/><NewsLines><HeadLine>Mill shut</HeadLine><ByLine>By Ada Brook</ByLine>
<SlugLine>Varnia-mill</SlugLine></NewsLines><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>The mill is shut.</p><p>It may open.</p></DataContent>
</ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>A caption</p></DataContent></ContentItem>
</NewsComponent><NewsComponent><ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>
</NewsComponent>
{more}</NewsComponent></NewsItem></NewsML>"""
SECOND = """<NewsComponent><NewsLines><HeadLine>Reed cut</HeadLine></NewsLines><ContentItem>
<MediaType FormalName="Text"/><DataContent>The reed by the Ostrel, which flows to the sea, is
cut.

It grows.</DataContent></ContentItem></NewsComponent>"""


def read(folder: Path, text: str) -> Reading:
    (folder / "a.xml").write_text(text, encoding="utf8")
    return read_articles(folder)


def test_nitf_gives_head_and_body(tmp_path: Path) -> None:
    """Headline, names, day, outlet, section and agency stand in the head; captions and the end are no text."""
    reading = read(tmp_path, NITF)
    assert len(reading.articles) == 1
    article = reading.articles.iloc[0]
    assert article.text == "The mill is shut.\n\nAt the weir\n\n“It may open,” Ada said."
    assert (article.id, article.headline, article.authors, article.published) == (
        "reed-77",
        "Mill — shut",
        ["Ada Brook", "Tom Quill"],
        pd.Timestamp("2025-03-04"),
    )
    assert (article.outlet, article.section, article.url, article.agency, article.completeness) == (
        "The Reed",
        "Region",
        "https://reed.example/77",
        "AFP",
        "whole",
    )


def test_a_byline_without_marked_names_is_read_as_text(tmp_path: Path) -> None:
    """What follows the name (title, "Special to") is no name."""
    text = NITF.replace("<person>Ada Brook</person> and <person>Tom Quill</person>", "Ada Brook, Special to The Reed")
    assert read(tmp_path, text).articles.iloc[0].authors == ["Ada Brook"]


def test_a_lead_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    """Some archives give the first paragraphs in a block of their own before the full text."""
    block = (
        '<block class="lead_paragraph"><p>The mill is shut.</p></block><block class="full_text"><p>The mill is shut.'
    )
    text = NITF.replace("<p>The <org>mill</org> is\nshut.", block).replace("</body.content>", "</block></body.content>")
    assert read(tmp_path, text).articles.iloc[0].text.count("The mill is shut.") == 1


def test_nitf_that_ends_early_is_an_excerpt(tmp_path: Path) -> None:
    """What stands before the cut is read, and the file is refused as damaged beside it."""
    reading = read(tmp_path, NITF[: NITF.index("Ada said")])
    assert reading.articles.iloc[0].text.endswith("At the weir\n\n“It may open,”")
    assert reading.articles["completeness"].tolist() == ["excerpt"]
    assert reading.rejected["reason"].tolist() == ["damaged"]


@pytest.mark.parametrize(
    "content",
    [
        XHTML,
        f"<inlineXML>{NITF[NITF.index('<nitf') :]}</inlineXML>".replace("<hl2>At the weir</hl2>", ""),
        "<inlineData>\n   The mill is shut.\n\n   It may open.\n</inlineData>",
        '<inlineData contenttype="text/html">&lt;p&gt;The mill is shut.&lt;/p&gt;&lt;p&gt;It may open.</inlineData>',
    ],
)
def test_newsml_g2_gives_an_article_whatever_is_inside(tmp_path: Path, content: str) -> None:
    """XHTML, NITF, text and escaped HTML; the envelope's facts win over those of the content."""
    content = content.replace("&mdash;", "-").replace("&ldquo;It may open,&rdquo; Ada said.", "It may open.")
    article = read(tmp_path, ITEM.format(number=1, kind="text", content=content)).articles.iloc[0]
    assert article.text == BODY
    assert (article.id, article.headline, article.authors, article.published, article.language) == (
        "urn:reed:1",
        "Mill shut",
        ["Ada Brook", "Tom Quill"],
        pd.Timestamp("2025-03-04"),
        "fr",
    )
    assert (article.outlet, article.agency, article.section) == ("Reuters", "Reuters", "economy")


def test_a_message_holds_several_items_and_none_is_lost(tmp_path: Path) -> None:
    """Texts are articles; a picture and a package are refused with what they are."""
    items = [
        ITEM.format(number=1, kind="text", content=XHTML),
        ITEM.format(number=2, kind="picture", content='<remoteContent href="a.jpg"/>'),
        ITEM.format(number=3, kind="text", content="<inlineData>The reed is cut.</inlineData>"),
        '<packageItem guid="urn:reed:4"><groupSet/></packageItem>',
        ITEM.format(number=5, kind="text", content='<remoteContent href="a.xml"/>'),
    ]
    reading = read(tmp_path, f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>")
    assert reading.articles["id"].tolist() == ["urn:reed:1", "urn:reed:3", "urn:reed:5"]
    assert reading.articles["completeness"].tolist() == ["whole", "whole", "missing"]
    assert reading.rejected[["source_record", "reason"]].to_numpy().tolist() == [
        [2, "not-an-article"],
        [4, "not-an-article"],
    ]


def test_an_outlet_that_passes_on_an_agency_is_told_from_it(tmp_path: Path) -> None:
    """The provider is the outlet, the source of its information the agency."""
    item = ITEM.format(number=1, kind="text", content=XHTML).replace(
        "<creditline>Reuters", '<infoSource literal="AFP"/><creditline>'
    )
    article = read(tmp_path, item.replace('literal="reuters.com"', 'literal="The Reed"')).articles.iloc[0]
    assert (article.outlet, article.agency) == ("The Reed", "AFP")


def test_newsml_1_gives_the_text_and_not_the_caption(tmp_path: Path) -> None:
    """Lines, day and provider; pictures and their captions are no text."""
    reading = read(tmp_path, NEWSML.format(more=""))
    assert len(reading.articles) == 1
    article = reading.articles.iloc[0]
    assert (article.id, article.headline, article.text, article.authors) == ("n77", "Mill shut", BODY, ["Ada Brook"])
    assert (article.published, article.outlet, article.agency, article.language) == (
        pd.Timestamp("2025-03-04"),
        "AFP",
        "AFP",
        "en",
    )


def test_components_with_lines_of_their_own_are_articles(tmp_path: Path) -> None:
    """One item of NewsML 1 may hold several articles."""
    reading = read(tmp_path, NEWSML.format(more=SECOND))
    assert reading.articles["headline"].tolist() == ["Mill shut", "Reed cut"]
    assert reading.articles["text"].tolist() == [
        BODY,
        "The reed by the Ostrel, which flows to the sea, is cut.\n\nIt grows.",
    ]
    assert reading.articles["id"].is_unique


def test_entities_that_grow_are_not_resolved(tmp_path: Path) -> None:
    """A bomb of entities, and one that names a file, give nothing and take no time."""
    bomb = '<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(12)
    )
    text = NITF.replace('<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">', f"{bomb}<!ENTITY x SYSTEM 'a.xml'>]>")
    reading = read(tmp_path, text.replace("At the weir", "At &m; the &x; weir"))
    assert "aaaaaaaaaa" not in reading.articles.to_csv()
    assert len(reading.articles) + len(reading.rejected) > 0
