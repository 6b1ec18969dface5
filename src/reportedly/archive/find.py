"""Lists of incidents: filters as SQL, one order, pages that follow each other without gaps while rows come and go."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from reportedly.archive.errors import ArchiveError
from reportedly.archive.fulltext import matching
from reportedly.archive.schema import happenings, incident_facets, incident_tolls, incidents, reports
from reportedly.archive.views import Facet, IncidentFilter, IncidentRow, Page, Sort, TollRow
from reportedly.records import normalised

_KM_PER_DEGREE = 111.2
_ORDERS: dict[Sort, tuple[Any, bool]] = {
    "newest": (incidents.c.start, True),
    "oldest": (incidents.c.start, False),
    "killed": (incidents.c.killed, True),
    "reports": (incidents.c.reports, True),
    "urgency": (incidents.c.urgency, True),
}
_COLUMNS = [c for c in incidents.c if c.name not in ("reasons", "killed", "urgency", "place_precision")]


def find_incidents(
    connection: Connection, wanted: IncidentFilter, sort: Sort, limit: int, after: str | None
) -> Page[IncidentRow]:
    """One page of the incidents that are wanted."""
    conditions = and_(true(), *conditions_of(wanted, connection.dialect.name))
    column, falling = _ORDERS[sort]
    query = select(*_COLUMNS, column.label("sorted_by")).where(conditions).limit(limit + 1)
    query = (
        query.order_by(column.desc(), incidents.c.id.desc()) if falling else query.order_by(column, incidents.c.id)
    )
    if after is not None:
        value, key = cursor(after)
        beyond = (column < value, incidents.c.id < key) if falling else (column > value, incidents.c.id > key)
        query = query.where(or_(beyond[0], and_(column == value, beyond[1])))
    rows = connection.execute(query).all()
    total = connection.execute(select(func.count()).select_from(incidents).where(conditions)).scalar_one()
    more = len(rows) > limit
    return Page[IncidentRow](
        rows=tuple(_row(row._asdict()) for row in rows[:limit]),
        total=total,
        after=mark(rows[limit - 1].sorted_by, rows[limit - 1].id) if more else None,
    )


def count_facets(connection: Connection, kind: str, wanted: IncidentFilter, limit: int) -> tuple[Facet, ...]:
    """The most frequent values of a facet among the incidents that are wanted."""
    if kind in ("type", "grade", "review"):
        value = incidents.c[kind]
        query = select(value.label("value"), func.count().label("count")).where(
            *conditions_of(wanted, connection.dialect.name)
        )
    elif kind in ("country", "place", "actor", "source", "outlet"):
        value = incident_facets.c.value
        query = select(value, func.count().label("count")).where(incident_facets.c.kind == kind)
        inside = list(conditions_of(wanted, connection.dialect.name))
        if inside:
            query = query.where(incident_facets.c.incident.in_(select(incidents.c.id).where(*inside)))
    else:
        raise ArchiveError(
            f"incidents have no facet {kind!r}; there are type, grade, review, country, place, actor, source, outlet"
        )
    query = query.group_by(value).order_by(func.count().desc(), value).limit(limit)
    return tuple(Facet(value=row.value, count=row.count) for row in connection.execute(query))


def conditions_of(wanted: IncidentFilter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """A filter as conditions on the table of incidents."""
    i = incidents.c
    if wanted.since:
        yield i.end >= wanted.since[:10]
    if wanted.until:
        yield i.start <= wanted.until[:10] + "~"
        yield i.start != ""
    if wanted.type:
        yield i.type == wanted.type
    if wanted.grade:
        yield i.grade == wanted.grade
    if wanted.review:
        yield i.review == wanted.review
    if wanted.disputed is not None:
        yield i.disputed.is_(wanted.disputed)
    if wanted.country:
        yield _has("country", wanted.country.upper())
    for kind in ("place", "actor", "source", "outlet"):
        value = getattr(wanted, kind)
        if value:
            yield _has(kind, normalised(value))
    if wanted.at_least is not None or wanted.at_most is not None:
        yield i.id.in_(_tolls(wanted))
    if wanted.near:
        yield from _near(*wanted.near)
    if wanted.box:
        yield from _inside(*wanted.box)
    if wanted.words:
        found = happenings.c.report.in_(matching(wanted.words, dialect))
        yield i.id.in_(select(happenings.c.incident).where(found))
    if wanted.report:
        told = select(happenings.c.incident).join(reports, reports.c.seq == happenings.c.report)
        yield i.id.in_(told.where(reports.c.id == wanted.report))


def _has(kind: str, value: str) -> ColumnElement[bool]:
    facet = incident_facets.c
    return incidents.c.id.in_(select(facet.incident).where(facet.kind == kind, facet.value == value))


def _tolls(wanted: IncidentFilter) -> Any:
    toll = incident_tolls.c
    query = select(toll.incident).where(toll.field == wanted.field)
    if wanted.at_least is not None:
        query = query.where(func.coalesce(toll.high, toll.best, toll.low) >= wanted.at_least)
    if wanted.at_most is not None:
        query = query.where(func.coalesce(toll.low, toll.best, toll.high) <= wanted.at_most)
    return query


def _near(latitude: float, longitude: float, kilometres: float) -> Iterator[ColumnElement[bool]]:
    """Inside a circle: first the box around it, then the distance on the plane that touches its centre."""
    i = incidents.c
    reach = kilometres / _KM_PER_DEGREE
    shrink = max(0.01, math.cos(math.radians(latitude)))
    yield i.latitude.between(latitude - reach, latitude + reach)
    yield i.longitude.between(longitude - reach / shrink, longitude + reach / shrink)
    north, east = i.latitude - latitude, (i.longitude - longitude) * shrink
    yield north * north + east * east <= reach * reach


def _inside(west: float, south: float, east: float, north: float) -> Iterator[ColumnElement[bool]]:
    """Inside a box; one whose west lies east of its east goes over the date line."""
    i = incidents.c
    yield i.latitude.between(south, north)
    yield i.longitude.between(west, east) if west <= east else or_(i.longitude >= west, i.longitude <= east)


def _row(fields: dict[str, Any]) -> IncidentRow:
    del fields["sorted_by"]
    fields["tolls"] = tuple(TollRow.model_validate(t) for t in json.loads(fields.pop("estimates")))
    fields["start"], fields["end"] = fields["start"] or None, fields["end"] or None
    return IncidentRow.model_validate(fields)


def mark(value: object, key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, key]).encode()).decode()


def cursor(after: str) -> tuple[Any, str]:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(after.encode()))
    except ValueError:
        raise ArchiveError(f"{after!r} is no place in a list; take `after` from the page before") from None
    return value, str(key)
