"""Who cites whom: chains, the network, anonymous sources, and who is quoted."""

from __future__ import annotations

import pandas as pd
import pytest

from dateline import schema
from dateline.analysis.claims import NO_SOURCE
from dateline.analysis.largest_network import largest_network
from dateline.analysis.outlet_names import match_outlets
from dateline.analysis.source_counts import count_anonymous, count_quoted
from dateline.analysis.source_findings import anonymous_caption, anonymous_finding, network_caption, network_finding
from dateline.analysis.sources import ANONYMOUS, NO_OUTLET, citation_chains, network_nodes, source_network

ARTICLES = schema.frame(
    "articles",
    [
        {"id": "a", "outlet": "Ostrel Tribune", "published": "2025-03-10", "source_record": 1},
        {"id": "b", "outlet": "Ostrel State Herald", "published": "2025-03-12", "source_record": 2},
        {"id": "c", "outlet": "Varnia Press Agency", "agency": "VPA", "published": "2025-03-11", "source_record": 3},
        {"id": "d", "outlet": "Channel Nine", "agency": "VPA", "published": "2025-03-11", "source_record": 4},
        {"id": "e", "source_record": 5},
    ],
)


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"article": "a", "source_kind": "person", "quotation": "indirect", "said_first": "2025-03-09"}
    return schema.frame(
        "claims", [usual | {"id": str(n), "confidence": 0.9, "certainty": "plain"} | row for n, row in enumerate(rows)]
    )


def edges(*rows: dict[str, object], **options: object) -> list[tuple[object, ...]]:
    table = source_network(claims(*rows), ARTICLES, **options)
    return list(table[["citing", "cited", "citing_kind", "cited_kind", "claims"]].itertuples(index=False, name=None))


def test_a_claim_passed_on_leads_from_outlet_over_relay_to_source() -> None:
    """A chain of three is two rows, and who only passes on is a relay."""
    assert edges({"source": "Odra Venn", "via": ["Reed Wire"]}) == [
        ("Ostrel Tribune", "Reed Wire", "outlet", "relay", 1),
        ("Reed Wire", "Odra Venn", "relay", "person", 1),
    ]


def test_claims_of_a_pair_are_counted_once_each() -> None:
    """Claims, articles, claims quoted in part or wholly, and the first and last day of a pair."""
    table = source_network(
        claims(
            {"source": "Odra Venn", "quotation": "direct"},
            {"source": "Odra Venn", "quotation": "mixed", "said_first": "2025-03-02"},
            {"source": "Odra Venn", "said_first": None},
        ),
        ARTICLES,
    )
    row = table.iloc[0]
    assert (row["claims"], row["articles"], row["direct"]) == (3, 1, 2)
    assert (str(row["first"].date()), str(row["last"].date())) == ("2025-03-02", "2025-03-09")


def test_an_outlet_that_is_cited_is_one_with_the_source_of_that_name() -> None:
    """ "Herald" as a relay and "the Ostrel State Herald" as a source are the outlet."""
    rows = edges(
        {"source": "Energy Ministry", "source_kind": "organisation", "via": ["Herald"]},
        {"source": "the Ostrel State Herald", "source_kind": "organisation"},
        {"article": "b", "source": "Energy Ministry", "source_kind": "organisation"},
    )
    assert rows == [
        ("Ostrel State Herald", "Energy Ministry", "outlet", "organisation", 2),
        ("Ostrel Tribune", "Ostrel State Herald", "outlet", "outlet", 2),
    ]


def test_another_name_of_a_source_tells_that_it_is_an_outlet() -> None:
    """The table of aliases joins "State paper" to the outlet through a name that an article gives it."""
    aliases = schema.frame(
        "aliases",
        [
            {"source": "State paper", "name": name, "claims": 1, "articles": 1, "reason": ""}
            for name in ("State paper", "Ostrel State Herald")
        ],
    )
    row = {"source": "State paper", "source_kind": "organisation"}
    assert edges(row)[0][1] == "State paper"
    assert edges(row, aliases=aliases)[0][1] == "Ostrel State Herald"


def test_a_credited_agency_stands_between_outlet_and_source() -> None:
    """Channel Nine's VPA story leads over the agency, which is itself an outlet here; the agency's own does not."""
    rows = ({"article": "d", "source": "Odra Venn"}, {"article": "c", "source": "Odra Venn"})
    assert edges(*rows) == [
        ("Varnia Press Agency", "Odra Venn", "outlet", "person", 2),
        ("Channel Nine", "Varnia Press Agency", "outlet", "outlet", 1),
    ]
    assert [row[0] for row in edges(*rows, agencies=False)] == ["Channel Nine", "Varnia Press Agency"]


def test_nobody_is_left_out() -> None:
    """Unknown outlets, nameless sources, an outlet as its own source, and a source that cites itself have rows."""
    rows = edges(
        {"article": "e", "source": "Odra Venn"},
        {"source_kind": "anonymous"},
        {"source_kind": "unknown"},
        {"source": "Tribune", "source_kind": "organisation"},
        {"source": "Pavel Drust", "via": ["Pavel Drust"]},
    )
    assert sorted(rows) == [
        (NO_OUTLET, "Odra Venn", "outlet", "person", 1),
        ("Ostrel Tribune", ANONYMOUS, "outlet", "anonymous", 1),
        ("Ostrel Tribune", NO_SOURCE, "outlet", "unknown", 1),
        ("Ostrel Tribune", "Ostrel Tribune", "outlet", "outlet", 1),
        ("Ostrel Tribune", "Pavel Drust", "outlet", "person", 1),
    ]


def test_few_claims_can_be_left_out_and_inputs_stay() -> None:
    """Pairs with fewer claims than asked for are gone; no table is changed; no claims give an empty network."""
    table, articles = claims({"source": "Odra Venn"}, {"source": "Odra Venn"}, {"source": "Pavel Drust"}), ARTICLES
    before = table.copy(deep=True), articles.copy(deep=True)
    assert source_network(table, articles, least=2)["cited"].tolist() == ["Odra Venn"]
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_frame_equal(articles, before[1])
    assert source_network(table.head(0), articles).empty
    assert network_nodes(source_network(table.head(0), articles)).empty


def test_the_order_of_claims_changes_nothing() -> None:
    """The same claims in another order give the same network."""
    rows = [{"source": f"Source {n % 3}", "article": "abcd"[n % 4], "via": ["Herald"] * (n % 2)} for n in range(20)]
    table = claims(*rows)
    shuffled = table.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(source_network(table, ARTICLES), source_network(shuffled, ARTICLES))


def test_chains_name_everyone_between_reader_and_source() -> None:
    """Each claim has its chain, in the order of the claims."""
    table = citation_chains(
        claims({"article": "d", "source": "Odra Venn", "via": ["Herald"]}, {"source_kind": "anonymous"}), ARTICLES
    )
    assert table["chain"].tolist() == [
        ["Channel Nine", "Varnia Press Agency", "Ostrel State Herald", "Odra Venn"],
        ["Ostrel Tribune", ANONYMOUS],
    ]


def test_who_speaks_of_a_claim_in_a_claim_that_holds_it_passes_it_on() -> None:
    """Holt testified that Venn had warned: also where the claim that holds it is not looked at."""
    table = claims({"source": "Runa Holt"}, {"source": "Odra Venn", "parent": "0"}, {"source": "X", "parent": "9"})
    chains = citation_chains(table, ARTICLES, among=["1", "2"])["chain"].tolist()
    assert chains == [["Ostrel Tribune", "Runa Holt", "Odra Venn"], ["Ostrel Tribune", "X"]]
    assert source_network(table, ARTICLES, among=["1"])["citing"].tolist() == ["Ostrel Tribune", "Runa Holt"]


def test_nodes_say_who_is_cited_and_who_cites() -> None:
    """Claims for which someone is cited, by how many, and claims that he cites; who cites himself does not count."""
    nodes = network_nodes(
        source_network(
            claims(
                {"source": "Odra Venn", "via": ["Herald"]},
                {"source": "Odra Venn"},
                {"source": "Tribune", "source_kind": "organisation"},
            ),
            ARTICLES,
        )
    )
    assert list(nodes.itertuples(index=False, name=None)) == [
        ("Odra Venn", "person", 2, 2, 0),
        ("Ostrel State Herald", "outlet", 1, 1, 1),
        ("Ostrel Tribune", "outlet", 0, 0, 2),
    ]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Kestrin Courier", "The Kestrin Courier"),
        ("kestrin courier", "The Kestrin Courier"),
        ("the Courier", "The Kestrin Courier"),
        ("Courier", "The Kestrin Courier"),
        ("Kestrin", None),
        ("courier", None),
        ("VPA", "Varnia Press Agency"),
        ("vpa", None),
        ("Press", None),
        ("Agency", None),
        ("Channel Nine", "Channel Nine Almar"),
        ("Post", None),
        ("Valley Post", "Dolna Valley Post"),
        ("New York Times", "nyt"),
        ("The Washington Post", "wash-post"),
        ("Breitbart News", "breitbart"),
        ("Guardian", "www.theguardian.com"),
        ("", None),
        ("…", None),
    ],
)
def test_names_mean_the_outlet_that_they_can_only_mean(name: str, outlet: str | None) -> None:
    """Short names, initials and sites mean an outlet; places, common words and names of two outlets mean none."""
    outlets = [
        "The Kestrin Courier",
        "Varnia Press Agency",
        "Channel Nine Almar",
        "Dolna Valley Post",
        "Almar Post",
        "nyt",
        "wash-post",
        "breitbart",
        "www.theguardian.com",
    ]
    assert match_outlets([name], outlets) == ({name: outlet} if outlet else {})


def readable(*rows: tuple[str, str | None, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["outlet", "source", "source_kind", "quotation"])
    table["source"] = table["source"].fillna(NO_SOURCE)
    return table.assign(claim=table.index.astype(str), article="a", said_first=pd.Timestamp("2025-03-09"))


def test_anonymous_and_nameless_are_counted_by_outlet() -> None:
    """Anonymous sources and those without any name, with Wilson's interval."""
    table = count_anonymous(
        readable(
            ("The Reed", None, "anonymous", "direct"),
            ("The Reed", None, "unknown", "direct"),
            ("The Reed", "Ada Brook", "person", "direct"),
            ("The Reed", "Ada Brook", "person", "direct"),
            ("The Mill", "Ada Brook", "person", "direct"),
        )
    )
    row = table.iloc[0]
    assert table["outlet"].tolist() == ["The Reed", "The Mill"]
    assert (row["claims"], row["anonymous"], row["not_named"], row["share"], row["nameless_share"]) == (
        4,
        1,
        1,
        0.25,
        0.5,
    )
    assert (row["low"], row["high"]) == pytest.approx((0.0456, 0.6994), abs=1e-4)


def test_quotations_are_counted_by_outlet_and_source() -> None:
    """How often an outlet quotes a source, and how."""
    table = count_quoted(
        readable(
            ("The Reed", "Ada Brook", "person", "direct"),
            ("The Reed", "Ada Brook", "person", "mixed"),
            ("The Reed", "Ada Brook", "person", "indirect"),
            ("The Mill", "Ada Brook", "person", "indirect"),
        )
    )
    found = table[["outlet", "source", "claims", "direct", "mixed", "indirect"]].itertuples(index=False, name=None)
    assert list(found) == [("The Reed", "Ada Brook", 3, 1, 1, 1), ("The Mill", "Ada Brook", 1, 0, 0, 1)]
    assert table["share_quoted"].tolist() == pytest.approx([2 / 3, 0])


def test_the_largest_part_keeps_the_ends_of_chains() -> None:
    """Of five sources two are kept, and the one that the relay passes on; small outlets share a row."""
    rows = [{"source": f"Source {n}"} for n in range(5) for _ in range(n + 1)]
    rows += [{"source": "Odra Venn", "via": ["Reed Wire"]}, {"article": "b", "source": "Source 4"}]
    rows += [{"article": "c", "source": "Source 4"}, {"article": "c", "source": "Source 4"}]
    network = source_network(claims(*rows), ARTICLES)
    drawn = largest_network(network, sources=2, outlets=2)
    assert sorted({*drawn["citing"], *drawn["cited"]}) == [
        "2 other outlets",
        "Odra Venn",
        "Ostrel Tribune",
        "Reed Wire",
        "Source 3",
        "Source 4",
    ]
    assert drawn.loc[drawn["cited"] == "Source 4", "claims"].tolist() == [5, 3]
    assert drawn.loc[drawn["cited"] == "Source 4", "cited_claims"].tolist() == [8, 8]
    assert drawn.loc[drawn["citing"] == "Reed Wire", "citing_place"].tolist() == ["passing"]
    published = claims(*rows)["article"].map(ARTICLES.set_index("id")["published"])
    caption = network_caption(drawn, network, readable=claims(*rows).assign(published=published))
    assert caption == (
        "19 claims in 3 articles of 3 outlets, 10 Mar 2025 to 12 Mar 2025."
        " Not drawn: 3 of 7 who are cited, at most 3 claims each."
    )


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No claims fit the question"),
        ([{"source": "Odra Venn"}], "Odra Venn is cited most (1 of 1 claim); none comes second hand"),
        (
            [{"source": "Odra Venn"}, {"source": "Pavel Drust"}],
            "Odra Venn and Pavel Drust are cited most (1 of 2 claims each); none comes second hand",
        ),
        (
            [{"source": "Odra Venn", "via": ["Herald"]}, {"source": "Odra Venn"}],
            "Odra Venn is cited most (2 of 2 claims); 1 comes second hand, through Ostrel State Herald",
        ),
        (
            [{"source": "Odra Venn", "via": [name]} for name in ("Herald", "Herald", "Reed Wire")],
            "Odra Venn is cited most (3 of 3 claims); 3 come second hand, most through Ostrel State Herald",
        ),
        (
            [{"source": name} for name in ("A", "B", "C")],
            "A and 2 others are cited most (1 of 3 claims each); none comes second hand",
        ),
        ([{"source_kind": "anonymous"}], "No named source stands behind 1 claim; none comes second hand"),
    ],
)
def test_the_finding_says_who_is_cited_most(rows: list[dict[str, object]], finding: str) -> None:
    """The sentence is computed from the network."""
    table = claims(*rows)
    assert network_finding(source_network(table, ARTICLES), citation_chains(table, ARTICLES)) == finding


def test_outlets_differ_only_where_intervals_lie_apart() -> None:
    """Five of five against none of sixty is clear, one of two against none of two is not."""
    few = readable(*[("The Reed", None, "anonymous", "direct"), *[("The Mill", "Ada", "person", "direct")] * 2])
    assert anonymous_finding(count_anonymous(few)) == (
        "No clear difference between outlets: 33% of 3 claims have an anonymous source"
    )
    many = readable(*[("The Reed", None, "anonymous", "direct")] * 5, *[("The Mill", "Ada", "person", "direct")] * 60)
    table = count_anonymous(many)
    assert anonymous_finding(table) == (
        "The Reed has most anonymous sources (100% of 5 claims), The Mill fewest (0% of 60)"
    )
    assert anonymous_finding(table.tail(1)) == "100% of 5 claims in The Reed have an anonymous source"
    assert anonymous_finding(table.head(0)) == "No claims fit the question"
    assert anonymous_caption(table, drawn=1).endswith(" The 1 outlet with fewest claims is not drawn.")
