"""When the best place of a name is still not to be believed: a homonym far from all that the report names.

Streets, squares, works and hotels are often called like a small town elsewhere ("the Haymarket" in Chicago is not
Haymarket in Virginia), and villages that the gazetteer lacks like one in another country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.gazetteer import Place

SMALL = 100_000
NEAR_KM = 60.0
QUARTERS = {"neighborhood", "neighbourhood", "sector", "quarter"}
_TOWNS = {"city", "place", "admin2"}
_MUCH, _LITTLE = 0.6, 0.34


@dataclass(frozen=True, slots=True)
class Home:
    """Where a report is at home: the country that most of its other places lie in, and how far each other is named.

    `inside` counts what is named within a country; "Syria" and "Syrian" alone name only the country itself.
    `of_towns` is the one country in which all other towns and divisions of the report lie.
    """

    country: str | None
    of_towns: str | None
    votes: Mapping[str, float]
    inside: Mapping[str, float]


def home_of(votes: Mapping[str, float], inside: Mapping[str, float]) -> Home:
    """The home of a report by how much its other names speak for each country; none where they do not agree."""
    top = max(votes, key=lambda code: votes[code], default=None)
    sure = top is not None and votes[top] > 0.9 and votes[top] >= _MUCH * sum(votes.values())
    named = {code for code, vote in inside.items() if vote > 0.3}
    of_towns = named.pop() if len(named) == 1 else None
    return Home(top if sure else None, of_towns, votes, inside)


def doubt(place: Place, home: Home, anchors: Sequence[Place], spot: str | None, only: bool) -> str | None:
    """Why this place is not what the name means here, or None.

    `spot` is the word that shows a spot within a town ("the" before the name, or "works" behind it); `only` says that
    no other place on Earth bears this name of several words ("Cuyahoga Falls"), so that it is hardly a homonym.
    """
    if place.user or not is_small_town(place):
        return None
    others = [each for each in anchors if each.id != place.id]
    near = any((away := place.distance(each)) is not None and away <= NEAR_KM for each in others)
    if near:
        return None
    country = home.country or home.of_towns
    if spot and country and not (only and spot != "the") and (spot not in QUARTERS or country != place.country):
        return f"with {spot!r} it is a spot in a town of the report rather than {_label(place)}, far from them all"
    if only or home.country == place.country or home.inside.get(place.country or "", 0.0) > 0.3:
        return None
    named = home.votes.get(place.country or "", 0.0)
    if home.country and named <= _LITTLE * home.votes[home.country]:
        return f"the gazetteer has only {_label(place)}, and the report is about {home.country}"
    if named < 0.05 and sum(home.votes.values()) > 2:
        return f"the gazetteer has only {_label(place)}, and the report names nothing else in that country"
    return None


def is_small_town(place: Place) -> bool:
    """Whether it is a town or district that few outside its country have heard of."""
    return place.kind in _TOWNS and place.population < SMALL


def _label(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)
