"""Making what follows from reports and decisions: happenings, links, incidents."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from reportedly.archive.current import current_readings
from reportedly.archive.incident_rows import write_incidents
from reportedly.archive.schema import DERIVED, happenings, pending, reports
from reportedly.archive.store import Store
from reportedly.linking import link
from reportedly.records import make_id
from reportedly.weighing import weigh


def settle(store: Store) -> None:
    """Make what follows from the reports that are pending."""
    with store.read() as connection:
        if connection.execute(select(pending.c.report).limit(1)).first() is None:
            return
    store.write(make_anew)


def make_anew(connection: Connection) -> None:
    """Throw away what is derived, and derive it again."""
    for table in (*DERIVED, pending):
        connection.execute(delete(table))
    readings = list(current_readings(connection))
    clusters = link(readings)
    found = weigh(clusters, readings)
    write_incidents(connection, found, {r.report.id: r.report for r in readings})
    numbers = {row.id: row.seq for row in connection.execute(select(reports.c.id, reports.c.seq))}
    homes = {m.incident: numbers[r.report.id] for r in readings for m in r.mentions if m.incident}
    rows = [
        {"id": key, "own": make_id("incident", key), "report": homes[key], "incident": cluster.id, "body": b""}
        for cluster in clusters
        for key in cluster.members
    ]
    if rows:
        connection.execute(insert(happenings), rows)
