"""Which readings count: the latest reading of the latest version of every report."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, or_, select

from reportedly.archive.errors import NotFoundError
from reportedly.archive.pack import unpack, unpack_reading
from reportedly.archive.schema import readings, reports
from reportedly.records import Reading, Report

STREAM = {"yield_per": 200}
_later = readings.alias("later")
_newer = reports.alias("newer")

is_latest_reading = ~exists().where(_later.c.report == readings.c.report, _later.c.seq > readings.c.seq)
is_latest_version = or_(
    reports.c.page.is_(None),
    ~exists().where(
        _newer.c.page == reports.c.page,
        or_(
            _newer.c.instant > reports.c.instant,
            and_(_newer.c.instant == reports.c.instant, _newer.c.seq > reports.c.seq),
        ),
    ),
)


def _query() -> Select[Any]:
    columns = (reports.c.seq, reports.c.body, readings.c.body.label("reading"))
    return select(*columns).join(readings, readings.c.report == reports.c.seq).where(is_latest_reading)


def current_readings(connection: Connection, only: Collection[str] | None = None) -> Iterator[Reading]:
    """The readings that count, of these reports or of all, in the order in which the reports came."""
    query = _query().where(is_latest_version).order_by(reports.c.seq)
    if only is not None:
        query = query.where(reports.c.id.in_(only))
    for row in connection.execute(query, execution_options=STREAM):
        yield unpack_reading(row.reading, unpack(Report, row.body))


def latest_reading(connection: Connection, report_id: str) -> Reading:
    """The latest reading of a report, which may be an older version. Raises NotFoundError where there is no such report."""
    row = connection.execute(_query().where(reports.c.id == report_id)).first()
    if row is None:
        raise NotFoundError(f"no report has the id {report_id}")
    return unpack_reading(row.reading, unpack(Report, row.body))
