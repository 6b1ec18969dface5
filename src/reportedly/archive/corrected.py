"""The readings that count, as people corrected them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from reportedly.archive.current import current_readings
from reportedly.archive.decision_rows import any_decision, decisions_on
from reportedly.archive.many import portions, rows_where
from reportedly.archive.schema import reports
from reportedly.decisions import Applied, apply


def corrected_readings(connection: Connection, only: Collection[str] | None = None) -> Iterator[Applied]:
    """The readings that count, of these reports or of all, with the decisions on them applied, in the order of arrival."""
    decided = any_decision(connection)
    if only is None and not decided:
        yield from (Applied(reading) for reading in current_readings(connection))
        return
    if only is None:
        only = list(connection.execute(select(reports.c.id).order_by(reports.c.seq)).scalars())
    for some in portions(only):
        family = _families(connection, some) if decided else {}
        for reading in current_readings(connection, some):
            formerly = family.get(reading.report.id, [])
            on = decisions_on(connection, [reading.report.id, *formerly]) if decided else ()
            yield apply(reading, on, formerly=formerly)


def _families(connection: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """For each of these reports the ids of the other versions of its page."""
    pages = {
        row.id: row.page
        for row in rows_where(connection, select(reports.c.id, reports.c.page), reports.c.id, ids)
        if row.page
    }
    versions = defaultdict(list)
    query = select(reports.c.id, reports.c.page)
    for row in rows_where(connection, query, reports.c.page, set(pages.values())):
        versions[row.page].append(row.id)
    return {key: [v for v in versions[page] if v != key] for key, page in pages.items()}
