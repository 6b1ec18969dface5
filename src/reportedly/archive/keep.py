"""Keeping a report: it, its original, its reading and its claims, in one transaction, once however often it comes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from reportedly.archive.current import readings_of_report
from reportedly.archive.errors import ConflictError
from reportedly.archive.fulltext import index_reading, unindex_reading
from reportedly.archive.ledger import enter
from reportedly.archive.many import insert_all, rows_where
from reportedly.archive.originals import keep_original
from reportedly.archive.pack import Packed, pack, pack_reading, unpack
from reportedly.archive.pages import changes, page_of
from reportedly.archive.schema import claims, names, pending, readings, reports
from reportedly.archive.views import Added
from reportedly.records import Claim, Reading, Report, Toll, make_id, normalised
from reportedly.weighing.evidence import instant
from reportedly.weighing.phrases import words_of


def keep(
    connection: Connection, reading: Reading, original: bytes | None, folder: Path | None, *, by: str
) -> Added:
    """Keep a reading and its report, unless the report is kept already.

    Raises ConflictError where the id of the report belongs to another text.
    """
    report = reading.report
    if holds(connection, report):
        return Added(report=report.id, status="known")
    before = _version_before(connection, report)
    if original is not None:
        media_type = report.original.media_type if report.original else "application/octet-stream"
        keep_original(connection, original, media_type, folder, by=by)
    seq = _keep_report(connection, report, by=by)
    keep_reading(connection, reading, seq, by=by)
    if before is None:
        return Added(report=report.id, status="new")
    mark_pending(connection, [before[0]])
    return Added(report=report.id, status="version", version_of=before[1].id, changes=changes(before[1], report))


def holds(connection: Connection, report: Report) -> bool:
    """Whether a report is kept. Raises ConflictError where its id belongs to another text."""
    known = find_report(connection, report.id)
    if known is not None and known[1].text != report.text:
        raise ConflictError(f"the id {report.id} belongs to another text in this archive; give it its own id")
    return known is not None


def keep_many(
    connection: Connection, found: Iterable[tuple[Reading, bytes | None]], folder: Path | None, *, by: str
) -> list[Added | ConflictError]:
    """Keep some readings with their originals; a conflict is found before anything of its report is written."""
    kept: list[Added | ConflictError] = []
    for reading, original in found:
        try:
            kept.append(keep(connection, reading, original, folder, by=by))
        except ConflictError as error:
            kept.append(error)
    return kept


def find_report(connection: Connection, report_id: str) -> tuple[int, Report] | None:
    """The number and the record of a report, None where it is not kept."""
    row = connection.execute(select(reports.c.seq, reports.c.body).where(reports.c.id == report_id)).first()
    return (row.seq, unpack(Report, row.body)) if row else None


def keep_reading(connection: Connection, reading: Reading, report: int, *, by: str) -> None:
    """Append a reading of a kept report, with its claims as rows and its words in the index."""
    packed = pack_reading(reading)
    name = make_id("reading", reading.report.id, packed.sha256)
    row = {
        "report": report,
        "id": name,
        "reader": reading.reader.name,
        "version": reading.reader.version,
        "settings": json.dumps(dict(reading.reader.settings), sort_keys=True),
        **packed._asdict(),
    }
    before = next(readings_of_report(connection, reading.report.id), None)
    if before is not None:
        unindex_reading(connection, report, before)
    seq = _appended(connection, readings, row)
    insert_all(connection, claims, _claim_rows(seq, reading))
    _keep_names(connection, reading, report)
    index_reading(connection, report, reading)
    enter(connection, "reading", name, packed.sha256, by=by)
    mark_pending(connection, [report])


def _keep_report(connection: Connection, report: Report, *, by: str) -> int:
    packed: Packed = pack(report)
    row = {
        "id": report.id,
        "page": page_of(report.url),
        "instant": instant(report.published),
        "title": plain(report.title),
        "outlet": plain(report.outlet),
        "url": plain(report.url),
        "original": report.original.sha256 if report.original else None,
        **packed._asdict(),
    }
    seq = _appended(connection, reports, row)
    enter(connection, "report", report.id, packed.sha256, by=by)
    return seq


def _version_before(connection: Connection, report: Report) -> tuple[int, Report] | None:
    """The latest of the reports of the same page, if there are any."""
    page = page_of(report.url)
    if page is None:
        return None
    row = connection.execute(
        select(reports.c.seq, reports.c.body)
        .where(reports.c.page == page)
        .order_by(reports.c.instant.desc(), reports.c.seq.desc())
        .limit(1)
    ).first()
    return (row.seq, unpack(Report, row.body)) if row else None


def _claim_rows(reading: int, found: Reading) -> Iterator[dict[str, Any]]:
    for number, claim in enumerate(found.claims):
        toll = claim.value if isinstance(claim.value, Toll) else None
        yield {
            "reading": reading,
            "number": number,
            "id": claim.id,
            "event": claim.incident,
            "field": claim.field,
            "status": claim.status,
            "low": toll.low if toll else None,
            "high": toll.high if toll else None,
            "value": plain(words_of(claim)),
            "source": source_name(claim),
            "actor": claim.source.actor if claim.source else None,
        }


def source_name(claim: Claim) -> str:
    """The name of a claim's source as it is compared; "" where the text hides it."""
    return normalised(claim.source.name) if claim.source else ""


def _appended(connection: Connection, table: Any, row: dict[str, Any]) -> int:
    """Append a row; its number."""
    return int(connection.execute(insert(table).returning(table.c.seq), row).scalar_one())


def mark_pending(connection: Connection, numbers: Collection[int]) -> None:
    """Note that what follows from these reports is to be made anew."""
    there = {row.report for row in rows_where(connection, select(pending.c.report), pending.c.report, numbers)}
    insert_all(connection, pending, [{"report": number} for number in sorted(set(numbers) - there)])


def _keep_names(connection: Connection, reading: Reading, report: int) -> None:
    """The ids that incidents may bear for a reading's events, so that each will lead somewhere for ever."""
    events = {make_id("incident", m.incident): m.incident for m in reading.mentions if m.incident}
    there = {row.incident for row in rows_where(connection, select(names.c.incident), names.c.incident, events)}
    rows = [{"incident": key, "event": events[key], "report": report} for key in sorted(events.keys() - there)]
    insert_all(connection, names, rows)


def plain(text: str | None) -> str | None:
    """Text that every database takes: PostgreSQL knows no NUL."""
    return text.replace("\x00", " ") if text else text
