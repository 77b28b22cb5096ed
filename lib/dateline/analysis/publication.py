"""Which article was published first, as far as days and times tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def publication_order(articles: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Return the places of articles in the order of publication; those without a day last.

    By day, then by the time where one is stated; of those without a time a news agency's own come first, the others
    last; then by file and record.

    Args:
        articles: The ``articles`` table.
    """
    day = articles["published"].dt.normalize()
    moment = pd.to_datetime(articles["published_time"], format="ISO8601", utc=True, errors="coerce")
    # The day is the outlet's, the time the world's: only times of one day are compared.
    known = moment.notna()
    own = pd.Series(
        [is_agency(*pair) for pair in zip(articles["outlet"], articles["agency"], strict=True)], articles.index, bool
    )
    place = np.where(known, 1, np.where(own, 0, 2))
    keys = pd.DataFrame(
        {
            "day": day,
            "place": place,
            "moment": moment,
            **{name: articles[name] for name in ("source_file", "source_record", "id")},
        }
    ).reset_index(drop=True)
    return keys.sort_values(list(keys.columns), kind="stable").index.to_numpy()


def is_agency(outlet: object, agency: object) -> bool:
    """Tell whether an outlet is the agency that an article credits, by its name or its initials."""
    if not (isinstance(outlet, str) and isinstance(agency, str)):
        return False
    name, credit = outlet.casefold().removeprefix("the "), agency.casefold().removeprefix("the ")
    return credit in {name, "".join(word[0] for word in name.split())}
