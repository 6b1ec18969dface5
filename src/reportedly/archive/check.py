"""Whether an archive is what it should be: every hash, every offset, every id, and that nothing was changed afterwards."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, func, inspect, select, text

from reportedly.archive.current import STREAM
from reportedly.archive.errors import ArchiveError
from reportedly.archive.guards import guard_names
from reportedly.archive.ledger import GENESIS, entries, seal
from reportedly.archive.originals import find_original
from reportedly.archive.pack import digest, stretch, unpack, unpack_reading
from reportedly.archive.schema import (
    claims,
    decisions,
    happenings,
    incident_records,
    incidents,
    ledger,
    link_pairs,
    originals,
    pending,
    readings,
    reports,
)
from reportedly.records import Decision, Reading, Record, Report, spans_of

Found = Iterator["Problem"]
_REBUILD = "run `reportedly rebuild`"
_RESTORE = "restore the archive from a backup, and keep this one for whoever looks into it"


class Problem(Record):
    """One thing that is not as it should be, and what to do about it."""

    what: str
    advice: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.what}; {self.advice}"


class Checked(Record):
    """What was looked at. `seal` is the last seal of the ledger: whoever noted it down can prove what is before it."""

    reports: int
    readings: int
    claims: int
    decisions: int
    originals: int
    incidents: int
    entries: int
    seal: str
    content: str
    problems: tuple[Problem, ...]


def check(connection: Connection, folder: Path | None) -> Checked:
    """Look at everything."""
    last = connection.execute(select(ledger.c.chain).order_by(ledger.c.seq.desc()).limit(1)).scalar()
    tables = {t.name: t for t in (reports, readings, claims, decisions, originals, incidents)}
    counts = {
        name: connection.execute(select(func.count()).select_from(t)).scalar_one() for name, t in tables.items()
    }
    return Checked(
        **counts,
        entries=connection.execute(select(func.count()).select_from(ledger)).scalar_one(),
        seal=last or GENESIS,
        content=content_hash(connection),
        problems=tuple(problem for step in _STEPS for problem in step(connection, folder)),
    )


def content_hash(connection: Connection) -> str:
    """A hash of all that is kept and of all that follows from it; two archives of the same things have the same."""
    columns = (
        (reports.c.id, reports.c.sha256),
        (readings.c.id, readings.c.sha256),
        (decisions.c.id, decisions.c.sha256),
        (originals.c.sha256, originals.c.media_type),
    )
    lines = [
        f"{key.table.name} {row[0]} {row[1]}"
        for key, sha in columns
        for row in connection.execute(select(key, sha))
    ]
    for row in connection.execute(
        select(incidents.c.id, incident_records.c.body, incidents.c.review).join(
            incident_records, incident_records.c.incident == incidents.c.id
        ),
        execution_options=STREAM,
    ):
        lines.append(f"incidents {row.id} {digest(stretch(row.body))} {row.review}")
    return digest("\n".join(sorted(lines)).encode())


def _database(connection: Connection, _: Path | None) -> Found:
    """What the database says of itself."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("pragma integrity_check")):
        if line != "ok":
            yield Problem(what=f"the database is damaged: {line}", advice=_RESTORE)
    for row in connection.execute(text("pragma foreign_key_check")):
        yield Problem(what=f"row {row[1]} of {row[0]} names a row of {row[2]} that is not there", advice=_RESTORE)


def _guards(connection: Connection, _: Path | None) -> Found:
    """The triggers that make what was appended stay."""
    dialect = connection.dialect.name
    query = (
        "select name from sqlite_master where type = 'trigger'"
        if dialect == "sqlite"
        else "select tgname from pg_trigger where not tgisinternal and tgenabled = 'O'"
    )
    there = set(connection.execute(text(query)).scalars())
    for name in sorted(guard_names(dialect) - there):
        yield Problem(what=f"the trigger {name} is gone, so rows can be changed", advice=_RESTORE)


def _chain(connection: Connection, _: Path | None) -> Found:
    """Every entry of the ledger is sealed with the one before it."""
    before, expected = GENESIS, 1
    for entry in entries(connection):
        fields = (entry.seq, entry.at, entry.by, entry.kind, entry.subject, entry.sha256)
        if entry.seq != expected or entry.chain != seal(before, *fields):
            yield Problem(what=f"the ledger is broken at entry {entry.seq}", advice=_RESTORE)
            return
        before, expected = entry.chain, entry.seq + 1


def _entered(connection: Connection, _: Path | None) -> Found:
    """Everything that is kept stands in the ledger, and everything in the ledger is kept."""
    entered = Counter(
        (row.kind, row.subject, row.sha256)
        for row in connection.execute(select(ledger.c.kind, ledger.c.subject, ledger.c.sha256))
    )
    there: Counter[tuple[str, str, str]] = Counter()
    for kind, table, key in _KEPT:
        for row in connection.execute(select(table.c[key], table.c.sha256)):
            there[kind, row[0], row[1]] += 1
    for kind, subject, _sha in sorted(entered - there):
        yield Problem(what=f"{kind} {subject} was kept, and is gone or changed", advice=_RESTORE)
    for kind, subject, _sha in sorted(there - entered):
        yield Problem(
            what=f"{kind} {subject} was slipped in or changed: the ledger does not know it", advice=_RESTORE
        )


_KEPT: tuple[tuple[str, Any, str], ...] = (
    ("original", originals, "sha256"),
    ("report", reports, "id"),
    ("reading", readings, "id"),
    ("decision", decisions, "id"),
)


def _originals(connection: Connection, folder: Path | None) -> Found:
    """The bytes as they arrived are the bytes as they arrived."""
    for sha256 in list(connection.execute(select(originals.c.sha256)).scalars()):
        try:
            find_original(connection, sha256, folder)
        except ArchiveError as error:
            yield Problem(what=str(error).partition(";")[0], advice=_RESTORE)


def _readings(connection: Connection, _: Path | None) -> Found:
    """Every report and reading is whole, every span stands in its text, and every claim has its row."""
    columns = (reports.c.id, reports.c.body, reports.c.sha256)
    more = (readings.c.seq, readings.c.body.label("reading"), readings.c.sha256.label("reading_sha256"))
    query = select(*columns, *more).join(readings, readings.c.report == reports.c.seq).order_by(readings.c.seq)
    for row in connection.execute(query, execution_options=STREAM):
        try:
            whole = digest(stretch(row.body)) == row.sha256 and digest(stretch(row.reading)) == row.reading_sha256
            reading = unpack_reading(row.reading, unpack(Report, row.body))
        except (zlib.error, ValidationError, TypeError) as error:
            yield Problem(what=f"report {row.id} cannot be read ({type(error).__name__})", advice=_RESTORE)
            continue
        if not whole:
            yield Problem(what=f"report {row.id} is not what its hash says", advice=_RESTORE)
        yield from _spans(reading)
        query = select(claims.c.id).where(claims.c.reading == row.seq).order_by(claims.c.number)
        if [c.id for c in reading.claims] != list(connection.execute(query).scalars()):
            yield Problem(what=f"the claims of report {row.id} are not those of its reading", advice=_RESTORE)


def _spans(reading: Reading) -> Found:
    lost = next((span for span in spans_of(reading) if not span.stands_in(reading.report.text)), None)
    if lost is not None:
        what = f"“{lost.words}” does not stand at {lost.start} in the text of report {reading.report.id}"
        yield Problem(what=what, advice="read it again with `reportedly reread`")


def _decisions(connection: Connection, _: Path | None) -> Found:
    """Every decision is whole, and is what its row says."""
    for row in connection.execute(select(decisions)):
        try:
            decision = unpack(Decision, row.body)
        except (zlib.error, ValidationError, TypeError) as error:
            yield Problem(what=f"decision {row.id} cannot be read ({type(error).__name__})", advice=_RESTORE)
            continue
        told = (decision.id, decision.by, decision.at, decision.what)
        if told != (row.id, row.by, row.at, row.what) or digest(stretch(row.body)) != row.sha256:
            yield Problem(what=f"decision {row.id} is not what its hash says", advice=_RESTORE)


def _derived(connection: Connection, _: Path | None) -> Found:
    """What follows from the rest holds together."""
    if connection.execute(select(pending.c.report).limit(1)).first():
        yield Problem(
            what="some reports are not in the incidents yet", advice="run `reportedly rebuild`, or add a report"
        )
    homes = set(connection.execute(select(happenings.c.incident).distinct()).scalars())
    kept = set(connection.execute(select(incidents.c.id)).scalars())
    for key in sorted(homes ^ kept):
        yield Problem(
            what=f"{key} is an incident without reports, or reports without an incident", advice=_REBUILD
        )
    lost = select(func.count()).select_from(link_pairs)
    for end in (link_pairs.c.one, link_pairs.c.other):
        if connection.execute(lost.where(end.not_in(select(happenings.c.seq)))).scalar_one():
            yield Problem(what="links lead to events that are not there", advice=_REBUILD)
    homeless = select(happenings.c.id).where(happenings.c.report.not_in(select(reports.c.seq)))
    for key in connection.execute(homeless).scalars():
        yield Problem(what=f"event {key} is of a report that is not there", advice=_REBUILD)
    known = select(claims.c.id)
    for row in connection.execute(text("select incident, claim from incident_disputes")):
        if connection.execute(known.where(claims.c.id == row.claim).limit(1)).first() is None:
            yield Problem(what=f"{row.incident} rests on claim {row.claim}, which is not there", advice=_REBUILD)


def _tables(connection: Connection, _: Path | None) -> Found:
    if not inspect(connection).has_table("search"):
        yield Problem(what="the index for search is gone", advice=_RESTORE)


_STEPS: tuple[Callable[[Connection, Path | None], Found], ...] = (
    _database,
    _tables,
    _guards,
    _chain,
    _entered,
    _originals,
    _readings,
    _decisions,
    _derived,
)
