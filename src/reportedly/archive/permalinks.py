"""Where an incident's id leads: to the incident that now holds the event the id was made of, after any merge, split or
new reading."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.archive.corrected import corrected_readings
from reportedly.archive.current import readings_of_report, versions_of
from reportedly.archive.errors import NotFoundError
from reportedly.archive.schema import happenings, incidents, names, reports
from reportedly.decisions import find_event, mark_event


def resolve(connection: Connection, incident_id: str) -> str:
    """The id that an incident has now. Raises NotFoundError, saying what became of it where that is known."""
    if connection.execute(select(incidents.c.id).where(incidents.c.id == incident_id)).first():
        return incident_id
    query = select(names.c.event, reports.c.id).join(reports, reports.c.seq == names.c.report)
    named = connection.execute(query.where(names.c.incident == incident_id)).first()
    if named is None:
        raise NotFoundError(f"no incident has the id {incident_id}")
    home = _home(connection, named.event)
    event = None if home else _event_now(connection, named.event, named.id)
    home = home or (event and _home(connection, event))
    if home is None:
        raise NotFoundError(
            f"{incident_id} is no incident now: what report {named.id} says of it was rejected, or is read otherwise"
        )
    return home


def _home(connection: Connection, event: str) -> str | None:
    return connection.execute(select(happenings.c.incident).where(happenings.c.id == event)).scalar()


def _event_now(connection: Connection, event: str, report: str) -> str | None:
    """The event that stands in the reading of now on the words that an earlier reading made this event of."""
    for reading in readings_of_report(connection, report):
        if any(m.incident == event for m in reading.mentions):
            mark = mark_event(reading, event)
            now = corrected_readings(connection, versions_of(connection, report))
            return next((found for a in now if (found := find_event(a.reading, mark))), None)
    return None
