"""Each format into the same table, its text kept, its fields found."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.errors import DatelineError, UnknownNameError
from dateline.readers import Reading, read_articles

ODD = "  Ada said: “Yes.”\r\n\tTwo e\u0301 letters and a tail \u00a0 \n"
"""Text with everything that a careless reader would tidy up."""


def one(reading: Reading) -> pd.Series:
    assert len(reading.articles) == 1
    return reading.articles.iloc[0]


@pytest.mark.parametrize(
    "name", ["a.json", "a.jsonl", "a.ndjson", "a.jsonl.gz", "a.json.gz", "a.csv", "a.tsv", "a.parquet"]
)
def test_the_text_of_records_is_kept_character_for_character(tmp_path: Path, name: str) -> None:
    """Line ends, spaces and uncomposed letters stay: tags count characters."""
    row = {"title": "Mill", "body": ODD}
    path = tmp_path / name
    if name.endswith("parquet"):
        pq.write_table(pa.Table.from_pylist([row]), path)
    elif name.endswith("sv"):
        pd.DataFrame([row]).to_csv(path, index=False, sep="\t" if name.endswith("tsv") else ",", lineterminator="\n")
    else:
        text = json.dumps(row) if "l" in name or "n" in name.split(".")[1][:1] else json.dumps([row])
        path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    assert one(read_articles(path)).text == ODD


@pytest.mark.parametrize(
    "shape",
    [
        lambda row: [row],
        lambda row: {"articles": [row]},
        lambda row: {"status": "ok", "totalResults": 1, "articles": [row]},
        lambda row: {"response": {"results": [row]}},
        lambda row: row,
        lambda row: {"a1": row, "a2": {"body": "Another."}},
    ],
)
def test_the_usual_shapes_of_json_are_read(tmp_path: Path, shape: object) -> None:
    """A list, a list within an object, one article, articles by id."""
    row = {"title": "Mill", "content": "The mill is shut."}
    (tmp_path / "a.json").write_text(json.dumps(shape(row)))  # type: ignore[operator]
    assert read_articles(tmp_path).articles.iloc[0].headline == "Mill"


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"headline": "Mill"}, "headline", "Mill"),
        ({"Title": "Mill"}, "headline", "Mill"),
        ({"source": {"id": None, "name": "The Reed"}}, "outlet", "The Reed"),
        ({"media_name": "The Reed"}, "outlet", "The Reed"),
        ({"publisher": "The Reed"}, "outlet", "The Reed"),
        ({"publish_date": "2025-03-04"}, "published", pd.Timestamp("2025-03-04")),
        ({"publication_date": "4 March 2025"}, "published", pd.Timestamp("2025-03-04")),
        ({"datePublished": "2025-03-04T23:30:00-05:00"}, "published", pd.Timestamp("2025-03-04")),
        ({"pubDate": "Tue, 04 Mar 2025 23:30:00 -0500"}, "published", pd.Timestamp("2025-03-04")),
        ({"date": 1741046400}, "published", pd.Timestamp("2025-03-04")),
        ({"byline": "By Ada Brook and Tom Quill"}, "authors", ["Ada Brook", "Tom Quill"]),
        ({"author": ["Ada Brook", "Tom Quill"]}, "authors", ["Ada Brook", "Tom Quill"]),
        ({"link": "https://reed.example/1"}, "url", "https://reed.example/1"),
        ({"lang": "fr"}, "language", "fr"),
        ({"uuid": 17}, "id", "17"),
    ],
)
def test_common_field_names_are_known(tmp_path: Path, fields: dict, column: str, value: object) -> None:
    """Fields come under the names that other tools give them; a day is the one the outlet states in its own zone."""
    (tmp_path / "a.json").write_text(json.dumps([{"text": "The mill is shut.", **fields}]))
    assert one(read_articles(tmp_path))[column] == value


def test_columns_win_over_common_names(tmp_path: Path) -> None:
    """A mapping by hand is used even where a common name is there too."""
    (tmp_path / "a.csv").write_text("date,seen,text\n2025-03-09,2025-03-04,The mill is shut.\n")
    reading = read_articles(tmp_path, columns={"published": "seen"})
    assert one(reading).published == pd.Timestamp("2025-03-04")


def test_an_unknown_column_lists_the_known_ones(tmp_path: Path) -> None:
    """A field that articles do not have is an error."""
    with pytest.raises(UnknownNameError, match='No field "day"'):
        read_articles(tmp_path, columns={"day": "seen"})


def test_a_column_of_dates_tells_the_order_of_day_and_month(tmp_path: Path) -> None:
    """25/03/2025 shows that 04/03/2025 is 4 March; without such a row the day stays missing and is counted."""
    (tmp_path / "a.csv").write_text("date,text\n04/03/2025,One.\n25/03/2025,Two.\n")
    assert read_articles(tmp_path).articles["published"].tolist() == [
        pd.Timestamp("2025-03-04"),
        pd.Timestamp("2025-03-25"),
    ]
    (tmp_path / "a.csv").write_text("date,text\n04/03/2025,One.\n")
    reading = read_articles(tmp_path)
    assert reading.articles["published"].isna().all()
    assert '1 date not understood and left empty, such as "04/03/2025"' in reading.summary()


@pytest.mark.parametrize("value", ["yesterday", "March 2025", "2025", "2025-02-30", "soon", "", "May", "12:30"])
def test_no_day_is_invented(tmp_path: Path, value: str) -> None:
    """What has no day, month and year gives no publication day."""
    (tmp_path / "a.json").write_text(json.dumps([{"date": value, "text": "The mill is shut."}]))
    assert pd.isna(one(read_articles(tmp_path)).published)


def test_the_time_of_a_file_is_no_publication_day(tmp_path: Path) -> None:
    """Text without a date has none."""
    (tmp_path / "a.txt").write_text("Mill shut\n\nThe mill is shut, said KESTRIN, May 16 (Reed) - somebody.\n")
    assert pd.isna(one(read_articles(tmp_path)).published)


PLAIN = "Mill shut\nBy Ada Brook, Reed Correspondent\n\nALMAR, May 16 (Reuters) — The mill is shut.\n"


def test_plain_text_has_headline_byline_and_agency(tmp_path: Path) -> None:
    """The first line is the headline, "By X" the byline, the agency is in the dateline; the text is the whole file."""
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf8")
    found = one(read_articles(tmp_path))
    assert (found.headline, found.authors, found.agency, found.text) == (
        "Mill shut",
        ["Ada Brook"],
        "Reuters",
        PLAIN,
    )


def test_a_byline_at_the_bottom_is_found(tmp_path: Path) -> None:
    """The last line "By X", without a line end, is the byline."""
    (tmp_path / "a.txt").write_text("Mill shut\nThe mill is shut.\nIt may open.\nNobody knows.\nBy Ada Brook")
    assert one(read_articles(tmp_path)).authors == ["Ada Brook"]


def test_an_outlet_named_in_the_text_is_a_candidate_only(tmp_path: Path) -> None:
    """ "…, X reports" gives an outlet with its own basis, counted apart; one given by hand replaces it."""
    (tmp_path / "a.txt").write_text("Mill shut\nThe mill is shut, Reed.Al reports. It may open.\n")
    reading = read_articles(tmp_path)
    assert (one(reading).outlet, one(reading).outlet_basis) == ("Reed.Al", "text")
    assert "0 with an outlet, 1 where only the text names one" in reading.summary()
    given = one(read_articles(tmp_path, outlet="The Brook"))
    assert (given.outlet, given.outlet_basis) == ("The Brook", "given")


def test_a_first_line_that_is_a_sentence_is_no_headline(tmp_path: Path) -> None:
    """Text that begins with a sentence has no headline."""
    (tmp_path / "a.txt").write_text("The mill is shut.\n\nIt may open.\n")
    assert pd.isna(one(read_articles(tmp_path)).headline)


PAGE = """<html lang="en"><head><title>Mill shut – The Reed</title>
<meta property="og:site_name" content="The Reed">
<meta property="article:published_time" content="2025-03-04T22:00:00+01:00">
<script>var stolen = "secret";</script></head>
<body><nav>Home Politics</nav><article><h1>Mill &lt;script&gt; shut</h1>
<p>The mill at the weir is shut, and nobody in the village knows when it will open again, say those who work there.</p>
<p>It has ground wheat and rye for two hundred years, through floods and fires, and never stood still so long.</p>
</article><footer>Imprint</footer></body></html>"""


def test_a_web_page_gives_its_article_and_facts(tmp_path: Path) -> None:
    """Body, outlet and day of a page; scripts and navigation never enter the text, an escaped tag is text."""
    (tmp_path / "a.html").write_text(PAGE)
    article = one(read_articles(tmp_path))
    assert (article.outlet, article.published, article.outlet_basis) == (
        "The Reed",
        pd.Timestamp("2025-03-04"),
        "metadata",
    )
    assert "never stood still so long." in article.text
    assert "secret" not in article.text
    assert "Imprint" not in article.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_of_plain_text_is_found(tmp_path: Path, encoding: str) -> None:
    """Curly quotes and accents come out right, line ends become \\n, composed letters NFC."""
    text = "Café shut\r\n\r\n“It is shut,” Zoé Müller said – “for ever.” Ada's café is too.\r\n" * 3
    (tmp_path / "a.txt").write_bytes(text.replace("é", "é" if encoding == "cp1252" else "e\u0301").encode(encoding))
    assert one(read_articles(tmp_path)).text == text.replace("\r\n", "\n")


def test_a_file_that_declares_latin_1_and_is_utf_8_comes_out_right(tmp_path: Path) -> None:
    """The declaration of a page does not win over its bytes."""
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("wheat", "“blé”")
    (tmp_path / "a.html").write_bytes(page.encode("utf-8"))
    assert "“blé”" in one(read_articles(tmp_path)).text


def test_day_and_outlet_by_hand_fill_only_what_is_missing(tmp_path: Path) -> None:
    """What the file says wins."""
    rows = [{"text": "One.", "date": "2025-03-04", "outlet": "The Reed"}, {"text": "Two."}]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    articles = read_articles(tmp_path, published="2025-04-01", outlet="The Brook").articles
    assert articles["outlet"].tolist() == ["The Reed", "The Brook"]
    assert articles["outlet_basis"].tolist() == ["metadata", "given"]
    assert articles["published"].dt.day.tolist() == [4, 1]


def test_a_day_by_hand_that_is_none_says_how_to_write_it(tmp_path: Path) -> None:
    """--published with another word is an error."""
    with pytest.raises(DatelineError, match=r'"spring" is no day of publication\. Write it as 2025-03-04\.'):
        read_articles(tmp_path, published="spring")


def test_the_language_is_found_or_left_open(tmp_path: Path) -> None:
    """A French article is marked; two words are too short to tell."""
    french = "Le moulin du village est fermé depuis mardi, et personne ne sait quand il ouvrira de nouveau ses portes."
    (tmp_path / "a.json").write_text(json.dumps([{"text": french}, {"text": "Oui, non."}]))
    assert read_articles(tmp_path).articles["language"].fillna("").tolist() == ["fr", ""]
