"""Which readings count: the latest reading of the latest version of every report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, or_, select

from reportedly.archive.errors import NotFoundError
from reportedly.archive.many import rows_where
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
    if only is None:
        rows: Iterable[Row[Any]] = connection.execute(query, execution_options=STREAM)
    else:
        rows = rows_where(connection, query, reports.c.id, only)
    for row in rows:
        yield unpack_reading(row.reading, unpack(Report, row.body))


def latest_readings(connection: Connection) -> Iterator[Reading]:
    """The latest reading of every report, older versions of pages included."""
    for row in connection.execute(_query().order_by(reports.c.seq), execution_options=STREAM):
        yield unpack_reading(row.reading, unpack(Report, row.body))


def latest_reading(connection: Connection, report_id: str) -> Reading:
    """The latest reading of a report, which may be an older version. Raises NotFoundError where there is no such report."""
    row = connection.execute(_query().where(reports.c.id == report_id)).first()
    if row is None:
        raise NotFoundError(f"no report has the id {report_id}")
    return unpack_reading(row.reading, unpack(Report, row.body))


def readings_of_report(connection: Connection, report_id: str) -> Iterator[Reading]:
    """Every reading of a report that was ever kept, the latest first."""
    query = select(reports.c.body, readings.c.body.label("reading")).join(
        readings, readings.c.report == reports.c.seq
    )
    for row in connection.execute(query.where(reports.c.id == report_id).order_by(readings.c.seq.desc())):
        yield unpack_reading(row.reading, unpack(Report, row.body))


def versions_of(connection: Connection, report_id: str) -> tuple[str, ...]:
    """The ids of all versions of a report's page, the earliest first; of the report alone where it has no page."""
    page = connection.execute(select(reports.c.page).where(reports.c.id == report_id)).scalar()
    if page is None:
        return (report_id,)
    query = select(reports.c.id).where(reports.c.page == page).order_by(reports.c.instant, reports.c.seq)
    return tuple(connection.execute(query).scalars())
