"""Reports as rows of a list."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from reportedly.archive.current import is_latest_version
from reportedly.archive.find import cursor, mark
from reportedly.archive.schema import reports
from reportedly.archive.views import Page, ReportRow

_earlier = reports.alias("earlier")
_COLUMNS = (
    reports.c.seq,
    reports.c.id,
    reports.c.title,
    reports.c.outlet,
    reports.c.url,
    reports.c.instant,
    is_latest_version.label("current"),
    select(func.count())
    .select_from(_earlier)
    .where(
        _earlier.c.page == reports.c.page,
        or_(
            _earlier.c.instant < reports.c.instant,
            and_(_earlier.c.instant == reports.c.instant, _earlier.c.seq < reports.c.seq),
        ),
    )
    .scalar_subquery()
    .label("before"),
)


def list_reports(connection: Connection, limit: int, after: str | None) -> Page[ReportRow]:
    """One page of all reports, the latest first."""
    query = select(*_COLUMNS).order_by(reports.c.instant.desc(), reports.c.seq.desc()).limit(limit + 1)
    if after is not None:
        value, key = cursor(after)
        beyond = and_(reports.c.instant == value, reports.c.seq < int(key))
        query = query.where(or_(reports.c.instant < value, beyond))
    rows = connection.execute(query).all()
    total = connection.execute(select(func.count()).select_from(reports)).scalar_one()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page[ReportRow](
        rows=tuple(map(_row, rows[:limit])), total=total, after=mark(last.instant, str(last.seq)) if last else None
    )


def _row(row: Row[Any]) -> ReportRow:
    return ReportRow(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.instant or None,
        url=row.url,
        version=row.before + 1,
        current=bool(row.current),
    )
