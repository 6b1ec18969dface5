"""What happened to a thing: every report, reading and decision that concerns it, by whom and when, in order."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from sqlalchemy import Connection, select

from reportedly.archive.current import versions_of
from reportedly.archive.decision_rows import decisions_on, find_decisions
from reportedly.archive.errors import NotFoundError
from reportedly.archive.many import rows_where
from reportedly.archive.pack import unpack
from reportedly.archive.pages import Change, changes
from reportedly.archive.permalinks import resolve
from reportedly.archive.schema import claims, happenings, ledger, names, originals, readings, reports
from reportedly.decisions import in_force
from reportedly.records import Decision, Record, Report


class HistoryEntry(Record):
    """One step. `kind` is report, original, reading or decision, `subject` its id; a decision says whether it stands.

    `changes` are the differences from the version before, where a report is a later version of a page.
    """

    at: str
    by: str
    kind: str
    subject: str
    what: str
    changes: tuple[Change, ...] = ()
    decision: Decision | None = None
    in_force: bool = True


def history_of(connection: Connection, key: str) -> tuple[HistoryEntry, ...]:
    """The history of a report, an incident, a claim or a decision. Raises NotFoundError."""
    found = find_decisions(connection, [key])
    if found:
        reports_of: Collection[str] = ()
        made = (*found, *decisions_on(connection, [key]))
    else:
        reports_of = _reports_of(connection, key)
        made = decisions_on(connection, _names_of(connection, key, reports_of))
    standing = {d.id for d in in_force(made)}
    decided = {d.id: d for d in made}
    family = {v: versions_of(connection, v) for v in reports_of}
    told = _readings_of(connection, {v for versions in family.values() for v in versions})
    subjects = {*decided, *told, *told.values(), *_originals_of(connection, told.values())}
    before = {new: old for versions in family.values() for old, new in pairwise(versions)}
    rows = rows_where(connection, select(ledger), ledger.c.subject, subjects)
    return tuple(
        HistoryEntry(
            at=row.at,
            by=row.by,
            kind=row.kind,
            subject=row.subject,
            what=_what(row.kind, decided.get(row.subject), before.get(row.subject), told.get(row.subject)),
            changes=_changes(connection, before[row.subject], row.subject) if row.subject in before else (),
            decision=decided.get(row.subject),
            in_force=row.kind != "decision" or row.subject in standing or decided[row.subject].what == "undo",
        )
        for row in sorted(rows, key=lambda row: row.seq)
    )


def _reports_of(connection: Connection, key: str) -> tuple[str, ...]:
    """The ids of the reports that a report, a claim or an incident rests on."""
    if connection.execute(select(reports.c.id).where(reports.c.id == key)).first():
        return (key,)
    claimed = select(reports.c.id).join(readings, readings.c.report == reports.c.seq)
    claimed = claimed.join(claims, claims.c.reading == readings.c.seq).where(claims.c.id == key)
    found = connection.execute(claimed).scalar()
    if found is not None:
        return (found,)
    try:
        home = resolve(connection, key)
        query = select(reports.c.id).join(happenings, happenings.c.report == reports.c.seq)
        return tuple(connection.execute(query.where(happenings.c.incident == home).distinct()).scalars())
    except NotFoundError:
        query = select(reports.c.id).join(names, names.c.report == reports.c.seq)
        named = tuple(connection.execute(query.where(names.c.incident == key)).scalars())
        if not named:
            raise NotFoundError(f"nothing in the archive has the id {key}") from None
        return named


def _names_of(connection: Connection, key: str, found: Collection[str]) -> set[str]:
    """Whatever a decision on this thing may name: it, and for an incident its reports and the ids it may be known by."""
    if connection.execute(select(claims.c.id).where(claims.c.id == key).limit(1)).first():
        return {key}
    query = select(names.c.incident).join(reports, reports.c.seq == names.c.report)
    return {key, *found, *(row.incident for row in rows_where(connection, query, reports.c.id, found))}


def _readings_of(connection: Connection, found: Collection[str]) -> dict[str, str]:
    """The ids of the readings of some reports, each with that of its report."""
    query = select(readings.c.id, reports.c.id.label("report")).join(reports, reports.c.seq == readings.c.report)
    return {row.id: row.report for row in rows_where(connection, query, reports.c.id, found)}


def _originals_of(connection: Connection, found: Collection[str]) -> set[str]:
    query = select(reports.c.original).join(originals, originals.c.sha256 == reports.c.original)
    return {row.original for row in rows_where(connection, query, reports.c.id, set(found))}


def _what(kind: str, decision: Decision | None, before: str | None, report: str | None) -> str:
    """A step in words."""
    if decision is not None:
        return f"{decision.what}: {decision.why}" if decision.why else decision.what
    if kind == "report":
        return f"a new version of {before}" if before else "added"
    return f"reading of {report}" if report else "kept as it arrived"


def _changes(connection: Connection, old: str, new: str) -> tuple[Change, ...]:
    query = select(reports.c.id, reports.c.body)
    found = {row.id: unpack(Report, row.body) for row in rows_where(connection, query, reports.c.id, [old, new])}
    return changes(found[old], found[new])
