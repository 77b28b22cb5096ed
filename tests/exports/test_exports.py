"""Files for other programs: hostile cells, reading back, limits that are said, and the same bytes twice."""

from __future__ import annotations

import datetime
import html
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import networkx as nx
import openpyxl
import pandas as pd
import pytest

from dateline.cells import valid
from dateline.errors import DatelineError
from dateline.exports import excel
from dateline.exports.excel import MOST_LETTERS, fitting, to_excel
from dateline.exports.graphml import to_graphml
from dateline.exports.jsonld import to_claimreview
from dateline.exports.timelinejs import is_web, json_bytes, to_timelinejs

HOSTILE = [
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "＝1",
    "http://example.org/a",
    "_x0041_ is no A",
    "&lt;img src=x onerror=alert(1)&gt;",
    "{=SUM(1)}",
    "</script><script>alert(1)</script>",
    "<b>&amp; \"quoted\" 'apostrophe'",
    "nul \x00, bell \x07, \x1b[31m, \ufffe",
    "lines\nof\ntext",
    "  spaces  ",
    "",
    "\U0001f600" * 3,
    "12",
    "1e5",
]


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_any_text_stays_text_in_excel() -> None:
    """Formulas, links and numbers in texts are cells of text with the same words, and none of them is run."""
    content, notes = to_excel({"hostile": pd.DataFrame({text: [text] for text in HOSTILE})})
    sheet = read(content)["hostile"]
    for number, text in enumerate(HOSTILE, start=1):
        for cell in (sheet.cell(1, number), sheet.cell(2, number)):
            # XML knows one kind of line end.
            assert (cell.value or "").replace("_x000D_", "\r") == valid(text)
            assert cell.data_type in "sn"
            assert cell.value is None or cell.data_type == "s"
    assert notes == []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        assert not [name for name in file.namelist() if "externalLink" in name or name.endswith("sheet1.xml.rels")]


def test_a_text_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    """Cells that begin as formulas do are marked with Excel's quote prefix, others are not."""
    sheet = read(to_excel({"a": pd.DataFrame({"a": ["=1+1", "-", "word", "-5"]})})[0])["a"]
    assert [bool(sheet.cell(row, 1).quotePrefix) for row in range(2, 6)] == [True, True, False, False]


def test_values_keep_their_types_in_excel() -> None:
    """Numbers, days, moments, truth values, lists; missing cells are empty; the head stays in sight."""
    table = pd.DataFrame(
        {
            "day": pd.to_datetime(["2025-03-04", None]),
            "moment": pd.to_datetime(["2025-03-04 12:30", "1815-06-18 00:00"]),
            "n": [5, -7],
            "share": [0.25, None],
            "clear": [True, False],
            "via": [["Herald", "Post"], []],
            "large": [2**60 + 1, 3],
            "odd": [float("inf"), 1.0],
            "name": pd.Series(["A", None], dtype="str"),
        }
    )
    sheet = read(to_excel({"types": table})[0])["types"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    day, moment = datetime.datetime(2025, 3, 4), datetime.datetime(2025, 3, 4, 12, 30)
    assert first == [day, moment, 5, 0.25, True, "Herald; Post", str(2**60 + 1), "inf", "A"]
    assert second == [None, "1815-06-18", -7, None, False, None, 3, 1, None]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2"
    assert 8 <= sheet.column_dimensions["A"].width <= 60


@pytest.mark.parametrize("sign", ["x", "\U0001f600"])
def test_a_text_longer_than_a_cell_is_cut_and_said(sign: str) -> None:
    """Excel's 32,767 characters (in UTF-16) are kept to; the cell and a note say that something is missing."""
    whole, longer = sign * (MOST_LETTERS // len(sign.encode("utf-16-le")) * 2), sign * 40_000
    content, notes = to_excel({"claims": pd.DataFrame({"sentence": [whole, longer]})})
    cells = [row[0].value for row in read(content)["claims"].iter_rows(min_row=2)]
    assert cells[0] == whole
    assert cells[1].endswith(" … [cut: 40,000 characters in all]")
    assert len(cells[1].encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert notes == ['1 cell is cut in "sentence" of claims: Excel holds 32,767 characters. CSV has all.']
    assert fitting(whole) == whole


def test_a_table_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than Excel has are an error that says what to do, not a shorter table."""
    monkeypatch.setattr(excel, "MOST_ROWS", 4)
    assert len(list(read(to_excel({"a": pd.DataFrame({"a": [1, 2, 3]})})[0])["a"].rows)) == 4
    with pytest.raises(
        DatelineError, match=r'"a" has 4 rows; a sheet of Excel has 3 under its head\. Export it as CSV'
    ):
        to_excel({"a": pd.DataFrame({"a": [1, 2, 3, 4]})})


def test_names_of_sheets_are_made_fit() -> None:
    """Forbidden signs, long names and the same name twice."""
    names = ["a/b", "x" * 40, "x" * 35, "'", "History?"]
    assert read(to_excel({name: pd.DataFrame({"a": [1]}) for name in names})[0]).sheetnames == [
        "a b",
        "x" * 31,
        "x" * 26 + " 3",
        "Sheet 4",
        "History",
    ]


def network(*names: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    nodes = pd.DataFrame({"name": ["The Reed", *names], "kind": "person", "cited": 2})
    edges = pd.DataFrame({"citing": "The Reed", "cited": list(names), "claims": range(1, len(names) + 1)})
    return edges.assign(first=pd.Timestamp("2025-03-04"), last=pd.NaT), nodes


def test_a_network_is_read_back_by_networkx() -> None:
    """Any names, kinds, weights and days come back; what XML cannot hold is replaced."""
    names = [text for text in HOSTILE if text.strip()]
    edges, nodes = network(*names)
    graph = nx.parse_graphml(to_graphml(edges, nodes).decode())
    labels = {node: data["label"] for node, data in graph.nodes(data=True)}
    # XML reads \r as \n unless it is written as a reference.
    assert [label.replace("\n", "\r") for label in labels.values()] == [
        valid(name).replace("\n", "\r") for name in nodes["name"]
    ]
    assert [(a, b, data["weight"]) for a, b, data in graph.edges(data=True)] == [
        ("n0", f"n{n}", n) for n in range(1, len(names) + 1)
    ]
    assert graph.edges["n0", "n1"] == {"weight": 1, "claims": 1, "first": "2025-03-04"}
    assert graph.nodes["n1"]["kind"] == "person"
    assert graph.is_directed()


def test_an_empty_network_is_a_file_too() -> None:
    """No nodes and no edges."""
    edges, nodes = network()
    assert nx.parse_graphml(to_graphml(edges.head(0), nodes.head(0)).decode()).number_of_nodes() == 0


def events(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"first": "2025-03-04", "last": "2025-03-04", "headline": "H", "text": "T", "note": "N", "url": None}
    table = pd.DataFrame([usual | {"group": "Odra Venn", "id": f"{n:02}"} | row for n, row in enumerate(rows)])
    return table.assign(first=pd.to_datetime(table["first"]), last=pd.to_datetime(table["last"]))


def test_events_have_the_fields_that_timelinejs_documents() -> None:
    """Dates as numbers, an end where there is one, a link, the group; sorted by day."""
    content, notes = to_timelinejs(
        events({"last": "2025-03-06", "url": "https://example.org/?a=1&b=2"}, {"first": "2025-03-01", "last": None}),
        title="Flood",
    )
    found = json.loads(content)
    assert found["title"] == {"text": {"headline": "Flood", "text": ""}, "autolink": False}
    assert [event["unique_id"] for event in found["events"]] == ["01", "00"]
    assert found["events"][1] == {
        "unique_id": "00",
        "start_date": {"year": 2025, "month": 3, "day": 4},
        "end_date": {"year": 2025, "month": 3, "day": 6},
        "text": {
            "headline": "H",
            "text": '<p>T</p><p>N <a href="https://example.org/?a=1&amp;b=2" rel="noopener">Article</a></p>',
        },
        "autolink": False,
        "group": "Odra Venn",
    }
    assert notes == []


class Tags(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("text", HOSTILE)
def test_timelinejs_shows_any_text_as_text(text: str) -> None:
    """No markup of an article gets into a headline, text, note, group or link."""
    row = {"headline": text, "text": text, "note": text, "group": text, "url": f'javascript:alert("{text}")'}
    content, _ = to_timelinejs(events(row), title=text, subtitle=text)
    assert b"<" not in content
    event = json.loads(content)["events"][0]
    shown = [event["text"]["headline"], json.loads(content)["title"]["text"]["headline"]]
    assert all(not Tags(part).tags and html.unescape(part) == valid(text) for part in shown)
    # TimelineJS 3.9 reads the group as HTML, takes the text of that, and shows this as HTML again.
    once = Tags(event["group"])
    assert Tags(once.words).words == html.unescape(valid(text).replace("<", "‹").replace(">", "›"))
    assert not once.tags + Tags(once.words).tags
    body = Tags(event["text"]["text"])
    assert body.tags == [("p", []), ("p", [])]
    assert body.words == valid(text) * 2


def test_events_without_a_day_are_counted_and_small_groups_joined() -> None:
    """What has no day is left out and said; of three groups two rows are made; many events are said to be many."""
    rows = [{"group": name} for name in ("A", "A", "B", "C")] + [{"first": None}]
    content, notes = to_timelinejs(events(*rows), title="t", groups=2)
    assert [event["group"] for event in json.loads(content)["events"]] == ["A", "A", "Others", "Others"]
    assert notes == ["1 without a day is left out: TimelineJS needs one."]
    assert to_timelinejs(events(*[{}] * 150), title="t")[1] == [
        "TimelineJS is made for some dozens of events; these are 150."
    ]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org", True),
        ("HTTP://example.org/a b", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://[", False),
        ("https://a\x00", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: object, link: bool) -> None:
    """Nothing but http and https."""
    assert is_web(address) is link


def test_json_ends_no_script_element() -> None:
    """In a page the JSON stays within its element, and reads back the same."""
    content = json_bytes({"</script>": "<!--\u2028"})
    assert b"<" not in content
    assert json.loads(content) == {"</script>": "<!--\u2028"}


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"text": "the wall is weak", "author": "Odra Venn", "author_kind": "person", "said": None}
    table = pd.DataFrame([usual | {"id": f"{n}"} | row for n, row in enumerate(rows)])
    return table.assign(said=pd.to_datetime(table["said"]))


def appearance(**fields: object) -> pd.DataFrame:
    usual = {"id": "0", "headline": "Wall", "url": None, "outlet": "The Reed", "published": "2025-03-05", "first": True}
    table = pd.DataFrame([usual | {"language": "en"} | fields])
    return table.assign(published=pd.to_datetime(table["published"]))


def test_claims_are_claims_and_never_rated() -> None:
    """Author, day, appearance and first appearance in the words of schema.org; no rating; and that is said."""
    content = to_claimreview(claims({"said": "2025-03-04"}), appearance(url="https://example.org"), name="Claims")
    data, claim = json.loads(content)["@graph"]
    article = {
        "@type": "NewsArticle",
        "headline": "Wall",
        "datePublished": "2025-03-05",
        "inLanguage": "en",
        "url": "https://example.org",
        "publisher": {"@type": "Organization", "name": "The Reed"},
    }
    assert claim == {
        "@type": "Claim",
        "@id": "urn:dateline:claim:0",
        "text": "the wall is weak",
        "author": {"@type": "Person", "name": "Odra Venn"},
        "dateCreated": "2025-03-04",
        "appearance": [article],
        "firstAppearance": article,
    }
    assert data["@type"] == "Dataset"
    assert "no ClaimReview and no reviewRating" in data["description"]
    assert not re.search(rb'"(reviewRating|ClaimReview)"', content)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("organisation", {"author": {"@type": "Organization", "name": "X"}}),
        ("government", {"author": {"@type": "GovernmentOrganization", "name": "X"}}),
        ("group", {"author": {"@type": "Thing", "name": "X"}}),
        ("document", {"isBasedOn": {"@type": "CreativeWork", "name": "X"}}),
    ],
)
def test_authors_have_the_type_of_their_kind(kind: str, part: dict[str, object]) -> None:
    """A document is what a claim is based on, not its author."""
    row = claims({"author": "X", "author_kind": kind})
    claim = json.loads(to_claimreview(row, appearance(), name="n"))["@graph"][1]
    assert {key: claim.get(key) for key in ("author", "isBasedOn") if key in claim} == part


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_from_json_ld(text: str) -> None:
    """Texts, names and ids of any kind, and what is unknown is left out."""
    row = {"id": text, "text": text, "author": text or None, "author_kind": None}
    content = to_claimreview(
        claims(row), appearance(id=text, headline=text, url=text, outlet=None, published=None, first=False), name=text
    )
    claim = json.loads(content)["@graph"][1]
    assert claim["text"] == valid(text)
    assert claim.get("author", {}).get("name", "") == valid(text)
    assert re.fullmatch(r"urn:dateline:claim:[\w.~%-]*", claim["@id"])
    assert sorted(claim["appearance"][0]) == sorted(
        ["@type", "headline", "inLanguage"] + ["url"] * text.startswith("http")
    )


def test_the_same_tables_give_the_same_bytes() -> None:
    """Written twice, a second apart by the clock of the file, every format is the same."""
    edges, nodes = network("A", "B")
    makers = [
        lambda: to_excel({"a": edges})[0],
        lambda: to_graphml(edges, nodes),
        lambda: to_timelinejs(events({}, {}), title="t")[0],
        lambda: to_claimreview(claims({}), appearance(), name="n"),
    ]
    assert [make() for make in makers] == [make() for make in makers]
    with zipfile.ZipFile(io.BytesIO(makers[0]())) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-01-01T00:00:00Z" in file.read("docProps/core.xml")
