"""Everything one source has claimed, and how often others contradict it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from reportedly.archive.current import is_latest_reading, is_latest_version
from reportedly.archive.errors import NotFoundError
from reportedly.archive.schema import claims, happenings, incident_disputes, readings, reports
from reportedly.lexicon.actors import load_actors
from reportedly.records import Record, normalised


class FieldCount(Record):
    """How many claims on one field a source has made, and of how many of them others say what cannot both hold."""

    field: str
    claims: int
    contradicted: int


class SourceClaim(Record):
    """One claim of a source, in a list."""

    id: str
    field: str
    status: str
    value: str
    report: str
    title: str | None
    published: str | None
    incident: str | None
    contradicted: bool


class SourceRow(Record):
    """A source: by its actor id where the actor table knows it, and its name. `claims` are the latest, as many as asked for."""

    name: str
    actor: str | None
    count: int
    contradicted: int
    reports: int
    incidents: int
    fields: tuple[FieldCount, ...]
    claims: tuple[SourceClaim, ...] = ()


def source_of(connection: Connection, name: str, limit: int) -> SourceRow:
    """A source by its name or actor id, in any spelling that the actor table knows. Raises NotFoundError."""
    match = load_actors().lookup(name)
    actor = name if name in load_actors().actors else match.actor.id if match else None
    plain = normalised(name)
    either: list[ColumnElement[bool]] = [claims.c.source.in_((plain, plain.removeprefix("the ")))]
    if actor:
        either.append(claims.c.actor == actor)
    wanted = (or_(*either), is_latest_reading, is_latest_version)
    disputed = claims.c.id.in_(select(incident_disputes.c.claim))
    fields = tuple(_fields(connection, wanted, disputed))
    if not fields:
        raise NotFoundError(f"no source called {name!r} has claimed anything in this archive")
    told, homes = connection.execute(
        _joined(func.count(reports.c.id.distinct()), func.count(happenings.c.incident.distinct())).where(*wanted)
    ).one()
    return SourceRow(
        name=load_actors().actors[actor].name if actor else name,
        actor=actor,
        count=sum(f.claims for f in fields),
        contradicted=sum(f.contradicted for f in fields),
        reports=told,
        incidents=homes,
        fields=fields,
        claims=tuple(_claims(connection, wanted, disputed, limit)),
    )


def _joined(*columns: Any) -> Any:
    query = select(*columns).select_from(claims).join(readings, readings.c.seq == claims.c.reading)
    return query.join(reports, reports.c.seq == readings.c.report).outerjoin(
        happenings, happenings.c.id == claims.c.event
    )


def _fields(connection: Connection, wanted: tuple[ColumnElement[bool], ...], disputed: ColumnElement[bool]) -> Any:
    query = _joined(claims.c.field, func.count().label("all"), func.count().filter(disputed).label("against"))
    for row in connection.execute(query.where(*wanted).group_by(claims.c.field).order_by(func.count().desc())):
        yield FieldCount(field=row.field, claims=row.all, contradicted=row.against)


def _claims(
    connection: Connection, wanted: tuple[ColumnElement[bool], ...], disputed: ColumnElement[bool], limit: int
) -> Any:
    c, r = claims.c, reports.c
    query = _joined(
        c.id, c.field, c.status, c.value, r.id.label("report"), r.title, r.instant, happenings.c.incident,
        disputed.label("contradicted"),
    )  # fmt: skip
    query = query.where(*wanted).order_by(r.instant.desc(), r.seq.desc(), c.number).limit(limit)
    for row in connection.execute(query):
        fields = row._asdict()
        published = fields.pop("instant") or None
        yield SourceClaim.model_validate(
            {**fields, "published": published, "contradicted": bool(row.contradicted)}
        )
