"""What is known of the places in the ``entities`` table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dateline.tagging.gazetteer import load_gazetteer


def locate_places(ids: Iterable[str | None]) -> pd.DataFrame:
    """Look up places by their GeoNames ids, as the column ``place_id`` of ``entities`` holds them.

    Args:
        ids: Ids; missing and unknown ones are left out, and one that occurs often has one row.

    Returns:
        One row a place in the order of its first occurrence: ``place_id``; ``place``, its usual name; ``country``, ISO
        3166 code of its country, missing for a continent; ``latitude`` and ``longitude`` in degrees north and east. The
        degrees of a country or state are the mean of its cities, weighted by their people; missing where unknown.

    >>> import dateline as dl
    >>> dl.locate_places(["703448", None])["place"].tolist()
    ['Kyiv']
    """
    gazetteer = load_gazetteer()
    known = dict.fromkeys(id_ for id_ in ids if isinstance(id_, str))
    found = [place for id_ in known if (place := gazetteer.get(id_)) is not None]
    frame = pd.DataFrame(
        {
            "place_id": [place.id for place in found],
            "place": [place.name for place in found],
            "country": [place.country or None for place in found],
            "latitude": [place.latitude for place in found],
            "longitude": [place.longitude for place in found],
        }
    )
    kinds = {"place_id": "str", "place": "str", "country": "str", "latitude": "float64", "longitude": "float64"}
    return frame.astype(kinds)
