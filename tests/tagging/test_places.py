"""Places: what an id stands for, and where it lies."""

from __future__ import annotations

import pandas as pd
import pytest

import dateline as dl


def test_places_have_country_and_degrees() -> None:
    """A town, a country and a place of our own list are found by id, in the order given, once each."""
    found = dl.locate_places(["703448", None, "690791", "703883", "703448"])
    expected = pd.DataFrame(
        {"place_id": ["703448", "690791", "703883"], "place": ["Kyiv", "Ukraine", "Crimea"], "country": ["UA"] * 3}
    )
    pd.testing.assert_frame_equal(found[["place_id", "place", "country"]], expected.astype("str"))
    assert found["latitude"].between(44, 53).all()
    assert found["longitude"].between(22, 41).all()


def test_a_state_lies_in_its_country() -> None:
    """The degrees of a U.S. state are among its own cities."""
    alabama = dl.locate_places(["4829764"]).iloc[0]
    assert (alabama["place"], alabama["country"]) == ("Alabama", "US")
    assert (alabama["latitude"], alabama["longitude"]) == pytest.approx((33, -86.8), abs=0.5)


def test_a_continent_has_no_country() -> None:
    """What lies in several countries has none."""
    assert dl.locate_places(["6255148"])["country"].isna().all()


def test_unknown_ids_are_left_out() -> None:
    """Ids that nothing is known of give no row, and the columns keep their types."""
    found = dl.locate_places(["0", "nowhere"])
    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == {
        "place_id": "str",
        "place": "str",
        "country": "str",
        "latitude": "float64",
        "longitude": "float64",
    }


def test_every_place_of_the_entities_table_is_known() -> None:
    """Each place_id that the sample's entities carry leads to a place with a country or a continent's degrees."""
    ids = dl.sample().entities["place_id"].dropna().unique()
    found = dl.locate_places(ids)
    assert found["place_id"].tolist() == ids.tolist()
    assert found["latitude"].notna().all()
