"""Carrying an archive over into another one: everything that was kept, as it was kept, so that the same follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, select

from reportedly.archive.current import STREAM
from reportedly.archive.decision_rows import append_decision, find_decisions
from reportedly.archive.keep import find_report, keep, keep_reading
from reportedly.archive.pack import pack_reading, unpack, unpack_reading
from reportedly.archive.schema import readings, reports
from reportedly.archive.settle import make_anew
from reportedly.records import Decision, Reading, Record, Report, make_id


class Carried(Record):
    """How much was new in the archive that something was carried into."""

    reports: int
    readings: int
    decisions: int


def every_reading(connection: Connection) -> Iterator[Reading]:
    """Every reading of every version of every report, in the order in which they came."""
    query = select(reports.c.body, readings.c.body.label("reading")).join(
        readings, readings.c.report == reports.c.seq
    )
    for row in connection.execute(query.order_by(readings.c.seq), execution_options=STREAM):
        yield unpack_reading(row.reading, unpack(Report, row.body))


def carry_in(
    connection: Connection,
    found: Iterable[Reading],
    originals: Mapping[str, bytes],
    decisions: Collection[Decision],
    folder: Path | None,
    *,
    by: str,
) -> Carried:
    """Keep what is not kept yet, decisions with their own names and days, and derive the incidents anew.

    Raises ConflictError where the id of a report belongs to another text; nothing is kept then.
    """
    new = [_carry_reading(connection, reading, originals, folder, by) for reading in found]
    held = {decision.id for decision in find_decisions(connection, [d.id for d in decisions])}
    made = [decision for decision in decisions if decision.id not in held]
    for decision in made:
        append_decision(connection, decision)
    make_anew(connection)
    return Carried(reports=new.count("report"), readings=len(new) - new.count(None), decisions=len(made))


def _carry_reading(
    connection: Connection, reading: Reading, originals: Mapping[str, bytes], folder: Path | None, by: str
) -> str | None:
    """Keep a reading, with its report where that is new as well; says which of them was new."""
    report = reading.report
    known = find_report(connection, report.id)
    if known is None or known[1].text != report.text:
        original = originals.get(report.original.sha256) if report.original else None
        keep(connection, reading, original, folder, by=by)
        return "report"
    name = make_id("reading", report.id, pack_reading(reading).sha256)
    if connection.execute(select(readings.c.seq).where(readings.c.id == name)).first() is not None:
        return None
    keep_reading(connection, reading, known[0], by=by)
    return "reading"
