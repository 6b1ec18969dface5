"""What a person should look at first, and why."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Literal

from sqlalchemy import Connection, and_, func, or_, select

from reportedly.archive.decision_rows import find_decisions
from reportedly.archive.find import cursor, mark
from reportedly.archive.schema import incidents, reports, strays
from reportedly.archive.views import Page
from reportedly.records import Record


class QueueItem(Record):
    """Something to look at: an incident, or a decision whose words are no longer found in a report."""

    kind: Literal["incident", "decision"]
    id: str
    headline: str
    urgency: int
    reasons: tuple[str, ...]


def list_queue(connection: Connection, limit: int, after: str | None) -> Page[QueueItem]:
    """One page of the queue: decisions that have lost their words first, then incidents, the most urgent first."""
    lost = _lost(connection) if after is None else ()
    i = incidents.c
    query = select(i.id, i.headline, i.urgency, i.reasons).where(i.urgency > 0)
    query = query.order_by(i.urgency.desc(), i.id.desc()).limit(limit + 1)
    if after is not None:
        value, key = cursor(after)
        query = query.where(or_(i.urgency < value, and_(i.urgency == value, i.id < key)))
    rows = connection.execute(query).all()
    total = connection.execute(select(func.count()).select_from(incidents).where(i.urgency > 0)).scalar_one()
    total += connection.execute(select(func.count(strays.c.decision.distinct()))).scalar_one()
    last = rows[limit - 1] if len(rows) > limit else None
    items = (
        QueueItem(
            kind="incident", id=r.id, headline=r.headline, urgency=r.urgency, reasons=tuple(json.loads(r.reasons))
        )
        for r in rows[:limit]
    )
    return Page[QueueItem](rows=(*lost, *items), total=total, after=mark(last.urgency, last.id) if last else None)


def _lost(connection: Connection) -> tuple[QueueItem, ...]:
    """The decisions of which a part is no longer found where it was made."""
    homes: dict[str, set[str]] = defaultdict(set)
    query = select(strays.c.decision, reports.c.id).join(reports, reports.c.seq == strays.c.report)
    for row in connection.execute(query):
        homes[row.decision].add(row.id)
    return tuple(
        QueueItem(
            kind="decision",
            id=d.id,
            headline=f"{d.what} by {d.by}: {d.why}".removesuffix(": "),
            urgency=100,
            reasons=(
                "its words are no longer found in report "
                f"{', '.join(sorted(homes[d.id]))}: “{'”, “'.join(m.span.words for m in d.marks)}”",
            ),
        )
        for d in find_decisions(connection, homes)
    )
