"""HXL: a CSV of incidents with a row of hashtags under the headers (Humanitarian Exchange Language 1.1)."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.export.edition import Case, Edition, uncited
from reportedly.export.format import Format, Written
from reportedly.export.losses import Holds
from reportedly.export.table import Cell, Column, Table, as_csv, joined
from reportedly.export.tables import INCIDENTS
from reportedly.lexicon.countries import load_countries


def _own(name: str) -> Callable[[Case], Cell]:
    """The value of a column of the project's own table."""
    return next(column.value for column in INCIDENTS.columns if column.name == name)


def _country(case: Case) -> Cell:
    country = load_countries().get(case.place.country or "") if case.place else None
    return country.name if country else None


_ROWS: tuple[tuple[str, str, str, Callable[[Case], Cell]], ...] = (
    ("incident", "#event+id", "id of the incident", _own("incident")),
    ("type", "#event+type", "event type (codebook)", _own("type")),
    ("date start", "#date+start", "first day (ISO 8601)", _own("date_start")),
    ("date end", "#date+end", "last day", _own("date_end")),
    ("perpetrators", "#group+name+first", "who is said to have done it", _own("perpetrators")),
    ("targets", "#group+name+second", "who or what is said to have been hit", _own("targets")),
    ("sources", "#meta+source", "outlets of the reports", _own("outlets")),
    ("description", "#description", "the incident in sentences", _own("summary")),
    ("place", "#loc+name", "place, as written", _own("place")),
    ("admin1", "#adm1+name", "first-order division", _own("admin1")),
    ("admin2", "#adm2+name", "second-order division", _own("admin2")),
    ("latitude", "#geo+lat", "degrees north", _own("latitude")),
    ("longitude", "#geo+lon", "degrees east", _own("longitude")),
    ("country", "#country+name", "country", _country),
    ("country code", "#country+code+v_iso2", "ISO 3166-1 alpha-2", _own("country")),
    ("killed", "#affected+killed", "best figure by the policy", _own("killed_best")),
    ("killed min", "#affected+killed+min", "lowest figure", _own("killed_low")),
    ("killed max", "#affected+killed+max", "highest figure", _own("killed_high")),
    ("injured", "#affected+injured", "best figure by the policy", _own("wounded_best")),
    ("injured min", "#affected+injured+min", "lowest figure", _own("wounded_low")),
    ("injured max", "#affected+injured+max", "highest figure", _own("wounded_high")),
    ("displaced", "#affected+displaced", "best figure by the policy", _own("displaced_best")),
    ("grade", "#meta+grade", "how well founded it is", _own("grade")),
    ("disputes", "#meta+disputes", "what cannot both be true", lambda c: joined((uncited(d.reason) for d in c.incident.disputes), " ")),
)  # fmt: skip
TAGS = tuple(tag for _, tag, _, _ in _ROWS)
INCIDENT_ROWS: Table[Case] = Table(
    "incidents",
    "One row for each incident, under headers and hashtags.",
    tuple(Column(name, f"`{tag}` {about}", value) for name, tag, about, value in _ROWS),
)


def write(edition: Edition) -> Written:
    """One file: headers, hashtags, a row for each incident."""
    rows = INCIDENT_ROWS.fill(edition.cases)
    return Written(
        files={"": as_csv(INCIDENT_ROWS.names, rows, under=TAGS)},
        incidents=tuple(case.id for case in edition.cases),
    )


HXL = Format(
    name="hxl",
    version="1.1",
    about="a CSV of incidents with HXL hashtags",
    suffix=".hxl.csv",
    write=write,
    holds=Holds(
        {
            "killed": ("range", "#affected+killed"),
            "wounded": ("range", "#affected+injured"),
            "displaced": ("range", "#affected+displaced"),
            "date": ("one", "#date+start, #date+end"),
            "place": ("one", "#loc+name, #geo"),
            "perpetrator": ("each", "#group+name+first"),
            "target": ("each", "#group+name+second"),
        },
        disputes="#meta+disputes",
    ),
    tables=(INCIDENT_ROWS,),
)
