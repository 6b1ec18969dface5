"""A user's own places: local names are what recorders know best, so they win over the built-in ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.gazetteer.keys import exact_key, loose_key
from reportedly.gazetteer.place import Hit, Match, Place
from reportedly.gazetteer.sources import GazetteerError, parts

REQUIRED = ("name", "latitude", "longitude", "country")
OPTIONAL = ("admin1", "admin2", "alternative_names")


@dataclass(frozen=True, slots=True)
class UserPlaces:
    """The places of a user's CSV by key."""

    by_key: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    by_spelling: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    def find(self, key: str) -> tuple[Hit, ...]:
        """Places with this exact key."""
        return self.by_key.get(key, ())

    def find_spelling(self, key: str) -> tuple[Hit, ...]:
        """Places with this loose key."""
        return self.by_spelling.get(key, ())


def read_user_places(path: Path) -> UserPlaces:
    """Read a CSV with the columns name, latitude, longitude, country and, if you like, admin1, admin2 and
    alternative_names (parted by "|"). Raises GazetteerError naming file and line.
    """
    by_key: dict[str, tuple[Hit, ...]] = {}
    by_spelling: dict[str, tuple[Hit, ...]] = {}
    for place, names in _read(path):
        for number, name in enumerate(names):
            match: Match = "alias" if number else "name"
            key, spelling = exact_key(name), loose_key(name)
            by_key[key] = (*by_key.get(key, ()), Hit(place, match))
            if spelling:
                by_spelling[spelling] = (*by_spelling.get(spelling, ()), Hit(place, "spelling"))
    return UserPlaces(by_key, by_spelling)


def _read(path: Path) -> list[tuple[Place, tuple[str, ...]]]:
    try:
        return list(_rows(path))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not in UTF-8 ({error.reason} at byte {error.start})") from error


def _rows(path: Path) -> Iterator[tuple[Place, tuple[str, ...]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or ()
        missing = [column for column in REQUIRED if column not in columns]
        unknown = [column for column in columns if column not in REQUIRED + OPTIONAL]
        if missing or unknown:
            raise GazetteerError(f"{path}: columns missing {missing}, unknown {unknown}")
        for row in reader:
            if None in row:
                raise GazetteerError(f"{path}:{reader.line_num}: more than {len(columns)} columns")
            yield (
                _place(row, f"{path}:{reader.line_num}"),
                (row["name"], *parts(row.get("alternative_names") or "")),
            )


def _place(row: dict[str, str | None], where: str) -> Place:
    name = (row["name"] or "").strip()
    country = (row["country"] or "").strip().upper()
    try:
        latitude, longitude = float(row["latitude"] or ""), float(row["longitude"] or "")
    except ValueError as error:
        raise GazetteerError(f"{where}: latitude and longitude must be degrees such as 35.93") from error
    if not name or not exact_key(name):
        raise GazetteerError(f"{where}: the name is missing")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise GazetteerError(f"{where}: {latitude}, {longitude} is not on Earth")
    if len(country) != 2 or not country.isalpha():
        raise GazetteerError(f"{where}: country must be an ISO 3166-1 alpha-2 code such as SY, not {country!r}")
    return Place(
        id=f"user:{exact_key(name).replace(' ', '-')}",
        name=name,
        kind="place",
        country=country,
        admin1=row.get("admin1") or None,
        admin2=row.get("admin2") or None,
        latitude=latitude,
        longitude=longitude,
        user=True,
    )
