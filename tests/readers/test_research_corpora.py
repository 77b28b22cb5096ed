"""The corpora that researchers compare themselves on: Reuters-21578 and TimeML."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dateline.readers import Reading, read_articles

ARTICLE = """<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="{number}">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>grain</D><D>reed</D></TOPICS>
<PLACES><D>varnia</D></PLACES>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute</UNKNOWN>
<TEXT{kind}>&#2;
{text}
&#3;</TEXT>
</REUTERS>
"""
NORM = """<TITLE>ALMAR MILL &lt;ALM> SHUT</TITLE>
<AUTHOR>    by Ada Brook, Reuters</AUTHOR>
<DATELINE>    ALMAR, Feb 26 - </DATELINE><BODY>The mill of Almar is shut and nobody in the whole
village knows when its very old and large short-
term loan will be paid, said those who work there.
    It may open &amp; close.
    Shr 34 cts vs 1.19 dlrs
 Reuter"""
UNPROC = """    ******REED CUT IN VARNIA
 Blah
"""
LEWIS = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'

TEMPEVAL = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="TimeML_1.2.1.xsd">
<DOCID>reed_0077</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="1998-02-19T08:13:00" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TITLE>Mill shut</TITLE>
<TEXT>
The mill <EVENT eid="e1" class="STATE">is shut</EVENT> &amp; <TIMEX3 tid="t1" type="DATE" value="1998">now</TIMEX3>.

It may open.
</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1"/>
</TimeML>"""
TIMEBANK = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">

REED19980219.0476
NEWS STORY
<TIMEX3 tid="t9" type="TIME" value="1998-02-19T14:31" functionInDocument="CREATION_TIME">02/19/1998 14:31:00</TIMEX3>

 The mill <EVENT eid="e1" class="STATE">is shut</EVENT>.

 It may open <TIMEX3 tid="t1" type="DATE" value="1998-02-20">tomorrow</TIMEX3>.
<TLINK lid="l1"/>
</TimeML>"""


def read(folder: Path, text: str | bytes, name: str) -> Reading:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_articles(folder)


def test_each_article_of_reuters_is_read(tmp_path: Path) -> None:
    """Headline, byline, day, topics and paragraphs; no control signs or line wraps; tables stay lines."""
    kinds = [("", NORM), (' TYPE="BRIEF"', "<TITLE>REED CUT</TITLE>"), (' TYPE="UNPROC"', UNPROC)]
    text = "".join(ARTICLE.format(number=number, kind=kind, text=body) for number, (kind, body) in enumerate(kinds, 1))
    reading = read(tmp_path, LEWIS + text, "reut2-000.sgm")
    assert reading.articles["id"].tolist() == ["1", "2", "3"]
    assert reading.articles["completeness"].tolist() == ["whole", "missing", "whole"]
    first = reading.articles.iloc[0]
    assert first.text == (
        "The mill of Almar is shut and nobody in the whole village knows when its very old and large short-term "
        "loan will be paid, said those who work there.\n\nIt may open & close.\n\nShr 34 cts vs 1.19 dlrs\n\nReuter"
    )
    assert (first.headline, first.authors, first.published, first.section, first.outlet, first.agency) == (
        "ALMAR MILL <ALM> SHUT",
        ["Ada Brook"],
        pd.Timestamp("1987-02-26"),
        "grain, reed",
        "Reuters",
        "Reuters",
    )
    assert reading.articles.iloc[1].headline == "REED CUT"
    assert reading.articles.iloc[2].text == "******REED CUT IN VARNIA\n\nBlah"


def test_stray_bytes_and_odd_dates_of_reuters_do_no_harm(tmp_path: Path) -> None:
    """A file of the collection has bytes that are no UTF-8, and some dates have more digits than they should."""
    text = (LEWIS + ARTICLE.format(number=1, kind="", text=NORM)).replace("15:01", "605:12").encode()
    article = read(tmp_path, text.replace(b"village", b"vill\xfcge"), "reut2-017.sgm").articles.iloc[0]
    assert article.published == pd.Timestamp("1987-02-26")
    assert "whole vill" in article.text


def test_reuters_that_ends_early_keeps_what_is_there(tmp_path: Path) -> None:
    """The last article is an excerpt, those before it are whole, the file is refused as damaged beside them."""
    text = LEWIS + "".join(ARTICLE.format(number=number, kind="", text=NORM) for number in (1, 2))
    reading = read(tmp_path, text[: text.rindex("It may open")], "a.sgm")
    assert reading.articles["completeness"].tolist() == ["whole", "excerpt"]
    assert reading.articles.iloc[1].text.endswith("said those who work there.")
    assert reading.rejected["reason"].tolist() == ["damaged"]


def test_timeml_gives_text_and_time_of_creation(tmp_path: Path) -> None:
    """Tags are stripped and nothing else is changed."""
    article = read(tmp_path, TEMPEVAL, "a.tml").articles.iloc[0]
    assert article.text == "The mill is shut & now.\n\nIt may open."
    assert (article.id, article.headline, article.published, article.published_basis) == (
        "reed_0077",
        "Mill shut",
        pd.Timestamp("1998-02-19"),
        "metadata",
    )


def test_the_layout_of_timebank_has_its_head_in_the_text(tmp_path: Path) -> None:
    """Id and time of creation stand in lines of their own above the text."""
    article = read(tmp_path, TIMEBANK, "a.tml").articles.iloc[0]
    assert article.text == " The mill is shut.\n\n It may open tomorrow."
    assert (article.id, article.published) == ("REED19980219.0476", pd.Timestamp("1998-02-19"))


def test_a_time_of_creation_within_a_sentence_is_text(tmp_path: Path) -> None:
    """Only a line that is nothing but the time is cut off."""
    text = TIMEBANK.replace("02/19/1998 14:31:00</TIMEX3>", "Today</TIMEX3> the mill is shut.")
    article = read(tmp_path, text, "a.tml").articles.iloc[0]
    assert "Today the mill is shut." in article.text
    assert article.published == pd.Timestamp("1998-02-19")


@pytest.mark.parametrize("cut", ["It may", "<MAKEINSTANCE"])
def test_timeml_that_ends_early_is_an_excerpt(tmp_path: Path, cut: str) -> None:
    """What stands before the cut is read, and the file is refused as damaged beside it."""
    reading = read(tmp_path, TEMPEVAL[: TEMPEVAL.index(cut)], "a.tml")
    assert reading.articles.iloc[0].text.startswith("The mill is shut & now.")
    assert reading.articles["completeness"].tolist() == ["excerpt"]
    assert reading.rejected["reason"].tolist() == ["damaged"]
