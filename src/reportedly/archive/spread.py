"""How incidents lie in space and time: counts by place and by month or year, for maps and timelines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from reportedly.archive.find import conditions_of
from reportedly.archive.schema import incidents
from reportedly.archive.views import IncidentFilter
from reportedly.records import Record

_MONTHS = 240


class PlaceCount(Record):
    """One point on the map: how many incidents, how many killed by best figures, and how exact the place is (where_prec)."""

    latitude: float
    longitude: float
    precision: int | None
    name: str | None
    count: int
    killed: int


class Bin(Record):
    """The incidents that began in one month (label 2021-06) or year (label 2021)."""

    label: str
    count: int


class Spread(Record):
    """Places among the incidents wanted, and times among them; each leaves its own filter out, so that one can choose anew."""

    places: tuple[PlaceCount, ...]
    bins: tuple[Bin, ...]
    box: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None


def spread_of(connection: Connection, wanted: IncidentFilter, most: int) -> Spread:
    """The most frequent places, and months, or years where the months would be too many."""
    return Spread(
        places=tuple(_places(connection, replace(wanted, box=None), most)),
        bins=_bins(connection, replace(wanted, since=None, until=None)),
        box=wanted.box,
        since=wanted.since,
        until=wanted.until,
    )


def _places(connection: Connection, wanted: IncidentFilter, most: int) -> Any:
    i = incidents.c
    killed = func.sum(case((i.killed > 0, i.killed), else_=0))
    key = (i.latitude, i.longitude, i.place_precision)
    query = select(*key, func.min(i.place), func.count(), killed).where(
        i.latitude.is_not(None), *conditions_of(wanted, connection.dialect.name)
    )
    for row in connection.execute(query.group_by(*key).order_by(func.count().desc(), *key).limit(most)):
        latitude, longitude, precision, name, count, dead = row
        yield PlaceCount(
            latitude=latitude, longitude=longitude, precision=precision, name=name, count=count, killed=dead
        )


def _bins(connection: Connection, wanted: IncidentFilter) -> tuple[Bin, ...]:
    """Every month or year from the first to the last incident, those without any among them."""
    conditions = and_(incidents.c.start != "", *conditions_of(wanted, connection.dialect.name))
    label = func.substr(incidents.c.start, 1, 7)
    query = select(label, func.count()).where(conditions).group_by(label)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
    if not found:
        return ()
    first, last = min(found), max(found)
    span = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7] or 1) - int(first[5:7] or 1) + 1
    if span > _MONTHS:
        years: dict[str, int] = {}
        for month, count in found.items():
            years[month[:4]] = years.get(month[:4], 0) + count
        return tuple(
            Bin(label=f"{y:04}", count=years.get(f"{y:04}", 0)) for y in range(int(first[:4]), int(last[:4]) + 1)
        )
    start = 12 * int(first[:4]) + int(first[5:7] or 1) - 1
    labels = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, start + span)]
    return tuple(Bin(label=m, count=found.get(m, 0)) for m in labels)
