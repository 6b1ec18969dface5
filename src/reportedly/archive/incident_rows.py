"""Incidents as rows: what lists and filters need of each, beside the whole record."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from reportedly.archive.many import delete_where, insert_all
from reportedly.archive.pack import pack, unpack
from reportedly.archive.review import Reviewed, review
from reportedly.archive.schema import (
    incident_disputes,
    incident_facets,
    incident_records,
    incident_tolls,
    incidents,
)
from reportedly.archive.views import TollRow
from reportedly.records import Decision, Incident, Report, Source, Where, normalised
from reportedly.wording import places_phrase, when_phrase

_BESIDE = (incident_records, incident_facets, incident_tolls, incident_disputes)


def write_incidents(
    connection: Connection,
    found: Sequence[Incident],
    reports: Mapping[str, Report],
    decisions: Mapping[str, Sequence[Decision]],
) -> None:
    """Put incidents in the place of those with the same ids; `decisions` are those that people made on each."""
    drop_incidents(connection, [incident.id for incident in found])
    rows = [_row(incident, review(incident, decisions.get(incident.id, ()))) for incident in found]
    records = [{"incident": incident.id, "body": pack(incident).body} for incident in found]
    facets = [row for incident in found for row in _facets(incident, reports)]
    tolls = [{"incident": i.id, **t.model_dump(exclude={"undecided"})} for i in found for t in tolls_of(i)]
    disputes = [row for incident in found for row in _disputes(incident)]
    beside: tuple[Sequence[Mapping[str, Any]], ...] = (records, facets, tolls, disputes)
    insert_all(connection, incidents, rows)
    for table, many in zip(_BESIDE, beside, strict=True):
        insert_all(connection, table, many)


def find_incident(connection: Connection, incident_id: str) -> Incident:
    """The whole record of an incident that there is."""
    query = select(incident_records.c.body).where(incident_records.c.incident == incident_id)
    return unpack(Incident, connection.execute(query).scalar_one())


def drop_incidents(connection: Connection, ids: Collection[str]) -> None:
    """Take incidents away; they are derived."""
    delete_where(connection, incidents, incidents.c.id, ids)
    for table in _BESIDE:
        delete_where(connection, table, table.c.incident, ids)


def tolls_of(incident: Incident) -> tuple[TollRow, ...]:
    """The figures for all victims together."""
    return tuple(TollRow.of(e) for e in incident.estimates if e.victims == "all")


def headline_of(incident: Incident) -> str:
    """An incident in a line: "air strike, Qaim, Anbar, IQ, 27 June 2021"."""
    parts = [incident.type]
    if incident.where:
        parts.append(places_phrase(incident.where, 1).removesuffix(" …"))
    if incident.when and incident.when.start:
        parts.append(when_phrase(incident.when))
    return ", ".join(parts)


def _row(incident: Incident, reviewed: Reviewed) -> dict[str, Any]:
    when, tolls = incident.when, tolls_of(incident)
    place = next((w for w in incident.where if w.place), incident.where[0] if incident.where else None)
    point = next((w for w in incident.where if w.latitude is not None), None)
    killed = next((t for t in tolls if t.field == "killed"), None)
    figure = (killed.best if killed.best is not None else killed.high) if killed else None
    start = (when.start if when else None) or ""
    return {
        "id": incident.id,
        "type": incident.type,
        "headline": headline_of(incident),
        "start": start,
        "end": (when.end if when else None) or start,
        "precision": when.precision if when else None,
        "place": place.name if place else None,
        "country": next((w.country for w in incident.where if w.country), None),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "place_precision": point.precision if point else None,
        "killed": -1 if figure is None else figure,
        "reports": len(incident.reports),
        "sources": len(incident.accounts),
        "independent": incident.grade.independent if incident.grade else 0,
        "grade": incident.grade.label if incident.grade else "",
        "disputed": bool(incident.disputes),
        "review": reviewed.state,
        "urgency": reviewed.urgency,
        "reasons": json.dumps(reviewed.reasons),
        "estimates": json.dumps([t.model_dump() for t in tolls]),
    }


def _facets(incident: Incident, reports: Mapping[str, Report]) -> Iterator[dict[str, str]]:
    """The values that a filter finds an incident by, each once."""
    actors = [name for a in (*incident.agents, *incident.targets) for name in (a.actor, a.name)]
    found: dict[str, list[str | None]] = {
        "country": [w.country for w in incident.where],
        "place": [key for w in incident.where for key in place_keys(w)],
        "actor": [name and normalised(name) for name in actors],
        "source": [key for a in incident.accounts for key in source_keys(a.source)],
        "outlet": [normalised(reports[r].outlet or "") for r in incident.reports],
    }
    for kind, values in found.items():
        for value in dict.fromkeys(filter(None, values)):
            yield {"kind": kind, "value": value, "incident": incident.id}


def place_keys(where: Where) -> Iterable[str]:
    """What a place can be asked for by: its names and its id."""
    return (normalised(n) for n in (where.name, where.admin1, where.admin2, where.place) if n)


def source_keys(source: Source | None) -> Iterable[str]:
    """What a source can be asked for by: its name and its actor id."""
    return (normalised(n) for n in (source.name, source.actor) if n) if source else ()


def _disputes(incident: Incident) -> Iterator[dict[str, str]]:
    for dispute in incident.disputes:
        for claim in sorted({c for side in dispute.sides for c in side.claims}):
            yield {"incident": incident.id, "field": dispute.field, "claim": claim}
