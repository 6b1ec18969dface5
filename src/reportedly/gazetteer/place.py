"""A place as the gazetteer knows it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "continent",
    "country",
    "admin1",
    "admin2",
    "capital",
    "city",
    "place",
    "region",
    "mountain",
    "desert",
    "peninsula",
    "island",
    "river",
    "lake",
    "sea",
    "ocean",
    "strait",
    "border",
]
Match = Literal["name", "alias", "demonym", "spelling", "short"]
EARTH_RADIUS = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `id` is "geonames:276781", or "reportedly:red-sea" where GeoNames' number is not known.

    `country` is ISO 3166-1 alpha-2; codes of divisions are those of GeoNames ("LB.04"). Coordinates are WGS 84
    degrees, null where none of the sources has them. `user` marks places a user added, which win over all others.
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_code: str | None = None
    admin2_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    user: bool = False

    def distance(self, other: Place) -> float | None:
        """Kilometres between two places, or None where one has no coordinates."""
        if self.latitude is None or other.latitude is None or self.longitude is None or other.longitude is None:
            return None
        return kilometres(self.latitude, self.longitude, other.latitude, other.longitude)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a name may mean, and how: by its main name, an alias, a demonym, a tolerant spelling, or
    (found by the reading, not the gazetteer) a short form of a name that stands elsewhere in the report."""

    place: Place
    match: Match


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))
